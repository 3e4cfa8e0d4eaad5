"""The desk's tests use the same databases and writers as those of storage."""

from tests.storage.conftest import another, database, opens, start_writer, writer

__all__ = ["another", "database", "opens", "start_writer", "writer"]
