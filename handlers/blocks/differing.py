"""What people read about a note that they see differently: a question to all, and ways to answer it."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from canvas.defaults import TOP_RATING
from canvas.method import KINDS
from canvas.spread import Split
from canvas.weight import typical_rating
from handlers.answer import Message
from handlers.blocks import last_word, parts
from handlers.blocks.ranking import label
from handlers.blocks.rounds import drawn
from storage.rounds import Running


def split(workshop: Workshop, found: Split, running: Running | None) -> Message:
    """Ask the team why it sees a note differently; nobody is named. Rating it again waits until it is open again."""
    note = found.note
    says = f"You see *{note.code}* “{parts.escaped(note.text, 150)}” differently: {found.high} against {found.low}."
    if note.decided is not None:
        says += f" Now: {last_word.rating(note)}."
    value = parts.subject(workshop=workshop.id, note=note.id)
    row = parts.actions(
        parts.button("Say it without my name", "differing.say", value),
        parts.button("Open rating again", "rounds.reopen", drawn(running))
        if running
        else parts.button("Rate it again", "differing.one", value),
        *last_word.button(workshop, "Decide", "deciding.ask", note=note.id),
    )
    ask = "What do you each know that the others may not? Answer in the thread. Nobody needs to win."
    return Message(text=f"{says} Why?", blocks=[parts.section(f"{says}\n{ask}"), row])


def waits(note: Note) -> Message:
    """Say that a note is rated in secret once more."""
    says = f"*{note.code}* “{parts.escaped(note.text, 150)}” is rated in secret again. The result comes after it."
    return Message(text=says, blocks=[parts.section(says)])


def agreed(note: Note) -> Message:
    """Say that people see a note alike by now."""
    typical = typical_rating(note)
    by = "" if typical is None else f" at {typical:g}"
    if note.decided is not None:
        by = f" ({last_word.rating(note)})"
    says = f"You see *{note.code}* “{parts.escaped(note.text, 150)}” alike by now{by}. Thank you for talking."
    return Message(text=says, blocks=[parts.section(says)])


def asked(notes: Sequence[Note], known: Sequence[Note]) -> Message:
    """Say what the channel is being asked."""
    if not notes and not known:
        return Message(text="You see everything here much alike: there is nothing to ask.")
    lines: list[str] = []
    if notes:
        lines.append(f"I ask the channel about {_codes(notes)}, without naming anybody.")
    if known:
        lines.append(f"{_codes(known)} {'is' if len(known) == 1 else 'are'} being talked about already, further up.")
    return Message(text="\n".join(lines))


def _codes(notes: Sequence[Note]) -> str:
    return parts.listed([f"*{note.code}*" for note in notes])


def saying(workshop: Workshop, note: Note, ts: str) -> View:
    """Return the form to say something about a note without one's name."""
    hint = "Posted in the thread without your name. In a small team people may still guess."
    words = parts.field(
        "text", "What do you know?", parts.line("differing.words", most=1000, multiline=True), hint=hint
    )
    lead = parts.section(f"*{note.code}* {parts.escaped(note.text)}")
    return parts.form(
        "Without my name", "differing.said", parts.place(workshop, note=note.id, ts=ts), [lead, words], submit="Post"
    )


def said(found: Split, own: int | None, text: str) -> Message:
    """Return what somebody said without a name, with the end they rated it at."""
    if own is None:
        side = "Somebody says"
    elif abs(own - found.high) == abs(own - found.low):
        side = "Somebody in the middle says"
    else:
        side = "Somebody who rated it " + ("high" if abs(own - found.high) < abs(own - found.low) else "low") + " says"
    quote = "\n".join(f"> {parts.escaped(line, 1000)}" for line in text.splitlines() if line.strip())
    return Message(text=f"{side}:\n{quote}")


def one(workshop: Workshop, note: Note, own: int | None) -> View:
    """Return the form to rate one note again."""
    low, high = KINDS[note.block].scale
    ends = {1: f" ({low})", TOP_RATING: f" ({high})"}
    options = [parts.option(f"{value}{ends.get(value, '')}", str(value)) for value in range(1, TOP_RATING + 1)]
    field = parts.field(str(note.id), label(note), parts.select("differing.weight", options, str(own or "")))
    return parts.form("Rate it again", "differing.regrade", parts.place(workshop, note=note.id), [field])


def regraded(note: Note, value: int) -> Message:
    """Say what somebody's rating is now."""
    return Message(text=f"Your rating of *{note.code}* is {value} now. The question shows where the team stands.")
