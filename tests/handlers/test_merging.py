"""Notes that say the same become one, and come apart as they were."""

import pytest

from bot.playground.reading import text_of
from canvas.board import Note, NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def filled(begun: Conversation) -> Conversation:
    """Two pains that sound the same, a pain that does not, a job."""
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "add pain No oven at home")
    await begun.types("chika", "add pain They wait for long on hold")
    await begun.types("ben", "add job Cook dinner")
    return begun


async def notes(talk: Conversation) -> dict[str, Note]:
    """Return the notes as they count, by code."""
    return {note.code: note for note in (await board_of(talk)).notes}


async def dots(talk: Conversation, code: str) -> dict[str, int]:
    """Return the dots on a note by person."""
    return {vote.user: vote.dots for vote in (await notes(talk))[code].votes}


@pytest.mark.case(8)
async def test_merged_notes_count_as_one_and_come_apart_with_every_vote_and_rating(filled: Conversation) -> None:
    ben, chika = filled["ben"].id, filled["chika"].id
    for who, words in (("ben", "rate P1 2"), ("ben", "rate P3 5"), ("chika", "vote P3"), ("ben", "vote P1")):
        await filled.types(who, words)
    for words in ("vote P3", "vote P3"):
        await filled.types("ben", words)
    before = await notes(filled)
    shown = await filled.types("alice", "merge P1 P3")
    assert "*P1* now stands for *P3* too" in shown
    assert "1 dot of others is free again" in shown
    now = (await notes(filled))["P1"]
    assert {rating.user: rating.value for rating in now.ratings} == {ben: 5}
    assert await dots(filled, "P1") == {ben: 2, chika: 1}
    assert "1 dot of yours is free again: place it" in filled["ben"].dms()[-1].text
    assert "*P3* stands alone again" in await filled.types("alice", "unmerge P3")
    after = await notes(filled)
    assert [(n.code, n.ratings, n.votes, n.state) for n in after.values()] == [
        (n.code, n.ratings, n.votes, n.state) for n in before.values()
    ]


async def test_returned_dots_can_be_placed_again_and_no_more_than_there_are(filled: Conversation) -> None:
    for words in ("vote P1", "vote P3", "vote P3"):
        await filled.types("ben", words)
    assert "1 dot of yours is free again" in await filled.types("ben", "merge P1 P3")
    assert "1 dot on *P2*. 0 left for pains" in await filled.types("ben", "vote P2")
    assert "off *P2* again. 1 left" in await filled.types("ben", "vote P2")


async def test_a_vote_too_many_takes_the_dots_off_all_that_a_note_stands_for(filled: Conversation) -> None:
    await filled.types("ben", "vote P3")
    await filled.types("ben", "merge P1 P3")
    assert "2 dots on *P1*. 1 left" in await filled.types("ben", "vote P1")
    assert "off *P1* again. 3 left" in await filled.types("ben", "vote P1")
    assert await dots(filled, "P1") == {}


async def test_a_new_rating_is_of_all_that_a_note_stands_for(filled: Conversation) -> None:
    await filled.types("ben", "rate P3 5")
    await filled.types("ben", "merge P1 P3")
    await filled.types("ben", "rate P1 2")
    assert [rating.value for rating in (await notes(filled))["P1"].ratings] == [2]


async def test_undo_takes_a_merge_back(filled: Conversation) -> None:
    await filled.types("ben", "merge P1 P3")
    assert "*P3* is back" in await filled.types("ben", "undo")
    assert (await notes(filled))["P3"].state is NoteState.OPEN


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("merge P1 P1", "which notes say the same"),
        ("merge P1 J1", "different kinds"),
        ("merge P1 P9", "can't find P9"),
        ("merge nonsense", "Start with the kind"),
        ("merge P1 P3 please", "for example: `/vpd merge P1 P2`"),
        ("unmerge P2", "stands on its own already"),
        ("unmerge nonsense", "its code"),
    ],
)
async def test_what_cannot_be_merged_says_why(filled: Conversation, typed: str, reason: str) -> None:
    assert reason.lower() in (await filled.types("ben", typed)).lower()
    assert all(note.state is NoteState.OPEN for note in (await notes(filled)).values())


@pytest.mark.parametrize("typed", ["merge P3 into P1", "merge P3 and P2 into P1", "merge P1, P3", "merge P1 with P3"])
async def test_people_say_it_as_they_like(filled: Conversation, typed: str) -> None:
    await filled.types("ben", typed)
    found = await notes(filled)
    assert (found["P1"].state, found["P3"].state) == (NoteState.OPEN, NoteState.MERGED)


async def test_the_code_of_a_merged_note_says_where_it_went(filled: Conversation) -> None:
    await filled.types("ben", "merge P1 P3")
    assert "merged into a note that says the same" in await filled.types("ben", "rate P3 4")


@pytest.mark.case(7)
async def test_notes_that_sound_the_same_are_proposed_and_merged_with_one_click(filled: Conversation) -> None:
    await filled.types("ben", "merge")
    asked = filled["ben"].sees(filled.channel)[-1]
    assert "Waiting on hold" in text_of(asked)
    assert "No oven" not in text_of(asked)
    await filled["ben"].press(asked, "merging.unite")
    await filled.settled()
    assert (await notes(filled))["P3"].state is NoteState.MERGED
    await filled["ben"].press(asked, "merging.unite")
    await filled.settled()
    assert "changed it meanwhile" in filled["ben"].sees(filled.channel)[-1].text
    merged = [post for post in filled["ben"].sees(filled.channel) if "now stands for" in post.text][-1]
    await filled["ben"].press(merged, "merging.apart")
    await filled["ben"].press(merged, "merging.apart")
    await filled.settled()
    assert (await notes(filled))["P3"].state is NoteState.OPEN


