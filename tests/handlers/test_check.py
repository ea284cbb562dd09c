"""The coach asks three questions at most, each with one fix, and what the team lives with is not asked again."""

import pytest

from canvas.coach import TEXT
from canvas.targets import of_note
from storage.transaction import Actor, Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_ending import close

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
    assert "Nothing to look at yet. Add the first note." in await begun.types("alice", "check")
    post = begun["alice"].sees(begun.channel)[-1]
    await begun["alice"].press(post, "help.again:add")
    assert begun["alice"].forms
    await begun.types("alice", "add product Weekly box of vegetables")
    assert "Nothing to ask: the canvas looks well kept." in await begun.types("alice", "check")


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
    assert "Make it clearer" not in await begun.types("alice", "add pain They wait 20 minutes on hold every week")
    assert "Make it clearer" not in await begun.types(
        "alice", "add pain Schlechter Service und nicht gut für die Kunden"
    )
    told = await begun.types("alice", "add pain Bad service")
    assert "Kept as *P3*" in told
    assert "Make it clearer" in told


async def test_nobody_is_asked_about_what_they_write_more_than_once_a_day(begun: Conversation) -> None:
    assert "Make it clearer" in await begun.types("alice", "add pain Bad service")
    assert "Make it clearer" not in await begun.types("alice", "add gain Nice evenings")
    assert "Make it clearer" in await begun.types("ben", "add gain Good evenings")
    await begun.pass_time(days=1)
    assert "Make it clearer" in await begun.types("alice", "add gain Easy mornings")


async def test_each_of_several_notes_may_be_asked_about_but_only_one_is(begun: Conversation) -> None:
    told = await begun.types("alice", "add pain They wait 20 minutes on hold every week\npain Bad service\njob Dinner")
    assert told.count("Make it clearer") == 1
    assert "P2 says “bad”" in told


async def test_what_is_written_is_compared_with_the_rest_of_the_canvas(begun: Conversation) -> None:
    await begun.types("alice", "segment Night nurses")
    told = await begun.types("alice", "add --segment 1 pain Night nurses eat 3 cold dinners a week")
    assert "1P1 speaks of Night nurses" in told
    await begun.types("ben", "add --segment 1 gain Delivery of dinner is fast every day")
    told = await begun.types("ben", "add --segment 1 pain Delivery of dinner is slow every day")
    assert "1P2 is the other side of 1G1" in told
    for words in ("Cook dinner after work", "Buy food for the week", "Find new recipes online", "Clean up the kitchen"):
        told = await begun.types("chika", f"add --segment 1 job {words}")
    assert "When they do, who do they want to look good to?" in told
    await begun.types("alice", "step 3")
    await begun.pass_time(days=1)
    await begun.types("alice", "add --segment 1 product Weekly vegetable box")
    told = await begun.types("alice", "add --segment 1 reliever A weekly vegetable box")
    assert "1R1 repeats 1S1" in told
    told = await begun.types("ben", "add --segment 1 pain The weekly vegetable box comes 2 days late")
    assert "1P3 speaks of what we offer" in told
    told = await begun.types("chika", "add --segment 1 pain They forget 2 things at each shopping trip")
    assert "1P4 came after the offer" in told


async def test_a_note_that_others_still_hide_is_not_given_away(begun: Conversation) -> None:
    for user in ("ben", "chika"):
        await begun.types(user, "join design")
    await begun.types("alice", "next")
    await begun.types("alice", "unseen gains")
    await begun.types("ben", "add gain Delivery of dinner is fast every day")
    assert "other side" not in await begun.types("chika", "add pain Delivery of dinner is slow every day")


async def test_what_was_found_is_fixed_once_nobody_would_find_it(begun: Conversation) -> None:
    async def states() -> dict[str, str]:
        workshop = (await board_of(begun)).workshop.id
        kept = await begun.program.database.read(begun.slack.team_id, lambda tx: tx.findings.of(workshop))
        return {one.rule: one.state for one in kept}

    for user in ("ben", "chika"):
        await begun.types(user, "join design")
    await begun.types("ben", "add pain Bad service")
    for words in PAINS:
        await begun.types("ben", f"add pain {words}")
    await begun.types("chika", "check")
    found = await states()
    assert (found["L9"], found["L13"]) == ("open", "open"), "what only who leads is shown is kept, too"
    await begun.types("ben", "edit P1 They wait 20 minutes on hold every week")
    await begun["alice"].command(begun.channel, "/vpd remind now")
    await begun.settled()
    assert (await states())["L9"] == "fixed"


async def test_the_question_beside_a_bar_that_moved_does_not_tell_it_again(begun: Conversation) -> None:
    await begun.types("alice", "step 5")
    await begun.types("ben", "hypothesis We believe that at least 6 of 10 working parents throw food away every week")
    await begun.types("ben", "test H1 customer interview at least 6 of 10 bring it up")
    await begun.types("ben", "test T1 measure")
    told = await begun.types("ben", "test T1 at least 2 of 10 bring it up")
    assert "version 2 now" in told
    assert "What made you change it?" in told
    assert "was changed while it ran" not in told
    assert "was changed while it ran" in await every_page(begun, "ben")


async def test_what_the_team_lives_with_is_lived_with_in_the_next_round(begun: Conversation) -> None:
    await begun.types("alice", "add pain Bad service")
    workshop = (await board_of(begun)).workshop.id

    def accept(tx: Transaction) -> None:
        note = tx.workshops.board(workshop).notes[0]
        tx.findings.accept(workshop, "L9", of_note(note), "Everybody here knows what it means")

    at = begun.slack.clock.now()
    await begun.program.database.write(Actor(begun.slack.team_id, begun["ben"].id, "accept", at), accept)
    closing = await close(begun)
    await begun["alice"].press(closing, "ending.reopen")
    await begun.settled()
    assert (await board_of(begun)).workshop.id != workshop
    assert "Hard to picture" not in await every_page(begun, "alice")
    assert "You chose to live with 1" in await begun.types("ben", "check")


async def test_what_the_team_lives_with_stays_so_when_a_second_segment_comes(begun: Conversation) -> None:
    await begun.types("alice", "add pain Bad service")
    await begun.types("ben", "check")
    post = begun["ben"].sees(begun.channel)[-1]
    vague = next(
        e for b in post.blocks for e in b.get("elements", [])
        if e["action_id"].startswith("check.accept") and '"L9"' in e["value"]
    )  # fmt: skip
    await begun["ben"].press(post, vague["action_id"])
    await begun["ben"].submit(reason="Everybody here knows what it means")
    await begun.settled()
    assert (await board_of(begun)).decisions[-1].origin == "P1"
    await begun.types("alice", "segment Night nurses")
    assert "Hard to picture" not in await every_page(begun, "alice")
    await begun.types("alice", "move 1P1 gain")
    assert "Hard to picture" not in await every_page(begun, "alice")
