"""What deploy/ gives: the unit's command line is run against a workspace, the Containerfile's steps as far as can be.

There is no container engine and no systemd to start a service: the unit is read by systemd's own checker where there is
one, and its lines are run as it would; the image's own step is run with what the Containerfile copies, and no more.
"""

from __future__ import annotations

import asyncio
import configparser
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.contract.harness_slack import company_in
from tests.fakes.company import DEMO, company_on
from tests.fakes.slack import running_fake_slack

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "relais.service"
CONTAINERFILE = ROOT / "deploy" / "Containerfile"
INSTALLED = "/opt/relais"


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]  # systemd's keys have capitals
    read.read_string(UNIT.read_text(encoding="utf-8"))
    return read


def steps() -> Iterator[tuple[str, str]]:
    """Each instruction of the Containerfile and what follows it."""
    for line in CONTAINERFILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest


def said(word: str) -> list[str]:
    return [rest for each, rest in steps() if each == word]


async def test_the_units_command_line_serves_reloads_and_stops(tmp_path: Path) -> None:
    service = unit()["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    assert service["WorkingDirectory"] == INSTALLED
    assert program.startswith(f"{INSTALLED}/.venv/bin/")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    line = [program.replace(INSTALLED, str(tmp_path)), *arguments]
    reload = shlex.split(service["ExecReload"])
    assert (reload[0], reload[2]) == ("/bin/kill", "$MAINPID")
    await served(line, tmp_path, reload[1])
    assert service["ReadWritePaths"] == f"{INSTALLED}/var"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's checker is not there")
def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    # Its own paths and user are not on this machine: only they are replaced.
    program = unit()["Service"]["ExecStart"].split()[0]
    file = tmp_path / "relais.service"
    file.write_text(UNIT.read_text(encoding="utf-8").replace(program, sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, timeout=60)
    ours = [line for line in done.stderr.splitlines() if "relais.service" in line]
    assert ours == []
    file.write_text(file.read_text(encoding="utf-8").replace("ProtectHome=", "ProtectHouse="), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, text=True, timeout=60)
    assert "ProtectHouse" in done.stderr, "the checker tells a line that it does not know"


def test_the_image_copies_all_that_is_installed_and_nothing_private() -> None:
    copied = [rest.split()[:-1] for rest in said("COPY") if not rest.startswith("--from")]
    names = {name for each in copied for name in each}
    packages = re.search(r"^packages = (\[.*\])$", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert packages is not None
    assert names == {*json.loads(packages[1]), "pyproject.toml", "requirements.txt", "requirements-build.txt"}
    assert all((ROOT / name).exists() for name in names)


def test_what_the_image_installs_is_locked_and_hashed() -> None:
    installs = [rest for rest in said("RUN") if "pip install" in rest]
    assert len(installs) == 3
    for line in installs[:2]:
        file = line.split()[-1]
        assert "--require-hashes" in line
        assert "--hash=sha256:" in (ROOT / file).read_text(encoding="utf-8")
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"--require-hashes -r {line.split()[-1]}" in made for line in installs[:2]), "as the Makefile does"


def test_the_image_runs_as_nobody_special_and_keeps_its_data_outside() -> None:
    (user,), (folder,), (volume,) = said("USER"), said("WORKDIR")[1:], said("VOLUME")
    assert any(f"useradd --uid 10001 --create-home --home-dir {folder} {user}" in rest for rest in said("RUN"))
    assert volume == f"{folder}/var"
    assert any(f"--owner={user} --group={user} {volume}" in rest for rest in said("RUN"))
    assert "RELAIS_HOST=0.0.0.0" in said("ENV")[0]
    assert said("STOPSIGNAL") == ["SIGTERM"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The last step of the image's build, offline, on what it copies and no more: where it installed the desk."""
    build, made = tmp_path / "build", tmp_path / "site"
    build.mkdir()
    for rest in said("COPY"):
        for name in rest.split()[:-1] if not rest.startswith("--from") else ():
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, build / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, build / name)
    pip, *install = shlex.split(said("RUN")[3].removeprefix(".venv/bin/"))
    assert (pip, install[0]) == ("pip", "install")
    line = [sys.executable, "-m", pip, *install, "--no-index", "--quiet", "--target", str(made)]
    subprocess.run(line, cwd=build, check=True, timeout=100)
    shutil.rmtree(build)
    return made


async def test_what_the_image_installs_serves_by_its_entry_point(tmp_path: Path, site: Path) -> None:
    (entry,), command = json.loads(said("ENTRYPOINT")[0]), json.loads(said("CMD")[0])
    assert entry == f"{INSTALLED}/.venv/bin/relais"
    folder = tmp_path / "srv"
    folder.mkdir()
    where = subprocess.run(  # noqa: ASYNC221  # nothing else runs meanwhile
        [sys.executable, "-c", "import relais; print(relais.__file__)"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert where.stdout.startswith(str(site)), "the installed one is run, not the clone's"
    await served([str(site / "bin" / "relais"), *command], folder, "-HUP", PYTHONPATH=str(site))


async def served(line: list[str], folder: Path, reload: str, **more: str) -> None:
    """Run a desk in a folder with its charter and `.env`, until it is ready; reload it, and stop it as a service is.

    It writes in var/, and nowhere else.
    """
    charter = re.sub(r"platform: \w+", "platform: slack", DEMO.read_text(encoding="utf-8"))
    (folder / "charter.yaml").write_text(charter, encoding="utf-8")
    (folder / "var").mkdir()
    before = names_in(folder) | {".env"}
    async with running_fake_slack() as slack, aiohttp.ClientSession() as session:
        company_in(slack, company_on("slack"))
        port = free_port()
        settings = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
        settings |= {"SLACK_API_URL": slack.api_url, "RELAIS_PORT": str(port)}
        (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], **more}
        desk = await asyncio.create_subprocess_exec(*line, cwd=folder, env=environment)
        try:
            async with asyncio.timeout(40):
                while not await ready(session, port):
                    assert desk.returncode is None, "it ended"
                    await asyncio.sleep(0.1)
            os.kill(desk.pid, getattr(signal, f"SIG{reload.lstrip('-')}"))
            await asyncio.sleep(0.5)
            assert await ready(session, port)
            desk.terminate()
            assert await asyncio.wait_for(desk.wait(), 20) == 0
        finally:
            if desk.returncode is None:
                desk.kill()
                await desk.wait()
    assert names_in(folder) == before
    assert "relais.db" in names_in(folder / "var")


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


async def ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientConnectionError:
        return False


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
