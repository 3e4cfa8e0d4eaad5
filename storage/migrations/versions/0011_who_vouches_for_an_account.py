"""Another company's account is told from a guest's, and accounts are found by their e-mail and id"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of an account seen before it is not known until its platform tells of it again, as it does at every start."""
    op.add_column("identity", sa.Column("elsewhere", sa.Boolean(), nullable=True))
    op.create_index("ix_identity_email", "identity", ["email"])
    op.create_index("ix_identity_user", "identity", ["user"])
