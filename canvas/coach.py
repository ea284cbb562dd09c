"""The coach: rules that ask a question, at most three at a time, the weightiest first."""

from collections.abc import Collection
from types import MappingProxyType
from typing import Final

from canvas.defaults import FINDINGS
from canvas.rules import evidence, offer, profile, team
from canvas.situation import Finding, Rule, Severity, Situation

RULES: Final = MappingProxyType(
    {rule.key: rule for rule in (*profile.RULES, *offer.RULES, *evidence.RULES, *team.RULES)}
)
TEXT: Final = "text"  # in `off`: all rules that guess from words
ORDER: Final = tuple(Severity)


def coach(
    now: Situation,
    *,
    accepted: Collection[tuple[str, str | None]] = (),
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
        if _speaks(rule, now, off) and (to_facilitator or not rule.facilitator_only)
        for finding in rule.check(now)
        if (finding.rule, finding.target) not in accepted
    ]
    seen: dict[str, int] = {}
    places: list[tuple[int, int, int]] = []
    for place, finding in enumerate(found):
        places.append((ORDER.index(finding.severity), seen.get(finding.rule, 0), place))
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
    return [found[place] for _, _, place in sorted(places)][:most]


def _speaks(rule: Rule, now: Situation, off: Collection[str]) -> bool:
    if rule.key in off or (rule.text and TEXT in off):
        return False
    return now.moment is None or now.moment in rule.moments
