"""The course changes: the version before is kept, what still holds comes along, and the channel is told."""

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def prepared(talk: Conversation) -> None:
    for words in (
        "add pain Food goes off",
        "add pain Nobody cooks",
        "add reliever Warns in time",
        "link R1 P1 partly",
        "rate P1 5",
        "evidence P1 “Every week” – a nurse",
        "step 6",
    ):
        await talk.types("alice", words)


async def test_other_customers_begin_with_what_still_holds(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "pivot")
    form = begun["alice"].view
    proposed = next(b for b in form.view["blocks"] if b.get("block_id") == "notes")["element"]
    likely = [option["text"]["text"] for option in proposed["initial_options"]]
    assert likely == ["P1 Food goes off", "R1 Warns in time"]
    await begun["alice"].submit(kind="customer_segment", name="Canteens", reason="Families never plan ahead")
    await begun.settled()
    board = await board_of(begun)
    assert [(one.number, one.name) for one in board.segments] == [(1, "Working parents"), (2, "Canteens")]
    old = [note for note in board.notes if note.segment == board.segments[0].id]
    new = [note for note in board.notes if note.segment == board.segments[1].id]
    assert [(note.code, note.text, note.recheck, note.ratings) for note in new] == [
        ("P1", "Food goes off", True, ()),
        ("R1", "Warns in time", True, ()),
    ]
    assert [note.shared for note in new] == [old[0].shared, old[2].shared]
    assert all(note.shared for note in new)
    assert [(link.strength, link.state) for link in board.links] == [(0.5, "active"), (0.5, "active")]
    assert board.workshop.step == 2
    assert board.decisions[-1].kind == "pivot: customer_segment"
    told = str([post.blocks for post in begun.channel.messages])
    assert "From Working parents to *2. Canteens*: 2 notes were taken along" in told
    assert "Pains: Canteens" in told
    kept = await begun.program.database.read(begun.slack.team_id, lambda tx: tx.snapshots.of(board.workshop.id))
    assert [one.reason for one in kept[-2:]] == [
        "before the pivot “Other customers”",
        "after the pivot “Other customers”",
    ]
    assert (board.decisions[-1].before, board.decisions[-1].after) == (kept[-2].at, kept[-1].at)


async def test_other_customers_need_a_name_and_the_form_says_so(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "pivot")
    errors = await begun["alice"].submit(kind="customer_segment")
    assert list(errors) == ["name"]


async def test_another_need_leads_back_to_the_profile_and_loses_nothing(begun: Conversation) -> None:
    await prepared(begun)
    before = await board_of(begun)
    await begun.types("alice", "pivot")
    assert await begun["alice"].submit(kind="customer_need") == {}
    await begun.settled()
    after = await board_of(begun)
    assert (after.notes, after.links, after.workshop.step) == (before.notes, before.links, 2)


async def test_only_who_leads_changes_course(begun: Conversation) -> None:
    await prepared(begun)
    assert "who leads" in await begun.types("ben", "pivot")
    assert begun["ben"].forms == []


@pytest.mark.case(2)
async def test_a_note_that_holds_for_two_segments_is_rated_in_each(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("alice", "pivot")
    await begun["alice"].submit(kind="customer_segment", name="Canteens")
    await begun.settled()
    await begun.types("alice", "rate 2P1 2")
    board = await board_of(begun)
    one, other = (note for note in board.notes if note.code == "P1")
    assert one.shared == other.shared
    assert [rating.value for note in (one, other) for rating in note.ratings] == [5, 2]


async def test_a_pivot_to_a_segment_that_is_there_makes_no_second_one_and_doubles_nothing(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "segment Canteens")
    await begun.types("ben", "add pain Food goes off every day")
    await begun.types("alice", "pivot")
    errors = await begun["alice"].submit(kind="customer_segment", name="working parents")
    assert list(errors) == ["name"]
    await begun["alice"].submit(kind="customer_segment", name="canteens")
    await begun.settled()
    board = await board_of(begun)
    assert [one.name for one in board.segments] == ["Working parents", "Canteens"]
    there = [note for note in board.notes if note.segment == board.segments[1].id]
    assert [(note.code, note.text) for note in there] == [("P1", "Food goes off every day"), ("R1", "Warns in time")]
    assert (there[1].id, there[0].id) in {(one.source, one.target) for one in board.links}
    told = [text_of(post) for post in begun.channel.messages]
    assert any("1 note was taken along" in one for one in told)
    assert any(one.startswith("Pains: Canteens") and "1 pain so far" in one for one in told)


async def test_after_a_pivot_everybody_writes_to_the_other_customers(begun: Conversation) -> None:
    await begun.types("ben", "join design")
    await prepared(begun)
    await begun.types("alice", "pivot")
    await begun["alice"].submit(kind="customer_segment", name="Canteens")
    await begun.settled()
    assert "(Canteens)" in await begun.types("ben", "add pain Nobody knows how many come")
    asked = next(post for post in begun["alice"].sees(begun.channel) if "changed course" in text_of(post))
    await begun["alice"].press(asked, "help.again:segment")
    await begun.settled()
    assert any("Archive *1. Working parents*?" in text_of(post) for post in begun["alice"].sees(begun.channel))


async def test_who_decided_who_saw_it_differently_and_what_it_rests_on_is_kept(begun: Conversation) -> None:
    await prepared(begun)
    await begun.types("ben", "hypothesis We believe at least 6 of 10 parents throw food away")
    await begun.types("ben", "evidence H1 “We never do” – a parent")
    await begun.types("ben", "learn H1 pivot They never throw it away")
    await begun.types("alice", "pivot")
    people = [begun["alice"].id, begun["ben"].id]
    sent = {"deciders": people, "dissent": "Chika: the nurses told us the opposite"}
    assert await begun["alice"].submit(kind="customer_need", **sent) == {}
    await begun.settled()
    board = await board_of(begun)
    made = board.decisions[-1]
    assert (list(made.deciders), made.dissent) == (people, "Chika: the nurses told us the opposite")
    assert [one.text for one in board.evidence if one.id in made.evidence] == ["We never do"]
    await begun.types("ben", "history decisions")
    told = text_of(begun["ben"].sees(begun.channel)[-1])
    assert f"decided by <@{people[0]}> and <@{people[1]}>" in told
    assert "seen differently: “Chika: the nurses told us the opposite”" in told
    assert "rests on 1 piece of evidence" in told
    assert "versions kept before and after it" in told
