"""When the coach asks by itself: once, three questions at most, with a fix, and to whom it concerns."""

from datetime import timedelta

import pytest

from bot.playground.reading import controls, text_of
from bot.playground.world import Post
from canvas.coach import RULES, TEXT
from canvas.situation import Finding, Moment
from handlers import advice
from storage.transaction import Actor, Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_check import PAINS, every_page

CLAIM = "We believe that at least 6 of 10 working parents throw food away every week"


def last(talk: Conversation, who: str) -> Post:
    return talk[who].sees(talk.channel)[-1]


def told(talk: Conversation, who: str) -> list[str]:
    return [text_of(post) for post in talk[who].dms()]


@pytest.fixture
async def tested(begun: Conversation) -> Conversation:
    """A test that Ben has begun to measure."""
    await begun.types("alice", "step 5")
    await begun.types("ben", "join research")
    await begun.types("ben", f"hypothesis {CLAIM}")
    await begun.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await begun.types("ben", "test T1 measure")
    return begun


# What is shown after everybody wrote unseen.


async def write_unseen(talk: Conversation, *also: str) -> None:
    for user in ("ben", "chika"):
        await talk.types(user, "join design")
    await talk.types("alice", "next")
    await talk.types("alice", "unseen pains")
    for words in PAINS:
        await talk.types("ben", f"add pain {words}")
    for user in also:
        await talk.types(user, f"add pain Worries of {user} at night when the children sleep")
    await talk.types("alice", "unseen pains")
    await talk.settled()


async def test_who_leads_learns_in_private_that_one_person_wrote_most_of_it(begun: Conversation) -> None:
    await write_unseen(begun, "chika")
    (asked,) = [one for one in told(begun, "alice") if "Voices in balance" in one]
    assert "Most pains come from one person. Who has not been asked yet?" in asked
    assert "for you alone" in asked
    assert f"<@{begun['ben'].id}>" not in asked
    for user in ("ben", "chika"):
        assert not any("Voices in balance" in one for one in told(begun, user))
        assert not any("Voices in balance" in text_of(post) for post in begun[user].sees(begun.channel))


async def test_a_small_start_is_nobodys_fault(begun: Conversation) -> None:
    for user in ("ben", "chika"):
        await begun.types(user, "join design")
    await begun.types("alice", "next")
    await begun.types("alice", "unseen pains")
    await begun.types("ben", f"add pain {PAINS[0]}")
    await begun.types("alice", "unseen pains")
    assert not any("Voices in balance" in one for one in told(begun, "alice"))


# What is just added.


async def test_a_segment_that_sounds_like_several_is_asked_about_once_and_kept(begun: Conversation) -> None:
    said = await begun.types("alice", "segment Nurses and doctors")
    assert "Added segment *2. Nurses and doctors*" in said
    post = last(begun, "alice")
    assert "sounds like several groups" in text_of(post)
    assert "several groups" not in await begun.types("alice", "add pain They wait 20 minutes for the lift every day")
    split = next(element["action_id"] for _, element in controls(post.blocks) if "Split it" in str(element))
    await begun["alice"].press(post, split)
    await begun.settled()
    assert "several groups" not in await begun.types("alice", "segment Night nurses")


async def test_a_hypothesis_is_not_asked_for_a_number_where_nobody_wants_that(begun: Conversation) -> None:
    assert "easier to test" in await begun.types("alice", "hypothesis We believe parents like it")
    await begun.types("alice", "settings")
    await begun["alice"].submit(questions=[key for key in RULES if key != "L15"])
    assert "easier to test" not in await begun.types("alice", "hypothesis We believe children love it")


# The end of a step.


async def offer(talk: Conversation) -> None:
    await talk.types("alice", "step 3")
    await talk.types("alice", "add extreme pain Waits 20 minutes on hold every day")
    for words in ("Weekly vegetable box", "Recipe cards", "Shopping lists on paper", "Cooking class"):
        await talk.types("alice", f"add product {words}")


async def test_the_end_of_a_step_asks_beside_what_is_thin_and_not_twice(begun: Conversation) -> None:
    await offer(begun)
    prompt = [post for post in begun["alice"].sees(begun.channel) if "steps.forward" in str(post.blocks)][-1]
    await begun["alice"].press(prompt, "steps.forward")
    await begun.settled()
    gate = text_of(last(begun, "alice"))
    assert "more products than relievers and creators" in gate
    assert "Accept, because" in gate
    again = await begun.types("alice", "next")
    assert "more products than relievers and creators" not in again
    assert "more products than relievers and creators" in await every_page(begun, "alice")


