"""The playground's page, clicked and typed in a browser as a team does."""

import os
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.playground.samples import STEPS
from tests.playground.seat import PLAY, Seat, playing

pytestmark = pytest.mark.browser
LOADED = 60_000  # milliseconds that a sample team's work may take on a busy machine
HOSTILE = "<img src=x onerror=document.title='broken'> & <b>bold</b> {{constructor}} *not* \"quoted\""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    with playing(tmp_path_factory.mktemp("playground"), [*PLAY, "--fresh"]) as where:
        yield where


def kept(seat: Seat, name: str) -> None:
    """Keep a picture of the page where somebody has asked for that (`SCREENSHOTS` names a folder)."""
    if folder := os.environ.get("SCREENSHOTS"):
        seat.page.screenshot(path=Path(folder) / f"{name}.png")


def started(alice: Seat) -> None:
    """Start the workshop by its form, with an error that is mended."""
    alice.types("/vpd start")
    alice.fills("Name", "Dinner on autopilot")
    alice.fills("First customer segment", "Working parents")
    alice.fills("Time zone", "Nowhere/City")
    alice.clicks("Start")
    expect(alice.page.get_by_role("alert").first).to_be_visible()
    kept(alice, "form")
    alice.fills("Time zone", "Europe/Paris")
    alice.clicks("Start")
    alice.form_is_gone()
    alice.sees("Step 1: Assemble the team")


def joined(people: dict[str, Seat]) -> None:
    """Let everybody join, one of them by the form."""
    people["alice"].types("/vpd join product")
    people["ben"].types("/vpd join engineering")
    people["chika"].types("/vpd join research")
    people["dana"].message("Step 1: Assemble").get_by_role("button", name="Join", exact=True).click()
    people["dana"].picks("What is your job?", "Support")
    people["dana"].clicks("Join")
    people["dana"].form_is_gone()
    people["alice"].jumps("One hour later")
    people["alice"].sees("(support)", "So far: 4 people")


def watched(browser: Browser, alice: Seat) -> Page:
    """Hang the wall on another screen."""
    alice.types("/vpd wall")
    link = alice.page.locator(".channel a[href*='/wall/']").last.get_attribute("href")
    wall = browser.new_page()
    wall.goto(str(link))
    expect(wall.locator("#line")).to_have_text("Live")
    return wall


def described(people: dict[str, Seat]) -> None:
    """Collect the customer's side: by reply, by form, by command."""
    alice, ben, chika, dana = people.values()
    chika.opens_thread("Jobs: Working parents")
    chika.replies("Put a warm dinner on the table\nsocial: Be the parent in control")
    expect(chika.reply("warm dinner").locator(".chip")).to_contain_text("✅")
    dana.opens_thread("Pains: Working parents")
    dana.replies("At 18:15 nobody knows what to cook")
    expect(dana.reply("At 18:15").locator(".chip")).to_contain_text("✅")
    ben.message("Gains: Working parents").get_by_role("button", name="Add a note").click()
    ben.fills("In their words", "Half an hour of calm")
    ben.page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).dblclick()  # is kept once
    ben.form_is_gone()
    alice.types("/vpd add pain Vegetables are thrown away")
    alice.jumps("One hour later")
    alice.sees("2 pains so far", "1 gain so far", "2 jobs so far")


def voted(people: dict[str, Seat]) -> None:
    """Vote with a thumb in the thread, and rate."""
    alice, ben = people["alice"], people["ben"]
    ben.opens_thread("Pains: Working parents")
    there = ben.reply("At 18:15")
    ben.reaches(there, there.get_by_title(":+1:", exact=True))
    expect(there.get_by_title("Ben Osei reacted with :+1:")).to_be_visible()
    ben.reaches(there, there.get_by_label("Add a reaction"))
    ben.page.get_by_role("dialog").get_by_label(":rocket:").click()
    expect(there.get_by_title("Ben Osei reacted with :rocket:")).to_be_visible()
    alice.types("/vpd rate P1 5")
    alice.sees("5")


