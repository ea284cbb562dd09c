"""Fixtures that all tests share."""

pytest_plugins = ["tests.databases", "tests.house.skips"]
