"""What the tests of the running program share."""

import logging
import shutil
from collections.abc import AsyncGenerator, Iterator

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, async_playwright

from tests.conversation import Conversation, conversation


@pytest.fixture
async def browser() -> AsyncGenerator[ClientSession]:
    """Ask as a browser does."""
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def talk(database_url: str) -> AsyncGenerator[Conversation]:
    """Begin a workshop with a note and a link to its wall."""
    async with conversation(database_url) as begun:
        await begun.types("alice", "start Dinner on autopilot for Working parents")
        await begun.types("alice", "add pain Food goes off")
        await begun.types("alice", "wall")
        yield begun


@pytest.fixture
def restored_logs() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before
    for name in ("slack_sdk", "slack_bolt", "apscheduler"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
async def chromium() -> AsyncGenerator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        await browser.close()
