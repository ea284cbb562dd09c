"""Whether the revisions lead, in one line, to exactly the tables that the code describes."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage.engines import reading_engine
from storage.migrate import migrate, scripts
from storage.tables import METADATA


def problems(url: str) -> list[str]:
    """Migrate the database at `url` and return a sentence for everything that is not as it should be."""
    heads = scripts().get_heads()
    if len(heads) != 1:
        return [f"There must be one newest revision, but there are {len(heads)}: {', '.join(heads)}."]
    migrate(url)
    engine = reading_engine(url, 1)
    try:
        with engine.connect() as connection:
            found = compare_metadata(MigrationContext.configure(connection), METADATA)
    finally:
        engine.dispose()
    return [f"The revisions and the tables differ: {difference}" for difference in found]


def main() -> int:
    """Check on a temporary SQLite file; print what is wrong and return 1, else 0."""
    with TemporaryDirectory() as folder:
        found = problems(f"sqlite:///{Path(folder) / 'check.db'}")
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
