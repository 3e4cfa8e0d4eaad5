"""The code blocks of the docs are run: ```sh as it stands, ```sh make looked up in the Makefile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.views.help import COORDINATORS, ORDER, WORKERS
from storage.database import open_database
from storage.migrate import migrate

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KNOWN = {"sh", "sh make", "text"}


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    for language, rest, code in _BLOCK.findall(page.read_text(encoding="utf-8")):
        yield f"{language}{rest}".strip(), code


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what git tracks, with the environment that is installed and a desk's database."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / "var").mkdir(exist_ok=True)
    database = open_database(f"sqlite:///{tmp_path}/var/relais.db")
    migrate(database)
    database.close()
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_of_a_known_kind(page: Path) -> None:
    assert {kind for kind, _ in blocks(page)} <= KNOWN


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_shell_blocks_of_a_page_run_in_order(page: Path, request: pytest.FixtureRequest) -> None:
    script = "\n".join(code for kind, code in blocks(page) if kind == "sh")
    if not script:
        assert "```sh\n" not in page.read_text(encoding="utf-8")
        return
    checkout: Path = request.getfixturevalue("checkout")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("RELAIS_", "SLACK_", "TEAMS_"))
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, f"{page.name}\n{done.stdout}\n{done.stderr}"


def test_a_backup_of_what_is_not_there_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    script = "\n".join(code for kind, code in blocks(ROOT / "docs" / "database.md") if kind == "sh")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "unable to open database file" in done.stderr
    assert not list(tmp_path.rglob("*.db"))


def test_the_make_blocks_name_targets_that_exist() -> None:
    named = [line for page in PAGES for kind, code in blocks(page) if kind == "sh make" for line in code.splitlines()]
    targets = {target for line in named for target in re.findall(r"\bmake ([\w-]+)", line)}
    assert {"venv", "demo"} <= targets
    for target in sorted(targets):
        subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=True, timeout=30)


def test_each_command_in_the_pages_for_people_is_one_that_the_desk_answers() -> None:
    from bot.conversations import discover
    from bot.conversations.commands import named

    discover()
    said = {
        word
        for page in sorted((ROOT / "docs" / "fr").glob("*.md"))
        for word in re.findall(r"`/desk ([\w-]+)", page.read_text(encoding="utf-8"))
    }
    assert len(said) > 6
    assert not [word for word in said if named(word) is None]


@pytest.mark.parametrize(
    ("name", "told"),
    [("employe", {*ORDER} - {*WORKERS, *COORDINATORS}), ("assistante", {*WORKERS, *COORDINATORS})],
)
def test_a_page_for_people_tells_every_command_that_is_of_use_to_them(name: str, told: set[str]) -> None:
    from bot.conversations import discover
    from bot.talk import ANSWERS

    discover()
    page = (ROOT / "docs" / "fr" / f"{name}.md").read_text(encoding="utf-8")
    said = set(re.findall(r"`/desk ([\w-]+)", page))
    assert not [each for each in sorted(told) if not said & set(ANSWERS.words[each])]


def test_a_command_is_written_as_it_is_typed_in_a_clone() -> None:
    for page in PAGES:
        assert not re.findall(r"`relais [a-z]+|^relais [a-z]+", page.read_text(encoding="utf-8"), re.MULTILINE), page


def test_what_a_company_adds_is_left_alone_by_git() -> None:
    for name in ("charter.yaml", ".env", "var/relais.db"):
        subprocess.run(["git", "check-ignore", "--quiet", name], cwd=ROOT, check=True)
    kept = subprocess.run(["git", "check-ignore", "--quiet", "relais/charters/demo.yaml"], cwd=ROOT, check=False)
    assert kept.returncode == 1
