"""The prompts of the six steps, and what is said when a workshop moves between them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from canvas.board import Board, Note, NoteState, Workshop
from canvas.method import KINDS, LAST_STEP, STEPS, Block
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, check, parts
from handlers.blocks.known import SHOWN_IN
from handlers.blocks.known import told as known
from handlers.blocks.team import invitation
from handlers.blocks.todo import Todo, lines, more

IN_THREAD = "Answer in this thread: one line, one note. A line starting with // is talk."
IN_THIS_TOO = "Answer in this thread."
REASON = 500  # characters
QUESTION = 600  # characters of a question, which may hold a note
THIN = 5  # sentences about what is still open in one answer

# What a step without prompts for single blocks asks the team to do.
HINTS = {
    1: "Who should be in the room? Join with your function, and bring somebody who talks with customers.",
    4: "Does what you offer answer what matters to customers? Go through it one by one and say how well it helps.",
    5: "What must be true for this to work? Write it so that a test can prove it wrong.",
    6: "What has changed, what is still a guess, and what do you do about it? Look once a week.",
}
HOW = {
    1: "People from different functions join with one click. The best teams cover what customers want, what can be "
    "built and what pays, and include somebody who meets customers. Then go on; more can join at any time.",
    2: "Three prompts ask about your customer: jobs (what they want to get done), pains (what annoys or worries them) "
    "and gains (what they hope for). Answer in the threads and forget your product for now. Rate what matters most.",
    3: "Three prompts ask about your offer: products and services, how they relieve pains, how they create gains. "
    "Do a few things very well; nobody serves every pain.",
    4: "Take each reliever, creator and product and say which pain, gain or job it serves: no, partly or fully. "
    "Or ask everybody: each says it in secret, and the typical answer counts. Fit on paper is what you believe; "
    "fit proven is what evidence carries.",
    5: "Turn the most important notes into statements that a test can prove wrong, and add what customers said or did "
    "as evidence. Test first what matters most and is proven least.",
    6: "Once a week I post a review: what changed, what is most doubtful, what to do. Say what is still true, "
    "add evidence, and go back to any step, for example with `/vpd step 2`.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What one prompt asks for; `segment` is an id and `name` its name, both empty for a whole workshop."""

    step: int
    segment: int = 0
    name: str = ""
    block: str = ""
    question: str
    so_far: str
    more: Sequence[ButtonElement] = ()
    round: Sequence[Shown] = ()
    unseen: bool = False  # its round says how to write, which is not in the thread
    lasts: str = ""  # how long its step usually takes, and until when


def prompt(board: Board, asked: Prompt, review: Sequence[Shown] = ()) -> Message:
    """Return a prompt: question, the review in the last step, what counts so far, how to answer, buttons."""
    kind = KINDS[Block(asked.block)] if asked.block else None
    title = f"{kind.plural}: {asked.name}" if kind else f"Step {asked.step}: {STEPS[asked.step]}"
    question = parts.escaped(asked.question, QUESTION)
    blocks: list[Shown] = [parts.header(title), parts.section(question)]
    if asked.step == 1:
        blocks.append(parts.section(invitation(board)))
    if board.workshop.known and (asked.step == 1 or asked.block == SHOWN_IN):
        blocks.append(known(board.workshop.known))
    blocks += review
    blocks.append(parts.context(f"{asked.so_far} {_how(board, asked)}".rstrip()))
    if board.workshop.state != "finished":
        blocks += [parts.context(asked.lasts)] if asked.lasts else []
        blocks += asked.round
        blocks.append(parts.actions(*_own_buttons(board.workshop, asked), *_ways(board.workshop, asked)))
    return Message(text=f"{parts.escaped(title)}. {question}", blocks=blocks)


def _how(board: Board, asked: Prompt) -> str:
    """Say how to answer: in full at the first of a step's prompts, in short at those that stand below it."""
    if not asked.block or asked.unseen:
        return ""
    first = next((kind.block for kind in KINDS.values() if kind.step == asked.step), "")
    segments = [segment.id for segment in board.segments if segment.state == "open"]
    return IN_THREAD if asked.block == first and asked.segment in segments[:1] else IN_THIS_TOO


