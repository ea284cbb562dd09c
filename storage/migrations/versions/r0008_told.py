"""Whom the coach has asked about what by itself, and when it looks at a workshop's tests next."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import moment, number, refers, words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told",
        *words("team", "user", "rule", "target"),
        number("workshop_id"),
        moment("at"),
        sa.PrimaryKeyConstraint("team", "workshop_id", "user", "rule", "target"),
        refers("workshop_id", "workshops"),
    )
    op.create_table(
        "looks",
        *words("team"),
        number("workshop_id"),
        moment("due"),
        sa.PrimaryKeyConstraint("team", "workshop_id"),
        refers("workshop_id", "workshops"),
    )
    op.create_index("ix_looks_due", "looks", ["due"])


def downgrade() -> None:
    op.drop_table("looks")
    op.drop_table("told")
