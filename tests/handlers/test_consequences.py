"""What must change after a learning is settled thing by thing, and until then the learning stays open."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    for words in (
        "add pain Food goes off",
        "add reliever Warns in time",
        "link R1 P1",
        "test P1 customer interview at least 6 of 10 bring it up",
        "test T1 result 3 of 12",
        "learn T1 pivot They never throw food away",
    ):
        await begun.types("ben", words)
    return begun


def last(talk: Conversation, who: str) -> Post:
    return talk[who].sees(talk.channel)[-1]


async def states(talk: Conversation) -> dict[str, str]:
    return {one.of: one.state for one in (await board_of(talk)).consequences}


async def opened(talk: Conversation, who: str) -> dict[str, int]:
    """Open the list from the card of the learning; return the numbers of what is open, by what it is."""
    await talk.types(who, "learn L1")
    await talk[who].press(last(talk, who), "consequences.ask")
    return {one.of: one.id for one in (await board_of(talk)).consequences if one.state == "open"}


async def test_a_turn_asks_for_what_it_is_about_and_shows_how_far_it_is(talk: Conversation) -> None:
    card = next(post for post in reversed(talk.channel.messages) if "*L1*" in text_of(post))
    assert "*What must change:* 0 of 3 settled" in text_of(card)
    await talk["ben"].press(card, "consequences.ask")
    told = str(talk["ben"].view.view["blocks"])
    for name in ("P1 Food goes off", "R1-P1 Warns in time → Food goes off", "H1 We believe"):
        assert name in told


async def test_each_thing_is_changed_kept_or_handed_over(talk: Conversation) -> None:
    found = await opened(talk, "ben")
    note, link, claim = (found[of] for of in ("note", "link", "hypothesis"))
    wrong = await talk["ben"].submit(**{f"state{note}": "kept", f"state{link}": "handed"})
    assert list(wrong) == [f"reason{note}"]
    sent = {f"state{note}": "kept", f"reason{note}": "Nurses do", f"state{link}": "handed"}
    assert list(await talk["ben"].submit(**sent)) == [f"owner{link}"]
    assert await states(talk) == {"note": "open", "link": "open", "hypothesis": "open"}, "all of it or nothing"
    assert await talk["ben"].submit(**sent, **{f"owner{link}": talk["chika"].id}) == {}
    await talk.settled()
    assert await states(talk) == {"note": "kept", "link": "handed", "hypothesis": "open"}
    assert "2 of 3 settled" in text_of(last(talk, "ben"))
    asked = "\n".join(text_of(post) for post in talk["chika"].dms())
    assert "asks you to look after *R1-P1*" in asked
    await opened(talk, "chika")
    assert "stays, because “Nurses do”" in str(talk["chika"].view.view["blocks"])
    assert await talk["chika"].submit(**{f"state{claim}": "changed"}) == {}
    await talk.settled()
    assert any("Everything that *L1* changes is settled" in text_of(post) for post in talk.channel.messages)
    assert "settled what changes after *L1*" in await history(talk)


async def history(talk: Conversation) -> str:
    await talk.types("ben", "history")
    return text_of(last(talk, "ben"))


async def test_what_people_do_settles_it_and_to_say_that_it_holds_does_not(talk: Conversation) -> None:
    await talk.pass_time(days=28)
    review = next(post for post in reversed(talk.channel.messages) if "Weekly review" in text_of(post))
    assert "Learned, not changed yet:* *L1*" in text_of(review)
    assert "0 of 3 settled" in text_of(review)
    await talk["ben"].press(review, "reminders.confirm")
    await talk.settled()
    assert "still holds" in text_of(last(talk, "ben"))
    assert await states(talk) == {"note": "open", "link": "open", "hypothesis": "open"}
    await talk.types("ben", "edit P1 Nobody knows what is left in the fridge")
    assert await states(talk) == {"note": "changed", "link": "open", "hypothesis": "open"}
    await talk.types("ben", "undo")
    assert await states(talk) == {"note": "open", "link": "open", "hypothesis": "open"}
    await talk.types("ben", "unlink R1 P1")
    await talk.types("ben", "hypothesis H1 We believe at least 6 of 10 parents forget what they have")
    assert await states(talk) == {"note": "open", "link": "changed", "hypothesis": "changed"}


async def test_undo_takes_the_list_back_with_its_learning(talk: Conversation) -> None:
    card = next(post for post in reversed(talk.channel.messages) if "*L1*" in text_of(post))
    await talk.types("ben", "undo")
    board = await board_of(talk)
    assert (board.learnings, board.consequences) == ((), ())
    await talk["ben"].press(card, "consequences.ask")
    await talk.settled()
    assert talk["ben"].forms == []


async def test_when_all_is_settled_the_old_button_says_so(talk: Conversation) -> None:
    card = next(post for post in reversed(talk.channel.messages) if "*L1*" in text_of(post))
    for one in (await board_of(talk)).consequences:
        await talk["ben"].press(card, "consequences.ask")
        assert await talk["ben"].submit(**{f"state{one.id}": "changed"}) == {}
        await talk.settled()
    await talk["ben"].press(card, "consequences.ask")
    await talk.settled()
    assert "Everything that *L1* changes is settled." in text_of(last(talk, "ben"))
