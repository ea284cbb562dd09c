"""All that the method says: of notes, segments and hypotheses; tests, learnings, rounds, findings, snapshots."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    DOCUMENT,
    MOMENT,
    NUMBER,
    document,
    flag,
    moment,
    number,
    own_id,
    refers,
    share,
    words,
)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

RUNS = sa.text("ended IS NULL AND paused IS NULL")
NEW_COLUMNS = {
    "workshops": ("decider", "known", "silent", "off"),
    "segments": ("role", "parent", "variant", "answers"),
    "notes": ("satisfaction", "ticks", "frequency", "parent", "merged_into", "shared", "variant", "late"),
    "evidence": ("hypothesis_id", "experiment", "topic", "people"),
    "hypotheses": ("aspect", "segment_id", "owner", "updated"),
}
NUMBERS = {"parent", "merged_into", "hypothesis_id", "segment_id"}
NEW_TABLES = (
    "opinions",
    "importances",
    "tests",
    "learnings",
    "alternatives",
    "pitches",
    "rounds",
    "findings",
    "asked",
    "snapshots",
)


def upgrade() -> None:
    for table, names in NEW_COLUMNS.items():
        for name in names:
            op.add_column(table, _column(name))
    op.create_index("uq_hypotheses_team_id", "hypotheses", ["team", "id"], unique=True)
    _marks()
    _cards()
    _guidance()


def _column(name: str) -> "sa.Column[Any]":
    if name in NUMBERS:
        return sa.Column(name, NUMBER, nullable=True)
    if name in {"silent", "late"}:
        return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
    special: dict[str, sa.Column[Any]] = {
        "off": sa.Column("off", DOCUMENT, nullable=False, server_default="[]"),
        "answers": sa.Column("answers", DOCUMENT, nullable=False, server_default="{}"),
        "ticks": sa.Column("ticks", DOCUMENT, nullable=False, server_default="{}"),
        "satisfaction": share("satisfaction", nullable=True),
        "people": sa.Column("people", NUMBER, nullable=False, server_default="1"),
        "updated": sa.Column("updated", MOMENT, nullable=True),
    }
    return special.get(name, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def _marks() -> None:
    for table, about, whose in (("opinions", "link_id", "links"), ("importances", "hypothesis_id", "hypotheses")):
        given = share("strength", nullable=True) if table == "opinions" else number("value")
        columns: list[sa.Column[Any]] = [number("workshop_id"), number(about), given]
        op.create_table(
            table, own_id(), *words("team", "user"), *columns, refers("workshop_id", "workshops"), refers(about, whose)
        )
        op.create_index(f"ix_{table}_workshop_id", table, ["workshop_id"])
        op.create_index(f"uq_{table}_{about}_user", table, [about, "user"], unique=True)


def _cards() -> None:
    names = (
        "code",
        "experiment",
        "name",
        "metric",
        "operator",
        "unit",
        "owner",
        "column",
        "verdict",
        "variant",
        "state",
    )
    op.create_table(
        "tests",
        own_id(),
        *words("team", *names),
        *[number(name) for name in ("workshop_id", "hypothesis_id", "min_sample", "duration", "critical", "cost")],
        *[number(name) for name in ("reliability", "time", "version")],
        *[number(name, nullable=True) for name in ("tier", "sample", "population")],
        *[share(name, nullable=True) for name in ("threshold", "observed")],
        moment("moved"),
        *[moment(name, nullable=True) for name in ("due", "measuring", "closed")],
        flag("outsiders"),
        flag("void"),
        refers("workshop_id", "workshops"),
        refers("hypothesis_id", "hypotheses"),
    )
    op.create_index("ix_tests_workshop_id", "tests", ["workshop_id"])
    op.create_index("uq_tests_workshop_id_code_version", "tests", ["workshop_id", "code", "version"], unique=True)
    _learnings()


def _learnings() -> None:
    op.create_table(
        "learnings",
        own_id(),
        *words("team", "code", "observed", "learned", "decision", "action", "owner", "recorder", "state"),
        number("workshop_id"),
        number("hypothesis_id"),
        document("tests"),
        moment("due", nullable=True),
        moment("at"),
        refers("workshop_id", "workshops"),
        refers("hypothesis_id", "hypotheses"),
    )
    op.create_index("uq_learnings_workshop_id_code", "learnings", ["workshop_id", "code"], unique=True)
    _of_segment("alternatives", *words("name", "kind", "state"))
    _of_segment("pitches", *words("state"), document("slots"), moment("at"))
    for table in ("alternatives", "pitches"):
        op.create_index(f"ix_{table}_workshop_id", table, ["workshop_id"])


def _of_segment(table: str, *columns: "sa.Column[Any]") -> None:
    place = [*words("team"), number("workshop_id"), number("segment_id")]
    references = [refers("workshop_id", "workshops"), refers("segment_id", "segments")]
    op.create_table(table, own_id(), *place, *columns, *references)


def _guidance() -> None:
    _of_segment(
        "rounds",
        *words("block", "phase", "pace"),
        *[moment(name) for name in ("opened", "closes", "due")],
        *[moment(name, nullable=True) for name in ("paused", "ended")],
        *[document(name) for name in ("wrote", "done", "nudged")],
        flag("extended"),
    )
    op.create_index("ix_rounds_workshop_id", "rounds", ["workshop_id"])
    op.create_index("uq_rounds_segment_id_block", "rounds", ["segment_id", "block"], unique=True)
    op.create_index("ix_rounds_due", "rounds", ["due"], sqlite_where=RUNS, postgresql_where=RUNS)
    texts = words("team", "rule", "target", "state", "reason", "user")
    place = [number("workshop_id"), moment("first_seen"), refers("workshop_id", "workshops")]
    op.create_table("findings", own_id(), *texts, *place)
    op.create_index("uq_findings_workshop_id_rule_target", "findings", ["workshop_id", "rule", "target"], unique=True)
    op.create_table(
        "asked",
        *words("team", "of"),
        *[number(name) for name in ("workshop_id", "claim_id", "ignored")],
        moment("last"),
        sa.PrimaryKeyConstraint("team", "workshop_id", "of", "claim_id"),
        refers("workshop_id", "workshops"),
    )
    texts = words("team", "name", "reason", "user")
    place = [number("workshop_id"), moment("at"), document("document"), refers("workshop_id", "workshops")]
    op.create_table("snapshots", own_id(), *texts, *place)
    op.create_index("ix_snapshots_workshop_id", "snapshots", ["workshop_id"])


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    op.drop_index("uq_hypotheses_team_id", "hypotheses")
    for table, names in NEW_COLUMNS.items():
        for name in names:
            op.drop_column(table, name)
