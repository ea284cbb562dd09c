"""Bringing in a list or a whole workshop from a file. Nothing is kept before people have seen what it would do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from canvas.board import Note, Segment, Workshop
from canvas.errors import OtherWorkshop, SettledAlready
from canvas.import_errors import FileNotReached, FileTooLarge, NoFile, WorkshopInTheWay
from canvas.method import Block
from handlers import channel, versions
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import imports as blocks
from handlers.copying import drafted
from handlers.gesture import FileProblem, Gesture
from handlers.paper.reading.decode import MOST_WORDS, decoded
from handlers.paper.reading.planning import Plan, Planned, is_workshop, planned, read_listing
from handlers.paper.reading.workshop_json import read_workshop
from handlers.paper.record import Record
from handlers.place import segment_meant, workshop_here
from handlers.surfaces import Fact, Surfaces
from storage.aside import Aside
from storage.copies import Incoming
from storage.transaction import Transaction

WAITING, UNREAD = "import", "unread"  # asides: a file that waits for a click, and its lines that are no notes


def register(surfaces: Surfaces) -> None:
    """Listen to the word, its form, and the buttons below what it would do."""
    surfaces.word("import", bring, usage="import", says="bring in a canvas, or a list from a whiteboard")
    surfaces.form("imports.read", read, facts=[Fact.FILE])
    surfaces.button("imports.add", add)
    surfaces.button("imports.restore", restore)
    surfaces.button("imports.cancel", cancel)
    surfaces.drawing("imports.brought", brought)


def bring(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that takes a file; a whole workshop can come where there is none yet."""
    if not gesture.channel.startswith("D") and tx.workshops.find(gesture.channel) is None:
        return Answer(form=Form(blocks.form(gesture.channel)))
    workshop = workshop_here(gesture, tx)
    open_ones = [one for one in tx.segments.of(workshop.id) if one.state == "open"]
    chosen = segment_meant(replace(gesture, text=""), tx, workshop)[0].id if open_ones else 0
    return Answer(form=Form(blocks.form(workshop.channel, workshop.id, open_ones, chosen)))


def read(gesture: Gesture, tx: Transaction) -> Answer:
    """Say what the file of the form would do; it waits until somebody decides."""
    file = gesture.facts.file
    if file is None:
        raise NoFile
    if file.problem is FileProblem.TOO_LARGE:
        raise FileTooLarge(most=MOST_WORDS)
    if file.problem:
        raise FileNotReached
    text = decoded(file.content)
    if is_workshop(file.name, text):
        return _read_workshop(gesture, tx, file.name, text)
    workshop = tx.workshops.current(gesture.channel)
    if gesture.subject.get("workshop") not in {0, workshop.id}:
        raise OtherWorkshop
    kind, place = gesture.words("kind"), gesture.words("segment")
    wanted = {
        "name": file.name,
        "workshop": workshop.id,
        "block": kind if kind in set(Block) else "",
        "segment": int(place) if place.isdigit() else 0,
    }
    plan = plan_list(tx, workshop, text, wanted)
    aside = tx.aside.keep(WAITING, gesture.user, text, channel=workshop.channel, **wanted)
    return Answer(says=blocks.preview(file.name, plan, aside))


def _read_workshop(gesture: Gesture, tx: Transaction, name: str, text: str) -> Answer:
    """Say in a direct message what a whole workshop would bring: the app may be a guest in the channel no more."""
    record = read_workshop(text, gesture.at)
    refuse_in_the_way(tx, gesture.channel)
    aside = tx.aside.keep(WAITING, gesture.user, text, channel=gesture.channel, name=name)
    shown = blocks.preview_workshop(name, record, gesture.channel, aside)
    return Answer(says=blocks.sent_preview(name), posts=(channel.tell(tx.team, gesture.user, shown),))


def refuse_in_the_way(tx: Transaction, place: str) -> None:
    """Raise WorkshopInTheWay when a workshop is open in a channel; until the transaction ends nobody begins one."""
    if found := tx.workshops.find_to_begin(place):
        raise WorkshopInTheWay(name=found.name)


def plan_list(tx: Transaction, workshop: Workshop, text: str, wanted: Mapping[str, Any]) -> Plan:
    """Say what a list would do now; `wanted` is the file's name, and a block and segment ("", 0: none) by default."""
    listing = read_listing(wanted["name"], text, Block(wanted["block"]) if wanted["block"] else None)
    segments = tx.segments.of(workshop.id)
    open_ones = [one for one in segments if one.state == "open"]
    meant = next((one for one in open_ones if one.id == wanted["segment"]), None) or _first(open_ones)
    return planned(listing, segments, meant, tx.notes.code_alike)


def _first(open_ones: Sequence[Segment]) -> Segment:
    """Return the first segment; a workshop without one gets it from the file."""
    return open_ones[0] if open_ones else Segment(id=0, number=1, name="Customers")


