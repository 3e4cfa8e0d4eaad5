"""`relais demo` where another one already runs."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from relais.cli import build_app
from relais.settings import environment_names
from storage.hold import hold


def test_a_port_that_is_taken_is_said_and_the_demo_that_has_it_keeps_its_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "var").mkdir()
    used = tmp_path / "var" / "demo.db"
    used.write_text("in use")
    monkeypatch.chdir(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("RELAIS_PORT", str(port))
        monkeypatch.delenv("RELAIS_DATABASE_URL", raising=False)
        told = CliRunner().invoke(build_app(), ["demo"])
    assert told.exit_code == 1
    assert f"Le port {port} de 127.0.0.1 n’est pas libre. Choisissez-en un autre avec RELAIS_PORT." in told.output
    assert used.read_text() == "in use"


def demo(monkeypatch: pytest.MonkeyPatch, folder: Path, **environment: str) -> Result:
    """`relais demo` in a folder, when it does not get to serve."""
    monkeypatch.chdir(folder)
    for name in environment_names():
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(build_app(), ["demo"])


def test_a_demo_whose_database_another_uses_leaves_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = tmp_path / "var" / "demo.db"
    with hold(used) as alone:
        assert alone
        used.write_text("in use")
        told = demo(monkeypatch, tmp_path, RELAIS_PORT="0")
    assert told.exit_code == 1
    assert "Une démonstration tourne déjà dans ce dossier." in told.output
    assert used.read_text() == "in use"


def test_a_charter_that_cannot_be_read_forgets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "var" / "demo.db"
    kept.parent.mkdir()
    kept.write_text("kept")
    assert demo(monkeypatch, tmp_path, RELAIS_PORT="0", RELAIS_CHARTER="none.yaml").exit_code == 1
    assert kept.read_text() == "kept"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"RELAIS_DATABASE_URL": "postgresql://desk:s3cret@127.0.0.1:1/x"}, "La base de données ne répond pas"),
        ({"RELAIS_DATABASE_URL": "sqlite:///junk.db"}, "La base de données ne répond pas"),
        ({"RELAIS_DATABASE_URL": "sqlite:///junk.db/x.db"}, "La base de données ne répond pas"),
        ({"RELAIS_DATABASE_URL": "sqlite:///a.db", "RELAIS_HOST": "203.0.113.9"}, "Impossible d’écouter"),
        ({"RELAIS_DATABASE_URL": "sqlite:///a.db", "RELAIS_HOST": "nowhere.invalid"}, "Impossible d’écouter"),
    ],
)
def test_what_keeps_it_from_running_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], said: str
) -> None:
    (tmp_path / "junk.db").write_bytes(b"no database at all" * 100)
    told = demo(monkeypatch, tmp_path, RELAIS_PORT="0", **environment)
    assert told.exit_code == 1
    assert said in told.output
    assert "s3cret" not in told.output
