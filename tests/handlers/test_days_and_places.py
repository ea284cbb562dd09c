"""Teams that work over days, in several places and several channels."""

from collections.abc import AsyncGenerator

import pytest

from bot.playground.reading import text_of
from canvas.rounds import Phase
from tests.conversation import Conversation, conversation
from tests.handlers.conftest import board_of

ZONES = {"ben": "Asia/Tokyo", "chika": "America/New_York", "dana": "Asia/Kolkata"}


@pytest.fixture
async def days(database_url: str) -> AsyncGenerator[Conversation]:
    """Four people in four zones, who write pains unseen over a day."""
    async with conversation(database_url) as talk:
        for who, zone in ZONES.items():
            talk.people[who] = talk.slack.person(who, name=who.title(), tz=zone, channels=[talk.channel])
        await talk.types("alice", "start")
        await talk["alice"].submit(name="Dinner", segment="Working parents", pace="async")
        await talk.settled()
        for who, function in (("ben", "support"), ("chika", "research"), ("dana", "finance")):
            await talk.types(who, f"join {function}")
        await talk.types("alice", "join product")
        await talk.types("alice", "next")
        await talk.types("alice", "unseen pains")
        yield talk


async def phase(talk: Conversation) -> Phase:
    found = await talk.program.database.read(
        talk.slack.team_id, lambda tx: tx.rounds.of(tx.workshops.current(talk.channel.id).id)
    )
    return next(one.round.phase for one in found if one.block == "pain")


def told(talk: Conversation, who: str) -> str:
    return "\n".join(text_of(post) for post in talk[who].dms())


def said(talk: Conversation) -> str:
    return "\n".join(text_of(post) for post in talk["dana"].sees(talk.channel))


@pytest.mark.case(5)
async def test_too_few_get_a_day_more_once_and_then_who_leads_is_asked(days: Conversation) -> None:
    await days.types("ben", "add pain Waiting on hold")
    await days.pass_time(days=1, hours=8)  # Tuesday 17:30, half an hour after the close
    assert await phase(days) is Phase.WRITE
    assert said(days).count("there is more time") == 1
    await days.pass_time(days=1, hours=1)
    assert await phase(days) is Phase.WRITE
    assert said(days).count("there is more time") == 1
    asked = told(days, "alice")
    assert "pains" in asked
    await days.pass_time(days=3)
    assert await phase(days) is Phase.WRITE, "nobody goes on over the facilitator's head"


@pytest.mark.case(5)
async def test_three_of_five_are_enough_at_the_deadline(days: Conversation) -> None:
    for who in ("ben", "chika", "alice"):
        await days.types(who, f"add pain {who} waits on hold")
    await days.pass_time(hours=23)
    assert await phase(days) is Phase.WRITE
    await days.pass_time(hours=9)
    assert await phase(days) is Phase.REVEAL


@pytest.mark.case(27)
async def test_who_has_not_written_is_asked_once_in_private_and_no_list_is_public(days: Conversation) -> None:
    await days.types("ben", "add pain Waiting on hold")
    await days.pass_time(hours=18)
    for who in ("chika", "dana"):
        assert told(days, who).count("/vpd add pain") == 1
    assert "Waiting on hold" not in told(days, "chika")
    assert told(days, "ben") == ""
    await days.pass_time(hours=2)
    assert told(days, "chika").count("/vpd add pain") == 1
    await days.types("alice", "unseen pains")
    assert "3 of 4 have written nothing yet" in told(days, "alice"), "a function of one person would name them"
    assert "has not" not in said(days)


@pytest.mark.case(14)
async def test_while_who_leads_is_away_the_channel_is_asked_each_working_day(days: Conversation) -> None:
    await days.types("ben", "add pain Waiting on hold")
    for _ in range(5):
        await days.pass_time(hours=12)
    first = said(days).count("1 of 4 has taken part in the pains, and the extra day is over")
    assert first == 1
    assert "anybody may take over" in said(days)
    await days.pass_time(hours=24)
    assert said(days).count("and the extra day is over") == first + 1
    assert await phase(days) is Phase.WRITE


@pytest.mark.case(21)
async def test_everybody_reads_a_deadline_of_their_own_day(days: Conversation) -> None:
    await days.pass_time(hours=18)
    deadlines = {who: told(days, who).partition("<!date^")[2].partition("^")[0] for who in ZONES}
    assert len(set(deadlines.values())) > 1
    assert all(one.isdigit() for one in deadlines.values())


@pytest.mark.case(4)
async def test_a_value_map_for_one_segment_leaves_the_other_as_it_is(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off")
    await begun.types("ben", "segment Grandparents")
    await begun.types("ben", "add pain Alone at dinner")
    await begun.types("alice", "step 3")
    posts = [text_of(post) for post in begun["ben"].sees(begun.channel)]
    for segment in ("Working parents", "Grandparents"):
        assert sum(post.startswith(f"Pain relievers: {segment}") for post in posts) == 1
    await begun.types("ben", "add reliever Warns in time --segment Working parents")
    await begun.types("ben", "link 1R1 1P1 fully")
    assert "of 100" in await begun.types("ben", "fit Working parents")
    assert "Fit: not yet. It needs a link" in await begun.types("ben", "fit Grandparents")
    told = await begun.types("ben", "")
    assert "*2. Grandparents*: 1 pain · _1 still open_" in told
    assert "*1. Working parents*: 1 pain · 1 reliever\n" in told


@pytest.mark.case(19)
async def test_from_another_channel_evidence_comes_home(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "join design")
    other = begun.slack.channel("support")
    other.members.extend([begun["ben"].id, begun["chika"].id, *begun.channel.members[-1:]])
    ts = await begun["chika"].say(other, "“I gave up after 20 minutes” – a nurse")
    await begun.settled()
    await begun["ben"].shortcut("notes.shortcut", ts)
    form = begun["ben"].view.view
    kinds = next(block for block in form["blocks"] if block.get("block_id") == "kind")["element"]["options"]
    assert [one["value"] for one in kinds] == ["evidence"]
    assert "From here it takes evidence, no notes." in str(form["blocks"])
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "hold")
    assert await begun["ben"].submit(kind="evidence", note=found["value"], consent="yes") == {}
    await begun.settled()
    (item,) = (await board_of(begun)).evidence
    assert item.channel == other.id
    assert (item.text, item.source) == ("I gave up after 20 minutes", "a nurse")
    assert not [post for post in other.posts.values() if post.bot]
    shown = await begun["ben"].command(other, "/vpd")
    assert "No workshop here yet" in shown.text


@pytest.mark.case(24)
async def test_what_slack_sends_twice_is_done_once(begun: Conversation) -> None:
    await begun.types("alice", "next")
    prompt = next(one for one in begun["ben"].sees(begun.channel) if text_of(one).startswith("Pains: Working"))
    ts = await begun["ben"].say(begun.channel, "Waiting on hold", thread=prompt.ts)
    await begun.settled()
    event = {**begun.channel.posts[ts].event(), "channel": begun.channel.id, "channel_type": "channel"}
    for _ in range(2):
        begun.slack.delivery.event(event)
        await begun.settled()
    assert [note.text for note in (await board_of(begun)).notes] == ["Waiting on hold"]
