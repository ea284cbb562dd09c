"""Every public call of every repository, with arguments that belong to team T1."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from canvas.board import Board, NoteState
from canvas.method import Block
from canvas.proof import Claim, Of
from storage.copies import Incoming
from storage.notes import NewNote
from storage.outbox import Delivery
from storage.people import ChannelFact, Person
from storage.replies import Reply
from storage.transaction import Transaction
from tests.storage.matrix_of_coach import COACH_SEES_NOTHING, FOUND
from tests.storage.theirs import TS, Theirs, a_round
from tests.storage.world import AT, World, actor, write_note


def _spied(theirs: Theirs) -> NewNote:
    return NewNote(
        workshop=theirs.workshop.id, segment=theirs.segment.id, block=Block.PAIN, text="Spied on", author="bob"
    )


def _after_an_act_that_stays(tx: Transaction, t: Theirs) -> Transaction:
    another = Transaction(tx.connection, actor("another", team=tx.team))
    another.history.record(t.workshop.id, "walls", 1, None, {"expires": ""})
    return tx


Call = Callable[[Transaction, Theirs], Any]
NOTHING: tuple[Any, ...] = (None, False, 0, [], ())
SEES_NOTHING: dict[str, Call] = {
    **COACH_SEES_NOTHING,
    "workshops.find": lambda tx, _: tx.workshops.find("C1"),
    "workshops.find_to_begin": lambda tx, _: tx.workshops.find_to_begin("C1"),
    "workshops.current": lambda tx, _: tx.workshops.current("C1"),
    "workshops.latest_of": lambda tx, _: tx.workshops.latest_of("alice"),
    "workshops.get": lambda tx, t: tx.workshops.get(t.workshop.id),
    "workshops.listing": lambda tx, _: tx.workshops.listing(),
    "workshops.decisions": lambda tx, t: tx.workshops.decisions(t.workshop.id),
    "workshops.board": lambda tx, t: tx.workshops.board(t.workshop.id),
    "members.of": lambda tx, t: tx.members.of(t.workshop.id),
    "segments.of": lambda tx, t: tx.segments.of(t.workshop.id),
    "segments.chosen": lambda tx, t: tx.segments.chosen(t.workshop.id, "alice"),
    "notes.get": lambda tx, t: tx.notes.get(t.note.id),
    "notes.find": lambda tx, t: tx.notes.find(t.segment.id, t.note.code),
    "notes.of_reply": lambda tx, _: tx.notes.of_reply("C1", TS),
    "notes.alike": lambda tx, t: tx.notes.alike(t.segment.id, Block.PAIN, t.note.text),
    "notes.code_alike": lambda tx, t: tx.notes.code_alike(t.segment.id, Block.PAIN, t.note.text) or None,
    "families.of": lambda tx, t: tx.families.of(t.note),
    "families.standing": lambda tx, t: tx.families.standing(t.same).id != t.same.id,
    "families.whole": lambda tx, t: tx.families.whole(t.note.id),
    "families.dots_of": lambda tx, t: tx.families.dots_of(t.segment.id, Block.PAIN, "alice"),
    "notes.counts": lambda tx, t: sum(tx.notes.counts(t.segment.id).values()),
    "notes.is_built_on": lambda tx, t: tx.notes.is_built_on(t.note),
    "links.between": lambda tx, t: tx.links.between(t.reliever, t.note),
    "links.of": lambda tx, t: tx.links.of(t.note),
    "evidence.is_from": lambda tx, _: tx.evidence.is_from("C1", TS),
    "evidence.mine": lambda tx, t: tx.evidence.mine("“A third”", note=t.note.id),
    "evidence.get": lambda tx, t: tx.evidence.get(t.evidence.id),
    "evidence.of": lambda tx, t: tx.evidence.of(note=t.note.id),
    "hypotheses.of": lambda tx, t: tx.hypotheses.of(t.workshop.id),
    "hypotheses.find": lambda tx, t: tx.hypotheses.find(t.workshop.id, t.hypothesis.code),
    "tests.of": lambda tx, t: tx.tests.of(t.workshop.id),
    "tests.get": lambda tx, t: tx.tests.get(t.test.id),
    "tests.find": lambda tx, t: tx.tests.find(t.workshop.id, t.test.code),
    "learnings.of": lambda tx, t: tx.learnings.of(t.workshop.id),
    "learnings.find": lambda tx, t: tx.learnings.find(t.workshop.id, t.learning.code),
    "consequences.of": lambda tx, t: tx.consequences.of(t.learning.id),
    "alternatives.of": lambda tx, t: tx.alternatives.of(t.workshop.id),
    "alternatives.dropped": lambda tx, t: sorted(tx.alternatives.dropped(t.workshop.id, [t.dropped.id])),
    "pitches.of": lambda tx, t: tx.pitches.of(t.workshop.id),
    "rounds.of": lambda tx, t: tx.rounds.of(t.workshop.id),
    "rounds.find": lambda tx, t: tx.rounds.find(t.segment.id, "pain"),
    "asked.of": lambda tx, t: list(tx.asked.of(t.workshop.id)),
    "snapshots.of": lambda tx, t: tx.snapshots.of(t.workshop.id),
    "snapshots.document": lambda tx, t: tx.snapshots.document(t.snapshot.id),
    "forgetting.counts": lambda tx, _: sorted(tx.forgetting.counts("alice")),
    "forgetting.leads": lambda tx, _: tx.forgetting.leads("alice"),
    "messages.find": lambda tx, t: tx.messages.find(t.workshop.id, "prompt"),
    "messages.to_redraw": lambda tx, t: tx.messages.to_redraw(t.workshop.id, t.segment.id, ["pain"]),
    "messages.get": lambda tx, t: tx.messages.get(t.message.id),
    "messages.by_ts": lambda tx, _: tx.messages.by_ts("C1", TS),
    "messages.unconfirmed": lambda tx, _: tx.messages.unconfirmed("C1"),
    "pictures.of": lambda tx, t: tx.pictures.of(t.canvas),
    "pictures.newest": lambda tx, t: tx.pictures.newest(t.workshop.id),
    "pictures.before": lambda tx, t: tx.pictures.before(t.canvas),
    "pictures.refused": lambda tx, _: tx.pictures.refused(AT.replace(year=2000), {"file_uploads_disabled"}),
    "replies.get": lambda tx, _: tx.replies.get("C1", TS),
    "aside.get": lambda tx, t: tx.aside.get(t.aside),
    "aside.waiting": lambda tx, _: tx.aside.waiting(),
    "workshops.finished": lambda tx, _: tx.workshops.finished("C9"),
    "workshops.of_person": lambda tx, _: tx.workshops.of_person("alice"),
    "history.moved_from": lambda tx, t: len(tx.history.moved_from(t.moved.id, "gain")),
    "history.since": lambda tx, t: tx.history.since(t.workshop.id, AT.replace(year=2000)),
    "history.newest": lambda tx, t: tx.history.newest(t.workshop.id, 5),
    "history.last": lambda tx, t: tx.history.last(t.workshop.id),
    "history.last_of": lambda tx, t: tx.history.last_of(t.workshop.id, "alice"),
    "history.step_since": lambda tx, t: tx.history.step_since(t.workshop.id),
    "history.moved": lambda tx, t: tx.history.moved(0, [t.workshop.id])[1] or None,
    "walls.get": lambda tx, t: tx.walls.get(t.wall.id),
    "walls.among": lambda tx, t: tx.walls.among([t.wall.id]),
    "walls.knocked": lambda tx, _: tx.walls.knocked("token"),
    "walls.open_of": lambda tx, t: tx.walls.open_of(t.workshop.id),
    "history.take_back": lambda tx, t: tx.history.take_back(t.workshop.id, "later"),
    "history.in_the_way": lambda tx, t: _after_an_act_that_stays(tx, t).history.in_the_way(t.workshop.id),
    "history.undo": lambda tx, t: tx.history.undo(t.workshop.id),
    "reminders.of": lambda tx, t: tx.reminders.of(t.workshop.id),
    "reminders.last_run": lambda tx, t: tx.reminders.last_run(t.workshop.id, AT.replace(year=2100)),
    "people.person": lambda tx, _: tx.people.person("alice"),
    "people.channel": lambda tx, _: tx.people.channel("C1"),
    "people.members": lambda tx, _: tx.people.members("C1"),
}
CHANGES_NOTHING: dict[str, Call] = {
    "workshops.start": lambda tx, _: tx.workshops.start(channel="C1", name="", facilitator="bob", time_zone="UTC"),
    "snapshots.copy": lambda tx, t: tx.snapshots.copy(t.workshop.id, t.workshop.id),
    "families.each": lambda tx, t: tx.families.each(t.segment.id, Block.PAIN),
    "workshops.change": lambda tx, t: tx.workshops.change(t.workshop, step=6),
    "workshops.decide": lambda tx, t: tx.workshops.decide(t.workshop.id, "override", "1", "2", ""),
    "workshops.acted": lambda tx, t: tx.workshops.acted(t.workshop),
    "members.join": lambda tx, t: tx.members.join(t.workshop.id, "alice", "sales"),
    "members.group": lambda tx, t: tx.members.group(t.workshop.id, "alice", "Group A"),
    "members.leave": lambda tx, t: tx.members.leave(t.workshop.id, "alice"),
    "segments.add": lambda tx, t: tx.segments.add(t.workshop.id, "Spies"),
    "segments.change": lambda tx, t: tx.segments.change(t.workshop.id, t.segment, name="Spied on"),
    "segments.choose": lambda tx, t: tx.segments.choose(t.workshop.id, "alice", t.segment.id),
    "notes.add": lambda tx, t: write_note(tx, World(t.workshop, t.segment), "Spied on"),
    "notes.change": lambda tx, t: tx.notes.change(t.note, text="Spied on", state=NoteState.REMOVED),
    "notes.touch": lambda tx, t: tx.notes.touch(t.note),
    "notes.reword": lambda tx, t: tx.notes.reword(t.note, text="Something else"),
    "reminders.ran": lambda tx, t: tx.reminders.ran(t.workshop.id),
    "notes.move": lambda tx, t: tx.notes.move(t.note, Block.GAIN),
    "notes.relocate": lambda tx, t: tx.notes.relocate(t.note, t.segment.id),
    "notes.rate": lambda tx, t: tx.notes.rate(t.note, "alice", 1),
    "notes.vote": lambda tx, t: tx.notes.vote(t.note, "alice", 2),
    "families.rate": lambda tx, t: tx.families.rate(t.note, "alice", 1),
    "families.place": lambda tx, t: tx.families.place(t.note, "alice", 2),
    "families.cast": lambda tx, t: tx.families.cast(t.note, "alice"),
    "notes.refresh": lambda tx, t: tx.notes.refresh(t.note.id),
    "copies.add": lambda tx, t: tx.copies.add(t.workshop.id, [Incoming(note=_spied(t), rating=5, votes=2)]),
    "copies.restore": lambda tx, t: tx.copies.restore(Board(workshop=t.workshop, segments=(t.segment,)), "C1"),
    "links.put": lambda tx, t: tx.links.put(t.workshop.id, t.reliever, t.note, 1.0),
    "links.remove": lambda tx, t: tx.links.remove(t.workshop.id, t.link),
    "links.settle": lambda tx, t: tx.links.settle(t.note.id),
    "evidence.add": lambda tx, t: tx.evidence.add(t.workshop.id, note=t.note.id, text="Spied on"),
    "evidence.change": lambda tx, t: tx.evidence.change(t.workshop.id, t.evidence, tier=5),
    "hypotheses.add": lambda tx, t: tx.hypotheses.add(t.workshop.id, "Spied on"),
    "hypotheses.touch": lambda tx, t: tx.hypotheses.touch(t.workshop.id, t.hypothesis),
    "hypotheses.change": lambda tx, t: tx.hypotheses.change(t.workshop.id, t.hypothesis, state="removed"),
    "evidence.mark_deleted": lambda tx, _: tx.evidence.mark_deleted("C1", TS),
    "evidence.forget": lambda tx, t: tx.evidence.forget([t.evidence], text="Spied on"),
    "history.forget": lambda tx, t: tx.history.forget("notes", [t.note.id], {"text": "Spied on"}),
    "snapshots.forget": lambda tx, t: tx.snapshots.forget(t.workshop.id, ["“A third”"], {"text": "Spied on"}),
    "hypotheses.rate": lambda tx, t: tx.hypotheses.rate(t.workshop.id, t.hypothesis, "alice", 1),
    "links.opine": lambda tx, t: tx.links.opine(t.workshop.id, t.link, "alice", 0.0),
    "links.decide": lambda tx, t: tx.links.decide(t.workshop.id, t.link, 0.0),
    "notes.tick": lambda tx, t: tx.notes.tick(t.note, "important", holds=True),
    "segments.answer": lambda tx, t: tx.segments.answer(t.workshop.id, t.segment, {"copied": "no"}),
    "tests.add": lambda tx, t: tx.tests.add(t.workshop.id, hypothesis=t.hypothesis.id),
    "tests.change": lambda tx, t: tx.tests.change(t.workshop.id, t.test, name="Spied on"),
    "tests.renew": lambda tx, t: tx.tests.renew(t.workshop.id, t.test, t.test),
    "tests.drop": lambda tx, t: tx.tests.drop(t.workshop.id, t.test),
    "learnings.add": lambda tx, t: tx.learnings.add(t.workshop.id, hypothesis=t.hypothesis.id),
    "learnings.change": lambda tx, t: tx.learnings.change(t.workshop.id, t.learning, learned="Spied on"),
    "consequences.ask": lambda tx, t: tx.consequences.ask(t.workshop.id, t.learning, [Claim(Of.NOTE, t.same.id)]),
    "consequences.settle": lambda tx, t: tx.consequences.settle(t.workshop.id, t.consequence, "changed"),
    "alternatives.add": lambda tx, t: tx.alternatives.add(t.workshop.id, t.segment, "Spies", "competitor"),
    "alternatives.remove": lambda tx, t: tx.alternatives.remove(t.workshop.id, t.alternative),
    "pitches.keep": lambda tx, t: tx.pitches.keep(t.workshop.id, t.segment, []),
    "rounds.put": lambda tx, t: tx.rounds.put(t.workshop.id, t.segment.id, "gain", a_round()),
    "rounds.hasten": lambda tx, t: tx.rounds.hasten(t.workshop.id),
    "rounds.end": lambda tx, t: tx.rounds.end(t.running),
    "findings.see": lambda tx, t: tx.findings.see(t.workshop.id, []),
    "findings.notice": lambda tx, t: tx.findings.notice(t.workshop.id, [("L9", "")]),
    "findings.bring": lambda tx, t: tx.findings.bring(t.workshop.id, [FOUND]),
    "findings.accept": lambda tx, t: tx.findings.accept(t.workshop.id, "L1", "", "spied"),
    "findings.tell": lambda tx, t: tx.findings.tell(t.workshop.id, "alice", [("L8", "")]),
    "looks.put": lambda tx, t: tx.looks.put(t.workshop.id, AT + timedelta(days=9)),
    "asked.ask": lambda tx, t: tx.asked.ask(t.workshop.id, {Claim(Of.NOTE, t.note.id): 2}),
    "snapshots.add": lambda tx, t: tx.snapshots.add(t.workshop.id, "Spied", "", {}),
    "forgetting.forget_team": lambda tx, _: tx.forgetting.forget_team(),
    "forgetting.forget": lambda tx, _: tx.forgetting.forget("alice"),
    "messages.put": lambda tx, t: tx.messages.put(t.workshop.id, "C1", "prompt", segment=t.segment.id, block="pain"),
    "walls.add": lambda tx, t: tx.walls.add(t.workshop.id, "spied", "spied", timedelta(hours=1)),
    "walls.revoke": lambda tx, t: tx.walls.revoke(t.wall),
    "messages.confirm": lambda tx, t: tx.messages.confirm(t.message.id, "666.6"),
    "messages.lose": lambda tx, t: tx.messages.lose(t.message.id),
    "pictures.keep": lambda tx, t: tx.pictures.keep(t.message, file="F2"),
    "pictures.forget": lambda tx, t: tx.pictures.forget(t.workshop.id),
    "replies.put": lambda tx, _: tx.replies.put(
        Reply(channel="C1", ts=TS, user="bob", thread_ts=TS, message=None, text="Spied on")
    ),
    "aside.keep": lambda tx, _: tx.aside.keep("duplicate", "bob", "Spied on", channel="C1"),
    "aside.take": lambda tx, t: tx.aside.take(t.aside),
    "history.record_all": lambda tx, t: tx.history.record_all(t.workshop.id, "notes", [(t.note.id, {}, {})]),
    "history.record": lambda tx, t: tx.history.record(t.workshop.id, "notes", t.note.id, None, {"state": "open"}),
    "reminders.put": lambda tx, t: tx.reminders.put(t.workshop.id, "friday", "10:00", "UTC"),
    "reminders.change": lambda tx, t: tx.reminders.change(t.reminder, state="off"),
    "reminders.refresh": lambda tx, t: tx.reminders.refresh(t.reminder.id),
    "people.put_person": lambda tx, _: tx.people.put_person(
        Person(user="alice", name="Spy", zone="UTC", is_bot=True, deleted=True, fetched=AT)
    ),
    "people.put_channel": lambda tx, _: tx.people.put_channel(
        ChannelFact(channel="C1", name="spied", private=False, fetched=AT)
    ),
    "people.put_members": lambda tx, _: tx.people.put_members("C1", frozenset({"bob"})),
    "gestures.insert": lambda tx, _: tx.gestures.insert("g"),
    "outbox.add": lambda tx, _: tx.outbox.add([Delivery(team="T2", lane="C1", method="show", key="k")]),
}
# What the program itself does, for all teams at once, with ids that it has read itself.
FOR_ALL_TEAMS = {
    "gestures.forget", "reminders.claim_due", "rounds.claim_due", "looks.claim_due", "outbox.take", "outbox.sent",
    "outbox.refused", "outbox.later", "outbox.unsure", "outbox.next_due", "outbox.counts", "outbox.forget",
}  # fmt: skip
