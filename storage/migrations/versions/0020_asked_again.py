"""What is asked again and again has a table, and each of its dates a row"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Keep rules, and hold that each date of one is asked once."""
    op.create_table(
        "recurring",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("kept_from", sa.String(), nullable=False),
        sa.Column("words_id", _id, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("over_why", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_recurring_person_id", "recurring", ["person_id"])
    op.create_index("recurring_of_state", "recurring", ["state"])
    op.create_table(
        "recurrence",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("recurring_id", _id, nullable=False),
        sa.Column("scheduled", sa.String(), nullable=False),
        sa.Column("request_id", _id, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("recurring_id", "scheduled"),
    )
