"""The picture of a canvas: where everything stands, what is drawn literally, and how it opens."""

import json
import random
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise, product
from math import dist
from struct import unpack
from xml.etree import ElementTree as ET

import pytest
import typst
from pypdf import PdfReader

from canvas.board import Board, Evidence, Link, Note, Rating, Segment, Vote, Workshop
from canvas.method import KINDS, Block
from handlers.paper.formats import picture
from handlers.paper.measuring import breakable, direction, drawable, language
from handlers.paper.packing import SIZES
from handlers.paper.press import LINE, PACKAGED, TEMPLATE, Order, Press
from handlers.paper.record import Record
from handlers.paper.scene import Scene, described, scene
from handlers.paper.shapes import BADGE, HUB

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEGMENT = Segment(id=1, number=1, name="Working parents")
ROUNDED = 10.0  # what rounding of points may do to a side, in square pixels
WORDS = [
    "food",
    "goes",
    "off",
    "before",
    "anybody",
    "cooks",
    "it",
    "and",
    "the",
    "bin",
    "is",
    "full",
    "of",
    "what",
    "we",
    "paid",
    "for",
    "calm",
    "evening",
    "planning",
    "週次レポートを自動で作成",
    "Freigabeprozesse",
    "إعداد",
    "التقارير",
    "हर",
    "टीम",
    "प्रोजेक्ट",
    "совет",
    "кухня",
    "🚀",
    "❤️",
]
HOSTILE = [
    '#read("/etc/passwd")',
    "*bold* _it_ $x^2$ @ref <label> `raw`",
    "<svg onload=alert(1)>&amp;",
    "Z̶̢̧̡͍̩̘̟̥̟̱̺̹̳̲̤̹̳̈́̍a̷l̸g̶o̷",
    "abc\u202etxt.exe\u2066",
    "x" * 200,
    "half \ud83d character",
    "tab\tand\nline",
]


def board(texts: list[tuple[Block, str]], seed: int = 1, links: int = 0) -> Board:
    chance = random.Random(seed)
    notes: list[Note] = []
    for number, (block, text) in enumerate(texts):
        code = f"{KINDS[block].letter}{sum(note.block is block for note in notes) + 1}"
        at = AT - timedelta(days=9, seconds=-number)
        ratings = (Rating("alice", chance.randint(1, 5)),) if chance.random() < 0.5 else ()
        votes = (Vote("ben", chance.randint(1, 2)),) if chance.random() < 0.5 else ()
        notes.append(
            Note(
                id=number + 1, segment=1, code=code, block=block, text=text, author="alice", created=at, updated=at,
                ratings=ratings, votes=votes,
            )
        )  # fmt: skip
    pairs = [(one.id, other.id) for one in notes for other in notes if KINDS[one.block].serves is other.block]
    chosen = chance.sample(pairs, min(links, len(pairs)))
    return Board(
        workshop=Workshop(id=1, team="T", channel="C", name="Dinner on autopilot", facilitator="alice", created=AT),
        members=(),
        segments=(SEGMENT,),
        notes=tuple(notes),
        links=tuple(Link(id=n, source=one, target=other, strength=1.0) for n, (one, other) in enumerate(chosen, 1)),
        evidence=tuple(
            Evidence(id=note.id, note=note.id, tier=3, text="“Yes”", source=f"nurse {note.id}", added_by="ben", at=AT)
            for note in notes
            if chance.random() < 0.3
        ),
        hypotheses=(),
    )


def random_board(seed: int) -> Board:
    chance = random.Random(seed)
    count = chance.choice((1, 3, 8, 20, 45, 90, 150))
    texts = [
        (chance.choice(list(Block)), " ".join(chance.choices(WORDS, k=chance.randint(1, 14)))) for _ in range(count)
    ]
    return board(texts, seed, links=chance.randint(0, count))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("start", range(0, 120, 10))
def test_every_note_stands_once_within_its_own_area_and_none_overlaps(start: int) -> None:
    for seed in range(start, start + 10):
        of = random_board(seed)
        found = scene(of, SEGMENT, AT)
        assert len(found.notes) + sum(found.hidden.values()) == len(of.notes)
        assert len({note.code for note in found.notes}) == len(found.notes)
        _stand_within(found)
        _do_not_overlap(found)


def _stand_within(found: Scene) -> None:
    grounds = {area["key"]: area["ground"] for area in found.tree["areas"]}
    hubs = [(*found.tree["gift"], HUB), (*found.tree["circle"][:2], HUB), BADGE]
    for note in found.notes:
        assert note.size in SIZES
        for corner in product((note.x, note.x + note.w), (note.y, note.y + note.h)):
            assert _in_convex(grounds[note.area], corner), (note.code, note.area)
        for x, y, radius in hubs:
            nearest = (min(max(x, note.x), note.x + note.w), min(max(y, note.y), note.y + note.h))
            assert dist((x, y), nearest) >= radius, (note.code, "stands over a sign")


def _in_convex(ground: list[list[float]], point: tuple[float, float]) -> bool:
    """Tell whether a point lies within a convex polygon: on the same side of all its edges."""
    sides = [
        (qx - px) * (point[1] - py) - (qy - py) * (point[0] - px)
        for (px, py), (qx, qy) in pairwise([*ground, ground[0]])
    ]
    return all(side >= -ROUNDED for side in sides) or all(side <= ROUNDED for side in sides)


