"""A process that writes until it is killed, and says what has been acknowledged."""

from itertools import count
from multiprocessing.connection import Connection

from storage.database import Database
from tests.storage.world import actor


def write_until_killed(url: str, life: int, said: Connection) -> None:
    """Write gestures one by one; each is said once it is acknowledged."""
    database = Database(url)
    for number in count():
        gesture = f"{life}-{number}"
        database.write_now(actor(gesture), lambda tx, gesture=gesture: tx.gestures.insert(gesture))
        said.send(gesture)
