"""Teams' reactions by the names that the charter gives emoji: Slack's.

A reaction's id is a name of Teams' own (`like`, `praying`), or code points and a name (`1f440_eyes`), with a skin tone
behind it (`-tone1` … `-tone5`); an organisation's own emoji has its place behind it (`plusone;0-weu-…`). Source:
learn.microsoft.com "Teams reactions reference" (platform facts 2.4).
"""

from __future__ import annotations

import re
import unicodedata

from bot.emoji import plain_name

NAMES = {
    "like": "thumbsup",
    "yes": "thumbsup",
    "no": "thumbsdown",
    "laugh": "laughing",
    "surprised": "open_mouth",
    "sad": "slightly_frowning_face",
    "praying": "pray",
    "handsinair": "raised_hands",
    "clappinghands": "clap",
    "handshake": "handshake",
    "ok": "ok_hand",
    "think": "thinking_face",
    "party": "partying_face",
    "launch": "rocket",
    "happy_person_raising_one_hand": "raising_hand",
}
"""Teams' own names for what Slack calls otherwise; every other one is a name in both, or in neither."""
SIGNS = {
    "🙋": "raising_hand",
    "⏳": "hourglass_flowing_sand",
    "☑": "ballot_box_with_check",
    "❌": "x",
    "❎": "negative_squared_cross_mark",
    "⚠": "warning",
    "❗": "exclamation",
    "❓": "question",
    "🆘": "sos",
    "🆗": "ok",
    "🔥": "fire",
    "💯": "100",
    "👊": "facepunch",
    "🚩": "triangular_flag_on_post",
    "🔴": "red_circle",
    "🔔": "bell",
    "📌": "pushpin",
    "🔁": "repeat",
    "🔄": "arrows_counterclockwise",
}
"""What Slack calls otherwise than Unicode does."""
_TONE = re.compile(r"-tone[1-5]$")
_POINTS = re.compile(r"([0-9a-f]{4,6}(?:_[0-9a-f]{4,6})*)_", re.ASCII)
_LAST_POINT = 0x10FFFF


def name_of(reaction: str) -> str:
    """An emoji by the charter's name, whatever its tone; empty for what is no reaction's id."""
    bare = _TONE.sub("", reaction.strip().partition(";")[0])
    if bare in NAMES:
        return NAMES[bare]
    found = _POINTS.match(bare)
    return _called(_sign(found.group(1)) or bare) if found else _called(bare)


def _sign(points: str) -> str:
    numbers = [int(each, 16) for each in points.split("_")]
    return "".join(map(chr, numbers)) if all(each <= _LAST_POINT for each in numbers) else ""


def _called(sign: str) -> str:
    """A sign by Slack's name, else by Unicode's; a name stays as it is."""
    plain = plain_name(sign)
    if plain in SIGNS:
        return SIGNS[plain]
    if len(plain) != 1 or plain.isascii():
        return plain
    return unicodedata.name(plain, plain).lower().replace(" ", "_").replace("-", "_")
