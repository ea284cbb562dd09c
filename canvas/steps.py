"""The soft gates between the steps: what is still thin. Nothing is ever locked; this only advises."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from canvas.board import Board, Member, Note
from canvas.defaults import (
    CUSTOMER_TIER,
    ORPHANS,
    PROFILE_SIZE,
    SERVED_TOP_PAINS,
    SUBTYPES_WANTED,
    TEAM_ADVICE,
    TEAM_FULL_FUNCTIONS,
    TEAM_FUNCTIONS,
    TEAM_SIZE,
    TEAM_WEIGHTS,
    TOP_RATED,
    WITH_EVIDENCE,
)
from canvas.fit import active_links
from canvas.method import CUSTOMER_FACING, KINDS, LENSES, Block
from canvas.ranking import PROFILE, open_notes, ranked

Gate = Callable[[Board, datetime], Iterator[str]]


def thin(board: Board, step: int, at: datetime) -> list[str]:
    """Return what is still thin at the end of a step, each in a sentence; empty when it is round."""
    return list(GATES[step](board, at)) if step in GATES else []


def active_members(board: Board) -> list[Member]:
    """Return who takes part now."""
    return [member for member in board.members if member.left is None]


def team_score(board: Board) -> float:
    """Return how much of what a team needs is there, 0 to 1: functions, lenses, somebody who meets customers."""
    functions = {member.function for member in active_members(board) if member.function}
    lenses = sum(bool(functions.intersection(owners)) for owners in LENSES.values())
    parts = (
        min(1.0, len(functions) / TEAM_FULL_FUNCTIONS),
        lenses / len(LENSES),
        float(bool(functions.intersection(CUSTOMER_FACING))),
    )
    return sum(weight * part for weight, part in zip(TEAM_WEIGHTS, parts, strict=True))


def _team(board: Board, _: datetime) -> Iterator[str]:
    members = active_members(board)
    functions = {member.function for member in members if member.function}
    fewest, most = TEAM_SIZE
    if len(members) < fewest:
        yield f"Only {len(members)} of you {'is' if len(members) == 1 else 'are'} in; {fewest} or more see more."
    if len(members) > most:
        yield f"You are {len(members)}; more than {most} are better in groups with a segment each."
    if len(functions) < TEAM_FUNCTIONS or team_score(board) < TEAM_ADVICE:
        yield "The team is narrow: bring in people from other functions."
    for lens, owners in LENSES.items():
        if not functions.intersection(owners):
            yield f"Nobody looks at {lens} yet: {', '.join(owners[:3])} would."
    if not functions.intersection(CUSTOMER_FACING):
        yield f"Nobody meets customers every day: invite {', '.join(CUSTOMER_FACING)}."
    if not board.workshop.stand_in:
        yield "There is no stand-in for the facilitator yet."
    if not board.workshop.decision:
        yield "The decision this workshop informs is not written down yet."


def _profile(board: Board, at: datetime) -> Iterator[str]:
    for block in PROFILE:
        yield from _thin_block(board, block)
    notes = open_notes(board, blocks=PROFILE)
    if any(not note.ratings for note in ranked(board, at, blocks=PROFILE)[:TOP_RATED]):
        yield "Some of the top notes are not rated yet: `/vpd rate P1 4`."
    known = {one.note for one in board.evidence if one.tier >= CUSTOMER_TIER and one.state == "active"}
    if notes and sum(note.id in known for note in notes) < WITH_EVIDENCE * len(notes):
        yield "Most of it is still a guess: add what customers said with `/vpd evidence P1 …`."


def _thin_block(board: Board, block: Block) -> Iterator[str]:
    notes, kind = open_notes(board, blocks=[block]), KINDS[block]
    plural = kind.plural.lower()
    if len(notes) < PROFILE_SIZE[block]:
        yield f"{len(notes)} {plural} {'is' if len(notes) == 1 else 'are'} few: {PROFILE_SIZE[block]} or more is usual."
    said = {_subtype(note) for note in notes}
    missing = [subtype for subtype in kind.subtypes if subtype not in said]
    if notes and len(said) < SUBTYPES_WANTED[block]:
        yield f"The {plural} are of one sort: what about {' or '.join(missing[:2]).replace('_', ' ')} ones?"


def _subtype(note: Note) -> str:
    """Return the sort of a note; one that says nothing else is of the first, plainest."""
    return note.subtype or next(iter(KINDS[note.block].subtypes))


def _value_map(board: Board, at: datetime) -> Iterator[str]:
    served = {link.target for link in active_links(board)}
    linking = {link.source for link in active_links(board)}
    pains = ranked(board, at, blocks=[Block.PAIN])[:SERVED_TOP_PAINS]
    required = [note for note in open_notes(board, blocks=[Block.GAIN]) if note.subtype == "required"]
    for note in (*pains, *required):
        if note.id not in served:
            yield f"Nothing serves {note.code} yet: link a reliever or creator to it, or decide not to."
    offers = open_notes(board, blocks=[Block.PAIN_RELIEVER, Block.GAIN_CREATOR])
    if not offers:
        yield "There are no pain relievers or gain creators yet."
    if offers and sum(note.id not in linking for note in offers) > ORPHANS * len(offers):
        yield "Several relievers and creators serve nothing yet: `/vpd link` goes through them."


def _fit(board: Board, _: datetime) -> Iterator[str]:
    if not active_links(board):
        yield "Nothing is linked yet, so fit can't be told: `/vpd link` goes through it card by card."


def _hypotheses(board: Board, _: datetime) -> Iterator[str]:
    if not any(one.state == "kept" for one in board.hypotheses):
        yield "No hypothesis is kept yet: what must be true for this to work?"


GATES: Mapping[int, Gate] = MappingProxyType({1: _team, 2: _profile, 3: _value_map, 4: _fit, 5: _hypotheses})
