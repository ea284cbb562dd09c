"""Where evidence comes from: messages that are edited or deleted, private words, sources to be forgotten."""

import json

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import Evidence
from canvas.evidence import assess
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def talk(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain Waiting on hold")
    return begun


def last(talk: Conversation, who: str = "ben") -> Post:
    return talk[who].sees(talk.channel)[-1]


async def evidence(talk: Conversation) -> list[Evidence]:
    return [one for one in (await board_of(talk)).evidence if one.state == "active"]


async def captured(talk: Conversation, said: str) -> str:
    ts = await talk["chika"].say(talk.channel, said)
    await talk.settled()
    await talk["ben"].shortcut("notes.shortcut", ts)
    (found,) = await talk["ben"].search(talk["ben"].view, "notes.search", "hold")
    assert await talk["ben"].submit(kind="evidence", note=found["value"]) == {}
    await talk.settled()
    return ts


async def test_evidence_from_a_message_keeps_its_words_and_its_address(talk: Conversation) -> None:
    ts = await captured(talk, "“I gave up” – a nurse")
    (one,) = await evidence(talk)
    assert one.permalink == f"https://local.slack.com/archives/{talk.channel.id}/p{ts.replace('.', '')}"
    assert "message" in text_of(last(talk))
    await talk["ben"].shortcut("notes.shortcut", ts)
    (found,) = await talk["ben"].search(talk["ben"].view, "notes.search", "hold")
    assert await talk["ben"].submit(kind="evidence", note=found["value"]) == {}
    await talk.settled()
    assert len(await evidence(talk)) == 1


@pytest.mark.case(31)
async def test_a_quote_outlives_the_message_it_was_taken_from(talk: Conversation) -> None:
    ts = await captured(talk, "“I gave up” – a nurse")
    await talk["chika"].edit(ts, "“I never said that” – a nurse")
    await talk.settled()
    assert [one.text for one in await evidence(talk)] == ["I gave up"]
    (before,) = await evidence(talk)
    await talk["chika"].delete(ts)
    await talk.settled()
    (after,) = await evidence(talk)
    assert (after.text, after.tier, after.at) == (before.text, before.tier, before.at)
    await talk.types("ben", "evidence P1 I waited for hours")
    await talk["ben"].press(last(talk), "sources.show")
    assert "the message has been deleted since" in str(talk["ben"].view.view)


@pytest.mark.case(32)
async def test_a_source_is_forgotten_with_its_words_but_not_with_its_weight(talk: Conversation) -> None:
    await talk.types("ben", "evidence P1 “I gave up” – Maria of Ward 3")
    await talk["ben"].press(last(talk), "evidence.describe")
    assert await talk["ben"].submit(source="Maria Lopez") == {}
    await talk.settled()
    await talk.types("ben", "evidence P1 “Nobody answers” – maria lopez")
    before = assess(await evidence(talk), talk.slack.clock.now())
    asked = last(talk)
    await talk.types("alice", "snapshot Before")
    await talk["ben"].press(asked, "sources.show")
    first = (await evidence(talk))[0].id
    await talk["ben"].press(talk["ben"].view, f"sources.forget:{first}")
    assert "2 pieces of evidence" in str(talk["ben"].view.view)
    assert await talk["ben"].submit() == {}
    await talk.settled()
    kept = await evidence(talk)
    assert [(one.text, one.source) for one in kept] == [("(words not kept)", "Forgotten source 1")] * 2
    after = assess(kept, talk.slack.clock.now())
    assert (after.for_, after.tier) == pytest.approx((before.for_, before.tier), abs=1e-6)
    workshop = (await board_of(talk)).workshop.id
    told = await talk.program.database.read(
        talk.slack.team_id,
        lambda tx: (
            [(one.before, one.after) for one in tx.history.newest(workshop, 100)],
            [tx.snapshots.document(one.id) for one in tx.snapshots.of(workshop)],
        ),
    )
    assert told[1]
    whole = json.dumps(told, default=str).casefold()
    assert "lopez" not in whole
    assert "gave up" not in whole


async def test_only_who_added_it_or_leads_forgets_a_source(talk: Conversation) -> None:
    await talk.types("ben", "evidence P1 “I gave up” – a nurse")
    await talk.types("chika", "evidence P1 “I gave up, too” – a doctor")
    asked = last(talk, "chika")
    await talk["chika"].press(asked, "sources.show")
    first = (await evidence(talk))[0].id
    await talk["chika"].press(talk["chika"].view, f"sources.forget:{first}")
    assert "only who added it" in str(talk["chika"].view.view)
    assert [one.text for one in await evidence(talk)] == ["I gave up", "I gave up, too"]


@pytest.mark.case(32)
async def test_words_that_may_not_be_kept_leave_only_that_they_were_said(talk: Conversation) -> None:
    await talk.types("ben", "evidence P1")
    assert await talk["ben"].submit(text="“My boss is cruel” – a nurse", consent="no") == {}
    await talk.settled()
    assert [(one.text, one.source) for one in await evidence(talk)] == [("(words not kept)", "a nurse")]
    await talk.types("ben", "evidence P1 “I gave up” – a doctor")
    await talk["ben"].press(last(talk), "evidence.describe")
    assert await talk["ben"].submit(source="A doctor", consent="no", people="3", topic="usability") == {}
    await talk.settled()
    one = (await evidence(talk))[-1]
    assert (one.text, one.people, one.topic) == ("(words not kept)", 3, "usability")


@pytest.mark.case(32)
async def test_words_from_a_direct_message_reach_the_channel_only_with_a_yes(talk: Conversation) -> None:
    await talk.types("ben", "join research")
    private = talk.slack.dm(talk["ben"].id)
    ts = await talk["ben"].say(private, "“I gave up” – a nurse")
    await talk.settled()
    await talk["ben"].shortcut("notes.shortcut", ts)
    assert "May the workshop's channel see it?" in str(talk["ben"].view.view)
    errors = await talk["ben"].submit(kind="pain", consent="no")
    assert "may be seen" in str(errors)
    (found,) = await talk["ben"].search(talk["ben"].view, "notes.search", "hold")
    assert await talk["ben"].submit(kind="evidence", note=found["value"], consent="no") == {}
    await talk.settled()
    assert [(one.text, one.permalink) for one in await evidence(talk)] == [("(words not kept)", "")]


@pytest.mark.case(30)
async def test_both_sides_are_shown_with_their_words_and_no_average(talk: Conversation) -> None:
    for number in range(4):
        await talk.types("ben", f"evidence P1 “Too long {number}” – nurse {number}")
        await talk.types("chika", f"evidence P1 “No wait at all {number}” – doctor {number}")
        await talk["chika"].press(last(talk, "chika"), "evidence.direction")
        await talk.settled()
    read = text_of(last(talk, "chika"))
    assert "evidence on both sides" in read
    assert "“Too long 3” – nurse 3" in read
    assert "“No wait at all 3” – doctor 3" in read


@pytest.mark.case(33)
async def test_a_customer_quoted_twelve_times_counts_once(talk: Conversation) -> None:
    for number in range(12):
        await talk.types("ben", f"evidence P1 “Too long, time {number}” – a nurse")
    kept = await evidence(talk)
    assert len(kept) == 12
    once = assess(kept[-1:], talk.slack.clock.now())
    assert assess(kept, talk.slack.clock.now()).for_ == pytest.approx(once.for_)
    await talk["ben"].press(last(talk), "sources.show")
    assert "Too long, time 11" in str(talk["ben"].view.view)
    assert "You have heard 1 customer; 15 are a good number." in text_of(last(talk))


async def test_a_hypothesis_takes_evidence_and_shares_it_with_its_note(talk: Conversation) -> None:
    await talk.types("ben", "hypothesis draft")
    await talk.types("ben", "evidence H1 “I waited an hour” – a nurse")
    (one,) = await evidence(talk)
    assert one.hypothesis is not None
    await talk.types("ben", "evidence P1 “I waited two hours” – a doctor")
    assert "(" not in text_of(last(talk)).partition("is now")[2].partition("\n")[0]
    await talk["ben"].press(last(talk), "sources.show")
    assert "0.08 for" in str(talk["ben"].view.view)
    await talk["ben"].close_form()
    assert "can't find H9" in await talk.types("ben", "evidence H9 words")
    await talk.types("ben", "evidence")
    found = await talk["ben"].search(talk["ben"].view, "evidence.search", "H1")
    assert await talk["ben"].submit(target=found[0]["value"], text="“Hours!” – a cook") == {}
    await talk.settled()
    assert len(await evidence(talk)) == 3


async def test_much_evidence_is_paged(talk: Conversation) -> None:
    for number in range(14):
        await talk.types("ben", f"evidence P1 “Too long {number}” – nurse {number}")
    await talk["ben"].press(last(talk), "sources.show")
    await talk["ben"].press(talk["ben"].view, "sources.turn:on")
    await talk.settled()
    assert "Page 2 of 2" in str(talk["ben"].view.view)
    assert "Too long 0" in str(talk["ben"].view.view)
