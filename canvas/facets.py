"""What can be said of a note beside its words, as data: how often, when, what about. A new one is one entry here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from canvas.board import Note
from canvas.defaults import FREQUENCIES
from canvas.errors import RuleBroken
from canvas.method import FLAVOURS, MOMENTS, SUPPORTING_ROLES, Block
from canvas.note_errors import NotOfThisKind, NotOfThisSort


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One such thing: a field of Note. With `choices` (value -> what it says) one of them holds, else any words.

    `subtype` is the only sort that has it, and what a note without a sort becomes by it. `kept_by` are kinds that
    may have it from earlier. `shown` is how it reads in a list, `asks` the question, `named` what the log calls it.
    """

    name: str
    block: Block
    subtype: str = ""
    kept_by: tuple[Block, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    asks: str
    example: str = ""
    shown: str = "{}"
    named: str

    def applies(self, note: Note) -> bool:
        """Tell whether this is asked of a note of its kind, or was said of it before."""
        return note.block is self.block or (note.block in self.kept_by and bool(getattr(note, self.name)))


FACETS: Final = (
    Facet(
        name="moment",
        block=Block.PAIN,
        kept_by=(Block.GAIN,),
        choices=MappingProxyType({key: words.capitalize() for key, words in MOMENTS.items()}),
        asks="When?",
        named="the moment",
    ),
    Facet(
        name="frequency",
        block=Block.PAIN,
        choices=MappingProxyType({name: name.capitalize() for name in FREQUENCIES}),
        asks="How often?",
        named="how often",
    ),
    Facet(
        name="flavour",
        block=Block.PAIN,
        subtype="undesired_outcome",
        choices=MappingProxyType(FLAVOURS),
        asks="What does it do to them?",
        named="what it does to them",
    ),
    Facet(
        name="context",
        block=Block.JOB,
        asks="When or where does it come up?",
        example="On the way home, with a tired child",
        shown="comes up: {}",
        named="when or where it comes up",
    ),
    Facet(
        name="supporting_role",
        block=Block.JOB,
        subtype="supporting",
        choices=MappingProxyType(SUPPORTING_ROLES),
        asks="What does it support?",
        named="what it supports",
    ),
)
CONTEXT_LENGTH: Final = 200  # characters
NAMES: Final = tuple(facet.name for facet in FACETS)
# Words in front of a pain that say what it does to them: kind -> the facet they are of.
TYPED: Final = {facet.block: facet for facet in FACETS if facet.name == "flavour"}


def read_facets(block: Block, subtype: str, said: Mapping[str, str], known: Note | None = None) -> dict[str, str]:
    """Return what a form says of a note: its sort and its facets; what was not asked is not in it.

    Of a note that is `known`, what it had before stays possible. Raises NotOfThisKind, NotOfThisSort.
    """
    found = {"subtype": subtype}
    for facet in FACETS:
        value = said.get(facet.name)
        if value is None or (facet.choices and value not in {"", *facet.choices}):
            continue
        if block is facet.block or (known is not None and facet.applies(known)):
            found |= _fitting(facet, found["subtype"], value)
        elif value:
            raise _in_field(facet, NotOfThisKind(asks=facet.asks, kind=facet.block.value))
    return found


def _fitting(facet: Facet, subtype: str, value: str) -> dict[str, str]:
    if not value or not facet.subtype:
        return {facet.name: value}
    if subtype not in {"", facet.subtype}:
        raise _in_field(facet, NotOfThisSort(asks=facet.asks, sort=facet.subtype.replace("_", " ")))
    return {facet.name: value, "subtype": facet.subtype}


def _in_field(facet: Facet, problem: RuleBroken) -> RuleBroken:
    problem.field = facet.name
    return problem


def told(note: Note) -> list[str]:
    """Return what a list says of a note beside its words and its sort."""
    values = ((facet, str(getattr(note, facet.name))) for facet in FACETS if facet.applies(note))
    return [
        facet.shown.format(facet.choices.get(value, value).lower() if facet.choices else value)
        for facet, value in values
        if value and facet.subtype in {"", note.subtype}
    ]
