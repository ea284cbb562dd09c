"""Everybody who watches. What changes is read and encoded once for each workshop, and shared by all its viewers.

Nothing runs and nothing is read while nobody watches. A viewer who is slow gets the newest state only.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from bot.wall.frames import Frame, beat, event, told
from handlers.paper.wall_view import Clocks, encoded
from handlers.place import board_for_all
from storage.database import Database
from storage.transaction import Transaction
from storage.walls import Wall

log = logging.getLogger(__name__)

EVERY: Final = 1.0  # seconds; changes made by other processes are found this soon
PACE: Final = 0.1  # seconds between two readings: a burst of changes is one picture
BEAT: Final = 15.0  # seconds; proxies cut lines that are silent for longer
BEHIND: Final = 1000  # ids: on PostgreSQL a change may be committed after one with a higher id
AT_ONCE: Final = 2  # knocks that are looked up together, so that the bot's own readings never wait for strangers
MOST: Final = 2000  # viewers of this process


@dataclass(slots=True, eq=False)
class _Room:
    """The viewers of one workshop. `moved` is set, and replaced, when there is something new for them."""

    workshop: int
    seen: int = -1  # the newest change that `state` shows
    state: Frame | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    walls: dict[int, int] = field(default_factory=dict[int, int])  # Wall.id -> its viewers

    def move(self) -> None:
        self.moved.set()
        self.moved = asyncio.Event()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One look at the database: the highest change, what has changed, and which links have ended."""

    top: int
    states: Mapping[int, tuple[int, Frame]]
    ended: frozenset[int]


class Viewers:
    """Watches over the watched workshops, and tells their viewers what is new."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        """Read from `database`."""
        self._database = database
        self._now = now
        self._rooms: dict[int, _Room] = {}
        self._ended: set[int] = set()
        self._top = 0
        self._poked = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None
        self._knocks = asyncio.Semaphore(AT_ONCE)
        self._closed = False
        self.count = 0

    def changed(self) -> None:
        """Say that something may have changed; costs nothing while nobody watches."""
        if self._rooms:
            self._poked.set()

    async def knock(self, token: str) -> Wall | None:
        """Return the link of a token, if it lets anybody in."""
        async with self._knocks:
            return await self._database.read("", lambda tx: tx.walls.knocked(token))

    async def close(self) -> None:
        """Let all viewers go, and watch no more."""
        self._closed = True
        self._poked.set()
        self._rouse()
        if self._watching:
            await asyncio.wait({self._watching})

    async def watch(self, wall: Wall, last: str = "") -> AsyncGenerator[Frame]:
        """Give what a viewer of a link is sent: the state, unless `last` is its version, then what is new.

        It ends when the link does, or the program.
        """
        room = self._enter(wall)
        try:
            yield told("hello", now=self._now().isoformat(), until=wall.expires.isoformat())
            while not self._closed:
                moved = room.moved
                if wall.id in self._ended:
                    yield told("over")
                    return
                if room.state and room.state.version != last:
                    last = room.state.version
                    yield room.state
                elif not await _set_within(moved, BEAT):
                    self._keep_watching()
                    yield beat()
        finally:
            self._leave(room, wall)

    def _enter(self, wall: Wall) -> _Room:
        room = self._rooms.setdefault(wall.workshop, _Room(wall.workshop))
        room.walls[wall.id] = room.walls.get(wall.id, 0) + 1
        self.count += 1
        self._keep_watching()
        if room.state is None:
            self._poked.set()
        return room

    def _keep_watching(self) -> None:
        """Begin to watch, also again after what nobody has foreseen."""
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch())

    def _leave(self, room: _Room, wall: Wall) -> None:
        self.count -= 1
        room.walls[wall.id] -= 1
        if not room.walls[wall.id]:
            del room.walls[wall.id]
            self._ended.discard(wall.id)
        if not room.walls:
            del self._rooms[room.workshop]
            self._poked.set()  # with the last one the watching ends

    async def _watch(self) -> None:
        while self._rooms and not self._closed:
            self._poked.clear()
            try:
                moved = await self._look()
            except SQLAlchemyError:
                log.warning("the wall can't be read; it is tried again in %s s", EVERY, exc_info=True)
                moved = False
            if moved:
                await asyncio.sleep(PACE)
            await _set_within(self._poked, EVERY)

    async def _look(self) -> bool:
        """Read what is new; return whether anything was."""
        known = {room.workshop: room.seen for room in self._rooms.values()}
        walls = [wall for room in self._rooms.values() for wall in room.walls]
        found = await self._database.read("", partial(_read, known, walls, max(0, self._top - BEHIND)))
        self._top = found.top
        self._ended |= found.ended.intersection(wall for room in self._rooms.values() for wall in room.walls)
        moved = False
        for room in self._rooms.values():
            if room.workshop in found.states:
                room.seen, state = found.states[room.workshop]
                moved = moved or room.state is None or state.version != room.state.version
                room.state = state
        if moved or found.ended:
            self._rouse()
        return moved

    def _rouse(self) -> None:
        for room in self._rooms.values():
            room.move()


def _read(known: Mapping[int, int], walls: Collection[int], after: int, tx: Transaction) -> _Reading:
    top, newest = tx.history.moved(after, known)
    stale = {workshop: newest.get(workshop, 0) for workshop, seen in known.items() if newest.get(workshop, 0) > seen}
    states = {workshop: (change, _state(workshop, tx)) for workshop, change in stale.items()}
    ended = frozenset(wall.id for wall in tx.walls.among(walls) if not wall.works(tx.at))
    return _Reading(top, states, ended)


def _state(workshop: int, tx: Transaction) -> Frame:
    rounds = {(one.segment, one.block): one.round for one in tx.rounds.of(workshop)}
    clocks = Clocks(tx.history.step_since(workshop), rounds)
    data = encoded(board_for_all(tx, tx.workshops.board(workshop)), clocks, tx.at)
    return event("canvas", data, sha256(data).hexdigest()[:16])


async def _set_within(happened: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await happened.wait()
    return happened.is_set()
