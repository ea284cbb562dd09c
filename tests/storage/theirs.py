"""Everything that one team has, for what another must not see or change."""

from dataclasses import dataclass
from datetime import timedelta

from canvas import cards
from canvas.board import Evidence, Hypothesis, Link, Note, NoteState, Segment, Source, Workshop
from canvas.method import Block
from canvas.proof import Claim, Of
from canvas.rounds import Phase, Round
from canvas.rounds import begin as begin_round
from storage.messages import LivingMessage
from storage.outbox import Delivery
from storage.people import ChannelFact, Person
from storage.reminders import Reminder
from storage.replies import Reply
from storage.rounds import Running
from storage.snapshots import Snapshot
from storage.transaction import Transaction
from storage.walls import Wall, digest_of
from tests.storage.world import AT, World, begin, write_note

TS = "100.1"


@dataclass(frozen=True, slots=True)
class Theirs:
    """Everything that team T1 has."""

    workshop: Workshop
    segment: Segment
    note: Note
    same: Note
    moved: Note
    reliever: Note
    link: Link
    evidence: Evidence
    hypothesis: Hypothesis
    message: LivingMessage
    canvas: LivingMessage
    reminder: Reminder
    aside: int
    wall: Wall
    test: cards.Test
    learning: cards.Learning
    consequence: cards.Consequence
    alternative: cards.Alternative
    dropped: cards.Alternative
    running: Running
    snapshot: Snapshot


def fill(tx: Transaction) -> Theirs:
    over = tx.workshops.start(channel="C9", name="The last one", facilitator="alice", time_zone="UTC")
    tx.workshops.change(over, state="finished")
    world: World = begin(tx)
    workshop = world.workshop.id
    note = write_note(tx, world, "Food goes off", source=Source("C1", TS, 0))
    tx.notes.rate(note, "alice", 5)
    tx.notes.vote(note, "alice", 1)
    same = write_note(tx, world, "Food rots")
    same = tx.notes.change(same, state=NoteState.MERGED, merged_into=note.id)
    reliever = write_note(tx, world, "Warns in time", Block.PAIN_RELIEVER)
    message, _ = tx.messages.put(workshop, "C1", "prompt", segment=world.segment.id, block="pain")
    tx.messages.put(workshop, "C1", "prompt", segment=world.segment.id, block="gain")
    tx.messages.confirm(message.id, TS)
    earlier, _ = tx.messages.put(workshop, "C1", "canvas", segment=world.segment.id, step=2)
    tx.pictures.keep(earlier, file="F1", digest="d")
    canvas, _ = tx.messages.put(workshop, "C1", "canvas", segment=world.segment.id, step=3)
    tx.pictures.keep(canvas, error="file_uploads_disabled")
    tx.segments.choose(workshop, "alice", world.segment.id)
    tx.replies.put(Reply(channel="C1", ts=TS, user="alice", thread_ts=TS, message=message.id, text="Food goes off"))
    tx.people.put_person(Person(user="alice", name="Alice", zone="UTC", is_bot=False, deleted=False, fetched=AT))
    tx.people.put_channel(ChannelFact(channel="C1", name="dinner", private=True, fetched=AT))
    tx.people.put_members("C1", frozenset({"alice"}))
    tx.outbox.add([Delivery(team="T1", lane="C1", method="chat.postMessage", key="k")])
    tx.gestures.insert("g")
    tx.workshops.decide(workshop, "override", "1", "2", "we know enough")
    reminder = tx.reminders.put(workshop, "monday", "09:00", "UTC")
    tx.reminders.claim_due(reminder.next_run, 10)
    hypothesis = tx.hypotheses.add(workshop, "We believe …")
    tx.hypotheses.rate(workshop, hypothesis, "alice", 5)
    test = tx.tests.add(workshop, hypothesis=hypothesis.id, name="Interviews")
    link = tx.links.put(workshop, reliever, note, 0.5)
    tx.links.opine(workshop, link, "alice", 1.0)
    tx.pitches.keep(workshop, world.segment, [cards.Slot(name="segment", text="Working parents")])
    tx.findings.accept(workshop, "L8", "", "we know")
    tx.findings.tell(workshop, "alice", [("L8", "")])
    tx.looks.put(workshop, AT)
    tx.asked.ask(workshop, {Claim(Of.NOTE, note.id): 1})
    learning = tx.learnings.add(workshop, hypothesis=hypothesis.id, tests=[test.id], learned="They do")
    tx.consequences.ask(workshop, learning, [Claim(Of.NOTE, note.id)])
    dropped = tx.alternatives.add(workshop, world.segment, "Takeaway", "competitor")
    tx.alternatives.remove(workshop, dropped)
    return Theirs(
        workshop=world.workshop,
        segment=world.segment,
        note=note,
        same=same,
        moved=tx.notes.move(write_note(tx, world, "Warm meals", Block.GAIN), Block.PAIN),
        reliever=reliever,
        link=link,
        evidence=tx.evidence.add(
            workshop, note=note.id, text="“A third”", permalink="https://team.slack.com/archives/C1/p1001"
        ),
        hypothesis=hypothesis,
        message=message,
        canvas=canvas,
        reminder=reminder,
        aside=tx.aside.keep("duplicate", "alice", "Food goes bad", channel="C1"),
        wall=tx.walls.add(workshop, "seed", digest_of("token"), timedelta(hours=12)),
        test=test,
        learning=learning,
        consequence=tx.consequences.of(learning.id)[0],
        alternative=tx.alternatives.add(workshop, world.segment, "A paper list", "workaround"),
        dropped=dropped,
        running=tx.rounds.put(workshop, world.segment.id, "pain", a_round()),
        snapshot=tx.snapshots.add(
            workshop, "First", "step 2 ended", {"format": "vpd-canvas/1", "evidence": [{"text": "“A third”"}]}
        ),
    )


def a_round() -> Round:
    return begin_round(Phase.WRITE, AT, pace="live", zone="UTC")
