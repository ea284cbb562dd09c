"""The wall in a browser, and where it puts its notes."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Browser, Page, expect

INSIDE: Final = """() => {
  const boxes = [...document.querySelectorAll('.notes > li:not([hidden]) .note')].map(n => ({
    block: n.closest('.area').dataset.block, code: n.textContent, box: n.getBoundingClientRect() }));
  const circle = document.querySelector('.profile').getBoundingClientRect();
  const square = document.querySelector('.map').getBoundingClientRect();
  const [x, y, r] = [circle.x + circle.width / 2, circle.y + circle.height / 2, circle.width * 0.456 + 1];
  const inCircle = b => [[b.left, b.top], [b.right, b.top], [b.left, b.bottom], [b.right, b.bottom]]
    .every(([px, py]) => Math.hypot(px - x, py - y) <= r);
  const within = (a, b) => a.left > b.left && a.right < b.right && a.top > b.top && a.bottom < b.bottom;
  const before = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  const apart = (a, b) => before(a, b) || before(b, a);
  const outside = boxes.filter(({ block, box }) =>
    !(['job', 'pain', 'gain'].includes(block) ? inCircle(box) : within(box, square)));
  const over = boxes.filter((a, i) => boxes.some((b, j) => j > i && !apart(a.box, b.box)));
  return { shown: boxes.length, outside: outside.map(o => o.code), over: over.map(o => o.code),
    wide: document.documentElement.scrollWidth - innerWidth };
}"""


@dataclass
class Wall:
    """A page that watches, and what the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list[str])

    def note(self, text: str) -> str:
        """Return the selector of a note."""
        return f".area .note:has-text({text!r})"

    async def shows(self, text: str) -> None:
        await expect(self.page.locator(".area .note .text", has_text=text)).to_be_visible()

    async def lacks(self, text: str) -> None:
        await expect(self.page.locator(".area .note .text", has_text=text)).to_have_count(0)


@asynccontextmanager
async def watching(
    chromium: Browser, url: str, size: tuple[int, int] = (1600, 900), *, calm: bool = True
) -> AsyncGenerator[Wall]:
    """Watch in a window of a size; at its end the browser must have nothing to complain about."""
    width, height = size
    page = await chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    wall = Wall(page)
    page.on("console", lambda said: wall.complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wall.complaints.append(str(error)))
    await page.goto(url)
    await expect(page.locator("#line")).to_have_text("Live")
    yield wall
    await page.close()
    assert not calm or wall.complaints == []
