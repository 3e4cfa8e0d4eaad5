"""What the desk says on its own: one ritual a file, under the name of its kind. A new file is discovered; nothing
central is edited.

Each file gives `RITUAL`, a `bot.occasions.Kind`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def kinds() -> tuple[str, ...]:
    """The kinds that there are, without importing any."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def discover() -> tuple[str, ...]:
    """Import every ritual, so that each registers what it answers to; returns their kinds."""
    for name in kinds():
        import_module(f"{__name__}.{name}")
    return kinds()
