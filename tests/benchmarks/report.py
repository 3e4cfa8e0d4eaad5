"""What was measured, as tables to be read and as JSON to be compared."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.measuring import Json

_BESIDE_BOLT = {"Relais, 64 at once": 0.5, "Relais, 64 at once, read": 0.2}
"""What the desk's way in from Slack is to reach of what bolt does that keeps one row, its commits grouped."""

_BESIDE_CLOUD = {f"the door and a turn, {many} at once": 5.0 for many in (16, 64)}
"""How many turns, their tokens checked, the desk is to take in the time of one of the SDK's own adapter."""


def show(found: Json, console: Console) -> None:
    """Print one table a bench, under the conditions they were measured in."""
    console.print("  ".join(f"{name} {value}" for name, value in found["conditions"].items()), highlight=False)
    for title, rows in found["benches"].items():
        columns = list(dict.fromkeys(name for row in rows.values() for name in row))
        table = Table("", title=title, title_justify="left")
        for name in columns:
            table.add_column(name, justify="right")
        for name, row in rows.items():
            table.add_row(name, *(_figure(row.get(column)) for column in columns))
        console.print(table)
    for wish in wishes(found["benches"]):
        console.print(wish, highlight=False)


def keep(found: Json, file: Path) -> None:
    """Write it beside what other benches left there: each stands with the conditions it was measured in."""
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    measured = {title: {"conditions": found["conditions"], "rows": rows} for title, rows in found["benches"].items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(before | measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def wishes(benches: Json) -> list[str]:
    """What the desk is to hold to, and whether it does."""
    told = []
    for title, rows in benches.items():
        for name, row in rows.items():
            if "cost" in row and name.startswith(("intake, 64", "idle tick", "tick with")):
                told.append(_wish(f"{title}: {name}, cost beside the smallest", row["cost"], 1.2))
        for name, least in _BESIDE_BOLT.items():
            if name in rows and "to bolt, a row in a group" in rows[name]:
                told.append(
                    _wish(f"{name}, to bolt with a grouped row", rows[name]["to bolt, a row in a group"], least=least)
                )
                told.append(_wish(f"{name}, ms until acknowledged, p99", rows[name]["p99 ms"], 250.0))
        for name, least in _BESIDE_CLOUD.items():
            if "to CloudAdapterBase" in rows.get(name, {}):
                told.append(_wish(f"{name}, to CloudAdapterBase", rows[name]["to CloudAdapterBase"], least=least))
        for name, row in rows.items():
            if name.startswith("300 characters") and "dateparser" not in name:
                told.append(_wish(f"{title}: {name}, median ms", row["median ms"], 1.0))
                told.append(_wish(f"{title}: {name}, p99 ms", row["p99 ms"], 10.0))
        if "start, until ready" in rows:
            told.append(_wish("seconds to start", rows["start, until ready"]["seconds"], 5.0))
            told.append(_wish("megabytes when idle", rows["idle"]["megabytes"], 200.0))
    return told


def _wish(what: str, value: float, most: float | None = None, *, least: float = 0.0) -> str:
    held = value >= least and (most is None or value <= most)
    bound = f"at least {least:g}" if most is None else f"at most {most:g}"
    return f"{what}: {value:.2f}, {bound}: {'held' if held else 'NOT HELD'}"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
