"""What counts as alike, and whether the index finds it."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import likeness
from canvas.defaults import DUPLICATE
from canvas.likeness import is_larger_edit, keys, match_lines, shape, similarity, sought

WORDS = [
    "waiting",
    "hold",
    "phone",
    "dinner",
    "fridge",
    "vegetables",
    "money",
    "payday",
    "children",
    "calm",
    "evening",
    "plan",
    "meeting",
    "allergy",
    "shop",
    "bill",
    "grocery",
    "leftover",
    "parent",
    "work",
    "school",
    "week",
    "healthy",
    "cook",
    "fight",
    "screen",
    "table",
    "third",
    "recipe",
    "nurse",
    "shift",
    "night",
    "nothing",
]
LINES = (
    "Feed the family a healthy dinner every weekday",
    "Keep the grocery bill under control",
    "Look like a parent who has it together",
    "Feel calm when the kids come home",
    "Use up leftovers",
    "Agree on meals without a fight",
    "Standing in front of the fridge at 18:10 with no idea 😩",
    "Throwing away a third of the vegetables",
    "Three shops before everything is found",
    "Late meetings wreck the plan",
    "Allergy scares when grandparents cook",
    "A calm half hour in the evening",
    "Knowing the money lasts until payday",
    "Knowing what's for dinner before leaving work",
)


def test_near_duplicates_of_a_real_workshop_are_found_and_nothing_else() -> None:
    assert similarity("Throwing away one third of the vegetables", "Throwing away a third of the vegetables") >= 0.7
    for i, line in enumerate(LINES):
        assert all(similarity(line, other) < DUPLICATE for other in LINES[i + 1 :]), line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Waiting on hold", "waiting on HOLD!"),
        ("Waiting on hold", "We waited on hold"),
        ("What's for dinner", "Whats for dinner?"),
        ("等待客服電話", "等待客服電話。"),
        ("ｗａｉｔｉｎｇ", "waiting"),
        ("प्रतीक्षा करना", "प्रतीक्षा  करना"),
        ("انتظار طويل", "انتظار طويل!"),
        ("Too many stories", "Too many story"),
    ],
)
def test_capitals_endings_and_punctuation_make_no_difference_in_any_script(one: str, other: str) -> None:
    assert similarity(one, other) >= DUPLICATE


@pytest.mark.parametrize(("one", "other"), [("Waiting on hold", "Works offline"), ("等待客服電話", "價格太高")])
def test_different_things_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) < 0.3


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_symmetric_share_for_any_text(one: str, other: str) -> None:
    assert similarity(one, one) == 1
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1


@given(st.text(max_size=300))
def test_keys_are_small_whole_numbers_without_repeats(text: str) -> None:
    found = keys(text)
    assert all(0 <= key < 2**31 for key in found)
    assert 0 < len(found) == len(set(found))


def test_a_note_has_a_handful_of_keys() -> None:
    assert max(len(keys(line)) for line in LINES) <= 12


def test_keys_are_the_same_in_every_process() -> None:
    code = "from canvas.likeness import keys; print(keys('Waiting on hold'))"
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter and code
    assert outcome.stdout.strip() == str(keys("Waiting on hold"))


def test_texts_that_share_their_words_always_share_a_key_even_without_trigrams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "SKETCH", 0)
    chance = random.Random(3)
    alike = 0
    while alike < 3000:
        common = chance.sample(WORDS, k=chance.randint(1, 20))
        one, other = (" ".join(common + chance.choices(WORDS, k=chance.randint(0, 5))) for _ in range(2))
        words, others = shape(one).words, shape(other).words
        if len(words & others) >= DUPLICATE * len(words | others):
            alike += 1
            assert set(keys(one)) & set(sought(other)), (one, other)


def mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, max(1, len(letters) // 5))):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice(("", chance.choice("aeiourstn "), letters[place] * 2))
    return "".join(letters)


def test_texts_that_share_their_trigrams_share_a_key_in_99_of_100_cases() -> None:
    chance = random.Random(7)
    found: list[bool] = []
    while len(found) < 1500:
        text = " ".join(chance.choices(WORDS, k=chance.randint(2, 9)))
        other = mistyped(text, chance)
        if DUPLICATE <= similarity(text, other) < DUPLICATE + 0.08:
            found.append(bool(set(keys(text)) & set(sought(other))))
    assert sum(found) / len(found) >= 0.99


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a one", "b two"], ["a one", "b two"], [(0, 0), (1, 1)]),
        (["Waiting on hold"], ["Something else entirely"], [(0, 0)]),
        (["Waiting on hold", "Wrong part"], ["Wrong part", "Waiting on hold"], [(1, 0), (0, 1)]),
        (["Waiting on hold", "Wrong part"], ["Wrong part"], [(1, 0), (0, None)]),
        (["Waiting on hold"], ["Late bus", "Waiting on hold for long"], [(None, 0), (0, 1)]),
        (["Allergy scares when grandparents cook"], ["Allergy scares whenever grandparents cook"], [(0, 0)]),
        (["Same", "Same"], ["Same"], [(0, 0), (1, None)]),
        ([], ["New"], [(None, 0)]),
        (["Old"], [], [(0, None)]),
    ],
)
def test_edited_lines_are_matched_by_likeness(
    old: list[str], new: list[str], pairs: list[tuple[int | None, int | None]]
) -> None:
    assert match_lines(old, new) == pairs


@given(st.lists(st.sampled_from(LINES), max_size=6), st.lists(st.sampled_from(LINES), max_size=6))
def test_each_line_is_matched_once(old: list[str], new: list[str]) -> None:
    pairs = match_lines(old, new)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(old)))
    assert sorted(j for _, j in pairs if j is not None) == list(range(len(new)))


def test_accents_and_marks_are_parts_of_words() -> None:
    assert shape("Café déjà vu!").words == shape("café, déjà – vu").words
    assert similarity("हर टीम के लिए", "हर टीम के लिए!") == 1


def test_a_larger_edit_is_one_that_says_something_else() -> None:
    assert is_larger_edit("Waiting on hold", "Paying too much")
    assert not is_larger_edit("Waiting on hold", "Waiting, on hold")
