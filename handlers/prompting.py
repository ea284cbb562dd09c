"""How a prompt is drawn: its question, what counts so far, where its round is, and what can be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from slack_sdk.models.blocks import ButtonElement, SectionBlock

from canvas.agenda import step_line
from canvas.board import Board, Workshop
from canvas.links import current
from canvas.method import KINDS, LAST_STEP, Block
from canvas.priorities import placed
from canvas.prompts import question
from canvas.rounds import Phase
from handlers.answer import Message
from handlers.blocks import rounds as round_blocks
from handlers.blocks import steps as blocks
from handlers.blocks.parts import section
from handlers.blocks.priorities import first
from handlers.blocks.ranking import ways
from handlers.blocks.review import summary
from handlers.place import board_for_all
from handlers.review import told as reviewed
from storage.messages import LivingMessage
from storage.rounds import Running
from storage.transaction import Transaction

TESTING = 5  # the step of hypotheses and tests
ANSWERS = 3  # a question stays for so many notes


def drawn(tx: Transaction, message: LivingMessage) -> Message:
    """Return a prompt as it is now."""
    board = tx.workshops.board(message.workshop)
    shown = current(board)
    running = tx.rounds.find(message.segment, message.block) if message.block else None
    asked = replace(
        _asked(tx, shown, message),
        more=_more(tx, shown, message, running),
        round=round_blocks.shown(running, board.here, tx.at) if running else (),
        unseen=running is not None and running.round.phase is Phase.WRITE,
        lasts=_lasts(tx, board.workshop, message),
    )
    found = reviewed(tx, message.workshop, tx.at) if message.step == LAST_STEP else None
    return blocks.prompt(board, asked, summary(found) if found else _first(board, message, tx.at))


def _lasts(tx: Transaction, workshop: Workshop, message: LivingMessage) -> str:
    """Return how long the open step usually takes, and until when: on the first of its prompts."""
    first = next((kind.block for kind in KINDS.values() if kind.step == workshop.step), "")
    if message.step != workshop.step or message.block not in {"", first}:
        return ""
    return step_line(workshop, tx.history.step_since(workshop.id) or workshop.created, tx.at)


def _first(board: Board, message: LivingMessage, at: datetime) -> Sequence[SectionBlock]:
    """Return which hypothesis to test first, in the prompt of the step for it."""
    says = first(placed(board, at)) if message.step == TESTING else ""
    return [section(says)] if says else []


def _more(tx: Transaction, board: Board, message: LivingMessage, running: Running | None) -> Sequence[ButtonElement]:
    """Return what the prompt of a block offers once it has notes that everybody sees."""
    if not message.block or (running and running.round.phase is Phase.WRITE):
        return ()
    block = Block(message.block)
    notes = blocks.notes_of(board, message.segment, block)
    offer = [round_blocks.offer(board.workshop, message.segment, block.value, notes=bool(notes))]
    if running is None and not notes:
        return offer
    beside = blocks.beside(board.workshop, message.segment, block)
    round_now = running.round if running else None
    return [*ways(board, message.segment, block, tx.at, round_now), *([] if running else offer), *beside]


def _asked(tx: Transaction, board: Board, message: LivingMessage) -> blocks.Prompt:
    """Return what a prompt asks; of notes that are still unseen it tells only how many there are."""
    if not message.block:
        return blocks.Prompt(step=message.step, question=blocks.HINTS[message.step], so_far=blocks.all_so_far(board))
    block = Block(message.block)
    so_far = blocks.notes_of(board, message.segment, block)
    seen = board_for_all(tx, board)
    shown = blocks.notes_of(seen, message.segment, block)
    told = so_far if len(shown) == len(so_far) else [replace(note, subtype="") for note in so_far]
    return blocks.Prompt(
        step=message.step,
        segment=message.segment,
        name=next((segment.name for segment in board.segments if segment.id == message.segment), ""),
        block=block,
        question=question(seen, message.segment, block, len(shown) // ANSWERS),
        so_far=blocks.so_far(block, told),
    )
