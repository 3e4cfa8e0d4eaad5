"""A request may await somebody's agreement before it is done"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Nothing that was asked before awaits one: the charter's rule is at work since this release."""
    op.add_column("request", sa.Column("approval_id", _id, nullable=True))
    op.add_column("request", sa.Column("awaits_approval", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("request", sa.Column("approvers", sa.String(), server_default="", nullable=False))
    op.create_table(
        "approval",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("request_id", _id, nullable=False),
        sa.Column("service", sa.String(), nullable=True),
        sa.Column("asked_by_id", _id, nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("amount", sa.String(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("read", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_approval_request_id", "approval", ["request_id"])
    op.create_table(
        "vote",
        sa.Column("id", _id, autoincrement=True, nullable=False),
        sa.Column("approval_id", _id, nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("person_id", _id, nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("words_id", _id, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("approval_id", "seat"),
    )
