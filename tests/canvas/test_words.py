"""Reading what people type."""

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Segment
from canvas.defaults import NOTE_LENGTH
from canvas.errors import (
    NoCode,
    NoText,
    UnknownCode,
    UnknownFunction,
    UnknownKind,
    UnknownRating,
    UnknownSegment,
    UnknownStrength,
)
from canvas.method import FUNCTIONS, KINDS, STRENGTHS, WEIGHTS, Block
from canvas.words import (
    Code,
    nearest,
    read_code,
    read_function,
    read_kind,
    read_lines,
    read_note,
    read_rating,
    read_segment,
    read_start,
    read_strength,
    read_target,
    split_codes,
    split_rating,
)

JOB, PAIN, GAIN = Block.JOB, Block.PAIN, Block.GAIN
Read = tuple[Block, str, int | None, str]


def read(text: str, block: Block | None = None) -> list[Read]:
    return [(draft.block, draft.subtype, draft.rating, draft.text) for draft in read_lines(text, block)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pain Waiting on hold", (PAIN, "", None, "Waiting on hold")),
        ("PAINS waiting on hold  ", (PAIN, "", None, "waiting on hold")),
        ("social job Look competent", (JOB, "social", None, "Look competent")),
        ("personal job Sleep well", (JOB, "emotional", None, "Sleep well")),
        ("required gain Works offline", (GAIN, "required", None, "Works offline")),
        ("extreme pain Waiting", (PAIN, "", 5, "Waiting")),
        ("obstacle extreme pain Waiting", (PAIN, "obstacle", 5, "Waiting")),
        ("extreme obstacle pain Waiting", (PAIN, "obstacle", 5, "Waiting")),
        ("nice to have gain A tune", (GAIN, "", 1, "A tune")),
        ("nice-to-have gain A tune", (GAIN, "", 1, "A tune")),
        ("undesired  outcome pain Waste", (PAIN, "undesired_outcome", None, "Waste")),
        ("pain reliever Warns early", (Block.PAIN_RELIEVER, "", None, "Warns early")),
        ("relief Warns early", (Block.PAIN_RELIEVER, "", None, "Warns early")),
        ("gain creator Plans by itself", (Block.GAIN_CREATOR, "", None, "Plans by itself")),
        ("feature One tap", (Block.PRODUCT, "", None, "One tap")),
        ("product or service One tap", (Block.PRODUCT, "", None, "One tap")),
        ("pain: Waiting", (PAIN, "", None, "Waiting")),
        ("pain：等待", (PAIN, "", None, "等待")),
        ("pain - Waiting", (PAIN, "", None, "Waiting")),
        ("• pain “Waiting on hold”", (PAIN, "", None, "Waiting on hold")),
        ("“pain Waiting on hold”", (PAIN, "", None, "Waiting on hold")),
        ("pain Risk of fire", (PAIN, "", None, "Risk of fire")),
        ("pain service outage", (PAIN, "", None, "service outage")),
        ("pain risk: Fire", (PAIN, "risk", None, "Fire")),
        ("obstacle Too far away", (PAIN, "obstacle", None, "Too far away")),
        ("social pain Look silly", (PAIN, "undesired_outcome", None, "Look silly")),
        ("social risk pain Look silly", (PAIN, "risk", None, "Look silly (social)")),
        ("social gain Look good", (GAIN, "", None, "Look good (social)")),
        ("extreme important pain Fire", (PAIN, "", 5, "Fire (important)")),
        ("social emotional job Shine", (JOB, "social", None, "Shine (emotional)")),
        ("pain Don't know ‘who’s who’", (PAIN, "", None, "Don't know ‘who’s who’")),
    ],
)
def test_a_command_says_the_kind_in_front(typed: str, expected: Read) -> None:
    assert read(typed) == [expected]


@pytest.mark.parametrize(
    "typed", ["", "Waiting on hold", "extreme Waiting", "painful Waiting", "pain-free day", "foo: x"]
)
def test_without_a_kind_the_sentence_lists_them(typed: str) -> None:
    with pytest.raises(UnknownKind, match="job, pain, gain, product, pain reliever or gain creator"):
        read_note(typed)


@pytest.mark.parametrize("typed", ["pain", "pain reliever", "pain // later", "pain 42", "gain 😩", "pain “”"])
def test_a_kind_without_words_keeps_nothing(typed: str) -> None:
    with pytest.raises(NoText):
        read_note(typed)


