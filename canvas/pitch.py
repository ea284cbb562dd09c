"""The pitch: one sentence drafted from the notes that are best linked, which tells when they have changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from canvas.board import Board, Link, Note, NoteState, Segment
from canvas.cards import Pitch, Quoted, Slot
from canvas.evidence import Carries
from canvas.links import active_links
from canvas.method import ALTERNATIVES, Block
from canvas.proof import Proof, proof
from canvas.ranking import PROFILE, ranked

SLOTS: Final = MappingProxyType({
    "segment": "Who is it for?",
    "job": "What do they want to get done?",
    "offering": "What do we offer?",
    "pain": "Which pain does it end?",
    "relief": "How does it end it?",
    "gain": "Which gain does it bring?",
    "creation": "How does it bring it?",
    "alternative": "What would they use instead?",
})  # fmt: skip
PHRASE: Final = (
    "For {segment} who want to get this done: {job}. We offer this: {offering}. It ends this: {pain}. How: {relief}. "
    "It brings this: {gain}. How: {creation}. Without us they would use {alternative}."
)
BLANK: Final = "…"
WHOLE: Final = MappingProxyType({Block.JOB: ("job", "offering"), Block.PAIN: ("pain", "relief"),
                                 Block.GAIN: ("gain", "creation")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank of the pitch as filled, and how much it rests on (None for what needs no proof)."""

    slot: Slot
    band: Carries | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A blank whose note is not what it was: the note's code, and why in a few words."""

    slot: str
    code: str
    reason: str


def draft(board: Board, segment: Segment, at: datetime, known: Proof | None = None) -> tuple[Filled, ...]:
    """Return the pitch of a segment with each blank filled from the notes that are best linked, in order of `SLOTS`."""
    own = board.of_segment(segment.id)
    rests = known or proof(own, at)
    found = {"segment": Filled(Slot(name="segment", text=segment.name), None)}
    notes = {note.id: note for note in own.notes}
    order = {note.id: place for place, note in enumerate(ranked(own, at, blocks=PROFILE, known=rests.notes))}
    links = sorted(
        (link for link in active_links(own) if link.works > 0 and link.target in order),
        key=lambda link: (order[link.target], -link.works, link.id),
    )
    for link in links:
        want, answer = WHOLE[notes[link.target].block]
        if want not in found:
            found |= _pair((want, answer), (notes[link.target], notes[link.source]), link, rests)
    others = [one for one in board.alternatives if one.segment == segment.id]
    if others:
        first = min(others, key=lambda one: (list(ALTERNATIVES).index(one.kind), one.id))
        found["alternative"] = Filled(Slot(name="alternative", text=first.name), None)
    blank = {name: Filled(Slot(name=name, text=""), None) for name in SLOTS}
    return tuple((blank | found)[name] for name in SLOTS)


def phrase(slots: Iterable[Slot]) -> str:
    """Return the pitch as a text, with `…` for what is still blank."""
    said = {slot.name: slot.text.strip().rstrip(".") for slot in slots}
    return PHRASE.format_map({name: said.get(name) or BLANK for name in SLOTS})


def blanks(slots: Iterable[Slot]) -> list[str]:
    """Return the questions for what is still blank."""
    said = {slot.name for slot in slots if slot.text.strip()}
    return [question for name, question in SLOTS.items() if name not in said]


def bands(pitch: Pitch, board: Board, at: datetime) -> dict[str, Carries]:
    """Return how much each blank of a kept pitch rests on now, for the blanks that came from notes."""
    rests = proof(board, at)
    ends = {(link.source, link.target): link.id for link in active_links(board)}
    from_notes = {slot.name: slot.notes[0].note for slot in pitch.slots if slot.notes}
    found: dict[str, Carries] = {}
    for want, answer in WHOLE.values():
        if want in from_notes:
            found[want] = rests.of_note(from_notes[want]).band
        if answer in from_notes:
            link = ends.get((from_notes[answer], from_notes.get(want, 0)), 0)
            found[answer] = rests.of_link(link).band
    return found


def stale(pitch: Pitch, board: Board) -> list[Stale]:
    """Return the blanks of a kept pitch whose notes have changed since."""
    notes = {note.id: note for note in board.notes}
    return [
        Stale(slot.name, notes[quoted.note].code, reason)
        for slot in pitch.slots
        for quoted in slot.notes
        if quoted.note in notes and (reason := _changed(notes[quoted.note], quoted))
    ]


def _pair(names: tuple[str, str], notes: tuple[Note, Note], link: Link, rests: Proof) -> Mapping[str, Filled]:
    (want_name, answer_name), (want, answer) = names, notes
    return {
        want_name: Filled(_slot(want_name, want), rests.of_note(want.id).band),
        answer_name: Filled(_slot(answer_name, answer), rests.of_link(link.id).band),
    }


def _slot(name: str, note: Note) -> Slot:
    return Slot(name=name, text=note.text, notes=(Quoted(note.id, note.text),))


def _changed(note: Note, quoted: Quoted) -> str:
    if note.state is NoteState.INVALIDATED:
        return "turned out wrong"
    if note.state is not NoteState.OPEN:
        return "is gone from the canvas"
    return "reads differently now" if note.text != quoted.text else ""
