"""The same stages as for the pump."""

from tests.adapters.conftest import OpensStages, demo_charter, open_stage, stage, tiny_server

__all__ = ["OpensStages", "demo_charter", "open_stage", "stage", "tiny_server"]
