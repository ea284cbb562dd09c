"""Which workshop, segment and note somebody means."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from canvas.board import Board, Hypothesis, Note, NoteState, Segment, Workshop
from canvas.cards import Test
from canvas.codes import Codes
from canvas.errors import (
    HypothesisGone,
    NoteGone,
    NotFacilitator,
    NoWorkshop,
    OtherWorkshop,
    UnknownCode,
    UnknownSegment,
    WhichNote,
)
from canvas.finished_errors import OnlyFinished
from canvas.fit_rounds import ROUND
from canvas.learning_errors import UnknownHypothesis, UnknownTest
from canvas.merge_errors import IsMerged
from canvas.method import Block
from canvas.numbers import number
from canvas.rounds import is_shown, shows_votes
from canvas.segment_errors import NoSegmentYet
from canvas.words import read_code, read_segment
from handlers.gesture import Gesture
from storage.rounds import Running
from storage.transaction import Transaction


def workshop_here(gesture: Gesture, tx: Transaction) -> Workshop:
    """Return the open workshop of the channel; in a direct message the one this person last took part in."""
    if not gesture.channel.startswith("D"):
        return _open_in(gesture.channel, tx)
    mine = tx.workshops.of_person(gesture.user)
    drawn = gesture.subject.get("workshop")
    found = next((one for one in mine if one.id == drawn), next(iter(mine), None))
    if found is None:
        raise NoWorkshop
    return found


def _open_in(channel: str, tx: Transaction) -> Workshop:
    found = tx.workshops.find(channel)
    if found is None and (over := tx.workshops.finished(channel)):
        raise OnlyFinished(name=over[0].name)
    return found or tx.workshops.current(channel)


def workshop_near(gesture: Gesture, tx: Transaction) -> Workshop:
    """Return the open workshop of the channel; in another channel the one this person last took part in."""
    found = tx.workshops.find(gesture.channel) or tx.workshops.latest_of(gesture.user)
    if found is None:
        raise NoWorkshop
    return found


def admits(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether a workshop is open to people of other organisations."""
    found = tx.workshops.find(gesture.channel)
    return found is not None and found.outsiders


def workshop_drawn_for(gesture: Gesture, tx: Transaction) -> Workshop:
    """Return the open workshop of the channel, if it is the one this button or form was drawn for."""
    workshop = workshop_here(gesture, tx)
    if gesture.subject.get("workshop") != workshop.id:
        raise OtherWorkshop
    return workshop


def led_by(workshop: Workshop, user: str) -> None:
    """Raise NotFacilitator unless this person leads the workshop or stands in."""
    if user not in {workshop.facilitator, workshop.stand_in}:
        second = f", or <@{workshop.stand_in}> who stands in" if workshop.stand_in else ""
        raise NotFacilitator(leaders=f"<@{workshop.facilitator}>{second}")


def segment_meant(gesture: Gesture, tx: Transaction, workshop: Workshop) -> tuple[Segment, str]:
    """Return the segment a line is about, and the line without `--segment …`.

    Without the flag: the segment this person last chose, added or wrote to, while it is open; else the first.
    Raises NoSegmentYet.
    """
    segments = [segment for segment in tx.segments.of(workshop.id) if segment.state == "open"]
    if not segments:
        raise NoSegmentYet
    text, wanted = read_segment(gesture.text, segments)
    if wanted is not None:
        return wanted, text
    chosen = tx.segments.chosen(workshop.id, gesture.user) if len(segments) > 1 else None
    return next((segment for segment in segments if segment.id == chosen), segments[0]), text


def note_called(gesture: Gesture, tx: Transaction, workshop: Workshop, code: str) -> Note:
    """Return the note of a code as typed: `P3` in the segment that is meant, `2P3` in segment 2."""
    number, letters = read_code(code)
    segment, _ = segment_meant(gesture, tx, workshop)
    if number is not None:
        named = next((one for one in tx.segments.of(workshop.id) if one.number == number), None)
        if named is None:
            raise UnknownCode(code=code)
        segment = named
    note = tx.notes.find(segment.id, letters)
    if note is None or not seen_by(tx, workshop, gesture.user, [note]):
        raise UnknownCode(code=code)
    return note


