"""What is open, proposed or still to be told is found at once among a million requests"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give each question about a person an index that answers all of it."""
    for name, person in (("request_by_requester", "requester_id"), ("request_by_assignee", "assignee_id")):
        op.drop_index(name, "request")
        op.create_index(name, "request", [person, "open"])
    op.create_index("request_by_proposed", "request", ["proposed_id", "id"])
    op.drop_index("ix_ping_person_id", "ping")
    op.create_index("ping_by_person", "ping", ["person_id", "sent_at"])
