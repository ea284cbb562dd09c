"""What a list of notes holds: the notes, and what could not be read, by line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.defaults import FREQUENCIES
from canvas.method import FLAVOURS, KINDS, MOMENTS, Block
from canvas.prefix import read_prefix
from canvas.text import is_talk, shorten
from canvas.words import Draft
from handlers.paper.reading.weights import Weights

LONGEST = 150  # characters of a context
NO_KIND = "nothing says what it is (job, pain, gain, product, reliever or creator)"
NO_WORDS = "it has no words"
NOTHING = Weights()

_ALIASES = {alias: block for block, kind in KINDS.items() for alias in (*kind.aliases, kind.plural.lower())}
_ALIAS = "|".join(r"\s+".join(map(re.escape, alias.split())) for alias in sorted(_ALIASES, key=len, reverse=True))
_ANY = re.compile(rf"(?<!\w)(?:{_ALIAS})(?!\w)", re.IGNORECASE)
_ADORNED = r"(?:(?:customer|user|the|our|key|top)['’]?s?\s+)*"
_ONLY = re.compile(
    rf"{_ADORNED}(?:{_ALIAS})(?:\s*(?:and|&|/|,|\+)\s*(?:{_ALIAS}))*\s*(?:\([^()]*\))?\s*:?", re.IGNORECASE
)
_NOISE = re.compile(r"[^\w\s'’()&/,+:-]")  # emoji and marks beside a heading


@dataclass(frozen=True, slots=True)
class Further:
    """A further field of some kinds of notes: its values, each with what people write for it (none: any words)."""

    blocks: tuple[Block, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


MORE = {
    "frequency": Further((Block.PAIN,), {name: (name,) for name in FREQUENCIES}),
    "flavour": Further((Block.PAIN,), {name: (name, says.lower()) for name, says in FLAVOURS.items()}),
    "moment": Further((Block.PAIN,), {name: (name, says) for name, says in MOMENTS.items()}),
    "context": Further((Block.JOB,)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One note of a file. `line` counts from 1; `segment` is a name or number, "" for the one that is meant.

    more: further fields of a note (`MORE`), those that its kind has.
    odd: sentences on what the line says of the note and could not be kept; the words in them are the file's.
    """

    line: int
    segment: str = ""
    draft: Draft
    measure: str = ""
    votes: int = 0
    more: Mapping[str, str] = field(default_factory=dict[str, str])
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no note, and why; `line` counts from 1."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All of a file: notes, lines that could not be read, and names of columns that were left out."""

    items: tuple[Item, ...] = ()
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it stands in a file, with what is known of it from its heading or its other columns."""

    number: int
    text: str
    segment: str = ""
    block: Block | None = None
    subtype: str = ""
    weights: Weights = NOTHING
    detail: str = ""
    measure: str = ""
    more: Mapping[str, str] = field(default_factory=dict[str, str])
    reason: str = NO_KIND  # why it is no note when nothing else says its kind


def named(cell: str) -> Block | None:
    """Return the one kind that is named anywhere in a cell such as `Customer pains`; None for none or several."""
    found = {_ALIASES[" ".join(match.lower().split())] for match in _ANY.findall(cell)}
    return found.pop() if len(found) == 1 else None


def heading(text: str) -> Block | None:
    """Return the kind that is all of a heading, such as `Products & services` or `Pains (top 5):`."""
    bare = " ".join(_NOISE.sub(" ", text).split())
    return named(bare) if _ONLY.fullmatch(bare) else None


def read_line(line: Line) -> Item | Unread:
    """Return a line as a note; words before a colon override what its heading or column says."""
    text = " ".join(line.text.split())
    block, subtype, rating = line.block, line.subtype, line.weights.rating
    found = read_prefix(text)
    if found and found.colon and found.rest and (found.prefix.block or block):
        if found.prefix.block not in {None, block}:
            subtype = ""
        block, subtype = found.prefix.block or block, found.prefix.subtype or subtype
        rating, text = found.prefix.rating or rating, found.rest
    if not text or (is_talk(text) and not text.startswith("//")):
        return Unread(line.number, line.text, NO_WORDS)
    if block is None:
        return Unread(line.number, line.text, line.reason)
    short, rest, cut = shorten(text)
    detail = "\n".join(filter(None, (rest, line.detail.strip())))
    sort = subtype if subtype in KINDS[block].subtypes else ""
    draft = Draft(block=block, subtype=sort, rating=rating, text=short, detail=detail, cut=cut, line=line.number)
    odd = tuple(filter(None, ("" if rating else line.weights.odd_rating, line.weights.odd_votes)))
    more = {name: value for name, value in line.more.items() if block in MORE[name].blocks}
    return Item(
        line=line.number,
        segment=line.segment,
        draft=draft,
        measure=line.measure,
        votes=line.weights.votes,
        more=more,
        odd=odd,
    )


def read_more(name: str, cell: str) -> str:
    """Return what a cell says of a further field; "" for what it cannot mean."""
    words = " ".join(cell.split())
    if not MORE[name].words:
        return words[:LONGEST]
    return next((value for value, said in MORE[name].words.items() if words.lower() in said), "")


def listed(lines: list[Line], left_out: tuple[str, ...] = (), unread: tuple[Unread, ...] = ()) -> Listing:
    """Read lines one by one."""
    found = [read_line(line) for line in lines]
    problems = [one for one in found if isinstance(one, Unread)]
    return Listing(
        items=tuple(one for one in found if isinstance(one, Item)),
        unread=tuple(sorted((*unread, *problems), key=lambda one: one.line)),
        left_out=left_out,
    )
