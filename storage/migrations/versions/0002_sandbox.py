"""What the sandbox keeps"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of adapters/sandbox/tables.py."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "sandbox_conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sandbox_message",
        sa.Column("id", key, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("card", sa.JSON(), nullable=True),
        sa.Column("outbox_id", key, nullable=True),
        sa.Column("posted_at", instant, nullable=False),
        sa.Column("edited_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation", "ts"),
        sa.UniqueConstraint("act"),
    )
    op.create_index("sandbox_message_by_root", "sandbox_message", ["conversation", "root"], unique=False)
    op.create_index("sandbox_message_by_outbox", "sandbox_message", ["outbox_id"], unique=False)
    op.create_table(
        "sandbox_reaction",
        sa.Column("id", key, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation", "ts", "person", "emoji"),
    )
    op.create_table(
        "sandbox_whisper",
        sa.Column("id", key, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("outbox_id", key, nullable=True),
        sa.Column("posted_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation", "ts"),
        sa.UniqueConstraint("act"),
    )
    op.create_index("sandbox_whisper_by_reader", "sandbox_whisper", ["person", "conversation"], unique=False)
    op.create_table(
        "sandbox_home",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("updated_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_table(
        "sandbox_form",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("updated_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sandbox_file",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sandbox_act",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("at", instant, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
