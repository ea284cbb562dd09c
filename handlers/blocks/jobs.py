"""What people read when they look into a job: why it matters, and whether it is worth building for."""

from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from canvas.codes import Codes
from canvas.defaults import NOTE_LENGTH, TOP_RATING
from canvas.method import TICKS
from canvas.spread import is_attractive, is_focus, open_ticks, opportunity
from handlers.answer import Message
from handlers.blocks import again, parts, picker

RUNGS = ("why1", "why2", "why3", "why4")
ASKS = ("Why does that matter to them?", "And why that?", "And why that?", "And what is behind that?")
KNOWN = {True: "yes", False: "no"}
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "We don't know yet"}
CONTENT = ("not at all", "completely")


def ladder(workshop: Workshop, note: Note | None, parent: Note | None = None) -> View:
    """Return the form that asks why a job matters, up to four times."""
    lead = picker.note(label="Which job?")
    if note:
        behind = f"\nBehind it so far: *{parent.code}* {parts.escaped(parent.text, 150)}" if parent else ""
        lead = parts.section(f"*{note.code}* {parts.escaped(note.text)}{behind}")
    rungs = [
        parts.field(
            name,
            ask,
            parts.line(f"jobs.{name}", most=NOTE_LENGTH, placeholder="" if place else "So that they can …"),
            optional=bool(place),
            hint="Stop where it feels true. Your last answer becomes a job of its own." if not place else "",
        )
        for place, (name, ask) in enumerate(zip(RUNGS, ASKS, strict=True))
    ]
    about = parts.place(workshop, **({"note": note.id} if note else {}))
    return parts.form(f"Why {note.code}?" if note else "Why?", "jobs.climb", about, [lead, *rungs])


def way(note: Note, steps: str) -> str:
    """Return how a job was found, for its detail."""
    return f"Found by asking why, from {note.code}: {steps}"


def found(workshop: Workshop, note: Note, parent: Note, codes: Codes, *, is_new: bool) -> Message:
    """Say which job lies behind another, with a way to go on asking."""
    kept = "is kept" if is_new else "was there already"
    says = f"Behind *{codes.read(note)}* lies *{codes.read(parent)}* {parts.escaped(parent.text, 150)}. It {kept}."
    drawn = parts.subject(workshop=workshop.id, note=parent.id)
    row = parts.actions(
        parts.button(f"Why {codes.read(parent)}?", "jobs.ladder", drawn),
        again.button("Rate it", "rate", codes.typed(parent)),
        again.button("Undo", "undo"),
    )
    return Message(text=says, blocks=[parts.section(says), row])


def value(workshop: Workshop, note: Note | None) -> View:
    """Return the form with the four questions about a job, and how content customers are today."""
    lead = parts.section(f"*{note.code}* {parts.escaped(note.text)}") if note else picker.note(label="Which job?")
    known = {tick.name: KNOWN[tick.holds] for tick in note.ticks} if note else {}
    options = [parts.option(label, key) for key, label in ANSWERS.items()]
    ticks = [
        parts.field(
            name,
            ask,
            parts.select(f"jobs.{name}", options, known.get(name, ""), placeholder="Leave open"),
            optional=True,
        )
        for name, ask in TICKS.items()
    ]
    ends = {1: f" ({CONTENT[0]})", TOP_RATING: f" ({CONTENT[1]})"}
    scale = [parts.option(f"{one}{ends.get(one, '')}", str(one)) for one in range(1, TOP_RATING + 1)]
    chosen = f"{note.satisfaction:.0f}" if note and note.satisfaction is not None else ""
    content = parts.field(
        "satisfaction",
        "How content are they with what they use today?",
        parts.select("jobs.satisfaction", scale, chosen, placeholder="Leave open"),
        optional=True,
        hint="What matters much and is served badly is where you can win.",
    )
    about = parts.place(workshop, **({"note": note.id} if note else {}))
    return parts.form("Worth building for?", "jobs.judge", about, [lead, *ticks, content])


def judged(workshop: Workshop, note: Note, codes: Codes, *, is_focus: bool) -> Message:
    """Say what a job is worth by what is known of it."""
    yes = sum(tick.holds for tick in note.ticks)
    left = open_ticks(note)
    named = f"*{codes.read(note)}* {parts.escaped(note.text, 150)}"
    lines = [f"{named}: {yes} of {len(TICKS)} answers speak for building for it."]
    if is_focus:
        lines = [f"{named} is a *focus job*: everything says build for it."]
    elif left:
        lines.append(f"Still open: {TICKS[left[0]]} A talk with a customer would tell.")
    score = opportunity(note)
    if score is not None:
        room = "there is a lot of room to do better." if is_attractive(note) else "there may be bigger ones."
        guess = "" if note.ratings else " Nobody has rated how much the job matters, so this is a first guess."
        lines.append(f"Opportunity *{score:.0f} of 20*: {room}{guess}")
    says = "\n".join(lines)
    drawn = parts.subject(workshop=workshop.id, note=note.id)
    rate = [again.button("Rate it", "rate", codes.typed(note))] if not note.ratings else []
    row = parts.actions(*rate, parts.button("Ask why", "jobs.ladder", drawn), again.button("Undo", "undo"))
    return Message(text=says, blocks=[parts.section(says), row])


def known(note: Note) -> list[str]:
    """Return what a list of notes says about a job beside its words: focus, opportunity."""
    score = opportunity(note)
    return [
        *(["focus job"] if is_focus(note) else []),
        *([f"opportunity {score:.0f} of 20"] if score is not None else []),
    ]