def _own_buttons(workshop: Workshop, asked: Prompt) -> list[ButtonElement]:
    drawn = parts.subject(workshop=workshop.id, step=asked.step, segment=asked.segment, block=asked.block)
    if asked.block:
        return [parts.button("Add a note", "notes.write", drawn, style="primary"), *asked.more]
    return {
        1: [
            again.button("Join", "join", style="primary"),
            again.button("Who is here", "team"),
            again.button("What we know already", "known"),
        ],
        4: [
            parts.button("Match one by one", "links.match", drawn, style="primary"),
            parts.button("Ask everybody", "fit_rounds.begin", drawn),
            again.button("Show fit", "fit"),
            again.button("Pitch", "pitch"),
        ],
        5: [
            parts.button("Draft hypotheses", "hypotheses.suggest", drawn, style="primary"),
            again.button("Add evidence", "evidence"),
            again.button("What to test first", "hypothesis map"),
            again.button("Tests", "test"),
        ],
        6: [
            parts.button(
                "Review now", "help.again:remind-now", parts.subject(word="remind", text="now"), style="primary"
            ),
            again.button("Set the reminder", "remind"),
        ],
    }.get(asked.step, [])


# What else there is to an offer: block -> label and address, on its prompt.
BESIDE = {
    Block.PRODUCT: ("What they use without you", "alternatives.show"),
    Block.PAIN_RELIEVER: ("Another way to serve them", "variants.show"),
    Block.GAIN_CREATOR: ("Pitch", "pitch.show"),
}


def beside(workshop: Workshop, segment: int, block: Block) -> list[ButtonElement]:
    """Return what the prompt of a block offers beside its own notes."""
    drawn = parts.subject(workshop=workshop.id, segment=segment)
    return [parts.button(*BESIDE[block], drawn)] if block in BESIDE else []


def _ways(workshop: Workshop, asked: Prompt) -> list[ButtonElement]:
    """Return the ways on and back, on the prompts of the step that is open."""
    drawn = parts.subject(workshop=workshop.id, step=asked.step)
    explain = parts.button("How it works", "steps.explain", drawn)
    if asked.step != workshop.step:
        return [explain]
    on = [parts.button("Next", "steps.forward", drawn)] if asked.step < LAST_STEP else []
    back = [parts.button("Back", "steps.backward", drawn)] if asked.step > 1 else []
    return [*on, *back, explain]


def gate(workshop: Workshop, thin: Sequence[Todo], asks: Sequence[Finding]) -> Message:
    """Return what is open before a workshop goes on, for the one who clicked Next, with what the coach asks beside."""
    drawn = parts.subject(workshop=workshop.id, step=workshop.step)
    says = f"Before *{STEPS[workshop.step + 1]}*, this is still open. You can go on all the same."
    buttons = parts.actions(
        parts.button("Go on", "steps.go_on", drawn, style="primary"),
        parts.button("Go on, with a reason", "steps.reason", drawn),
        parts.button("Stay", "steps.stay", drawn),
        again.button("What else to check", "check"),
    )
    shown = [*lines(thin, THIN), *more(workshop, workshop.step, len(thin) - THIN)]
    return Message(text=says, blocks=[parts.section(says), *shown, buttons, *check.questions(workshop, asks)])


def reason_form(workshop: Workshop) -> View:
    """Return the form that keeps why a team goes on."""
    why = parts.line("steps.why", most=REASON, multiline=True)
    fields = [
        parts.field("reason", "Why go on now?", why, optional=True, hint="Kept with the decisions of this workshop.")
    ]
    return parts.form("Go on", "steps.go_on_because", parts.place(workshop, step=workshop.step), fields, submit="Go on")


@dataclass(frozen=True, slots=True)
class Left:
    """A step that was left: what is still open in it, as far as it is to be told, and what the coach asks."""

    step: int
    thin: Sequence[Todo]
    asks: Sequence[Finding]


def moved(workshop: Workshop, left: Left, *, known: bool) -> Message:
    """Return what the one who moved a workshop reads: the step, what was left open, and what the coach asks.

    `known` when the step was open before, which the channel is told.
    """
    says = f"*Step {workshop.step}: {STEPS[workshop.step]}* {'is open again' if known else 'has begun'}."
    if not (known or left.thin or left.asks):
        says += " See the channel."
    blocks: list[Shown] = [parts.section("\n".join([says, *_skipped(left.step, workshop.step)]))]
    if left.thin:
        blocks.append(parts.section(f"Still open, and worth coming back to with `/vpd step {left.step}`:"))
        blocks += [*lines(left.thin, THIN), *more(workshop, left.step, len(left.thin) - THIN)]
    return Message(text=says, blocks=[*blocks, *check.questions(workshop, left.asks)])


