"""Who is in the team, and who is missing: functions, and the three lenses they see through."""

from collections.abc import Iterable
from dataclasses import dataclass

from canvas.board import Member
from canvas.defaults import TEAM_FULL_FUNCTIONS, TEAM_WEIGHTS
from canvas.method import CUSTOMER_FACING, LENSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The active members, their functions, the lenses nobody has (and the functions to invite), the score (0 to 1)."""

    members: tuple[Member, ...]
    functions: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]
    meets_customers: bool
    score: float


def assemble(members: Iterable[Member]) -> Team:
    """Return the team of the members who have not left."""
    active = tuple(member for member in members if member.is_here)
    functions = tuple(dict.fromkeys(member.function for member in active if member.function))
    missing = {lens: owners for lens, owners in LENSES.items() if not set(owners) & set(functions)}
    meets_customers = bool(set(CUSTOMER_FACING) & set(functions))
    shares = (
        min(1.0, len(functions) / TEAM_FULL_FUNCTIONS),
        1 - len(missing) / len(LENSES),
        float(meets_customers),
    )
    score = sum(weight * share for weight, share in zip(TEAM_WEIGHTS, shares, strict=True))
    return Team(members=active, functions=functions, missing=missing, meets_customers=meets_customers, score=score)
