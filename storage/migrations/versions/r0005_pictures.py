"""Pictures of the canvas that Slack holds."""

from alembic import op

from storage.migrations.columns import moment, number, own_id, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("segment_id"),
        number("message_id"),
        *words("file", "digest", "error"),
        moment("created"),
    )
    op.create_index("ix_pictures_team_workshop_id", "pictures", ["team", "workshop_id"])


def downgrade() -> None:
    op.drop_table("pictures")
