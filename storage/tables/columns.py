"""What all tables share: names of constraints, and how times, ids and JSON are stored."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, Dialect, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware moment, read back in UTC: microseconds since 1970 on SQLite, `timestamptz` on PostgreSQL.

    A datetime without a zone raises ValueError.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that this database stores."""
        return dialect.type_descriptor(
            TIMESTAMP(timezone=True) if dialect.name == "postgresql" else cast("TypeEngine[Any]", BigInteger())
        )

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        """Return what is stored for `value`."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value if dialect.name == "postgresql" else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - as SQLAlchemy declares it
        """Return the moment that was stored."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            return cast("datetime", value).astimezone(UTC)
        return _EPOCH + timedelta(microseconds=cast("int", value))


NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only in an INTEGER column
DOCUMENT = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

Id = Annotated[int, mapped_column(NUMBER, primary_key=True)]
Json = dict[str, Any]


class Root(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Moment(),
        str: Text(),
        int: NUMBER,
        Json: DOCUMENT,
        list[str]: DOCUMENT,
        list[int]: DOCUMENT,
        list[Json]: DOCUMENT,
    }


def refers(column: str, table: str) -> ForeignKeyConstraint:
    """Return a reference to a row of the same team: no row can ever point into another team's."""
    return ForeignKeyConstraint(["team", column], [f"{table}.team", f"{table}.id"])


def referable(table: str) -> Index:
    """Return the index by which rows of the same team refer to those of `table`."""
    return Index(f"uq_{table}_team_id", "team", "id", unique=True)


def table_of(row: type[Root]) -> Table:
    """Return the table that a row class describes."""
    return cast("Table", row.__table__)
