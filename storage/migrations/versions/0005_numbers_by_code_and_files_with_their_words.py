"""Numbers are counted by a site's code, and a file's name goes with the words that it came with"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on counting from the last number of each code (LYO, of LYO-42), and forget the files whose words are gone."""
    op.execute(
        "DELETE FROM numbering WHERE site IN"
        " (SELECT substr(ref, 1, length(ref) - length(CAST(number AS TEXT)) - 1) FROM request)"
    )
    op.execute(
        "INSERT INTO numbering (site, last)"
        " SELECT substr(ref, 1, length(ref) - length(CAST(number AS TEXT)) - 1), max(number) FROM request GROUP BY 1"
    )
    op.execute("DELETE FROM file WHERE NOT EXISTS (SELECT 1 FROM words WHERE words.id = file.words_id)")
