"""Common letters are measured on a faster way than others: both ways must come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.paper.measuring import drawable, language, pieces

NOTHING = "\u200b"  # has no width, and is not among the common signs
COMMON = st.text(st.sampled_from("".join(map(chr, range(32, 127))) + "…"))
LATIN = st.text(st.characters(max_codepoint=0x2FF))


@given(COMMON)
def test_common_signs_break_and_measure_as_all_others(text: str) -> None:
    fast, slow = pieces(f"{text}a"), pieces(f"{text}a{NOTHING}")
    assert len(fast) == len(slow)
    for one, other in zip(fast, slow, strict=True):
        assert one == pytest.approx(other)


@given(LATIN)
def test_latin_letters_are_drawn_as_all_others(text: str) -> None:
    assert drawable(text) == drawable(f"{text}\n")
    assert language(text) == language(f"{text}→") == "en"
