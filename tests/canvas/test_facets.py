"""What is said of a note beside its words, and how notes are called."""

from collections.abc import Mapping

import pytest

from canvas.board import Note
from canvas.codes import Codes
from canvas.errors import RuleBroken
from canvas.facets import FACETS, NAMES, read_facets, told
from canvas.merging import as_one
from canvas.method import Block
from canvas.words import read_note
from tests.canvas.boards import Table

PAIN, JOB, GAIN = Block.PAIN, Block.JOB, Block.GAIN


def test_every_facet_is_a_field_of_a_note_and_has_one_name() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert set(NAMES) <= set(Note.__dataclass_fields__)
    assert all(facet.asks and facet.named for facet in FACETS)


@pytest.mark.parametrize(
    ("block", "subtype", "said", "kept"),
    [
        (PAIN, "", {"flavour": "social"}, {"flavour": "social", "subtype": "undesired_outcome"}),
        (PAIN, "risk", {"flavour": "", "moment": "after"}, {"flavour": "", "moment": "after", "subtype": "risk"}),
        (PAIN, "", {"frequency": "hourly"}, {"subtype": ""}),
        (JOB, "", {"context": "At night"}, {"context": "At night", "subtype": ""}),
        (JOB, "", {"supporting_role": "buyer"}, {"supporting_role": "buyer", "subtype": "supporting"}),
        (GAIN, "required", {"context": "", "moment": ""}, {"subtype": "required"}),
    ],
)
def test_a_form_says_more_of_a_note(
    block: Block, subtype: str, said: Mapping[str, str], kept: Mapping[str, str]
) -> None:
    assert read_facets(block, subtype, said) == kept


@pytest.mark.parametrize(
    ("block", "subtype", "said", "field", "sentence"),
    [
        (GAIN, "", {"moment": "after"}, "moment", "asked of a pain only"),
        (PAIN, "", {"context": "At night"}, "context", "asked of a job only"),
        (PAIN, "risk", {"flavour": "social"}, "flavour", "for the sort “undesired outcome”"),
        (JOB, "social", {"supporting_role": "buyer"}, "supporting_role", "for the sort “supporting”"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    block: Block, subtype: str, said: Mapping[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence) as problem:
        read_facets(block, subtype, said)
    assert problem.value.field == field


def test_a_gain_keeps_the_moment_it_had_and_gets_none_anew() -> None:
    table = Table()
    old, new = table.note(GAIN, moment="before"), table.note(GAIN)
    assert read_facets(GAIN, "", {"moment": "after"}, old) == {"moment": "after", "subtype": ""}
    assert told(old) == ["before the job"]
    with pytest.raises(RuleBroken):
        read_facets(GAIN, "", {"moment": "after"}, new)


def test_a_list_tells_what_fits_the_sort_of_a_note() -> None:
    table = Table()
    pain = table.note(PAIN, subtype="undesired_outcome", flavour="social", moment="during", frequency="daily")
    assert told(pain) == ["during the job", "daily", "it makes them look bad"]
    assert told(table.note(PAIN, subtype="risk", flavour="social")) == []
    assert told(table.note(JOB, context="At night")) == ["comes up: At night"]


def test_of_notes_that_are_one_the_keeper_says_what_it_says_and_the_others_fill_its_gaps() -> None:
    table = Table()
    keeper = table.note(PAIN, subtype="risk", moment="after")
    other = table.note(PAIN, subtype="undesired_outcome", moment="before", frequency="daily", flavour="social")
    whole = as_one(keeper, [keeper, other])
    assert (whole.moment, whole.frequency, whole.flavour) == ("after", "daily", "")


def test_a_code_names_its_segment_as_soon_as_there_are_several() -> None:
    table = Table()
    note = table.note(PAIN)
    one = Codes(table.board().segments)
    assert (one.typed(note), one.read(note)) == ("1P1", "P1")
    both = Codes([*one.segments, *one.segments])
    assert both.read(note) == "1P1"
    assert Codes([]).typed(note) == "P1"


@pytest.mark.parametrize(
    ("typed", "flavour", "text"),
    [
        ("social pain Look silly", "social", "Look silly"),
        ("personal pain: Feel stupid", "emotional", "Feel stupid"),
        ("extreme undesired functional pain Breaks", "functional", "Breaks"),
        ("ancillary: Crumbs everywhere", "ancillary", "Crumbs everywhere"),
        ("social emotional pain Shame", "social", "Shame (emotional)"),
        ("obstacle social pain Shame", "", "Shame (social)"),
        ("social job Shine", "", "Shine"),
    ],
)
def test_a_word_before_a_pain_says_what_it_does_to_people(typed: str, flavour: str, text: str) -> None:
    draft = read_note(typed)
    assert (draft.flavour, draft.text) == (flavour, text)
    assert not flavour or draft.subtype == "undesired_outcome"