def _do_not_overlap(found: Scene) -> None:
    for number, one in enumerate(found.notes):
        for other in found.notes[number + 1 :]:
            beside = one.x + one.w <= other.x + 0.1 or other.x + other.w <= one.x + 0.1
            above = one.y + one.h <= other.y + 0.1 or other.y + other.h <= one.y + 0.1
            assert beside or above, (one.code, other.code)


def test_a_scene_tells_codes_ranks_links_votes_evidence_and_both_fits() -> None:
    of = board(
        [(Block.PAIN, "Food goes off"), (Block.PAIN, "Arguments"), (Block.PAIN_RELIEVER, "Warns in time")], links=1
    )
    found = scene(of, SEGMENT, AT)
    by_code = {note.code: note for note in found.notes}
    assert {note.state for note in found.notes} == {"met", "open", "plain"}
    assert by_code["R1"].links[0] in {"P1", "P2"}
    assert found.tree["fit"]["paper"] > 0
    assert sum(found.tree["met"]["pain"]) == 3
    assert [hint["area"] for hint in found.tree["hints"]] == ["product", "gain_creator", "job", "gain"]


def test_the_picture_in_words_fits_into_slacks_limit() -> None:
    words = described(random_board(6), SEGMENT, AT)
    assert len(words) <= 2000
    assert "Fit" in words
    assert described(board([]), SEGMENT, AT).endswith("Fit: not yet.")


def test_text_is_made_drawable() -> None:
    assert drawable("a\u202eb\x00c\n d\ud83d") == "abc d"
    assert drawable("") == "·"
    assert len(drawable("y" * 500)) == 200
    assert "\u200b" in breakable("x" * 60)
    assert (direction("שלום"), direction("hello"), language("カード"), language("한국"), language("客户")) == (
        "rtl",
        "ltr",
        "ja",
        "ko",
        "zh",
    )


@pytest.mark.parametrize("count", [0, 1, 29, 150])
def test_a_png_has_twice_the_pixels_of_the_scene(press: Press, count: int) -> None:
    of = board([(list(Block)[n % 6], " ".join(WORDS[n % 20 : n % 20 + 6])) for n in range(count)], links=count // 3)
    drawn = press.print_now(Order(scene(of, SEGMENT, AT), "png"))
    assert unpack(">II", drawn[16:24]) == (3200, 2000)


def test_an_svg_says_what_it_shows_and_holds_nothing_that_runs(press: Press) -> None:
    of = board([(list(Block)[n % 6], text) for n, text in enumerate(HOSTILE)])
    alt = 'Canvas "of" <b>'
    root = ET.fromstring(press.print_now(Order(scene(of, SEGMENT, AT), "svg", alt)))  # noqa: S314 - our own
    assert root.get("aria-label") == alt
    assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
    assert not [name for one in root.iter() for name in one.attrib if name.lower().startswith("on")]


async def test_the_same_picture_is_drawn_once_and_the_same_everywhere(press: Press) -> None:
    of = random_board(3)
    orders = [Order(scene(of, SEGMENT, AT), "svg") for _ in range(2)]
    assert orders[0].name == orders[1].name
    first = await press.print(lambda: orders[0])
    assert await press.print(lambda: orders[1]) is first
    assert Press().print_now(orders[0]) == first


def test_a_pdf_holds_every_note_in_full_and_hostile_text_literally(press: Press) -> None:
    long = "A very long pain " * 40
    of = board([(list(Block)[n % 6], text) for n, text in enumerate([*HOSTILE, long])], links=2)
    record = Record(board=of, at=AT)
    pages = PdfReader(BytesIO(press.print_now(picture("pdf", record, SEGMENT)))).pages
    text = " ".join("".join(page.extract_text() for page in pages).replace("\u200b", "").split())
    assert len(pages) > 1
    assert '#read("/etc/passwd")' in text
    assert "*bold* _it_ $x^2$ @ref <label> `raw`" in text
    assert "<svg onload=alert(1)>&amp;" in text
    assert text.count("A very long pain") >= 40
    assert "Notes for Working parents" in text


MEASURED = (
    "if n.scale > 0 { block(width: w, body(n.scale, n.text)) }",
    "if n.scale > 0 { assert(measure(block(width: w, body(n.scale, n.text))).height <= bh + .1pt, message: n.text) }",
)
ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "WMQABCDEFGHIJ", "iltfj", "il.,;:'!|tfj", "AbC-/dEf(gH)iJ%@0123456789"]


@pytest.mark.parametrize("letters", ALPHABETS)
@pytest.mark.parametrize("count", [8, 60, 150])
def test_words_that_are_not_measured_fit_their_note(letters: str, count: int) -> None:
    chance = random.Random(count)

    def words(most: int) -> str:
        found = ("".join(chance.choices(letters, k=chance.randint(1, 14))) for _ in range(chance.randint(1, most)))
        return " ".join(f"{word}{chance.choice(['', '', ',', '.', '?', ')', '-away'])}" for word in found)

    texts = [(list(Block)[number % len(Block)], words(25 if number % 2 else 8)) for number in range(count)]
    drawn = scene(board(texts, count, links=count // 3), SEGMENT, AT)
    assert letters.isalpha() == all(one.scale > 0 for one in drawn.notes)
    template = TEMPLATE.read_text(encoding="utf-8")
    assert MEASURED[0] in template
    setting = {"scene": json.dumps(drawn.tree), "emoji": LINE}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(p) for p in PACKAGED])
    source = template.replace(*MEASURED).encode()
    assert typst.compile(source, font_paths=fonts, format="png", ppi=20, sys_inputs=setting)