def test_several_lines_are_several_notes_and_repeat_or_inherit_the_kind() -> None:
    typed = (
        "extreme pain\n• Waiting on hold\n2) Wrong part\ngain Works offline\nService is slow\nsocial: Look calm\n// hm"
    )
    assert read(typed) == [
        (PAIN, "", 5, "Waiting on hold"),
        (PAIN, "", 5, "Wrong part"),
        (GAIN, "", None, "Works offline"),
        (PAIN, "", 5, "Service is slow"),
        (JOB, "social", None, "Look calm"),
    ]
    assert read("pain Waiting\npain in the neck\ngain\nCalm") == [
        (PAIN, "", None, "Waiting"),
        (PAIN, "", None, "pain in the neck"),
        (GAIN, "", None, "Calm"),
    ]
    assert read("pain “Waiting\nWrong part”") == [(PAIN, "", None, "Waiting"), (PAIN, "", None, "Wrong part")]


def test_in_a_thread_only_a_colon_names_another_kind() -> None:
    typed = "Pain when late\n- social: Look good\n\n😩\n// hm?\nimportant: Call mum\nrisk:\n1. Fire\n* Flood"
    drafts = read_lines(typed, JOB)
    assert [(d.block, d.subtype, d.rating, d.text, d.line) for d in drafts] == [
        (JOB, "", None, "Pain when late", 0),
        (JOB, "social", None, "Look good", 1),
        (JOB, "", 5, "Call mum", 5),
        (PAIN, "risk", None, "Fire", 7),
        (PAIN, "risk", None, "Flood", 8),
    ]
    assert read_note("“Three shops”", PAIN).text == "Three shops"
    assert read_lines("// just talk", PAIN) == []


@pytest.mark.parametrize("block", Block)
def test_every_alias_and_subtype_and_weight_of_the_method_is_understood(block: Block) -> None:
    kind = KINDS[block]
    for alias in kind.aliases:
        assert read(f"{alias.title()} Something new") == [(block, "", None, "Something new")]
        for subtype, words in kind.subtypes.items():
            for word in words:
                assert read(f"{word} {alias}: Something new") == [(block, subtype, None, "Something new")]
        for word, weight in WEIGHTS.items():
            assert read(f"{word} {alias}: Something new") == [(block, "", weight, "Something new")]


def test_a_new_subtype_is_one_entry_in_the_method() -> None:
    code = (
        "from canvas import method as m\n"
        "m.KINDS[m.Block.PAIN].subtypes['fear'] = ('fear', 'big fear')\n"
        "from canvas.words import read_note\n"
        "d = read_note('big fear Losing the data'); print(d.block.value, d.subtype, d.text)"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter and code
    assert outcome.stdout.strip() == "pain fear Losing the data"


def test_a_long_text_keeps_its_first_sentence_as_the_note() -> None:
    sentence = "We wait, e.g. on hold, for a very long time. "
    draft = read_note("pain " + sentence + "Then more. " * 40)
    assert (draft.text, draft.cut) == (sentence.strip(), True)
    assert draft.detail.startswith("Then more.")


@given(st.text(max_size=200), st.none() | st.sampled_from(Block))
def test_any_text_is_read_or_refused_with_a_sentence(text: str, block: Block | None) -> None:
    with suppress(UnknownKind):
        drafts = read_lines(text, block)
        assert all(draft.text and len(draft.text) <= NOTE_LENGTH for draft in drafts)
        assert len({draft.line for draft in drafts}) == len(drafts)


def test_a_kind_alone_is_read() -> None:
    assert (read_kind("Gain"), read_kind(" pain reliever ")) == (GAIN, Block.PAIN_RELIEVER)
    for text in ("", "foo", "gain something", "extreme:"):
        with pytest.raises(UnknownKind):
            read_kind(text)


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("R1-P2 partly", ["R1", "P2"], "partly"),
        ("r1 p2", ["R1", "P2"], ""),
        ("R1 → P2: no", ["R1", "P2"], "no"),
        ("2P3 text", ["2P3"], "text"),
        ("P1, P4 P5", ["P1", "P4", "P5"], ""),
        ("P3: x", ["P3"], "x"),
        ("H1 T2 L3", ["H1", "T2", "L3"], ""),
        ("Phone P1", [], "Phone P1"),
        ("P0", [], "P0"),
        ("", [], ""),
    ],
)
def test_codes_are_split_from_what_follows(text: str, codes: list[str], rest: str) -> None:
    found, left = split_codes(text)
    assert ([str(code) for code in found], left) == (codes, rest)


def test_so_many_codes_are_read_and_no_more() -> None:
    assert split_codes("P1 S3 uploads fail", most=1) == ([Code(None, "P1")], "S3 uploads fail")
    assert read_code(" 2p3 ") == Code(2, "P3")
    for text in ("", "P1 P2", "pain"):
        with pytest.raises(UnknownCode):
            read_code(text)


