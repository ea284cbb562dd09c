"""Where a workshop stands, for the one who asks: what is still open, and the next useful click."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import ButtonElement

from canvas.attention import Ask
from canvas.board import Board, Segment, Workshop
from canvas.cards import Learning
from canvas.method import KINDS, LAST_STEP, Block
from canvas.proof import Of
from canvas.ranking import open_notes
from canvas.rounds import Phase
from handlers.answer import Message
from handlers.blocks import again, parts, rounds
from handlers.blocks.todo import Todo, lines, see_all
from handlers.blocks.workshop import NEXT_CLICK, people, segments_of, step_name

SENTENCES = 3
CLICKS = 5


def status(board: Board, found: Sequence[Todo], user: str, thin: Mapping[int, int]) -> Message:
    """Return where a workshop stands; `thin` is how much is still open in each segment, by its id."""
    workshop = board.workshop
    acts = _acts(board, leading=leads(workshop, user))
    told = list(found) or [_well(workshop, acts)]
    acts += [see_all(workshop, workshop.step)] if len(told) > min(SENTENCES, CLICKS - len(acts)) else []
    shown = told[: min(SENTENCES, CLICKS - len(acts))]
    shown[0].click.style = "primary"
    there = {todo.click.action_id for todo in shown}
    beside = [one for one in acts if one.action_id not in there]
    lead = f"*{parts.escaped(workshop.name)}*\n{step_name(workshop.step)}. {NEXT_CLICK[workshop.step]}"
    return Message(
        text=f"{parts.escaped(workshop.name)}: {step_name(workshop.step)}",
        blocks=[
            parts.section(lead),
            *lines(shown, SENTENCES),
            *([parts.actions(*beside)] if beside else []),
            parts.section(segments_of(board, thin)),
            parts.context(people(board)),
        ],
    )


def leads(workshop: Workshop, user: str) -> bool:
    """Tell whether somebody leads a workshop, or stands in."""
    return user in {workshop.facilitator, workshop.stand_in}


def _well(workshop: Workshop, acts: Sequence[ButtonElement]) -> Todo:
    """Return what to do where nothing is open."""
    if workshop.step == LAST_STEP:
        return Todo("Nothing is due now. The weekly review asks again.", acts[0])
    on = next((one for one in acts if one.action_id == "steps.forward"), None)
    if on:
        return Todo("This step looks complete. Go on when you like.", on)
    return Todo(f"This step looks complete. {parts.person(workshop.facilitator)} can go on.", acts[0])


def _acts(board: Board, *, leading: bool) -> list[ButtonElement]:
    """Return what people mainly do in the step, and the ways on for the one who leads."""
    workshop = board.workshop
    drawn = parts.subject(workshop=workshop.id, step=workshop.step)
    if workshop.step == LAST_STEP:
        review = parts.button("Review now", "help.again:remind-now", parts.subject(word="remind", text="now"))
        ends = [again.button("Finish", "finish"), again.button("Change course", "pivot")]
        return [review, *(ends if leading else [])]
    on = [parts.button("Next", "steps.forward", drawn)] if leading else []
    return [*_main(board), *on]


def _main(board: Board) -> list[ButtonElement]:
    """Return the main act of a step: of those that collect notes, one in the emptiest block."""
    workshop = board.workshop
    blocks = [kind.block for kind in KINDS.values() if kind.step == workshop.step]
    segments = [segment for segment in board.segments if segment.state == "open"]
    if blocks and segments:
        return [_note(board, segments, blocks)]
    drawn = parts.subject(workshop=workshop.id)
    return {
        1: [again.button("Who is here", "team")],
        4: [parts.button("Match one by one", "links.match", drawn)],
        5: [parts.button("Draft hypotheses", "hypotheses.suggest", drawn)],
    }.get(workshop.step, [parts.button("Name a segment", "segments.write", drawn)])


def _note(board: Board, segments: Sequence[Segment], blocks: Sequence[Block]) -> ButtonElement:
    places = [(segment.id, block) for segment in segments for block in blocks]
    emptiest = min(places, key=lambda place: len(open_notes(board, segment=place[0], blocks=(place[1],))))
    drawn = parts.subject(workshop=board.workshop.id, segment=emptiest[0], block=emptiest[1].value)
    return parts.button("Add a note", "notes.write", drawn)


def join() -> Todo:
    """Return what comes first for somebody who does not take part yet."""
    return Todo("You are not in yet. Take part, and say what you do.", again.button("Join", "join"))


def take_over(workshop: Workshop) -> Todo:
    """Return what a member can do while nobody leads."""
    says = f"{parts.person(workshop.facilitator)} has been quiet for a day. You can lead until they are back."
    return Todo(says, again.button("Take over", "take over"))


def to_check(questions: int) -> Todo:
    """Return that the coach has questions."""
    count = "One thing is" if questions == 1 else f"{questions} things are"
    return Todo(f"{count} worth a look.", again.button("Check", "check"))


def links_to_judge(segment: Segment) -> Todo:
    """Return the round about links that waits for somebody."""
    says = "Everybody is being asked how well the links work, you too. Say it in secret."
    return Todo(says, again.button("Say how well", "fit round", str(segment.number)))


def prompt_waits(workshop: Workshop, about: rounds.About) -> Todo | None:
    """Return what a round asks of somebody who has not taken part in it; None where it asks nothing."""
    says, running = rounds.waits(about), about.running
    if not says:
        return None
    if running.round.phase is Phase.WRITE:
        drawn = parts.subject(workshop=workshop.id, segment=running.segment, block=running.block)
        return Todo(says, parts.button("Add a note", "notes.write", drawn))
    kind = KINDS[Block(running.block)].prompt
    return Todo(says, again.button("Rate", "rate", f"{kind}{about.flag}"))


def asked(workshop: Workshop, one: Ask, number: int) -> Todo:
    """Return a question of the weekly review that waits for somebody; `number` is its segment's, 0 for none."""
    code = f"{number or ''}{one.code}" if one.claim.of is Of.NOTE else one.code
    drawn = parts.subject(workshop=workshop.id, claim=[one.claim.of.value, one.claim.id], since=one.touched.isoformat())
    says = f"*{code}* {parts.escaped(one.text, 150)}: {one.reason}. Does it still hold?"
    return Todo(says, parts.button("Still true", "reminders.confirm", drawn))


def action_due(card: Learning) -> Todo:
    """Return an action of somebody's own whose day has passed."""
    day = f" {parts.day(card.due)}" if card.due else ""
    says = f"Your action of *{card.code}* was due{day}: {parts.escaped(card.action, 150)}. Is it done?"
    return Todo(says, again.button(f"Look at {card.code}", "learn", card.code))
