"""What people read about fit: two numbers, what they mean, what holds them back, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock

from canvas.advice import Advice, advise
from canvas.best import best
from canvas.board import Note
from canvas.contested import Contested
from canvas.fit import Fit, band
from canvas.method import KINDS
from canvas.movement import Movement
from canvas.numbers import number
from canvas.ranking import PROFILE
from canvas.traits import Portrait
from handlers.answer import Message
from handlers.blocks import again, contested, gaps, parts, stages

A_POINT = 0.5  # of fit: less is not told
PAPER = "what the team believes its offer answers"
PROVEN = "how much of that customers have confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How fit has moved: since when (`In the last 7 days`), the fit then and now, and the changes behind it."""

    since: str
    then: Fit
    now: Fit
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(gaps.Served):
    """All that is told about the fit of a segment.

    one_hand: how many of how many top notes one person wrote, (0, 0) when there is nothing to say.
    several: there are other segments to compare with; offers: open notes on the value map.
    """

    offers: int
    several: bool = False
    moved: Moved | None = None
    portrait: Portrait | None = None
    contested: Sequence[Contested] = ()
    one_hand: tuple[int, int] = (0, 0)


def line(found: Fit) -> str:
    """Return fit in one line of markup."""
    if found.paper is None:
        return "Fit: not yet. It needs a link from something you offer to a pain or a gain."
    return f"Fit on paper *{found.paper:.0f}* of 100 ({found.band}), proven *{_proven(found)}*."


def _proven(found: Fit) -> str:
    score = found.proven or 0.0
    return f"{score:.0f} ({proven_word(found)})"


def proven_word(found: Fit) -> str:
    """Return proven fit in a word; what rests on nothing is not weak, it has not begun."""
    return str(band(found.proven, found.workshop)) if (found.proven or 0.0) >= A_POINT else "nothing yet"


def report(of: Report, *, private: bool) -> Message:
    """Return the whole of it; only a `private` one has buttons, and says whose notes weigh most."""
    blocks: list[SlackBlock] = [
        parts.header(f"Fit for {of.segment.name}"),
        parts.section("\n".join(_numbers(of.found))),
        *_held_back(of.found),
        *([parts.section(moved)] if (moved := delta(of.moved)) else []),
        *_next(of, private=private),
        *stages.standing(of.found, of.moved.then if of.moved else None),
        *gaps.gaps(of, _to_link(of), private=private),
        *gaps.declined(of, private=private),
        *gaps.over(of, private=private),
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
        f"*Proven {(found.proven or 0):.0f} of 100* ({proven_word(found)}): {PROVEN}.",
        f"Served, by weight: {' · '.join(covered)}",
    ]


def _held_back(found: Fit) -> list[SlackBlock]:
    holding = [cap for cap in found.caps if found.paper is not None and found.paper <= cap.most]
    return [
        parts.context(f"It can't pass {cap.most:.0f} while this stands: {parts.escaped(cap.reason)}.")
        for cap in holding
    ]


def delta(of: Moved | None) -> str:
    """Say how the numbers have moved, and which change did most of it; "" when they have not."""
    if of is None:
        return ""
    moves = [
        f"{name} from {then or 0:.0f} to {now or 0:.0f}"
        for name, then, now in (
            ("on paper", of.then.paper, of.now.paper),
            ("proven", of.then.proven, of.now.proven),
        )
        if abs((now or 0) - (then or 0)) >= A_POINT
    ]
    return f"*{of.since}* it went {' and '.join(moves)}.{most(of.movement)}" if moves else ""


def most(of: Movement) -> str:
    """Say which change moved fit most, to go on with after a sentence; "" when none did by itself."""
    mover = next(iter(of.movers), None)
    if mover is None:
        return ""
    name, points = max((("on paper", mover.paper), ("proven", mover.proven)), key=lambda one: abs(one[1]))
    if abs(points) < A_POINT:
        return ""
    return f" What moved it most: {parts.escaped(mover.says)} ({points:+.0f} {name})."


def _next(of: Report, *, private: bool) -> list[SlackBlock]:
    """Return the one thing to do next, with the buttons that do it."""
    told = todo(of.found, of.offers)
    says = parts.section(f"*Next:* {told.says}")
    if not private or told.note is None:
        return [says]
    if told.word == "link":
        return [says, parts.actions(gaps.link(of, told.note, "primary"), gaps.something_new(of, told.note))]
    label = {"rate": f"Rate {told.note.code}", "evidence": f"Add evidence for {told.note.code}"}[told.word]
    code = f"{of.segment.number}{told.note.code}"
    return [says, parts.actions(again.button(label, told.word, code, style="primary"))]


def _to_link(of: Report) -> Note | None:
    told = todo(of.found, of.offers)
    return told.note if told.word == "link" else None


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
