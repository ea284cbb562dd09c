"""A strict local Slack that the real app talks to over HTTP, to try the bot and to test it."""
