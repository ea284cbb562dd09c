"""Every text that is taken out opens in what people open it with: spreadsheets, wikis, programs."""

import csv
import html
import json
import re
from dataclasses import replace
from io import StringIO

import openpyxl
import pytest
from markdown_it import MarkdownIt

from canvas.board import Decision, Hypothesis, Rating, Tick, Vote
from canvas.cards import Alternative, Consequence, Learning, Pitch, Slot
from canvas.method import Block
from handlers.paper import canvas_json, prose, table
from handlers.paper.reading.planning import read_listing
from handlers.paper.record import Record
from tests.canvas.boards import NOW, PARENTS, Table, card, member

DANGEROUS = ["=1+1", "+1", "-1", "@sum(A1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "''+1", '=HYPERLINK("http://x","y")']
ODD = [
    *DANGEROUS,
    'a "quoted", word; and\ttab',
    "two\nlines",
    "'just quoted'",
    "# no head",
    "- no item",
    "1. no number",
]
MARKED = ["*bold* _it_ `code`", "<b>x</b> &amp;", "[a](http://x) ![i](j)", "| a | b |", "~~s~~ {x} \\*", "http://x.y/z"]


def record_of(texts: list[str]) -> Record:
    board = Table()
    for text in texts:
        board.note(Block.PAIN, text=text)
    return Record(board=board.board(), at=NOW)


def full() -> Record:
    made = Table()
    pain = made.note(
        Block.PAIN, subtype="obstacle", text="Waits", detail="every day", measure="20 min",
        ratings=(Rating("alice", 4),),
        votes=(Vote("alice", 2), Vote("ben", 1)),
    )  # fmt: skip
    link = made.link(made.note(Block.PAIN_RELIEVER, text="Calls back"), pain, 0.5)
    made.back(pain, (2,), text="I gave up", source="a nurse")
    made.back(link, (4,), text="Paid for it", direction="against")
    kept = Hypothesis(id=1, code="H1", text="Six of ten pay", state="kept", about="1P1")
    return Record(board=made.board(hypotheses=(kept,)), at=NOW)


@pytest.mark.parametrize("text", ODD)
def test_a_cell_is_never_a_formula_and_comes_back_as_it_was(text: str) -> None:
    content = table.written(record_of([text])).decode("utf-8-sig")
    (row,) = list(csv.DictReader(StringIO(content, newline="")))
    assert row["text"].lstrip(" \u00a0\u3000")[:1] not in table.DANGEROUS
    assert table.unguarded(row["text"]) == text


def test_a_spreadsheet_takes_every_cell_as_text() -> None:
    content = table.written(record_of(DANGEROUS)).decode("utf-8-sig")
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for row in csv.reader(StringIO(content, newline="")):
        sheet.append([re.sub(r"[\x00-\x08\x0b-\x1f]", " ", cell) for cell in row])
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_table_tells_all_of_a_note() -> None:
    rows = list(csv.DictReader(StringIO(table.written(full()).decode("utf-8-sig"), newline="")))
    assert [row["code"] for row in rows] == ["1P1", "1R1"]
    wanted = {
        "segment": "Working parents",
        "kind": "Pain",
        "sort": "obstacle",
        "detail": "every day",
        "measure": "20 min",
        "rating": "4",
        "dots": "3",
        "linked to": "1R1",
    }
    assert {name: rows[0][name] for name in wanted} == wanted


def rendered(record: Record) -> str:
    return MarkdownIt("commonmark").enable("table").render(prose.written(record).decode())


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("text", [*MARKED, *ODD])
def test_a_wiki_shows_peoples_words_as_they_are(text: str) -> None:
    page = rendered(record_of([text]))
    assert " ".join(text.split()).replace(" ", "") in words(page).replace(" ", "")
    inside = page.partition("<h3>Pains</h3>")[2].partition("<h3>")[0]
    assert set(re.findall(r"<(\w+)", inside)) <= {"ul", "li", "strong"}


def test_a_wiki_shows_segments_blocks_fit_links_evidence_and_hypotheses() -> None:
    page = rendered(full())
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Dinner"]
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["1. Working parents", "What must be true", "Evidence"]
    assert re.findall(r"<h3>(.*?)</h3>", page) == [
        "Jobs", "Pains", "Gains", "Products and services", "Pain relievers", "Gain creators",
    ]  # fmt: skip
    shown = words(page)
    for piece in (
        "Fit on paper",
        "Stage: just begun. Biggest gap: P1 Waits (only partly served).",
        "P1 Waits every day (obstacle; measured by 20 min; typical rating 4; 3 votes; still an assumption)",
        "R1 Calls back (serves P1 partly)",
        "H1 Six of ten pay (about what customers want; drafted from P1; still an assumption)",
        "P1 “I gave up” (speaks for it; a customer said it; a nurse; 2026-11-23)",
        "R1-P1 “Paid for it” (speaks against it; a customer did it, at a cost; person 2; 2026-11-23)",
    ):
        assert piece in shown, shown


def proven() -> Record:
    """Return a workshop with a test that is over, what was learned, a decision, a pitch and an alternative."""
    made = full().board
    test = card(
        metric="say they would pay", threshold=6.0, min_sample=10, observed=7.0, sample=12, verdict="validated",
        experiment="customer_interview",
    )  # fmt: skip
    old = card(id=2, version=0, void=True, name="Thrown away")
    learned = Learning(
        id=1, code="L1", hypothesis=1, tests=(1,), observed="7 of 12", learned="They pay", decision="persevere",
        action="Ask for a deposit", at=NOW, recorder="alice", confidence=3,
    )  # fmt: skip
    decided = Decision(
        kind="step", origin="1", target="2", reason="We know <enough>", user="alice", at=NOW, deciders=("alice", "ben"),
        dissent="Chika would wait",
    )  # fmt: skip
    slots = (Slot(name="segment", text="working parents"), Slot(name="pain", text="waiting"))
    return Record(
        board=replace(
            made,
            tests=(old, test),
            learnings=(learned,),
            decisions=(decided,),
            pitches=(Pitch(segment=PARENTS.id, slots=slots, at=NOW),),
            alternatives=(Alternative(id=1, segment=PARENTS.id, name="A paper list", kind="workaround"),),
            consequences=(
                Consequence(id=1, learning=1, of="note", target=1, state="kept", reason="it is real"),
                Consequence(id=2, learning=1, of="hypothesis", target=1, state="handed", owner="ben"),
            ),
            members=(member("alice", "product"), member("ben"), member("stranger")),
        ),
        names={"alice": "Alice Adams", "ben": "Ben Baker"},
        at=NOW,
    )


def test_a_wiki_shows_tests_what_was_learned_decisions_and_the_pitch() -> None:
    page = rendered(proven())
    shown = words(page)
    for piece in (
        "Alice Adams (product; leads)",
        "What they use instead A paper list (workaround)",
        "working parents",
        "T1 Customer interview (tests H1; right if at least 6 say they would pay, of 10 or more; ",
        "came out 7 of 12; it holds; takes 7 days)",
        (
            "L1 They pay (about H1; we saw: 7 of 12; so we go on with it; Ask for a deposit; very sure; "
            "touches P1: kept as it is (it is real); touches H1: with Ben Baker; written by Alice Adams on 2026-11-23)"
        ),
        (
            "Going on to step 2, Customer profile (We know <enough>; decided by Alice Adams and Ben Baker; "
            "seen differently: Chika would wait; 2026-11-23)"
        ),
    ):
        assert piece in shown, shown
    assert "Thrown away" not in shown


def test_our_text_is_read_again_as_the_notes_it_tells() -> None:
    found = read_listing("x.md", prose.written(full()).decode())
    assert [(item.segment, item.draft.block, item.draft.text) for item in found.items] == [
        ("Working parents", Block.PAIN, "Waits every day"),
        ("Working parents", Block.PAIN_RELIEVER, "Calls back"),
    ]
    first = found.items[0]
    assert (first.draft.subtype, first.draft.rating, first.votes, first.measure) == ("obstacle", 4, 3, "20 min")
    assert all("under “Evidence”" in one.reason or "What must be true" in one.reason for one in found.unread)


def test_what_our_table_says_of_a_note_is_read_again() -> None:
    made = Table()
    made.note(Block.PAIN, frequency="weekly", flavour="social", moment="during", satisfaction=2.0, late=True)
    made.note(
        Block.JOB, context="In the evening", ticks=(Tick("important", holds=True), Tick("lucrative", holds=False))
    )
    content = table.written(Record(board=made.board(), at=NOW)).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content, newline="")))
    assert (rows[0]["satisfaction"], rows[0]["late"], rows[1]["ticks"]) == ("2", "yes", "important not-lucrative")
    assert rows[0]["created"] == "2026-11-16T09:00:00+00:00"
    assert list(rows[0])[-12:] == [
        "frequency", "satisfaction", "ticks", "variant", "parent", "late", "recheck", "flavour", "moment", "context",
        "supporting role", "decided",
    ]  # fmt: skip
    assert [item.more for item in read_listing("x.csv", content).items] == [
        {"frequency": "weekly", "flavour": "social", "moment": "during"},
        {"context": "In the evening"},
    ]


def test_json_opens_with_its_keys_in_order() -> None:
    told = json.loads(canvas_json.written(full()))
    assert list(told) == [
        "format", "workshop", "members", "segments", "notes", "links", "evidence", "hypotheses", "tests", "learnings",
        "decisions", "snapshots", "reminders", "findings",
    ]  # fmt: skip
    assert list(told["workshop"]) == [
        "id", "team", "channel", "name", "goal", "decision", "step", "state", "pace", "time_zone", "facilitator",
        "stand_in", "created", "why_now", "decider", "known", "silent", "off", "outsiders",
        "numbers",
    ]  # fmt: skip
    assert list(told["notes"][0]) == [
        "code", "segment", "block", "subtype", "text", "detail", "measure", "state", "author", "created", "updated",
        "ratings", "votes", "evidence", "source", "recheck", "satisfaction", "ticks",
        "frequency", "parent", "merged_into", "shared", "variant", "late", "early", "flavour", "moment", "context",
        "supporting_role", "decided",
    ]  # fmt: skip
    assert told["hypotheses"][0]["about"] == "1P1"
