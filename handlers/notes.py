"""Notes are written: by command, by form, and out of any message."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slack_sdk.models.blocks import Option

from canvas.board import NoteState, Segment, Workshop
from canvas.errors import NoText, OtherWorkshop, SettledAlready, Stale, UnknownKind, UnknownSegment, WrongSubtype
from canvas.evidence import UNKEPT, read_evidence
from canvas.facets import NAMES, read_facets
from canvas.learning_errors import NoConsent
from canvas.method import KINDS, Block
from canvas.note_errors import OnlyEvidence
from canvas.prefix import Reading, read_prefix
from canvas.ranking import PROFILE, ranked
from canvas.segment_errors import NoSegmentYet
from canvas.text import clean, strip_bullets, unquote
from canvas.words import read_lines
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import evidence as proofs
from handlers.blocks import notes as blocks
from handlers.blocks import picker, unnamed, unplaced
from handlers.gesture import Gesture
from handlers.naming import codes_of, open_segments, segment_numbered
from handlers.place import note_drawn_for, seen_by, segment_meant, workshop_drawn_for, workshop_here, workshop_near
from handlers.surfaces import Surfaces
from handlers.writing import About, Place, kept, kept_unnamed, wanted
from storage.aside import Aside
from storage.transaction import Transaction

UNNAMED = "unnamed"  # words whose kind nobody has said yet
LINES = 500  # notes of one act, at most, that go to another segment


def register(surfaces: Surfaces) -> None:
    """Listen to everything that writes notes."""
    surfaces.word("add", add, usage="add pain Waiting on hold", says="keep a note")
    surfaces.button("notes.write", write, writes=False)
    surfaces.button("notes.name", name)
    surfaces.button("notes.place", place)
    surfaces.button("notes.elsewhere", elsewhere)
    surfaces.form("notes.save", save)
    surfaces.form("notes.capture", capture)
    surfaces.shortcut("notes.shortcut", shortcut)
    surfaces.search("notes.search", search)
    surfaces.search("notes.targets", targets)


def add(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed after a kind, one note for each line; with nothing to keep typed open the form."""
    workshop = workshop_here(gesture, tx)
    try:
        segment, text = segment_meant(gesture, tx, workshop)
    except NoSegmentYet:
        if not _says_something(gesture.text):
            raise
        return Answer(says=unplaced.set_aside(tx, workshop, clean(gesture.text), user=tx.user))
    if not clean(text):
        return _opened(tx, workshop, blocks.Draft(segment=segment.id))
    reading = _reading(text)
    if reading and reading.prefix.block and not reading.rest and "\n" not in unquote(clean(text)):
        known = blocks.Draft(segment=segment.id, kind=reading.prefix.block, subtype=reading.prefix.subtype)
        return _opened(tx, workshop, known)
    if text != gesture.text.strip():
        _remember(tx, workshop, segment)
    return _written(text, reading, Place(workshop, segment), tx)


def _says_something(text: str) -> bool:
    """Tell whether there is more than the kind of a note."""
    reading = _reading(text)
    return bool(read_lines(text) if reading and reading.prefix.block else clean(text))


def _written(text: str, reading: Reading | None, place: Place, tx: Transaction) -> Answer:
    """Keep what was typed as notes; where nothing says their kind, ask."""
    if reading is None or reading.prefix.block is None:
        aside = tx.aside.keep(UNNAMED, tx.user, text, channel=place.workshop.channel, segment=place.segment.id)
        return Answer(says=blocks.which_kind(text, place.workshop.id, aside))
    return kept(read_lines(text), place, tx)


def _reading(text: str) -> Reading | None:
    return read_prefix(strip_bullets(unquote(clean(text)).split("\n")[0]))


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
    return kept(read_lines(aside.text, Block(gesture.subject["block"])), Place(workshop, segment), tx)


