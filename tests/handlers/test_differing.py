"""The channel is asked about what people see differently, and nobody is named."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

PAINS = ["Waiting on hold", "Food goes off"]


@pytest.fixture
async def filled(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain " + "\n".join(PAINS))
    return begun


def fields(talk: Conversation, who: str) -> list[str]:
    """Return the fields of the form that somebody has open."""
    return [block["block_id"] for block in talk[who].view.view["blocks"] if block["type"] == "input"]


async def rate_all(talk: Conversation, who: str, *values: int) -> None:
    """Rate all pains on one page."""
    await talk.types(who, "rate pains")
    assert await talk[who].submit(**dict(zip(fields(talk, who), map(str, values), strict=False))) == {}
    await talk.settled()


async def question(talk: Conversation) -> Post:
    """Let people differ on P1, and return the question about it."""
    await rate_all(talk, "ben", 5, 3)
    await rate_all(talk, "chika", 1, 3)
    view = talk["chika"].view
    await talk["chika"].press(view, "differing.differ")
    await talk.settled()
    return next(post for post in reversed(talk.channel.messages) if "differently" in text_of(post))


async def test_the_question_follows_a_rating_that_is_typed(filled: Conversation) -> None:
    asked = await question(filled)
    await filled.types("chika", "rate P1 3")
    assert "alike by now at 4" in text_of(asked)


async def test_the_channel_is_asked_why_people_differ_and_nobody_is_named(filled: Conversation) -> None:
    asked = await question(filled)
    assert "You see *P1* “Waiting on hold” differently: 5 against 1." in text_of(asked)
    assert "<@" not in str(asked.blocks)
    before = len(filled.channel.messages)
    assert "talked about already" in await filled.types("dora", "differ")
    assert len(filled.channel.messages) == before


async def test_an_answer_in_the_thread_of_a_difference_is_talk_and_no_note(filled: Conversation) -> None:
    asked = await question(filled)
    await filled["ben"].say(filled.channel, "They told me so in five interviews", thread=asked.ts)
    await filled.settled()
    assert len((await board_of(filled)).notes) == len(PAINS)
    assert filled["ben"].dms() == []


async def test_somebody_says_why_without_a_name(filled: Conversation) -> None:
    asked = await question(filled)
    await filled["chika"].press(asked, "differing.say")
    assert "may still guess" in str(filled["chika"].view.view)
    await filled["chika"].submit(text="Nobody calls <us> any more")
    await filled.settled()
    said = filled.channel.replies(asked.ts)[-1]
    assert said.text == "Somebody who rated it low says:\n> Nobody calls &lt;us&gt; any more"


async def test_the_question_shows_when_people_have_come_closer(filled: Conversation) -> None:
    asked = await question(filled)
    await filled["chika"].press(asked, "differing.one")
    (field,) = fields(filled, "chika")
    assert await filled["chika"].submit(**{field: "4"}) == {}
    await filled.settled()
    assert "alike by now at 4.5" in text_of(asked)
    assert "nothing to ask" in await filled.types("ben", "differ pains")
