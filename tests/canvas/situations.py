"""Situations for the coach's rules, and what one rule finds in them."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from canvas.board import Board, Hypothesis, Member
from canvas.coach import RULES, coach
from canvas.proof import proof
from canvas.situation import Finding, Situation
from tests.canvas.boards import NOW, Table, member

TEAM = (member("alice"), member("ben"), member("cara"))


def here(board: Board, **fields: object) -> Situation:
    return Situation(board=board, at=NOW, known=proof(board, NOW), **fields)  # pyright: ignore[reportArgumentType]


def ask(board: Board, rule: str, off: Collection[str] = (), **fields: object) -> list[Finding]:
    others = [key for key in RULES if key != rule]
    return coach(here(board, **fields), off=(*others, *off), to_facilitator=True, most=None)


def targets(found: Iterable[Finding]) -> list[str | None]:
    return [finding.target for finding in found]


def board_of(table: Table, step: int = 2, members: tuple[Member, ...] = TEAM, **fields: object) -> Board:
    return replace(table.board(members=members, step=step), **fields)


def guess(number: int, area: str = "circle", **fields: object) -> Hypothesis:
    plain: dict[str, object] = {"text": "We believe at least 6 of 10 parents cook", "importance": 5, "state": "kept"}
    return Hypothesis(id=number, code=f"H{number}", area=area, **(plain | fields))  # pyright: ignore[reportArgumentType]
