"""Who may import whom: each contract of pyproject.toml is kept, and each is seen to break."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "storage", "adapters", "scheduler", "relais")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

BREACHES = [
    ("storage", "storage/breach.py", "import bot"),
    ("storage", "storage/breach.py", "def late() -> None:\n    import relais"),
    ("bot", "bot/policies/breach.py", "import adapters"),
    ("bot", "bot/breach.py", "from scheduler import __name__"),
    ("bot", "bot/breach.py", "import relais.settings"),
    ("adapters", "adapters/breach.py", "import scheduler"),
    ("adapters", "adapters/breach.py", "import relais.settings"),
    ("scheduler", "scheduler/breach.py", "import adapters"),
    ("scheduler", "scheduler/breach.py", "import relais.settings"),
    ("platforms", "adapters/newcomer/breach.py", "import adapters.sandbox"),
    ("platforms", "adapters/sandbox/breach.py", "import adapters.newcomer.client"),
    ("pure", "bot/policies/breach.py", "import sqlalchemy"),
    ("pure", "bot/policies/breach.py", "from sqlmodel import Session"),
    ("pure", "bot/understanding/breach.py", "from storage import database"),
    ("pure", "bot/understanding/breach.py", "import storage.unit"),
    ("pure", "bot/policies/breach.py", "from storage import writer"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, with one platform more."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "tests").mkdir()
    for file in ("pyproject.toml", "tests/__init__.py", "tests/house.py"):
        shutil.copy(ROOT / file, copy / file)
    (copy / "adapters/newcomer").mkdir()
    for module in ("__init__", "client"):
        (copy / f"adapters/newcomer/{module}.py").touch()
    return copy


@pytest.fixture
def breach(house: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """The house with the file of the test's own parameters added."""
    file = house / request.getfixturevalue("path")
    file.write_text(request.getfixturevalue("code") + "\n", encoding="utf-8")
    yield
    file.unlink()


def checked(house: Path, contract: str) -> subprocess.CompletedProcess[str]:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--contract", contract, "--no-cache", "--no-logo"],
        cwd=house,
        capture_output=True,
        text=True,
    )


def test_a_breach_of_every_contract_is_tried() -> None:
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _, _ in BREACHES}


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_the_house_keeps_each_contract(house: Path, contract: str) -> None:
    done = checked(house, contract)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("contract", "path", "code"), BREACHES)
@pytest.mark.usefixtures("breach")
def test_a_breach_is_seen(house: Path, contract: str, path: str, code: str) -> None:
    done = checked(house, contract)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout, done.stdout + done.stderr
    assert path.removesuffix(".py").replace("/", ".") in done.stdout


def test_a_rule_about_no_platform_is_no_rule(house: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(house, bare)
    for folder in (bare / "adapters").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    done = checked(bare, "platforms")
    assert done.returncode == 1
    assert "no folder among" in done.stdout + done.stderr
