"""Who is in the team, and who is missing: functions, the three lenses they see through, and groups of a large team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from canvas.board import Member, Segment
from canvas.defaults import TEAM_FULL_FUNCTIONS, TEAM_GROUP, TEAM_TABLE, TEAM_WEIGHTS
from canvas.method import CUSTOMER_FACING, KINDS, LENS_WORDS, LENSES
from canvas.ranking import PROFILE

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The active members, their functions, the lenses nobody has, the score (0 to 1)."""

    members: tuple[Member, ...]
    functions: tuple[str, ...]
    missing: tuple[str, ...]
    meets_customers: bool
    score: float


def assemble(members: Iterable[Member]) -> Team:
    """Return the team of the members who have not left."""
    active = tuple(member for member in members if member.is_here)
    functions = tuple(dict.fromkeys(member.function for member in active if member.function))
    missing = tuple(lens for lens, owners in LENSES.items() if not set(owners) & set(functions))
    meets_customers = bool(set(CUSTOMER_FACING) & set(functions))
    shares = (
        min(1.0, len(functions) / TEAM_FULL_FUNCTIONS),
        1 - len(missing) / len(LENSES),
        float(meets_customers),
    )
    score = sum(weight * share for weight, share in zip(TEAM_WEIGHTS, shares, strict=True))
    return Team(members=active, functions=functions, missing=missing, meets_customers=meets_customers, score=score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of a large team: what it looks after, who is in it by their own choice, and whom it would suit.

    Those who have not chosen are `suggested`, so that each group has many functions.
    """

    name: str
    owns: tuple[str, ...]
    chosen: tuple[Member, ...]
    suggested: tuple[Member, ...]


def groups(members: Iterable[Member], segments: Iterable[Segment]) -> tuple[Group, ...]:
    """Return groups of four to six for a team that is too large to talk together; none for a smaller one.

    Each looks after segments of its own, or where there are fewer segments than groups after blocks of the profile.
    """
    active = [member for member in members if member.is_here]
    if len(active) <= TEAM_TABLE:
        return ()
    names = [f"Group {letter}" for letter in LETTERS[: round(len(active) / TEAM_GROUP)]]
    owns = _owns([segment for segment in segments if segment.state == "open"], len(names))
    chosen = {name: [member for member in active if member.working_group == name] for name in names}
    dealt = {name: list(own) for name, own in chosen.items()}
    # Functions one after another, each to the smallest group that has the fewest of it.
    for member in sorted((one for one in active if one.working_group not in chosen), key=lambda one: one.function):
        dealt[min(names, key=lambda name: (len(dealt[name]), _same(dealt[name], member)))].append(member)
    return tuple(
        Group(
            name=name,
            owns=own,
            chosen=tuple(chosen[name]),
            suggested=tuple(member for member in dealt[name] if member not in chosen[name]),
        )
        for name, own in zip(names, owns, strict=True)
    )


def _same(group: Iterable[Member], member: Member) -> int:
    return sum(one.function == member.function for one in group)


def _owns(segments: Sequence[Segment], count: int) -> list[tuple[str, ...]]:
    """Return what each of so many groups looks after."""
    if len(segments) >= count:
        names = [segment.name for segment in segments]
        return [tuple(names[i::count]) for i in range(count)]
    blocks = [KINDS[block].plural for block in PROFILE]
    parts = [f"{block} of {segment.name}" for segment in segments for block in blocks] or blocks
    return [tuple(parts[i::count]) or (parts[i % len(parts)],) for i in range(count)]


def lacking(missing: Iterable[str]) -> str:
    """Say which points of view nobody has, in plain words, with functions that would bring them; never persons."""
    told = [f"{LENS_WORDS[lens]} ({', '.join(_examples(lens))} …)" for lens in missing]
    return f"Nobody here yet speaks for {' or '.join(told)}." if told else ""


def _examples(lens: str) -> list[str]:
    """Return functions that bring a lens; first those that bring no other."""
    others = [owner for other, owners in LENSES.items() if other != lens for owner in owners]
    return sorted(LENSES[lens], key=lambda owner: owner in others)[:EXAMPLES]
