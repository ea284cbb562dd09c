"""The method in full: what follows from a learning, who decided, flavours, contexts, groups, numbers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import DOCUMENT, MOMENT, NUMBER, number, own_id, refers, words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NEW_COLUMNS: dict[str, tuple[str, ...]] = {
    "workshops": ("numbers", "reopens"),
    "members": ("working_group",),
    "notes": ("flavour", "context", "supporting_role", "moment", "early", "decided"),
    "links": ("decided",),
    "evidence": ("channel",),
    "tests": ("description",),
    "learnings": ("confidence",),
    "decisions": ("more",),
    "rounds": ("since",),
    "findings": ("version",),
}
MOMENTS = ("before", "during", "after")


def upgrade() -> None:
    for table, names in NEW_COLUMNS.items():
        for name in names:
            op.add_column(table, _column(name))
    _name_moments()
    texts = words("team", "of", "state", "reason", "owner")
    place = [number(name) for name in ("workshop_id", "learning_id", "claim_id")]
    op.create_table("consequences", own_id(), *texts, *place, refers("workshop_id", "workshops"))
    op.create_index("ix_consequences_workshop_id", "consequences", ["workshop_id"])
    op.create_index(
        "uq_consequences_learning_id_of_claim_id", "consequences", ["learning_id", "of", "claim_id"], unique=True
    )


def _column(name: str) -> "sa.Column[Any]":
    special: dict[str, sa.Column[Any]] = {
        "numbers": sa.Column("numbers", DOCUMENT, nullable=False, server_default="{}"),
        "more": sa.Column("more", DOCUMENT, nullable=False, server_default="{}"),
        "reopens": sa.Column("reopens", NUMBER, nullable=True),
        "early": sa.Column("early", sa.Boolean(), nullable=False, server_default=sa.false()),
        "decided": sa.Column("decided", sa.Double(), nullable=True),
        "confidence": sa.Column("confidence", NUMBER, nullable=False, server_default="0"),
        "version": sa.Column("version", NUMBER, nullable=False, server_default="1"),
        "since": sa.Column("since", MOMENT, nullable=True),
    }
    return special.get(name, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def _name_moments() -> None:
    """Take the moment of a pain, which stood at the end of its measure, into a column of its own."""
    notes = sa.table("notes", sa.column("measure", sa.Text()), sa.column("moment", sa.Text()))
    for key in MOMENTS:
        alone, end = f"{key} the job", f", {key} the job"
        op.execute(notes.update().where(notes.c.measure == alone).values(measure="", moment=key))
        without = sa.func.substr(notes.c.measure, 1, sa.func.length(notes.c.measure) - len(end))
        op.execute(notes.update().where(notes.c.measure.endswith(end)).values(measure=without, moment=key))


def downgrade() -> None:
    op.drop_table("consequences")
    notes = sa.table("notes", sa.column("measure", sa.Text()), sa.column("moment", sa.Text()))
    for key in MOMENTS:
        here, words = notes.c.moment == key, f"{key} the job"
        ended = sa.case((notes.c.measure == "", words), else_=notes.c.measure + f", {words}")
        op.execute(notes.update().where(here).values(measure=ended))
    for table, names in NEW_COLUMNS.items():
        for name in names:
            op.drop_column(table, name)
