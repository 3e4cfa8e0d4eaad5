"""That what somebody wrote still stands where others read it, and how they delete it there."""

from __future__ import annotations

from bot.cards import Text, ours
from bot.views.parts import PLATFORMS, sentences


def in_sight(key: str, channel: str | None, platform: str) -> Text:
    """« Il reste visible dans #lyon : pensez à le supprimer. » `channel`: its name, where it is known."""
    seen = ours(f"private.{key}_in", channel=f"#{channel.lstrip('#')}") if channel else ours(f"private.{key}")
    return sentences(seen, ours(f"unkept.delete_{platform}")) if platform in PLATFORMS else seen
