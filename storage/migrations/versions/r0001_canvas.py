"""The canvas: workshops, notes and what is said about them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import moment, number, own_id, refers, share, words

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
        *words("team"),
        number("segment_id"),
        *words("block"),
        number("key"),
        number("note_id"),
        sa.PrimaryKeyConstraint("team", "segment_id", "block", "key", "note_id"),
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
    op.create_index("uq_workshops_team_id", "workshops", ["team", "id"], unique=True)


def _decisions() -> None:
    op.create_table(
        "decisions",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("kind", "origin", "target", "reason", "user"),
        moment("at"),
        refers("workshop_id", "workshops"),
    )
    op.create_index("ix_decisions_workshop_id", "decisions", ["workshop_id"])


def _hypotheses() -> None:
    op.create_table(
        "hypotheses",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("code", "area", "text"),
        number("importance", nullable=True),
        *words("state", "about"),
        refers("workshop_id", "workshops"),
    )
    op.create_index("uq_hypotheses_workshop_id_code", "hypotheses", ["workshop_id", "code"], unique=True)


def _members() -> None:
    op.create_table(
        "members",
        own_id(),
        *words("team"),
        number("workshop_id"),
        *words("user", "function"),
        moment("joined"),
        moment("left", nullable=True),
        refers("workshop_id", "workshops"),
    )
    op.create_index("uq_members_workshop_id_user", "members", ["workshop_id", "user"], unique=True)


def _segments() -> None:
    op.create_table(
        "segments",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("number"),
        *words("name", "state"),
        refers("workshop_id", "workshops"),
    )
    op.create_index("uq_segments_team_id", "segments", ["team", "id"], unique=True)
    op.create_index("uq_segments_workshop_id_number", "segments", ["workshop_id", "number"], unique=True)


def _choices() -> None:
    op.create_table(
        "choices",
        *words("team"),
        number("workshop_id"),
        *words("user"),
        number("segment_id"),
        sa.PrimaryKeyConstraint("team", "workshop_id", "user"),
        refers("workshop_id", "workshops"),
        refers("segment_id", "segments"),
    )


def _notes() -> None:
    op.create_table(
        "notes",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("segment_id"),
        *words("code", "block", "subtype", "text", "detail", "measure", "state", "author"),
        moment("created"),
        moment("updated"),
        *words("source_channel", "source_ts"),
        number("source_line"),
        refers("workshop_id", "workshops"),
        refers("segment_id", "segments"),
    )
    op.create_index("ix_notes_source", "notes", ["team", "source_channel", "source_ts"])
    op.create_index("ix_notes_workshop_id", "notes", ["workshop_id"])
    op.create_index("uq_notes_segment_id_code", "notes", ["segment_id", "code"], unique=True)
    op.create_index("uq_notes_team_id", "notes", ["team", "id"], unique=True)


def _numbers() -> None:
    op.create_table(
        "numbers",
        *words("team"),
        number("segment_id"),
        *words("block"),
        number("last"),
        sa.PrimaryKeyConstraint("team", "segment_id", "block"),
        refers("segment_id", "segments"),
    )


def _codes() -> None:
    op.create_table(
        "codes",
        *words("team"),
        number("segment_id"),
        *words("code"),
        number("note_id"),
        *words("block"),
        sa.PrimaryKeyConstraint("team", "segment_id", "code"),
        refers("segment_id", "segments"),
        refers("note_id", "notes"),
    )
    op.create_index("ix_codes_note_id", "codes", ["note_id"])


def _links() -> None:
    op.create_table(
        "links",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("source_id"),
        number("target_id"),
        share("strength"),
        *words("state"),
        refers("workshop_id", "workshops"),
        refers("source_id", "notes"),
        refers("target_id", "notes"),
    )
    op.create_index("ix_links_target_id", "links", ["target_id"])
    op.create_index("ix_links_workshop_id", "links", ["workshop_id"])
    op.create_index("uq_links_source_id_target_id", "links", ["source_id", "target_id"], unique=True)
    op.create_index("uq_links_team_id", "links", ["team", "id"], unique=True)


def _ratings() -> None:
    op.create_table(
        "ratings",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("note_id"),
        *words("user"),
        number("value"),
        refers("workshop_id", "workshops"),
        refers("note_id", "notes"),
    )
    op.create_index("ix_ratings_workshop_id", "ratings", ["workshop_id"])
    op.create_index("uq_ratings_note_id_user", "ratings", ["note_id", "user"], unique=True)


def _votes() -> None:
    op.create_table(
        "votes",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("note_id"),
        *words("user"),
        number("dots"),
        refers("workshop_id", "workshops"),
        refers("note_id", "notes"),
    )
    op.create_index("ix_votes_workshop_id", "votes", ["workshop_id"])
    op.create_index("uq_votes_note_id_user", "votes", ["note_id", "user"], unique=True)


def _evidence() -> None:
    op.create_table(
        "evidence",
        own_id(),
        *words("team"),
        number("workshop_id"),
        number("note_id", nullable=True),
        number("link_id", nullable=True),
        *words("direction"),
        number("tier"),
        *words("text", "source", "permalink", "added_by"),
        moment("at"),
        *words("state"),
        refers("workshop_id", "workshops"),
        refers("note_id", "notes"),
        refers("link_id", "links"),
    )
    op.create_index("ix_evidence_link_id", "evidence", ["link_id"])
    op.create_index("ix_evidence_note_id", "evidence", ["note_id"])
    op.create_index("ix_evidence_workshop_id", "evidence", ["workshop_id"])
