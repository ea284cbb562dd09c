"""All tables, by topic. Every row carries its team."""

from sqlalchemy import MetaData

from storage.tables import cards, guidance, notes, outbox, people, proof, talk, time, walls, workshops
from storage.tables.columns import Root

__all__ = [
    "METADATA",
    "cards",
    "guidance",
    "notes",
    "outbox",
    "people",
    "proof",
    "talk",
    "time",
    "walls",
    "workshops",
]

METADATA: MetaData = Root.metadata
