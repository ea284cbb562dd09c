"""What bringing a list in would do: which note goes where, and which are there already. Nothing is kept by it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from canvas.board import Segment
from canvas.defaults import NAME_LENGTH
from canvas.import_errors import NothingReadable, TooManyNotes
from canvas.method import Block
from handlers.paper.reading.listing import Item, Listing, Unread
from handlers.paper.reading.outline import is_outline, read_outline
from handlers.paper.reading.rows import is_table, read_table

MOST_NOTES = 1_000  # at once
TWICE = "the same line above"
_TABLE = re.compile(r"\.(?:csv|tsv|tab)$", re.IGNORECASE)
_OUTLINE = re.compile(r"\.(?:md|markdown|mdown)$", re.IGNORECASE)

Alike = Callable[[int, Block, str], str]  # the code of a note in a segment that says the same, else ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A note of the file, the segment it goes to (None: a new one called `name`), and the code of its like, or ""."""

    item: Item
    segment: int | None
    name: str
    like: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything a list would add, and what it would not."""

    adds: tuple[Planned, ...]
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Planned, ...]:
        """Notes that are not there already."""
        return tuple(one for one in self.adds if not one.like)

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
    seen: set[tuple[str, Block, str]] = set()
    for item in listing.items:
        name = " ".join(item.segment.split())[:NAME_LENGTH].strip() or meant.name
        place = meant if not item.segment else by_name.get(_key(name))
        if place is not None and place.state != "open":
            unread.append(Unread(item.line, item.draft.text, f"its segment “{place.name}” has been put away"))
            continue
        same = (_key(place.name if place else name), item.draft.block, _key(item.draft.text))
        like = TWICE if same in seen else ""
        seen.add(same)
        if place and not like:
            like = alike(place.id, item.draft.block, item.draft.text)
        adds.append(Planned(item, place.id if place else None, place.name if place else name, like))
    unread.sort(key=lambda one: one.line)
    return Plan(adds=_same_spelling(adds), unread=tuple(unread), left_out=listing.left_out)


def _same_spelling(adds: Sequence[Planned]) -> tuple[Planned, ...]:
    """Let a new segment have one name, whatever capitals the lines use."""
    names: dict[str, str] = {}
    for one in adds:
        names.setdefault(_key(one.name), one.name)
    return tuple(Planned(one.item, one.segment, names[_key(one.name)], one.like) for one in adds)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
