"""A process that writes until it is killed, and says what has been acknowledged."""

from itertools import count
from typing import Protocol

from storage.database import Database
from tests.storage.world import actor


class Says(Protocol):
    """The end of a pipe into which words are put."""

    def send(self, word: str, /) -> None:
        """Say a word."""
        ...


def write_until_killed(url: str, life: int, said: Says) -> None:
    """Write gestures one by one; each is said once it is acknowledged."""
    database = Database(url)
    for number in count():
        gesture = f"{life}-{number}"
        database.write_now(actor(gesture), lambda tx, gesture=gesture: tx.gestures.insert(gesture))
        said.send(gesture)
