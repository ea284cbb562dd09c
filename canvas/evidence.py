"""How far evidence carries a claim. What customers do counts more than what they say, and all of it fades."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from canvas.board import Evidence, Workshop
from canvas.defaults import CONTESTED, HALF_LIFE, HALF_LIVES, TIER_CAPS, TIER_HALF_POINTS
from canvas.method import DIRECTIONS
from canvas.numbers import number
from canvas.text import clean, unquote

DAY = timedelta(days=1)
UNKEPT = "(words not kept)"  # stands where somebody did not want their words to be kept
DELETED = "#deleted"  # ends the address of a message that has been deleted since
ELSEWHERE = "(said in another channel)"  # what people of other organisations read instead of such words
FORGOTTEN = "Forgotten source"  # and a number stand where somebody did not want to be known
# The words in quotes, a dash, and who said them. Without quotes a dash is only punctuation.
SIDE = re.compile(rf"(?:{'|'.join(DIRECTIONS)})\b")  # small, as people type it; a sentence begins with a capital
SAID = re.compile(r"[:“\"«„A-Z]")
CHANNEL = re.compile(r"/archives/([A-Z0-9]+)/")
QUOTED = re.compile(r"[“\"«„](?P<quote>.+)[”\"»“]\s*(?:[-–—]+|,|\()\s*(?P<source>[^“”\"«»]+?)\)?", re.DOTALL)


class Carries(StrEnum):
    """How much a claim rests on, in a word."""

    ASSUMPTION = "assumption"
    SOME = "some"
    SUPPORTED = "supported"
    STRONG = "strong"
    PROVEN = "proven"


BANDS = ((0.85, Carries.PROVEN), (0.60, Carries.STRONG), (0.30, Carries.SUPPORTED), (0.10, Carries.SOME))


class Grounds(NamedTuple):
    """What a claim rests on: `for_` and `against`, each 0 to 1, and the highest tier for it (0 without any)."""

    for_: float = 0.0
    against: float = 0.0
    tier: int = 0

    @property
    def value(self) -> float:
        """The evidence that is left, 0 to 1."""
        return max(0.0, self.for_ - self.against)

    @property
    def contested(self) -> bool:
        """Whether there is something on both sides."""
        return min(self.for_, self.against) >= CONTESTED

    @property
    def band(self) -> Carries:
        """The value in a word."""
        return next((band for least, band in BANDS if self.value >= least), Carries.ASSUMPTION)


NOTHING = Grounds()
USUAL: Mapping[str, float] = {"": HALF_LIFE, **HALF_LIVES}


def half_lives(workshop: Workshop) -> Mapping[str, float]:
    """Return topic -> days after which half is left, as a workshop has it; "" is every other topic."""
    return {"": number(workshop, "half_life"), **{one: number(workshop, f"half_life_{one}") for one in HALF_LIVES}}


def assess(items: Iterable[Evidence], at: datetime, fades: Mapping[str, float] = USUAL) -> Grounds:
    """Return what `items` carry at a moment. What was removed or comes later does not count.

    `fades` is topic -> days after which half is left (`half_lives`).
    """
    backing, against = dict[int, dict[str, float]](), dict[int, dict[str, float]]()
    for item in items:
        if item.at <= at and item.state == "active":
            # Each source counts once, by its freshest item, and for as many people as it stands for.
            sources = (backing if item.direction == DIRECTIONS[0] else against).setdefault(item.tier, {})
            key = source_key(item)
            left = item.people * 2 ** (-((at - item.at) / DAY) / fades.get(item.topic, fades[""]))
            if left > sources.get(key, 0.0):
                sources[key] = left
    return Grounds(for_=_weigh(backing), against=_weigh(against), tier=max(backing, default=0))


def read_evidence(text: str) -> tuple[str, str]:
    """Split `“I gave up” – interview with a nurse` into the words and who they are from; else all of it is words."""
    whole = clean(text)
    found = QUOTED.fullmatch(whole)
    if found is None:
        return unquote(whole), ""
    return found["quote"].strip(), found["source"].strip()


def read_side(text: str) -> tuple[str, str]:
    """Take `against` or `for` off the front of evidence as typed; without one it speaks for.

    `for` is also how a sentence goes on (`for years they waited`), so before small letters it stays.
    """
    found = SIDE.match(text)
    rest = text[found.end() :].lstrip() if found else ""
    if not rest or (text.startswith("for") and not SAID.match(rest)):
        return "for", text
    return text[: found.end()] if found else "for", rest.lstrip(": ")


def came_from(item: Evidence) -> str:
    """Return the channel whose message an item was taken from; "" when it was typed here."""
    found = CHANNEL.search(item.permalink)
    return item.channel or (found[1] if found else "")


def for_outsiders(items: Iterable[Evidence], channel: str) -> list[Evidence]:
    """Return items as people of other organisations read them: of what was said in another channel not the words."""
    return [
        one if came_from(one) in {"", channel} else replace(one, text=ELSEWHERE, source="", permalink="")
        for one in items
    ]


def source_key(item: Evidence) -> str:
    """Return who an item is from. All that one person added without naming a source counts as one."""
    return _spelled(item.source) or f"unnamed, from {item.added_by}"


@lru_cache(maxsize=4096)  # asked for every piece of evidence each time a board is weighed
def _spelled(source: str) -> str:
    return " ".join(source.casefold().split())


def of_same_source(item: Evidence, items: Iterable[Evidence]) -> list[Evidence]:
    """Return all items from the source of one; without a named source only that one."""
    key = source_key(item)
    return [one for one in items if one.id == item.id or (item.source and source_key(one) == key)]


def forgotten_name(items: Iterable[Evidence]) -> str:
    """Return a name for a source to be forgotten, so that it still counts as one of its own."""
    taken = {item.source for item in items if item.source.startswith(FORGOTTEN)}
    return f"{FORGOTTEN} {len(taken) + 1}"


def _weigh(tiers: Mapping[int, Mapping[str, float]]) -> float:
    """Return what sources carry, given as tier -> source -> what age has left of it."""
    if not tiers:
        return 0.0
    left = 1.0
    for tier, sources in tiers.items():
        left *= 1 - TIER_CAPS[tier] * (1 - 2 ** (-sum(sources.values()) / TIER_HALF_POINTS[tier]))
    return min(TIER_CAPS[max(tiers)], 1 - left)
