"""The coach asks three questions at most, each with one fix, and what the team lives with is not asked again."""

import pytest

from canvas.coach import TEXT
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

PAINS = (
    "Waits 20 minutes on hold",
    "Pays 9 euros for every delivery",
    "Throws away a third of the food",
    "Children refuse vegetables twice a week",
    "Forgets 2 things at each shopping",
    "The oven takes half an hour",
)


async def poor(talk: Conversation) -> None:
    for words in ("add pain Bad service", "add job Use our app every morning", "add reliever Warns in time", "step 3"):
        await talk.types("alice", words)


async def test_three_questions_at_most_and_the_others_on_the_next_page(begun: Conversation) -> None:
    await poor(begun)
    told = await begun.types("ben", "check")
    assert told.count("Accept, because") == 3
    post = begun["ben"].sees(begun.channel)[-1]
    assert any("more" in str(block) for block in post.blocks)
    await begun["ben"].press(post, "check.more")
    await begun.settled()
    again = begun["ben"].sees(begun.channel)[-1]
    assert again.text != post.text


async def test_a_fix_is_one_click(begun: Conversation) -> None:
    await begun.types("alice", "add reliever Warns in time")
    await begun.types("alice", "check")
    post = begun["alice"].sees(begun.channel)[-1]
    fixes = [e for b in post.blocks for e in b.get("elements", []) if e["action_id"].startswith("help.again")]
    assert fixes
    await begun["alice"].press(post, fixes[0]["action_id"])
    await begun.settled()
    assert begun["alice"].forms or begun["alice"].sees(begun.channel)[-1] is not post


async def test_what_the_team_lives_with_is_kept_and_not_asked_again(begun: Conversation) -> None:
    await begun.types("alice", "add pain Bad service")
    told = await begun.types("ben", "check")
    assert "Hard to picture" in told
    post = begun["ben"].sees(begun.channel)[-1]
    vague = next(
        e for b in post.blocks for e in b.get("elements", [])
        if e["action_id"].startswith("check.accept") and '"L9"' in e["value"]
    )  # fmt: skip
    await begun["ben"].press(post, vague["action_id"])
    assert await begun["ben"].submit(reason="Everybody here knows what it means") == {}
    await begun.settled()
    board = await board_of(begun)
    assert (board.decisions[-1].kind, board.decisions[-1].reason) == (
        "accepted: hard to picture", "Everybody here knows what it means",
    )  # fmt: skip
    assert "Hard to picture" not in await begun.types("alice", "check")
    await begun.types("ben", "undo")
    assert "Hard to picture" in await begun.types("alice", "check")


async def test_a_canvas_with_nothing_to_ask_says_so(begun: Conversation) -> None:
    assert "Nothing to ask" in await begun.types("alice", "check")


@pytest.mark.case(28)
async def test_one_voice_alone_is_not_asked_about_others(begun: Conversation) -> None:
    for words in PAINS:
        await begun.types("alice", f"add pain {words}")
    assert "Voices in balance" not in await begun.types("alice", "check")


@pytest.mark.case(15)
async def test_the_balance_of_voices_is_only_for_who_leads(begun: Conversation) -> None:
    await begun.types("ben", "join sales")
    await begun.types("chika", "join support")
    for words in PAINS:
        await begun.types("alice", f"add pain {words}")
    assert "Voices in balance" not in await every_page(begun, "ben")
    assert "Voices in balance" in await every_page(begun, "alice")


async def every_page(talk: Conversation, who: str) -> str:
    told = await talk.types(who, "check")
    while any("check.more" in str(block) for block in talk[who].sees(talk.channel)[-1].blocks):
        post = talk[who].sees(talk.channel)[-1]
        await talk[who].press(post, "check.more")
        await talk.settled()
        told += str(talk[who].sees(talk.channel)[-1].blocks)
    return told


async def test_questions_about_wording_can_be_switched_off(begun: Conversation) -> None:
    await begun.types("alice", "add pain Bad service")
    await begun.types("alice", "settings")
    assert await begun["alice"].submit(wording="off") == {}
    await begun.settled()
    assert (await board_of(begun)).workshop.off == (TEXT,)
    assert "Hard to picture" not in await begun.types("alice", "check")
    assert "clearer" not in await begun.types("alice", "add pain Easy things")


async def test_a_note_that_is_hard_to_picture_gets_one_question_and_is_kept(begun: Conversation) -> None:
    told = await begun.types("alice", "add pain Bad service")
    assert "Kept as *P1*" in told
    assert "Make it clearer" in told
    assert "Make it clearer" not in await begun.types("alice", "add pain They wait 20 minutes on hold every week")
    assert "Make it clearer" not in await begun.types(
        "alice", "add pain Schlechter Service und nicht gut für die Kunden"
    )
