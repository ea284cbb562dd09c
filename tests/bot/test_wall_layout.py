"""Where notes stand on the wall: on a phone, on a laptop, and on the largest screen."""

from random import Random
from string import ascii_lowercase

import pytest
from playwright.async_api import Browser, expect

from tests.bot.browsing import INSIDE, watching
from tests.conversation import Conversation
from tests.handlers.test_wall import links

pytestmark = pytest.mark.browser


@pytest.fixture
def database_kind() -> str:
    """Return the one database that is enough here."""
    return "sqlite"


async def fill(talk: Conversation, number: int) -> None:
    chance = Random(7)
    kinds = ("job", "pain", "gain", "product", "reliever", "creator")
    for count in range(number):
        words = ("".join(chance.choices(ascii_lowercase, k=chance.randint(2, 9))) for _ in range(chance.randint(2, 20)))
        await talk["alice"].command(talk.channel, f"/vpd add {kinds[count % 6]} {' '.join(words)}")


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("number", [24, 130])
async def test_notes_stand_inside_their_shapes_and_beside_each_other(
    chromium: Browser, talk: Conversation, size: tuple[int, int], number: int
) -> None:
    await fill(talk, number)
    async with watching(chromium, links(talk)[0], size) as wall:
        await expect(wall.page.locator("#t-job .count")).to_have_text(str(number // 6 + (number % 6 > 0)))
        found = await wall.page.evaluate(INSIDE)
        assert (found["outside"], found["over"], found["wide"]) == ([], [], 0)
        everything = number + 1  # with the note that was there
        fewest = {1024: 20, 1280: min(everything, 60)}.get(size[0], everything)  # on an old projector, on a laptop
        assert found["shown"] >= fewest
        if found["shown"] < everything:
            await wall.page.locator(".more").first.click()
            await expect(wall.page.locator("#list li")).to_have_count(number + 1)


async def test_letters_grow_with_the_screen(chromium: Browser, talk: Conversation) -> None:
    sizes: list[float] = []
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        async with watching(chromium, links(talk)[0], size) as wall:
            await wall.shows("Food goes off")
            style = "n => parseFloat(getComputedStyle(n).fontSize)"
            sizes.append(await wall.page.locator(".area .note .text").first.evaluate(style))
    assert sizes[0] >= 16
    assert sizes == sorted(sizes)
    assert sizes[-1] >= 40


@pytest.mark.parametrize("size", [(360, 740), (820, 1180)])
async def test_on_a_small_screen_areas_stand_below_each_other(
    chromium: Browser, talk: Conversation, size: tuple[int, int]
) -> None:
    await fill(talk, 40)
    async with watching(chromium, links(talk)[0], size) as wall:
        await wall.shows("Food goes off")
        found = await wall.page.evaluate(INSIDE)
        assert (found["shown"], found["over"], found["wide"]) == (41, [], 0)
        await wall.page.locator(".note", has_text="Food goes off").click()
        await expect(wall.page.locator("#list li", has_text="Food goes off")).to_be_in_viewport()
        await expect(wall.page.locator("#canvas")).to_be_hidden()
        await wall.page.locator("#list-close").click()
        await expect(wall.page.locator("#canvas")).to_be_visible()


async def test_it_fills_the_screen_and_leaves_it(chromium: Browser, talk: Conversation) -> None:
    async with watching(chromium, links(talk)[0]) as wall:
        button = wall.page.get_by_role("button", name="Full screen")
        await button.click()
        await expect(wall.page.locator("#full")).to_have_text("Leave full screen")
        assert await wall.page.evaluate("Boolean(document.fullscreenElement)")
        await wall.page.locator("#full").click()
        await expect(wall.page.locator("#full")).to_have_text("Full screen")
