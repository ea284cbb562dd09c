"""What bringing a list in would do: which note goes where, and which are there already. Nothing is kept by it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from canvas.board import Segment
from canvas.defaults import NAME_LENGTH
from canvas.import_errors import NothingReadable, TooManyNotes
from canvas.method import Block
from handlers.paper.reading.listing import Item, Listing, Unread
from handlers.paper.reading.outline import is_outline, read_outline
from handlers.paper.reading.rows import is_table, read_table
from handlers.paper.reading.twins import Twins

MOST_NOTES = 1_000  # at once
_TABLE = re.compile(r"\.(?:csv|tsv|tab)$", re.IGNORECASE)
_OUTLINE = re.compile(r"\.(?:md|markdown|mdown)$", re.IGNORECASE)

Alike = Callable[[int, Block, str], str]  # the code of a note in a segment that says the same, else ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A note of the file, and the segment it goes to (None: a new one called `name`).

    like: the code of a note on the canvas that says nearly the same, else "".
    above: the line of the file, above this one, that does; else 0.
    """

    item: Item
    segment: int | None
    name: str
    like: str = ""
    above: int = 0

    @property
    def is_new(self) -> bool:
        """Whether nothing says nearly the same, on the canvas or above in the file."""
        return not self.like and not self.above


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a list would add, and what it would not."""

    adds: tuple[Planned, ...]
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Planned, ...]:
        """Notes that are not there already, and each once."""
        return tuple(one for one in self.adds if one.is_new)

    @property
    def new_segments(self) -> tuple[str, ...]:
        """Names of segments that are not there yet, in the file's order."""
        return tuple(dict.fromkeys(one.name for one in self.adds if one.segment is None))


def is_workshop(name: str, text: str) -> bool:
    """Whether a file is JSON rather than a list."""
    return text.lstrip().startswith("{") or name.lower().endswith(".json")


def read_listing(name: str, text: str, default: Block | None = None) -> Listing:
    """Read a list by its name's ending or by its looks; `default` is the kind of lines that name none.

    Raises NothingReadable, TooManyNotes.
    """
    if _TABLE.search(name) and not is_outline(text):
        listing = read_table(text, default)
    elif _OUTLINE.search(name) or is_outline(text) or not is_table(text):
        listing = read_outline(text, default)
    else:
        listing = read_table(text, default)
    if not listing.items:
        raise NothingReadable
    if len(listing.items) > MOST_NOTES:
        raise TooManyNotes(count=len(listing.items), most=MOST_NOTES)
    return listing


def planned(listing: Listing, segments: Sequence[Segment], meant: Segment, alike: Alike) -> Plan:
    """Say what each line would do; `segments` are all of the workshop, `meant` is where lines go by default."""
    by_name = {_key(key): one for one in segments for key in (str(one.number), one.name)}
    adds: list[Planned] = []
    unread = list(listing.unread)
    twins = Twins()
    for item in listing.items:
        name = " ".join(item.segment.split())[:NAME_LENGTH].strip() or meant.name
        place = meant if not item.segment else by_name.get(_key(name))
        if place is not None and place.state != "open":
            unread.append(Unread(item.line, item.draft.text, f"its segment “{place.name}” has been put away"))
            continue
        block, text = item.draft.block, item.draft.text
        where = (_key(place.name if place else name), block)
        like = alike(place.id, block, text) if place else ""
        above = 0 if like else twins.above(where, text)
        one = Planned(item, place.id if place else None, place.name if place else name, like, above)
        if one.is_new:
            twins.add(where, item.line, text)
        adds.append(one)
    unread.sort(key=lambda one: one.line)
    return Plan(adds=_same_spelling(adds), unread=tuple(unread), left_out=listing.left_out)


def _same_spelling(adds: Sequence[Planned]) -> tuple[Planned, ...]:
    """Let a new segment have one name, whatever capitals the lines use."""
    names: dict[str, str] = {}
    for one in adds:
        names.setdefault(_key(one.name), one.name)
    return tuple(replace(one, name=names[_key(one.name)]) for one in adds)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
