"""What the weekly review says and does: what was counted, what is in doubt, and how alive the canvas is."""

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_reminders import reviews


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add extreme pain Food goes off")
    return begun


async def test_still_true_keeps_who_said_so_at_no_strength(talk: Conversation) -> None:
    await talk.pass_time(days=28)
    (post,) = reviews(talk)
    await talk["ben"].press(post, "reminders.confirm")
    await talk.settled()
    (said,) = (await board_of(talk)).evidence
    assert (said.tier, said.direction, said.text, said.added_by) == (0, "for", "Still true", talk["ben"].id)
    told = await talk.types("ben", "history")
    log = text_of(talk["ben"].sees(talk.channel)[-1]) or told
    assert "still holds" in log
    assert "added evidence" not in log
    await talk.pass_time(days=28)
    again = reviews(talk)[-1]
    assert "no customer has said or done anything" in text_of(again)
    await talk["ben"].press(again, "reminders.confirm")
    await talk.settled()
    (later,) = (await board_of(talk)).evidence
    assert (later.id, later.at > said.at) == (said.id, True), "one person says so once, the last time counts"


async def test_a_doubtful_note_can_be_parked_from_the_review(talk: Conversation) -> None:
    await talk.pass_time(days=28)
    (post,) = reviews(talk)
    await talk["ben"].press(post, "changes.park")
    await talk.settled()
    assert [note.state.value for note in (await board_of(talk)).notes] == ["parked"]


async def test_a_canvas_that_nobody_touches_is_told_so_in_words_and_can_be_finished(talk: Conversation) -> None:
    await talk.pass_time(days=42)
    assert "Most of the canvas was last touched about 6 weeks ago." in text_of(reviews(talk)[-1])
    await talk.pass_time(days=70)
    dead = reviews(talk)[-1]
    assert "about 4 months ago. Wake it with one fresh note, or finish it." in text_of(dead)
    await talk["alice"].press(dead, "help.again:finish")
    await talk.settled()
    assert "Finish *Dinner on autopilot*?" in text_of(talk["alice"].sees(talk.channel)[-1])


async def test_no_week_reads_as_the_one_before_and_the_review_does_what_it_says(talk: Conversation) -> None:
    await talk.types("alice", "step 2")
    told: list[str] = []
    for _ in range(3):
        await talk.pass_time(days=7)
        await talk.types("ben", f"add pain Something new in week {len(told)}")
        told.append(text_of(reviews(talk)[-1]))
    assert len({one.splitlines()[1] for one in told[:2]}) == 2
    await talk["ben"].press(reviews(talk)[-1], "help.again:add")
    assert talk["ben"].view.view["callback_id"].startswith("notes")


async def test_all_that_a_week_brought_is_counted(talk: Conversation) -> None:
    await talk.pass_time(days=7)
    for words in (
        "add reliever Warns in time",
        "link R1 P1",
        "rate P1 3",
        "test P1 customer interview at least 6 of 10 bring it up",
        "test T1 result 3 of 12",
        "learn T1 Nobody brings it up",
    ):
        await talk.types("ben", words)
    await talk.pass_time(days=7)
    told = text_of(reviews(talk)[-1])
    counted = "1 note added, 1 test result, 1 learning, 1 hypothesis changed, 1 link changed, 1 note rated"
    assert f": {counted}." in told
    assert "We saw: a test speaks against it" in told
    assert "assumption" not in told


async def test_a_doubtful_hypothesis_is_dropped_from_the_review(begun: Conversation) -> None:
    await begun.types("alice", "add product An app")
    await begun.types("ben", "hypothesis We believe at least 6 of 10 parents pay 20 euros a month")
    await begun.pass_time(days=7)
    (post,) = reviews(begun)
    assert "much hangs on it, and nothing tests it yet" in text_of(post)
    await begun["ben"].press(post, "help.again:learn")
    await begun.settled()
    assert await begun["ben"].submit(learned="They don't pay") == {}
    await begun.settled()
    assert [one.state for one in (await board_of(begun)).hypotheses] == ["closed"]
    await begun.pass_time(days=7)
    assert "We saw: it was dropped" in text_of(reviews(begun)[-1])
