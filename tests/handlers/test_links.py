"""Links by command, and matched one card at a time."""

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of

NOTES = """add pain Food goes off
pain: Waiting on hold
job: Cook dinner
gain: Eat together
reliever: Warns two days before food goes off
product: Meal planner"""


@pytest.fixture
async def filled(begun: Conversation) -> Conversation:
    await begun.types("ben", NOTES)
    return begun


async def strengths(talk: Conversation) -> dict[str, float]:
    """Return the active links as people write them."""
    board = await board_of(talk)
    codes = {note.id: note.code for note in board.notes}
    return {f"{codes[one.source]}-{codes[one.target]}": one.strength for one in board.links if one.state == "active"}


@pytest.mark.parametrize(
    ("typed", "pair", "strength"),
    [
        ("R1 P1", "R1-P1", 1.0),
        ("p1 r1 partly", "R1-P1", 0.5),
        ("R1-P2 no", "R1-P2", 0.0),
        ("S1 J1 fully", "S1-J1", 1.0),
        ("1R1 P1", "R1-P1", 1.0),
    ],
)
async def test_a_link_is_kept_in_either_order(filled: Conversation, typed: str, pair: str, strength: float) -> None:
    assert "serve" in await filled.types("ben", f"link {typed}")
    assert await strengths(filled) == {pair: strength}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("R1 G1", "a pain reliever serves a pain"),
        ("S1 P1", "a product or service serves a job"),
        ("R1 S1", "serves a"),
        ("P1 P2", "what you offer and what it serves"),
        ("R1 P1 mostly", "no, partly or fully"),
        ("R1 P9", "can't find P9"),
        ("nonsense", "what you offer and what it serves"),
        ("R1 P1\nC1 G1 partly", "One at a time, please, for example: `/vpd link R1 P1`"),
    ],
)
async def test_another_pair_is_refused_with_the_reason(filled: Conversation, typed: str, reason: str) -> None:
    assert reason in await filled.types("ben", f"link {typed}")
    assert await strengths(filled) == {}


async def test_notes_of_two_segments_are_not_linked(filled: Conversation) -> None:
    await filled.types("alice", "segment Students")
    await filled.types("ben", "add pain No oven --segment Students")
    assert "different segments" in await filled.types("ben", "link 1R1 2P1")


async def test_a_link_is_taken_away_and_brought_back(filled: Conversation) -> None:
    assert "not linked" in await filled.types("ben", "unlink R1 P1")
    await filled.types("ben", "link R1 P1")
    await filled.types("ben", "unlink P1 R1")
    assert await strengths(filled) == {}
    await filled.types("ben", "undo")
    assert await strengths(filled) == {"R1-P1": 1.0}


async def test_cards_are_matched_one_by_one_to_the_end(filled: Conversation) -> None:
    await filled.types("ben", "link")
    form = filled["ben"].view.view
    fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    assert await filled["ben"].submit(**{fields[0]: "fully"}) == {}
    seconds = [block["block_id"] for block in filled["ben"].view.view["blocks"] if block["type"] == "input"]
    assert set(seconds).isdisjoint(fields)
    assert await filled["ben"].submit(**{seconds[0]: "partly"}) == {}
    last = filled["ben"].view.view
    assert last["title"]["text"] == "All matched"
    assert "Fit on paper" in str(last["blocks"])
    assert sorted((await strengths(filled)).values()) == [0.5, 1.0]


async def test_one_code_opens_its_own_card(filled: Conversation) -> None:
    await filled.types("ben", "link P1")
    (field,) = [block["block_id"] for block in filled["ben"].view.view["blocks"] if block["type"] == "input"]
    assert await filled["ben"].submit(**{field: "fully"}) == {}
    assert await strengths(filled) == {"R1-P1": 1.0}


async def test_with_nothing_to_match_it_says_what_is_missing(begun: Conversation) -> None:
    assert "nothing to match yet" in await begun.types("ben", "link")


