"""The canvas as a message, within Slack's limits however much there is."""

import pytest

from bot.playground import limits
from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.method import KINDS, Block
from storage.notes import NewNote
from storage.transaction import Actor, Transaction
from tests.conversation import MONDAY, Conversation

HOSTILE = "<!channel> & <b>" * 25


async def fill(talk: Conversation, number: int, text: str) -> None:
    """Put so many notes on the canvas at once."""

    def add(tx: Transaction) -> None:
        workshop = tx.workshops.current(talk.channel.id)
        segment = tx.segments.of(workshop.id)[0].id
        for one in range(number):
            block = list(Block)[one % len(Block)]
            words = f"{one} {text}"[:300]
            tx.notes.add(NewNote(workshop=workshop.id, segment=segment, block=block, text=words, author="U1"))

    actor = Actor(talk.slack.team_id, talk["ben"].id, "filling", MONDAY)
    await talk.program.database.write(actor, add)


async def canvas(talk: Conversation) -> Post:
    """Ask for the canvas and return the notes in words, which stand in its thread."""
    await talk.types("ben", "canvas")
    return next(post for post in reversed(talk["chika"].sees(talk.channel)) if post.thread and post.blocks)


async def test_asked_for_in_a_direct_message_the_canvas_is_in_the_channel(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    dm = begun.slack.dm(begun["ben"].id)
    shown = await begun["ben"].command(dm, "/vpd canvas")
    await begun.settled()
    assert f"<#{begun.channel.id}>" in shown.text
    assert any("Canvas: Working parents" in text_of(post) for post in begun["ben"].sees(begun.channel))


async def test_an_empty_canvas_asks_a_question_in_each_block(begun: Conversation) -> None:
    shown = text_of(await canvas(begun))
    assert "What are they trying to get done?" in shown
    assert shown.count("?") == 6


async def test_a_note_is_shown_with_what_speaks_for_it(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns in time")
    await begun.types("ben", "rate P1 4")
    await begun.types("ben", "vote P1")
    await begun.types("ben", "link R1 P1 partly")
    assert "*P1* Food goes off _(rated 4 · 1 dot · ↔ R1 partly)_" in text_of(await canvas(begun))


@pytest.mark.parametrize(("number", "text"), [(10, "Food goes off"), (200, "x" * 300), (200, HOSTILE)])
async def test_any_canvas_is_within_slacks_limits(begun: Conversation, number: int, text: str) -> None:
    await fill(begun, number, text)
    shown = await canvas(begun)
    assert all(kind.plural in text_of(shown) for kind in KINDS.values())
    assert limits.text_length(shown.blocks) <= limits.ALL_TEXT
    assert begun.slack.refusals == []


async def test_all_notes_can_be_paged_through_with_every_word(begun: Conversation) -> None:
    await fill(begun, 150, f"{'and so on ' * 25}to the very end")
    shown = await canvas(begun)
    assert "more" in text_of(shown)
    await begun["chika"].press(shown, "overview.page:pain")
    await begun.settled()
    first = begun["chika"].view
    assert "Page 1 of 3" in str(first.view)
    assert "to the very end" in str(first.view)
    await begun["chika"].press(first, "overview.turn:on")
    await begun.settled()
    assert "Page 2 of 3" in str(begun["chika"].view.view)
    await begun["chika"].press(begun["chika"].view, "overview.turn:back")
    await begun.settled()
    assert "Page 1 of 3" in str(begun["chika"].view.view)


async def test_a_page_of_a_finished_workshop_says_so(begun: Conversation) -> None:
    await fill(begun, 150, "and so on " * 25)
    shown = await canvas(begun)
    await begun.types("alice", "finish")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "ending.close")
    await begun.settled()
    await begun.types("alice", "start Lunch for Students")
    await begun["chika"].press(shown, "overview.page:pain")
    await begun.settled()
    assert "finished workshop" in begun["chika"].sees(begun.channel)[-1].text
