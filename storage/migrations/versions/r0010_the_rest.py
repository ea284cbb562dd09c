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
PARTS = {
    "jobs": ":job",
    "pains": ":pain",
    "gains": ":gain",
    "products": ":product",
    "relievers": ":pain_reliever",
    "creators": ":gain_creator",
}
# P1 alone was said of the first segment; the newest version of a test has its code.
NOTES = """SELECT n.workshop_id, n.id, n.code, s.number FROM notes AS n JOIN segments AS s ON s.id = n.segment_id
    ORDER BY s.number DESC"""
CARDS = {
    "h": "SELECT workshop_id, id, code FROM hypotheses",
    "t": "SELECT workshop_id, id, code FROM tests ORDER BY version",
    "l": "SELECT workshop_id, id, code FROM learnings",
}


def upgrade() -> None:
    for table, names in NEW_COLUMNS.items():
        for name in names:
            op.add_column(table, _column(name))
    _name_moments()
    _name_targets()
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


def _name_targets() -> None:
    """Name what a finding is about by its id instead of by its code, so that what a team accepted stays accepted."""
    run = op.get_bind().execute
    names: dict[tuple[int, str], str] = {}
    for row in run(sa.text(NOTES)):
        for code in (row.code, f"{row.number}{row.code}"):
            names[row.workshop_id, code] = f"n{row.id}"
    for letter, query in CARDS.items():
        names |= {(row.workshop_id, row.code): f"{letter}{row.id}" for row in run(sa.text(query))}
    ids = (sa.column(name, NUMBER) for name in ("id", "workshop_id"))
    said = (sa.column(name, sa.Text()) for name in ("rule", "target", "state"))
    findings = sa.table("findings", *ids, *said)
    named: set[tuple[int, str, str]] = set()
    # P1 and 1P1 may be one note: of two findings about it the one that was accepted stays.
    for row in run(sa.select(findings).order_by(findings.c.state != "accepted", findings.c.id)).all():
        target = PARTS.get(row.target) or names.get((row.workshop_id, row.target))
        if target is None:
            continue
        here = findings.c.id == row.id
        known = (row.workshop_id, row.rule, target)
        run(findings.delete().where(here) if known in named else findings.update().where(here).values(target=target))
        named.add(known)


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
