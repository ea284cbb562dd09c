"""The calls of the matrix by which the coach sees a canvas and remembers what it found."""

from collections.abc import Callable
from typing import Any

from canvas.method import Block
from storage.findings import KeptFinding
from storage.transaction import Transaction
from tests.storage.world import AT

FOUND = KeptFinding(id=1, rule="L9", target="", first_seen=AT, state="open", reason="", user="")
COACH_SEES_NOTHING: dict[str, Callable[[Transaction, Any], Any]] = {
    "findings.of": lambda tx, t: tx.findings.of(t.workshop.id),
    "findings.accepted": lambda tx, t: list(tx.findings.accepted(t.workshop.id)),
    "findings.is_accepted": lambda tx, t: tx.findings.is_accepted(t.workshop.id, ("L8", "")),
    "glimpses.newest": lambda tx, t: tx.glimpses.newest([t.segment.id], Block.PAIN),
    "glimpses.near": lambda tx, t: tx.glimpses.near(t.segment.id, Block.PAIN, t.note.text),
    "glimpses.sorts": lambda tx, t: sum(tx.glimpses.sorts(t.segment.id, Block.PAIN).values()),
    "findings.told": lambda tx, t: list(tx.findings.told(t.workshop.id, "alice")),
}