def test_the_target_of_evidence_is_a_note_or_a_link() -> None:
    assert read_target("P1 S3 fails") == ([Code(None, "P1")], "S3 fails")
    assert read_target("1R1-P2 “Yes” – Ann") == ([Code(1, "R1"), Code(None, "P2")], "“Yes” – Ann")
    assert read_target("P1") == ([Code(None, "P1")], "")
    for text in ("", "they said", "P1-P2-P3 x"):
        with pytest.raises(NoCode):
            read_target(text)


PARENTS = Segment(id=1, number=1, name="Parents")
KIDS = Segment(id=2, number=2, name="Parents with kids")
BOTH = (PARENTS, KIDS)


@pytest.mark.parametrize(
    ("typed", "text", "segment"),
    [
        ("pain Waiting", "pain Waiting", None),
        ("pain Waiting --segment parents", "pain Waiting", PARENTS),
        ("pain Waiting --segment Parents  with Kids", "pain Waiting", KIDS),
        ("--segment parents with kids pain Waiting", "pain Waiting", KIDS),
        ("--segment parents pain Waiting", "pain Waiting", PARENTS),
        ("pain —segment “Parents with kids” Waiting", "pain Waiting", KIDS),
        ("pain --segment=2 Waiting", "pain Waiting", KIDS),
        ("pain Waiting --segment 1\nWrong part", "pain Waiting\nWrong part", PARENTS),
        ("pain No--segment here", "pain No--segment here", None),
    ],
)
def test_the_longest_open_segment_that_is_named_is_meant(typed: str, text: str, segment: Segment | None) -> None:
    found, meant = read_segment(typed, BOTH)
    assert (" ".join(found.split(" ")).replace(" \n", "\n"), meant) == (text, segment)


@pytest.mark.parametrize("typed", ["pain --segment Nurses", "pain --segment", "pain --segment 3", "--segment Parentsy"])
def test_an_unknown_segment_is_answered_with_those_there_are(typed: str) -> None:
    with pytest.raises(UnknownSegment, match="Parents, Parents with kids"):
        read_segment(typed, BOTH)


def test_start_splits_at_the_last_for() -> None:
    assert read_start("Dinner for two FOR “Working parents”") == ("Dinner for two", "Working parents")
    assert read_start("Dinner\non autopilot") == ("Dinner on autopilot", "")
    assert read_start("") == ("", "")


def test_ratings_are_numbers_or_weighing_words() -> None:
    assert [read_rating(word) for word in ("1", " 5 ", "Extreme", "nice  to have")] == [1, 5, 5, 1]
    for word in ("0", "6", "4.5", "very", "", "٣"):
        with pytest.raises(UnknownRating, match=r"1 \(moderate\) to 5 \(extreme\).*rate P2 4"):
            read_rating(word, "P2", KINDS[PAIN].scale)


def test_strengths_may_be_begun_and_nothing_means_fully() -> None:
    assert {name: read_strength(name.upper()) for name in STRENGTHS} == STRENGTHS
    assert (read_strength("part"), read_strength("full"), read_strength("")) == (0.5, 1.0, 1.0)
    for word in ("f", "very", "0.5"):
        with pytest.raises(UnknownStrength):
            read_strength(word)


def test_functions_are_read_and_mistakes_answered_with_the_nearest() -> None:
    assert [read_function(name.title()) for name in FUNCTIONS] == list(FUNCTIONS)
    with pytest.raises(UnknownFunction, match="engineering"):
        read_function("enginering")
    with pytest.raises(UnknownFunction, match="product, design, research"):
        read_function("zzz")


def test_the_nearest_words_come_best_first() -> None:
    words = ["segment", "settings", "vote", "start", "step"]
    assert nearest("st", words)[:2] == ["start", "step"]
    assert nearest("Segmnt", words)[0] == "segment"
    assert nearest("", words) == []


@pytest.mark.parametrize(
    ("typed", "codes", "word"),
    [
        ("P1 4", ["P1"], "4"),
        ("4 P1", ["P1"], "4"),
        ("extreme 2p1", ["2P1"], "extreme"),
        ("P1 P2 5", ["P1", "P2"], "5"),
        ("4 P1 now", [], "4 P1 now"),
        ("nonsense", [], "nonsense"),
    ],
)
def test_a_rating_stands_behind_the_code_or_in_front(typed: str, codes: list[str], word: str) -> None:
    found, rest = split_rating(typed)
    assert ([str(code) for code in found], rest) == (codes, word)
