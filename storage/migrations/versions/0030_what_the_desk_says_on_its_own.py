"""The desk speaks on its own: each firing of a ritual, and what people answered to it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_unclosed = sa.text("closes_at IS NOT NULL AND closed_at IS NULL")


def upgrade() -> None:
    """Nothing was said before; what each ritual says first is planned when the desk starts."""
    op.create_table(
        "occurrence",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("ritual", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("scheduled", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", _id, nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("ritual", "member", "scheduled"),
    )
    op.create_index("occurrence_open", "occurrence", ["closes_at"], sqlite_where=_unclosed, postgresql_where=_unclosed)
    op.create_index("occurrence_lately", "occurrence", ["at"])
    op.create_index("occurrence_of_day", "occurrence", ["ritual", "scheduled"])
    op.create_table(
        "answer",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("occurrence_id", _id, nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("words_id", _id, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("occurrence_id", "person_id", "question"),
    )
    op.create_index("ix_answer_person_id", "answer", ["person_id"])
