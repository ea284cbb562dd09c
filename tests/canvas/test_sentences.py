"""Every sentence that refuses something says what to do next, in words that a person can read."""

import importlib
import inspect
import pkgutil
import re

import pytest

import canvas
from canvas.errors import RuleBroken

MODULES = [module.name for module in pkgutil.iter_modules(canvas.__path__) if module.name.endswith("errors")]
SENTENCES = [
    found
    for name in MODULES
    for found in vars(importlib.import_module(f"canvas.{name}")).values()
    if isinstance(found, type) and issubclass(found, RuleBroken) and found is not RuleBroken
]


@pytest.mark.parametrize("sentence", dict.fromkeys(SENTENCES), ids=lambda found: found.__name__)
def test_a_refusal_is_a_whole_sentence_with_its_values_filled_in(sentence: type[RuleBroken]) -> None:
    names = re.findall(r"\{(\w+)", sentence.__doc__ or "")
    placed = {"at": "field"} if "at" in inspect.signature(sentence).parameters else {}
    told = str(sentence(**placed, **dict.fromkeys(names, "this")))
    assert told
    assert "{" not in told
    assert told[0].isupper() or told[0] in "“0123456789" or told.startswith("this")
    assert told.rstrip("`”").endswith((".", "?", "!")) or told.endswith("`")
