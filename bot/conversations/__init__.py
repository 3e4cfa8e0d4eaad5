"""What happens next: one dialogue a file. A new file is discovered; nothing central is edited."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules


def discover() -> tuple[str, ...]:
    """Import every dialogue, so that each registers what it answers to; returns their names."""
    names = tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))
    for name in names:
        import_module(f"{__name__}.{name}")
    return names
