"""Notes are changed, moved, taken off and brought back."""

import pytest

from bot.playground.reading import text_of
from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def states(talk: Conversation) -> dict[str, NoteState]:
    """Return the state of each note by code."""
    return {note.code: note.state for note in (await board_of(talk)).notes}


async def test_a_note_gets_other_words(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "*P1* now says: Waiting for an hour" in await begun.types("chika", "edit p1 “Waiting for an hour”")
    assert (await board_of(begun)).notes[0].text == "Waiting for an hour"


async def test_an_unknown_code_says_where_all_codes_are(begun: Conversation) -> None:
    assert "I can't find P9" in await begun.types("ben", "edit P9 New words")
    assert "/vpd canvas" in await begun.types("ben", "edit nonsense")


@pytest.mark.case(25)
async def test_who_changes_a_note_second_sees_what_it_says_now_and_keeps_theirs_or_overwrites(
    begun: Conversation,
) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "edit P1")
    await begun.pass_time(minutes=1)
    await begun.types("chika", "edit P1 Waiting for an hour")
    assert await begun["ben"].submit(text="Waiting for a day") == {}
    asked = str(begun["ben"].view.view)
    assert "It now says: “Waiting for an hour”" in asked
    assert "Keep theirs" in asked
    assert (await board_of(begun)).notes[0].text == "Waiting for an hour"
    assert await begun["ben"].submit() == {}
    assert (await board_of(begun)).notes[0].text == "Waiting for a day"


@pytest.mark.case(25)
async def test_what_two_people_change_in_different_fields_goes_together(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "edit P1")
    await begun.types("chika", "edit P1")
    await begun.pass_time(minutes=1)
    assert await begun["chika"].submit(text="Waiting on hold for long", subtype="risk") == {}
    assert await begun["ben"].submit(measure="an hour") == {}
    note = (await board_of(begun)).notes[0]
    assert (note.text, note.subtype, note.measure) == ("Waiting on hold for long", "risk", "an hour")


@pytest.mark.case(25)
async def test_two_sorts_for_one_note_are_asked_about(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "edit P1")
    await begun.types("chika", "edit P1")
    await begun.pass_time(minutes=1)
    assert await begun["chika"].submit(subtype="undesired_outcome") == {}
    assert await begun["ben"].submit(subtype="risk") == {}
    assert "Its sort is now: undesired outcome" in str(begun["ben"].view.view)
    assert (await board_of(begun)).notes[0].subtype == "undesired_outcome"
    assert await begun["ben"].submit() == {}
    assert (await board_of(begun)).notes[0].subtype == "risk"


async def test_the_form_changes_words_sort_and_measure(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "edit P1")
    assert await begun["ben"].submit(text="Waiting for long", subtype="risk", measure="an hour") == {}
    note = (await board_of(begun)).notes[0]
    assert (note.text, note.subtype, note.measure) == ("Waiting for long", "risk", "an hour")


async def test_a_note_is_chosen_by_search_when_no_code_was_typed(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "edit")
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "P1")
    assert await begun["ben"].submit(note=found["value"], text="Waiting for long") == {}
    assert (await board_of(begun)).notes[0].text == "Waiting for long"


async def test_a_moved_note_has_a_new_code_and_is_found_by_the_old(begun: Conversation) -> None:
    await begun.types("ben", "add risk pain Waiting on hold")
    assert "now *G1*" in await begun.types("ben", "move P1 gain")
    assert "already" in await begun.types("ben", "move P1 gain")
    assert "P1" in await begun.types("ben", "move G1 pain")
    assert "Start with the kind" in await begun.types("ben", "move P1 nonsense")


async def test_a_move_to_the_other_side_asks_and_happens_once(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "Move it?" in await begun.types("ben", "move P1 product")
    asked = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "changes.shift")
    await begun["ben"].press(asked, "changes.shift")
    await begun.settled()
    assert await states(begun) == {"S1": NoteState.OPEN}
    assert "changed it meanwhile" in begun["ben"].sees(begun.channel)[-1].text


async def test_a_note_is_moved_by_form(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "move P1")
    assert await begun["ben"].submit(kind="gain") == {}
    assert set(await states(begun)) == {"G1"}


