"""The playground's page as its users meet it: one tab of Chromium, in which somebody clicks and types."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect

from tests.playback import free_port

PATIENCE = 20_000  # milliseconds that anything may take on a busy machine


@asynccontextmanager
async def playing(folder: Path, *more: str) -> AsyncGenerator[str]:
    """Run `vpd play` in a folder, as a newcomer does, and give the address that it prints."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "play", "--no-browser"]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(  # noqa: S603, ASYNC220 - our own program
        [*command, "--port", str(free_port()), *more], cwd=folder, env=environ, stdout=subprocess.PIPE, text=True
    )
    out = process.stdout
    assert out is not None
    try:
        first = await asyncio.to_thread(out.readline)
        yield first.rpartition(" ")[2].strip()
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0, rest


@dataclass
class Tab:
    """One tab of the page."""

    page: Page

    async def act_as(self, handle: str) -> None:
        """Become somebody else with one click."""
        await self.page.click(f"[data-person={handle}]")
        await expect(self.page.locator(f"[data-person={handle}]")).to_have_class(re.compile(r"\bon\b"))

    async def type(self, words: str, *, thread: bool = False) -> None:
        """Type into the composer of the channel, or of the open thread, and press Enter."""
        box = self.page.locator(".composer.reply textarea" if thread else ".composer:not(.reply) textarea")
        await box.fill(words)
        await box.press("Enter")

    def messages(self, words: str, *, thread: bool = False) -> Locator:
        """Return the messages in which words stand."""
        where = "aside" if thread else "section.column"
        return self.page.locator(f"{where} .message", has_text=words)

    async def sees(self, words: str, *, thread: bool = False) -> Locator:
        """Wait until a message shows words, and return the newest that does."""
        newest = self.messages(words, thread=thread).last
        await expect(newest).to_be_visible(timeout=PATIENCE)
        return newest

    async def press(self, words: str, label: str) -> None:
        """Press a button of the newest message that shows words."""
        await (await self.sees(words)).get_by_role("button", name=label, exact=True).click()

    async def choose(self, message: Locator, item: str) -> None:
        """Choose something in the menu of a message."""
        await message.hover()
        await message.get_by_label("More for this message").click()
        await self.page.locator(".q-menu .q-item", has_text=item).click()

    async def react(self, message: Locator, name: str) -> None:
        """React to a message."""
        await message.hover()
        await message.get_by_label("More for this message").click()
        await self.page.click(f"[data-react='{name}']")

    async def open_thread(self, words: str) -> None:
        """Open the thread of the message that shows words."""
        await self.choose(await self.sees(words), "Reply in thread")
        await expect(self.page.locator("aside.thread")).to_be_visible()

    def field(self, name: str) -> Locator:
        """Return a field of the open form."""
        return self.page.locator(f"[data-field={name}]")

    async def fill(self, **values: str) -> None:
        """Type into fields of the open form."""
        for name, value in values.items():
            await self.field(name).locator("input, textarea").first.fill(value, timeout=PATIENCE)

    async def pick(self, name: str, label: str) -> None:
        """Choose in a select of the open form."""
        await self.field(name).locator(".q-select").click(timeout=PATIENCE)
        await self.page.locator(".q-menu .q-item", has_text=label).first.click()

    async def submit(self) -> None:
        """Send the open form."""
        await self.page.click(".form-submit")

    async def sent(self) -> None:
        """Send the open form and see it go."""
        await self.submit()
        await expect(self.page.locator(".form-submit")).to_have_count(0, timeout=PATIENCE)


@asynccontextmanager
async def tab(browser: Browser, address: str) -> AsyncGenerator[Tab]:
    """Open the page; what it complains about in the console fails the test."""
    page = await browser.new_page(viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    await page.goto(address)
    await page.wait_for_selector(".composer textarea")
    try:
        yield Tab(page)
    finally:
        await page.close()
    assert complaints == []
