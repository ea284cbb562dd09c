"""The playground as people use it: one process, one browser, and somebody at a tab."""

import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Missed

ROOT = Path(__file__).parent.parent.parent
PLAY = (sys.executable, "-c", "from bot.cli import main; main()", "play", "--port", "0", "--no-browser")
OTHER = (sys.executable, "-m", "tests.playground.other_app")
SOON = 15_000  # milliseconds that anything may take on a busy machine
TRIES = 5


@contextmanager
def playing(folder: Path, command: Sequence[str] = PLAY) -> Generator[str]:
    """Run the playground in a folder meanwhile, and give the address that it says."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with (folder / "stderr").open("w") as said:
        process = subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=said, text=True)  # noqa: S603 - our own program
    assert process.stdout
    try:
        yield next(line.split()[-1] for line in process.stdout if "is ready" in line)
    finally:
        process.terminate()
        process.communicate(timeout=20)
    said_aloud = (folder / "stderr").read_text()
    assert not said_aloud, said_aloud
    assert process.returncode == 0


@contextmanager
def chromium() -> Generator[Browser]:
    """Run the system's browser meanwhile, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass(slots=True)
class Seat:
    """Somebody at a tab of their own."""

    page: Page

    @classmethod
    def of(cls, browser: Browser, url: str, who: str, *, width: int = 1280) -> "Seat":
        """Open a tab as somebody."""
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.set_default_timeout(SOON)
        expect.set_options(timeout=SOON)
        page.goto(f"{url}{'&' if '?' in url else '/?'}as={who}")
        return cls(page)

    def types(self, text: str) -> None:
        """Write into the channel and press Enter."""
        self._enters("Message", text)

    def replies(self, text: str) -> None:
        """Write into the open thread and press Enter."""
        self._enters("Reply", text)

    def _enters(self, where: str, text: str) -> None:
        box = self.page.locator(f"textarea[aria-label={where}]")
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("")

    def message(self, words: str) -> Locator:
        """Return the latest message of the channel with these words."""
        return self.page.locator(".channel article").filter(has_text=words).last

    def reply(self, words: str) -> Locator:
        """Return the latest message of the open thread with these words."""
        return self.page.locator(".side article").filter(has_text=words).last

    def sees(self, *words: str) -> None:
        """Wait until all of these can be read in the channel."""
        for one in words:
            expect(self.message(one)).to_be_visible()

    def opens_thread(self, words: str) -> None:
        """Open the thread of a message."""
        there = self.message(words)
        self.reaches(there, there.get_by_label("Reply in thread"))
        expect(self.reply(words)).to_be_visible()

    def reaches(self, message: Locator, tool: Locator) -> None:
        """Point at a message and click one of its tools; once more when it was drawn anew in between."""
        for _ in range(TRIES):
            message.hover()
            with suppress(Missed):
                tool.click(timeout=SOON / TRIES)
                return
        raise AssertionError(tool)

    def chooses(self, message: Locator, item: str) -> None:
        """Choose something in the menu of a message."""
        self.reaches(message, message.get_by_label("More actions"))
        message.get_by_role("button", name=item).click()

    def clicks(self, name: str) -> None:
        """Click a button of a form or dialog."""
        self.page.get_by_role("dialog").last.get_by_role("button", name=name, exact=True).click()

    def fills(self, label: str, text: str) -> None:
        """Fill in a field of the open form."""
        self.page.get_by_role("dialog").get_by_label(label, exact=True).fill(text)

    def picks(self, label: str, option: str) -> None:
        """Choose an option in a select of the open form."""
        self.page.get_by_role("dialog").get_by_role("combobox", name=label, exact=True).click()
        self.page.locator(".q-menu").get_by_role("option", name=option, exact=True).click()

    def form_is_gone(self) -> None:
        """Wait until no form is open."""
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def jumps(self, to: str) -> None:
        """Let time pass."""
        self.page.get_by_role("button", name="Time").click()
        self.page.get_by_role("menuitem", name=to).click()
        # A menu gives the focus back when it has gone.
        expect(self.page.locator(".q-menu")).to_have_count(0)