async def test_a_removed_note_comes_back_by_undo(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "One at a time" in await begun.types("ben", "remove P1 P2")
    assert "off the canvas" in await begun.types("ben", "remove P1")
    assert "no longer on the canvas" in await begun.types("ben", "edit P1 New")
    assert "*P1* is back" in await begun.types("ben", "undo")
    assert await states(begun) == {"P1": NoteState.OPEN}
    assert "off the canvas again" in await begun.types("ben", "undo")
    assert "no change of yours" in await begun.types("ben", "undo")


async def test_undo_takes_the_weekly_review_back_to_what_it_was(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    usual = await begun.types("ben", "remind status")
    for typed in ("remind weekly friday 15:30", "remind snooze 2w", "remind off"):
        await begun.types("ben", typed)
        assert "your change to the weekly review" in await begun.types("ben", "undo")
        assert await begun.types("ben", "remind status") == usual
        told = text_of(begun.channel.messages[-1])
        assert "took a change of the weekly review back: it comes every Monday at 09:00" in told
    assert await states(begun) == {"P1": NoteState.OPEN}


async def test_undo_asks_before_it_takes_back_more_than_the_last_change(begun: Conversation) -> None:
    for typed in ("step 2", "add pain Waiting on hold", "unseen pains"):
        await begun.types("alice", typed)
    said = await begun.types("alice", "undo")
    assert "can't take that back; its buttons lead it on or end it. Take back what you did before it?" in said
    assert await states(begun) == {"P1": NoteState.OPEN}
    asked = begun["alice"].sees(begun.channel)[-1]
    for says in ("*P1* is off the canvas again", "your last step", "no change of yours"):
        await begun["alice"].press(asked, "changes.older")
        await begun.settled()
        assert says in text_of(begun["alice"].sees(begun.channel)[-1])
    assert await states(begun) == {"P1": NoteState.REMOVED}


async def test_a_note_with_evidence_is_parked_unless_it_shall_go_all_the_same(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    ts = await begun["ben"].say(begun.channel, "I gave up")
    await begun["ben"].shortcut("notes.shortcut", ts)
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "")
    await begun["ben"].submit(kind="evidence", note=found["value"])
    await begun.settled()
    assert "Park it" in await begun.types("ben", "remove P1")
    asked = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "changes.park")
    await begun.settled()
    assert await states(begun) == {"P1": NoteState.PARKED}
    await begun["ben"].press(asked, "changes.drop")
    await begun.settled()
    assert await states(begun) == {"P1": NoteState.PARKED}
    await begun.types("ben", "undo")
    await begun["ben"].press(asked, "changes.drop")
    await begun.settled()
    assert await states(begun) == {"P1": NoteState.REMOVED}


async def test_a_note_is_removed_by_form(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "remove")
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "waiting")
    assert await begun["ben"].submit(note=found["value"]) == {}
    assert await states(begun) == {"P1": NoteState.REMOVED}


async def test_a_button_of_a_finished_workshop_says_so(begun: Conversation) -> None:
    await begun.types("alice", "add pain Waiting on hold")
    await begun.types("alice", "move P1 product")
    asked = begun["alice"].sees(begun.channel)[-1]
    await begun.types("alice", "finish")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "ending.close")
    await begun.settled()
    await begun.types("alice", "start Lunch for Students")
    await begun["alice"].press(asked, "changes.shift")
    await begun.settled()
    assert "finished workshop" in begun["alice"].sees(begun.channel)[-1].text


async def rated_and_reworded(talk: Conversation) -> str:
    await talk.types("ben", "add extreme pain Waiting on hold")
    await talk.types("ben", "evidence P1 “An hour!” – a nurse")
    return await talk.types("chika", "edit P1 Paying too much every month")