async def test_next_as_typed_asks_as_well_and_goes_on(begun: Conversation) -> None:
    await offer(begun)
    said = await begun.types("alice", "next")
    assert (await board_of(begun)).workshop.step == 4
    assert "more products than relievers and creators" in said
    assert said.count("Accept, because") <= 3


async def test_what_the_list_of_thin_things_says_is_not_asked_once_more(begun: Conversation) -> None:
    await begun.types("alice", "step 2")
    await begun.types("alice", "add pain Waits 20 minutes on hold every day")
    said = await begun.types("alice", "next")
    assert "1 pain so far. Seven or more are good to see a pattern." in said
    assert "What would a customer add to get to 7?" not in said


# Tests.


async def test_a_test_of_the_offer_asks_once_when_it_starts_and_starts_all_the_same(tested: Conversation) -> None:
    await tested.types("ben", "hypothesis")
    await tested["ben"].submit(text="We believe at least 5 of 10 working parents use the warning", area="square")
    await tested.settled()
    await tested.types("ben", "test H2 pilot at least 5 of 10 stay")
    said = await tested.types("ben", "test T2 build")
    post = last(tested, "ben")
    assert "Answer before question" in text_of(post)
    assert "Test H1 first" in said
    assert [one.column for one in (await board_of(tested)).tests] == ["measure", "build"]
    assert "Answer before question" not in await tested.types("ben", "test T2 measure")
    fix = next(element for _, element in controls(post.blocks) if "Test H1 first" in str(element))
    await tested["ben"].press(post, fix["action_id"])
    assert tested["ben"].forms


async def test_a_weak_yes_is_asked_about_beside_the_verdict_until_the_team_lives_with_it(
    tested: Conversation,
) -> None:
    await tested.types("ben", "test T1 result 7 of 12")
    (post,) = [one for one in tested["chika"].sees(tested.channel) if "is measured" in text_of(one)]
    assert "T1 can't tell yet" not in text_of(post)
    await tested.types("ben", "test T1 result 11 of 12")
    post = [one for one in tested["chika"].sees(tested.channel) if "is measured" in text_of(one)][-1]
    assert "T1 says yes. It rests on one kind of test." in text_of(post)
    assert "Plan a test" in text_of(post)
    accept = next(e["action_id"] for _, e in controls(post.blocks) if e["action_id"].startswith("check.accept"))
    await tested["chika"].press(post, accept)
    assert await tested["chika"].submit(reason="A second test runs next month") == {}
    await tested.settled()
    await tested.types("ben", "test T1 result 10 of 12")
    post = [one for one in tested["chika"].sees(tested.channel) if "is measured" in text_of(one)][-1]
    assert "one kind of test" not in text_of(post)


async def test_a_bar_that_moves_while_it_is_measured_is_asked_about_and_kept_as_void(tested: Conversation) -> None:
    said = await tested.types("ben", "test T1 at least 2 of 10 bring it up")
    assert "version 2 now" in said
    assert "What made you change it?" in text_of(last(tested, "ben"))
    assert [(one.version, one.void) for one in (await board_of(tested)).tests] == [(1, True), (2, False)]


async def test_a_stuck_test_is_asked_about_once_in_private(tested: Conversation) -> None:
    await tested.pass_time(days=10)
    assert not any("Stuck test" in one for one in told(tested, "ben")), "planned for seven days, half as long again"
    for _ in range(5):
        await tested.pass_time(days=1)
    (asked,) = [one for one in told(tested, "ben") if "Stuck test" in one]
    assert "What does it wait for?" in asked
    assert not any("Stuck test" in one for one in told(tested, "alice"))
    for _ in range(20):
        await tested.pass_time(days=1)
    assert len([one for one in told(tested, "ben") if "Stuck test" in one]) == 1
    for _ in range(12):
        await tested.pass_time(days=1)
    assert len([one for one in told(tested, "ben") if "Stuck test" in one]) == 2


