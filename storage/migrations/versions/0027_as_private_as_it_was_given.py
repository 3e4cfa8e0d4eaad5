"""What is opened to somebody opens nothing more private than it was when it was given"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was opened before opens requests as private as they are now, and of services nothing that is confidential:
    which of these are is in no table. Given again by the contact, it does."""
    op.add_column("access_grant", sa.Column("level", sa.Text(), server_default="standard", nullable=False))
    op.execute("UPDATE access_grant SET level = 'restricted' WHERE service IS NOT NULL")
    op.execute("UPDATE access_grant SET level = request.level FROM request WHERE request.id = access_grant.request_id")
