"""What the PDF's pages tell, in which order, and how people and notes are named there."""

import csv
import json
from dataclasses import replace
from io import StringIO

from canvas.board import Decision, NoteState
from canvas.cards import Pitch, Quoted, Slot
from canvas.method import Block
from handlers.paper import prose, table
from handlers.paper.pages import pages
from handlers.paper.reading.planning import read_listing
from handlers.paper.record import Record
from storage.snapshots import Snapshot
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, member
from tests.handlers.test_exports_opened import proven


def chapters(record: Record) -> dict[str, dict[str, list[str]]]:
    """Return the PDF's pages as people read them: chapter -> part -> rows of code, words and what is said besides."""
    return {
        chapter["title"]["text"]: {
            part["title"]: [
                " ".join(filter(None, (row["code"], row["words"]["text"], *(more["text"] for more in row["more"]))))
                for row in part["rows"]
            ]
            for part in chapter["parts"]
        }
        for chapter in pages(record)
    }


def test_a_page_of_the_pdf_tells_the_same() -> None:
    told = chapters(proven())
    assert list(told) == [
        "About this workshop", "Notes for Working parents", "What must be true", "Tests", "What we learned",
        "Evidence", "What was decided",
    ]  # fmt: skip
    assert told["About this workshop"]["Team"] == ["Alice Adams product · leads", "Ben Baker", "somebody"]
    assert [one[:2] for one in told["Tests"][""]] == ["T1"]
    assert told["What we learned"][""][0].startswith("L1 They pay about H1 · we saw: 7 of 12 · so we go on with it")
    assert told["Notes for Working parents"]["What they use instead"] == ["A paper list workaround"]
    assert told["What was decided"][""][0].startswith("Going on to step 2, Customer profile We know <enough>")


def test_notes_stand_in_the_order_of_their_rank_and_others_have_chapters_of_their_own() -> None:
    made = Table(replace(PARENTS, answers=(("business", "yes"),)))
    made.note(Block.PAIN, 2, text="Waits")
    worst = made.note(Block.PAIN, 5, text="Food goes off")
    made.note(Block.PAIN, text="Dishes", state=NoteState.DECLINED)
    made.note(Block.PAIN, text="The weather", state=NoteState.PARKED)
    made.note(Block.PAIN_RELIEVER, text="A cook comes", variant="B")
    slots = (Slot(name="pain", text="Food spoils", notes=(Quoted(worst.id, "Food spoils"),)),)
    reason = Decision(kind="decline", origin="P3", target="", reason="Machines do", user="alice", at=NOW)
    kept = Snapshot(id=1, name="Before the pilot", reason="", at=NOW, user="alice")
    board = replace(
        made.board(known="Everybody cooks", why_now="new product"), decisions=(reason,),
        pitches=(Pitch(segment=PARENTS.id, slots=slots, at=NOW),),
    )  # fmt: skip
    told = chapters(Record(board=board, snapshots=(kept,), names={"alice": "Alice Adams"}, at=NOW))
    own = told["Notes for Working parents"]
    assert [one[:2] for one in own["Pains"]] == ["P2", "P1"]
    assert own["Not served, by choice"] == ["P3 Dishes Machines do"]
    assert own["Off the canvas"] == ["P4 The weather parked"]
    assert own["The pitch"][0].endswith("written 2026-11-23 · changed since: P2 reads differently now")
    assert "Ten questions about the offer: 2 of 20, 9 not known yet" in own
    assert told["Variant B of the offer for Working parents"][""] == ["R1 A cook comes"]
    assert told["Versions that were kept"][""] == ["Before the pilot Alice Adams · 2026-11-23"]
    assert told["What was decided"][""] == ["Not serving P3 Machines do · decided by Alice Adams · 2026-11-23"]
    assert told["About this workshop"]["What we knew before"] == ["Everybody cooks"]


def test_with_several_segments_every_code_says_which() -> None:
    made = Table(PARENTS, NURSES)
    pain = made.note(Block.PAIN, subtype="obstacle", text="Waits")
    made.link(made.note(Block.PAIN_RELIEVER, text="Calls back"), pain)
    text = prose.written(Record(board=made.board(), at=NOW)).decode()
    assert "**1R1** Calls back (serves 1P1)" in text
    found = read_listing("x.md", text)
    assert [(item.segment, item.draft.text, item.draft.subtype) for item in found.items] == [
        ("Working parents", "Waits", "obstacle"),
        ("Working parents", "Calls back", ""),
    ]


def test_nobody_is_shown_by_an_id() -> None:
    made = Table()
    for user in ("U0ALICE", "former-0a1b", ""):
        made.note(Block.PAIN, author=user)
    record = Record(board=made.board(members=(member("U0ALICE"),), facilitator="U0ALICE"), at=NOW)
    rows = list(csv.DictReader(StringIO(table.written(record).decode("utf-8-sig"), newline="")))
    assert [row["author's name"] for row in rows] == ["somebody", "a former member", "not named"]
    assert "U0ALICE" not in prose.written(record).decode() + json.dumps(pages(record))
