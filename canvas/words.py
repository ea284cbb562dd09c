"""Reading what people type: notes, codes, segments, ratings, strengths. Text comes decoded, as people saw it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from canvas.board import Segment
from canvas.defaults import TOP_RATING
from canvas.errors import (
    NoCode,
    NoText,
    UnknownCode,
    UnknownFunction,
    UnknownKind,
    UnknownRating,
    UnknownSegment,
    UnknownStrength,
)
from canvas.method import FUNCTIONS, KINDS, LETTERS, STRENGTHS, WEIGHTS, Block
from canvas.prefix import Prefix, Reading, read_prefix
from canvas.text import clean, is_talk, shorten, strip_bullets, unquote

OTHER_LETTERS = "HTL"  # hypotheses, tests, learnings
CODE = re.compile(rf"(\d{{1,3}})?([{''.join(LETTERS)}{OTHER_LETTERS}])([1-9]\d{{0,4}})(?!\w)", re.IGNORECASE)
BETWEEN_CODES = re.compile(r"[\s,:=]*(?:[-–—→>]+\s*)?")
SEGMENT = re.compile(r"(?<!\S)(?:--|—|–)segment\b[\s=]*", re.IGNORECASE)
FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
SHORTEST_BEGINNING = 2  # letters of a strength that are enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A note as read from a line. `line` counts the lines of the text from 0; `cut` says that `detail` has the rest."""

    block: Block
    subtype: str = ""
    rating: int | None = None
    text: str
    detail: str = ""
    cut: bool = False
    line: int = 0
    flavour: str = ""


class Code(NamedTuple):
    """A code as typed: `2P3` is segment number 2 and `P3`; without a number the segment is None."""

    segment: int | None
    code: str

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.segment or ''}{self.code}"


def read_note(text: str, block: Block | None = None) -> Draft:
    """Read one note: `extreme pain Waiting on hold`, or with a `block` what is written in its thread.

    Raises UnknownKind when nothing says the kind, NoText when nothing is left to keep.
    """
    drafts = read_lines(text, block)
    if not drafts:
        raise NoText
    return drafts[0]


def read_lines(text: str, block: Block | None = None) -> list[Draft]:
    """Read one note from each line that is not talk; every line may name another kind. Raises UnknownKind.

    Without a `block` (a command) the text begins with a kind, which holds for the lines that name none.
    With one (a thread) only words before a colon count: `pain: Waiting`. Such words alone hold for the lines below.
    """
    body, default = unquote(clean(text)), Prefix(block)
    prose = body.count("\n") + 1  # lines in which only a colon makes a word the name of a kind
    if block is None:
        default, body, prose = _front(body)
    drafts: list[Draft] = []
    for number, raw in enumerate(body.split("\n")):
        line = unquote(strip_bullets(raw))
        own = _labelled(line, colon_only=number < prose)
        if own is None:
            drafts += _draft(default, line, number)
        elif own.rest:
            drafts += _draft(_inherited(own, default), own.rest, number)
        else:
            default = _inherited(own, default)
    return drafts


def named_lines(text: str) -> list[str]:
    """Return the lines that name their kind by a colon and say something of it: `pain: Waiting`."""
    readings = ((line, read_prefix(strip_bullets(line))) for line in text.split("\n"))
    return [line for line, found in readings if found and found.colon and found.prefix.block and found.rest]


def read_kind(text: str) -> Block:
    """Read a kind alone, as in `move P3 gain`. Raises UnknownKind."""
    reading = read_prefix(text.strip())
    if reading is None or reading.prefix.block is None or reading.rest:
        raise _unknown_kind()
    return reading.prefix.block


def split_codes(text: str, most: int | None = None) -> tuple[list[Code], str]:
    """Split the codes in front of `text` (`R1-P2`, `2p3`, `P1 P4`; at most so many) from what follows them."""
    codes: list[Code] = []
    rest = text.strip()
    while len(codes) != most and (found := CODE.match(rest)):
        number, letter, count = found.groups()
        codes.append(Code(int(number) if number else None, f"{letter.upper()}{count}"))
        between = BETWEEN_CODES.match(rest, found.end())
        rest = rest[between.end() if between else found.end() :]
    return codes, rest


def split_rating(text: str) -> tuple[list[Code], str]:
    """Split `P1 4` into codes and the rating, also when the rating stands in front: `4 P1`, `extreme P1`."""
    codes, word = split_codes(text)
    if codes:
        return codes, word
    first, _, rest = text.strip().partition(" ")
    codes, more = split_codes(rest)
    return (codes, first) if codes and not more else ([], text.strip())


def read_code(text: str) -> Code:
    """Read one code alone: `P3`, `2p3`. Raises UnknownCode."""
    codes, rest = split_codes(text, most=1)
    if not codes or rest:
        raise UnknownCode(code=f"“{text.strip()}”")
    return codes[0]


