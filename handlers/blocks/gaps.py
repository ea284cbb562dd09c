"""What people read about gaps: what is not served yet, or not by choice, and what is spent on what hardly matters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement

from canvas.board import Link, Note, NoteState, Segment, Workshop
from canvas.fit import Fit, Standing
from canvas.method import KINDS, Block
from canvas.weight import weigh
from handlers.answer import Message
from handlers.blocks import again, last_word, parts

GAPS = 5
WITH_NEW = 3  # gaps with a button for something new
OVER = 3
PAGE = 10  # of either on a further page
TITLES = {"gaps": "Smaller gaps", "over": "Spent on what hardly matters"}
ANSWERED_BY = {kind.serves: kind for kind in KINDS.values() if kind.serves}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How well a segment is served; `notes` by id, `secret`: blocks that are being rated unseen."""

    workshop: Workshop
    segment: Segment
    found: Fit
    notes: Mapping[int, Note]
    secret: Collection[Block] = ()


def gaps(of: Served, asked: Note | None, *, private: bool) -> list[SlackBlock]:
    """Return the biggest gaps, each with what can be done about it; `asked` is the note to link first."""
    if not of.found.gaps:
        return []
    blocks: list[SlackBlock] = [parts.section("*Biggest gaps*")]
    for place, gap in enumerate(of.found.gaps[:GAPS]):
        blocks.append(parts.section(_gap(gap, secret=gap.note.block in of.secret)))
        if private:
            blocks.append(_gap_ways(of, gap.note, first=gap.note == asked, new=place < WITH_NEW))
    left = len(of.found.gaps) - GAPS
    says = f"and {left} smaller {'one' if left == 1 else 'ones'}"
    return [*blocks, *_left(of, says, "gaps", GAPS, private=private)] if left > 0 else blocks


def _left(of: Served, says: str, what: str, start: int, *, private: bool) -> list[SlackBlock]:
    """Say how many more there are, with the way to them."""
    if not private:
        return [parts.context(says)]
    value = parts.subject(workshop=of.workshop.id, segment=of.segment.id, what=what, start=start)
    return [
        parts.section(
            says,
            parts.button("See all" if len(_every(of, what)) - start <= PAGE else "See more", f"fit.more:{what}", value),
        )
    ]


def _every(of: Served, what: str) -> Sequence[Standing] | Sequence[Link]:
    return of.found.gaps if what == "gaps" else of.found.over


def more(of: Served, what: str, start: int) -> Message:
    """Return a page with further gaps, or with more of what is spent on what hardly matters."""
    end = start + PAGE
    blocks: list[SlackBlock] = [parts.section(f"*{TITLES[what]}*")]
    if what == "gaps":
        for gap in of.found.gaps[start:end]:
            secret = gap.note.block in of.secret
            blocks += [parts.section(_gap(gap, secret=secret)), _gap_ways(of, gap.note, first=False, new=False)]
    else:
        blocks += [block for link in of.found.over[start:end] for block in _spent_ways(of, link, private=True)]
    left = len(_every(of, what)) - end
    if left > 0:
        blocks += _left(of, f"and {left} more", what, end, private=True)
    return Message(text=TITLES[what], blocks=blocks)


def _gap(gap: Standing, *, secret: bool) -> str:
    served = "partly served" if gap.covered else "not served"
    weight = "" if secret else f"{_weight(gap)}, "
    return f"*{gap.note.code}* {parts.escaped(gap.note.text, 120)} _{weight}{served}_"


def _weight(gap: Standing) -> str:
    """Return what people rated a note; the number that stands in for no rating is not told."""
    if gap.note.decided is not None:
        return last_word.rating(gap.note)
    if gap.note.recheck:
        return f"weight {gap.weight.rating:g}, to be rated again"
    return "not rated yet" if gap.weight.provisional else f"weight {gap.weight.rating:g}"


def _gap_ways(of: Served, note: Note, *, first: bool, new: bool) -> SlackBlock:
    """Return what can be done about a gap; something new for the one to do first stands further up already."""
    value = parts.subject(workshop=of.workshop.id, note=note.id)
    leave = parts.button("Choose not to serve it", "declining.ask", value)
    if first:
        return parts.actions(link(of, note), leave)
    return parts.actions(link(of, note), *([something_new(of, note)] if new else []), leave)


def link(of: Served, note: Note, style: str | None = None) -> ButtonElement:
    """Return the button that links a note to what serves it."""
    return again.button(f"Link {note.code}", "link", f"{of.segment.number}{note.code}", style=style)


def something_new(of: Served, note: Note) -> ButtonElement:
    """Return the button that opens the form for something new that serves a note."""
    answer = ANSWERED_BY[note.block]
    drawn = parts.subject(workshop=of.workshop.id, segment=of.segment.id, block=answer.block, note=note.id)
    return parts.button(f"New {answer.title.lower()}", f"notes.write:{note.code}", drawn)


def declined(of: Served, *, private: bool) -> list[SlackBlock]:
    """Return how much is left unserved on purpose, with the way to the reasons."""
    count = sum(one.note.state is NoteState.DECLINED for one in of.found.standings)
    if not count:
        return []
    value = parts.subject(workshop=of.workshop.id, segment=of.segment.id)
    see = parts.button("See them" if count > 1 else "See it", "declining.listing", value) if private else None
    return [parts.section(f"{count} not served, by choice", see)]


def over(of: Served, *, private: bool) -> list[SlackBlock]:
    """Show what serves hardly anything that matters, each with a way to let go of it, or to think again."""
    if not of.found.over:
        return []
    blocks: list[SlackBlock] = [parts.section(f"*{TITLES['over']}*")]
    for one in of.found.over[:OVER]:
        blocks += _spent_ways(of, one, private=private)
    left = len(of.found.over) - OVER
    return [*blocks, *(_left(of, f"and {left} more", "over", OVER, private=private) if left > 0 else [])]


def _spent_ways(of: Served, one: Link, *, private: bool) -> list[SlackBlock]:
    says = parts.section(_spent(one, of))
    if not private:
        return [says]
    offer, want = (f"{of.segment.number}{of.notes[note].code}" for note in (one.source, one.target))
    rate = again.button("Rate it again", "rate", want)
    return [says, parts.actions(again.button("Unlink", "unlink", f"{offer} {want}"), rate)]


def _spent(link: Link, of: Served) -> str:
    offer, want = of.notes[link.source], of.notes[link.target]
    weight = "" if want.block in of.secret else f" _weight {weigh(want).rating:g}_"
    served = f"*{want.code}* {parts.escaped(want.text, 80)}{weight}"
    return f"*{offer.code}* {parts.escaped(offer.text, 80)} serves {served}"
