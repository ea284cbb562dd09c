"""What has been acknowledged is there after a SIGKILL."""

from multiprocessing import get_context
from random import Random
from typing import Protocol

from sqlalchemy import select

from storage.database import Database
from storage.tables.outbox import GESTURES
from tests.storage.writing import write_until_killed

KILLS = 20


def test_nothing_acknowledged_is_missing_after_twenty_kills(database_url: str) -> None:
    nursery = get_context("forkserver")
    nursery.set_forkserver_preload(["tests.storage.writing"])
    chance = Random(20)
    acknowledged: set[str] = set()
    for life in range(KILLS):
        hears, says = nursery.Pipe(duplex=False)
        process = nursery.Process(target=write_until_killed, args=(database_url, life, says))
        process.start()
        says.close()
        acknowledged |= {hears.recv() for _ in range(chance.randint(1, 60))}
        process.kill()
        process.join()
        acknowledged |= _rest(hears)
    database = Database(database_url)
    kept = database.read_now("T1", lambda tx: set(tx.connection.execute(select(GESTURES.c.id)).scalars()))
    database.close()
    assert acknowledged <= kept
    assert len(kept - acknowledged) <= KILLS, "at most the one that was under way"


class Hears(Protocol):
    """The end of a pipe at which words arrive."""

    def recv(self) -> str:
        """Return the next word. Raises EOFError when nobody is left to say one."""
        ...

    def close(self) -> None:
        """Hear no more."""
        ...


def _rest(hears: Hears) -> set[str]:
    """Return what had been said before the kill and not heard."""
    said: set[str] = set()
    try:
        while True:
            said.add(hears.recv())
    except EOFError:
        hears.close()
        return said
