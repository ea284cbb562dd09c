"""Finished workshops stay readable, by name, in the channel they were in."""

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.test_ending import close


@pytest.fixture
async def over(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("alice", "snapshot Before the end")
    await close(begun, "We build the app")
    return begun


@pytest.mark.case(18)
async def test_a_finished_workshop_is_read_by_its_name(over: Conversation) -> None:
    assert "Dinner on autopilot is finished" in await over.types("ben", "")
    assert "*Decided:* We build the app" in await over.types("ben", "workshops dinner on")
    listed = await over.types("ben", "workshops")
    assert "*Dinner on autopilot*, begun" in listed
    await over["ben"].press(over["ben"].sees(over.channel)[-1], "finished.read")
    await over.settled()
    assert "1 pain" in text_of(over["ben"].sees(over.channel)[-1])


@pytest.mark.case(18)
async def test_a_word_that_needs_an_open_one_says_where_to_read_the_last(over: Conversation) -> None:
    for word in ("canvas", "fit", "history", "add pain Too late"):
        assert "“Dinner on autopilot” is finished" in await over.types("ben", word)
    assert "among the finished workshops of this channel: Dinner on autopilot" in await over.types("ben", "workshops x")


@pytest.mark.case(18)
async def test_all_of_it_can_be_taken_out_as_files(over: Conversation) -> None:
    await over.types("ben", "workshops Dinner on autopilot")
    shown = over["ben"].sees(over.channel)[-1]
    before = set(over.slack.files)
    for kind in ("md", "json", "png"):
        await over["ben"].press(shown, f"finished.take:{kind}")
    await over.pass_time(seconds=30)
    names = {over.slack.files[one]["name"].rpartition(".")[2] for one in set(over.slack.files) - before}
    assert names == {"md", "json", "png"}


async def test_another_channel_knows_nothing_of_it(over: Conversation) -> None:
    other = over.slack.channel("other")
    await over["ben"].join(other)
    shown = await over["ben"].command(other, "/vpd workshops Dinner on autopilot")
    assert "I can't find" in shown.text
    assert "There has been none yet" in (await over["ben"].command(other, "/vpd workshops")).text


@pytest.mark.case(39)
async def test_a_new_round_keeps_the_versions_and_leads_back_to_the_one_before(over: Conversation) -> None:
    last = next(one for one in over["alice"].sees(over.channel) if "Thank you all!" in text_of(one))
    await over["alice"].press(last, "ending.reopen")
    await over.settled()
    assert "*nothing changed*" in await over.types("alice", "diff Before the end")
    began = next(one for one in over["ben"].sees(over.channel) if "round 2" in text_of(one) and "began" in text_of(one))
    await over["ben"].press(began, "finished.read")
    await over.settled()
    assert "was finished" in text_of(over["ben"].sees(over.channel)[-1])