async def test_all_groups_are_merged_at_once_apart_from_those_that_have_changed(filled: Conversation) -> None:
    await filled.types("chika", "add job They cook a warm dinner")
    await filled.types("chika", "add job Pay the rent")
    await filled.types("ben", "add job Pay for the rent each month")
    await filled.types("ben", "merge")
    asked = filled["ben"].sees(filled.channel)[-1]
    await filled.types("ben", "remove P3")
    await filled["ben"].press(asked, "merging.unite_all")
    await filled.settled()
    states = {code: note.state for code, note in (await notes(filled)).items()}
    assert states["P1"] is NoteState.OPEN
    assert NoteState.MERGED in {states[code] for code in ("J2", "J4")}
    await filled["ben"].press(asked, "merging.unite_all")
    await filled.settled()
    assert "changed it meanwhile" in filled["ben"].sees(filled.channel)[-1].text


async def test_the_prompt_offers_to_look_for_notes_that_say_the_same(filled: Conversation) -> None:
    await filled.types("alice", "step 2")
    posts = filled["chika"].sees(filled.channel)
    prompt = next(post for post in posts if "Pains: Working" in text_of(post))
    await filled["chika"].press(prompt, "merging.propose")
    await filled.settled()
    asked = filled["chika"].sees(filled.channel)[-1]
    await filled["chika"].press(asked, "merging.unite")
    await filled.settled()
    await filled["chika"].press(prompt, "merging.propose")
    await filled.settled()
    assert "No two notes here sound the same" in filled["chika"].sees(filled.channel)[-1].text
    assert "sound the same" not in await filled.types("ben", "merge")
    assert filled["ben"].view.view["title"]["text"] == "Merge notes"


async def test_notes_are_merged_by_form(filled: Conversation) -> None:
    await filled.types("ben", "merge P1")
    (found,) = await filled["ben"].search(filled["ben"].view, "notes.search:others", "for long")
    assert await filled["ben"].submit(others=[found["value"]]) == {}
    assert (await notes(filled))["P3"].state is NoteState.MERGED


async def test_what_is_merged_is_listed_with_its_way_back(filled: Conversation) -> None:
    assert "Nothing is merged" in await filled.types("ben", "unmerge")
    await filled.types("ben", "merge P1 P3")
    await filled.types("ben", "unmerge")
    listed = filled["ben"].sees(filled.channel)[-1]
    await filled["ben"].press(listed, "merging.apart")
    await filled.settled()
    assert (await notes(filled))["P3"].state is NoteState.OPEN


async def test_the_channel_hears_it_when_fit_changes_by_a_merge(filled: Conversation) -> None:
    await filled.types("ben", "add reliever A call back at once")
    await filled.types("ben", "link R1 P1")
    await filled.types("ben", "merge P1 P3")
    said = filled["chika"].sees(filled.channel)[-1]
    assert "Fit for Working parents went on paper from" in text_of(said)
    assert "*P3* is part of notes that say the same now: what is said twice counts once" in text_of(said)
    await filled.types("ben", "unmerge P1")
    assert "because *P3* counts alone again" in text_of(filled["chika"].sees(filled.channel)[-1])


async def test_a_thumbs_up_on_the_reply_of_a_merged_note_is_a_vote_for_the_note_that_took_it_in(
    begun: Conversation,
) -> None:
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun["ben"].sees(begun.channel) if "Pains: Working" in text_of(post))
    await begun.types("ben", "add pain Waiting on hold")
    ts = await begun["chika"].say(begun.channel, "They wait for long on hold", thread=prompt.ts)
    await begun.settled()
    await begun.types("ben", "merge P1 P2")
    await begun["dora"].react(ts, "+1")
    await begun.settled()
    assert await dots(begun, "P1") == {begun["dora"].id: 1}
    await begun["dora"].unreact(ts, "+1")
    await begun.settled()
    assert await dots(begun, "P1") == {}
    await begun["chika"].edit(ts, "They wait for ages on hold")
    await begun.settled()
    found = await notes(begun)
    assert [(note.code, note.text) for note in found.values()] == [
        ("P1", "Waiting on hold"), ("P2", "They wait for ages on hold"),
    ]  # fmt: skip
    await begun["chika"].react(ts, "x")
    await begun.settled()
    assert (await notes(begun))["P2"].state is NoteState.REMOVED
    await begun["dora"].react(ts, "+1")
    await begun.settled()
    assert await dots(begun, "P1") == {}


async def test_a_note_is_not_removed_without_a_word_when_what_it_took_in_has_evidence(filled: Conversation) -> None:
    await filled.types("ben", "evidence P3 “An hour!” – a nurse")
    await filled.types("ben", "merge P1 P3")
    assert "Park it" in await filled.types("ben", "remove P1")


async def test_undo_of_taking_apart_merges_again(filled: Conversation) -> None:
    await filled.types("ben", "merge P1 P3")
    await filled.types("ben", "unmerge P3")
    assert "*P3* is merged again" in await filled.types("ben", "undo")
    assert (await notes(filled))["P3"].state is NoteState.MERGED
