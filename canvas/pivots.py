"""Changing course: the kinds of pivot, and what still holds when it leads to other customers."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from canvas.board import Board, Note, NoteState, Segment
from canvas.evidence import NOTHING
from canvas.links import active_links
from canvas.proof import Proof
from canvas.ranking import PROFILE, VALUE_MAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Pivot:
    """One way to change course: its name, what it means, the step it leads to, and whether it is offered first."""

    key: str
    name: str
    means: str
    step: int
    offered: bool = False


PIVOTS: Final = MappingProxyType({
    one.key: one
    for one in (
        Pivot(key="customer_segment", name="Other customers", step=2, offered=True,
              means="What we offer helps somebody else more."),
        Pivot(key="customer_need", name="Another need", step=2, offered=True,
              means="The same customers have a bigger problem than this one."),
        Pivot(key="zoom_in", name="Zoom in", step=3, offered=True,
              means="One part of the offer becomes all of it."),
        Pivot(key="zoom_out", name="Zoom out", step=3, offered=True,
              means="The whole offer becomes one part of something bigger."),
        Pivot(key="value_capture", name="Another way to earn", step=5, offered=True,
              means="They pay for something else, or in another way."),
        Pivot(key="channel", name="Another way to reach them", step=5, offered=True,
              means="The same offer comes to them by another road."),
        Pivot(key="platform", name="Platform", step=3, means="Others build on what we have, or the other way round."),
        Pivot(key="business_architecture", name="Few or many", step=5,
              means="From few sales with much in each to many with little, or the other way round."),
        Pivot(key="growth_engine", name="Another way to grow", step=5,
              means="It spreads by itself, or is paid for, or lives from those who stay."),
        Pivot(key="technology", name="Another technology", step=3, means="The same result is made in another way."),
    )
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A note of the old segment that may hold for the new one; `likely` is proposed, the rest is a question."""

    note: Note
    likely: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Copies:
    """What is copied into a new segment: notes with the ids and codes they were copied from, and their links.

    Links are (source, target, strength) with the same old ids. Ratings, votes and evidence stay where they were won.
    """

    notes: tuple[Note, ...]
    links: tuple[tuple[int, int, float], ...]


def still_holds(board: Board, segment: int, known: Proof) -> list[Candidate]:
    """Return what may still hold for other customers than those of a segment (a Segment.id), likely ones first.

    What turned out wrong, or speaks of customers without serving anything, is not proposed.
    """
    own = board.of_segment(segment)
    linked = {end for link in active_links(own) if link.works > 0 for end in (link.source, link.target)}
    found: list[Candidate] = []
    for note in own.notes:
        if note.state is not NoteState.OPEN:
            continue
        grounds = known.notes.get(note.id, NOTHING)
        if grounds.against > grounds.for_:
            found.append(Candidate(note, likely=False, reason="customers here said no"))
        elif note.id in linked:
            reason = "our offer is for it" if note.block in PROFILE else "it works here"
            found.append(Candidate(note, likely=True, reason=reason))
        elif note.block in VALUE_MAP:
            found.append(Candidate(note, likely=False, reason="it serves nothing yet"))
        else:
            found.append(Candidate(note, likely=False, reason="do they know this, too?"))
    return sorted(found, key=lambda one: not one.likely)


def copied(board: Board, chosen: Collection[int], to: Segment) -> Copies:
    """Return the chosen notes (ids of Note) as they begin in another segment, and the links between them.

    A copy shares a key with its origin, so that both are found together. Everything about it has to be shown anew.
    """
    notes = tuple(
        replace(
            note,
            segment=to.id,
            ratings=(),
            decided=None,
            votes=(),
            source=None,
            recheck=True,
            satisfaction=None,
            ticks=(),
            shared=note.share_key,
        )
        for note in board.notes
        if note.id in chosen
    )
    ids = {note.id for note in notes}
    links = tuple(
        (link.source, link.target, link.works) for link in active_links(board) if {link.source, link.target} <= ids
    )
    return Copies(notes, links)
