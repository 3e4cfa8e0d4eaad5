"""What Alembic runs: the revisions, on the connection that `storage.migrate` holds."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  # the metadata is filled by importing it
from storage.migrations.rendering import render


def is_ours(_item: object, _name: str | None, _kind: str, reflected: bool, compared: object | None) -> bool:
    """A revision only adds: what the code does not name (any more, or in this process) is not taken away."""
    return not (reflected and compared is None)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_item=render,
    include_object=is_ours,
    # SQLite changes a column by copying its table; both databases take back a revision that failed.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
