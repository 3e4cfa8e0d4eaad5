"""What is kept of somebody is found when they ask for it, among years of everybody's"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_merged, _not_asked = sa.text("merged_into IS NOT NULL"), sa.text("act <> 'ask'")


def upgrade() -> None:
    """What an intake writes is in none of these."""
    op.create_index("person_merged", "person", ["merged_into"], sqlite_where=_merged, postgresql_where=_merged)
    op.create_index("ix_reaction_person_id", "reaction", ["person_id"])
    op.create_index(
        "journal_by_actor", "journal", ["actor_id", "act", "at"], sqlite_where=_not_asked, postgresql_where=_not_asked
    )
    op.create_index("ix_lesson_by_id", "lesson", ["by_id"])
    op.create_index("ix_vote_person_id", "vote", ["person_id"])
    op.create_index("ix_access_grant_person_id", "access_grant", ["person_id"])
