"""What every bench measures with: medians of rounds that take turns, so that what slows the machine slows all."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

Figures = dict[str, float]
"""What was measured, by its name and unit."""
Case = Callable[[], Figures]
"""One round of one measure."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything: `events` a round of intakes, requests `stored` and `open`, `readings` of each text."""

    events: int
    rounds: int
    before: int
    """Intakes before anything is counted where much is stored: a desk at work is measured, not one just opened."""
    stored: tuple[int, ...]
    open: tuple[int, ...]
    readings: int
    idle: float
    """Seconds that a started desk is left alone before its memory is read."""


FULL = Size(
    events=384, rounds=7, before=1000, stored=(1_000, 100_000, 1_000_000), open=(1_000, 100_000), readings=40, idle=5.0
)
QUICK = Size(events=6, rounds=1, before=2, stored=(20, 60), open=(150, 200), readings=1, idle=0.0)


def in_turn(cases: Mapping[str, Case], rounds: int) -> dict[str, Figures]:
    """The medians of each case over rounds in which all take their turn; a first one warms up and is not counted."""
    found: dict[str, list[Figures]] = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name, case in cases.items():
            measured = case()
            if number:
                found[name].append(measured)
    return {name: {unit: median(each[unit] for each in some) for unit in some[0]} for name, some in found.items()}


def compared(found: Mapping[str, Figures], sizes: Sequence[int]) -> Json:
    """A row for each measure, of cases named `measure | size`: its figure at each size, and what the largest costs."""
    measures = dict.fromkeys((name.partition(" | ")[0], unit) for name, figures in found.items() for unit in figures)
    return {f"{name}, {unit}": _row(name, unit, found, sizes) for name, unit in measures}


def _row(name: str, unit: str, found: Mapping[str, Figures], sizes: Sequence[int]) -> Json:
    values = [found[f"{name} | {size}"][unit] for size in sizes]
    few, many = values[0], values[-1]
    # A rate falls where a time rises.
    cost = few / many if unit == "a second" else many / few
    return {**{f"{size:,}": value for size, value in zip(sizes, values, strict=True)}, "cost": cost}


def rate(give: Callable[[Any], Future[Any]], things: Iterable[Any], at_once: int) -> Figures:
    """How many a second are answered, with `at_once` of them always waiting, and this process's work for each.

    The work is what remains comparable on a machine that is busy with something else.
    """
    given: deque[Future[Any]] = deque()
    count = 0
    start, work = perf_counter(), process_time()
    for thing in things:
        if len(given) == at_once:
            given.popleft().result(60)
        given.append(give(thing))
        count += 1
    for each in given:
        each.result(60)
    return {"a second": count / (perf_counter() - start), "CPU ms": (process_time() - work) / count * 1000}


def percentile(samples: list[float], of: int) -> float:
    """That percentile of the samples; of a single one, itself."""
    return samples[0] if len(samples) == 1 else quantiles(samples, n=100, method="inclusive")[of - 1]


def conditions(seed: int) -> Json:
    """Where and in what company it was measured."""
    busy = os.getloadavg()[0]
    return {
        "cores": os.cpu_count(),
        "load": round(busy, 1),
        "python": platform.python_version(),
        "system": platform.platform(),
        "sqlite": sqlite3.sqlite_version,
        "seed": seed,
    }
