"""What is put into one table is at once in the commands, the forms, the answers and the exports."""

from types import MappingProxyType

import pytest

from canvas import coach
from canvas.method import Block
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from handlers.paper.formats import write
from handlers.versions import record as full_record
from tests.canvas.test_one_entry import add_shame
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def test_a_new_sort_of_pain_can_be_typed_chosen_and_taken_out(
    begun: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_shame(monkeypatch)
    await begun.types("alice", "add embarrassment pain Asking the same thing twice")
    (note,) = (await board_of(begun)).notes
    assert note.subtype == "shame"
    await begun.types("alice", "add")
    assert "Shame" in str(begun["alice"].forms[-1])
    record = await begun.program.database.read(begun.slack.team_id, lambda tx: full_record(tx, 1, "json"))
    assert '"shame"' in write("json", record).decode()
    assert b"shame" in write("csv", record).lower()


async def test_a_new_rule_asks_and_can_be_lived_with(begun: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    def shouting(now: Situation) -> list[Finding]:
        loud = [note for note in now.notes(*Block) if note.text.isupper()]
        return [Finding("X1", n.code, Severity.SMALL, "Say it calmly?", Fix("Edit it", f"edit {n.code}")) for n in loud]

    rule = Rule(key="X1", name="Shouting", moments=frozenset({Moment.ADD}), check=shouting)
    for module in ("canvas.coach", "handlers.check", "handlers.advice", "handlers.blocks.check"):
        monkeypatch.setattr(f"{module}.RULES", MappingProxyType({**coach.RULES, rule.key: rule}), raising=False)
    await begun.types("alice", "add pain WAITING ON HOLD FOR HOURS")
    told = await begun.types("alice", "check")
    assert "Say it calmly?" in told
    assert "Edit it" in told
