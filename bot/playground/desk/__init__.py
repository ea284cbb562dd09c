"""The playground's page: channels, threads, forms and pictures of the local Slack in a browser."""
