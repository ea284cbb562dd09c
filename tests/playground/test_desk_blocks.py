"""Every block, control and field on the playground's page, with an app that uses them all."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, expect

from tests.playground.seat import OTHER, Seat, playing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    with playing(tmp_path_factory.mktemp("other"), OTHER) as where:
        yield where


def test_every_block_and_control_of_a_message_can_be_read_and_used(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.types("/vpd")
    there = alice.message("Every block")
    for tag, words in (("b", "bold"), ("i", "italic"), ("s", "gone"), ("code", "code"), ("pre", "as  it is")):
        expect(there.locator(tag, has_text=words).first).to_be_visible()
    expect(there).to_contain_text("2023-11-14")
    expect(there).to_contain_text("<i>literal</i> 🎉")
    expect(there.get_by_role("link", name="no link")).to_have_count(0)
    expect(there.locator("blockquote").first).to_have_text("said by somebody")
    there.locator("select[data-action=colour]").select_option("green")
    alice.sees('"value": "green"')
    there.get_by_label("Blue").first.check()
    alice.sees("one:")
    there.locator("[data-group=some]").get_by_label("Red").check()
    alice.sees('some: {"selected_options": [{"value": "red"}]}')
    there.locator("[data-action=day]").fill("2027-01-05")
    alice.sees('day: {"selected_date": "2027-01-05"}')
    there.get_by_label("More", exact=True).click()
    there.locator(".popup").get_by_role("button", name="Blue").click()
    alice.sees("more:")
    alice.page.close()


def test_a_confirmation_is_asked_and_a_search_offers_what_it_finds(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.types("/vpd")
    there = alice.message("Every block")
    there.get_by_role("button", name="Careful").click()
    expect(alice.page.get_by_role("dialog")).to_contain_text("It <b>can't</b> be undone.")
    alice.clicks("Leave it")
    alice.form_is_gone()
    expect(alice.message("sure:")).to_have_count(0)
    there.get_by_role("button", name="Careful").click()
    alice.clicks("Do it")
    alice.sees("sure:")
    there.locator("[data-action=found]").click()
    alice.page.get_by_role("dialog").get_by_role("combobox").click()
    alice.page.locator(".q-menu").get_by_role("option", name="Green").click()
    alice.clicks("Choose")
    alice.sees("found:")
    alice.page.close()


def test_a_file_that_a_form_does_not_take_is_said_below_its_field(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.page.get_by_role("button", name="Shortcuts").click()
    alice.page.get_by_role("menuitem", name="Open the form").click()
    dialog = alice.page.get_by_role("dialog")
    chosen = dialog.locator("input[type=file]")
    chosen.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    expect(alice.page.get_by_role("alert")).to_have_text("That file can't be taken. Choose one that ends in .csv.")
    chosen.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    expect(alice.page.get_by_role("alert")).to_have_count(0)
    expect(dialog.get_by_text("a.csv").first).to_be_visible()
    alice.page.keyboard.press("Escape")
    alice.form_is_gone()
    alice.page.close()


def test_a_form_with_every_field_keeps_what_was_typed_through_its_errors(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.page.get_by_role("button", name="Shortcuts").click()
    alice.page.get_by_role("menuitem", name="Open the form").click()
    alice.clicks("Send")
    expect(alice.page.get_by_role("alert")).to_have_text("Please complete this required field.")
    dialog = alice.page.get_by_role("dialog")
    alice.fills("Words", "wrong")
    alice.fills("Long", "two\nlines")
    alice.picks("Colour", "Green")
    dialog.get_by_role("checkbox", name="Red").click()
    dialog.get_by_role("radio", name="Blue").click()
    alice.fills("Day", "2027-01-05")
    alice.picks("Who", "Ben <Osei>")
    alice.picks("Found", "Red")
    dialog.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    expect(dialog.get_by_text("a.csv").first).to_be_visible()
    alice.clicks("Send")
    expect(alice.page.get_by_role("alert")).to_have_text("Say it <b>better</b>.")
    expect(dialog.get_by_label("Long", exact=True)).to_have_value("two\nlines")
    alice.fills("Words", "right")
    alice.clicks("Send")
    expect(dialog).to_contain_text("Once more?")
    alice.page.keyboard.press("Escape")
    expect(dialog.get_by_label("Words", exact=True)).to_have_value("right")
    alice.page.keyboard.press("Escape")
    alice.form_is_gone()
    said = alice.message('"words"')
    for words in ('"green"', '"red"', '"blue"', '"2027-01-05"', '"09:00"', '"a.csv"', '"selected_user": "U'):
        expect(said).to_contain_text(words)
    alice.page.close()


def test_the_home_of_an_app_and_its_message_shortcuts_are_there(browser: Browser, url: str) -> None:
    alice = Seat.of(browser, url, "alice")
    alice.chooses(alice.message("Message 299"), "Add to canvas")
    alice.sees("shortcut notes.shortcut")
    alice.page.get_by_role("button", name="vpd home").click()
    expect(alice.page.get_by_text("Welcome home")).to_be_visible()
    alice.page.close()


def test_three_hundred_messages_scroll_and_fit_on_a_phone(browser: Browser, url: str) -> None:
    ben = Seat.of(browser, url, "ben", width=400)
    ben.sees("Message 299 of many")
    assert ben.page.evaluate("document.documentElement.scrollWidth") <= 400
    ben.page.get_by_role("button", name="Conversations", exact=True).click()
    expect(ben.page.get_by_role("button", name="Join #elsewhere")).to_be_visible()
    ben.page.get_by_role("button", name="# all").or_(ben.page.get_by_role("button", name="all", exact=True)).click()
    ben.page.get_by_role("button", name="Show earlier messages").click()
    expect(ben.message("Message 2 of many")).to_be_attached()
    ben.types("Still quick")
    ben.sees("Still quick")
    ben.page.close()
