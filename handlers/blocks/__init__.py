"""Block Kit: pure functions, canvas objects in, `slack_sdk` models out; one file for each feature, same name."""
