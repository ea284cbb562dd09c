"""The pitch: one sentence drafted from the notes that are best linked, which tells when they have changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from canvas.board import Board, Link, Note, NoteState, Segment
from canvas.cards import Pitch, Quoted, Slot
from canvas.evidence import NOTHING, Carries
from canvas.links import active_links, in_variant
from canvas.method import ALTERNATIVES, Block
from canvas.proof import Proof, proof
from canvas.ranking import PROFILE, open_notes, ranked

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
SENTENCES: Final = MappingProxyType({
    "offering": "We offer this: {}.",
    "pain": "It ends this: {}.",
    "relief": "How: {}.",
    "gain": "It brings this: {}.",
    "creation": "How: {}.",
    "alternative": "Without us they would use {}.",
})  # fmt: skip
BLANK: Final = "…"
GONE: Final = MappingProxyType({
    NoteState.INVALIDATED: "turned out wrong",
    NoteState.DECLINED: "is not served, by choice",
    NoteState.PARKED: "is parked",
    NoteState.MERGED: "was merged into another",
    NoteState.REMOVED: "is gone from the canvas",
})  # fmt: skip
NAMED: Final = MappingProxyType({
    "segment": "have another name now",
    "alternative": "is no longer what they would use instead",
})  # fmt: skip
WHOLE: Final = MappingProxyType({Block.JOB: ("job", "offering"), Block.PAIN: ("pain", "relief"),
                                 Block.GAIN: ("gain", "creation")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank of the pitch as filled, and how much it rests on (None for what needs no proof)."""

    slot: Slot
    band: Carries | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A blank that rests on what is so no longer: the note's code ("" for none), and why in a few words.

    reworded: the note still stands and says something else; otherwise the blank is to be filled anew.
    """

    slot: str
    code: str
    reason: str
    reworded: bool = False


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
    products = [n for n in open_notes(own, blocks=(Block.PRODUCT,)) if in_variant(n, {segment.id: segment.variant})]
    if "offering" not in found and len(products) == 1:
        found["offering"] = Filled(_slot("offering", products[0]), NOTHING.band)
    others = [one for one in board.alternatives if one.segment == segment.id]
    if others:
        first = min(others, key=lambda one: (list(ALTERNATIVES).index(one.kind), one.id))
        found["alternative"] = Filled(Slot(name="alternative", text=first.name), None)
    blank = {name: Filled(Slot(name=name, text=""), None) for name in SLOTS}
    return tuple((blank | found)[name] for name in SLOTS)


def phrase(slots: Iterable[Slot]) -> str:
    """Return the pitch as a text, without what is still blank; `…` when all of it is."""
    said = {slot.name: words for slot in slots if (words := slot.text.strip().rstrip("."))}
    told = [sentence.format(said[name]) for name, sentence in SENTENCES.items() if name in said]
    return " ".join((*_lead(said), *told)) or BLANK


def _lead(said: Mapping[str, str]) -> Iterable[str]:
    if "segment" in said and "job" in said:
        yield f"For {said['segment']} who want to get this done: {said['job']}."
    elif "segment" in said:
        yield f"For {said['segment']}."
    elif "job" in said:
        yield f"To get this done: {said['job']}."


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


def stale(pitch: Pitch, board: Board, former: Collection[str] = ()) -> list[Stale]:
    """Return the blanks of a kept pitch that rest on what has changed since.

    former: names that a segment or an alternative had when the pitch was kept, and that are no longer theirs.
    """
    notes = {note.id: note for note in board.notes}
    found: dict[str, Stale] = {}
    for slot in pitch.slots:
        for note in (notes[quoted.note] for quoted in slot.notes if quoted.note in notes):
            if reason := GONE.get(note.state, ""):
                found[slot.name] = Stale(slot.name, note.code, reason)
            elif note.text not in {quoted.text for quoted in slot.notes}:
                found[slot.name] = Stale(slot.name, note.code, "reads differently now", reworded=True)
        if slot.name in NAMED and slot.text in former:
            found[slot.name] = Stale(slot.name, "", NAMED[slot.name])
    for one in _unlinked(pitch, board, notes):
        found.setdefault(one.slot, one)
    return [found[slot.name] for slot in pitch.slots if slot.name in found]


def _unlinked(pitch: Pitch, board: Board, notes: Mapping[int, Note]) -> Iterable[Stale]:
    """Yield the answers that do not count now, or no longer help with what they stand beside."""
    first = {slot.name: slot.notes[0].note for slot in pitch.slots if slot.notes}
    quoted = {name: notes[note] for name, note in first.items() if note in notes}
    helping = {(link.source, link.target) for link in active_links(board) if link.works > 0}
    variants = {segment.id: segment.variant for segment in board.segments}
    for want_name, answer_name in WHOLE.values():
        want, answer = quoted.get(want_name), quoted.get(answer_name)
        if answer is None:
            continue
        if not in_variant(answer, variants):
            yield Stale(answer_name, answer.code, f"belongs to variant {answer.variant}, which does not count now")
        elif want and want.state is NoteState.OPEN and (answer.id, want.id) not in helping:
            yield Stale(answer_name, answer.code, f"no longer serves {want.code}")


def _pair(names: tuple[str, str], notes: tuple[Note, Note], link: Link, rests: Proof) -> Mapping[str, Filled]:
    (want_name, answer_name), (want, answer) = names, notes
    return {
        want_name: Filled(_slot(want_name, want), rests.of_note(want.id).band),
        answer_name: Filled(_slot(answer_name, answer), rests.of_link(link.id).band),
    }


def _slot(name: str, note: Note) -> Slot:
    return Slot(name=name, text=note.text, notes=(Quoted(note.id, note.text),))
