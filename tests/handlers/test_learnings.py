"""What tests taught, and what the team does about it."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "hypothesis We believe that at least 6 of 10 working parents throw food away")
    await begun.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await begun.types("ben", "test T1 result 3 of 12")
    return begun


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def test_a_learning_is_kept_in_one_line_and_told_to_the_channel(talk: Conversation) -> None:
    said = await talk.types("ben", "learn H1 pivot They only cook on weekends")
    assert "Kept as *L1*" in said
    board = await board_of(talk)
    (one,) = board.learnings
    assert (one.learned, one.decision, one.recorder) == ("They only cook on weekends", "pivot", talk["ben"].id)
    assert one.tests == (board.tests[0].id,)
    assert one.observed == "T1 Customer interview: 3 of 12 (25 %)"
    assert board.tests[0].column == "done"
    assert [(d.origin, d.target) for d in board.decisions if d.kind == "learning"] == [("H1", "pivot")]
    post = next(post for post in reversed(talk["dora"].sees(talk.channel)) if "*L1*" in text_of(post))
    read = text_of(post)
    assert "Mark it as wrong" in read
    assert "So we:* change course" in read
    assert "3 of 12" in read
    await talk["dora"].press(post, "cascade.ask")
    assert "H1" in str(talk["dora"].view.view)


async def test_the_form_sums_up_several_tests_with_an_action_and_an_owner(talk: Conversation) -> None:
    await talk.types("ben", "test H1 landing page more than 5 % sign up")
    await talk.types("ben", "test T2 result 30 of 100")
    await talk.types("ben", "learn T1 T2")
    assert "T2 Landing page: 30 of 100 (30 %)" in str(talk["ben"].view.view)
    assert await talk["ben"].submit(learned="") != {}
    sent = {"decision": "continue_testing", "action": "Ask nurses", "owner": talk["chika"].id, "due": "2026-12-01"}
    assert await talk["ben"].submit(learned="They click, but do not talk", **sent) == {}
    await talk.settled()
    board = await board_of(talk)
    (one,) = board.learnings
    assert one.tests == tuple(test.id for test in board.tests)
    assert (one.action, one.owner) == ("Ask nurses", talk["chika"].id)
    assert one.due is not None
    assert "Plan the next test" in "\n".join(text_of(post) for post in talk["dora"].sees(talk.channel))


async def test_the_button_of_a_verdict_leads_to_its_learning(talk: Conversation) -> None:
    verdict = next(post for post in reversed(talk["dora"].sees(talk.channel)) if "is measured" in text_of(post))
    await talk["dora"].press(verdict, "learnings.write")
    assert await talk["dora"].submit(learned="They do not", decision="retire") == {}
    await talk.settled()
    assert [one.decision for one in (await board_of(talk)).learnings] == ["retire"]


async def test_without_a_code_the_form_asks_what_it_is_about(talk: Conversation) -> None:
    await talk.types("ben", "learn")
    found = await talk["ben"].search(talk["ben"].view, "learnings.find", "")
    assert [one["text"]["text"][:2] for one in found] == ["T1", "H1"]
    assert await talk["ben"].submit(subject=found[0]["value"], learned="They do not", decision="pivot") == {}
    await talk.settled()
    board = await board_of(talk)
    assert [one.tests for one in board.learnings] == [(board.tests[0].id,)]


async def test_a_learning_is_shown_and_changed_and_an_old_form_says_so(talk: Conversation) -> None:
    await talk.types("ben", "learn H1 They only cook on weekends")
    assert "L1" in await talk.types("chika", "learn L1")
    shown = last(talk, "chika")
    await talk["chika"].press(shown, "learnings.edit")
    await talk.types("ben", "learn L1")
    await talk["ben"].press(last(talk), "learnings.edit")
    assert await talk["ben"].submit(learned="They never cook") == {}
    await talk.settled()
    assert [one.learned for one in (await board_of(talk)).learnings] == ["They never cook"]
    assert await talk["chika"].submit(decision="retire") != {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("learn They cook", "which hypothesis or test"),
        ("learn H9 They cook", "can't find H9"),
        ("learn T9 They cook", "can't find T9"),
        ("learn L9", "can't find L9"),
    ],
)
async def test_what_cannot_be_learned_from_is_answered_with_an_example(
    talk: Conversation, typed: str, told: str
) -> None:
    assert told in await talk.types("ben", typed)


async def test_the_history_tells_of_tests_and_learnings(talk: Conversation) -> None:
    await talk.types("ben", "learn H1 They cook")
    read = await talk.types("ben", "history")
    whole = read + "\n".join(text_of(post) for post in talk["ben"].sees(talk.channel))
    assert "planned *T1*" in whole
    assert "measured *T1*" in whole
    assert "wrote *L1*" in whole
