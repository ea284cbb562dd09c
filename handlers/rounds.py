"""Writing and rating unseen: a prompt's round is begun, led on by the facilitator, by everybody, or by the clock."""

from dataclasses import replace
from datetime import timedelta

from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.clusters import clusters
from canvas.errors import Stale, UnknownKind
from canvas.links import current
from canvas.method import KINDS, Block
from canvas.prefix import read_prefix
from canvas.ranking import ranked
from canvas.round_errors import NoPromptYet, NothingToRate, NothingUnseen, PromptNotPosted
from canvas.rounds import (
    Move,
    Phase,
    Round,
    lengthened,
    move,
    paused,
    rated_again,
    read_length,
    resumed,
    working_days_later,
)
from handlers import channel, pace, phases
from handlers.answer import Answer, Form, Message
from handlers.blocks import rounds as blocks
from handlers.gesture import Gesture
from handlers.naming import open_segments, segment_numbered
from handlers.place import led_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.rounds import Running
from storage.transaction import Transaction

MINUTE = timedelta(minutes=1)


def register(surfaces: Surfaces) -> None:
    """Begin rounds and lead them on."""
    surfaces.word("unseen", unseen, usage="unseen pains", says="let everybody write first, then show all")
    surfaces.form("rounds.save", save)
    surfaces.button("rounds.begin", begin)
    surfaces.button("rounds.secret", secret)
    surfaces.button("rounds.done", done)
    surfaces.button("rounds.forward", forward)
    surfaces.button("rounds.longer", longer)
    surfaces.button("rounds.pause", pause)
    surfaces.button("rounds.resume", resume)
    surfaces.button("rounds.reopen", reopen)


