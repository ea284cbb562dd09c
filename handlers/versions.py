"""Versions of a workshop: what is written down of it now, what was kept, and the canvas as it was on a day."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from canvas.board import Board, Workshop
from canvas.lookback import Rated, as_it_was
from canvas.rewind import Past
from canvas.targets import read_reference, reference
from canvas.version_errors import EmptyVersion, UnknownVersion
from handlers import advice
from handlers.paper.canvas_json import tree, written
from handlers.paper.reading.workshop_json import read_workshop
from handlers.paper.record import Record, people_of
from storage.findings import KeptFinding
from storage.history import Change
from storage.snapshots import Snapshot
from storage.transaction import Transaction

A_MOMENT = timedelta(milliseconds=1)
DAYS_AGO = {"today": 0, "yesterday": 1, "last week": 7, "a week ago": 7, "last month": 30}
_AGO = re.compile(r"(\d{1,3}) (day|week)s? ago")


@dataclass(frozen=True, slots=True)
class Version:
    """A board as it was, and what people call it. Ids count from 1 in order of creation, the same in every version."""

    name: str
    board: Board


def record(tx: Transaction, workshop: int, kind: str) -> Record:
    """Return all that an export tells of a workshop. Raises NoWorkshop.

    What people read counts merged notes with those that stand for them; what a program reads has all as it was kept.
    """
    board, kept = tx.workshops.board(workshop, united=kind != "json"), tuple(tx.snapshots.of(workshop))
    people = () if kind == "json" else people_of(board, kept)
    named = {one.user: one.name for one in map(tx.people.person, sorted(people)) if one and one.name}
    return Record(
        board=board,
        reminder=tx.reminders.of(workshop),
        snapshots=kept,
        findings=tuple(tx.findings.of(workshop)),
        names=named,
        at=tx.at,
    )


def keep(tx: Transaction, workshop: int, name: str = "", reason: str = "") -> Snapshot:
    """Keep the workshop as it is now."""
    return tx.snapshots.add(workshop, name, reason, tree(record(tx, workshop, "json")))


def keep_after(tx: Transaction, workshop: int, reason: str) -> Snapshot:
    """Keep the workshop as it is at the end of an act that kept it at its beginning, too."""
    return tx.snapshots.add(workshop, "", reason, tree(record(tx, workshop, "json")), later=A_MOMENT)


def begin(tx: Transaction, kept: Record, channel: str) -> Workshop:
    """Begin a workshop that is all that was written down of another; its tests are looked after from now on."""
    begun = tx.copies.restore(kept.board, channel, reminder=kept.reminder, snapshots=kept.snapshots)
    if kept.board.tests:
        advice.watch(tx, begun)
    if kept.findings:
        tx.findings.bring(begun.id, _brought(kept, tx.workshops.board(begun.id, united=False)))
    return begun


def _brought(kept: Record, board: Board) -> list[KeptFinding]:
    """Return what the coach found, about the same things on the board where they are now."""
    named = ((one, reference(kept.board, one.target)) for one in kept.findings)
    placed = ((one, read_reference(board, name)) for one, name in named if name is not None)
    return [replace(one, target=target) for one, target in placed if target is not None]


def now(tx: Transaction, workshop: int) -> Version:
    """Return the workshop as it is."""
    return Version("now", _read(written(record(tx, workshop, "json")).decode(), tx.at))


def find(tx: Transaction, workshop: Workshop, text: str) -> Version:
    """Return the version that somebody names: its number, its name, or a day. Raises UnknownVersion."""
    kept, wanted = tx.snapshots.of(workshop.id), " ".join(text.lower().strip(" “”\"'").split())
    if wanted == "now":
        return now(tx, workshop.id)
    for number, one in enumerate(kept, 1):
        if wanted in {str(number), f"version {number}"} or (one.name and wanted == one.name.lower()):
            return opened(tx, number, one)
    day = read_day(wanted, tx.at.astimezone(ZoneInfo(workshop.time_zone)).date())
    if day is None:
        raise UnknownVersion(name=text.strip()[:60], names=_names(kept))
    return on_day(tx, workshop, day)


def opened(tx: Transaction, number: int, kept: Snapshot) -> Version:
    """Return a version that was kept. Raises EmptyVersion when only its name came along from elsewhere."""
    document = tx.snapshots.document(kept.id)
    if not document:
        raise EmptyVersion(name=title(number, kept))
    return Version(title(number, kept), _read(json.dumps(document), tx.at))


def on_day(tx: Transaction, workshop: Workshop, day: date) -> Version:
    """Return the canvas as it was at the end of a day in the workshop's zone."""
    zone = ZoneInfo(workshop.time_zone)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    found = record(tx, workshop.id, "json")
    then = as_of(found.board, end, tx.history.since(workshop.id, end))
    then = Record(board=_until(then, end), reminder=found.reminder, at=tx.at)
    return Version(f"{day:%A} {day.day} {day:%B %Y}", _read(written(then).decode(), tx.at))


def as_of(board: Board, since: datetime, changes: Iterable[Change]) -> Board:
    """Return a board as it was at a moment, as the log of changes since then tells."""
    changes = list(changes)
    past = [Past(one.entity, one.row, one.before) for one in changes if one.before is not None]
    return as_it_was(board, since, past, _rated(changes))


def _rated(changes: Iterable[Change]) -> list[Rated]:
    found = [one for one in changes if one.entity == "ratings" and one.before is not None and "note_id" in one.after]
    return [Rated(one.after["note_id"], one.user, int((one.before or {}).get("value") or 0)) for one in found]


def _until(board: Board, end: datetime) -> Board:
    """Return the board without the notes that were written later, and what hangs on them."""
    notes = tuple(note for note in board.notes if note.created < end)
    ids = {note.id for note in notes}
    links = tuple(link for link in board.links if {link.source, link.target} <= ids)
    known = {link.id for link in links}
    evidence = tuple(one for one in board.evidence if one.at < end and (one.note in ids or one.link in known))
    return replace(board, notes=notes, links=links, evidence=evidence, tests=(), learnings=(), pitches=())


def read_day(text: str, today: date) -> date | None:
    """Read `2026-11-02`, `yesterday`, `last week` or `3 days ago`; None when it is no day, or one that is to come."""
    ago = _AGO.fullmatch(text)
    if text in DAYS_AGO:
        return today - timedelta(days=DAYS_AGO[text])
    if ago:
        return today - timedelta(days=int(ago[1]) * (7 if ago[2] == "week" else 1))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found <= today else None


def title(number: int, kept: Snapshot) -> str:
    """Return what a version is called: its number, and its name if it has one."""
    return f"version {number} “{kept.name}”" if kept.name else f"version {number}"


def _names(kept: Iterable[Snapshot]) -> str:
    return ", ".join(title(number, one) for number, one in list(enumerate(kept, 1))[-5:]) or "none yet"


def _read(document: str, at: datetime) -> Board:
    return read_workshop(document, at).board
