"""Fewer indexes: keeping a note writes every one of its table's, so those that save little are not worth it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, *columns in (
        ("note_keys", "note_id"),
        ("notes", "source"),
        ("changes", "undoes"),
        ("changes", "workshop_id", "at"),
        ("gestures", "at"),
    ):
        op.drop_index("_".join(("ix", table, *columns)), table)
    from_a_reply = sa.text("source_ts != ''")
    op.create_index(
        "ix_notes_source",
        "notes",
        ["team", "source_channel", "source_ts"],
        sqlite_where=from_a_reply,
        postgresql_where=from_a_reply,
    )
    taken_back = sa.text("undoes IS NOT NULL")
    op.create_index("ix_changes_undoes", "changes", ["undoes"], sqlite_where=taken_back, postgresql_where=taken_back)


def downgrade() -> None:
    op.drop_index("ix_notes_source", "notes")
    op.drop_index("ix_changes_undoes", "changes")
    op.create_index("ix_note_keys_note_id", "note_keys", ["note_id"])
    op.create_index("ix_notes_source", "notes", ["team", "source_channel", "source_ts"])
    op.create_index("ix_changes_undoes", "changes", ["undoes"])
    op.create_index("ix_changes_workshop_id_at", "changes", ["workshop_id", "at"])
    op.create_index("ix_gestures_at", "gestures", ["at"])