def unseen(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the prompt of a kind begin unseen, for the time that follows it; while it runs, lead it on.

    Without a kind open the form.
    """
    workshop = workshop_here(gesture, tx)
    led_by(workshop, gesture.user)
    segment, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        return Answer(form=Form(_form(tx, workshop, segment)))
    reading = read_prefix(text.strip())
    if reading is None or reading.prefix.block is None:
        *names, last = (kind.prompt for kind in KINDS.values())
        raise NothingUnseen(kinds=f"{', '.join(names)} or {last}")
    block, lasts = reading.prefix.block, read_length(reading.rest, workshop.pace)
    running = tx.rounds.find(segment.id, block.value)
    if running and running.round.phase is not Phase.CLOSE and not lasts:
        return _forward(tx, workshop, running)
    return _begin(tx, workshop, (segment.id, block.value), lasts=lasts)


def _form(tx: Transaction, workshop: Workshop, segment: Segment) -> View:
    """Return the form that asks what begins: kinds whose prompt is in the channel. Raises NoPromptYet."""
    segments = open_segments(tx, workshop)
    kinds = [block for block in KINDS if any(pace.stands(tx, workshop, one.id, block.value) for one in segments)]
    if not kinds:
        raise NoPromptYet
    return blocks.form(workshop, segments, segment, kinds)


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Let what the form names begin, for as long as it says."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    if gesture.words("kind") not in set(Block):
        raise UnknownKind(kinds="choose one of the list")
    chosen = gesture.words("segment")
    meant = segment_meant(replace(gesture, text=""), tx, workshop)[0]
    segment = segment_numbered(tx, workshop, int(chosen)) if chosen.isdigit() else meant
    phase = Phase.RATE if gesture.words("what") == "rate" else Phase.WRITE
    time = gesture.words("time")
    return _begin(tx, workshop, (segment.id, gesture.words("kind")), phase, lasts=int(time) if time.isdigit() else 0)


def begin(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the prompt of this button begin unseen."""
    return _from_button(gesture, tx, Phase.WRITE)


def secret(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the notes of this button's prompt be rated in secret."""
    return _from_button(gesture, tx, Phase.RATE)


def _from_button(gesture: Gesture, tx: Transaction, phase: Phase) -> Answer:
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    return _begin(tx, workshop, (int(gesture.subject["segment"]), str(gesture.subject["block"])), phase)


def _begin(
    tx: Transaction, workshop: Workshop, place: tuple[int, str], phase: Phase = Phase.WRITE, *, lasts: int = 0
) -> Answer:
    """Let a block of a segment begin, unless it has; it `lasts` as many minutes or days, as long as usual with 0."""
    segment, block = place
    kind = KINDS[Block(block)]
    running = tx.rounds.find(segment, block)
    if running and running.round.phase is not Phase.CLOSE:
        return Answer(says=blocks.already(block))
    if not pace.stands(tx, workshop, segment, block):
        raise PromptNotPosted(kind=kind.plural.lower(), step=kind.step)
    if phase is Phase.RATE and not tx.notes.counts(segment)[Block(block)]:
        raise NothingToRate(kind=kind.plural.lower())
    begun = pace.begun(tx, workshop, segment, block, phase)
    if lasts:
        pace.again(tx, begun, _lasting(begun.round, lasts, workshop.time_zone))
    return Answer(says=blocks.begun(block, phase), posts=channel.changed(tx, workshop, segment, [block]))


def _lasting(one: Round, number: int, zone: str) -> Round:
    live = one.pace == "live"
    closes = one.opened + number * MINUTE if live else working_days_later(one.opened, number, zone)
    return replace(one, closes=closes)


def _running(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Running]:
    """Return the round a button was drawn for. Raises Stale when it has moved on since."""
    workshop = workshop_drawn_for(gesture, tx)
    running = tx.rounds.find(int(gesture.subject["segment"]), str(gesture.subject["block"]))
    if running is None or running.workshop != workshop.id or running.round.phase.value != gesture.subject["phase"]:
        raise Stale
    return workshop, running


def _led(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Running]:
    workshop, running = _running(gesture, tx)
    led_by(workshop, gesture.user)
    return workshop, running


def done(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that somebody is done; when all are, go on."""
    workshop, running = _running(gesture, tx)
    here = pace.people_here(tx, workshop)
    if gesture.user not in here:
        return Answer(says=blocks.join_first())
    one = replace(running.round, done=running.round.done | {gesture.user})
    kept = pace.again(tx, running, one)
    says = blocks.done(still=one.paused is not None)
    if move(one, here, tx.at, workshop) is Move.NEXT:
        return Answer(says=says, posts=phases.on(tx, workshop, kept))
    return Answer(says=says, posts=phases.redrawn(tx, workshop, running))


def forward(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on to the next phase now."""
    return _forward(tx, *_led(gesture, tx), past=bool(gesture.subject.get("past")))


def _forward(tx: Transaction, workshop: Workshop, running: Running, *, past: bool = False) -> Answer:
    """Go on; before people rate, notes that sound the same are shown once to who leads."""
    if running.round.phase is Phase.REVEAL and not past:
        board = current(tx.workshops.board(workshop.id))
        if groups := clusters(ranked(board, tx.at, segment=running.segment, blocks=(Block(running.block),))):
            return Answer(says=blocks.alike(running, groups))
    posts = phases.on(tx, workshop, running)
    now = tx.rounds.find(running.segment, running.block)
    return Answer(says=blocks.moved(now.round.phase if now else Phase.CLOSE, running.block), posts=posts)


def longer(gesture: Gesture, tx: Transaction) -> Answer:
    """Give a round more time, in working days where it takes days."""
    workshop, running = _led(gesture, tx)
    one = lengthened(running.round, tx.at, zone=workshop.time_zone)
    return _kept(tx, workshop, running, one, blocks.longer(still=one.paused is not None))


def pause(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round stand still."""
    workshop, running = _led(gesture, tx)
    return _kept(tx, workshop, running, paused(running.round, tx.at), blocks.stands(still=True))


def resume(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round run again."""
    workshop, running = _led(gesture, tx)
    return _kept(tx, workshop, running, resumed(running.round, tx.at), blocks.stands(still=False))


def _kept(tx: Transaction, workshop: Workshop, running: Running, one: Round, says: Message) -> Answer:
    return Answer(says=says, posts=phases.redrawn(tx, workshop, pace.again(tx, running, one)))


def reopen(gesture: Gesture, tx: Transaction) -> Answer:
    """Let people rate in secret again after it was closed."""
    workshop, running = _led(gesture, tx)
    again = rated_again(running.round, tx.at, zone=workshop.time_zone, workshop=workshop)
    return _kept(tx, workshop, running, again, blocks.reopened())
