"""The one small question a day that a reply or an edit may bring up."""

from bot.playground.reading import text_of
from tests.conversation import Conversation


async def test_a_reply_brings_up_one_small_question_a_day_in_private(begun: Conversation) -> None:
    await begun.types("alice", "step 2")
    prompt = next(one for one in begun["ben"].sees(begun.channel) if text_of(one).startswith("Pains: Working parents"))
    for words in ("Waiting", "Bad food"):
        await begun["ben"].say(begun.channel, words, thread=prompt.ts)
        await begun.settled()
    told = [text_of(one) for one in begun["ben"].dms()]
    assert len([one for one in told if "P1 is short" in one]) == 1
    assert not any("P2" in one for one in told)


async def test_an_edit_brings_up_a_small_question_with_its_answer(begun: Conversation) -> None:
    await begun.types("ben", "add pain They wait on hold for an hour each week")
    assert "P1 is short" in await begun.types("ben", "edit P1 Waiting")
    assert "is short" not in await begun.types("ben", "edit P1 Holding")