def segment_named(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Segment:
    """Return the segment whose name or number is all that was typed; with nothing typed the one that is meant."""
    typed = gesture.text.strip()
    named = typed if not typed or "--segment" in typed else f"--segment {typed}"
    segment, rest = segment_meant(replace(gesture, text=named), tx, workshop)
    if rest:
        names = ", ".join(one.name for one in tx.segments.of(workshop.id) if one.state == "open")
        raise UnknownSegment(name=typed, names=names)
    return segment


def note_drawn_for(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Note:
    """Return the note that was chosen in a form, or that a button is about. Raises WhichNote, NoteGone."""
    chosen = gesture.words("note") or str(gesture.subject.get("note", ""))
    note = tx.notes.get(int(chosen)) if chosen.isdigit() else None
    codes = Codes(tx.segments.of(workshop.id))
    if note is None or not codes.number(note):
        raise WhichNote
    return still_there(note, codes.read(note))


def still_there(note: Note, called: str = "") -> Note:
    """Return the note, if it is on the canvas; `called` is its code as it finds it. Raises NoteGone, IsMerged."""
    if note.state is NoteState.MERGED:
        raise IsMerged(code=called or note.code)
    if note.state is not NoteState.OPEN:
        raise NoteGone(code=called or note.code)
    return note


def seen_by(tx: Transaction, workshop: Workshop, user: str, notes: Iterable[Note]) -> list[Note]:
    """Return the notes that somebody may see: while others still write unseen, only their own of that prompt."""
    return _seen(tx.rounds.of(workshop.id), user, notes)


def _seen(rounds: Iterable[Running], user: str, notes: Iterable[Note]) -> list[Note]:
    running = {(one.segment, one.block): one.round for one in rounds}
    return [note for note in notes if is_shown(running.get((note.segment, note.block.value)), note, user)]


def board_seen_by(tx: Transaction, user: str, board: Board, rounds: Iterable[Running] | None = None) -> Board:
    """Return a board with only the notes that somebody may see, and what hangs on them.

    `rounds` are those of the board where its ids are not those of storage.
    """
    running = tx.rounds.of(board.workshop.id) if rounds is None else rounds
    return _only(board, _seen(running, user, board.notes))


def _only(board: Board, notes: Collection[Note]) -> Board:
    if len(notes) == len(board.notes):
        return board
    ids = {note.id for note in notes}
    links = tuple(link for link in board.links if {link.source, link.target} <= ids)
    known = {link.id for link in links}
    shown = ((one, one.note in ids or one.link in known or one.hypothesis is not None) for one in board.evidence)
    return replace(board, notes=tuple(notes), links=links, evidence=tuple(one for one, there in shown if there))


def board_told_to(tx: Transaction, user: str, board: Board) -> Board:
    """Return a whole board for the log: of notes that somebody may not see yet, only that they are there."""
    seen = {note.id for note in seen_by(tx, board.workshop, user, board.notes)}
    return replace(
        board,
        notes=tuple(note if note.id in seen else replace(note, text="still unseen", detail="") for note in board.notes),
    )


def alike_seen(tx: Transaction, workshop: Workshop, place: tuple[int, Block], text: str) -> list[tuple[Note, float]]:
    """Return the notes of a segment and block that sound like a text, of those that the writer may see."""
    least = number(workshop, "duplicate")
    found = [one for one in tx.notes.alike(*place, text) if one[1] >= least]
    seen = {note.id for note in seen_by(tx, workshop, tx.user, [note for note, _ in found])} if found else set[int]()
    return [(note, likeness) for note, likeness in found if note.id in seen]


def rounds_on(tx: Transaction, workshop: Workshop, version: Board) -> list[Running]:
    """Return the rounds that run now by the ids of a version, which counts its own."""
    numbers = {segment.id: segment.number for segment in tx.segments.of(workshop.id)}
    there = {segment.number: segment.id for segment in version.segments}
    found = ((there.get(numbers[one.segment]), one) for one in tx.rounds.of(workshop.id))
    return [replace(one, segment=segment) for segment, one in found if segment is not None]


def board_for_all(tx: Transaction, board: Board, rounds: Collection[Running] | None = None) -> Board:
    """Return a board as the channel may see it: without unseen notes, votes or opinions that are still given.

    `rounds` are those of the board where its ids are not those of storage.
    """
    rounds = tx.rounds.of(board.workshop.id) if rounds is None else rounds
    kept = without_secrets(_only(board, _seen(rounds, "", board.notes)), in_secret(rounds))
    asked = {one.segment for one in rounds if one.block == ROUND}
    judged = {note.id for note in kept.notes if note.segment in asked}
    links = tuple(replace(link, opinions=()) if link.source in judged else link for link in kept.links)
    return replace(kept, links=links)


def in_secret(rounds: Iterable[Running]) -> set[tuple[int, str]]:
    """Return segment and block of each prompt whose ratings and dots are being given in secret."""
    return {(one.segment, one.block) for one in rounds if not shows_votes(one.round)}


def without_secrets(board: Board, secret: Collection[tuple[int, str]]) -> Board:
    """Return a board without the ratings and dots of the prompts that are `in_secret`."""
    notes = tuple(
        replace(note, ratings=(), votes=(), decided=None) if (note.segment, note.block.value) in secret else note
        for note in board.notes
    )
    return replace(board, notes=notes)


def votes_shown(tx: Transaction, segment: int, block: str) -> bool:
    """Tell whether ratings and dots of a prompt may be shown: not while they are given unseen."""
    running = tx.rounds.find(segment, block)
    return shows_votes(running.round if running else None)


def hypothesis_called(tx: Transaction, workshop: Workshop, code: str) -> Hypothesis:
    """Return the hypothesis of a code as typed. Raises UnknownHypothesis, HypothesisGone."""
    found = tx.hypotheses.find(workshop.id, code)
    if found is None:
        raise UnknownHypothesis(code=code)
    if found.state == "removed":
        raise HypothesisGone(code=found.code)
    return found


def test_called(tx: Transaction, workshop: Workshop, code: str) -> Test:
    """Return the newest version of the test of a code as typed. Raises UnknownTest."""
    found = tx.tests.find(workshop.id, code)
    if found is None:
        raise UnknownTest(code=code)
    return found
