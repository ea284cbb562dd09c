"""What people read about fit: two numbers, what they mean, what holds them back, and what to do next."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from canvas.advice import next_action
from canvas.board import Link, Note, Segment, Workshop
from canvas.fit import Fit, Standing, band
from canvas.method import KINDS
from canvas.ranking import PROFILE
from handlers.answer import Message
from handlers.blocks import again, parts

GAPS = 5
OVER = 5
PAPER = "what the team believes its offer answers"
PROVEN = "how much of that customers' evidence carries"
STAGES = {
    "none": "",
    "problem_solution": "Stage: the problem and the solution fit, on paper and backed by customers.",
    "product_market": "Stage: the market has shown that it wants this.",
}


def line(found: Fit) -> str:
    """Return fit in one line of markup."""
    if found.paper is None:
        return "Fit: not yet. It needs a link from something you offer to a pain or a gain."
    return f"Fit on paper *{found.paper:.0f}* of 100 ({found.band}), proven *{_proven(found)}*."


def _proven(found: Fit) -> str:
    score = found.proven or 0.0
    return f"{score:.0f} ({band(score)})"


def report(
    workshop: Workshop, segment: Segment, found: Fit, advice: str, notes: Mapping[int, Note], *, private: bool
) -> Message:
    """Return the whole of it; `advice` what to do next; `notes` by id; only a `private` one has buttons."""
    blocks: list[SlackBlock] = [
        parts.header(f"Fit for {segment.name}"),
        parts.section("\n".join(_numbers(found))),
        *_held_back(found),
        *_gaps(workshop, segment, found, private=private),
        *_over(found.over, notes),
        parts.section(f"*Next:* {advice}"),
    ]
    if private:
        value = parts.subject(workshop=workshop.id, segment=segment.id)
        share = parts.button("Share with the channel", "fit.share", value)
        blocks.append(parts.actions(share, again.button("Match one by one", "link", f"--segment {segment.number}")))
    return Message(text=f"{parts.escaped(segment.name)}: {line(found)}", blocks=blocks)


def _numbers(found: Fit) -> list[str]:
    if found.paper is None:
        return [line(found)]
    covered = [
        f"{KINDS[block].plural} {100 * found.coverage[block]:.0f} %" for block in PROFILE if block in found.coverage
    ]
    stage = STAGES.get(found.stage.value, "")
    return [
        f"*On paper {found.paper:.0f} of 100* ({found.band}): {PAPER}.",
        f"*Proven {(found.proven or 0):.0f} of 100* ({band(found.proven)}): {PROVEN}.",
        f"Served, by weight: {' · '.join(covered)}",
        *([stage] if stage else []),
    ]


def _held_back(found: Fit) -> list[SlackBlock]:
    holding = [cap for cap in found.caps if found.paper is not None and found.paper <= cap.most]
    return [
        parts.context(f"It can't pass {cap.most:.0f} while this stands: {parts.escaped(cap.reason)}.")
        for cap in holding
    ]


def _gaps(workshop: Workshop, segment: Segment, found: Fit, *, private: bool) -> list[SlackBlock]:
    if not found.gaps:
        return []
    blocks: list[SlackBlock] = [parts.section("*Biggest gaps*")]
    for gap in found.gaps[:GAPS]:
        blocks.append(parts.section(_gap(gap)))
        if private:
            blocks.append(_ways(workshop, segment, gap.note))
    if len(found.gaps) > GAPS:
        blocks.append(parts.context(f"and {len(found.gaps) - GAPS} smaller ones"))
    return blocks


def _gap(gap: Standing) -> str:
    served = "partly served" if gap.covered else "not served"
    guessed = ", to be rated again" if gap.note.recheck else ", not rated yet" if gap.weight.provisional else ""
    return f"*{gap.note.code}* {parts.escaped(gap.note.text, 150)} _weight {gap.weight.rating:g}{guessed}, {served}_"


def _ways(workshop: Workshop, segment: Segment, note: Note) -> SlackBlock:
    value = parts.subject(workshop=workshop.id, note=note.id)
    return parts.actions(
        again.button(f"Link {note.code}", "link", f"{segment.number}{note.code}"),
        parts.button("Choose not to serve it", "fit.decline", value),
    )


def _over(links: Sequence[Link], notes: Mapping[int, Note]) -> list[SlackBlock]:
    if not links:
        return []
    shown = ", ".join(f"{notes[one.source].code}-{notes[one.target].code}" for one in links[:OVER])
    return [parts.context(f"Spent on what hardly matters: {shown}. Would you drop one of these?")]


def next_step(found: Fit, offers: int) -> str:
    """Say what to do next; `offers` is the number of open notes on the value map."""
    if not found.standings:
        return "Say what your customers want, for example `/vpd add pain Waiting on hold`."
    if not offers:
        return "Say what you offer them, for example `/vpd add reliever A call back at once`."
    return next_action(found)


def declining(workshop: Workshop, note: Note) -> View:
    """Return the form that asks why a note is not served."""
    fields = [
        parts.section(f"*{note.code}* {parts.escaped(note.text)}\nIt stays on record as a gap you chose."),
        parts.field("reason", "Why not?", parts.line("fit.reason", most=300), optional=True),
    ]
    return parts.form(
        "Not this one", "fit.declined", parts.place(workshop, note=note.id), fields, submit="Don't serve it"
    )


def declined(note: Note) -> Message:
    """Say that the team does not serve a note."""
    says = f"*{note.code}* is not served, by choice. It still counts as a gap in fit."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])
