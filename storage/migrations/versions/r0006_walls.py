"""Links to the wall."""

from alembic import op

from storage.migrations.columns import moment, number, own_id, refers, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "walls",
        own_id(),
        *words("team", "user", "seed", "digest"),
        number("workshop_id"),
        moment("created"),
        moment("expires"),
        moment("revoked", nullable=True),
        refers("workshop_id", "workshops"),
    )
    op.create_index("ix_walls_workshop_id", "walls", ["workshop_id"])
    op.create_index("uq_walls_digest", "walls", ["digest"], unique=True)


def downgrade() -> None:
    op.drop_table("walls")