async def test_the_buttons_of_a_direct_message_know_their_channel(tested: Conversation) -> None:
    for _ in range(15):
        await tested.pass_time(days=1)
    other = tested.slack.channel("second-idea")
    await tested["ben"].join(other)
    await tested["ben"].command(other, "/vpd start Lunch for Nurses")
    await tested.settled()
    newest = await tested.program.database.read(
        tested.slack.team_id, lambda tx: tx.workshops.latest_of(tested["ben"].id)
    )
    assert newest is not None
    assert newest.channel == other.id
    post = next(post for post in tested["ben"].dms() if "Stuck test" in text_of(post))
    by_label = {element["text"]["text"]: element["action_id"] for _, element in controls(post.blocks)}
    await tested["ben"].press(post, by_label["Look at it"])
    await tested.settled()
    shown = tested["ben"].sees(tested.slack.dm(tested["ben"].id))
    assert any("*T1* tests *H1*" in text_of(one) for one in shown)
    await tested["ben"].press(post, by_label["Accept, because …"])
    assert await tested["ben"].submit(reason="The customers are on holiday") == {}
    await tested.settled()
    assert (await board_of(tested)).decisions[-1].reason == "The customers are on holiday"


async def test_who_leads_is_asked_when_the_owner_is_gone(tested: Conversation) -> None:
    await tested["ben"].leave(tested.channel)
    for _ in range(15):
        await tested.pass_time(days=1)
    assert any("Stuck test" in one for one in told(tested, "alice"))
    assert not any("Stuck test" in one for one in told(tested, "ben"))


async def test_what_was_learned_and_changes_nothing_is_asked_about_after_a_week(tested: Conversation) -> None:
    await tested.types("ben", "learn T1 retire They throw nothing away")
    for _ in range(6):
        await tested.pass_time(days=1)
    assert not any("Learned, not changed" in one for one in told(tested, "ben"))
    for _ in range(4):
        await tested.pass_time(days=1)
    assert any("Learned, not changed" in one for one in told(tested, "ben"))


async def test_what_is_switched_off_in_the_settings_is_not_asked(tested: Conversation) -> None:
    await tested.types("alice", "settings")
    assert await tested["alice"].submit(questions=[key for key in RULES if key not in {"L20", "L16"}]) == {}
    await tested.settled()
    assert "Saved: what I may ask." in last(tested, "alice").text
    assert (await board_of(tested)).workshop.off == ("L16", "L20")
    for _ in range(15):
        await tested.pass_time(days=1)
    assert not any("Stuck test" in one for one in told(tested, "ben"))
    await tested.types("alice", "settings")
    assert await tested["alice"].submit(questions=list(RULES), wording="off") == {}
    assert (await board_of(tested)).workshop.off == (TEXT,)


async def test_all_questions_can_be_switched_off(tested: Conversation) -> None:
    await tested.types("alice", "settings")
    assert await tested["alice"].submit(questions=[]) == {}
    assert "Nothing to ask" in await tested.types("ben", "check")
    await tested.types("alice", "settings")
    assert await tested["alice"].submit(questions=["L9"]) == {}
    assert set((await board_of(tested)).workshop.off) == set(RULES) - {"L9"}


async def test_two_who_change_the_questions_do_not_undo_each_other(tested: Conversation) -> None:
    await tested.types("alice", "settings")
    await tested["alice"].submit(stand_in=tested["ben"].id)
    await tested.types("alice", "settings")
    await tested.types("ben", "settings")
    await tested["ben"].submit(questions=[key for key in RULES if key != "L1"])
    await tested["alice"].submit(questions=[key for key in RULES if key != "L9"])
    assert (await board_of(tested)).workshop.off == ("L1", "L9")


async def test_a_paused_workshop_is_asked_nothing(tested: Conversation) -> None:
    def pause(tx: Transaction) -> None:
        tx.workshops.change(tx.workshops.current(tested.channel.id), state="paused")

    await tested.program.database.write(Actor(tested.slack.team_id, "", "pause", tested.slack.clock.now()), pause)
    for _ in range(15):
        await tested.pass_time(days=1)
    assert not any("Stuck test" in one for one in told(tested, "ben"))


# What a review asks.


async def test_a_review_is_given_three_questions_at_most_and_none_twice_in_a_row(tested: Conversation) -> None:
    def ask(tx: Transaction) -> list[Finding]:
        board = tx.workshops.board(tx.workshops.current(tested.channel.id).id)
        return advice.asked(tx, board, Moment.WEEKLY)

    async def asked(day: int) -> list[str]:
        at = tested.slack.clock.now() + timedelta(days=day)
        return [one.rule for one in await tested.program.database.write(Actor(team, "", f"day {day}", at), ask)]

    team = tested.slack.team_id
    assert await asked(0) == ["L1"]
    assert await asked(7) == []
    assert await asked(40) == ["L1"], "a month later it may be asked again"
