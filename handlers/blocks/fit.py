"""What people read about fit: two numbers, what they mean, what holds them back, and what to do next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement

from canvas.advice import Advice, advise
from canvas.best import best
from canvas.board import Link, Note, Segment, Workshop
from canvas.contested import Contested
from canvas.fit import Fit, Standing, band
from canvas.method import KINDS, Block
from canvas.movement import Movement
from canvas.numbers import number
from canvas.ranking import PROFILE
from canvas.traits import Portrait
from canvas.weight import weigh
from handlers.answer import Message
from handlers.blocks import again, contested, last_word, parts, stages

GAPS = 5
WITH_NEW = 3  # gaps with a button for something new
OVER = 3
A_POINT = 0.5  # of fit: less is not told
PAPER = "what the team believes its offer answers"
PROVEN = "how much of that customers' evidence carries"
ANSWERED_BY = {kind.serves: kind for kind in KINDS.values() if kind.serves}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How fit has moved: since when (`In the last 7 days`), the fit then, and the changes behind it."""

    since: str
    then: Fit
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is told about the fit of a segment; `notes` by id.

    one_hand: how many of how many top notes one person wrote, (0, 0) when there is nothing to say.
    several: there are other segments to compare with; offers: open notes on the value map.
    secret: blocks that are being rated unseen.
    """

    workshop: Workshop
    segment: Segment
    found: Fit
    notes: Mapping[int, Note]
    offers: int
    several: bool = False
    moved: Moved | None = None
    portrait: Portrait | None = None
    contested: Sequence[Contested] = ()
    one_hand: tuple[int, int] = (0, 0)
    secret: Collection[Block] = ()


def line(found: Fit) -> str:
    """Return fit in one line of markup."""
    if found.paper is None:
        return "Fit: not yet. It needs a link from something you offer to a pain or a gain."
    return f"Fit on paper *{found.paper:.0f}* of 100 ({found.band}), proven *{_proven(found)}*."


def _proven(found: Fit) -> str:
    score = found.proven or 0.0
    return f"{score:.0f} ({band(score, found.workshop)})"


def report(of: Report, *, private: bool) -> Message:
    """Return the whole of it; only a `private` one has buttons, and says whose notes weigh most."""
    blocks: list[SlackBlock] = [
        parts.header(f"Fit for {of.segment.name}"),
        parts.section("\n".join(_numbers(of.found))),
        *_held_back(of.found),
        *_moved(of),
        *_next(of, private=private),
        *stages.standing(of.found, of.moved.then if of.moved else None),
        *_gaps(of, private=private),
        *_over(of, private=private),
        *contested.disagreements(of.contested),
        *(_remarks(of) if private else []),
        *([_ways(of)] if private else []),
    ]
    return Message(text=f"{parts.escaped(of.segment.name)}: {line(of.found)}", blocks=blocks)


def _numbers(found: Fit) -> list[str]:
    if found.paper is None:
        return [line(found)]
    covered = [
        f"{KINDS[block].plural} {100 * found.coverage[block]:.0f} %" for block in PROFILE if block in found.coverage
    ]
    return [
        f"*On paper {found.paper:.0f} of 100* ({found.band}): {PAPER}.",
        f"*Proven {(found.proven or 0):.0f} of 100* ({band(found.proven, found.workshop)}): {PROVEN}.",
        f"Served, by weight: {' · '.join(covered)}",
    ]


def _held_back(found: Fit) -> list[SlackBlock]:
    holding = [cap for cap in found.caps if found.paper is not None and found.paper <= cap.most]
    return [
        parts.context(f"It can't pass {cap.most:.0f} while this stands: {parts.escaped(cap.reason)}.")
        for cap in holding
    ]


def _moved(of: Report) -> list[SlackBlock]:
    """Say how the numbers have moved, and which change did most of it."""
    if of.moved is None:
        return []
    moves = [
        f"{name} from {then or 0:.0f} to {now or 0:.0f}"
        for name, then, now in (
            ("on paper", of.moved.then.paper, of.found.paper),
            ("proven", of.moved.then.proven, of.found.proven),
        )
        if abs((now or 0) - (then or 0)) >= A_POINT
    ]
    if not moves:
        return []
    says = f"*{of.moved.since}* it went {' and '.join(moves)}."
    if of.moved.movement.movers:
        mover = of.moved.movement.movers[0]
        name, points = max((("on paper", mover.paper), ("proven", mover.proven)), key=lambda one: abs(one[1]))
        if abs(points) >= A_POINT:
            says += f" What moved it most: {parts.escaped(mover.says)} ({points:+.0f} {name})."
    return [parts.section(says)]


def _next(of: Report, *, private: bool) -> list[SlackBlock]:
    """Return the one thing to do next, with the buttons that do it."""
    told = todo(of.found, of.offers)
    says = parts.section(f"*Next:* {told.says}")
    if not private or told.note is None:
        return [says]
    if told.word == "link":
        return [says, parts.actions(_link(of, told.note, "primary"), _new(of, told.note))]
    label = {"rate": f"Rate {told.note.code}", "evidence": f"Add evidence for {told.note.code}"}[told.word]
    code = f"{of.segment.number}{told.note.code}"
    return [says, parts.actions(again.button(label, told.word, code, style="primary"))]


def todo(found: Fit, offers: int) -> Advice:
    """Say what to do next; `offers` is the number of open notes on the value map.

    While paper is what holds it back, that is what would raise it most.
    """
    if not found.standings:
        return Advice("Say what your customers want, for example `/vpd add pain Waiting on hold`.")
    if not offers:
        return Advice("Say what you offer them, for example `/vpd add reliever A call back at once`.")
    raising = best(found) if (found.paper or 0.0) < number(found.workshop, "strong") else None
    if raising and raising.after - raising.before >= A_POINT:
        return Advice(raising.says, "link", raising.note)
    return advise(found)


def _gaps(of: Report, *, private: bool) -> list[SlackBlock]:
    gaps = of.found.gaps
    if not gaps:
        return []
    told = todo(of.found, of.offers)
    asked = told.note if told.word == "link" else None
    blocks: list[SlackBlock] = [parts.section("*Biggest gaps*")]
    for place, gap in enumerate(gaps[:GAPS]):
        blocks.append(parts.section(_gap(gap, secret=gap.note.block in of.secret)))
        if private:
            blocks.append(_gap_ways(of, gap.note, first=gap.note == asked, new=place < WITH_NEW))
    if len(gaps) > GAPS:
        blocks.append(parts.context(f"and {len(gaps) - GAPS} smaller ones"))
    return blocks


def _gap(gap: Standing, *, secret: bool) -> str:
    served = "partly served" if gap.covered else "not served"
    guessed = ", to be rated again" if gap.note.recheck else ", not rated yet" if gap.weight.provisional else ""
    weighs = last_word.rating(gap.note) if gap.note.decided is not None else f"weight {gap.weight.rating:g}{guessed}"
    weight = "" if secret else f"{weighs}, "
    return f"*{gap.note.code}* {parts.escaped(gap.note.text, 120)} _{weight}{served}_"


def _gap_ways(of: Report, note: Note, *, first: bool, new: bool) -> SlackBlock:
    """Return what can be done about a gap; for the one to do first most of it stands further up already."""
    value = parts.subject(workshop=of.workshop.id, note=note.id)
    leave = parts.button("Choose not to serve it", "declining.ask", value)
    if first:
        return parts.actions(leave)
    return parts.actions(_link(of, note), *([_new(of, note)] if new else []), leave)


def _link(of: Report, note: Note, style: str | None = None) -> ButtonElement:
    return again.button(f"Link {note.code}", "link", f"{of.segment.number}{note.code}", style=style)


def _new(of: Report, note: Note) -> ButtonElement:
    """Return the button that opens the form for something new that serves a note."""
    answer = ANSWERED_BY[note.block]
    drawn = parts.subject(workshop=of.workshop.id, segment=of.segment.id, block=answer.block, note=note.id)
    return parts.button(f"New {answer.title.lower()}", f"notes.write:{note.code}", drawn)


def _over(of: Report, *, private: bool) -> list[SlackBlock]:
    """Show what serves hardly anything that matters, each with a way to let go of it."""
    if not of.found.over:
        return []
    blocks: list[SlackBlock] = [parts.section("*Spent on what hardly matters*")]
    for link in of.found.over[:OVER]:
        pair = f"{of.segment.number}{of.notes[link.source].code} {of.segment.number}{of.notes[link.target].code}"
        drop = again.button("Unlink", "unlink", pair) if private else None
        blocks.append(parts.section(_spent(link, of), drop))
    left = len(of.found.over) - OVER
    return [*blocks, *([parts.context(f"and {left} more")] if left > 0 else [])]


def _spent(link: Link, of: Report) -> str:
    offer, want = of.notes[link.source], of.notes[link.target]
    weight = "" if want.block in of.secret else f" _weight {weigh(want).rating:g}_"
    served = f"*{want.code}* {parts.escaped(want.text, 80)}{weight}"
    return f"*{offer.code}* {parts.escaped(offer.text, 80)} serves {served}"


def _remarks(of: Report) -> list[SlackBlock]:
    own, top = of.one_hand
    share = f"All {top}" if own == top else f"{own} of the {top}"
    says = [f"{share} notes that weigh most come from one person. What would the others put there?"] if own else []
    if of.portrait:
        says.append(f"Ten questions about a strong offer: {of.portrait.says}.")
    return [parts.context(one) for one in says]


def _ways(of: Report) -> SlackBlock:
    value = parts.subject(workshop=of.workshop.id, segment=of.segment.id)
    here = f"--segment {of.segment.number}"
    across = [again.button("Compare segments", "fit across")] if of.several else []
    return parts.actions(
        parts.button("Share with the channel", "fit.share", value),
        again.button("Match one by one", "link", here),
        again.button("Ask everybody", "fit round", here),
        again.button("Ten questions", "fit traits", here),
        *across,
    )


def ended(found: Fit, offers: int) -> str:
    """Return the stage and what to do next, as the step of fit ends; "" where there is nothing to compare yet."""
    if found.paper is None:
        return ""
    return f"{stages.reached(found.stage)} Worth most now: {todo(found, offers).says}"
