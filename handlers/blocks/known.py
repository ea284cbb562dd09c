"""What people read when they say what they know already."""

from collections.abc import Sequence
from hashlib import sha256

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.defaults import CUSTOMER_TIER
from canvas.method import TIERS
from canvas.method import Block as Kind
from handlers.answer import Message
from handlers.blocks import again, parts

LONGEST = 2900  # characters of the form's text
MOST = 3000  # characters of all lines: as many as a form can show again
SHOWN_IN = Kind.JOB  # the prompt of step 2 that tells what is known
LINES = 8  # of what was known, in a prompt
SHOWN = 10  # notes named in an answer
EXAMPLE = "pain: They wait on hold for 20 minutes – 8 of 12 interviews"


def form(workshop: Workshop, segments: Sequence[Segment], chosen: Segment | None) -> View:
    """Return the form; without a segment every line is kept as it is."""
    options = [parts.option(segment.name, str(segment.id)) for segment in segments]
    whose = parts.select("known.segment", options, str(chosen.id) if chosen else "")
    tiers = [parts.option(f"{tier}  {name}: {examples}", str(tier)) for tier, (name, examples) in TIERS.items()]
    hint = "One thing a line. A line that begins with job, pain or gain and a colon becomes a note with evidence."
    text = parts.line("known.text", most=LONGEST, multiline=True, placeholder=EXAMPLE)
    source = parts.line("known.source", most=200, placeholder="Interviews in March")
    before = parts.line("known.before", workshop.known, most=MOST, multiline=True)
    again_ = [parts.field("before", "Kept so far", before, optional=True)] if workshop.known else []
    fields = [
        *([parts.field("segment", "About whom?", whose)] if options else []),
        parts.field("text", "What do you know already?", text, optional=bool(again_), hint=hint),
        parts.field("source", "Where from?", source, optional=True, hint="No names needed: a role will do."),
        parts.field("tier", "How strong is it?", parts.select("known.strength", tiers, str(CUSTOMER_TIER))),
        *again_,
    ]
    return parts.form("What we know already", "known.save", parts.place(workshop, known=mark(workshop)), fields)


def mark(workshop: Workshop) -> str:
    """Return by what a form knows that nobody has changed meanwhile what it shows."""
    return sha256(workshop.known.encode()).hexdigest()[:16]


def kept(notes: Sequence[Note], lines: Sequence[str]) -> Message:
    """Say what became a note with evidence, and what is kept for step 2."""
    named = [f"• *{note.code}* {parts.escaped(note.text, 100)}" for note in notes[:SHOWN]]
    more = [f"and {len(notes) - SHOWN} more"] if len(notes) > SHOWN else []
    lead = ["Kept with what you know as evidence:", *named, *more] if notes else []
    words = ["Kept for everybody to read, in steps 1 and 2."] if lines else []
    says = "\n".join([*lead, *words]) or "Changed."
    more = parts.actions(again.button("Add or change", "known"))
    return Message(text=says, blocks=[parts.section(says), more])


def told(known: str) -> Block:
    """Return what the team knew before it began, for its prompts."""
    lines = known.split("\n")
    more = [f"and {len(lines) - LINES} more: `/vpd known`"] if len(lines) > LINES else []
    return parts.section(
        "\n".join(["*You know already:*", *(f"• {parts.escaped(one, 200)}" for one in lines[:LINES]), *more])
    )
