"""The playground's page, drawn with NiceGUI: what people see of the local Slack, and what they do in it."""
