"""Notes are written: by command, by form, and out of any message."""

from dataclasses import asdict, dataclass, replace

from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.defaults import FREQUENCIES
from canvas.errors import NoText, OtherWorkshop, SettledAlready, UnknownKind, WrongSubtype
from canvas.evidence import UNKEPT, read_evidence
from canvas.learning_errors import NoConsent
from canvas.method import KINDS, Block
from canvas.moments import with_moment
from canvas.prefix import read_prefix
from canvas.ranking import ranked
from canvas.text import clean, strip_bullets, unquote
from canvas.words import Draft, read_lines
from handlers import advice, channel, pace
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import duplicates, picker
from handlers.blocks import evidence as proofs
from handlers.blocks import notes as blocks
from handlers.copying import drafted
from handlers.gesture import Gesture
from handlers.naming import open_segments, segment_numbered
from handlers.place import (
    alike_seen,
    note_drawn_for,
    seen_by,
    segment_meant,
    workshop_drawn_for,
    workshop_here,
    workshop_near,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

UNNAMED = "unnamed"  # words whose kind nobody has said yet
QUESTIONS = 5  # asked in one answer; the others come by direct message


def register(surfaces: Surfaces) -> None:
    """Listen to everything that writes notes."""
    surfaces.word("add", add, usage="add pain Waiting on hold", says="keep a note")
    surfaces.button("notes.write", write, writes=False)
    surfaces.button("notes.name", name)
    surfaces.form("notes.save", save)
    surfaces.form("notes.capture", capture)
    surfaces.shortcut("notes.shortcut", shortcut)
    surfaces.search("notes.search", search)


@dataclass(frozen=True, slots=True)
class Place:
    """Where notes go."""

    workshop: Workshop
    segment: Segment


@dataclass(frozen=True, slots=True)
class About:
    """What a form says of a note beside its words."""

    measure: str = ""
    frequency: str = ""


NOTHING = About()


def add(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed after a kind, one note for each line; with nothing typed open the form."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    if not clean(text):
        return Answer(form=Form(_form(tx, workshop, segment.id)))
    if not _names_kind(text):
        aside = tx.aside.keep(UNNAMED, gesture.user, text, channel=workshop.channel, segment=segment.id)
        return Answer(says=blocks.which_kind(text, workshop.id, aside))
    if text != gesture.text.strip():
        _remember(tx, workshop, segment)
    return _kept(read_lines(text), Place(workshop, segment), tx)


def _names_kind(text: str) -> bool:
    reading = read_prefix(strip_bullets(unquote(clean(text)).split("\n")[0]))
    return reading is not None and reading.prefix.block is not None


def _remember(tx: Transaction, workshop: Workshop, segment: Segment) -> None:
    """Let this person's next notes go to this segment."""
    if tx.segments.chosen(workshop.id, tx.user) != segment.id:
        tx.segments.choose(workshop.id, tx.user, segment.id)


def name(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep words that waited for their kind."""
    workshop = workshop_drawn_for(gesture, tx)
    aside = tx.aside.get(int(gesture.subject.get("aside", 0)))
    if aside is None or aside.user != gesture.user or not tx.aside.take(aside.id):
        raise SettledAlready
    segment = segment_numbered(tx, workshop, aside.data["segment"])
    return _kept(read_lines(aside.text, Block(gesture.subject["block"])), Place(workshop, segment), tx)


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form, for the kind and segment of the prompt whose button was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = gesture.subject.get("segment") or segment_meant(gesture, tx, workshop)[0].id
    return Answer(form=Form(_form(tx, workshop, segment, gesture.subject.get("block", ""))))


def _form(tx: Transaction, workshop: Workshop, segment: int, kind: str = "") -> View:
    return blocks.form(workshop, open_segments(tx, workshop), segment, kind)


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the notes of the form."""
    workshop = workshop_drawn_for(gesture, tx)
    if gesture.words("kind") not in set(Block):
        raise UnknownKind(kinds="choose one of the list")
    return _kept_from_form(gesture, tx, workshop)


def _kept_from_form(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Answer:
    block = Block(gesture.words("kind"))
    subtype = gesture.words("subtype")
    drafts = read_lines(gesture.words("text"), block)
    if not drafts:
        raise NoText
    if subtype and subtype not in KINDS[block].subtypes:
        raise _wrong(block)
    sorted_drafts = [
        replace(draft, subtype=draft.subtype or subtype) if draft.block is block else draft for draft in drafts
    ]
    segment = _form_segment(gesture, tx, workshop)
    _remember(tx, workshop, segment)
    often = gesture.words("frequency") if block is Block.PAIN else ""
    about = About(with_moment(gesture.words("measure"), gesture.words("moment")), often if often in FREQUENCIES else "")
    return _kept(sorted_drafts, Place(workshop, segment), tx, about)


def _form_segment(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Segment:
    chosen = gesture.words("segment")
    if chosen.isdigit():
        return segment_numbered(tx, workshop, int(chosen))
    return segment_meant(replace(gesture, text=""), tx, workshop)[0]


def _wrong(block: Block) -> WrongSubtype:
    kind = KINDS[block]
    choices = ", ".join(one.replace("_", " ") for one in kind.subtypes) or "of one sort only"
    return WrongSubtype(kind=kind.title.lower(), choices=choices)


def _kept(drafts: list[Draft], place: Place, tx: Transaction, about: About = NOTHING) -> Answer:
    """Keep each draft, unless it is there already; ask about those that sound like one that is there."""
    if not drafts:
        raise NoText
    notes: list[Note] = []
    there: list[Note] = []
    questions: list[Message] = []
    for number, draft in enumerate(drafts):
        alike = alike_seen(tx, place.workshop, (place.segment.id, draft.block), draft.text)
        same = [note for note, _ in alike if (note.text, note.author) == (draft.text, tx.user)]
        if same:
            there.append(same[0])
        elif alike:
            where = (place.workshop, place.segment.id)
            questions.append(duplicates.set_aside(tx, *where, draft, alike[0], user=tx.user, about=asdict(about)))
        else:
            notes.append(_add(draft, place, tx, NOTHING if number else about))
    cut = any(draft.cut for draft in drafts)
    kept = [blocks.kept(notes, place.segment, was_cut=cut)] if notes else []
    unclear = advice.about_new(tx, place.workshop, place.segment, notes)
    kept += [blocks.unclear(unclear)] if unclear else []
    kept += [blocks.already_there(there)] if there else []
    asked, later = questions[:QUESTIONS], questions[QUESTIONS:]
    posts: list[Delivery] = [channel.tell(tx.team, tx.user, question) for question in later]
    if notes:
        names = [note.block.value for note in notes]
        posts += channel.changed(tx, place.workshop, place.segment.id, names)
    return Answer(says=blocks.joined([*kept, *asked]), posts=tuple(posts))


def _add(draft: Draft, place: Place, tx: Transaction, about: About) -> Note:
    note = tx.notes.add(
        drafted(
            draft,
            workshop=place.workshop.id,
            segment=place.segment.id,
            author=tx.user,
            measure=about.measure,
        )
    )
    if about.frequency:
        note = tx.notes.change(note, frequency=about.frequency)
    if draft.rating:
        tx.notes.rate(note, tx.user, draft.rating)
    return pace.noted(tx, note)


def shortcut(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that turns a message into a note or evidence, also one of another channel."""
    workshop = workshop_near(gesture, tx)
    segment, _ = segment_meant(replace(gesture, text=""), tx, workshop)
    said = blocks.Said(clean(gesture.text), gesture.link, private=gesture.channel != workshop.channel)
    return Answer(form=Form(blocks.capture(workshop, open_segments(tx, workshop), segment.id, said)))


def capture(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a message as notes, or as evidence for one. What was said in private needs a yes first."""
    workshop = workshop_drawn_for(gesture, tx)
    proves = gesture.words("kind") == blocks.EVIDENCE
    consent = gesture.words("consent")
    if "consent" in gesture.fields and consent not in ({"yes", "no"} if proves else {"yes"}):
        raise NoConsent
    if not proves:
        return save(gesture, tx)
    words, source = read_evidence(gesture.words("text"))
    if not words:
        raise NoText
    note = note_drawn_for(gesture, tx, workshop)
    link = str(gesture.subject.get("link", ""))
    target = proofs.about_note(note)
    known = next((one for one in tx.evidence.of(note=note.id) if link and one.permalink == link), None)
    if known is None:
        words, link = (UNKEPT, "") if consent == "no" else (words, link)
        item = tx.evidence.add(workshop.id, note=note.id, text=words, source=source, permalink=link)
    else:
        item = known
    says = proofs.kept(proofs.shown(tx.workshops.board(workshop.id), item, target, tx.at), known=bool(known))
    return Answer(says=says, posts=channel.changed(tx, workshop, note.segment, [note.block.value]))


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes by code or words, the most important first."""
    workshop = workshop_here(gesture, tx)
    if gesture.subject.get("workshop") != workshop.id:
        raise OtherWorkshop
    board = tx.workshops.board(workshop.id)
    segments = {one.id: one for one in board.segments}
    wanted = gesture.text.strip().casefold()
    named = [(note, segments[note.segment]) for note in seen_by(tx, workshop, tx.user, ranked(board, tx.at))]
    first = sorted(named, key=lambda pair: pair[0].code.casefold() != wanted)
    found = [
        picker.choice(note, segment if len(segments) > 1 else None)
        for note, segment in first
        if wanted in f"{segment.number}{note.code} {note.text}".casefold()
    ]
    return Answer(options=found[: picker.MOST_OPTIONS])
