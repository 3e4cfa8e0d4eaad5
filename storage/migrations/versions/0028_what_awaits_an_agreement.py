"""What awaits somebody's agreement is found among all that is open"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_awaiting, _awaiting_lite = sa.text("awaits_approval"), sa.text("awaits_approval = 1")


def upgrade() -> None:
    """Few do: each of them for whoever looks at their home."""
    op.create_index(
        "request_awaiting",
        "request",
        ["awaits_approval"],
        sqlite_where=_awaiting_lite,
        postgresql_where=_awaiting,
    )
