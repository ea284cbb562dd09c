"""What people read about the pitch: the sentence, what each line rests on, and what has changed under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.cards import Pitch, Slot
from canvas.defaults import NOTE_LENGTH
from canvas.evidence import Carries
from canvas.pitch import SLOTS, WHOLE, Stale, blanks, phrase
from handlers.answer import Message
from handlers.blocks import again, parts
from handlers.blocks.cards import CARRIES

# Each fuller than the one before, and never without the word beside it.
MARKS = dict(zip(Carries, ("○", "◔", "◑", "◕", "●"), strict=True))
LINES = {
    "segment": "For",
    "job": "Who want to get done",
    "offering": "We offer",
    "pain": "It ends",
    "relief": "How",
    "gain": "It brings",
    "creation": "How",
    "alternative": "Instead of",
}
QUESTIONS = (
    "*1. Clear?* What did you have to read twice?",
    "*2. Worries.* Where could it break, or not be true?",
    "*3. Strengths.* What would make a customer stop and listen?",
    "*4. Ideas.* What would make it better?",
    "*5. Better.* Say the pitch anew, with the best of it.",
)
EACH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A pitch, whether somebody has kept it, how much each line rests on, and which notes under it have changed."""

    workshop: Workshop
    segment: Segment
    pitch: Pitch
    kept: bool
    bands: Mapping[str, Carries]
    stale: Sequence[Stale]
    notes: Mapping[int, Note]

    @property
    def value(self) -> str:
        """What a button about it carries."""
        return parts.subject(workshop=self.workshop.id, segment=self.segment.id, at=self.pitch.at.isoformat())


def shown(look: Look) -> Message:
    """Return the pitch for the one who asks, line by line with what each rests on, and what can be done about it."""
    says = f"*The pitch for {parts.escaped(look.segment.name, 80)}*" + ("" if look.kept else " (a draft)")
    blocks: list[SlackBlock] = [parts.section(says), _lines(look), *_changes(look), *_open(look)]
    return Message(text=says, blocks=[*blocks, parts.actions(*_ways(look))])


def _sentence(look: Look) -> SlackBlock:
    return parts.plain(phrase(look.pitch.slots))


def _lines(look: Look) -> SlackBlock:
    lines = [_line(slot, look) for slot in look.pitch.slots if slot.text]
    return parts.section("\n".join(lines) or "Nothing yet.")


def _line(slot: Slot, look: Look) -> str:
    line = f"*{LINES[slot.name]}* {parts.escaped(slot.text, 120)}"
    codes = [look.notes[quoted.note].code for quoted in slot.notes if quoted.note in look.notes]
    band = look.bands.get(slot.name)
    rests = [*codes, *([f"{MARKS[band]} {CARRIES[band]}"] if band else [])]
    return f"{line} _{', '.join(rests)}_" if rests else line


def _changes(look: Look) -> list[SlackBlock]:
    if not look.stale:
        return []
    lines = [f"• {_change(one, look)}" for one in look.stale]
    again_ = parts.button("Update", "pitch.update", look.value, style="primary")
    return [parts.section("\n".join(["The canvas has moved on:", *lines])), parts.actions(again_)]


def _change(one: Stale, look: Look) -> str:
    said = next(slot for slot in look.pitch.slots if slot.name == one.slot)
    if not one.code:
        return f"“{parts.escaped(said.text, 120)}” {one.reason}."
    note = next((look.notes[quoted.note] for quoted in said.notes if quoted.note in look.notes), None)
    if note and one.reworded:
        return f"The pitch quotes *{one.code}*, which now reads “{parts.escaped(note.text, 120)}”."
    return f"The pitch quotes *{one.code}*, which {one.reason}."


def _open(look: Look) -> list[SlackBlock]:
    left = blanks(look.pitch.slots)
    if not left:
        return []
    said = {slot.name for slot in look.pitch.slots if slot.text.strip()}
    unlinked = [want for pair in WHOLE.values() for want in pair if want not in said]
    hint = " Link what you offer to what it serves, and I fill it in." if unlinked and not look.kept else ""
    return [parts.context(f"Still open: {' '.join(left)}{hint}")]


def _ways(look: Look) -> list[ButtonElement]:
    here = f"--segment {look.segment.number}"
    linked = any(slot.notes for slot in look.pitch.slots)
    label = "Change the words" if look.kept else "Fill in and keep"
    write = parts.button(label, "pitch.write", look.value, style=None if look.stale else "primary")
    return [
        write,
        *([] if linked else [again.button("Match one by one", "link", here)]),
        parts.button("Share with the channel", "pitch.share", look.value),
        parts.button("Ask for critique", "pitch.critique", look.value),
        again.button("What they use without you", "alternative", here),
    ]


def shared(look: Look) -> Message:
    """Return the pitch for the channel."""
    says = f"*The pitch for {parts.escaped(look.segment.name, 80)}*" + ("" if look.kept else " (a draft)")
    value = parts.subject(workshop=look.workshop.id, segment=look.segment.id)
    row = parts.actions(parts.button("Look closer", "pitch.show", value))
    return Message(text=says, blocks=[parts.section(says), _sentence(look), row])


def critique(look: Look, at: datetime) -> Message:
    """Return the pitch with five questions, to be answered in its thread, and until when each of them is open."""
    says = f"*Five minutes for each question: the pitch for {parts.escaped(look.segment.name, 80)}*"
    timed = [f"{asked} Until {parts.clock(at + EACH * place)}." for place, asked in enumerate(QUESTIONS, start=1)]
    ask = "\n".join([*timed, "Answer in this thread, with the number first. All of 1 before 2, and so on."])
    value = parts.subject(workshop=look.workshop.id, segment=look.segment.id)
    row = parts.actions(parts.button("Then change the words", "pitch.write", value))
    return Message(text=says, blocks=[parts.section(says), _sentence(look), parts.section(ask), row])


def form(look: Look, at: datetime) -> View:
    """Return the form with every line; it remembers the notes that each line quotes, and when it was drawn."""
    fields = [
        parts.field(slot.name, SLOTS[slot.name], _words(slot), optional=True, hint=_hint(slot, look))
        for slot in look.pitch.slots
    ]
    quotes = {slot.name: [quoted.note for quoted in slot.notes] for slot in look.pitch.slots if slot.notes}
    about = parts.place(look.workshop, segment=look.segment.id, quotes=quotes, at=at.isoformat())
    lead = parts.context("Leave open what you don't know yet.")
    return parts.form("The pitch", "pitch.save", about, [lead, *fields])


def _words(slot: Slot) -> parts.PlainTextInputElement:
    return parts.line("pitch.words", slot.text, most=NOTE_LENGTH)


def _hint(slot: Slot, look: Look) -> str:
    codes = [look.notes[quoted.note].code for quoted in slot.notes if quoted.note in look.notes]
    return f"From {' and '.join(codes)}." if codes else ""
