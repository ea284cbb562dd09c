"""How a workshop shows itself: its card, where it stands, the form that begins one, the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import TimePickerElement, UserSelectElement
from slack_sdk.models.views import View

from canvas.board import Board, NoteState, Segment, Workshop
from canvas.defaults import NAME_LENGTH, REVIEW_DAY, REVIEW_TIME
from canvas.links import current
from canvas.method import KINDS, LAST_STEP, REASONS, STEPS
from canvas.schedule import DAYS
from canvas.team import assemble, lacking
from handlers.answer import Message
from handlers.blocks import again, agenda, parts

UNSEEN = (parts.option("Yes: everybody writes, then all is shown", "yes"), parts.option("No", "no"))
PACES = {"live": "Live, together", "async": "Over some days"}
SEGMENTS_SHOWN = 5
TESTING = 5  # the step from which on there are tests
PEOPLE_SHOWN = 12
NONE: Mapping[int, int] = MappingProxyType({})
NEXT_CLICK = {
    1: "Bring in different functions, then go on to the customer.",
    2: "Answer the prompts for jobs, pains and gains in their threads.",
    3: "Answer the prompts for products, relievers and creators in their threads.",
    4: "Match what you offer with what customers need, then look at the fit.",
    5: "Write down what must be true, and what customers said or did.",
    6: "Review the canvas every week and keep it true.",
}


def step_name(step: int) -> str:
    """Return a step as people read it."""
    return f"Step {step} of {LAST_STEP}: {STEPS[step]}"


def open_segments(board: Board) -> list[Segment]:
    """Return the segments that still count."""
    return [segment for segment in board.segments if segment.state == "open"]


def counts(board: Board, segment: Segment) -> str:
    """Return how many notes each block of a segment holds, in words."""
    notes = [note for note in current(board).notes if note.segment == segment.id and note.state is NoteState.OPEN]
    found = [(kind.prompt, sum(note.block is block for note in notes)) for block, kind in KINDS.items()]
    shown = [f"{number} {name if number > 1 else name.removesuffix('s')}" for name, number in found if number]
    return " · ".join(shown) or "no notes yet"


def card(board: Board, picture: Shown | None = None, *, lasts: str = "") -> Message:
    """Return the card of a workshop, which stands in its channel and is redrawn; with its newest picture.

    `lasts` says how long the open step usually takes.
    """
    workshop = board.workshop
    blocks: list[Shown] = [
        parts.header(workshop.name),
        parts.section(f"*{step_name(workshop.step)}*\n{_standing(workshop)} {lasts}".rstrip()),
    ]
    if about := _about(workshop):
        blocks.append(parts.plain(about))
    blocks.append(parts.section(segments_of(board)))
    if picture:
        blocks.append(picture)
    blocks.append(parts.context(people(board)))
    if workshop.state != "finished":
        blocks.append(_card_buttons(workshop))
    return Message(text=f"{parts.escaped(workshop.name)}: {step_name(workshop.step)}", blocks=blocks)


def _standing(workshop: Workshop) -> str:
    ended = {"finished": "This workshop is finished. Thank you all.", "paused": "Paused. `/vpd` goes on."}
    return ended.get(workshop.state, NEXT_CLICK[workshop.step])


def _about(workshop: Workshop) -> str:
    told = {"Goal": workshop.goal, "Decision": workshop.decision, "Why now": workshop.why_now}
    return "\n".join(f"{name}: {text}" for name, text in told.items() if text)


def segments_of(board: Board, thin: Mapping[int, int] = NONE) -> str:
    """Return the open segments with what each holds, and how much is still open in it (`thin`, by Segment.id)."""
    found = open_segments(board)
    if not found:
        return "No customer segment yet. Name the first with `/vpd segment NAME`."
    lines = [
        f"*{one.number}. {parts.escaped(one.name)}*: {counts(board, one)}{_still_open(thin.get(one.id, 0))}"
        for one in found[:SEGMENTS_SHOWN]
    ]
    left = len(found) - SEGMENTS_SHOWN
    return "\n".join([*lines, *([f"and {left} more: `/vpd segment`"] if left > 0 else [])])


def _still_open(number: int) -> str:
    return f" · _{number} still open_" if number else ""


def people(board: Board) -> str:
    """Return who takes part, and which lens nobody looks through."""
    here = [member for member in board.members if member.is_here]
    names = [parts.person(m.user) + (f" ({m.function})" if m.function else "") for m in here[:PEOPLE_SHOWN]]
    more = [f"and {len(here) - PEOPLE_SHOWN} more"] if len(here) > PEOPLE_SHOWN else []
    missing = lacking(assemble(board.members).missing)
    return f"Here: {', '.join([*names, *more]) or 'nobody yet'}. {missing}".rstrip()


def _card_buttons(workshop: Workshop) -> Shown:
    drawn = parts.subject(workshop=workshop.id, step=workshop.step)
    mine = [parts.button("Add a note", "notes.write", drawn), again.button("Join", "join")]
    first = mine if workshop.step > 1 else mine[::-1]
    words = {"rate": "Rate", "canvas": "Canvas", "fit": "Fit", "check": "Check"} if workshop.step > 1 else {}
    looks = [again.button(label, word) for word, label in words.items()]
    if workshop.step >= TESTING:
        looks += [again.button("What to test first", "hypothesis map"), again.button("Tests", "test")]
    goes = [parts.button("Next", "steps.forward", drawn, style="primary")] if workshop.step < LAST_STEP else []
    back = [parts.button("Back", "steps.backward", drawn)] if workshop.step > 1 else []
    explain = parts.button("How it works", "steps.explain", drawn)
    return parts.actions(*first, *goes, *back, *looks, explain)


def nothing_here(over: Sequence[Workshop] = ()) -> Message:
    """Return what `/vpd` says in a channel without an open workshop; `over` are those that are finished."""
    walk = "I walk your team from customer needs to a tested offer in six steps."
    says = f"No workshop here yet. Start one, and {walk}"
    if over:
        says = f"{over[0].name} is finished. Start the next workshop, or read what there was."
    start = again.button("Start a workshop", "start", style="primary")
    look = [again.button("Finished workshops", "workshops")] if over else []
    more = again.button("Import one", "import"), again.button("Help", "help")
    return Message(text=parts.escaped(says), blocks=[parts.plain(says), parts.actions(start, *look, *more)])


def begun(workshop: Workshop, segment: str, *, zone_known: bool, at: datetime) -> Message:
    """Return what the one who starts a workshop reads."""
    about = f" for {parts.escaped(segment)}" if segment else ""
    zone = workshop.time_zone if zone_known else "UTC (I don't know your time zone; `/vpd remind` changes it)"
    who = parts.person(workshop.facilitator)
    lead = f"*{parts.escaped(workshop.name)}*{about} has begun, led by {who}. Times are in {zone}."
    todo = "Say what your job is, for example `/vpd join design`, and ask others to join."
    if not segment:
        todo = "Now name your first customer segment."
    first = (
        []
        if segment
        else [parts.button("Name your first segment", "segments.write", parts.subject(workshop=workshop.id))]
    )
    buttons = parts.actions(*first, again.button("Join", "join"), again.button("Help", "help"))
    plan = parts.section("\n".join(["*Agenda*", *agenda.lines(workshop, at)]))
    return Message(text=f"{lead} {todo}", blocks=[parts.section(f"{lead}\n{todo}"), plan, buttons])


def already_open(workshop: Workshop, name: str, segment: str) -> Message:
    """Return the ways on when a workshop is open here already."""
    says = (
        f"*{parts.escaped(workshop.name)}* is open here. Go on with it, finish it first, or start in another channel."
    )
    label = f"Finish it, start {name}" if name else "Finish it, start a new one"
    anew = parts.button(label, "workshop.restart", parts.subject(workshop=workshop.id, name=name, segment=segment))
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Go on with it", ""), anew)])


def start_form(channel: str, user: str, zone: str, old: int = 0) -> View:
    """Return the form that begins a workshop; `old` is the workshop that it finishes first, 0 for none."""
    whom = UserSelectElement(action_id="workshop.lead", initial_user=user)
    decides = UserSelectElement(action_id="workshop.decider")
    when = TimePickerElement(action_id="workshop.time", initial_time=REVIEW_TIME)
    days = [parts.option(day.title(), day) for day in DAYS]
    reasons = [parts.option(reason.capitalize(), reason) for reason in REASONS]
    paces = [parts.option(label, value) for value, label in PACES.items()]
    fields = [
        parts.field("name", "Name", parts.line("workshop.name", most=NAME_LENGTH, placeholder="Dinner on autopilot")),
        parts.field(
            "segment", "First customer segment", parts.line("workshop.segment", most=NAME_LENGTH), optional=True
        ),
        parts.field("goal", "Goal", parts.line("workshop.goal"), optional=True),
        parts.field("decision", "Which decision will it inform?", parts.line("workshop.decision"), optional=True),
        parts.field("why_now", "Why now?", parts.select("workshop.why", reasons), optional=True),
        parts.field("facilitator", "Who leads?", whom),
        parts.field("stand_in", "Who stands in?", UserSelectElement(action_id="workshop.second"), optional=True),
        parts.field("decider", "Who has the last word, when you differ?", decides, optional=True),
        parts.field("pace", "Pace", parts.select("workshop.pace", paces, "live")),
        parts.field("day", "Weekly review on", parts.select("workshop.day", days, DAYS[REVIEW_DAY])),
        parts.field("time", "at", when),
        parts.field("zone", "Time zone", parts.line("workshop.zone", zone, most=60), hint="For example Europe/Paris"),
        parts.field("silent", "Write unseen first?", parts.select("workshop.unseen", UNSEEN, "no")),
    ]
    about = parts.subject(channel=channel, workshop=old)
    return parts.form("Start a workshop", "workshop.save", about, fields, submit="Start")


@dataclass(frozen=True, slots=True)
class Handover:
    """Who led, and who leads now."""

    old: str
    new: str


def taken_over(workshop: Workshop, hands: Handover) -> Message:
    """Tell the channel who leads now, with a way back."""
    says = (
        f"{parts.person(hands.new)} now leads *{parts.escaped(workshop.name)}*, as {parts.person(hands.old)} was away."
    )
    back = parts.button(
        "Give back", "workshop.give_back", parts.subject(workshop=workshop.id, old=hands.old, new=hands.new)
    )
    return Message(text=says, blocks=[parts.section(says), parts.actions(back)])


def given_back(workshop: Workshop) -> Message:
    """Tell the channel that the first facilitator leads again."""
    return Message(text=f"{parts.person(workshop.facilitator)} leads *{parts.escaped(workshop.name)}* again.")


def shut_out(workshop: Workshop) -> Message:
    """Tell the facilitator that the channel does not take messages, and what to do."""
    name = parts.escaped(workshop.name)
    says = f"I can't write in <#{workshop.channel}>, so *{name}* is paused. Invite me with `/invite @vpd`, then `/vpd`."
    return Message(text=says)
