"""The project's own source, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "canvas")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file: its path from the root, its dotted name, its lines and its syntax tree."""

    path: Path
    name: str
    lines: int
    tree: ast.Module

    def __str__(self) -> str:
        """Name it in a failed assertion."""
        return str(self.path)

    def imports(self) -> Iterator[tuple[str, int]]:
        """Give every imported module's (or name's) dotted name, and the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module, node.lineno
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)

    def functions(self) -> Iterator[Function]:
        """Give every function and method."""
        yield from (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def defines(self, name: str) -> bool:
        """Whether a function of that name stands at the module's top."""
        return any(isinstance(node, Function) and node.name == name for node in self.tree.body)


@cache
def modules(*rooms: str) -> tuple[Module, ...]:
    """Return all modules of these rooms, in the order of their paths."""
    found: list[Module] = []
    for path in sorted(path for room in rooms for path in (ROOT / room).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        here = path.relative_to(ROOT)
        name = ".".join(here.with_suffix("").parts).removesuffix(".__init__")
        found.append(Module(here, name, len(text.splitlines()), ast.parse(text)))
    return tuple(found)


def length(function: Function) -> int:
    """Return how many lines a function has, from `def` to its end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
