"""What asking is weighed from, in either language."""

from __future__ import annotations

from typing import NamedTuple


class Signs(NamedTuple):
    """How strongly a message asks by its grammar, and how strongly it only tells."""

    asks: float = 0.0
    tells: float = 0.0
