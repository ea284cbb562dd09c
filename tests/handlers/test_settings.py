"""The settings of a workshop: read by all, changed by who leads."""

from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def test_who_leads_changes_what_it_is_about(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert (
        await begun["alice"].submit(goal="Fewer late dinners", decision="Build it or not", why_now="new product") == {}
    )
    await begun.settled()
    workshop = (await board_of(begun)).workshop
    assert (workshop.goal, workshop.decision, workshop.why_now) == (
        "Fewer late dinners",
        "Build it or not",
        "new product",
    )
    assert "Saved: goal, decision, why now." in begun["alice"].sees(begun.channel)[-1].text
    await begun.pass_time(seconds=10)
    assert "Fewer late dinners" in str(begun["ben"].sees(begun.channel)[0].blocks)


async def test_everybody_else_reads_them(begun: Conversation) -> None:
    shown = await begun.types("ben", "settings")
    assert f"led by <@{begun['alice'].id}>" in shown
    assert "Goal: not said yet" in shown
    assert "Monday 09:00" in shown


async def test_leading_is_handed_over_in_the_open(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(facilitator=begun["ben"].id, stand_in=begun["chika"].id) == {}
    await begun.settled()
    assert "leads now" in begun["dana"].sees(begun.channel)[-1].text
    board = await board_of(begun)
    assert board.workshop.facilitator == begun["ben"].id
    assert {member.user for member in board.members} >= {begun["ben"].id, begun["chika"].id}
    assert "who leads" in await begun.types("alice", "next")


async def test_the_stand_in_is_somebody_else(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert "choose somebody else" in str(await begun["alice"].submit(stand_in=begun["alice"].id))


async def test_a_wrong_zone_is_answered_in_the_form(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    assert "Europe/Paris" in str(await begun["alice"].submit(time_zone="Europe/Pariss"))


async def test_the_review_moves_with_the_zone(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].submit(time_zone="Asia/Tokyo")
    assert "Asia/Tokyo" in await begun.types("alice", "remind status")


async def test_two_people_who_change_different_things_do_not_undo_each_other(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].submit(stand_in=begun["ben"].id)
    await begun.types("alice", "settings")
    await begun.types("ben", "settings")
    assert await begun["ben"].submit(goal="Fewer late dinners") == {}
    assert await begun["alice"].submit(decision="Build it or not") == {}
    workshop = (await board_of(begun)).workshop
    assert (workshop.goal, workshop.decision) == ("Fewer late dinners", "Build it or not")
