"""Tests of hypotheses: planned, moved, measured against a bar that stays as it was."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas import cards
from storage.transaction import Actor, Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

CLAIM = "We believe that at least 6 of 10 working parents throw food away every week"


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("ben", f"hypothesis {CLAIM}")
    await begun.types("alice", "step 5")
    return begun


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def tests_of(talk: Conversation) -> tuple[cards.Test, ...]:
    return (await board_of(talk)).tests


async def test_a_test_is_planned_in_one_line(talk: Conversation) -> None:
    said = await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    assert "Planned as *T1*" in said
    (one,) = await tests_of(talk)
    assert (one.experiment, one.operator, one.threshold, one.unit) == ("customer_interview", ">=", 60.0, "%")
    assert (one.min_sample, one.metric, one.owner, one.column) == (10, "bring it up", talk["ben"].id, "backlog")
    assert "at least 60 % bring it up, of 10 or more" in text_of(last(talk))
    assert "already" in await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    assert len(await tests_of(talk)) == 1


async def test_a_test_without_an_experiment_gets_the_cheapest_that_carries_further(talk: Conversation) -> None:
    await talk.types("ben", "test H1 at least 6 of 10 bring it up")
    await talk.types("ben", "test H1 landing page")
    assert [one.experiment for one in await tests_of(talk)] == ["customer_interview", "landing_page"]
    assert "From which result on are you right?" in text_of(last(talk))


async def test_what_cannot_be_planned_is_answered_with_an_example(talk: Conversation) -> None:
    assert "I can't find H9" in await talk.types("ben", "test H9 landing page")
    assert "Did you mean" in await talk.types("ben", "test H1 landing sight")
    assert "which hypothesis it tests" in await talk.types("ben", "test landing page")
    assert "I can't find T9" in await talk.types("ben", "test T9 measure")
    assert await tests_of(talk) == ()


async def test_a_test_goes_over_the_board_to_a_verdict_that_the_channel_reads(talk: Conversation) -> None:
    await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await talk["ben"].press(last(talk), "experiments.move:next")
    await talk.settled()
    await talk["ben"].press(last(talk), "experiments.move:next")
    await talk.settled()
    assert "“Right if” stays as it is from now on" in text_of(last(talk))
    await talk["ben"].press(last(talk), "experiments.observe")
    assert "7 of 12" in (await talk["ben"].submit(observed="a few"))["observed"]
    assert await talk["ben"].submit(observed="7 of 12", outsiders="yes", population="40") == {}
    await talk.settled()
    (one,) = await tests_of(talk)
    assert (one.verdict, one.sample, one.column, one.outsiders, one.population) == (
        "invalidated",
        12,
        "learn",
        True,
        40,
    )
    read = next(text_of(post) for post in reversed(talk["dora"].sees(talk.channel)) if "is measured" in text_of(post))
    assert "it does not hold" in read
    assert "7 of 12 (58 %)" in read
    assert "not in this segment" in read


async def test_fewer_people_than_planned_prove_nothing(talk: Conversation) -> None:
    await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await talk.types("ben", "test T1 result 4 of 5")
    assert [one.verdict for one in await tests_of(talk)] == ["unclear"]
    read = "\n".join(text_of(post) for post in talk["dora"].sees(talk.channel))
    assert "5 people were asked, 10 were planned" in read
    await talk.types("ben", "test T1 result 9 of 12")
    assert [one.verdict for one in await tests_of(talk)] == ["validated"]


async def test_a_bar_that_is_changed_while_measuring_makes_a_new_version(talk: Conversation) -> None:
    await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await talk.types("ben", "test T1 measure")
    said = await talk.types("ben", "test T1 right if at least 3 of 10 bring it up")
    assert "version 2" in said
    assert [(one.version, one.void, one.threshold) for one in await tests_of(talk)] == [(1, True, 60), (2, False, 30)]
    await talk["ben"].press(last(talk), "plans.change")
    assert await talk["ben"].submit(name="Ten calls", critical="3") == {}
    await talk.settled()
    assert [(one.version, one.name) for one in await tests_of(talk)] == [(1, ""), (2, "Ten calls")]


async def test_before_measuring_without_a_bar_it_is_asked_for_and_never_forced(talk: Conversation) -> None:
    await talk.types("ben", "test H1 landing page")
    assert "from which result on are you right" in await talk.types("ben", "test T1 measure")
    assert [one.column for one in await tests_of(talk)] == ["backlog"]
    await talk["ben"].press(last(talk), "experiments.move:anyway")
    await talk.settled()
    assert [one.column for one in await tests_of(talk)] == ["measure"]


async def test_the_form_plans_a_test_with_an_owner_and_a_day(talk: Conversation) -> None:
    await talk.types("ben", "test H1")
    sent = {"experiment": "landing_page", "threshold": "more than 5 % sign up", "min_sample": "100"}
    assert await talk["ben"].submit(**sent, due="2026-11-30", duration="x") == {
        "duration": "Give the days as a whole number from 1 to 365."
    }
    assert await talk["ben"].submit(duration="14") == {}
    await talk.settled()
    (one,) = await tests_of(talk)
    assert (one.experiment, one.operator, one.threshold, one.min_sample) == ("landing_page", ">", 5, 100)
    assert one.due is not None
    assert f"{one.due:%Y-%m-%d %H:%M}" == "2026-11-30 16:00"
    assert one.duration == 14


async def test_the_board_shows_where_every_test_is_and_what_waits(talk: Conversation) -> None:
    assert "No test is planned yet" in text_of(await shown_board(talk))
    await talk["ben"].press(last(talk), "plans.design")
    assert await talk["ben"].submit(threshold="at least 6 of 10 say so") == {}
    await talk.settled()
    assert [one.owner for one in await tests_of(talk)] == [talk["ben"].id]
    for _ in range(3):
        await talk.types("ben", f"test H1 pilot at least {_ + 3} of 10 stay")
    for code in ("T1", "T2", "T3", "T4"):
        await talk.types("ben", f"test {code} measure")
    assert "4 tests run at once" in text_of(last(talk))
    await talk.pass_time(days=12)
    read = text_of(await shown_board(talk))
    assert "Measuring" in read
    assert "takes longer than planned" in read
    assert "Working parents: 0 of 15" in read
    await talk["ben"].press(last(talk), "experiments.share")
    await talk.settled()
    assert "Measuring" in text_of(last(talk, "dora"))


async def shown_board(talk: Conversation) -> Post:
    await talk.types("ben", "test")
    return last(talk)


async def test_a_button_of_a_test_that_has_moved_shows_it_as_it_is(talk: Conversation) -> None:
    await talk.types("ben", "test H1 pilot at least 3 of 10 stay")
    asked = last(talk)
    await talk["ben"].press(asked, "experiments.move:next")
    await talk.settled()
    await talk["ben"].press(asked, "experiments.move:next")
    await talk.settled()
    assert "moved meanwhile" in text_of(last(talk))
    assert [one.column for one in await tests_of(talk)] == ["build"]


async def test_a_dropped_test_comes_back_by_undo(talk: Conversation) -> None:
    await talk.types("ben", "test H1 pilot at least 3 of 10 stay")
    await talk.types("ben", "test T1 drop")
    assert await tests_of(talk) == ()
    await talk.types("ben", "undo")
    assert [one.code for one in await tests_of(talk)] == ["T1"]


async def test_a_test_of_the_offer_asks_about_the_customer_first(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis")
    text = "We believe at least 5 of 10 parents use the warning"
    assert await talk["ben"].submit(text=text, area="square") == {}
    await talk.settled()
    await talk.types("ben", "test H2 pilot at least 5 of 10 stay")
    await talk["ben"].press(last(talk), "experiments.move:next")
    await talk.settled()
    assert "Test H1 first?" in text_of(last(talk))


async def test_a_changed_bar_keeps_what_is_counted(talk: Conversation) -> None:
    await talk.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await talk.types("ben", "test T1 at least 3 of 10")
    (one,) = await tests_of(talk)
    assert (one.threshold, one.metric) == (30, "bring it up")
    await talk.types("ben", "test T1 at least 4 of 10 stop after the second time")
    assert [one.metric for one in await tests_of(talk)] == ["stop after the second time"]


async def test_the_form_says_how_exactly_and_how_much_it_takes(talk: Conversation) -> None:
    await talk.types("ben", "test H1")
    exactly = "Call ten parents & ask.\nOn Tuesday."
    sent = {"description": exactly, "threshold": "at least 6 of 10 say so", "critical": "3", "cost": "1", "time": "1"}
    assert await talk["ben"].submit(**sent, duration="1") == {}
    await talk.settled()
    (one,) = await tests_of(talk)
    assert (one.description, one.critical, one.cost, one.reliability, one.time) == (exactly, 3, 1, 2, 1)
    read = text_of(last(talk))
    assert exactly in read
    assert "much hangs on it · costs little · fairly reliable · quick · planned for 1 day" in read


async def test_the_kinds_of_test_that_fit_come_first_and_all_can_be_chosen(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis")
    assert await talk["ben"].submit(text="We believe it costs us 5 euros at most", area="cost") == {}
    await talk.settled()
    await talk.types("ben", "test H2")
    (shown,) = [one for one in talk["ben"].view.view["blocks"] if one.get("block_id") == "experiment"]
    groups = {group["label"]["text"]: group["options"] for group in shown["element"]["option_groups"]}
    assert "Partner interview" in str(groups["1  Second hand"])
    assert "Technical spike" in str(groups["3  A customer did it, at no cost"])
    assert "Landing page" in str(groups["Less fitting here"])
    assert sum(map(len, groups.values())) == 32


async def test_what_is_closed_takes_its_tests_off_the_board_and_nobody_waits_for_them(talk: Conversation) -> None:
    await talk.types("ben", "test H1 pilot at least 3 of 10 stay")
    await talk.types("ben", "test T1 measure")
    await talk.types("ben", "hypothesis H1")
    await talk["ben"].press(last(talk), "hypotheses.drop")
    await talk.settled()
    read = text_of(await shown_board(talk))
    assert "Measuring" not in read
    assert "Nobody has to finish these" in read
    assert "T1" in read
    assert "H1 is dropped, so nobody has to finish this" in await talk.types("ben", "test T1")
    dms = len(talk["ben"].dms())
    await talk.pass_time(days=20)
    assert not any("What does it wait for" in text_of(post) for post in talk["ben"].dms()[dms:])
    await talk.types("ben", "undo")
    assert "Measuring" in text_of(await shown_board(talk))


async def test_on_the_board_a_void_version_is_gone_and_the_cheaper_test_comes_first(talk: Conversation) -> None:
    await talk.types("ben", "test H1 pilot at least 3 of 10 stay")
    await talk.types("ben", "test H1 landing page at least 5 % sign up")
    await talk["ben"].press(last(talk), "plans.change")
    assert await talk["ben"].submit(cost="1") == {}
    await talk.settled()
    await talk.types("ben", "test T1 measure")
    await talk.types("ben", "test T2 measure")
    await talk.types("ben", "test T1 at least 4 of 10")
    read = text_of(await shown_board(talk))
    assert read.count("*T1*") == 1
    assert "40 %" in read
    assert "30 %" not in read
    assert read.index("*T2*") < read.index("*T1*")


async def test_more_tests_than_a_select_holds_are_searched(talk: Conversation) -> None:
    def add(tx: Transaction) -> None:
        workshop = tx.workshops.current(talk.channel.id)
        (one,) = tx.hypotheses.of(workshop.id)
        for number in range(101):
            tx.tests.add(workshop.id, hypothesis=one.id, name=f"Call {number}")

    await talk.program.database.write(Actor(talk.slack.team_id, "", "many tests", talk.slack.clock.now()), add)
    post = await shown_board(talk)
    assert len(await talk["ben"].search(post, "experiments.look", "")) == 100
    (found,) = await talk["ben"].search(post, "experiments.look", "call 100")
    assert found["text"]["text"] == "T101 Call 100"
    await talk["ben"].press(post, "experiments.look", found["value"])
    await talk.settled()
    assert "*T101* tests" in text_of(last(talk))


async def test_a_test_tries_the_variant_that_counts(talk: Conversation) -> None:
    await talk.types("ben", "test H1 pilot at least 3 of 10 stay")
    assert [one.variant for one in await tests_of(talk)] == [""]
    segment = (await board_of(talk)).segments[0]
    assert (await board_of(talk)).hypotheses[0].segment == segment.id
    await talk.types("ben", "add reliever Warns two days before")
    await talk.types("ben", "variant B")
    counts = (await board_of(talk)).segments[0].variant
    assert counts
    await talk.types("ben", "test H1 landing page at least 5 % sign up")
    assert [one.variant for one in await tests_of(talk)] == ["", counts]
