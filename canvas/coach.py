"""The coach: rules that ask a question, at most three at a time, the weightiest first."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from canvas.defaults import FINDINGS
from canvas.rules import evidence, offer, profile, team
from canvas.situation import Finding, Severity, Situation

ALL: Final = {rule.key: rule for rule in (*profile.RULES, *offer.RULES, *evidence.RULES, *team.RULES)}
RULES: Final = MappingProxyType(ALL)
TEXT: Final = "text"  # in `off`: all rules that guess from words
ORDER: Final = tuple(Severity)


def coach(
    now: Situation,
    *,
    accepted: Collection[tuple[str, str]] = (),
    off: Collection[str] = (),
    to_facilitator: bool = False,
    most: int | None = FINDINGS,
) -> list[Finding]:
    """Return what the coach asks now, at most `most` (None: all), the weightiest first, a rule's first one in front.

    `accepted` are (rule, target) that people chose to live with; `off` are keys of rules, or `coach.TEXT`. What is
    only for the facilitator is left out unless it goes to them.
    """
    found = [
        finding
        for rule in RULES.values()
        if rule.speaks(now) and is_on(rule.key, off) and (to_facilitator or not rule.facilitator_only)
        for finding in rule.check(now)
        if (finding.rule, finding.target) not in accepted
    ]
    if not found:
        return []
    seen: dict[str, int] = {}
    places: list[tuple[int, int, int]] = []
    for place, finding in enumerate(found):
        places.append((ORDER.index(finding.severity), seen.get(finding.rule, 0), place))
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
    return [found[place] for _, _, place in sorted(places)][:most]


def version_of(key: str) -> int:
    """Return the version of a rule; 0 of one that there is no more."""
    return RULES[key].version if key in RULES else 0


def is_for_facilitator(key: str) -> bool:
    """Tell whether only who leads is shown what a rule finds."""
    return key in RULES and RULES[key].facilitator_only


def is_on(key: str, off: Collection[str]) -> bool:
    """Tell whether a workshop wants to be asked by a rule; `off` is what it has switched off."""
    return key not in off and not (RULES[key].text and TEXT in off)
