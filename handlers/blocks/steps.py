"""The prompts of the six steps, and what is said when a workshop moves between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from canvas.board import Board, Workshop
from canvas.method import KINDS, LAST_STEP, STEPS, Block
from handlers.answer import Message
from handlers.blocks import again
from handlers.blocks.parts import (
    actions,
    button,
    context,
    escaped,
    field,
    form,
    header,
    line,
    place,
    section,
    subject,
)
from handlers.blocks.team import invitation

IN_THREAD = "Answer in this thread: one line, one note. A line starting with // is talk."
REASON = 500  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What one prompt asks for; `segment` is an id and `name` its name, both empty for a whole workshop."""

    step: int
    segment: int = 0
    name: str = ""
    block: str = ""
    question: str
    so_far: str


def prompt(board: Board, asked: Prompt) -> Message:
    """Return a prompt: question, what counts so far, how to answer, buttons."""
    kind = KINDS[Block(asked.block)] if asked.block else None
    title = f"{kind.plural}: {asked.name}" if kind else f"Step {asked.step}: {STEPS[asked.step]}"
    blocks: list[Shown] = [header(title), section(asked.question)]
    if asked.step == 1:
        blocks.append(section(invitation(board)))
    blocks.append(context(f"{asked.so_far} {IN_THREAD}" if kind else asked.so_far))
    if board.workshop.state != "finished":
        blocks.append(actions(*_own_buttons(board.workshop, asked), *_ways(board.workshop, asked)))
    return Message(text=f"{escaped(title)}. {asked.question}", blocks=blocks)


def _own_buttons(workshop: Workshop, asked: Prompt) -> list[ButtonElement]:
    drawn = subject(workshop=workshop.id, step=asked.step, segment=asked.segment, block=asked.block)
    if asked.block:
        return [button("Add a note", "notes.write", drawn, style="primary")]
    return {
        1: [again.button("Join", "join", style="primary"), again.button("Who is here", "team")],
        4: [button("Match one by one", "links.match", drawn, style="primary"), again.button("Show fit", "fit")],
        5: [
            button("Draft hypotheses", "hypotheses.suggest", drawn, style="primary"),
            again.button("Add evidence", "evidence"),
        ],
        6: [button_now(), again.button("Set the reminder", "remind")],
    }.get(asked.step, [])


def button_now() -> ButtonElement:
    """Return the button that posts the review at once."""
    return ButtonElement(
        text=again.PlainTextObject(text="Review now"),
        action_id="help.again:remind-now",
        value=subject(word="remind", text="now"),
        style="primary",
    )


def _ways(workshop: Workshop, asked: Prompt) -> list[ButtonElement]:
    """Return the ways on and back, on the prompts of the step that is open."""
    drawn = subject(workshop=workshop.id, step=asked.step)
    explain = button("How it works", "steps.explain", drawn)
    if asked.step != workshop.step:
        return [explain]
    on = [button("Next", "steps.forward", drawn)] if asked.step < LAST_STEP else []
    back = [button("Back", "steps.backward", drawn)] if asked.step > 1 else []
    return [*on, *back, explain]


def gate(workshop: Workshop, thin: Sequence[str]) -> Message:
    """Return what is thin before a workshop goes on, for the one who clicked Next."""
    drawn = subject(workshop=workshop.id, step=workshop.step)
    lead = f"Before *{STEPS[workshop.step + 1]}*, this is still thin:"
    says = "\n".join([lead, *(f"• {one}" for one in thin), "You can go on all the same."])
    buttons = actions(
        button("Go on", "steps.go_on", drawn, style="primary"),
        button("Go on, with a reason", "steps.reason", drawn),
        button("Stay", "steps.stay", drawn),
    )
    return Message(text=says, blocks=[section(says), buttons])


def reason_form(workshop: Workshop) -> View:
    """Return the form that keeps why a team goes on."""
    why = line("steps.why", most=REASON, multiline=True)
    fields = [field("reason", "Why go on now?", why, optional=True, hint="Kept with the decisions of this workshop.")]
    return form("Go on", "steps.go_on_because", place(workshop, step=workshop.step), fields, submit="Go on")


def moved(workshop: Workshop, thin: Sequence[str], *, known: bool) -> Message:
    """Return what the one who moved a workshop reads: the step, and what was left thin."""
    where = "Its prompts are further up in the channel." if known else "Its prompts are in the channel."
    lines = [f"*Step {workshop.step}: {STEPS[workshop.step]}* has begun. {where}"]
    if thin:
        lines += ["Left thin, and worth coming back to (`/vpd back`):", *(f"• {one}" for one in thin)]
    return Message(text="\n".join(lines))


def needs_segment(workshop: Workshop) -> Message:
    """Return what is missing before there can be prompts for a customer."""
    says = f"*Step {workshop.step}: {STEPS[workshop.step]}* has begun. Name your first customer segment to get prompts."
    name = button("Name your first segment", "segments.write", subject(workshop=workshop.id))
    return Message(text=says, blocks=[section(says), actions(name)])


def returned(workshop: Workshop, user: str) -> Message:
    """Tell the channel that a step is open again."""
    step = f"*Step {workshop.step}: {STEPS[workshop.step]}*"
    return Message(text=f"<@{user}> opened {step} again. Its prompts are further up and still take replies.")


def repeated(workshop: Workshop, seconds: int) -> Message:
    """Return what somebody reads whose `next` came twice."""
    ago = f"{seconds} second{'s' if seconds != 1 else ''}"
    further = f" To go on at once: `/vpd step {workshop.step + 1}`." if workshop.step < LAST_STEP else ""
    return Message(text=f"Step {workshop.step} began {ago} ago.{further}")


def here_already(workshop: Workshop) -> Message:
    """Return what somebody reads who asks for the step that is open, or clicks a button of an earlier one."""
    says = f"We are at step {workshop.step}: {STEPS[workshop.step]}."
    return Message(text=says, blocks=[section(says), actions(again.button("Where we are", ""))])


def staying(workshop: Workshop) -> Message:
    """Return what somebody reads who stays."""
    return Message(text=f"Good, we stay at *{STEPS[workshop.step]}*. Come back to Next when you are ready.")


def explained(step: int, how: str) -> Message:
    """Return how a step works."""
    return Message(text=f"*Step {step}: {STEPS[step]}*\n{how}")
