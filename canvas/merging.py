"""Notes that say the same count as one, and come apart again as they were.

Nothing of a merged note is rewritten: what its keeper shows is worked out. So taking it apart restores every vote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from canvas.board import Board, Link, Note, NoteState, Rating, Vote
from canvas.defaults import DOTS_A_NOTE
from canvas.facets import FACETS
from canvas.merge_errors import MergeAcross, MergeNeedsTwo, NotMerged


def merge(keeper: Note, others: Iterable[Note]) -> list[Note]:
    """Return the `others` as merged into `keeper`, which stays as it is. Raises MergeNeedsTwo, MergeAcross."""
    distinct = [note for note in others if note.id != keeper.id]
    if not distinct:
        raise MergeNeedsTwo(code=keeper.code)
    for note in distinct:
        if (note.segment, note.block) != (keeper.segment, keeper.block):
            raise MergeAcross(one=note.code, other=keeper.code)
    return [replace(note, state=NoteState.MERGED, merged_into=keeper.id) for note in distinct]


def unmerge(note: Note) -> Note:
    """Return a merged note on its own again, with all it had. Raises NotMerged."""
    if note.state is not NoteState.MERGED:
        raise NotMerged(code=note.code)
    return replace(note, state=NoteState.OPEN, merged_into=None)


def united(board: Board) -> Board:
    """Return the board as it counts: each keeper with the ratings, votes, links and evidence of what it took in.

    A person's highest rating counts; their dots are added up to two a note, and what is more than that is theirs again.
    """
    roots = keepers(board.notes)
    if not roots:
        return board
    family: dict[int, list[Note]] = {}
    for note in board.notes:
        family.setdefault(roots.get(note.id, note.id), []).append(note)
    notes = tuple(as_one(note, family[note.id]) if note.id not in roots else note for note in board.notes)
    links, moved = _links(board.links, roots)
    evidence = tuple(
        replace(
            item,
            note=None if item.note is None else roots.get(item.note, item.note),
            link=None if item.link is None else moved.get(item.link, item.link),
        )
        if item.note in roots or item.link in moved
        else item
        for item in board.evidence
    )
    return replace(board, notes=notes, links=links, evidence=evidence)


def keepers(notes: Sequence[Note]) -> dict[int, int]:
    """Return Note.id -> id of the note that stands for it, for the notes that were merged, however many times."""
    into = {note.id: note.merged_into for note in notes if note.state is NoteState.MERGED and note.merged_into}
    return {note: _root(note, into) for note in into}


def returned_dots(board: Board, keeper: int) -> dict[str, int]:
    """Return user -> dots that a person has free again because the notes they were on are one now."""
    roots = keepers(board.notes)
    placed = Counter[str]()
    for note in board.notes:
        if roots.get(note.id, note.id) == keeper:
            for vote in note.votes:
                placed[vote.user] += min(vote.dots, DOTS_A_NOTE)
    return {user: dots - DOTS_A_NOTE for user, dots in placed.items() if dots > DOTS_A_NOTE}


def as_one(keeper: Note, family: Sequence[Note]) -> Note:
    """Return a note with the ratings and dots of its family: itself and all that it took in, which fills its gaps."""
    if len(family) == 1:
        return keeper
    ratings: dict[str, int] = {}
    dots = Counter[str]()
    for note in family:
        for rating in note.ratings:
            ratings[rating.user] = max(rating.value, ratings.get(rating.user, 0))
        for vote in note.votes:
            dots[vote.user] += vote.dots
    return replace(
        keeper,
        **_gaps_filled(keeper, family),
        ratings=tuple(Rating(user, value) for user, value in ratings.items()),
        votes=tuple(Vote(user, min(count, DOTS_A_NOTE)) for user, count in dots.items()),
    )


def _gaps_filled(keeper: Note, family: Sequence[Note]) -> dict[str, Any]:
    """Return what others of a family say beside their words where the keeper says nothing."""
    found: dict[str, Any] = {}
    for facet in FACETS:
        if not getattr(keeper, facet.name) and facet.subtype in {"", keeper.subtype}:
            said = next((value for note in family if (value := getattr(note, facet.name))), "")
            found |= {facet.name: said} if said else {}
    return found


def _root(note: int, into: Mapping[int, int]) -> int:
    """Follow a note to the one that stands for it; a ring, which no command makes, ends where it began."""
    seen = {note}
    while (following := into.get(note)) is not None and following not in seen:
        note = following
        seen.add(note)
    return note


def _links(links: Iterable[Link], roots: Mapping[int, int]) -> tuple[tuple[Link, ...], dict[int, int]]:
    """Return the links between keepers, the strongest of several, and Link.id -> the id that stands for it."""
    strongest: dict[tuple[int, int], Link] = {}
    moved: dict[int, int] = {}
    others: list[Link] = []
    for link in links:
        ends = roots.get(link.source, link.source), roots.get(link.target, link.target)
        if link.state != "active":
            others.append(link)
            continue
        own = replace(link, source=ends[0], target=ends[1])
        first = strongest.setdefault(ends, own)
        if first.id != link.id:
            moved[link.id] = first.id
            best = max(strongest[ends], link, key=lambda one: (one.decided is not None, one.works))
            strongest[ends] = replace(first, strength=best.strength, decided=best.decided)
    return tuple(sorted((*strongest.values(), *others), key=lambda link: link.id)), moved
