"""Typed text as it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.defaults import NOTE_LENGTH
from canvas.text import clean, is_talk, readable, shorten, strip_bullets, unquote
from canvas.words import named_lines


@pytest.mark.parametrize(
    ("text", "length", "detail"),
    [
        ("x" * 300, 300, ""),
        ("x" * 301, 300, "x"),
        ("word " * 80, 299, "word word"),
        ("等" * 200 + "。" + "等" * 200, 201, "等"),
        ("a" * 305 + ". B", 300, "aaaaa. B"),
    ],
)
def test_a_text_is_cut_at_a_sentence_or_else_at_a_word(text: str, length: int, detail: str) -> None:
    note, rest, cut = shorten(text)
    assert (len(note), cut) == (length, bool(detail))
    assert rest.startswith(detail)


@given(st.text(max_size=700))
def test_shortening_loses_nothing_but_space(text: str) -> None:
    note, rest, cut = shorten(text)
    assert len(note) <= NOTE_LENGTH
    assert "".join((note + rest).split()) == "".join(clean(text).split())
    assert cut == bool(rest)


def test_what_no_database_or_screen_can_hold_is_left_out() -> None:
    assert clean("a\x00b\x07\ud800c\r\nd\u2028e\tf ") == "abc\nd\ne\tf"
    assert clean("👩‍👧 שלום") == "👩‍👧 שלום"


def test_quotes_around_the_whole_are_taken_off_and_others_stay() -> None:
    assert [unquote(text) for text in ("“a b”", '"a"', "«a»", "‘it’s’", "'a'", "「等」")] == [
        "a b", "a", "a", "it’s", "a", "等",
    ]  # fmt: skip
    for text in ("“a” and “b”", '"', "“a", "a”", "'90s and 'that'"):
        assert unquote(text) == text


def test_bullets_are_taken_off_and_numbers_that_mean_something_stay() -> None:
    assert [strip_bullets(line) for line in ("• a", "•a", "- a", "* a", "1. a", "12) a", "(3) a", "– - a")] == ["a"] * 8
    for line in ("-5 degrees", "1.5 hours", "*bold*", "2026. a"):
        assert strip_bullets(line) == line


def test_talk_has_slashes_or_no_letters() -> None:
    assert all(is_talk(line) for line in ("// hm", "  // hm", "", "42", "😩", "!?"))
    assert not any(is_talk(line) for line in ("a", "等", "http://x", "नमस्ते"))


def test_only_what_nothing_can_hold_is_left_out() -> None:
    assert readable(" Waiting\0 on\ud800 hold\r\nFood\x1b ") == " Waiting on hold\nFood "
    assert readable(" Zeit \U0001f4a1\n") == " Zeit \U0001f4a1\n"


def test_lines_that_name_their_kind_by_a_colon_are_told_from_talk() -> None:
    text = "Hello!\n- pain: Waiting on hold\npain Waiting\ngain:\nextreme: Waiting\nGain: Eat together"
    assert named_lines(text) == ["- pain: Waiting on hold", "Gain: Eat together"]
