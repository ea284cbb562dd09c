"""The wall in a browser, while people write in Slack."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, expect

from bot.wall.pages import routes
from bot.wall.viewers import Viewers
from bot.web import Endpoint, serving, web
from tests.bot.browsing import watching
from tests.bot.knocking import Listening
from tests.conversation import Conversation
from tests.handlers.test_wall import links, posts
from tests.playback import free_port

HOSTILE = '<img src=x onerror="document.title=1"> </script><script>document.title=2</script> & ${1} \u202eabc'
pytestmark = pytest.mark.browser


@pytest.fixture
def database_kind() -> str:
    """Return the one database that is enough here."""
    return "sqlite"


async def test_notes_come_change_and_go_without_a_reload(chromium: Browser, talk: Conversation) -> None:
    async with watching(chromium, links(talk)[0]) as wall:
        await wall.page.evaluate("window.stays = true")
        await expect(wall.page).to_have_title("Dinner on autopilot – canvas")
        await wall.shows("Food goes off")
        await talk.types("alice", "add gain Eat together")
        await wall.shows("Eat together")
        await expect(wall.page.locator("#news")).to_have_text("New gain G1: Eat together")
        await talk.types("alice", "edit P1 Food spoils in the fridge")
        await wall.shows("Food spoils in the fridge")
        await expect(wall.page.locator("#news")).to_have_text("P1 now says: Food spoils in the fridge")
        await expect(wall.page.locator(".note.open .code", has_text="P1")).to_be_visible()
        await talk.types("alice", "add reliever Warns in time")
        await talk.types("alice", "link R1 P1 fully")
        await expect(wall.page.locator(".note.met .code")).to_have_text("P1 ✓")
        await expect(wall.page.locator("#met-pain")).to_have_text("1 of 1")
        await talk.types("alice", "vote P1")
        await expect(wall.page.locator(".note.met .votes")).to_have_text("●1")
        await talk.types("alice", "remove G1")
        await wall.lacks("Eat together")
        await expect(wall.page.locator("#news")).to_contain_text("G1 has been taken off")
        await talk.types("alice", "step 3")
        await expect(wall.page.locator("#step-name")).to_have_text("Step 3 of 6: Value map")
        assert await wall.page.evaluate("window.stays")


async def test_what_matters_what_is_left_out_and_what_is_tested_are_told(chromium: Browser, talk: Conversation) -> None:
    async with watching(chromium, links(talk)[0]) as wall:
        await talk.types("alice", "add required gain Warm meals\npain: No parking\nreliever: Warns in time")
        await talk.types("alice", "link R1 P1")
        await talk.types("alice", "rate P1 5")
        await expect(wall.page.locator(".note.met .rating")).to_have_text("★5")
        await expect(wall.page.locator(".note.unrated .must")).to_have_text("!")
        await expect(wall.page.locator("#stage")).to_have_text("Stage: just begun.")
        await talk.types("alice", "decline P2 The city has to")
        await talk.types("alice", "hypothesis We believe at least 6 of 10 parents waste food")
        await wall.page.click("#list-toggle")
        left = wall.page.locator(".list section", has_text="Not served, by choice (1)")
        await expect(left).to_contain_text("P2No parkingBecause: The city has to")
        await expect(wall.page.locator(".list section", has_text="Still to be tested (1)")).to_contain_text("H1")


async def test_the_clock_counts_down_while_a_prompt_runs(chromium: Browser, talk: Conversation) -> None:
    await talk.types("alice", "step 2")
    async with watching(chromium, links(talk)[0]) as wall:
        prompt, timer = wall.page.locator("#prompt"), wall.page.get_by_role("timer")
        await expect(timer).to_have_text(re.compile(r"^\d+:\d\d$"))
        await expect(prompt).to_be_hidden()
        await talk.types("alice", "step 2")
        await talk.types("alice", "unseen gains")
        await expect(prompt).to_have_text("Gains, written unseen")
        await expect(timer).to_have_text(re.compile(r"^\d+:\d\d left$"))
        for _ in range(3):
            await talk.types("alice", "unseen gains")
        await expect(prompt).to_be_hidden()
        await expect(timer).to_have_text(re.compile(r"^\d+:\d\d$"))


async def test_peoples_words_are_shown_and_obeyed_nowhere(chromium: Browser, talk: Conversation) -> None:
    await talk.types("alice", f"add pain {HOSTILE}")
    async with watching(chromium, links(talk)[0]) as wall:
        shown = wall.page.locator(".area .note .text", has_text="onerror")
        assert await shown.text_content() == HOSTILE
        await wall.page.click("#list-toggle")
        assert HOSTILE in (await wall.page.locator(".list .text", has_text="onerror").text_content() or "")
        assert await wall.page.title() == "Dinner on autopilot – canvas"
        assert await wall.page.locator("img, script:not([src])").count() == 0


async def test_it_comes_back_by_itself_when_the_server_does(chromium: Browser, talk: Conversation) -> None:
    port, path = free_port(), links(talk)[0].partition("/wall/")[2]

    @asynccontextmanager
    async def served() -> AsyncGenerator[None]:
        viewers = Viewers(talk.program.database, talk.slack.clock.now)
        nothing = Endpoint(answer=Listening(), secrets=(), now=talk.slack.clock.now)
        pages = web(nothing, checks={}, counts=no_counts, pages=routes(viewers))
        async with serving(pages, "127.0.0.1", port, viewers.close):
            yield

    async with served():
        page = watching(chromium, f"http://127.0.0.1:{port}/wall/{path}", calm=False)
        wall = await page.__aenter__()
        await wall.shows("Food goes off")
    await expect(wall.page.locator("#line")).to_have_text("Connection lost. Trying again…")
    await wall.shows("Food goes off")
    await talk.types("alice", "add pain Nobody knows what to cook")
    async with served():
        await expect(wall.page.locator("#line")).to_have_text("Live", timeout=15_000)
        await wall.shows("Nobody knows what to cook")
        await page.__aexit__(None, None, None)
    assert [said for said in wall.complaints if "ERR_" not in said] == []


async def no_counts() -> dict[str, int]:
    return {}


async def test_an_ended_link_clears_the_page_and_says_so(chromium: Browser, talk: Conversation) -> None:
    async with watching(chromium, links(talk)[0]) as wall:
        await wall.shows("Food goes off")
        await talk["alice"].press(posts(talk)[0], "wall.revoke")
        await expect(wall.page.locator("#over")).to_be_focused()
        assert "Food" not in await wall.page.content()
    page = await chromium.new_page()
    answer = await page.goto(links_before_the_end(talk))
    assert answer
    assert answer.status == 404
    await expect(page.get_by_role("heading")).to_have_text("There is nothing to watch at this link")
    await page.close()


def links_before_the_end(talk: Conversation) -> str:
    return f"{talk.program.surfaces.public_url}/wall/{'x' * 43}"


async def test_segments_are_switched_and_what_is_new_elsewhere_is_marked(chromium: Browser, talk: Conversation) -> None:
    await talk.types("alice", "segment Grandparents")
    async with watching(chromium, links(talk)[0]) as wall:
        tab = wall.page.get_by_role("button", name=re.compile("2 Grandparents"))
        await wall.shows("Food goes off")
        await talk.types("alice", "add job Help out on weekdays")
        await expect(tab).to_contain_text("+1")
        await wall.lacks("Help out")
        await tab.click()
        await wall.shows("Help out on weekdays")
        await wall.lacks("Food goes off")
        await expect(tab).to_have_attribute("aria-pressed", "true")
        await expect(tab).to_have_text("2 Grandparents")
        await wall.page.reload()
        await wall.shows("Help out on weekdays")
        assert wall.page.url.endswith("#2")


async def test_everything_can_be_done_by_keyboard(chromium: Browser, talk: Conversation) -> None:
    await talk.types("alice", "segment Grandparents")
    async with watching(chromium, links(talk)[0]) as wall:
        await wall.shows("Food goes off")
        press = wall.page.keyboard.press
        await press("Tab")
        await expect(wall.page.locator(".skip")).to_be_focused()
        await press("Enter")
        await expect(wall.page.locator("#canvas")).to_be_focused()
        await press("Tab")
        note = wall.page.get_by_role("button", name=re.compile(r"P1: Food goes off\. Not served yet"))
        await expect(note).to_be_focused()
        await talk.types("alice", "add extreme pain Long queues --segment 1")
        await wall.shows("Long queues")
        await expect(note).to_be_focused()
        await press("Enter")
        await expect(wall.page.locator("#list li", has_text="Food goes off")).to_be_focused()
        await talk.types("alice", "add pain Too expensive --segment 1")
        await wall.shows("Too expensive")
        await expect(wall.page.locator("#list li", has_text="Food goes off")).to_be_focused()
        await press("Escape")
        await expect(wall.page.locator("#list-toggle")).to_be_focused()
        await expect(wall.page.locator("#list")).to_be_hidden()
        await press("Tab")
        await press("Tab")
        await press("ArrowRight")
        await press("Enter")
        await expect(wall.page.get_by_role("button", name="2 Grandparents")).to_have_attribute("aria-pressed", "true")


async def test_a_screen_reader_finds_headings_lists_and_counts(chromium: Browser, talk: Conversation) -> None:
    async with watching(chromium, links(talk)[0]) as wall:
        await wall.shows("Food goes off")
        role = wall.page.get_by_role
        await expect(role("region", name=re.compile("Pains 1")).get_by_role("listitem")).to_have_count(1)
        await expect(role("heading", name=re.compile("Customer profile"))).to_be_attached()
        await expect(role("main", name="Dinner on autopilot")).to_be_visible()
        await expect(role("timer")).to_have_text(re.compile(r"\d+:\d\d"))
        await expect(wall.page.locator("#news")).to_have_attribute("aria-live", "polite")