def _skipped(step: int, target: int) -> list[str]:
    """Say which steps a jump has left out."""
    between = [f"*{STEPS[one]}* (`/vpd step {one}`)" for one in range(step + 1, target)]
    return [f"Skipped for now: {parts.listed(between)}."] if between else []


def needs_segment(workshop: Workshop) -> Message:
    """Return what is missing before there can be prompts for a customer."""
    says = f"*Step {workshop.step}: {STEPS[workshop.step]}* has begun. Name your first customer segment to get prompts."
    name = parts.button("Name your first segment", "segments.write", parts.subject(workshop=workshop.id))
    return Message(text=says, blocks=[parts.section(says), parts.actions(name)])


def returned(workshop: Workshop, user: str) -> Message:
    """Tell the channel that a step is open again, and what becomes of all that came later."""
    step = f"*Step {workshop.step}: {STEPS[workshop.step]}*"
    says = f"{parts.person(user)} opened {step} again. Its prompts are further up and still take replies."
    if workshop.step < LAST_STEP:
        says += " What came later stays. If you reword a note a lot, its ratings, links and evidence are marked to "
        says += "check again."
    return Message(text=says)


def repeated(workshop: Workshop) -> Message:
    """Return what somebody reads whose `next` came twice."""
    says = f"You are at step {workshop.step} already."
    if workshop.step == LAST_STEP:
        return Message(text=says)
    on = workshop.step + 1
    says = f"{says} Did you want step {on}?"
    return Message(
        text=says, blocks=[parts.section(says), parts.actions(again.button(f"Go to step {on}", "step", str(on)))]
    )


def here_already(workshop: Workshop) -> Message:
    """Return what somebody reads who asks for the step that is open, or clicks a button of an earlier one."""
    says = f"We are at step {workshop.step}: {STEPS[workshop.step]}."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Where we are", ""))])


def staying(workshop: Workshop) -> Message:
    """Return what somebody reads who stays."""
    return Message(text=f"Good, we stay at *{STEPS[workshop.step]}*. Come back to Next when you are ready.")


def explained(step: int, agenda: Sequence[str] = ()) -> Message:
    """Return how a step works, with the `agenda` in lines where it is the first."""
    return Message(text="\n".join([f"*Step {step}: {STEPS[step]}*", HOW[step], *agenda]))


def notes_of(board: Board, segment: int, block: Block) -> list[Note]:
    """Return the open notes of one block of a segment."""
    here = (note for note in board.notes if note.segment == segment and note.block is block)
    return [note for note in here if note.state is NoteState.OPEN]


def so_far(block: Block, notes: Sequence[Note]) -> str:
    """Return what counts so far in a block, by subtype where people have said one."""
    kind = KINDS[block]
    if not notes:
        return f"No {kind.prompt} yet."
    named = Counter(note.subtype.replace("_", " ") for note in notes if note.subtype)
    kinds = ", ".join(f"{number} {name}" for name, number in named.most_common())
    number = f"{len(notes)} {kind.prompt if len(notes) > 1 else kind.prompt.removesuffix('s')} so far"
    return f"{number} ({kinds})." if kinds else f"{number}."


def all_so_far(board: Board) -> str:
    """Return what the whole workshop holds."""
    notes = sum(note.state is NoteState.OPEN for note in board.notes)
    links = sum(link.state == "active" for link in board.links)
    proof = sum(one.state == "active" for one in board.evidence)
    kept = sum(one.state == "kept" for one in board.hypotheses)
    told = (
        (len(board.here), "person", "people"),
        (notes, "note", "notes"),
        (links, "link", "links"),
        (proof, "piece of evidence", "pieces of evidence"),
        (kept, "hypothesis", "hypotheses"),
    )
    return f"So far: {', '.join(f'{number} {one if number == 1 else many}' for number, one, many in told if number)}."
