"""What is said about a segment in lines: its notes, how well they are served, its pitch, its ten questions."""

from collections.abc import Iterable

from canvas.board import Note, NoteState, Segment
from canvas.declined import declined as not_served
from canvas.evidence import Grounds
from canvas.fit import Cap, fit
from canvas.links import current, in_variant
from canvas.method import ALTERNATIVES, MOMENTS, SUPPORTING_ROLES, VARIANTS, Block
from canvas.pitch import phrase, stale
from canvas.ranking import ranked
from canvas.spread import is_focus
from canvas.traits import portrait
from canvas.weight import dots, weigh
from handlers.blocks.cards import CARRIES
from handlers.blocks.fit import proven_word
from handlers.blocks.stages import reached
from handlers.paper.lines import Line, day
from handlers.paper.record import Record

OFF = {
    NoteState.PARKED: "parked",
    NoteState.DECLINED: "not served, by choice",
    NoteState.INVALIDATED: "turned out wrong",
    NoteState.MERGED: "merged",
}
DECLINED = "Not served, by choice"
FULL = 1.0  # a link that serves all of a want


def notes(record: Record, segment: Segment, block: Block) -> list[Line]:
    """Return the notes of a block that count now, the most important first."""
    variants = {one.id: one.variant for one in record.board.segments}
    own = ranked(record.board, record.at, segment=segment.id, blocks=[block], known=record.proof.notes)
    return [note_line(record, note) for note in own if in_variant(note, variants)]


def off_canvas(record: Record, segment: Segment) -> list[Line]:
    """Return what was parked or turned out wrong; what is declined is told with its reasons."""
    shown = (NoteState.PARKED, NoteState.INVALIDATED)
    return [note_line(record, n) for n in record.board.notes if n.segment == segment.id and n.state in shown]


def declined(record: Record, segment: Segment) -> list[Line]:
    """Return what is not served by choice, each with the reason that was given."""
    own = not_served(record.board, segment.id)
    return [Line(record.code(note.id), note.text, (why or "no reason was given",)) for note, why in own]


def other_variants(record: Record, segment: Segment) -> dict[str, list[Line]]:
    """Return the notes of each variant of the offer that does not count now, by its letter."""
    now = segment.variant or VARIANTS[0]
    own = ranked(record.board, record.at, segment=segment.id, known=record.proof.notes)
    letters = sorted({note.variant for note in own if note.variant} - {now})
    return {one: [note_line(record, n) for n in own if n.variant == one] for one in letters}


def note_line(record: Record, note: Note) -> Line:
    """Return a note with all that is known of it; `detail` is what was too long for it."""
    placed = dots(note)
    facts = (
        OFF.get(note.state, ""),
        note.subtype.replace("_", " "),
        note.flavour,
        MOMENTS.get(note.moment, ""),
        note.frequency,
        SUPPORTING_ROLES.get(note.supporting_role, "").lower(),
        f"when and where: {note.context}" if note.context else "",
        f"measured by {note.measure}" if note.measure else "",
        rated(note),
        f"{placed} vote{'s' if placed > 1 else ''}" if placed else "",
        f"today they are {note.satisfaction:g} of 5 happy with it" if note.satisfaction is not None else "",
        "worth building for" if is_focus(note) else "",
        carried(record.of_note(note)),
        _linked(record, note),
        "came after the others were shown" if note.late else "",
    )
    return Line(record.code(note.id), note.text, facts, note.detail)


def rated(note: Note) -> str:
    """Return the typical rating, "" where nobody has given one."""
    if note.decided is not None:
        return f"rating {note.decided:g}, decided"
    again = ", to be rated again" if note.recheck else ""
    return f"typical rating {weigh(note).rating:g}{again}" if note.ratings else ""


def carried(grounds: Grounds) -> str:
    """Return in words how far customers carry something, "" where there is nothing yet."""
    if not (grounds.for_ or grounds.against):
        return ""
    return f"{CARRIES[grounds.band]}{', and something against it' if grounds.contested else ''}"


def _linked(record: Record, note: Note) -> str:
    here = {one.id for one in record.board.notes if one.state in {NoteState.OPEN, NoteState.DECLINED}}
    links = [link for link in record.board.links if link.state == "active" and link.source == note.id]
    strong = [link for link in links if link.works > 0 and link.target in here]
    told = [f"{record.code(one.target)}{'' if one.works >= FULL else ' partly'}" for one in strong]
    return f"serves {', '.join(told)}" if told else ""


def fits(record: Record, segment: Segment) -> list[str]:
    """Return how well a segment is served: both numbers in words, the stage, what holds it back, the biggest gap."""
    found = fit(current(record.board), segment.id, record.at)
    if found.paper is None or found.proven is None:
        return ["Fit: nothing to compare yet."]
    told = [
        (
            f"Fit on paper {found.paper:.0f} of 100 ({found.band}), "
            f"proven {found.proven:.0f} of 100 ({proven_word(found)}). {reached(found.stage)}"
        )
    ]
    holding = [cap for cap in found.caps if found.paper <= cap.most]
    told += [f"It can't pass {cap.most:.0f} while this stands: {_reason(record, cap)}." for cap in holding]
    if found.gaps:
        gap = found.gaps[0]
        served = "only partly served" if gap.covered else "not served"
        told.append(f"Biggest gap: {record.code(gap.note.id)} {gap.note.text} ({served}).")
    return told


def _reason(record: Record, cap: Cap) -> str:
    """Return why fit is held back, with the codes of its notes as they are read everywhere."""
    return f"{', '.join(record.code(note.id) for note in cap.notes)}: {cap.reason.partition(': ')[2]}"


def pitches(record: Record, segment: Segment) -> Iterable[Line]:
    """Return the pitch of a segment, if it has one, with a mark where its notes have changed since."""
    own = [one for one in record.board.pitches if one.segment == segment.id]
    for one in own[-1:]:
        old = [f"{record.read(f'{segment.number}{was.code}')} {was.reason}" for was in stale(one, record.board)]
        changed = f"changed since: {', '.join(old)}" if old else ""
        yield Line("", phrase(one.slots), (f"written {day(one.at)}", changed))


def alternatives(record: Record, segment: Segment) -> list[Line]:
    """Return what a segment uses instead."""
    own = [one for one in record.board.alternatives if one.segment == segment.id]
    return [Line("", one.name, (ALTERNATIVES[one.kind].lower(),)) for one in own]


def questions(record: Record, segment: Segment) -> tuple[str, list[Line]]:
    """Return the ten questions about a strong offer, once somebody has answered any, and the result."""
    if not segment.answers:
        return "", []
    found = portrait(record.board, segment.id, dict(segment.answers))
    known = {"unknown": "not known yet"}
    return found.says, [
        Line(
            "", one.trait.question, (known.get(one.answer, one.answer), "as the canvas shows" if one.by_canvas else "")
        )
        for one in found.traits
    ]
