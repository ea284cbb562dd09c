"""The canvas: workshops, notes and what is said about them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import moment, number, own_id, share, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "note_keys",
    "workshops",
    "decisions",
    "hypotheses",
    "members",
    "segments",
    "choices",
    "notes",
    "numbers",
    "codes",
    "links",
    "ratings",
    "votes",
    "evidence",
)


def upgrade() -> None:
    _note_keys()
    _workshops()
    _decisions()
    _hypotheses()
    _members()
    _segments()
    _choices()
    _notes()
    _numbers()
    _codes()
    _links()
    _ratings()
    _votes()
    _evidence()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _note_keys() -> None:
    op.create_table(
        "note_keys",
        number("segment_id"),
        *words("block"),
        number("key"),
        number("note_id"),
        *words("team"),
        sa.PrimaryKeyConstraint("segment_id", "block", "key", "note_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_note_keys_note_id", "note_keys", ["note_id"])


def _workshops() -> None:
    op.create_table(
        "workshops",
        own_id(),
        *words("team", "channel", "name", "goal", "decision", "why_now"),
        number("step"),
        *words("state", "pace", "time_zone", "facilitator", "stand_in"),
        moment("created"),
    )
    op.create_index("ix_workshops_team_channel", "workshops", ["team", "channel"])
    op.create_index(
        "uq_workshops_open",
        "workshops",
        ["team", "channel"],
        unique=True,
        sqlite_where=sa.text("state != 'finished'"),
        postgresql_where=sa.text("state != 'finished'"),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        *words("kind", "origin", "target", "reason", "user"),
        moment("at"),
    )
    op.create_index("ix_decisions_workshop_id", "decisions", ["workshop_id"])


def _hypotheses() -> None:
    op.create_table(
        "hypotheses",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        *words("code", "area", "text"),
        number("importance", nullable=True),
        *words("state", "about"),
    )
    op.create_index("uq_hypotheses_workshop_id_code", "hypotheses", ["workshop_id", "code"], unique=True)


def _members() -> None:
    op.create_table(
        "members",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        *words("user", "function"),
        moment("joined"),
        moment("left", nullable=True),
    )
    op.create_index("uq_members_workshop_id_user", "members", ["workshop_id", "user"], unique=True)


def _segments() -> None:
    op.create_table(
        "segments",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("number"),
        *words("name", "state"),
    )
    op.create_index("uq_segments_workshop_id_number", "segments", ["workshop_id", "number"], unique=True)


def _choices() -> None:
    op.create_table(
        "choices",
        number("workshop_id", "workshops"),
        *words("user", "team"),
        number("segment_id", "segments"),
        sa.PrimaryKeyConstraint("workshop_id", "user"),
    )


def _notes() -> None:
    op.create_table(
        "notes",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("segment_id", "segments"),
        *words("code", "block", "subtype", "text", "detail", "measure", "state", "author"),
        moment("created"),
        moment("updated"),
        *words("source_channel", "source_ts"),
        number("source_line"),
    )
    op.create_index("ix_notes_source", "notes", ["team", "source_channel", "source_ts"])
    op.create_index("ix_notes_workshop_id", "notes", ["workshop_id"])
    op.create_index("uq_notes_segment_id_code", "notes", ["segment_id", "code"], unique=True)


def _numbers() -> None:
    op.create_table(
        "numbers",
        number("segment_id", "segments"),
        *words("block", "team"),
        number("last"),
        sa.PrimaryKeyConstraint("segment_id", "block"),
    )


def _codes() -> None:
    op.create_table(
        "codes",
        number("segment_id", "segments"),
        *words("code", "team"),
        number("note_id", "notes"),
        *words("block"),
        sa.PrimaryKeyConstraint("segment_id", "code"),
    )
    op.create_index("ix_codes_note_id", "codes", ["note_id"])


def _links() -> None:
    op.create_table(
        "links",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("source_id", "notes"),
        number("target_id", "notes"),
        share("strength"),
        *words("state"),
    )
    op.create_index("ix_links_target_id", "links", ["target_id"])
    op.create_index("ix_links_workshop_id", "links", ["workshop_id"])
    op.create_index("uq_links_source_id_target_id", "links", ["source_id", "target_id"], unique=True)


def _ratings() -> None:
    op.create_table(
        "ratings",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("note_id", "notes"),
        *words("user"),
        number("value"),
    )
    op.create_index("ix_ratings_workshop_id", "ratings", ["workshop_id"])
    op.create_index("uq_ratings_note_id_user", "ratings", ["note_id", "user"], unique=True)


def _votes() -> None:
    op.create_table(
        "votes",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("note_id", "notes"),
        *words("user"),
        number("dots"),
    )
    op.create_index("ix_votes_workshop_id", "votes", ["workshop_id"])
    op.create_index("uq_votes_note_id_user", "votes", ["note_id", "user"], unique=True)


def _evidence() -> None:
    op.create_table(
        "evidence",
        own_id(),
        *words("team"),
        number("workshop_id", "workshops"),
        number("note_id", "notes", nullable=True),
        number("link_id", "links", nullable=True),
        *words("direction"),
        number("tier"),
        *words("text", "source", "permalink", "added_by"),
        moment("at"),
        *words("state"),
    )
    op.create_index("ix_evidence_link_id", "evidence", ["link_id"])
    op.create_index("ix_evidence_note_id", "evidence", ["note_id"])
    op.create_index("ix_evidence_workshop_id", "evidence", ["workshop_id"])
