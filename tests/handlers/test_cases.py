"""The cases that a real team meets: each of them is shown by a test that is marked with its number."""

import ast
from collections import defaultdict
from pathlib import Path

from tests.house.tree import ROOT

CASES = {
    1: "a command without a segment",
    2: "one note for two segments",
    3: "segments renamed, split, merged, dropped",
    4: "a value map for one segment only",
    5: "over days, with too few who write",
    6: "an answer after the phase closed",
    7: "duplicates",
    8: "a merge, and then votes and ratings",
    9: "a note moved between blocks",
    10: "a note edited after votes or evidence",
    11: "a note deleted",
    12: "somebody leaves",
    13: "guests and other organisations",
    14: "the facilitator is away",
    15: "the facilitator is the loudest",
    16: "more than a hundred notes",
    17: "more than a hundred choices",
    18: "several workshops in a channel",
    19: "one workshop talked about in two channels",
    20: "a channel that shuts us out",
    21: "time zones",
    22: "clocks that change",
    23: "downtime, and two programs",
    24: "the same thing sent twice",
    25: "two people edit one note",
    26: "a step opened again",
    27: "nobody writes",
    28: "one person alone",
    29: "a tie",
    30: "evidence on both sides",
    31: "a source that is deleted",
    32: "what customers said in confidence",
    33: "one customer, quoted often",
    34: "empty blocks",
    35: "everything is a five",
    36: "hostile and odd text",
    37: "more than a message a second",
    38: "a Slack that takes no files",
    39: "the end, and a new round",
    40: "people and workspaces that go",
}


def marked() -> dict[int, set[str]]:
    """Return the tests of each case, from their marks."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for number in filter(None, map(_case, node.decorator_list)):
                    found[number].add(f"{Path(path).stem}: {node.name}")
    return dict(found)


def _case(decorator: ast.expr) -> int | None:
    call = ast.unparse(decorator)
    return int(call.removeprefix("pytest.mark.case(").rstrip(")")) if call.startswith("pytest.mark.case(") else None


def test_every_case_has_a_test() -> None:
    assert set(CASES) == set(range(1, 41))
    assert set(marked()) == set(CASES)
