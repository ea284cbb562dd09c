"""The rules of the house that no tool knows: sizes, names, and where things may be done."""

import ast
import re
import sys
from collections.abc import Iterator

from tests.house.tree import ROOMS, ROOT, Module, length, modules

LONGEST_MODULE = 300
LONGEST_FUNCTION = 45
NOT_A_NAME = {"utils", "util", "helpers", "helper", "manager", "service", "services", "base", "common", "misc"}
SHELL = "bot.app"  # the one place that catches everything
# Libraries whose objects do work when they are made: never at import.
WORKS = {
    "AsyncApp", "AsyncIOScheduler", "AsyncWebClient", "ClientSession", "Database", "Settings", "Starlette", "Thread",
    "ThreadPoolExecutor", "WebClient", "create_engine", "load", "migrate", "open", "print", "run",
}  # fmt: skip
ALEMBIC = "storage.migrations.env"  # Alembic runs this file for its work; nobody imports it
CLOCKS_AND_IO = {
    "asyncio", "io", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "time",
}  # fmt: skip
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
OURS = modules(*ROOMS)
WHOLE = modules(*ROOMS, "tests")


def test_a_module_is_at_most_300_lines_long() -> None:
    assert [f"{module}: {module.lines}" for module in WHOLE if module.lines > LONGEST_MODULE] == []


def test_a_function_is_at_most_45_lines_long() -> None:
    lengths = {f"{module}: {function.name}": length(function) for module in OURS for function in module.functions()}
    assert {where: lines for where, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_a_file_is_named_after_what_is_in_it() -> None:
    words = {str(m): {word for part in m.path.with_suffix("").parts for word in part.split("_")} for m in WHOLE}
    assert [where for where, found in words.items() if found & NOT_A_NAME] == []


def test_nothing_is_imported_inside_a_function() -> None:
    inside = ((m, node) for m in WHOLE for function in m.functions() for node in ast.walk(function))
    assert [f"{m}:{node.lineno}" for m, node in inside if isinstance(node, ast.Import | ast.ImportFrom)] == []


def test_only_the_shell_catches_everything_and_only_once() -> None:
    broad = [m.name for m in OURS for n in ast.walk(m.tree) if isinstance(n, ast.ExceptHandler) and _is_broad(n)]
    assert broad in ([], [SHELL])


def _is_broad(handler: ast.ExceptHandler) -> bool:
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set[str]()
    return handler.type is None or bool(names & {"Exception", "BaseException"})


def test_importing_a_module_does_no_work() -> None:
    done = [
        f"{m}:{call.lineno} {_called(call)}" for m in OURS for call in _calls_at_the_top(m) if _called(call) in WORKS
    ]
    assert done == []
    acts = ast.For | ast.While | ast.With | ast.Try | ast.Expr
    statements = ((m, node) for m in OURS if m.name != ALEMBIC for node in m.tree.body if isinstance(node, acts))
    assert [f"{m}:{node.lineno}" for m, node in statements if not _is_text(node)] == []


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _calls_at_the_top(module: Module) -> Iterator[ast.Call]:
    for node in module.tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            yield from (inner for inner in ast.walk(node.value) if isinstance(inner, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_the_method_needs_only_the_standard_library() -> None:
    allowed = {*sys.stdlib_module_names, "canvas"}
    assert [f"{m}: {name}" for m in modules("canvas") for name, _ in m.imports() if _root(name) not in allowed] == []


def test_the_method_neither_reads_nor_writes_nor_asks_for_the_time() -> None:
    method = modules("canvas")
    assert [f"{m}: {name}" for m in method for name, _ in m.imports() if _root(name) in CLOCKS_AND_IO] == []
    calls = ((m, node) for m in method for node in ast.walk(m.tree) if isinstance(node, ast.Call))
    assert [f"{m}:{call.lineno}" for m, call in calls if _called(call) in {"now", "today", "open", "print"}] == []


def _root(name: str) -> str:
    return name.partition(".")[0]


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.path.parent for module in WHOLE}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").is_file()] == []


def test_nothing_is_left_for_later() -> None:
    assert [str(m) for m in WHOLE if LATER.search((ROOT / m.path).read_text(encoding="utf-8"))] == []
