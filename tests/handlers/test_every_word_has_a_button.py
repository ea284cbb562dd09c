"""Every word that can be typed can be clicked: a drawn button types it, or does the same under its own address."""

import ast
from collections.abc import Iterable

import pytest

from handlers.features import register_all
from handlers.surfaces import Surface, Surfaces
from tests.house.tree import modules

# A word -> the button or menu that does the same.
SAME = {
    "next": "steps.forward",
    "back": "steps.backward",
    "order": "ranking.order",
    "vote": "ranking.dots",
    "unseen": "rounds.begin",
    "differ": "differing.differ",
    "decide": "deciding.ask",
    "wrong": "cascade.ask",
    "move": "menu.choose",
    "worth": "menu.choose",
    "decline": "menu.choose",
    "segment split": "segments.choose",
    "segment merge": "segments.choose",
    "unmerge": "merging.apart",
    "canvas as": "snapshots.show",
}
# What has no button, and why.
TYPED_ONLY = {"step": "Next and Back lead to every step, one after another"}


def surfaces() -> Surfaces:
    found = Surfaces()
    register_all(found)
    return found


WORDS = surfaces().words()
BUTTONS = {address for surface, address in surfaces().listeners if surface is Surface.BUTTON}


def calls() -> Iterable[ast.Call]:
    """Yield every call in what is drawn, but for help: a word must be met where it is of use."""
    for module in modules("handlers"):
        if module.path.stem != "help":
            yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def is_again(call: ast.Call) -> bool:
    made = call.func
    return isinstance(made, ast.Attribute) and isinstance(made.value, ast.Name) and made.value.id == "again"


TYPED = {
    call.args[1].value
    for call in calls()
    if is_again(call) and len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
}
DRAWN = {
    node.value.partition(":")[0]
    for call in calls()
    for node in ast.walk(call)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


@pytest.mark.parametrize("word", sorted(set(WORDS) - set(TYPED_ONLY)))
def test_every_word_can_be_clicked(word: str) -> None:
    address = SAME.get(word, "")
    assert word in TYPED or (address in BUTTONS and address in DRAWN)


def test_the_exceptions_are_words_that_really_have_no_button() -> None:
    assert set(TYPED_ONLY) <= set(WORDS)
    assert not set(SAME) & TYPED
    assert set(SAME) <= set(WORDS)
