"""A whole workshop in the playground, clicked and typed by four people, while a wall hangs on another screen."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.bot.browsing import watching
from tests.playground.desk import PATIENCE, Tab, playing, tab

pytestmark = pytest.mark.browser
HOSTILE = '<img src=x onerror="document.title=1"> *not bold* & <b>'


@pytest.fixture
async def desk(chromium: Browser, tmp_path: Path) -> AsyncGenerator[Tab]:
    async with playing(tmp_path, "--fresh") as address, tab(chromium, address) as opened:
        yield opened


async def begin(desk: Tab) -> None:
    """Start a workshop by its form, with one mistake that is mended, and let all four join."""
    await desk.type("/vpd start")
    await desk.fill(name="Dinner on autopilot", segment="Working parents", zone="Europe/Pariss")
    await desk.submit()
    await expect(desk.field("zone").locator(".error")).to_contain_text("Europe/Paris", timeout=PATIENCE)
    await expect(desk.field("name").locator("input")).to_have_value("Dinner on autopilot")
    await desk.fill(zone="Europe/Paris")
    await desk.sent()
    await desk.sees("Step 1: Assemble the team")
    for who, function in (("alice", "product"), ("ben", "engineering"), ("chika", "research"), ("dana", "sales")):
        await desk.act_as(who)
        await desk.type(f"/vpd join {function}")
    await desk.act_as("alice")


async def test_four_people_walk_through_all_six_steps(desk: Tab, chromium: Browser) -> None:
    await begin(desk)
    await desk.type("/vpd wall")
    link = await desk.page.locator("section.column a[href*='/wall/']").last.get_attribute("href", timeout=PATIENCE)
    assert link is not None
    async with watching(chromium, link) as wall:
        await _customers(desk)
        await wall.shows("Food goes off before anybody cooks it")
        await _offer(desk)
        await wall.shows("Warns two days before")
        await expect(wall.page.locator(".note.met .code")).to_have_text("P1 ✓")
    await _proof(desk)
    await _a_week_later(desk)


async def _customers(desk: Tab) -> None:
    """Step 2: notes by reply, by form and by command; votes, an edit and a deletion."""
    await desk.press("Step 1: Assemble the team", "Next")
    await desk.press("this is still thin", "Go on")
    await desk.act_as("ben")
    await desk.open_thread("Pains: Working parents")
    await desk.type("Food goes off\nrisk: Allergy scares", thread=True)
    reply = await desk.sees("Food goes off", thread=True)
    await expect(reply.locator("[data-reaction=white_check_mark]")).to_be_visible(timeout=PATIENCE)
    await desk.choose(reply, "Edit")
    await desk.page.fill(".edit textarea", "Food goes off before anybody cooks it\nrisk: Allergy scares")
    await desk.page.get_by_role("button", name="Save").click()
    await desk.type("Nobody knows why", thread=True)
    await desk.choose(await desk.sees("Nobody knows why", thread=True), "Delete")
    await expect(desk.messages("Nobody knows why", thread=True)).to_have_count(0)
    await desk.act_as("dana")
    await desk.type("A third of it goes into the bin", thread=True)
    await desk.act_as("chika")
    await desk.react(await desk.sees("A third of it", thread=True), "+1")
    await desk.press("Gains: Working parents", "Add a note")
    await desk.fill(text="A calm half hour in the evening")
    await desk.sent()
    await desk.type("/vpd add job Feed the family\nsocial: Look like somebody who copes")
    await desk.type(f"/vpd add pain {HOSTILE}")
    await desk.sees(HOSTILE)
    assert await desk.page.locator("img[src=x]").count() == 0


async def _offer(desk: Tab) -> None:
    """Steps 3 and 4: what is offered, and which pain it serves, card by card."""
    await desk.act_as("alice")
    await desk.type("/vpd step 3")
    await desk.press("Pain relievers: Working parents", "Add a note")
    await desk.fill(text="Warns two days before food goes off")
    await desk.sent()
    await desk.type("/vpd step 4")
    await desk.press("Step 4: Assess fit", "Match one by one")
    pain = desk.page.locator(".form-field", has_text="Food goes off before")
    await pain.locator(".q-select").click(timeout=PATIENCE)
    await desk.page.locator(".q-menu .q-item", has_text="Fully").click()
    await desk.submit()
    await expect(desk.page.locator(".dialog")).to_contain_text("That was the last one", timeout=PATIENCE)
    await desk.page.click(".form-close")
    await desk.press("Step 4: Assess fit", "Show fit")
    await desk.sees("on paper")


async def _proof(desk: Tab) -> None:
    """Step 5: a hypothesis, and what a customer said."""
    await desk.type("/vpd step 5")
    await desk.act_as("chika")
    await desk.press("Step 5: Hypotheses and tests", "Draft hypotheses")
    await desk.press("We believe", "Keep")
    await desk.type("/vpd evidence P1 “We throw out a bag every Sunday” – a father of two")
    await desk.sees("P1")
    await desk.type("/vpd canvas")
    await expect(desk.messages("Canvas: Working parents").last.locator("figure img").last).to_be_visible(
        timeout=PATIENCE
    )


async def _a_week_later(desk: Tab) -> None:
    """Step 6: time jumps to Monday, and the review is there."""
    await desk.act_as("alice")
    await desk.type("/vpd step 6")
    await desk.sees("Step 6: Iterate and refine")
    await desk.page.get_by_role("button", name="Time").click()
    await desk.page.locator(".q-menu .q-item", has_text="Next Monday 09:00").click()
    review = await desk.sees("Weekly review")
    await expect(review.get_by_role("button", name="Still true").first).to_be_visible(timeout=PATIENCE)
    await expect(desk.page.locator(".clock")).to_contain_text(re.compile(r"Mon .* 09:0"))


async def test_what_others_wrote_is_marked_until_it_is_read(desk: Tab) -> None:
    await desk.type("Hello there")
    await desk.sees("Hello there")
    await desk.page.click("[data-channel=random]")
    await desk.act_as("ben")
    channel = desk.page.locator("[data-channel=dinner-launch]")
    await expect(channel).to_have_class(re.compile("unread"))
    await channel.click()
    await expect(channel).not_to_have_class(re.compile("unread"))
    await desk.sees("Hello there")


async def test_what_must_be_filled_in_is_asked_for(desk: Tab) -> None:
    await desk.type("/vpd start")
    await desk.fill(segment="Working parents")
    await desk.submit()
    await expect(desk.field("name").locator(".error")).to_have_text("Please fill this in.")
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.locator(".form-submit")).to_have_count(0)
    await desk.type("/vpd")
    await desk.sees("No workshop here yet")


async def test_what_slack_and_the_app_say_can_be_read(desk: Tab) -> None:
    await desk.type("/vpd help add")
    await desk.sees("/vpd add pain")
    await desk.page.get_by_role("button", name="Traffic").click()
    await desk.page.locator(".exchange", has_text="command").first.click()
    await expect(desk.page.locator(".exchange", has_text="command").first).to_contain_text("/vpd")


@pytest.mark.parametrize("step", range(1, 7))
async def test_a_sample_workshop_can_be_looked_at_from_any_step(step: int, chromium: Browser, tmp_path: Path) -> None:
    async with playing(tmp_path, "--sample", str(step)) as address, tab(chromium, address) as opened:
        await opened.page.click(f"[data-channel=sample-step-{step}]", timeout=PATIENCE)
        await opened.sees(f"Step {step} of 6")


async def test_a_sample_is_loaded_from_the_page_and_is_still_there_after_a_restart(
    chromium: Browser, tmp_path: Path
) -> None:
    async with playing(tmp_path) as address, tab(chromium, address) as opened:
        await opened.page.get_by_role("button", name="Samples").click()
        await opened.page.locator(".q-menu .q-item", has_text="Step 1").click()
        await opened.sees("Dinner on autopilot")
    async with playing(tmp_path) as address, tab(chromium, address) as opened:
        await opened.page.click("[data-channel=sample-step-1]")
        await opened.sees("Dinner on autopilot")
