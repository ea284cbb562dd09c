"""New notes: of what was typed, and copies for another segment with the links that come along."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from canvas.board import Board, Link, Note, Segment, Workshop
from canvas.facets import NAMES
from canvas.pivots import copied
from canvas.words import Draft
from storage.notes import NewNote
from storage.transaction import Transaction


def copy_notes(
    tx: Transaction, workshop: Workshop, board: Board, chosen: Collection[int], to: Segment
) -> dict[int, Note]:
    """Copy notes into a segment, to be shown anew there; return id of the origin -> its copy."""
    kept = {one.id: _copy(tx, workshop, one) for one in copied(board, chosen, to).notes}
    for note in board.notes:
        if note.id in kept and not note.shared:
            tx.notes.change(note, shared=kept[note.id].shared)
    return kept


def link_alike(tx: Transaction, workshop: Workshop, links: Iterable[Link], there: Mapping[int, Note]) -> None:
    """Link notes as those they stand for are linked; `there` is id of what is linked -> the note that stands for it."""
    for link in links:
        source, target = there.get(link.source), there.get(link.target)
        if source and target and (source.id, target.id) != (link.source, link.target):
            tx.links.put(workshop.id, source, target, link.strength)


def _copy(tx: Transaction, workshop: Workshop, note: Note) -> Note:
    return tx.notes.change(tx.notes.add(anew(workshop, note)), recheck=True)


def drafted(
    draft: Draft,
    *,
    workshop: int,
    segment: int,
    author: str,
    facets: Mapping[str, str] = MappingProxyType({}),
    **more: Any,  # noqa: ANN401 - further fields of it
) -> NewNote:
    """Return a new note that says what somebody has typed."""
    typed = {"flavour": draft.flavour} if draft.flavour else {}
    return NewNote(
        workshop=workshop,
        segment=segment,
        block=draft.block,
        subtype=draft.subtype,
        text=draft.text,
        detail=draft.detail,
        author=author,
        facets={**typed, **facets},
        **more,
    )


def anew(workshop: Workshop, note: Note) -> NewNote:
    """Return a note as it begins anew, with what it says and nothing that was said of it."""
    return NewNote(
        workshop=workshop.id,
        segment=note.segment,
        block=note.block,
        subtype=note.subtype,
        text=note.text,
        detail=note.detail,
        measure=note.measure,
        author=note.author,
        shared=note.shared,
        variant=note.variant,
        facets={name: getattr(note, name) for name in NAMES},
    )
