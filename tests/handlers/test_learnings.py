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


@pytest.mark.parametrize("by_form", [True, False])
async def test_a_hypothesis_that_is_dropped_is_closed_and_comes_back_with_undo(
    talk: Conversation, *, by_form: bool
) -> None:
    if by_form:
        await talk.types("ben", "learn H1 retire")
        (field,) = [one for one in talk["ben"].view.view["blocks"] if one.get("block_id") == "decision"]
        assert field["element"]["initial_option"]["value"] == "retire"
        assert await talk["ben"].submit(learned="They do not throw it away") == {}
        await talk.settled()
        said = "\n".join(text_of(post) for post in talk["ben"].sees(talk.channel)[-3:])
    else:
        said = await talk.types("ben", "learn H1 retire They do not throw it away")
    assert "*H1* is dropped" in said
    assert [one.state for one in (await board_of(talk)).hypotheses] == ["closed"]
    assert "H1" not in await talk.types("ben", "hypothesis map")
    await talk.types("ben", "undo")
    board = await board_of(talk)
    assert [one.state for one in board.hypotheses] == ["kept"]
    assert board.learnings == ()


async def test_another_decision_opens_what_was_dropped_again(talk: Conversation) -> None:
    await talk.types("ben", "learn H1 retire They do not")
    await talk.types("ben", "learn L1")
    await talk["ben"].press(last(talk), "learnings.edit")
    assert await talk["ben"].submit(decision="continue_testing") == {}
    await talk.settled()
    board = await board_of(talk)
    assert [one.state for one in board.hypotheses] == ["kept"]
    assert [one.target for one in board.decisions if one.kind == "learning"] == ["retire", "continue_testing"]


async def test_how_sure_the_team_is_and_who_wrote_it_stand_on_the_card(talk: Conversation) -> None:
    await talk.types("ben", "learn T1")
    people = [talk["ben"].id, talk["chika"].id]
    sent = {"learned": "They do", "decision": "persevere", "confidence": "2", "deciders": people, "dissent": "Dora"}
    assert await talk["ben"].submit(**sent) == {}
    await talk.settled()
    board = await board_of(talk)
    assert [one.confidence for one in board.learnings] == [2]
    assert [(list(one.deciders), one.dissent) for one in board.decisions] == [(people, "Dora")]
    card = text_of(next(post for post in talk["dora"].sees(talk.channel) if "*L1*" in text_of(post)))
    assert f"Fairly sure · written down by <@{talk['ben'].id}>" in card
    assert "The test said no. Why go on?" in card
    await talk.types("ben", "learn L1")
    await talk["ben"].press(last(talk), "learnings.edit")
    assert "The test said no. Why go on?" in str(talk["ben"].view.view["blocks"])
    assert await talk["ben"].submit(confidence="3") == {}
    await talk.settled()
    assert [one.confidence for one in (await board_of(talk)).learnings] == [3]


@pytest.mark.case(25)
async def test_two_changes_of_the_same_length_do_not_overwrite_each_other(talk: Conversation) -> None:
    await talk.types("ben", "learn H1 They only cook on weekends")
    for who in ("ben", "chika"):
        await talk.types(who, "learn L1")
        await talk[who].press(last(talk, who), "learnings.edit")
    assert await talk["ben"].submit(learned="They only cook on Saturday") == {}
    await talk.settled()
    assert await talk["chika"].submit(learned="They only cook on holidays") != {}
    assert [one.learned for one in (await board_of(talk)).learnings] == ["They only cook on Saturday"]


async def test_a_version_is_kept_before_and_after_a_turn(talk: Conversation) -> None:
    await talk.types("ben", "learn H1 pivot They only cook on weekends")
    board = await board_of(talk)
    kept = await talk.program.database.read(talk.slack.team_id, lambda tx: tx.snapshots.of(board.workshop.id))
    assert [one.reason for one in kept[-2:]] == ["before H1: Change course", "after H1: Change course"]
    assert (board.decisions[-1].before, board.decisions[-1].after) == (kept[-2].at, kept[-1].at)


async def test_what_a_learning_led_to_is_done_once(talk: Conversation) -> None:
    await talk.types("ben", "add pain Food goes off")
    await talk.types("ben", "learn H1")
    owner = talk["chika"].id
    await talk.types("chika", "join design")
    assert await talk["ben"].submit(learned="They do", action="Ask nurses", owner=owner, due="2026-11-25") == {}
    await talk.pass_time(days=7)
    review = next(post for post in reversed(talk.channel.messages) if "Ask nurses” done?" in text_of(post))
    assert f"<@{owner}>, is “Ask nurses” done? It was due" in text_of(review)
    for told in ("I ask about it no more", "changed already"):
        await talk["chika"].press(review, "learnings.done")
        await talk.settled()
        assert told in text_of(last(talk, "chika"))
    assert [one.due for one in (await board_of(talk)).learnings] == [None]
