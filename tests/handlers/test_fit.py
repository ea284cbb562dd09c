"""Fit as people read it: two numbers, the reasons, the gaps and the next thing to do."""

from datetime import timedelta

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from canvas.board import NoteState
from canvas.rounds import Phase, Round
from storage.transaction import Actor
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def test_without_links_fit_is_not_a_number(begun: Conversation) -> None:
    said = await begun.types("ben", "fit")
    assert "not yet" in said
    assert "/vpd add pain" in said


async def test_fit_names_both_numbers_the_cap_the_gaps_and_what_is_next(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    said = await begun.types("ben", "fit Working parents")
    assert "On paper 26 of 100" in said
    assert "Proven 0 of 100" in said
    assert "matters most to customers is not served" in said
    assert "*P1* Food goes off" in said
    assert "Serve P1" in said


async def test_a_cap_is_named_when_it_holds_fit_down(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\ngain: Eat together\ncreator: A table\njob: Cook dinner")
    await begun.types("ben", "add pain Waiting on hold\nNo oven at home\nproduct: Planner\nreliever: Bot")
    for pair in ("C1 G1", "S1 J1", "R1 P2", "R1 P3"):
        await begun.types("ben", f"link {pair}")
    said = await begun.types("ben", "fit")
    assert "On paper 69 of 100" in said
    assert "It can't pass 69" in said


async def test_an_unknown_segment_lists_those_there_are(begun: Conversation) -> None:
    assert "You have Working parents" in await begun.types("ben", "fit Students")


async def test_fit_is_shared_with_the_channel_without_buttons(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "fit")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "fit.share")
    await begun.settled()
    shared = begun["chika"].sees(begun.channel)[-1]
    assert "Fit for Working parents" in text_of(shared)
    assert all(block["type"] != "actions" for block in shared.blocks)


async def test_a_gap_can_be_left_open_by_choice(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "fit")
    report = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(report, "declining.ask")
    assert await begun["ben"].submit(reason="Shops do that") == {}
    await begun.settled()
    assert (await board_of(begun)).notes[0].state is NoteState.DECLINED
    await begun["ben"].press(report, "declining.ask")
    await begun.settled()
    assert "no longer on the canvas" in text_of(begun["ben"].sees(begun.channel)[-1])


async def evidence_on_both_sides(talk: Conversation, code: str = "P1", words: str = "") -> None:
    """Let three customers speak for a note and three against it."""
    for number in range(3):
        await talk.types("ben", f"evidence {code} “We throw away half {number}{words}” – parent {number}")
        await talk.types("ben", f"evidence {code} “We eat all of it {number}{words}” – student {number}")
        await talk["ben"].press(talk["ben"].sees(talk.channel)[-1], "evidence.direction")
        await talk.settled()


@pytest.mark.case(30)
async def test_where_customers_disagree_both_sides_are_shown_side_by_side(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns")
    await begun.types("ben", "link R1 P1")
    await evidence_on_both_sides(begun)
    said = await begun.types("ben", "fit")
    assert "*Customers disagree about P1* Food goes off" in said
    sides = [block["fields"] for block in begun["ben"].sees(begun.channel)[-1].blocks if "fields" in block]
    assert [[side["text"].split("\n")[0] for side in both] for both in sides] == [["*For*", "*Against*"]]
    assert "We throw away half 2" in sides[0][0]["text"]
    assert "We eat all of it 2" in sides[0][1]["text"]


@pytest.mark.case(15)
async def test_only_who_leads_reads_that_one_person_wrote_most_of_what_weighs(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    for words in ("extreme pain Food goes off", "pain Waiting on hold", "gain Eat together", "job Cook dinner"):
        await begun.types("alice", f"add {words}")
    await begun.types("ben", "add pain No parking")
    hint = "notes that weigh most come from one person"
    assert f"4 of the 5 {hint}" in await begun.types("alice", "fit")
    assert hint not in await begun.types("ben", "fit")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "fit.share")
    await begun.settled()
    assert hint not in text_of(begun["alice"].sees(begun.channel)[-1])


@pytest.mark.case(34)
async def test_an_empty_or_wholly_declined_block_leaves_no_gap_and_no_false_number(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    assert "not yet" in await begun.types("ben", "fit")
    await begun.types("ben", "add pain Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    await begun.types("ben", "fit")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "declining.ask")
    assert await begun["ben"].submit(reason="Shops do that") == {}
    await begun.settled()
    said = await begun.types("ben", "fit")
    assert "Biggest gaps" not in said
    assert "On paper 50 of 100" in said


async def test_the_next_step_is_the_one_that_raises_fit_most_with_the_buttons_to_do_it(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    said = await begun.types("ben", "fit")
    assert "*Next:* Serve P1 fully: fit on paper goes from 26 to 100." in said
    report = begun["ben"].sees(begun.channel)[-1]
    (first,) = [
        block for block in report.blocks if any(one.get("style") == "primary" for one in block.get("elements", []))
    ]
    link, new = first["elements"]
    assert [link["text"]["text"], new["text"]["text"]] == ["Link P1", "New pain reliever"]
    await begun["ben"].press(Post(report.ts, report.channel, report.user, "", blocks=[first]), "notes.write")
    kind = next(block for block in begun["ben"].view.view["blocks"] if block.get("block_id") == "kind")
    assert kind["element"]["initial_option"]["value"] == "pain_reliever"


async def test_fit_says_what_moved_it_most_in_a_week(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\npain: Waiting on hold\nreliever: A bot\nreliever: Warns")
    await begun.types("ben", "link R1 P2")
    await begun.types("ben", "rate P1 3")
    await begun.pass_time(days=10)
    assert "In the last 7 days" not in await begun.types("ben", "fit")
    await begun.types("ben", "rate P2 5")
    await begun.types("ben", "link R2 P1 partly")
    said = await begun.types("ben", "fit")
    assert "*In the last 7 days* it went on paper from 50 to 87. What moved it most: P2 was rated anew" in said or (
        "R2 serves P1 partly" in said
    )


async def test_a_young_workshop_looks_back_to_the_beginning_of_its_step(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\npain: Waiting on hold\nreliever: A bot")
    await begun.types("ben", "link R1 P2")
    await begun.pass_time(hours=1)
    await begun.types("alice", "step 4")
    await begun.pass_time(hours=1)
    await begun.types("ben", "link R1 P1 partly")
    said = await begun.types("ben", "fit")
    assert "*Since this step began* it went on paper from 50 to 75." in said
    assert "What moved it most: R1 serves P1 partly (+25 on paper)." in said


async def test_the_stage_names_what_opens_the_next_one(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns")
    await begun.types("ben", "link R1 P1")
    said = await begun.types("ben", "fit")
    assert "*Stage: just begun.*" in said
    assert (
        "To show that it answers a problem that customers really have:\n• Customers have said or done too little"
        in said
    )


async def test_a_stage_that_is_lost_again_says_why(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns")
    await begun.types("ben", "link R1 P1")
    for number in range(16):
        await begun.types("ben", f"evidence P1 “It goes off {number}” – parent {number}")
    assert "Stage: it answers a problem" in await begun.types("ben", "fit")
    await begun.pass_time(days=10)
    for number in range(16):
        await begun.types("chika", f"evidence P1 “Never {number}” – student {number}")
        await begun["chika"].press(begun["chika"].sees(begun.channel)[-1], "evidence.direction")
        await begun.settled()
    said = await begun.types("ben", "fit")
    assert "It was further: “it answers a problem that customers really have” no longer holds." in said
    assert "To get there again:\n• Customers have said or done too little" in said


async def test_what_is_written_or_rated_unseen_stays_unseen(begun: Conversation) -> None:
    await begun.types("alice", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A bot")
    await begun.types("alice", "link R1 P2")
    board = await board_of(begun)
    for phase, hidden in ((Phase.WRITE, "Food goes off"), (Phase.RATE, "weight 5")):
        one = Round(phase=phase, opened=board.workshop.created, closes=board.workshop.created + timedelta(days=9))
        running = (board.workshop.id, board.segments[0].id, "pain", one)
        await begun.program.database.write(
            Actor(begun.slack.team_id, "", "a round", one.opened), lambda tx, running=running: tx.rounds.put(*running)
        )
        assert hidden not in await begun.types("ben", "fit")
    assert "Food goes off _not served_" in await begun.types("ben", "fit")


async def test_what_is_spent_on_what_hardly_matters_can_be_let_go(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off\npain: Waiting on hold\nreliever: A bot")
    await begun.types("ben", "rate P2 1")
    await begun.types("ben", "link R1 P2")
    said = await begun.types("ben", "fit")
    assert "*R1* A bot serves *P2* Waiting on hold _weight 1_\nUnlink Rate it again" in said
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "help.again:unlink")
    await begun.settled()
    assert (await board_of(begun)).links[0].state == "removed"


async def test_every_gap_and_all_that_hardly_matters_can_be_reached(begun: Conversation) -> None:
    for number, word in enumerate(WORDS[:6], 1):
        await begun.types("ben", f"add pain {word}\nreliever: For {word} only")
        await begun.types("ben", f"link R{number} P{number} partly")
        await begun.types("ben", f"rate P{number} 1")
    said = await begun.types("ben", "fit")
    assert "and 1 smaller one See all" in said
    assert WORDS[5] not in said.partition("*Biggest gaps*")[2].partition("*Spent")[0]
    report = begun["ben"].sees(begun.channel)[-1]
    for what, title in (("gaps", "Smaller gaps"), ("over", "Spent on what hardly matters")):
        await begun["ben"].press(report, f"fit.more:{what}")
        await begun.settled()
        page = text_of(begun["ben"].sees(begun.channel)[-1])
        assert page.startswith(f"*{title}*")
        assert WORDS[5] in page


async def test_the_end_of_the_fit_step_tells_the_channel_where_fit_stands(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    await begun.types("alice", "step 4")
    await begun.types("alice", "next")
    said = [text_of(post) for post in begun["chika"].sees(begun.channel)]
    (ended,) = [text for text in said if "Worth most now" in text]
    assert ended.startswith("Canvas: Working parents")
    assert "Fit on paper *26* of 100 (weak), proven *0 (nothing yet)*.\nStage: just begun." in ended
    assert "Worth most now: Serve P1 fully" in ended
    await begun.types("alice", "back")
    await begun.types("ben", "unlink R1 P2")
    await begun.types("alice", "next")
    later = [text_of(post) for post in begun["chika"].sees(begun.channel)]
    assert sum("Worth most now" in text for text in later) == 0
    assert sum("Step 4, assess fit, ends like this" in text for text in later) == 1


async def test_whatever_tells_fit_tells_what_moved_it(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    await begun.types("alice", "step 4")
    await begun.pass_time(minutes=5)
    await begun.types("ben", "link R1 P1")
    moved = "*Since this step began* it went on paper from 26 to 100. What moved it most: R1 serves P1"
    assert moved in await begun.types("ben", "fit")
    await begun.types("alice", "next")
    (ended,) = [text for post in begun["chika"].sees(begun.channel) if "Worth most now" in (text := text_of(post))]
    assert moved in ended
    await begun.types("alice", "remind now")
    review = next(t for p in reversed(begun["ben"].sees(begun.channel)) if "Weekly review" in (t := text_of(p)))
    assert "Fit on paper for Working parents: 100 of 100, counted for the first time; proven: 0 of 100" in review


WORDS = (
    "Rice", "Parking", "Plates", "Neighbours", "Dishes", "Trains", "Bills", "Fridges", "Keys", "Ovens", "Knives", "Pans"
)  # fmt: skip


async def test_the_fit_of_a_large_canvas_in_hostile_words_fits_into_one_message(begun: Conversation) -> None:
    hostile = "&<!channel>" * 20
    for number, word in enumerate(WORDS, 1):
        await begun.types("ben", f"add pain {word} {hostile}")
        await begun.types("ben", f"add reliever For {word} {hostile}")
        await begun.types("ben", f"link R{number} P{number} partly")
        await begun.types("ben", f"rate P{number} {1 if number < 5 else 5}")
    for note in ("P1", "P2", "P3"):
        await evidence_on_both_sides(begun, note, hostile)
    said = await begun.types("ben", "fit")
    assert "Biggest gaps" in said
    assert "Customers disagree about P2" in said
    assert "About 1 more they disagree too" in said
    assert "and 1 more" in said
    assert len(begun["ben"].sees(begun.channel)[-1].blocks) <= 50
