"""A request or a service is opened to one person until a date, and they may ask for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_not_over = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Nothing was opened to anybody before: the charter alone said who reads what."""
    op.create_table(
        "access_grant",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_id", _id, nullable=True),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", _id, nullable=False),
        sa.Column("words_id", _id, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", _id, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("grant_standing", "access_grant", ["person_id"], sqlite_where=_not_over, postgresql_where=_not_over)
    op.create_index("ix_access_grant_request_id", "access_grant", ["request_id"])
    op.create_table(
        "access_ask",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_id", _id, nullable=False),
        sa.Column("words_id", _id, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", _id, nullable=True),
        sa.Column("grant_id", _id, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_access_ask_person_id", "access_ask", ["person_id"])
    op.create_index("ix_access_ask_request_id", "access_ask", ["request_id"])
