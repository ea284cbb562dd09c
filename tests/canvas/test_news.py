"""What a week has taught."""

from dataclasses import replace

from canvas.board import Hypothesis
from canvas.cards import Learning
from canvas.method import Block
from canvas.news import news
from canvas.proof import proof
from tests.canvas.boards import NOW, Table, card, days

LAST = NOW - days(7)
CLAIM = Hypothesis(id=1, code="H1", text="They ask for it", about="1P1", state="kept")


def test_only_what_moved_or_was_learned_since_is_news() -> None:
    table = Table()
    table.back(table.note(Block.PAIN), [2] * 15)
    other = replace(CLAIM, id=2, code="H2", about="")
    old = card(id=1, code="T1", hypothesis=1, moved=LAST - days(1))
    board = replace(
        table.board(hypotheses=(CLAIM, other)), tests=(old, replace(old, id=2, code="T2", void=True, moved=NOW))
    )
    assert news(board, LAST, proof(board, NOW)) == []
    closed = replace(old, closed=NOW)
    lesson = Learning(id=1, code="L1", hypothesis=2, learned="They do not", at=NOW)
    told = replace(board, tests=(closed,), learnings=(lesson, replace(lesson, id=2, at=LAST)))
    first, second = news(told, LAST, proof(told, NOW))
    assert (first.hypothesis, first.tests, first.learnings) == (CLAIM, (closed,), ())
    assert (second.hypothesis, second.tests, second.learnings) == (other, (), (lesson,))
    assert first.grounds.value > second.grounds.value == 0
