"""A new rule, question, experiment or sort of note is one entry in one file: put one in, and it is everywhere."""

import runpy

import pytest

from canvas import coach, experiments, prefix, prompts, questions, words
from canvas.experiments import Experiment, read_experiment
from canvas.method import KINDS, Block
from canvas.questions import Question
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.targets import of_note
from tests.canvas.boards import Table
from tests.canvas.situations import board_of, here


def test_a_rule_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def shouting(now: Situation) -> list[Finding]:
        loud = [note for note in now.notes(*Block) if note.text.isupper()]
        return [
            Finding("X1", of_note(n), Severity.SMALL, "Say it calmly?", Fix("Edit", f"edit {n.code}")) for n in loud
        ]

    rule = Rule(key="X1", name="Shouting", moments=frozenset({Moment.ADD}), check=shouting)
    monkeypatch.setitem(coach.ALL, rule.key, rule)
    table = Table()
    table.note(Block.PAIN, text="WAITING ON HOLD")
    others = [key for key in coach.RULES if key != "X1"]
    assert [found.target for found in coach.coach(here(board_of(table)), off=others)] == ["n1"]
    assert coach.coach(here(board_of(table)), off=coach.RULES) == []
    assert coach.coach(here(board_of(table), moment=Moment.WEEKLY), off=others) == []


def test_a_question_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Question("What would they pay a neighbour to do?")
    monkeypatch.setitem(questions.ALL, Block.JOB, (new, *questions.QUESTIONS[Block.JOB]))
    assert prompts.question(board_of(Table()), 1, Block.JOB) == new.text


def test_an_experiment_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Experiment(
        key="street_stall", name="Street stall", does="Sell it for a day.", tier=4, lenses=("desirability",), cost=1
    )
    monkeypatch.setitem(experiments.ALL, new.key, new)
    assert read_experiment("street stall") == new
    assert new in list(experiments.EXPERIMENTS.values())


def add_shame(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add one entry, and read the words anew as the next start of the program does."""
    monkeypatch.setitem(KINDS[Block.PAIN].subtypes, "shame", ("shame", "embarrassment"))
    fresh = runpy.run_path(str(prefix.__file__))
    for name in ("MEANINGS", "WORD"):
        monkeypatch.setattr(prefix, name, fresh[name])


def test_a_sort_of_note_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    add_shame(monkeypatch)
    draft = words.read_note("embarrassment pain Asking twice")
    assert (draft.block, draft.subtype, draft.text) == (Block.PAIN, "shame", "Asking twice")
