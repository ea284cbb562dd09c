"""Segments are split, merged, and made for the roles of a business customer; nothing of their notes is lost."""

import pytest

from canvas.board import Board, NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def prepared(talk: Conversation) -> None:
    for words in (
        "add pain Food goes off",
        "add pain Nobody cooks on Monday",
        "add reliever Warns in time",
        "link R1 P1 partly",
        "rate P1 5",
        "vote P2",
        "evidence P1 “Every week” – a nurse",
    ):
        await talk.types("alice", words)


def where(board: Board) -> dict[str, list[str]]:
    """Return the open notes of each segment, by its name."""
    names = {one.id: one.name for one in board.segments}
    found: dict[str, list[str]] = {name: [] for name in names.values()}
    for note in board.notes:
        if note.state is NoteState.OPEN:
            found[names[note.segment]].append(f"{note.code} {note.text}")
    return found


def ids(talk: Conversation, who: str, *codes: str) -> list[str]:
    """Return the values of options by the codes they begin with."""
    blocks = talk[who].view.view["blocks"]
    element = next(block["element"] for block in blocks if block.get("block_id") == "moved")
    options = [option for group in element["option_groups"] for option in group["options"]]
    return [o["value"] for code in codes for o in options if o["text"]["text"].startswith(f"{code} ")]


@pytest.mark.case(3)
async def test_a_segment_is_split_note_by_note(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "segment split 1")
    moved, both = ids(begun, "alice", "R1"), ids(begun, "alice", "P1")
    assert await begun["alice"].submit(name="Single parents", moved=moved, both=both) == {}
    await begun.settled()
    board = await board_of(begun)
    assert where(board) == {
        "Working parents": ["P1 Food goes off", "P2 Nobody cooks on Monday"],
        "Single parents": ["R1 Warns in time", "P1 Food goes off"],
    }
    one, other = (note for note in board.notes if note.code == "P1")
    assert one.shared == other.shared != ""
    assert (len(one.ratings), len(other.ratings)) == (1, 0)
    assert sorted((link.target, link.state, link.strength) for link in board.links) == [
        (one.id, "inactive", 0.5),
        (other.id, "active", 0.5),
    ]
    await begun.types("alice", "undo")
    after = await board_of(begun)
    assert where(after)["Working parents"] == ["P1 Food goes off", "P2 Nobody cooks on Monday", "R1 Warns in time"]
    assert [(link.target, link.state) for link in after.links if link.state == "active"] == [(one.id, "active")]
    assert "sounds like" in await begun.types("ben", "add reliever Warns in times")


async def test_a_split_needs_a_new_name(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "segment split")
    for name in ("working parents", "…"):
        assert list(await begun["alice"].submit(name=name)) == ["name"]


@pytest.mark.case(3)
async def test_one_segment_goes_into_another_and_what_says_the_same_becomes_one(begun: Conversation) -> None:
    await prepared(begun)
    for words in (
        "segment Nurses",
        "add pain Foods goes off",
        "add pain The canteen is closed at night",
        "add reliever A box that stays cold",
        "link 2R1 2P2",
        "vote 2P1",
        "hypothesis We believe at least 6 of 10 nurses eat at night",
    ):
        await begun.types("alice", words)
    told = await begun.types("alice", "segment merge 2 into Working parents")
    assert "2 notes get new codes there; 1 note that says the same as one there will be one with it" in told
    offer = begun["alice"].sees(begun.channel)[-1]
    for _ in range(2):
        await begun["alice"].press(offer, "dividing.merge")
        await begun.settled()
    board = await board_of(begun)
    assert where(board) == {
        "Working parents": [
            "P1 Food goes off", "P2 Nobody cooks on Monday", "R1 Warns in time",
            "P4 The canteen is closed at night", "R2 A box that stays cold",
        ],
        "Nurses": [],
    }  # fmt: skip
    assert [one.state for one in board.segments] == ["open", "merged"]
    assert {(link.strength, link.state) for link in board.links} == {(0.5, "active"), (1.0, "active")}
    first = board.notes[0]
    assert [(vote.user, vote.dots) for vote in first.votes] == [(begun["alice"].id, 1)]
    assert "have changed since" in begun["alice"].sees(begun.channel)[-1].text
    await begun.types("alice", "undo")
    after = await board_of(begun)
    assert where(after)["Nurses"] == [
        "P1 Foods goes off",
        "P2 The canteen is closed at night",
        "R1 A box that stays cold",
    ]
    assert [one.state for one in after.segments] == ["open", "open"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("segment merge 1 into 1", "two different segments"),
        ("segment merge 1", "two different segments"),
        ("segment merge 1 into Martians", "Martians"),
        ("segment split Martians", "Martians"),
    ],
)
async def test_a_segment_that_is_not_there_is_said_so(begun: Conversation, words: str, told: str) -> None:
    assert told in await begun.types("alice", words)


async def test_each_role_of_a_business_customer_has_its_own_profile(begun: Conversation) -> None:
    await begun.types("alice", "next")
    await begun.types("alice", "segment roles")
    assert await begun["alice"].submit(end_user="Nurses on shift", economic_buyer="Head of the ward") == {}
    await begun.settled()
    board = await board_of(begun)
    assert [(one.name, one.role, one.parent) for one in board.segments[1:]] == [
        ("Nurses on shift", "end_user", board.segments[0].id),
        ("Head of the ward", "economic_buyer", board.segments[0].id),
    ]
    assert "Jobs: Nurses on shift" in str([post.blocks for post in begun.channel.messages])
    await begun.types("alice", "segment roles")
    twice = await begun["alice"].submit(saboteur="The owner", influencer="the owner")
    assert list(twice) == ["saboteur"]
    assert len((await board_of(begun)).segments) == 3
    await begun["alice"].close_form()
    await begun.types("alice", "segment roles 1")
    assert "Nurses on shift" in str(begun["alice"].view.view)
    assert await begun["alice"].submit() == {}
    await begun.settled()
    assert len((await board_of(begun)).segments) == 3