async def test_a_larger_edit_asks_whether_ratings_and_evidence_still_hold(begun: Conversation) -> None:
    assert "Do they still hold?" in await rated_and_reworded(begun)
    assert (await board_of(begun)).notes[0].recheck
    await begun.types("ben", "canvas")
    await begun.settled()
    assert "to check again" in "".join(text_of(post) for post in begun["ben"].sees(begun.channel))
    asked = next(post for post in begun["chika"].sees(begun.channel) if "It means the same" in text_of(post))
    await begun["chika"].press(asked, "changes.same")
    await begun.settled()
    assert not (await board_of(begun)).notes[0].recheck
    await begun["chika"].press(asked, "changes.same")
    await begun.settled()
    assert "counts as before" in text_of(begun["chika"].sees(begun.channel)[-1])


async def test_a_small_edit_and_an_unrated_note_leave_nothing_to_check(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    assert "still hold" not in await begun.types("ben", "edit P1 Something else altogether")
    await begun.types("ben", "rate P1 4")
    assert "still hold" not in await begun.types("ben", "edit P1 Something else, altogether!")


async def test_rating_again_settles_a_larger_edit_and_its_undo_takes_back_no_more_than_the_rating(
    begun: Conversation,
) -> None:
    await rated_and_reworded(begun)
    await begun.types("alice", "rate P1 2")
    assert not (await board_of(begun)).notes[0].recheck
    said = await begun.types("alice", "undo")
    assert "your rating" in said
    assert "checked again" not in said
    assert not (await board_of(begun)).notes[0].recheck
    told = await begun.types("alice", "history")
    assert "took back that they rated *P1*" in told
    assert "changed *P1*" not in told


async def test_undo_of_a_larger_edit_leaves_nothing_to_check(begun: Conversation) -> None:
    await rated_and_reworded(begun)
    assert "says again: Waiting on hold" in await begun.types("chika", "undo")
    assert not (await board_of(begun)).notes[0].recheck


async def test_a_note_that_moves_keeps_its_ratings_to_be_checked(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Waiting on hold")
    await begun.types("ben", "move P1 gain")
    (note,) = (await board_of(begun)).notes
    assert (note.recheck, [rating.value for rating in note.ratings]) == (True, [5])


async def test_buttons_mean_the_note_they_stand_below_in_whatever_segment_somebody_works(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    await begun.types("ben", "add pain Waiting on hold --segment Working parents")
    await begun.types("ben", "add pain No oven --segment Students")
    await begun.types("chika", "rate 2P1 3")
    await begun.types("ben", "segment use Working parents")
    said = await begun.types("ben", "edit 2P1 Paying too much every month")
    assert "*2P1* now says" in said
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:rate")
    form = str(begun["ben"].view.view["blocks"])
    assert "Paying too much" in form
    assert "Waiting on hold" not in form
    said = await begun.types("ben", "move 2P1 gain")
    assert "*2P1* is now *2G1*" in said
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:edit")
    assert begun["ben"].view.view["title"]["text"] == "Change 2G1"


async def test_a_form_leads_to_all_that_can_be_done_with_its_note(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\nreliever: A call back\njob: Get help\nproduct: Hotline")
    for code, words in (
        ("P1", ["rate", "move", "link", "merge", "decline"]),
        ("R1", ["rate", "move", "link", "merge"]),
        ("J1", ["rate", "move", "link", "merge", "why", "worth", "decline"]),
    ):
        await begun.types("ben", f"edit {code}")
        (row,) = [block for block in begun["ben"].view.view["blocks"] if block["type"] == "actions"]
        assert [one["action_id"].partition(":")[2] for one in row["elements"]] == words
        for word in words if code == "J1" else ():
            form = begun["ben"].view
            await begun["ben"].press(form, f"menu.choose:{word}")
            assert begun["ben"].view is not form, word
            await begun["ben"].close_form()
    assert begun.slack.refusals == []


async def test_a_note_that_is_moved_back_is_what_it_was(begun: Conversation) -> None:
    await begun.types("ben", "add risk pain Waiting on hold")
    await begun.types("chika", "rate P1 5")
    await begun.types("ben", "move P1 gain")
    await begun.types("ben", "move G1 pain")
    (note,) = (await board_of(begun)).notes
    assert (note.code, note.subtype, note.recheck) == ("P1", "risk", False)
    await begun.types("ben", "move P1 gain")
    await begun.types("ben", "edit G1 Paying too much every month")
    await begun.types("ben", "move G1 pain")
    assert (await board_of(begun)).notes[0].recheck
