"""What is put into one table is at once in the commands, the forms, the answers and the exports."""

import pytest

from canvas import coach, experiments, questions
from canvas.experiments import Experiment
from canvas.method import Block
from canvas.questions import Question
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.targets import of_note
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
        return [
            Finding("X1", of_note(n), Severity.SMALL, "Say it calmly?", Fix("Edit it", f"edit {n.code}")) for n in loud
        ]

    rule = Rule(key="X1", name="Shouting", moments=frozenset({Moment.ADD}), check=shouting)
    monkeypatch.setitem(coach.ALL, rule.key, rule)
    assert "Say it calmly?" in await begun.types("alice", "add pain WAITING ON HOLD FOR HOURS")
    told = await begun.types("alice", "check")
    assert "Say it calmly?" in told
    assert "Edit it" in told
    post = begun["alice"].sees(begun.channel)[-1]
    accept = next(
        e["action_id"] for b in post.blocks for e in b.get("elements", [])
        if e["action_id"].startswith("check.accept") and '"X1"' in e["value"]
    )  # fmt: skip
    await begun["alice"].press(post, accept)
    assert await begun["alice"].submit(reason="It is that bad") == {}
    await begun.settled()
    assert "Say it calmly?" not in await begun.types("alice", "check")
    await begun.types("alice", "settings")
    assert "Shouting" in str(begun["alice"].forms[-1])


async def test_a_new_question_is_asked_in_the_prompt(begun: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Question("What would they pay a neighbour to do?")
    monkeypatch.setitem(questions.ALL, Block.JOB, (new, *questions.QUESTIONS[Block.JOB]))
    await begun.types("alice", "next")
    await begun.settled()
    assert any(new.text in str(post.blocks) for post in begun["alice"].sees(begun.channel))


async def test_a_new_experiment_can_be_chosen_and_typed(begun: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    new = Experiment(
        key="street_stall", name="Street stall", does="Sell it for a day.", tier=4, lenses=("desirability",), cost=1
    )
    monkeypatch.setitem(experiments.ALL, new.key, new)
    await begun.types("alice", "hypothesis We believe that at least 6 of 10 parents throw food away every week")
    await begun.types("alice", "test H1")
    assert "Street stall" in str(begun["alice"].forms[-1])
    await begun.types("alice", "test H1 street stall at least 6 of 10 buy it")
    (test,) = (await board_of(begun)).tests
    assert test.experiment == "street_stall"