def read_target(text: str) -> tuple[list[Code], str]:
    """Read the note (`P1`) or link (`R1-P2`) in front of `text`: its one or two codes, and what follows.

    Raises NoCode when there is none.
    """
    first, *rest = text.strip().split(maxsplit=1)[:2] or [""]
    codes, left = split_codes(first, most=2)
    if not codes or left:
        raise NoCode(example="evidence P1 “I gave up” – interview with a nurse")
    return codes, rest[0] if rest else ""


def read_segment(text: str, segments: Sequence[Segment]) -> tuple[str, Segment | None]:
    """Take `--segment NAME` (or its number) out of `text`; `segments` are the open ones. The longest name wins.

    Raises UnknownSegment when none of them is meant.
    """
    flag = SEGMENT.search(text)
    if flag is None:
        return text.strip(), None
    before, after = text[: flag.start()].rstrip(" "), text[flag.end() :]
    for segment in sorted(segments, key=lambda s: len(s.name), reverse=True):
        if named := _names(segment.name).match(after):
            return f"{before} {after[named.end() :].lstrip(' ')}".strip(), segment
    number = re.match(r"(\d+)(?!\S)", after)
    for segment in segments:
        if number and int(number.group()) == segment.number:
            return f"{before} {after[number.end() :].lstrip(' ')}".strip(), segment
    raise UnknownSegment(name=after.split("\n")[0].strip(), names=", ".join(s.name for s in segments))


def read_start(text: str) -> tuple[str, str]:
    """Split `Dinner for two for Working parents` at the last ` for ` into a workshop's name and its first segment."""
    line = " ".join(clean(text).split())
    splits = list(FOR.finditer(line))
    if not splits:
        return unquote(line), ""
    return unquote(line[: splits[-1].start()]), unquote(line[splits[-1].end() :])


def read_rating(word: str, code: str = "P1", scale: tuple[str, str] = ("least", "most")) -> int:
    """Read `4` or a weighing word such as `extreme`. Raises UnknownRating, which explains the kind's `scale`."""
    low = " ".join(word.lower().split())
    if low in WEIGHTS:
        return WEIGHTS[low]
    if re.fullmatch(rf"[1-{TOP_RATING}]", low):
        return int(low)
    raise UnknownRating(code=code, low=scale[0], high=scale[1])


def read_strength(word: str) -> float:
    """Read no, partly or fully, or the beginning of one; nothing at all means fully. Raises UnknownStrength."""
    low = word.strip().lower() or "fully"
    for name, strength in STRENGTHS.items():
        if len(low) >= SHORTEST_BEGINNING and name.startswith(low):
            return strength
    raise UnknownStrength


def read_function(word: str) -> str:
    """Read one of `method.FUNCTIONS`. Raises UnknownFunction."""
    low = word.strip().lower()
    if low in FUNCTIONS:
        return low
    near = nearest(low, FUNCTIONS) or list(FUNCTIONS[:3])
    raise UnknownFunction(word=word.strip(), nearest=", ".join(near), example=near[0])


def nearest(word: str, words: Iterable[str], most: int = 3) -> list[str]:
    """Return the `words` that look like `word`, best first: those it begins, then those spelled alike."""
    low = word.casefold().strip()
    known = {other.casefold(): other for other in words}
    begun = [look for look in known if low and look.startswith(low)]
    alike = get_close_matches(low, known, n=most, cutoff=0.5)
    return [known[look] for look in dict.fromkeys((*begun, *alike))][:most]


def _front(body: str) -> tuple[Prefix, str, int]:
    """Return the kind a command begins with, the words after it, and how many lines of these stand beside it."""
    first, *others = body.split("\n")
    reading = read_prefix(strip_bullets(first))
    if reading is None or reading.prefix.block is None:
        raise _unknown_kind()
    return reading.prefix, unquote("\n".join((reading.rest, *others))), 1 if reading.rest else 0


def _unknown_kind() -> UnknownKind:
    *names, last = (kind.aliases[0] for kind in KINDS.values())
    return UnknownKind(kinds=f"{', '.join(names)} or {last}")


def _labelled(line: str, *, colon_only: bool) -> Reading | None:
    """Return what stands in front of a line, if it is meant so."""
    reading = read_prefix(line)
    if reading is None or (colon_only and not reading.colon) or reading.is_prose:
        return None
    return reading._replace(rest=unquote(strip_bullets(reading.rest)))


def _inherited(own: Reading, default: Prefix) -> Prefix:
    return own.prefix._replace(block=own.prefix.block or default.block)


def _draft(prefix: Prefix, line: str, number: int) -> list[Draft]:
    """Return the note of one line, or none when it is talk. What the kind has no use for stays in the text."""
    if is_talk(line) or prefix.block is None:
        return []
    words = f"{line} ({', '.join(prefix.unused)})" if prefix.unused else line
    text, detail, cut = shorten(words)
    return [
        Draft(
            block=prefix.block,
            subtype=prefix.subtype,
            rating=prefix.rating,
            text=text,
            detail=detail,
            cut=cut,
            line=number,
            flavour=prefix.flavour,
        )
    ]


def _names(name: str) -> re.Pattern[str]:
    """Match a segment's name, quoted or not, whatever its capitals and spaces."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"[\"“„]?{words}[\"”“]?(?!\w)", re.IGNORECASE)