async def test_the_steps_button_opens_the_first_card(filled: Conversation) -> None:
    await filled.types("alice", "step 4")
    posts = filled["ben"].sees(filled.channel)
    prompt = next(post for post in reversed(posts) if "links.match" in str(post.blocks))
    await filled["ben"].press(prompt, "links.match")
    assert filled["ben"].view.view["title"]["text"] == "Match one by one"
    assert text_of(prompt)


@pytest.mark.case(17)
async def test_beyond_the_ten_most_important_targets_another_is_searched_for(begun: Conversation) -> None:
    pains = "\n".join(
        f"pain: {word} {word}" for word in ["ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st", "uv", "wx"]
    )
    await begun.types("ben", f"add reliever Plans by date\n{pains}\ngain: Warm meals")
    await begun.types("ben", "link R1")
    view = begun["ben"].view
    shown = [block["label"]["text"] for block in view.view["blocks"] if block["type"] == "input"]
    assert (len(shown), shown[-1]) == (11, "Another one")
    (gain,) = await begun["ben"].search(view, "notes.search", "G1")
    assert "can't serve G1" in str(await begun["ben"].submit(note=gain["value"]))
    (own,) = await begun["ben"].search(view, "notes.search", "R1")
    assert "can't be linked" in str(await begun["ben"].submit(note=own["value"]))
    (found,) = await begun["ben"].search(view, "notes.search", "P12")
    assert await begun["ben"].submit(note=found["value"]) == {}
    board = await board_of(begun)
    codes = {note.id: note.code for note in board.notes}
    assert [(codes[link.source], codes[link.target], link.strength) for link in board.links] == [("R1", "P12", 1.0)]


async def test_a_link_is_taken_away_out_of_those_there_are(filled: Conversation) -> None:
    assert "Nothing is linked yet" in await filled.types("ben", "unlink")
    await filled.types("ben", "link R1 P1")
    await filled.types("ben", "link S1 J1")
    assert "*P2*" not in await filled.types("ben", "unlink P2")
    assert "P2 is not linked to anything" in filled["ben"].sees(filled.channel)[-1].text
    assert "/vpd unlink R1 P2" in await filled.types("ben", "unlink nonsense")
    await filled.types("ben", "unlink R1")
    (only,) = await filled["ben"].search(filled["ben"].view, "links.search", "")
    assert only["text"]["text"].startswith("R1-P1")
    await filled.types("ben", "unlink")
    assert len(await filled["ben"].search(filled["ben"].view, "links.search", "")) == 2
    (found,) = await filled["ben"].search(filled["ben"].view, "links.search", "cook")
    assert await filled["ben"].submit(link=found["value"]) == {}
    await filled.settled()
    assert await strengths(filled) == {"R1-P1": 1.0}


async def test_an_end_without_a_number_is_looked_for_in_ones_own_segment_too(filled: Conversation) -> None:
    await filled.types("alice", "segment Students")
    await filled.types("ben", "add pain No oven --segment Students")
    await filled.types("ben", "segment use Working parents")
    said = await filled.types("ben", "link R1 2P1")
    assert "1R1 and 2P1 belong to different segments" in said
    assert "`/vpd copy 1R1 2`" in said
    assert "is now also for Students as *2R1*" in await filled.types("ben", "copy 1R1 2")
    assert "*2R1* fully serves *2P1*" in await filled.types("ben", "link R1 2P1")
    assert "can't find C7" in await filled.types("ben", "link C7 2P1")


async def test_a_new_answer_to_a_gap_is_for_that_gap(filled: Conversation) -> None:
    await filled.types("ben", "link R1 P1 partly")
    await filled.types("ben", "fit")
    report = filled["ben"].sees(filled.channel)[-1]
    button = next(
        one["action_id"]
        for block in report.blocks
        for one in block.get("elements", [])
        if str(one.get("action_id", "")).startswith("notes.write:P")
    )
    await filled["ben"].press(report, button)
    (field,) = [block for block in filled["ben"].view.view["blocks"] if block.get("block_id") == "targets"]
    (chosen,) = field["element"]["initial_options"]
    assert chosen["text"]["text"].startswith(button.partition(":")[2])
