"""Emoji by the names that Slack gives them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

CODE: Final = re.compile(r":([a-z0-9_+'-]{1,60}):(?::skin-tone-[2-6]:)?")
QUICK: Final = ("+1", "x")
OFFERED: Final = (
    "+1", "x", "white_check_mark", "eyes", "tada", "heart", "rocket", "thinking_face", "bulb", "fire", "clap", "pray",
    "raised_hands", "joy", "smile", "cry", "warning", "question", "100", "star", "dart", "wave", "-1", "seedling",
)  # fmt: skip


@cache
def _table() -> dict[str, str]:
    return json.loads((Path(__file__).parent / "emoji.json").read_text(encoding="utf-8"))


def character(name: str) -> str:
    """Return the emoji of a name; an unknown one stays as it is typed."""
    return _table().get(name.partition("::")[0], f":{name}:")


def shown(words: str) -> str:
    """Return words with the emoji that they name."""
    return CODE.sub(lambda found: _table().get(found[1], found[0]), words)
