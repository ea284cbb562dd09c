"""Links to the wall."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Root, refers, table_of


class WallRow(Root):
    """A link to watch one workshop. Its token is not kept: `digest` knows it again, `seed` alone does not make it."""

    __tablename__ = "walls"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    user: Mapped[str]
    seed: Mapped[str]
    digest: Mapped[str]
    created: Mapped[datetime]
    expires: Mapped[datetime]
    revoked: Mapped[datetime | None]

    __table_args__ = (refers("workshop_id", "workshops"), Index("uq_walls_digest", "digest", unique=True))


WALLS = table_of(WallRow)
