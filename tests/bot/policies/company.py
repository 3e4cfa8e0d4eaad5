"""The sample company, as every policy's tests see it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.charter import Charter, load

SAMPLE = Path(__file__).parents[3] / "relais" / "charters" / "demo.yaml"


@cache
def charter() -> Charter:
    """The demo's charter."""
    return load(SAMPLE)
