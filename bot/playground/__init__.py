"""A strict local Slack that the real app talks to over real HTTP: to try the bot without a workspace, and to test it."""
