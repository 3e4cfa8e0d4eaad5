"""The money in a message: 1 250,50 €, 1.2k€, £300, 14 000 euros, 2 x 450 €."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.understanding.model import Money, Part
from bot.understanding.patterns import compiled
from bot.understanding.text import Words

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_CURRENCIES = {
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "dollar": "USD", "dollars": "USD", "usd": "USD", "pound": "GBP",
    "pounds": "GBP", "gbp": "GBP", "quid": "GBP", "livres": "GBP", "chf": "CHF", "balles": "EUR", **_SIGNS,
}  # fmt: skip
_FIGURES = r"(\d{1,3}(?:[ .,]\d{3}){1,3}(?!\d)|\d{1,9}(?!\d))(?:([.,])(\d{1,2})(?!\d))?"
_AFTER = compiled(
    rf"(?<![\d.,]){_FIGURES} ?(k|m)? ?(€|\$|£|(?:euros?|eur|dollars?|usd|pounds?|gbp|quid|chf"
    rf"|balles)(?![a-z]))(\d\d(?!\d))?"
)
_BEFORE = compiled(rf"(€|\$|£) ?{_FIGURES}(k|m)?(?![a-z])")
_TIMES = compiled(r"(?<![\d.,])(\d{1,3}) ?(?:[x×*]|fois) ?$")
"""What stands before a sum that is counted several times."""
_REACH = 10
_MARKS = ("€", "$", "£", "eur", "dollar", "usd", "pound", "gbp", "quid", "chf", "balles")
_NONE: Part[tuple[Money, ...]] = Part((), 0.95)
_SCALES = {"k": 1_000, "m": 1_000_000}
_MOST = 20


def read_amounts(words: Words) -> Part[tuple[Money, ...]]:
    """Every sum with a currency, in the message's order."""
    line = words.line
    if not any(map(line.__contains__, _MARKS)):
        return _NONE
    found: dict[int, tuple[Money, str]] = {}
    for match in _AFTER.finditer(line):
        whole, _, cents, scale, unit, late_cents = match.groups()
        money = _money(whole, cents or late_cents, scale, _CURRENCIES[unit])
        found[match.start()] = (_times(line, match.start(), money), words.said(match.start(), match.end()))
        if len(found) >= _MOST:
            break
    for match in _BEFORE.finditer(line):
        sign, whole, _, cents, scale = match.groups()
        if match.start(2) not in found and len(found) < _MOST:
            money = _times(line, match.start(), _money(whole, cents, scale, _SIGNS[sign]))
            found[match.start(2)] = (money, words.said(match.start(), match.end()))
    ordered = [found[place] for place in sorted(found)]
    return Part(tuple(money for money, _ in ordered), 0.95, tuple(said for _, said in ordered))


def _money(whole: str, cents: str | None, scale: str | None, currency: str) -> Money:
    value = Decimal(re.sub(r"[ .,]", "", whole) + ("." + cents if cents else ""))
    return Money(value * _SCALES.get(scale or "", 1), currency)


def _times(line: str, start: int, money: Money) -> Money:
    """« 2 x 450 € »: 900."""
    count = _TIMES.search(line[max(0, start - _REACH) : start])
    return Money(money.value * int(count.group(1)), money.currency) if count and int(count.group(1)) else money
