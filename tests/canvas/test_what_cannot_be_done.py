"""What cannot be done with jobs, ratings and merged notes is said in a sentence, at the field it belongs to."""

import pytest

from canvas.errors import RuleBroken
from canvas.job_errors import NoAnswer, NotAJob, SameJob
from canvas.merge_errors import IsMerged
from canvas.rating_errors import SaidTwice, TooManyDots
from canvas.restore_errors import NotGone


@pytest.mark.parametrize(
    ("broken", "says", "field"),
    [
        (TooManyDots("7", each=3, wanted=4), "You have 3 dots here and placed 4.", "7"),
        (SaidTwice("place2"), "further up already", "place2"),
        (NotAJob(code="P1"), "P1 is not a job.", None),
        (NoAnswer(), "in a few words", "why1"),
        (SameJob(code="J2"), "the same as J2", "why1"),
        (IsMerged(code="P3"), "`/vpd unmerge P3`", None),
        (NotGone(code="P3"), "P3 is on the canvas already.", None),
    ],
)
def test_what_cannot_be_done_is_a_sentence_at_its_field(broken: RuleBroken, says: str, field: str | None) -> None:
    assert says in broken.sentence
    assert broken.field == field
