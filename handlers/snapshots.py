"""Versions that are kept, what differs between two of them, and the canvas as it was."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from canvas.board import Workshop
from canvas.diff import differences, headline
from canvas.errors import NameTooLong
from canvas.text import clean
from canvas.version_errors import UnknownVersion
from handlers import versions
from handlers.answer import Answer, Delivery, File, Message
from handlers.blocks import snapshots as blocks
from handlers.gesture import Gesture
from handlers.paper.formats import picture
from handlers.paper.record import Record
from handlers.paper.scene import described
from handlers.place import board_for_all, board_seen_by, rounds_on, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

LONGEST = 60  # characters of a version's name
JOINING = {"to", "and", "with", "vs", "–", "-"}


def register(surfaces: Surfaces) -> None:
    """Keep versions, compare them, show them."""
    surfaces.word("snapshot", snapshot, usage="snapshot Before the interviews", says="keep a version of the canvas")
    says = "what changed: since the last version, a day, or between two"
    surfaces.word("diff", diff, usage="diff last week", says=says, writes=False)
    surfaces.word("canvas as", canvas_as, usage="canvas as of 2026-11-02", says="the canvas as it was on a day")
    surfaces.button("snapshots.listing", listing, writes=False)
    surfaces.button("snapshots.compare", compare, writes=False)
    surfaces.button("snapshots.show", show)
    surfaces.drawing("snapshots.picture_then", picture_then)


def snapshot(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the canvas as it is now, under a name if one is typed."""
    workshop, name = workshop_here(gesture, tx), " ".join(clean(gesture.text).split())
    if len(name) > LONGEST:
        raise NameTooLong(most=LONGEST)
    kept = versions.keep(tx, workshop.id, name, "by hand")
    return Answer(says=blocks.kept(workshop, versions.title(len(tx.snapshots.of(workshop.id)), kept)))


def diff(gesture: Gesture, tx: Transaction) -> Answer:
    """Say in words what differs: two versions that are named, one and now, or the last one and now."""
    workshop = workshop_here(gesture, tx)
    text = gesture.text.strip()
    if text:
        return Answer(says=_compared(tx, workshop, *_pair(tx, workshop, text)))
    kept = tx.snapshots.of(workshop.id)
    if not kept:
        return Answer(says=blocks.none_yet())
    last = versions.opened(tx, len(kept), kept[-1])
    return Answer(says=_compared(tx, workshop, last, versions.now(tx, workshop.id)))


def _pair(tx: Transaction, workshop: Workshop, text: str) -> tuple[versions.Version, versions.Version]:
    """Return the two versions that a text names; what names one alone is compared with now."""
    words = text.replace("..", " to ").replace("→", " to ").split()
    splits = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    for one, other in splits:
        named = " ".join(word for place, word in enumerate(other.split()) if place or word.lower() not in JOINING)
        try:
            return versions.find(tx, workshop, one), versions.find(tx, workshop, named)
        except UnknownVersion:
            continue
    return versions.find(tx, workshop, text), versions.now(tx, workshop.id)


def _compared(tx: Transaction, workshop: Workshop, one: versions.Version, other: versions.Version) -> Message:
    before, after = (
        board_seen_by(tx, tx.user, version.board, rounds_on(tx, workshop, version.board)) for version in (one, other)
    )
    lines = differences(before, after, tx.at)
    return blocks.compared(workshop, (one.name, other.name), headline(before, after, tx.at), lines)


def listing(gesture: Gesture, tx: Transaction) -> Answer:
    """List the versions, newest first."""
    return _listed(tx, workshop_drawn_for(gesture, tx))


def _listed(tx: Transaction, workshop: Workshop) -> Answer:
    kept = tx.snapshots.of(workshop.id)
    return Answer(says=blocks.listing(workshop, kept) if kept else blocks.none_yet())


def compare(gesture: Gesture, tx: Transaction) -> Answer:
    """Compare the version of a button with now."""
    workshop = workshop_drawn_for(gesture, tx)
    then = versions.find(tx, workshop, str(gesture.subject["number"]))
    return Answer(says=_compared(tx, workshop, then, versions.now(tx, workshop.id)))


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Put pictures of a version into the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    return _shown(tx, workshop, str(gesture.subject["number"]))


def canvas_as(gesture: Gesture, tx: Transaction) -> Answer:
    """Put pictures of the canvas as it was on a day, or in a version, into the channel; with none named, list them."""
    workshop = workshop_here(gesture, tx)
    first, _, rest = gesture.text.strip().partition(" ")
    named = rest.strip() if first.lower() == "of" else gesture.text.strip()
    return _shown(tx, workshop, named) if named else _listed(tx, workshop)


def _shown(tx: Transaction, workshop: Workshop, named: str) -> Answer:
    then = versions.find(tx, workshop, named)
    posts = tuple(
        Delivery(
            team=workshop.team,
            lane=workshop.channel,
            method="file",
            payload={"channel": workshop.channel},
            drawing="snapshots.picture_then",
            subject={"workshop": workshop.id, "version": named, "segment": segment.number},
            key=f"version:{workshop.id}:{named}:{segment.number}",
        )
        for segment in then.board.segments
        if segment.state == "open"
    )
    return Answer(says=blocks.coming(then.name, some=bool(posts)), posts=posts)


def picture_then(tx: Transaction, subject: Mapping[str, Any]) -> File | None:
    """Draw a segment's canvas as it was; None when it was not there."""
    workshop = tx.workshops.get(subject["workshop"])
    then = versions.find(tx, workshop, subject["version"])
    segment = next((one for one in then.board.segments if one.number == subject["segment"]), None)
    if segment is None:
        return None
    board = board_for_all(tx, then.board, rounds_on(tx, workshop, then.board))
    drawn = Record(board=board, at=tx.at)
    return File(
        name="canvas-then.png",
        order=partial(picture, "png", drawn, segment),
        comment=blocks.comment(workshop, segment.name, then.name),
        alt=described(board, segment, tx.at),
    )
