"""`relais demo` where another one already runs."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from relais.cli import build_app


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
