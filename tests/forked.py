"""Processes of ours that start at once: forked from one that has loaded what they all need.

Loading the desk takes more than a second of a processor, and the tests start a hundred. Each is a process all the same,
with settings, files, signals and an end of its own. What a start from nothing brings is told where none is forked:
tests/e2e/served.py, tests/slack/scene.py, tests/relais/writing and tests/benchmarks.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Mapping
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

_LOADED = [
    *("relais.app", "relais.commands.serve", "relais.commands.doctor", "relais.commands.charter", "relais.diagnosis"),
    *("adapters.slack", "adapters.slack.platform", "adapters.teams", "adapters.teams.platform", "adapters.sandbox"),
    *("bot.charter", "bot.understanding", "storage.migrate", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
    *("sqlalchemy.dialects.sqlite", "tests.fakes.company", "tests.fakes.tiny", __name__),
]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(_LOADED)


def ran(
    *line: str, cwd: Path, env: Mapping[str, str], before: Callable[[], None] | None = None, within: float = 60
) -> subprocess.CompletedProcess[str]:
    """What came of `python -m` and this line, with nobody at the keyboard."""
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as errors:
        process = forked(*line, cwd=cwd, env=env, before=before, out=out.fileno(), errors=errors.fileno())
        process.join(within)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(line, within)
        out.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(line, process.exitcode, out.read(), errors.read())


def forked(
    *line: str,
    env: Mapping[str, str],
    out: int,
    errors: int,
    typed: int | None = None,
    cwd: Path | None = None,
    before: Callable[[], None] | None = None,
) -> BaseProcess:
    """`python -m` and this line, begun, with these files as its standard ones.

    Args:
        before: what is done in the process before anything else.
    """
    files = {number: DupFd(file) for number, file in ((0, typed), (1, out), (2, errors)) if file is not None}
    # Being no child of the tests' own process, it is waited for by nobody who does not ask.
    process = _context.Process(target=_become, args=(line, dict(env), cwd, files, before), daemon=True)
    process.start()
    return process


def _become(
    line: tuple[str, ...],
    env: dict[str, str],
    cwd: Path | None,
    files: dict[int, Any],
    before: Callable[[], None] | None,
) -> None:
    for number, file in files.items():
        given = file.detach()
        os.dup2(given, number)
        os.close(given)
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        setattr(sys, name, open(number, mode, buffering=1, encoding="utf-8", closefd=False))  # noqa: SIM115  # to its end
    os.environ.clear()
    os.environ.update(env)
    if cwd is not None:
        os.chdir(cwd)
    if before is not None:
        before()
    module, *arguments = line
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
