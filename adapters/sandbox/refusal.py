"""Saying no to whoever drives the sandbox."""

from __future__ import annotations


class Refused(Exception):
    """What the sandbox cannot do. `code` is a key of the catalogue under `sandbox.error`; `status` an HTTP status."""

    def __init__(self, code: str, status: int = 404, **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.arguments = arguments
