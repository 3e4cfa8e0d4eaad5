"""A date that leaves a doubt is kept as such, until somebody says which it is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No date of a request made before is in doubt."""
    op.add_column("request", sa.Column("date_doubted", sa.Boolean(), server_default=sa.false(), nullable=False))
