"""The desk's tests use the same databases and writers as those of storage."""

from tests.storage.conftest import another, database, migrated_url, opens, postgres_template, start_writer, writer

__all__ = ["another", "database", "migrated_url", "opens", "postgres_template", "start_writer", "writer"]
