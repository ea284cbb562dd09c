"""The local Slack keeps Slack's rules: what it lets pass, and what it refuses."""
