"""The weekly review: setting it, getting it, and its buttons. The clock stands on Monday 09:30 UTC at first."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from storage.reminders import Reminder
from storage.transaction import Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def reminder(talk: Conversation) -> Reminder:
    def look(tx: Transaction) -> Reminder | None:
        return tx.reminders.of(tx.workshops.current(talk.channel.id).id)

    found = await talk.program.database.read(talk.slack.team_id, look)
    assert found
    return found


def reviews(talk: Conversation) -> list[Post]:
    posts = talk["ben"].sees(talk.channel)
    return [one for one in posts if one.blocks and "Weekly review: Dinner" in text_of(one)]


def last(talk: Conversation, who: str) -> str:
    return text_of(talk[who].sees(talk.channel)[-1])


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add extreme pain Food goes off")
    return begun


async def test_a_week_without_a_note_stays_silent(begun: Conversation) -> None:
    await begun.pass_time(days=7)
    assert reviews(begun) == []


async def test_the_review_comes_once_a_week_and_names_what_changed_and_what_is_in_doubt(talk: Conversation) -> None:
    await talk.pass_time(days=7)
    (first,) = reviews(talk)
    assert "1 note added" in text_of(first)
    await talk.pass_time(minutes=5)
    assert len(reviews(talk)) == 1
    await talk.pass_time(days=21)
    late = reviews(talk)[-1]
    assert len(reviews(talk)) == 2  # weeks that nobody was there for are one review
    assert "Since Monday 30 November: nothing changed." in text_of(late)
    assert "*P1* Food goes off" in text_of(late)
    assert "no customer has said or done anything" in text_of(late)


async def test_still_true_begins_the_notes_clock_anew_once(talk: Conversation) -> None:
    await talk.pass_time(days=28)
    (post,) = reviews(talk)
    await talk["ben"].press(post, "reminders.confirm")
    await talk.settled()
    assert "still holds" in last(talk, "ben")
    (below,) = [one for one in talk.channel.messages if one.thread == post.ts]
    assert text_of(below) == f"<@{talk['ben'].id}> says that *P1* still holds."
    (note,) = (await board_of(talk)).notes
    assert note.updated > note.created
    await talk["chika"].press(post, "reminders.confirm")
    await talk.settled()
    assert "looked at since" in last(talk, "chika")


async def test_skipping_twice_skips_one_week(talk: Conversation) -> None:
    await talk.pass_time(days=7)
    (post,) = reviews(talk)
    before = (await reminder(talk)).next_run
    await talk["ben"].press(post, "reminders.snooze")
    await talk.settled()
    await talk["ben"].press(post, "reminders.snooze")
    await talk.settled()
    assert ((await reminder(talk)).next_run - before).days == 7
    assert "changed already" in last(talk, "ben")


async def test_stopping_is_told_to_all_and_can_be_taken_back(talk: Conversation) -> None:
    await talk.pass_time(days=7)
    (post,) = reviews(talk)
    await talk["ben"].press(post, "reminders.stop")
    await talk.settled()
    assert "switched the weekly review off" in "".join(text_of(one) for one in talk["chika"].sees(talk.channel))
    await talk["chika"].press(post, "reminders.stop")
    await talk.settled()
    assert "off already" in last(talk, "chika")
    await talk.pass_time(days=14)
    assert len(reviews(talk)) == 1
    assert "every Friday at 15:30 (Europe/Paris)" in await talk.types("ben", "remind friday 15:30")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("remind status", "every Monday at 09:00 (Europe/Paris)"),
        ("remind weekly tuesday 8:15 asia/tokyo", "every Tuesday at 08:15 (Asia/Tokyo)"),
        ("remind weekly thirsday 9:00", "thursday"),
        ("remind weekly monday 25:00", "can't read the time"),
        ("remind snooze 1w", "the next review comes on Monday 7 December"),
        ("remind sometimes", "Say when"),
        ("remind off", "off"),
        ("remind now", "on its way"),
    ],
)
async def test_each_order_is_answered(talk: Conversation, typed: str, told: str) -> None:
    assert told in await talk.types("ben", typed)


async def test_now_posts_the_review_at_once_and_not_without_a_note(begun: Conversation) -> None:
    assert "nothing to review yet" in await begun.types("ben", "remind now")
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "remind now")
    assert "since the start" in text_of(reviews(begun)[-1]).lower()


async def test_the_form_sets_the_review_and_says_what_is_wrong(talk: Conversation) -> None:
    await talk.types("ben", "remind")
    assert "zone" in await talk["ben"].submit(zone="Nowhere/Land")
    assert await talk["ben"].submit(day="friday", time="16:00", zone="Europe/Berlin") == {}
    await talk.settled()
    found = await reminder(talk)
    assert (found.day, found.time, found.time_zone, found.state) == ("friday", "16:00", "Europe/Berlin", "on")


async def test_a_finished_workshop_is_not_reviewed(talk: Conversation) -> None:
    await talk.types("alice", "finish")
    await talk["alice"].press(talk["alice"].sees(talk.channel)[-1], "ending.close")
    await talk.pass_time(days=14)
    assert reviews(talk) == []


async def test_the_prompt_of_the_last_step_is_a_review_that_is_kept_up_to_date(talk: Conversation) -> None:
    await talk.types("alice", "step 6")
    await talk.settled()
    prompt = next(one for one in talk["ben"].sees(talk.channel) if "Look once a week" in text_of(one))
    assert "Since the start: 1 note added." in text_of(prompt)
    await talk.pass_time(days=6)
    await talk.types("ben", "add pain The queue in the shop")
    await talk.pass_time(seconds=5)
    assert "Since the start: 2 notes added." in text_of(prompt)


async def test_a_review_asked_for_is_where_the_next_one_looks_back_to(talk: Conversation) -> None:
    await talk.pass_time(days=2)
    await talk.types("ben", "remind now")
    await talk.settled()
    assert "1 note added" in text_of(reviews(talk)[-1])
    await talk.pass_time(hours=1)
    await talk.types("ben", "add pain The queue in the shop")
    await talk.pass_time(days=5)
    assert "Since Wednesday 25 November: 1 note added." in text_of(reviews(talk)[-1])


async def test_what_people_say_still_holds_is_no_change(talk: Conversation) -> None:
    await talk.pass_time(days=28)
    await talk["ben"].press(reviews(talk)[-1], "reminders.confirm")
    await talk.settled()
    await talk.pass_time(days=7)
    assert ": 1 confirmed." in text_of(reviews(talk)[-1])


async def test_each_doubt_is_put_to_one_person_then_to_who_leads_and_then_it_rests(talk: Conversation) -> None:
    alice, ben = (f"<@{talk[who].id}>" for who in ("alice", "ben"))
    asked: list[str] = []
    doubts: list[int] = []
    for _ in range(8):
        await talk.pass_time(days=7)
        asked.append(text_of(reviews(talk)[-1]))
        doubts.append(sum("Most in doubt" in text_of(one) for one in reviews(talk)))
    assert f"{ben}, does it still hold?" in asked[0]
    assert f"{ben}, does it still hold?" in asked[1]
    assert f"{alice}, nobody has answered this for two weeks" in asked[2]
    assert f"{ben}, does it still hold?" in asked[6]  # after four weeks of rest
    assert f"{ben}, does it still hold?" in asked[7]
    assert doubts == [1, 2, 3, 3, 3, 3, 4, 5]


async def test_a_review_leads_to_a_test_of_what_must_be_true(talk: Conversation) -> None:
    await talk.pass_time(days=7)
    (post,) = reviews(talk)
    await talk["ben"].press(post, "help.again:test")
    shown = str(talk["ben"].view.view["blocks"])
    assert "mention “Food goes off” before we do" in shown
    assert [(one.about, one.state) for one in (await board_of(talk)).hypotheses] == [("1P1", "draft")]
    await talk.types("ben", "test P1 customer interview at least 6 of 10 bring it up")
    board = await board_of(talk)
    assert [(one.about, one.state) for one in board.hypotheses] == [("1P1", "kept")]
    assert [one.hypothesis for one in board.tests] == [board.hypotheses[0].id]


async def test_a_hypothesis_that_nobody_touched_is_asked_about_too(begun: Conversation) -> None:
    await begun.types("alice", "add product An app")
    await begun.types("ben", "hypothesis We believe at least 6 of 10 parents pay 20 euros a month")
    await begun.types("ben", "hypothesis H1 5")
    await begun.pass_time(days=7)
    post = reviews(begun)[-1]
    assert "*H1* We believe" in text_of(post)
    await begun["ben"].press(post, "reminders.confirm")
    await begun.settled()
    assert "*H1* still holds" in last(begun, "ben")
    await begun["ben"].press(post, "reminders.confirm")
    await begun.settled()
    assert "*H1* was looked at since" in last(begun, "ben")
    assert "said that *H1* still stands" in await begun.types("ben", "history")


async def test_the_review_reports_what_was_tried_and_learned(talk: Conversation) -> None:
    await talk.types("ben", "test P1 customer interview at least 6 of 10 bring it up")
    await talk.types("ben", "test T1 measure")
    await talk.types("ben", "test T1 result 7 of 12")
    await talk.types("ben", "learn T1 pivot They only cook on weekends")
    await talk.pass_time(days=7)
    told = text_of(reviews(talk)[-1])
    parts = [
        "What we tried and learned",
        "*H1* ",
        "• We tested: *T1* ",
        "• We saw: ",
        "• We learned: *L1* They only",
        "• So we: change course",
    ]
    places = [told.index(part) for part in parts]
    assert places == sorted(places)
    await talk.pass_time(days=7)
    assert "tried and learned" not in text_of(reviews(talk)[-1])


async def test_a_version_is_kept_each_week_that_changed_something_and_at_each_result(talk: Conversation) -> None:
    async def reasons() -> list[str]:
        found = await talk.program.database.read(
            talk.slack.team_id, lambda tx: tx.snapshots.of(tx.workshops.current(talk.channel.id).id)
        )
        return [one.reason for one in found]

    await talk.pass_time(days=7)
    assert await reasons() == ["weekly review"]
    await talk.pass_time(days=7)
    assert await reasons() == ["weekly review"]
    await talk.types("ben", "test P1 customer interview at least 6 of 10 bring it up")
    await talk.types("ben", "test T1 measure")
    await talk.types("ben", "test T1 result 7 of 12")
    assert await reasons() == ["weekly review", "T1 measured"]
