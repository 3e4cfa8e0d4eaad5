"""What somebody does in the sandbox is known by what it was, and not by its client's number alone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Room for a digest of each act."""
    op.add_column("sandbox_act", sa.Column("digest", sa.String(), nullable=True))
