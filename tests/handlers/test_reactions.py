"""Reactions on replies: votes, and notes taken back."""

import pytest

from bot.playground.reading import text_of
from canvas.board import NoteState
from storage.transaction import Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def pains(talk: Conversation) -> str:
    """Go to step 2 and return the ts of the prompt that collects pains."""
    await talk.types("alice", "step 2")

    def look(tx: Transaction) -> str | None:
        found = tx.messages.find(tx.workshops.current(talk.channel.id).id, "prompt", block="pain")
        return found.ts if found else None

    ts = await talk.program.database.read(talk.slack.team_id, look)
    assert ts
    return ts


async def reply(talk: Conversation, who: str, text: str) -> str:
    """Reply to the prompt that collects pains."""
    ts = await talk[who].say(talk.channel, text, thread=await pains(talk))
    await talk.settled()
    return ts


async def dots(talk: Conversation) -> dict[str, int]:
    """Return the dots of each note by code."""
    return {note.code: sum(vote.dots for vote in note.votes) for note in (await board_of(talk)).notes}


async def states(talk: Conversation) -> list[NoteState]:
    """Return the state of each note, oldest first."""
    return [note.state for note in (await board_of(talk)).notes]


async def test_a_thumbs_up_is_a_vote_and_can_be_taken_back(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold")
    await begun["chika"].react(ts, "+1")
    await begun["chika"].react(ts, "+1::skin-tone-4")
    await begun["chika"].react(ts, "tada")
    await begun.settled()
    assert await dots(begun) == {"P1": 1}
    await begun["chika"].unreact(ts, "+1")
    await begun.settled()
    assert await dots(begun) == {"P1": 0}


async def test_a_thumbs_up_on_several_notes_asks_which(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold\nFood goes off")
    await begun["chika"].react(ts, "+1")
    await begun.settled()
    asked = begun["chika"].dms()[-1]
    assert "which one is it for?" in text_of(asked)
    second = (await board_of(begun)).notes[1]
    await begun["chika"].press(asked, f"reactions.choose:{second.id}")
    await begun["chika"].press(asked, f"reactions.choose:{second.id}")
    await begun.settled()
    assert await dots(begun) == {"P1": 0, "P2": 1}


async def test_a_thumbs_up_without_dots_left_is_explained(begun: Conversation) -> None:
    first = await reply(begun, "ben", "Waiting on hold\nFood goes off\nNo oven at home\nNobody helps")
    last = await reply(begun, "ben", "Dishes everywhere")
    assert first != last
    for code in ("P1", "P2", "P3"):
        await begun.types("chika", f"vote {code}")
    await begun["chika"].react(last, "thumbsup")
    await begun.settled()
    assert "all placed" in text_of(begun["chika"].dms()[-1])


async def test_a_cross_by_the_author_takes_notes_back_until_it_is_removed(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold\nFood goes off")
    await begun["ben"].react(ts, "x")
    await begun.settled()
    assert await states(begun) == [NoteState.REMOVED, NoteState.REMOVED]
    await begun["ben"].unreact(ts, "x")
    await begun.settled()
    assert await states(begun) == [NoteState.OPEN, NoteState.OPEN]


async def test_a_removed_cross_brings_back_only_what_it_had_taken(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold\nFood goes off")
    await begun.types("ben", "remove P1")
    await begun["alice"].react(ts, "x")
    await begun.settled()
    await begun["alice"].unreact(ts, "x")
    await begun.settled()
    assert await states(begun) == [NoteState.REMOVED, NoteState.OPEN]


async def test_a_cross_by_somebody_else_changes_nothing(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold")
    await begun["chika"].react(ts, "x")
    await begun.settled()
    assert await states(begun) == [NoteState.OPEN]
    assert "somebody else's note" in text_of(begun["chika"].dms()[-1])


async def test_a_reply_like_a_note_is_asked_about_and_then_ticked(begun: Conversation) -> None:
    await reply(begun, "ben", "Waiting on hold")
    ts = await reply(begun, "chika", "Waiting on hold!")
    assert "white_check_mark" not in begun.channel.posts[ts].reactions
    await begun["chika"].press(begun["chika"].dms()[-1], "duplicates.add")
    await begun.settled()
    assert "white_check_mark" in begun.channel.posts[ts].reactions
    await begun["chika"].delete(ts)
    await begun.settled()
    assert await states(begun) == [NoteState.OPEN, NoteState.REMOVED]


TICK = "white_check_mark"


def ticked(talk: Conversation, ts: str) -> bool:
    return bool(talk.channel.posts[ts].reactions.get(TICK))


async def test_a_cross_takes_the_tick_away_until_it_is_removed(begun: Conversation) -> None:
    ts = await reply(begun, "ben", "Waiting on hold\nFood goes off")
    assert ticked(begun, ts)
    await begun["ben"].react(ts, "x")
    await begun.settled()
    assert not ticked(begun, ts)
    await begun["ben"].unreact(ts, "x")
    await begun.settled()
    assert ticked(begun, ts)
    # What is still missing is not ticked.
    await begun.types("ben", "remove P1")
    await begun["ben"].react(ts, "x")
    await begun["ben"].unreact(ts, "x")
    await begun.settled()
    assert not ticked(begun, ts)


async def test_an_edit_that_is_not_kept_as_a_whole_takes_the_tick_away(begun: Conversation) -> None:
    await reply(begun, "ben", "Waiting on hold")
    ts = await reply(begun, "chika", "Food goes off")
    assert ticked(begun, ts)
    await begun["chika"].edit(ts, "Food goes off\nWaiting on hold!")
    await begun.settled()
    assert not ticked(begun, ts)
    await begun["chika"].press(begun["chika"].dms()[-1], "duplicates.count")
    await begun.settled()
    assert ticked(begun, ts)
    await begun["chika"].edit(ts, "// Never mind")
    await begun.settled()
    assert not ticked(begun, ts)


@pytest.mark.parametrize(
    ("words", "text", "rest"),
    [
        (f"Waiting on hold. {'And so on ' * 40}end", "Waiting on hold.", "end"),
        ("a" * 350, "a" * 300, "a" * 50),
        (f"{'word ' * 80}end", ("word " * 60).strip(), "end"),
    ],
)
async def test_a_long_reply_is_kept_as_a_whole_and_its_writer_told_how(
    begun: Conversation, words: str, text: str, rest: str
) -> None:
    ts = await reply(begun, "ben", f"Food goes off\n{words}")
    _, note = (await board_of(begun)).notes
    assert note.text == text
    assert note.detail.endswith(rest)
    assert f"{note.text}{note.detail}".replace(" ", "") == words.replace(" ", "")
    assert ticked(begun, ts)
    told = [text_of(post) for post in begun["ben"].dms() if "300 characters" in text_of(post)]
    assert len(told) == 1
    assert "*P2*" in told[0]
    # The same again is not told again; what became longer is.
    await begun["ben"].edit(ts, f"Food goes off soon\n{words}")
    await begun.settled()
    assert len([post for post in begun["ben"].dms() if "300 characters" in text_of(post)]) == 1
    await begun["ben"].edit(ts, f"{'Food goes off soon ' * 20}\n{words}")
    await begun.settled()
    assert "*P1*" in text_of(begun["ben"].dms()[-1])