def edited(people: dict[str, Seat]) -> None:
    """Edit a reply, and delete another."""
    dana = people["dana"]
    dana.replies("Three shops until everything is found")
    expect(dana.reply("Three shops").locator(".chip")).to_contain_text("✅")
    dana.chooses(dana.reply("At 18:15"), "Edit message")
    dana.page.get_by_role("dialog").get_by_label("Edit message").fill("At 18:15 nobody at home knows what to cook")
    dana.clicks("Save")
    expect(dana.reply("nobody at home").locator(".edited")).to_be_visible()
    dana.chooses(dana.reply("Three shops"), "Delete message")
    dana.clicks("Delete")
    expect(dana.reply("Three shops")).to_have_count(0)
    dana.jumps("One hour later")
    dana.sees("2 pains so far")


def goes_on(alice: Seat, step: int) -> None:
    """Go on to the next step, an hour later."""
    alice.jumps("One hour later")
    alice.types("/vpd next")
    alice.sees(f"Step {step}: {STEPS[step - 1]} has begun")


def offered_and_matched(people: dict[str, Seat]) -> None:
    """Collect the offer, and match it card by card."""
    alice, ben, chika, _ = people.values()
    goes_on(alice, 3)
    ben.opens_thread("Pain relievers: Working parents")
    ben.replies("Suggests dinner at 17:30")
    expect(ben.reply("Suggests dinner").locator(".chip")).to_contain_text("✅")
    chika.types("/vpd add creator Dinner in half an hour")
    alice.types("/vpd add product Weekly plan")
    goes_on(alice, 4)
    alice.message("Step 4: Assess fit").get_by_role("button", name="Match one by one").click()
    alice.picks("P1  At 18:15 nobody at home knows what to cook", "Fully")
    kept(alice, "matching")
    alice.clicks("Save and next")
    alice.picks("G1  Half an hour of calm", "Partly")
    alice.clicks("Save and next")
    expect(alice.page.get_by_role("dialog")).to_contain_text("Weekly plan")
    alice.page.keyboard.press("Escape")
    alice.form_is_gone()
    alice.types("/vpd link C1 G1 fully")
    alice.types("/vpd fit")
    alice.sees("of 100")


def refined(people: dict[str, Seat]) -> None:
    """Write what must be true, add what a customer said, and see the review on Monday."""
    alice, chika = people["alice"], people["chika"]
    goes_on(alice, 5)
    chika.types("/vpd hypothesis")
    chika.fills("What must be true?", "We believe at least 6 of 10 parents decide after 17:00")
    chika.clicks("Save")
    chika.form_is_gone()
    chika.types("/vpd evidence P1 “I stand there and stare” – nurse, two children")
    goes_on(alice, 6)
    alice.jumps("Next Monday 09:00")
    alice.sees("Weekly review: Dinner on autopilot")
    expect(alice.page.get_by_role("button", name="Time")).to_contain_text("Mon")
    kept(alice, "review")


def at_home(dana: Seat) -> None:
    """Look at the app's home, where nothing can be written."""
    dana.page.get_by_role("button", name="vpd home").click()
    expect(dana.page.locator(".home")).to_contain_text("Dinner on autopilot")
    expect(dana.page.get_by_label("Message", exact=True)).to_be_hidden()
    kept(dana, "home")


def exported(ben: Seat) -> None:
    """Take the canvas out as an SVG, which the browser itself draws."""
    ben.types("/vpd export svg")
    ben.sees("Look in the thread of the canvas")
    ben.opens_thread("Canvas: Working parents")
    drawn = ben.page.locator(".side figure.picture", has_text=".svg").locator("img")
    expect(drawn).to_have_attribute("alt", re.compile("Value proposition canvas of Dinner on autopilot"))
    assert drawn.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_four_people_go_through_a_whole_workshop_by_clicking_and_typing(browser: Browser, url: str) -> None:
    people = {who: Seat.of(browser, url, who) for who in ("alice", "ben", "chika", "dana")}
    started(people["alice"])
    joined(people)
    people["alice"].types("/vpd next")
    people["alice"].sees("Jobs: Working parents", "Pains: Working parents", "Gains: Working parents")
    wall = watched(browser, people["alice"])
    described(people)
    expect(wall.locator(".area .note .text", has_text="Vegetables are thrown away")).to_be_visible()
    kept(people["dana"], "thread")
    voted(people)
    edited(people)
    offered_and_matched(people)
    expect(wall.locator(".note.met .code", has_text="P1 ✓")).to_be_visible()
    refined(people)
    exported(people["ben"])
    at_home(people["dana"])
    wall.close()
    for seat in people.values():
        seat.page.close()


