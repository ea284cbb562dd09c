"""Jobs in depth: why they matter, and whether they are worth building for."""

import pytest

from bot.playground.reading import text_of
from canvas.board import Note
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def job(talk: Conversation, code: str) -> Note:
    return next(note for note in (await board_of(talk)).notes if note.code == code)


async def test_the_last_answer_to_why_becomes_the_job_behind_the_job(begun: Conversation) -> None:
    shown = await begun["ben"].command(begun.channel, "/vpd add job Cook dinner")
    assert "Ask why" in str(shown.blocks)
    await begun.types("ben", "why J1")
    await begun["ben"].submit(why1="So that the kids eat well", why2="So that they grow up healthy")
    await begun.settled()
    first, parent = await job(begun, "J1"), await job(begun, "J2")
    assert first.parent == parent.id
    assert parent.text == "So that they grow up healthy"
    assert "from J1: Cook dinner → So that the kids eat well" in parent.detail
    said = begun["ben"].sees(begun.channel)[-1]
    assert "Behind *J1* lies *J2*" in text_of(said)
    await begun["ben"].press(said, "jobs.ladder")
    assert begun["ben"].view.view["title"]["text"] == "Why J2?"
    undone = await begun.types("ben", "undo")
    assert "*J1* is as it was before" in undone
    assert "*J2* is off the canvas again" in undone
    assert (await job(begun, "J1")).parent is None
    assert (await job(begun, "J2")).state == "removed"


async def test_a_job_that_is_there_already_is_found_and_no_ladder_is_a_ring(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook dinner\nKeep the family healthy")
    await begun.types("ben", "why J1")
    await begun["ben"].submit(why1="Keep the family healthy")
    await begun.settled()
    assert "It was there already" in text_of(begun["ben"].sees(begun.channel)[-1])
    assert (await job(begun, "J1")).parent == (await job(begun, "J2")).id
    await begun.types("ben", "why J2")
    assert "Say what it would give them" in str(await begun["ben"].submit(why1="Cook dinner"))
    assert "Say what it would give them" in str(await begun["ben"].submit(why1="keep the family healthy!"))
    assert "in a few words" in str(await begun["ben"].submit(why1="…"))


async def test_a_job_is_chosen_by_search_when_no_code_was_typed(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook dinner")
    await begun.types("ben", "why")
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "cook")
    assert await begun["ben"].submit(note=found["value"], why1="So that nobody goes to bed hungry") == {}
    assert (await job(begun, "J1")).parent


async def test_only_jobs_are_asked_about(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "is not a job" in await begun.types("ben", "why P1")
    assert "is not a job" in await begun.types("ben", "worth P1")
    assert "`/vpd worth J1`" in await begun.types("ben", "worth something")


async def test_four_yeses_make_a_focus_job_and_satisfaction_its_opportunity(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook dinner")
    await begun.types("ben", "rate J1 5")
    await begun.types("ben", "worth J1")
    await begun["ben"].submit(important="yes", tangible="yes", unsatisfied="no")
    await begun.settled()
    said = text_of(begun["ben"].sees(begun.channel)[-1])
    assert "2 of 4 answers" in said
    assert "Still open" in said
    await begun.types("ben", "worth J1")
    await begun["ben"].submit(unsatisfied="yes", lucrative="yes", satisfaction="1")
    await begun.settled()
    said = text_of(begun["ben"].sees(begun.channel)[-1])
    assert "focus job" in said
    assert "18 of 20" in said
    await begun.types("ben", "canvas")
    listing = next(post for post in reversed(begun.channel.messages) if "All notes for" in post.text)
    assert "focus job · opportunity 18 of 20" in text_of(listing)


async def test_what_nobody_knows_any_more_is_taken_back(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook dinner")
    await begun.types("ben", "worth J1")
    await begun["ben"].submit(important="yes")
    await begun.types("ben", "worth J1")
    await begun["ben"].submit(important="unknown")
    assert (await job(begun, "J1")).ticks == ()


@pytest.mark.parametrize(
    ("choice", "title"),
    [("why", "Why J1?"), ("worth", "Worth building for?"), ("rate", "Rate a note"), ("merge", "Merge notes")],
)
async def test_the_menu_of_a_note_in_a_list_opens_its_forms(begun: Conversation, choice: str, title: str) -> None:
    await begun.types("ben", "add job Cook dinner")
    await begun.types("ben", "canvas")
    listing = next(post for post in reversed(begun.channel.messages) if "All notes for" in post.text)
    await begun["ben"].press(listing, "overview.page:job")
    page = begun["ben"].view
    options = [one["value"] for one in page.view["blocks"][1]["accessory"]["options"]]
    await begun["ben"].press(page, "menu.choose", next(one for one in options if f'"{choice}"' in one))
    assert begun["ben"].view.view["title"]["text"] == title
    assert begun.slack.refusals == []
