"""A workshop that has begun, and the people in it, on either database."""

import pytest

from storage.database import Database
from tests.storage.world import People, World, actor, begin


@pytest.fixture
def world(database: Database) -> World:
    return database.write_now(actor("start"), begin)


@pytest.fixture
def people(database: Database, world: World) -> People:
    return People(database, world)