def test_what_somebody_has_not_read_is_marked_until_they_do(browser: Browser, url: str) -> None:
    ben, chika = Seat.of(browser, url, "ben"), Seat.of(browser, url, "chika")
    random = chika.page.get_by_role("button", name="random")
    ben.page.get_by_role("button", name="random").click()
    ben.types("One :tada:")
    ben.types("Two")
    expect(random.get_by_label("2 unread")).to_be_visible()
    random.click()
    chika.sees("One 🎉", "Two")
    expect(random.get_by_label("2 unread")).to_have_count(0)
    chika.chooses(chika.message("Two"), "Mark unread from here")
    expect(random.get_by_label("1 unread")).to_be_visible()
    ben.page.close()
    chika.page.close()


def test_whatever_people_type_is_shown_literally(browser: Browser, url: str) -> None:
    dana = Seat.of(browser, url, "dana")
    dana.page.get_by_role("button", name="random").click()
    dana.types(HOSTILE)
    dana.sees(HOSTILE.replace("*not*", "not"))
    dana.opens_thread("onerror")
    dana.page.get_by_role("button", name="Traffic").click()
    dana.page.get_by_label("Filter the traffic").fill("onerror")
    expect(dana.page.locator(".exchange").first).to_be_attached()
    assert dana.page.title() == "vpd playground"
    assert dana.page.locator("img[src=x]").count() == 0
    dana.page.close()


def test_one_click_lets_a_tab_act_as_somebody_else(browser: Browser, url: str) -> None:
    seat = Seat.of(browser, url, "alice")
    seat.page.get_by_role("button", name="random").click()
    seat.page.get_by_role("button", name="Act as Ben Osei").click()
    seat.types("Written by the other one, see <https://example.org|this page>?")
    expect(seat.message("Written by the other one")).to_contain_text("Ben Osei")
    seat.page.get_by_role("button", name="Act as Alice Moreau").click()
    there = seat.message("Written by the other one")
    seat.reaches(there, there.get_by_label("More actions"))
    expect(there.get_by_role("button", name="Edit message")).to_have_count(0)
    seat.page.close()


def test_a_form_is_closed_by_escape_and_a_new_line_needs_shift(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.page.get_by_role("button", name="random").click()
    alice.types("/vpd start")
    expect(alice.page.get_by_role("dialog")).to_be_visible()
    alice.page.keyboard.press("Escape")
    alice.form_is_gone()
    box = alice.page.locator("textarea[aria-label=Message]")
    box.fill("First line")
    box.press("Shift+Enter")
    box.type("second line")
    box.press("Enter")
    alice.sees("First line\nsecond line")
    alice.page.close()


@pytest.mark.parametrize("step", range(1, 7))
def test_a_sample_workshop_can_be_loaded_at_each_step(browser: Browser, url: str, step: int) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.page.get_by_role("button", name="Load a sample workshop").first.click()  # an empty channel has one, too
    alice.page.get_by_role("menuitem", name=f"Step {step}:").click()
    expect(alice.page.get_by_role("heading", name=f"# sample-step-{step}")).to_be_visible(timeout=LOADED)
    alice.types("/vpd")
    alice.sees(f"Step {step} of 6: {STEPS[step - 1]}")
    if step == len(STEPS):
        alice.opens_thread("Canvas: Working parents")
        kept(alice, "playground")
    alice.page.close()


def test_the_playground_goes_on_where_it_stopped(browser: Browser, tmp_path: Path) -> None:
    with playing(tmp_path, [*PLAY, "--sample", "2"]) as url:
        alice = Seat.of(browser, url, "alice")
        alice.types("Let us stop here")
        alice.sees("Let us stop here")
        alice.jumps("Tomorrow")
        alice.types("/vpd wall")
        wall = alice.message("Watch the canvas").get_by_role("link").first.get_attribute("href") or ""
        alice.page.close()
    with playing(tmp_path) as url:
        alice = Seat.of(browser, url, "alice")
        alice.page.get_by_role("button", name="sample-step-2").click()
        alice.sees("Let us stop here", "Jobs: Working parents")
        alice.types("/vpd add job Cook")
        alice.sees("Kept as J1")
        expect(alice.page.locator(".channel article").last).to_contain_text("Kept as J1")
        alice.page.goto(wall)
        expect(alice.page.locator("#line")).to_have_text("Live")
        alice.page.close()
