"""What is promised of the program, and what was measured: a bound that is missed ends the benchmarks with an error."""

from dataclasses import dataclass, field


@dataclass
class Bounds:
    """The bounds that were looked at; `missed` are sentences about those that do not hold."""

    missed: list[str] = field(default_factory=list[str])

    def at_most(self, what: str, found: float, most: float) -> None:
        """Look whether something is small enough."""
        if found > most:
            self.missed.append(f"{what}: {found:.2f}, at most {most:g}")

    def at_least(self, what: str, found: float, least: float) -> None:
        """Look whether something is large enough."""
        if found < least:
            self.missed.append(f"{what}: {found:.2f}, at least {least:g}")

    def end(self) -> None:
        """Tell what was missed and end the program with an error; do nothing when all bounds hold."""
        if self.missed:
            raise SystemExit("\n".join(["", "MISSED", *self.missed]))
