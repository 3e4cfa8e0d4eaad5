"""What somebody asked, and is not long over, is found among years of what they asked"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whatever is not over has no instant at which it was closed: it is found by the same index."""
    op.create_index("request_lately_over", "request", ["requester_id", "closed_at"])
