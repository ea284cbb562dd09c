"""The conversation: messages, replies, deliveries, reminders, what happened, and what is known of Slack."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import document, flag, moment, number, own_id, refers, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "aside",
    "changes",
    "channel_members",
    "channels",
    "gestures",
    "lanes",
    "messages",
    "outbox",
    "people",
    "replies",
    "reminders",
    "reminder_runs",
)


def upgrade() -> None:
    _aside()
    _changes()
    _channel_members()
    _channels()
    _gestures()
    _lanes()
    _messages()
    _outbox()
    _people()
    _replies()
    _reminders()
    _reminder_runs()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _aside() -> None:
    op.create_table(
        "aside",
        own_id(),
        *words("team", "kind", "user", "channel", "text"),
        document("data"),
        *words("state"),
        moment("created"),
    )
    op.create_index("ix_aside_team_state_kind", "aside", ["team", "state", "kind"])


def _changes() -> None:
    op.create_table(
        "changes",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("user", "gesture"),
        moment("at"),
        *words("entity"),
        number("row_id"),
        document("before", nullable=True),
        document("after"),
        number("undoes", nullable=True),
    )
    op.create_index("ix_changes_entity_row_id", "changes", ["entity", "row_id"])
    op.create_index("ix_changes_undoes", "changes", ["undoes"])
    op.create_index("ix_changes_workshop_id_at", "changes", ["workshop_id", "at"])
    op.create_index("ix_changes_workshop_id_user_id", "changes", ["workshop_id", "user", "id"])


def _channel_members() -> None:
    op.create_table(
        "channel_members",
        *words("team", "channel"),
        document("users"),
        moment("fetched"),
        sa.PrimaryKeyConstraint("team", "channel"),
    )


def _channels() -> None:
    op.create_table(
        "channels",
        *words("team", "channel", "name"),
        flag("private"),
        moment("fetched"),
        sa.PrimaryKeyConstraint("team", "channel"),
    )


def _gestures() -> None:
    op.create_table(
        "gestures", *words("team", "id"), moment("at"), sa.PrimaryKeyConstraint("team", "id"), sqlite_with_rowid=False
    )
    op.create_index("ix_gestures_at", "gestures", ["at"])


def _lanes() -> None:
    op.create_table("lanes", *words("team", "lane"), moment("free_at"), sa.PrimaryKeyConstraint("team", "lane"))


def _messages() -> None:
    op.create_table(
        "messages",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("channel", "kind"),
        number("step"),
        number("segment_id"),
        *words("block"),
        number("round"),
        *words("subject"),
        sa.Column("ts", sa.Text(), nullable=True),
        moment("created"),
    )
    op.create_index("ix_messages_team_channel_ts", "messages", ["team", "channel", "ts"])
    op.create_index(
        "uq_messages_subject",
        "messages",
        ["team", "channel", "workshop_id", "kind", "step", "segment_id", "block", "round", "subject"],
        unique=True,
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        own_id(),
        *words("team", "lane", "method"),
        document("payload"),
        *words("drawing"),
        document("subject"),
        number("message_id", nullable=True),
        *words("key", "state"),
        flag("paced"),
        moment("not_before"),
        moment("lease_until", nullable=True),
        *words("owner"),
        number("attempts"),
        moment("tried", nullable=True),
        moment("created"),
        moment("sent", nullable=True),
        *words("ts", "error", "mark"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["state", "not_before"],
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["team", "lane", "id"],
        sqlite_where=sa.text("state IN ('waiting', 'sending') AND paced"),
        postgresql_where=sa.text("state IN ('waiting', 'sending') AND paced"),
    )
    op.create_index(
        "uq_outbox_key",
        "outbox",
        ["team", "key"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting' AND key != ''"),
        postgresql_where=sa.text("state = 'waiting' AND key != ''"),
    )


def _people() -> None:
    op.create_table(
        "people",
        *words("team", "user", "name", "zone"),
        flag("is_bot"),
        flag("deleted"),
        moment("fetched"),
        sa.PrimaryKeyConstraint("team", "user"),
    )


def _replies() -> None:
    op.create_table(
        "replies",
        *words("team", "channel", "ts", "user", "thread_ts"),
        number("message_id", nullable=True),
        *words("version"),
        flag("deleted"),
        *words("text"),
        sa.PrimaryKeyConstraint("team", "channel", "ts"),
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("day", "time", "time_zone"),
        moment("next_run"),
        *words("state"),
        refers("workshop_id", "workshops"),
    )
    op.create_index(
        "ix_reminders_due",
        "reminders",
        ["next_run"],
        sqlite_where=sa.text("state = 'on'"),
        postgresql_where=sa.text("state = 'on'"),
    )
    op.create_index("uq_reminders_team_id", "reminders", ["team", "id"], unique=True)
    op.create_index("uq_reminders_team_workshop_id", "reminders", ["team", "workshop_id"], unique=True)


def _reminder_runs() -> None:
    op.create_table(
        "reminder_runs",
        *words("team"),
        number("reminder_id"),
        moment("run"),
        sa.PrimaryKeyConstraint("team", "reminder_id", "run"),
        refers("reminder_id", "reminders"),
    )
