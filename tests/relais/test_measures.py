"""A figure is shown by labels of the list, with values that are codes; nothing that was written can be one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Counter, generate_latest

from adapters.metrics import RETRIED
from relais import measures

ROOT = Path(__file__).parents[2]


def told(name: str, labels: tuple[str, ...], values: tuple[str, ...]) -> str:
    """What is shown of one figure."""
    inside, outside = CollectorRegistry(), CollectorRegistry()
    counter = Counter(name, "Something", labels, registry=inside)
    (counter.labels(*values) if labels else counter).inc()
    outside.register(measures.Listed(inside))
    return generate_latest(outside).decode()


@pytest.mark.parametrize(
    ("labels", "values"),
    [((), ()), (("platform", "kind", "why"), ("slack", "send", "RateLimited")), (("state",), ("parked",))],
)
def test_what_is_on_the_list_is_shown(labels: tuple[str, ...], values: tuple[str, ...]) -> None:
    said = told("relais_things", labels, values)
    assert all(f'"{each}"' in said for each in values)
    assert "relais_things_total" in said


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (("person",), ("karim",)),
        (("why",), ("il est malade",)),
        (("why",), ("x" * 41,)),
        (("kind",), ("licenciement",)),
        (("state",), ("malade",)),
        (("platform", "text"), ("slack", "bonjour")),
    ],
)
def test_what_is_not_is_left_out(labels: tuple[str, ...], values: tuple[str, ...]) -> None:
    said = told("relais_things", labels, values)
    assert not [each for each in (*labels, *values) if f'"{each}"' in said or f"{each}=" in said]


def test_a_figure_of_a_library_is_left_out() -> None:
    assert "things" not in told("things_of_theirs", (), ())


def test_ours_are_shown_and_the_runtimes() -> None:
    RETRIED.labels("slack", "send", "Transient").inc(0)
    said = measures.shown().decode()
    assert 'relais_outbox_retried_total{kind="send",platform="slack",why="Transient"}' in said
    assert "python_info" in said


def test_every_label_that_the_code_names_is_on_the_list() -> None:
    named = {
        label.value
        for package in ("bot", "storage", "adapters", "scheduler", "relais")
        for file in (ROOT / package).rglob("*.py")
        if "prometheus_client" in (written := file.read_text(encoding="utf-8"))
        for call in ast.walk(ast.parse(written))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Counter", "Gauge", "Histogram")
        for labels in call.args[2:3]
        if isinstance(labels, ast.Tuple)
        for label in labels.elts
        if isinstance(label, ast.Constant)
    }
    assert len(named) > 3
    assert named <= set(measures.LABELS)
