"""Any findings of the coach that a workshop could have, for hypothesis."""

from datetime import UTC

from hypothesis import strategies as st

from canvas.board import Board
from storage.findings import STATES, KeptFinding
from tests.canvas.boards import NOW

USERS = st.sampled_from(["U1ALICE", "U2BEN", "W3CHIKA", "alice"])
# As typed text is kept: `readable`, and with words in it.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"), max_size=40
)
MOMENTS = st.datetimes(NOW.replace(year=2020, tzinfo=None), NOW.replace(year=2030, tzinfo=None)).map(
    lambda at: at.replace(tzinfo=UTC)
)


@st.composite
def findings(draw: st.DrawFn, board: Board) -> list[KeptFinding]:
    """Return what the coach could have found on a board."""
    targets = [
        "",
        ":pain",
        *(f"s{one.id}" for one in board.segments),
        *(f"s{one.id}:job" for one in board.segments),
        *(f"n{one.id}" for one in board.notes),
        *(f"h{one.id}" for one in board.hypotheses),
        *(f"t{one.id}" for one in board.tests),
        *(f"l{one.id}" for one in board.learnings),
    ]
    concerns = st.tuples(st.sampled_from(["L1", "L9", "L13"]), st.sampled_from(targets))
    return [
        KeptFinding(
            id=number, rule=rule, target=target, first_seen=draw(MOMENTS), state=draw(st.sampled_from(STATES)),
            reason=draw(TEXTS), user=draw(st.just("") | USERS), version=draw(st.integers(1, 3)),
        )
        for number, (rule, target) in enumerate(draw(st.lists(concerns, unique=True, max_size=4)), 1)
    ]  # fmt: skip
