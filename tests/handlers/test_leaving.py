"""People who leave: what they wrote stays, what they looked after does not get lost, and nobody waits for them."""

import pytest

from bot.playground.reading import text_of
from bot.playground.world import TEAM
from canvas.board import Board
from canvas.fit_rounds import ROUND
from canvas.rounds import Phase
from storage.transaction import Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def team(begun: Conversation) -> Conversation:
    await begun.types("ben", "join design")
    await begun.types("chika", "join research")
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "add reliever Warns in time")
    await begun.types("ben", "link R1 P1 partly")
    return begun


def told(talk: Conversation, who: str) -> str:
    return "\n".join(text_of(post) for post in talk[who].dms())


async def rounds(talk: Conversation) -> dict[str, Phase]:
    def look(tx: Transaction) -> dict[str, Phase]:
        return {one.block: one.round.phase for one in tx.rounds.of(tx.workshops.current(talk.channel.id).id)}

    return await talk.program.database.read(talk.slack.team_id, look)


def owners(board: Board) -> set[str]:
    return {one.owner for one in (*board.hypotheses, *board.tests, *board.learnings)}


@pytest.mark.case(12)
async def test_what_somebody_looked_after_goes_to_who_leads(team: Conversation) -> None:
    await team.types("ben", "test P1 customer interview at least 6 of 10 bring it up")
    await team.types("ben", "hypothesis We believe at least 6 of 10 parents cook on weekdays")
    await team.types("ben", "rate P1 5")
    await team["ben"].leave(team.channel)
    await team.settled()
    board = await board_of(team)
    assert owners(board) <= {"", team["alice"].id}
    assert [note.author for note in board.notes] == [team["ben"].id] * 2
    assert [rating.value for note in board.notes for rating in note.ratings] == [5]
    assert "This was theirs and is yours for now:" in told(team, "alice")
    assert "*T1*" in told(team, "alice")
    assert told(team, "chika") == ""


@pytest.mark.case(12)
async def test_nobody_waits_for_who_has_left(team: Conversation) -> None:
    await team.types("alice", "step 2")
    await team.settled()
    await team.types("alice", "unseen gains")
    await team.settled()
    prompt = next(one for one in team["alice"].sees(team.channel) if text_of(one).startswith("Gains: Working"))
    for who in ("alice", "chika"):
        await team[who].press(prompt, "rounds.done")
    await team.settled()
    assert (await rounds(team))["gain"] is Phase.WRITE
    await team["ben"].leave(team.channel)
    await team.pass_time(seconds=2)
    assert (await rounds(team))["gain"] is Phase.REVEAL


@pytest.mark.case(12)
async def test_a_fit_round_closes_when_only_who_has_left_was_missing(team: Conversation) -> None:
    await team.types("alice", "fit round")
    link = str((await board_of(team)).links[0].id)
    for who in ("alice", "chika"):
        await team.types(who, "fit round")
        await team[who].submit(**{link: "fully"})
        await team.settled()
    assert ROUND in await rounds(team)
    await team["ben"].leave(team.channel)
    await team.pass_time(seconds=2)
    assert ROUND not in await rounds(team)
    assert [link.strength for link in (await board_of(team)).links] == [1.0]


@pytest.mark.case(12)
async def test_a_closed_account_leaves_every_workshop(team: Conversation) -> None:
    await team["ben"].close_account()
    await team.settled()
    here = {member.user for member in (await board_of(team)).members if member.is_here}
    assert here == {team["alice"].id, team["chika"].id}
    team.slack.delivery.event({"type": "user_change", "user": {"id": team["chika"].id, "deleted": False}})
    await team.settled()
    assert sum(member.is_here for member in (await board_of(team)).members) == 2


@pytest.mark.case(12)
async def test_when_the_facilitator_leaves_the_stand_in_looks_after_it(team: Conversation) -> None:
    await team.types("alice", "settings")
    await team["alice"].submit(stand_in=team["chika"].id)
    await team.types("alice", "hypothesis We believe at least 6 of 10 parents cook on weekdays")
    await team["alice"].leave(team.channel)
    await team.settled()
    assert owners(await board_of(team)) == {team["chika"].id}
    assert "*H1*" in told(team, "chika")


@pytest.mark.case(40)
@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}])
async def test_when_the_app_is_taken_out_everything_rests(team: Conversation, event: dict[str, object]) -> None:
    team.slack.delivery.event({**event, "team": TEAM})
    await team.settled()
    assert (await board_of(team)).workshop.state == "paused"
    seen = len(team["ben"].sees(team.channel))
    await team.pass_time(days=14)
    assert len(team["ben"].sees(team.channel)) == seen
    await team.types("alice", "")
    assert (await board_of(team)).workshop.state == "open"


async def test_a_persons_own_token_that_is_revoked_stops_nothing(team: Conversation) -> None:
    team.slack.delivery.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
    await team.settled()
    assert (await board_of(team)).workshop.state == "open"


@pytest.mark.case(20)
async def test_an_archived_channel_pauses_its_workshop_until_it_is_open_again(begun: Conversation) -> None:
    await begun["ben"].archive(begun.channel)
    await begun.settled()
    assert (await board_of(begun)).workshop.state == "paused"
    told = [post.text for post in begun["alice"].dms() if "was archived" in post.text]
    assert len(told) == 1
    await begun["ben"].archive(begun.channel, back=True)
    await begun.settled()
    assert (await board_of(begun)).workshop.state == "open"
