"""Figures as /metrics shows them: names of ours, labels from a fixed list, values that are codes. Nothing else passes.

A label made of what people wrote would stay in whatever collects the figures, for as long as that keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

from storage.tables import InboxState, OutboxKind, OutboxState

_CODE = re.compile(r"[A-Za-z][A-Za-z_]{0,39}", re.ASCII)
_NUMBER = re.compile(r"[0-9.e+-]{1,20}|\+Inf", re.ASCII)
_STATES = frozenset(each.value for each in (*InboxState, *OutboxState))
_KINDS = frozenset(each.value for each in OutboxKind)
LABELS = ("platform", "kind", "state", "why", "which", "le")
"""The labels of our figures. A new one is added here once it is sure that it can hold no words."""
OURS, RUNTIMES = "relais_", ("python_", "process_")
"""How our figures begin, and those of the runtime, whose labels are its own."""


def shown() -> bytes:
    """All figures, in Prometheus' words."""
    return generate_latest(_LISTED)


class Listed(Collector):
    """Another registry's figures, those alone whose labels are on the list."""

    def __init__(self, of: CollectorRegistry) -> None:
        self._of = of

    def collect(self) -> Iterable[Metric]:
        """The figures that may be shown."""
        for metric in self._of.collect():
            if metric.name.startswith(RUNTIMES):
                yield metric
            elif metric.name.startswith(OURS):
                metric.samples = list(_listed(metric.samples))
                yield metric


def _listed(samples: Iterable[Sample]) -> Iterator[Sample]:
    return (each for each in samples if all(_may_stand(name, value) for name, value in each.labels.items()))


def _may_stand(name: str, value: str) -> bool:
    match name:
        case "state":
            return value in _STATES
        case "kind":
            return value in _KINDS
        case "le":
            return _NUMBER.fullmatch(value) is not None
        case _:
            return name in LABELS and _CODE.fullmatch(value) is not None


_LISTED = CollectorRegistry(auto_describe=False)
_LISTED.register(Listed(REGISTRY))
