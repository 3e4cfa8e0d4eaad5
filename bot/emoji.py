"""Emoji by one name: skin tones dropped, aliases and the characters themselves mapped to the charter's names.

Source: Slack's skin tone suffix `::skin-tone-2` … `-6`, and its aliases (platform facts 1.3); Unicode's modifiers
U+1F3FB–1F3FF.
"""

from __future__ import annotations

import re

from bot.charter import Charter

ALIASES = {
    "+1": "thumbsup",
    "-1": "thumbsdown",
    "hand": "raised_hand",
}
CHARACTERS = {
    "🎫": "ticket",
    "👀": "eyes",
    "✋": "raised_hand",
    "✅": "white_check_mark",
    "🚨": "rotating_light",
    "👍": "thumbsup",
    "👎": "thumbsdown",
    "✔": "heavy_check_mark",
    "🙏": "pray",
    "🎉": "tada",
    "❤": "heart",
    "😄": "smile",
}
_TONES = re.compile("::skin-tone-[2-6]|[\U0001f3fb-\U0001f3ff\ufe0f]")


def plain_name(emoji: str) -> str:
    """The one name of an emoji, whatever its tone, alias or writing."""
    bare = _TONES.sub("", emoji.strip().strip(":"))
    name = CHARACTERS.get(bare, bare)
    return ALIASES.get(name, name)


def verb_of(charter: Charter, emoji: str) -> str | None:
    """The verb that the charter gives an emoji: create, claim, done, urgent; none for any other."""
    name = plain_name(emoji)
    for verb in ("create", "claim", "done", "urgent"):
        if name in {plain_name(each) for each in getattr(charter.reactions, verb)}:
            return verb
    return None
