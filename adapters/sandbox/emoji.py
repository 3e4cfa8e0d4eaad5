"""Emoji by Slack's names, and the signs that stand for them."""

from __future__ import annotations

import re

GLYPHS = {
    "ticket": "🎫",
    "eyes": "👀",
    "raised_hand": "✋",
    "white_check_mark": "✅",
    "rotating_light": "🚨",
    "thumbsup": "👍",
    "heart": "❤️",
    "pray": "🙏",
    "tada": "🎉",
    "joy": "😂",
    "hourglass_flowing_sand": "⏳",
    "coffee": "☕",
}
"""What the page's picker offers, in its order."""
LONGEST = 80
_NAMES = {glyph: name for name, glyph in GLYPHS.items()} | {"❤": "heart", "✔️": "heavy_check_mark"}
_TONES = {chr(0x1F3FB + step): f"::skin-tone-{step + 2}" for step in range(5)}
_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")


def emoji_name(given: str) -> str:
    """Slack's name of an emoji, given by name (colons or not) or by its sign; an unknown sign names itself."""
    sign = _TONE.search(given)
    bare = _TONE.sub("", given)
    name = _NAMES.get(bare) or (bare[1:-1] if len(bare) > 2 and bare[0] == bare[-1] == ":" else bare)
    return name + (_TONES[sign.group()] if sign else "")


def glyph_of(name: str) -> str:
    """The sign of an emoji's name, its skin tone with it; the name between colons where the sandbox has no sign."""
    bare, _, tone = name.partition("::skin-tone-")
    sign = GLYPHS.get(bare)
    if sign is None:
        return name if not name.isascii() else f":{bare}:"
    return sign + (chr(0x1F3FB + int(tone) - 2) if tone in {"2", "3", "4", "5", "6"} else "")
