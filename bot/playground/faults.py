"""What can go wrong between Slack and an app, switched on by a test, call by call."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What happens to one call of the Web API, or to one delivery (`method` "deliver")."""

    LOSE_ANSWER = "lose_answer"  # it is done, and the connection drops before the answer
    FAIL_BEFORE = "fail_before"  # 500, and nothing is done
    FAIL_AFTER = "fail_after"  # it is done, and the answer is 500
    TOO_MANY = "too_many"  # 429 with Retry-After
    NO_ANSWER = "no_answer"  # a delivery whose answer does not come in time


@dataclass
class Faults:
    """Faults that wait for their call, in order."""

    planned: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict[str, deque[Fault]](deque))
    event_copies: int = 1
    app_down: bool = False

    def plan(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method meet these faults, one each."""
        self.planned[method].extend(faults)

    def next(self, method: str) -> Fault | None:
        """Return the fault that this call meets, if any."""
        waiting = self.planned[method]
        return waiting.popleft() if waiting else None

    def repeat_events(self, times: int) -> None:
        """Deliver every event so many times."""
        self.event_copies = times
