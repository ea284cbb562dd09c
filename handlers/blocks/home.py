"""The app's home in blocks: one part for each workshop of the one who looks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import ButtonElement
from slack_sdk.models.blocks.blocks import DividerBlock
from slack_sdk.models.views import View

from canvas.board import Board
from canvas.cards import Learning, Test
from canvas.testing import COLUMNS, RUNNING
from handlers.blocks import again, cards, parts
from handlers.blocks.workshop import NEXT_CLICK, counts, open_segments, step_name

SEGMENTS = 5
TESTS = 5  # that are on their way, in the list
ACTIONS = 5
NONE = "You take part in none yet. Type /vpd start in a channel, or /vpd join where one is open."
ANSWERS = "What the buttons answer comes as a message from vpd; forms open here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """One workshop of the one who looks: what it holds, what it asks of them, its tests, what they promised to do."""

    board: Board
    waits: Sequence[str]
    tests: Sequence[Test]
    actions: Sequence[Learning]


def view(mine: Sequence[Mine], *, left_out: int, at: datetime) -> View:
    """Return the whole home."""
    blocks: list[Block] = [parts.header("Your workshops")]
    if not mine:
        blocks.append(parts.plain(NONE))
    for one in mine:
        blocks += [*_workshop(one, at), DividerBlock()]
    if left_out > 0:
        blocks.append(parts.context(f"and {left_out} more: type `/vpd` in their channels"))
    blocks += [
        parts.context(ANSWERS),
        parts.actions(again.button("Help", "help"), again.button("About my data", "privacy")),
    ]
    return View(type="home", blocks=blocks)


def _workshop(mine: Mine, at: datetime) -> list[Block]:
    workshop = mine.board.workshop
    lead = f"*{parts.escaped(workshop.name)}* in <#{workshop.channel}>\n{step_name(workshop.step)}"
    paused = "Paused. `/vpd` in its channel goes on."
    said = [lead, paused if workshop.state == "paused" else NEXT_CLICK[workshop.step]]
    segments = open_segments(mine.board)
    said += [f"{one.number}. {parts.escaped(one.name, 60)}: {counts(mine.board, one)}" for one in segments[:SEGMENTS]]
    blocks: list[Block] = [parts.section("\n".join(said))]
    if mine.waits:
        waiting = "\n".join(f"• {one}" for one in mine.waits)
        blocks.append(parts.section(f"*Waiting for you*\n{waiting}"))
    blocks += [*_tests(mine, at), *_actions(mine.actions, at)]
    return [*blocks, parts.actions(*_ways(mine))]


def _ways(mine: Mine) -> list[ButtonElement]:
    workshop = mine.board.workshop
    place = parts.place(workshop, step=workshop.step)
    typed = {"Where we are": "", "Fit": "fit", **({"All tests": "test"} if mine.tests else {})}
    looks = [ButtonElement(**again.made(label, word, "", workshop.channel)) for label, word in typed.items()]
    return [parts.button("Add a note", "notes.write", place, style="primary"), *looks]


def _tests(mine: Mine, at: datetime) -> list[Block]:
    """Return how far the tests are, and those that are on their way."""
    if not mine.tests:
        return []
    number = Counter(test.column for test in mine.tests)
    board = " · ".join(f"{cards.COLUMNS[column]} {number[column]}" for column in COLUMNS if number[column])
    claims = {one.id: one for one in mine.board.hypotheses}
    going = [test for test in mine.tests if test.column in {*RUNNING, "learn"}]
    lines = [f"• {cards.line(test, claims, at)}" for test in going[:TESTS]]
    return [parts.section("\n".join([f"*Tests*: {board}", *lines]))]


def _actions(actions: Sequence[Learning], at: datetime) -> list[Block]:
    """Return what the one who looks said they would do, the most urgent first."""
    due = sorted(((one.due, one) for one in actions if one.due), key=lambda pair: pair[0])
    lines = [
        f"• *{one.code}* {parts.escaped(one.action, 150)} · {'was due' if when < at else 'due'} {parts.day(when)}"
        for when, one in due[:ACTIONS]
    ]
    return [parts.section("\n".join(["*You said you would*", *lines]))] if lines else []
