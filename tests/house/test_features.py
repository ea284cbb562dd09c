"""A feature is one file in `handlers`, with its drawings in the file of the same name in `handlers/blocks`."""

import tomllib

from handlers.features import FEATURES
from tests.house.tree import ROOT, Module, modules

DIRECT = {
    module.path.stem: module
    for module in modules("handlers")
    if len(module.path.parts) == 2 and module.path.name != "__init__.py"
}
BLOCKS = [
    module
    for module in modules("handlers")
    if module.path.parent.name == "blocks" and module.path.name != "__init__.py"
]
REGISTERED = {feature.__name__.rpartition(".")[2] for feature in FEATURES}


def shared() -> set[str]:
    """Return what the import contract lets every feature use."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [c for c in project["tool"]["importlinter"]["contracts"] if c["type"] == "independence"]
    targets = [str(line).partition(" -> ")[2] for line in contract["ignore_imports"]]
    return {target.removeprefix("handlers.") for target in targets if "*" not in target}


def test_every_feature_is_registered() -> None:
    assert {name for name, module in DIRECT.items() if module.defines("register")} == REGISTERED


def test_what_features_share_listens_to_nothing() -> None:
    assert set(DIRECT) - REGISTERED - {"features"} == shared()


def test_a_drawing_belongs_to_its_feature_or_to_several() -> None:
    assert [str(module) for module in BLOCKS if module.path.stem not in REGISTERED and not _is_shared(module)] == []


def _is_shared(module: Module) -> bool:
    users = {other.name for other in modules("handlers", "bot") for name, _ in other.imports() if name == module.name}
    return len(users) > 1 or bool(users - {f"handlers.{name}" for name in REGISTERED})
