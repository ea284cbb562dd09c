"""Column types of the revisions: frozen, while those of `storage.tables` may change."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

MOMENT = sa.BigInteger().with_variant(TIMESTAMP(timezone=True), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def words(*names: str) -> list[sa.Column[str]]:
    """Return columns of text; empty text stands for nothing."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    """Return a column of whole numbers."""
    return sa.Column(name, NUMBER, nullable=nullable, autoincrement=False)


def refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    """Return a reference to a row of the same team."""
    return sa.ForeignKeyConstraint(["team", column], [f"{table}.team", f"{table}.id"])


def own_id() -> sa.Column[int]:
    """Return a primary key that the database counts."""
    return sa.Column("id", NUMBER, primary_key=True)


def moment(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """Return a column of moments."""
    return sa.Column(name, MOMENT, nullable=nullable)


def document(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a column of JSON."""
    return sa.Column(name, DOCUMENT, nullable=nullable)


def share(name: str, *, nullable: bool = False) -> "sa.Column[float]":
    """Return a column of fractions."""
    return sa.Column(name, sa.Double(), nullable=nullable)


def flag(name: str) -> sa.Column[bool]:
    """Return a column that says yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)