def place(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what somebody wrote before there was a segment for it; from a direct message in its channel."""
    where = str(gesture.subject.get("channel") or gesture.channel)
    workshop = workshop_drawn_for(replace(gesture, channel=where), tx)
    waiting = [one for one in unplaced.waiting(tx, workshop).get(gesture.user, ()) if tx.aside.take(one.id)]
    if not waiting:
        raise SettledAlready
    done = [
        _written(text, _reading(text), Place(workshop, segment), tx)
        for segment, text in _meant(gesture, tx, workshop, waiting)
        if _says_something(text)
    ]
    if not done:
        raise NoText
    said = [one.says for one in done if one.says]
    return Answer(says=blocks.joined(said), posts=tuple(post for one in done for post in one.posts))


def _meant(
    gesture: Gesture, tx: Transaction, workshop: Workshop, waiting: Iterable[Aside]
) -> Iterator[tuple[Segment, str]]:
    """Return each text with its segment; where it names one that is not there, with the one that is meant without."""
    for one in waiting:
        try:
            yield segment_meant(replace(gesture, text=one.text), tx, workshop)
        except UnknownSegment:
            yield segment_meant(replace(gesture, text=""), tx, workshop)[0], one.text


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form, for the kind and segment of the prompt whose button was clicked, and what it is to serve."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = gesture.subject.get("segment") or segment_meant(gesture, tx, workshop)[0].id
    served = note_drawn_for(gesture, tx, workshop) if gesture.subject.get("note") else None
    return _opened(tx, workshop, blocks.Draft(segment=segment, kind=gesture.subject.get("block", ""), served=served))


def _opened(tx: Transaction, workshop: Workshop, draft: blocks.Draft) -> Answer:
    return Answer(form=Form(blocks.form(workshop, open_segments(tx, workshop), draft)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the notes of the form."""
    workshop = workshop_drawn_for(gesture, tx)
    if gesture.words("kind") not in set(Block):
        raise UnknownKind(kinds="choose one of the list")
    block = Block(gesture.words("kind"))
    drafts = read_lines(gesture.words("text"), block)
    if not drafts:
        raise NoText
    said = _facets(gesture, block)
    sort = said.pop("subtype")
    place = Place(workshop, _form_segment(gesture, tx, workshop))
    about = About(block, gesture.words("measure"), said, wanted(gesture, tx, place, block))
    own = [replace(draft, subtype=draft.subtype or sort) if draft.block is block else draft for draft in drafts]
    if unnamed.YES in gesture.chosen(unnamed.FIELD):
        return kept_unnamed(own, place, tx, about)
    _remember(tx, workshop, place.segment)
    return kept(own, place, tx, about)


def _facets(gesture: Gesture, block: Block) -> dict[str, str]:
    """Return the sort and what else a form says of a note beside its words."""
    kind, subtype = KINDS[block], gesture.words("subtype")
    if subtype and subtype not in kind.subtypes:
        choices = ", ".join(one.replace("_", " ") for one in kind.subtypes) or "of one sort only"
        raise WrongSubtype(kind=kind.title.lower(), choices=choices)
    return read_facets(block, subtype, {name: gesture.words(name) for name in NAMES if name in gesture.fields})


def _form_segment(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Segment:
    chosen = gesture.words("segment")
    if chosen.isdigit():
        return segment_numbered(tx, workshop, int(chosen))
    return segment_meant(replace(gesture, text=""), tx, workshop)[0]


def elsewhere(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the notes that somebody has just added to another segment; the next ones go there too."""
    workshop = workshop_drawn_for(gesture, tx)
    drawn = gesture.subject
    segment = segment_numbered(tx, workshop, drawn.get("segment"))
    ids = range(int(drawn["first"]), min(int(drawn["last"]), int(drawn["first"]) + LINES) + 1)
    notes = [
        note for one in ids if (note := tx.notes.get(one)) and (note.segment, note.author) == (drawn["was"], tx.user)
    ]
    moved = [
        tx.notes.relocate(note, segment.id)
        for note in notes
        if note.state is NoteState.OPEN and note.created == notes[0].created
    ]
    if not moved:
        raise Stale
    _remember(tx, workshop, segment)
    names = list(dict.fromkeys(note.block.value for note in moved))
    redrawn = [post for place in (drawn["was"], segment.id) for post in channel.changed(tx, workshop, place, names)]
    return Answer(says=blocks.elsewhere(moved, segment, codes_of(tx, workshop)), posts=tuple(redrawn))


def shortcut(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that turns a message into a note or evidence, also one of another channel."""
    workshop = workshop_near(gesture, tx)
    segment, _ = segment_meant(replace(gesture, text=""), tx, workshop)
    said = blocks.Said(clean(gesture.text), gesture.link, gesture.channel)
    return Answer(form=Form(blocks.capture(workshop, open_segments(tx, workshop), segment.id, said)))


def capture(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a message as notes, or as evidence for one. What was said in private needs a yes first."""
    workshop = workshop_drawn_for(gesture, tx)
    proves = gesture.words("kind") == blocks.EVIDENCE
    consent = gesture.words("consent")
    if "consent" in gesture.fields and consent not in ({"yes", "no"} if proves else {"yes"}):
        raise NoConsent
    where = str(gesture.subject.get("where", ""))
    if not proves and where not in {"", workshop.channel}:
        raise OnlyEvidence
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
        item = tx.evidence.add(workshop.id, note=note.id, text=words, source=source, permalink=link, channel=where)
    else:
        item = known
    says = proofs.kept(proofs.shown(tx.workshops.board(workshop.id), item, target, tx.at), known=bool(known))
    return Answer(says=says, posts=channel.changed(tx, workshop, note.segment, [note.block.value]))


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes by code or words, the most important first."""
    return Answer(options=_found(gesture, tx, Block))


def targets(gesture: Gesture, tx: Transaction) -> Answer:
    """Find what an offer may be for, the most important of its segment first; it may be for nothing on the list yet."""
    kind = KINDS.get(gesture.subject.get("kind", ""))
    found = _found(gesture, tx, [kind.serves] if kind and kind.serves else PROFILE)
    return Answer(options=[picker.NOTHING_YET, *found][: picker.MOST_OPTIONS])


def _found(gesture: Gesture, tx: Transaction, of: Iterable[Block]) -> list[Option]:
    workshop = workshop_here(gesture, tx)
    if gesture.subject.get("workshop") != workshop.id:
        raise OtherWorkshop
    board = tx.workshops.board(workshop.id)
    segments = {one.id: one for one in board.segments}
    wanted_words, own = gesture.text.strip().casefold(), gesture.subject.get("segment")
    seen = seen_by(tx, workshop, tx.user, ranked(board, tx.at, blocks=of))
    first = sorted(
        seen, key=lambda note: (note.code.casefold() != wanted_words, own is not None and note.segment != own)
    )
    found = [(note, segments[note.segment]) for note in first]
    return [
        picker.choice(note, segment if len(segments) > 1 else None)
        for note, segment in found
        if wanted_words in f"{segment.number}{note.code} {note.text}".casefold()
    ][: picker.MOST_OPTIONS]
