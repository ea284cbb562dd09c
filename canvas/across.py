"""Several segments side by side: what they share, what only one has, one offer for both, and where they clash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from canvas.board import Board, Note
from canvas.defaults import DUPLICATE, MAYBE_DUPLICATE
from canvas.english import is_turned, mirrored
from canvas.likeness import shape
from canvas.links import active_links
from canvas.method import Block
from canvas.ranking import PROFILE, VALUE_MAP, open_notes
from canvas.weight import weigh


@dataclass(frozen=True, slots=True)
class Shared:
    """Notes of several segments that say the same, one or more of each segment; the weightiest first."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """What one segment wishes for is what another suffers from."""

    gain: Note
    pain: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """The view across the open segments. `unique` is Segment.id -> profile notes that only it has.

    `serving` are offers that serve several segments.
    """

    shared: tuple[Shared, ...]
    unique: dict[int, tuple[Note, ...]]
    serving: tuple[Shared, ...]
    clashes: tuple[Clash, ...]


def across(board: Board) -> Across:
    """Return what the open segments of a board have in common and what divides them."""
    counting = [segment.id for segment in board.segments if segment.state == "open"]
    profile = [note for note in open_notes(board, blocks=PROFILE) if note.segment in counting]
    shared = [group for block in PROFILE for group in _groups([n for n in profile if n.block is block])]
    together = {note.id for group in shared for note in group.notes}
    helping = {link.source for link in active_links(board) if link.works > 0}
    offers = [n for n in open_notes(board, blocks=VALUE_MAP) if n.segment in counting and n.id in helping]
    return Across(
        shared=tuple(sorted(shared, key=_weight)),
        unique={s: tuple(n for n in profile if n.segment == s and n.id not in together) for s in counting},
        serving=tuple(
            sorted((g for b in VALUE_MAP for g in _groups([n for n in offers if n.block is b])), key=_weight)
        ),
        clashes=tuple(_clashes(profile)),
    )


def is_same(one: Note, other: Note) -> bool:
    """Tell whether two notes say the same: copies of one, or much alike."""
    if one.shared and one.shared == other.shared:
        return True
    return shape(one.text).like(shape(other.text)) >= DUPLICATE


def _groups(notes: Sequence[Note]) -> list[Shared]:
    """Put together the notes that are the same, and keep what comes from several segments."""
    found: list[list[Note]] = []
    for note in sorted(notes, key=lambda note: (-weigh(note).rating, note.id)):
        group = next((group for group in found if any(is_same(note, other) for other in group)), None)
        if group is None:
            found.append([note])
        else:
            group.append(note)
    return [Shared(tuple(group)) for group in found if len({note.segment for note in group}) > 1]


def _clashes(profile: Iterable[Note]) -> Iterable[Clash]:
    notes = list(profile)
    gains, pains = ([n for n in notes if n.block is block] for block in (Block.GAIN, Block.PAIN))
    for gain, pain in product(gains, pains):
        if gain.segment == pain.segment or shape(gain.text).like(shape(pain.text)) < MAYBE_DUPLICATE:
            continue
        if not _want_the_same(gain.text, pain.text):
            yield Clash(gain, pain)


def _want_the_same(gain: str, pain: str) -> bool:
    """Tell whether a gain is a pain turned round: faster check-out for some, slow check-out for others."""
    alike = shape(mirrored(gain)).like(shape(mirrored(pain))) >= DUPLICATE
    return alike and is_turned(gain) != is_turned(pain)


def _weight(group: Shared) -> tuple[float, int]:
    return -max(weigh(note).rating for note in group.notes), group.notes[0].id
