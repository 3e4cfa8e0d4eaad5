"""How long a reading takes: messages of three hundred characters, beside dateparser, and texts made to hurt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import perf_counter

from dateparser.search import search_dates

from bot.charter import load
from bot.understanding import NOTHING_LEARNED, Context, Learned, read
from bot.understanding.lessons import Correction, learned_from, taught_by
from tests.benchmarks.company import ASKS, CHARTER
from tests.benchmarks.measuring import Json, Size, percentile

LENGTH = 300
LONGEST = 40_000
_WRITTEN = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
_SEARCH = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "future", "RELATIVE_BASE": _WRITTEN.replace(tzinfo=None)}
"""What dateparser is told, beside the language: as much as we know."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PARTS: dict[str, str] = {
    "one letter": "a",
    "digits": "1234567890",
    "dates": "le 12/12 à 14h30, ",
    "days": "lundi prochain ou mardi en huit ",
    "spans": "du 3 au 5 décembre de 9h à 10h ",
    "sums": "1 234,56 € ",
    "stops": "…!?.,;:",
    "spaces": " \n\t\u00a0",
    "opening marks": "([{«“",
    "combining marks": "e\u0301\u0327",
    "emoji": "👩‍👩‍👧‍👦🇫🇷",
    "right to left": "\u202e\u05d0\u0627",
    "links": "https://a.example/b?c=d&e=<x> ",
    "almost a service": "imprimannte fournitture réunionn ",
    "one word": "abcdefghij",
}


def bench(size: Size, seed: int) -> Json:
    """Times in milliseconds: of ordinary messages their median and 99th percentile, of the others the worst.

    dateparser takes turns with us, and looks for dates alone.
    """
    random = Random(seed)
    charter = load(CHARTER)
    context = Context(charter, "fr", "lyon", None, _WRITTEN, "Europe/Paris")
    corrections = _corrections(random, size.readings * 25)

    def took(text: str, learned: Learned = NOTHING_LEARNED) -> float:
        start = perf_counter()
        read(text, context, learned)
        return (perf_counter() - start) * 1000

    for _ in range(3):
        took(ASKS[0])
        _searched(ASKS[0])
    ordinary: list[float] = []
    beside: list[float] = []
    for _ in range(size.readings):
        messages = [_ordinary(random) for _ in range(10)]
        ordinary += map(took, messages)
        beside += map(_searched, messages)
    found: Json = {f"{LENGTH} characters": _times(ordinary), f"{LENGTH} characters, dateparser alone": _times(beside)}
    start = perf_counter()
    learned = learned_from(taught_by(corrections, {}, charter))
    made = (perf_counter() - start) * 1000
    taught = [took(_ordinary(random), learned) for _ in range(size.readings * 10)]
    found[f"{LENGTH} characters, {len(corrections)} corrections"] = _times(taught) | {"snapshot ms": made}
    return found | {f"{LONGEST} of {name}": _hard(took, part, size) for name, part in _PARTS.items()}


def _times(taken: list[float]) -> Json:
    return {"median ms": median(taken), "p99 ms": percentile(taken, 99)}


def _searched(text: str) -> float:
    """The time in which dateparser looks for the dates of a message, its language known."""
    start = perf_counter()
    search_dates(text, languages=["fr"], settings=_SEARCH)
    return (perf_counter() - start) * 1000


def _ordinary(random: Random) -> str:
    return " ".join(random.sample(ASKS, len(ASKS)))[:LENGTH]


def _corrections(random: Random, count: int) -> list[Correction]:
    """Messages that somebody gave another service, each with words that only some others say."""
    services = ("travel", "meetings", "office", "reporting")
    texts = (f"{random.choice(ASKS)} kakemono{random.choice(_LETTERS)}{random.choice(_LETTERS)}" for _ in range(count))
    return [
        Correction(at, text, "fr", random.choice(services), random.choice(services)) for at, text in enumerate(texts)
    ]


def _hard(took: Callable[[str], float], part: str, size: Size) -> Json:
    text = (part * (LONGEST // len(part) + 1))[:LONGEST]
    times = [took(text) for _ in range(max(1, size.readings // 4))]
    return {"median ms": median(times), "p99 ms": max(times)}
