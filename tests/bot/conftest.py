"""What the tests of the running program share."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def restored_logs() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    for name in ("slack_sdk", "slack_bolt", "apscheduler"):
        logging.getLogger(name).setLevel(logging.NOTSET)
