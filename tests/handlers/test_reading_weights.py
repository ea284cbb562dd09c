"""The ratings and votes of a list, and what is told of those that can't be kept."""

import pytest

from tests.handlers.test_reading_lists import csv, md


@pytest.mark.parametrize(
    ("cell", "votes"), [("7", 7), ("3 votes", 3), ("2.0", 2), ("-4", 0), ("many", 0), ("9" * 400, 0)]
)
def test_votes_are_numbers_however_they_are_written(cell: str, votes: int) -> None:
    (item,) = csv(f"block,text,votes\npain,Waits,{cell}").items
    assert item.votes == votes


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        (("9", ""), ["the rating 9 is not from 1 to 5, so this note comes without one"]),
        (("0", "0"), ["the rating 0 is not from 1 to 5, so this note comes without one"]),
        (("quite", "many"), ["the rating “quite” is not", "the votes “many” are not a number from 0"]),
        (("x" * 60, "9" * 400), [f"the rating “{'x' * 39}…” is not", f"the votes “{'9' * 39}…” are not a number"]),
        (("4", "-4"), ["the votes -4 are not a number from 0, so this note comes without any"]),
        (("", "100"), ["the votes 100 are more than a note takes, so it comes with 99"]),
        (("high", "3 votes"), []),
        (("–", "-"), []),
        (("n/a", "none"), []),
    ],
)
def test_ratings_and_votes_that_cannot_be_kept_are_told(cells: tuple[str, str], odd: list[str]) -> None:
    (item,) = csv(f"block,text,rating,votes\npain,Waits,{','.join(cells)}").items
    assert len(item.odd) == len(odd)
    assert all(said in told for said, told in zip(odd, item.odd, strict=True))


def test_a_rating_before_the_words_stands_whatever_its_column_says() -> None:
    (item,) = csv("block,text,rating\npain,extreme: Waits,9").items
    assert (item.draft.rating, item.odd) == (5, ())


def test_a_text_of_ours_that_was_changed_by_hand_brings_no_rating_that_is_none() -> None:
    (item,) = md("## Pains\n- **P1** Waits (rated 9; 200 votes)").items
    assert (item.draft.rating, item.votes) == (None, 99)
    assert [told.split(" ")[1] for told in item.odd] == ["rating", "votes"]