def add(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the notes of a list, all or only those that are not there already."""
    aside = _waiting(gesture, tx)
    workshop = tx.workshops.current(aside.channel)
    if workshop.id != aside.data["workshop"]:
        raise OtherWorkshop
    plan = plan_list(tx, workshop, aside.text, aside.data)
    chosen = plan.adds if gesture.subject.get("which") == "all" else plan.new
    tx.aside.take(aside.id)
    kept = keep(tx, workshop, chosen, author=gesture.user)
    told = _keep_unread(tx, plan, aside)
    if not kept.notes:
        return Answer(says=blocks.nothing_new(), posts=told, replaces=True)
    posts = (*kept.posts, _announced(tx, workshop, aside.data["name"], kept.notes))
    added = blocks.added(kept.notes, len(plan.adds) - len(chosen))
    return Answer(says=added, posts=(*posts, *told), replaces=True)


def _announced(tx: Transaction, workshop: Workshop, name: str, notes: Sequence[Note]) -> Delivery:
    """Tell the channel who has brought what, in a message that is found again when all of it is taken back."""
    message, _ = tx.messages.put(workshop.id, workshop.channel, channel.BROUGHT, subject=tx.gesture)
    post = channel.show(tx.team, message, channel.DRAWINGS[channel.BROUGHT], tx=tx)
    about = {"user": tx.user, "name": name, "blocks": Counter(note.block.value for note in notes)}
    return replace(post, subject={**post.subject, **about})


def brought(_: Transaction, subject: Mapping[str, Any]) -> Message:
    """Draw who has brought what."""
    count = Counter({Block(block): number for block, number in subject["blocks"].items()})
    return blocks.announced(subject["user"], subject["name"], count)


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in, and what the channel is to see of it."""

    notes: tuple[Note, ...]
    posts: tuple[Delivery, ...]


def keep(tx: Transaction, workshop: Workshop, chosen: Sequence[Planned], *, author: str) -> Brought:
    """Keep planned notes, and the segments that are new, as one act."""
    names = dict.fromkeys(one.name for one in chosen if not one.segment)
    new = {name: tx.segments.add(workshop.id, name) for name in names}
    places = [one.segment or new[one.name].id for one in chosen]
    where: dict[str, Any] = {"workshop": workshop.id, "author": author}
    incoming = [
        Incoming(
            note=drafted(one.item.draft, **where, segment=place, measure=one.item.measure, facets=one.item.more),
            rating=one.item.draft.rating,
            votes=one.item.votes,
        )
        for one, place in zip(chosen, places, strict=True)
    ]
    notes = tuple(tx.copies.add(workshop.id, incoming)) if incoming else ()
    shown = channel.caught_up(tx, workshop, list(new.values())) if new else ()
    old = dict.fromkeys(place for place in places if place not in {one.id for one in new.values()})
    redrawn = [post for place in old for post in channel.changed(tx, workshop, place, _blocks(notes, place))]
    return Brought(notes, (*shown, *channel.card(tx, workshop), *redrawn))


def _blocks(notes: Iterable[Note], segment: int) -> list[str]:
    return list(dict.fromkeys(note.block.value for note in notes if note.segment == segment))


def _keep_unread(tx: Transaction, plan: Plan, aside: Aside) -> tuple[Delivery, ...]:
    """Keep aside what is no note, and send it to the one who brought the file."""
    if not plan.unread:
        return ()
    lines = "\n".join(f"{one.line}: {one.text}" for one in plan.unread)
    tx.aside.keep(UNREAD, aside.user, lines, channel=aside.channel, file=aside.id, name=aside.data["name"])
    return (channel.tell(tx.team, aside.user, blocks.unread(aside.data["name"], plan.unread)),)


def restore(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin the workshop of a file, as it was or open again."""
    aside = _waiting(gesture, tx)
    refuse_in_the_way(tx, aside.channel)
    record = read_workshop(aside.text, gesture.at)
    if gesture.subject.get("open"):
        record = replace(record, board=replace(record.board, workshop=replace(record.board.workshop, state="open")))
    tx.aside.take(aside.id)
    workshop, posts = begin(tx, record, aside.channel)
    said = channel.say(workshop, blocks.announced_workshop(gesture.user, aside.data["name"], workshop))
    return Answer(says=blocks.restored(workshop), posts=(said, *posts), replaces=True)


def begin(tx: Transaction, record: Record, place: str) -> tuple[Workshop, tuple[Delivery, ...]]:
    """Begin a workshop that is all that a file tells; one that is finished is shown nowhere."""
    workshop = versions.begin(tx, record, place)
    return workshop, () if workshop.state == "finished" else channel.stand(tx, workshop)


def cancel(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep nothing of a file."""
    tx.aside.take(_waiting(gesture, tx).id)
    return Answer(says=blocks.cancelled(), replaces=True)


def _waiting(gesture: Gesture, tx: Transaction) -> Aside:
    """Return the file that a button is about, for the one who brought it and until it is decided."""
    aside = tx.aside.get(int(gesture.subject.get("aside", 0)))
    if aside is None or (aside.user, aside.kind, aside.state) != (gesture.user, WAITING, "waiting"):
        raise SettledAlready
    return aside
