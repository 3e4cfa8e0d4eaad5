"""`make bench`: what an intake costs beside a bare row, what years of requests add to it, and open ones to a tick.

    python -m tests.benchmarks [--quick] [--only NAME …] [--stored COUNT …] [--seed N] [--json FILE]

All ratios are of one run, and of medians of rounds that take turns. Without `--only`, all benches run.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from time import time_ns

import psycopg
from rich.console import Console

from tests.benchmarks import intake, reading, report, slack, starting, stored, teams, ticking
from tests.benchmarks.measuring import FULL, QUICK, Json, Size, conditions
from tests.postgres import PostgresServer, running_postgres

VAR = Path(__file__).parents[2] / "var"
LIKE_IN_LIFE = ("fsync=on", "full_page_writes=on", "synchronous_commit=on", "shared_buffers=1GB", "max_wal_size=8GB")
"""The tests' server trades durability for speed; this one does not, and has room for what a real one keeps at hand."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benches that are asked for, print what they found and keep it."""
    asked = _parser().parse_args(arguments)
    size = replace(FULL, stored=tuple(asked.stored or FULL.stored))
    if asked.quick:
        size = QUICK
    seed = asked.seed if asked.seed is not None else time_ns() % 1_000_000
    found: Json = {"conditions": conditions(seed), "benches": {}}
    # Beside the repository's own files: a temporary folder may lie in memory.
    asked.var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=asked.var, prefix="bench-") as folder, ExitStack() as stack:
        benches = _benches(size, seed, Path(folder), asked.var / "bench", _Server(stack))
        for name in asked.only or benches:
            found["benches"] |= benches[name](found["conditions"])
    report.show(found, Console(width=120))
    report.keep(found, asked.json or asked.var / "bench.json")


class _Server:
    """A PostgreSQL that is started when first asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._server: PostgresServer | None = None

    def get(self, known: Json) -> PostgresServer:
        """The server; its version is told among the conditions."""
        if self._server is None:
            self._server = self._stack.enter_context(running_postgres(*LIKE_IN_LIFE))
            with psycopg.connect(self._server.admin_url) as connection:
                known["postgresql"] = connection.info.parameter_status("server_version")
        return self._server


def _benches(size: Size, seed: int, folder: Path, kept: Path, server: _Server) -> dict[str, Callable[[Json], Json]]:
    # Room for the large before the small: what is stored fills the disk's cache, what starts wants it quiet.
    return {
        "starting": lambda known: {"Starting": starting.bench(size, folder)},
        "reading": lambda known: {"A reading": reading.bench(size, seed)},
        "intake": lambda known: {
            "The whole intake": intake.bench(size, seed, folder, server.get(known).create_database)
        },
        "slack": lambda known: {"Slack": slack.bench(size, seed, folder)},
        "teams": lambda known: {"Teams": teams.bench(size, seed, folder)},
        "stored": lambda known: {"Stored requests, SQLite": stored.on_sqlite(size, seed, folder, kept)},
        "stored-postgresql": lambda known: {
            "Stored requests, PostgreSQL": stored.on_postgres(size, seed, server.get(known))
        },
        "ticking": lambda known: {"Open requests, SQLite": ticking.on_sqlite(size, folder)},
        "ticking-postgresql": lambda known: {"Open requests, PostgreSQL": ticking.on_postgres(size, server.get(known))},
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="What the desk's work costs.")
    grown = ("stored", "stored-postgresql", "ticking", "ticking-postgresql")
    names = ("starting", "reading", "intake", "slack", "teams", *grown)
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="tiny counts: that it runs, not what it measures")
    parser.add_argument("--stored", nargs="+", type=int, metavar="COUNT", help="how many requests, from few to many")
    parser.add_argument("--seed", type=int, help="of what is asked, to repeat a run")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go; by default var/bench.json")
    parser.add_argument("--var", type=Path, default=VAR, help="the folder for databases, kept and passing")
    return parser


if __name__ == "__main__":
    main()
