"""Fixtures that all tests share."""

import shutil
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser, async_playwright

pytest_plugins = ["tests.databases", "tests.house.skips"]


@pytest.fixture
async def chromium() -> AsyncGenerator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playing:
        browser = await playing.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        await browser.close()
