"""Keeping what was written as notes: by command, by form, and out of a message."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from canvas.board import Note, NoteState, Segment, Workshop
from canvas.errors import NoText, WhichNote
from canvas.method import KINDS, STRENGTHS, Block
from canvas.note_errors import OfAnotherSegment, ServesAnother, ServesNothing
from canvas.rounds import Phase
from canvas.words import Draft
from handlers import advice, channel, pace
from handlers.answer import Answer, Delivery, Message
from handlers.blocks import duplicates, replies, unnamed, votes
from handlers.blocks import notes as blocks
from handlers.copying import drafted
from handlers.gesture import Gesture
from handlers.naming import codes_of
from handlers.place import alike_seen, seen_by, still_there
from storage.transaction import Transaction

QUESTIONS = 5  # asked in one answer; the others come by direct message


@dataclass(frozen=True, slots=True)
class Place:
    """Where notes go."""

    workshop: Workshop
    segment: Segment


@dataclass(frozen=True, slots=True)
class About:
    """What a form says beside the words: of the first note of its kind, and what all of them serve."""

    block: Block | None = None
    measure: str = ""
    facets: Mapping[str, str] = field(default_factory=dict[str, str])
    targets: tuple[Note, ...] = ()

    def of(self, draft: Draft) -> "About":
        """Return what holds for every further note of the same form."""
        return About(self.block, targets=self.targets if draft.block is self.block else ())


NOTHING = About()


def kept(drafts: Sequence[Draft], place: Place, tx: Transaction, about: About = NOTHING) -> Answer:
    """Keep each draft, unless it is there already; ask about those that sound like one that is there."""
    if not drafts:
        raise NoText
    notes: list[Note] = []
    added: list[Draft] = []
    there: list[Note] = []
    questions: list[Message] = []
    first = next((draft for draft in drafts if draft.block is about.block), None)
    for draft in drafts:
        said = about if draft is first else about.of(draft)
        alike = alike_seen(tx, place.workshop, (place.segment.id, draft.block), draft.text)
        same = [note for note, _ in alike if (note.text, note.author) == (draft.text, tx.user)]
        if same:
            there.append(same[0])
        elif alike:
            questions.append(_asked(tx, place, draft, alike[0], said))
        else:
            notes.append(_add(draft, place, tx, said))
            added.append(draft)
    answers = [*_answers(tx, place, drafts, notes, about.targets), *unkept(tx, place.segment.id, added)]
    return _told(tx, place, notes, [*answers, *_known(tx, place, there)], questions)


def kept_unnamed(drafts: Sequence[Draft], place: Place, tx: Transaction, about: About) -> Answer:
    """Keep notes of which nobody can find out whose they are: no author, no rating, no question, nothing to undo."""
    nobody = pace.nobody(tx)
    first = next((draft for draft in drafts if draft.block is about.block), None)
    for draft in drafts:
        said = about if draft is first else about.of(draft)
        pace.took_part(tx, _add(replace(draft, rating=None), place, nobody, said))
    names = [draft.block.value for draft in drafts]
    posts = channel.changed(tx, place.workshop, place.segment.id, names)
    return Answer(says=unnamed.kept(len(drafts)), posts=posts)


def _asked(tx: Transaction, place: Place, draft: Draft, alike: tuple[Note, float], said: About) -> Message:
    about = {"measure": said.measure, "facets": dict(said.facets), "targets": [note.id for note in said.targets]}
    return duplicates.set_aside(tx, place.workshop, place.segment.id, draft, alike, user=tx.user, about=about)


def _add(draft: Draft, place: Place, tx: Transaction, said: About) -> Note:
    where = {"workshop": place.workshop.id, "segment": place.segment.id}
    note = tx.notes.add(drafted(draft, **where, author=tx.user, measure=said.measure, facets=said.facets))
    pace.weigh_in(tx, note, tx.user, draft.rating)
    for target in said.targets:
        tx.links.put(place.workshop.id, note, target, STRENGTHS["fully"])
    return pace.noted(tx, note)


def _answers(
    tx: Transaction, place: Place, drafts: Sequence[Draft], notes: Sequence[Note], served: Sequence[Note]
) -> list[Message]:
    """Say what is kept, and ask the one small question that a single note may bring up."""
    if not notes:
        return []
    where = blocks.Where(place.workshop.id, place.segment.id, tx.segments.of(place.workshop.id))
    said = [blocks.kept(notes, where, served=served, was_cut=any(draft.cut for draft in drafts))]
    unclear = advice.about_new(tx, place.workshop, place.segment, notes)
    return [*said, *([blocks.unclear(unclear)] if unclear else [])]


def unkept(tx: Transaction, segment: int, drafts: Sequence[Draft]) -> list[Message]:
    """Say which ratings that came with notes are not kept, because ratings do not count now."""
    lost = defaultdict[Phase, list[int]](list)
    for draft in drafts:
        phase = pace.refuses_ratings(tx, segment, draft.block) if draft.rating else None
        if phase and draft.rating:
            lost[phase].append(draft.rating)
    return [votes.unkept(values, phase) for phase, values in lost.items()]


def shortened(tx: Transaction, drafts: Iterable[Draft], before: Iterable[Note], channel: str, ts: str) -> list[Message]:
    """Say of which lines of a reply only the beginning is the note now; `before` are its notes as they were."""
    cut = {(one.text, one.detail) for one in drafts if one.cut} - {(note.text, note.detail) for note in before}
    of_reply = tx.notes.of_reply(channel, ts) if cut else []
    notes = [note for note in of_reply if (note.text, note.detail) in cut and note.state is NoteState.OPEN]
    return [replies.shortened(notes)] if notes else []


def _known(tx: Transaction, place: Place, there: Sequence[Note]) -> list[Message]:
    return [blocks.already_there(there, codes_of(tx, place.workshop))] if there else []


def _told(
    tx: Transaction, place: Place, notes: Sequence[Note], said: Sequence[Message], questions: Sequence[Message]
) -> Answer:
    asked, later = questions[:QUESTIONS], questions[QUESTIONS:]
    posts: list[Delivery] = [channel.tell(tx.team, tx.user, question, place.workshop.channel) for question in later]
    if notes:
        names = [note.block.value for note in notes]
        posts += channel.changed(tx, place.workshop, place.segment.id, names)
    return Answer(says=blocks.joined([*said, *asked]), posts=tuple(posts))


def wanted(gesture: Gesture, tx: Transaction, place: Place, block: Block) -> tuple[Note, ...]:
    """Return the notes that a form says an offer is for. Raises what is wrong with one of them, beside its field."""
    chosen = [int(one) for one in gesture.chosen("targets") if one.isdigit()]
    if not chosen:
        return ()
    kind = KINDS[block]
    if kind.serves is None:
        raise ServesNothing
    notes = [note for one in chosen if (note := tx.notes.get(one))]
    codes = codes_of(tx, place.workshop)
    if not all(map(codes.number, notes)) or len(seen_by(tx, place.workshop, tx.user, notes)) < len(notes):
        raise WhichNote
    for note in notes:
        if note.segment != place.segment.id:
            raise OfAnotherSegment(code=codes.read(note))
        if note.block is not kind.serves:
            served = KINDS[kind.serves].title.lower()
            raise ServesAnother(kind=kind.title.lower(), wanted=served, code=codes.read(note))
    return tuple(still_there(note, codes.read(note)) for note in notes)
