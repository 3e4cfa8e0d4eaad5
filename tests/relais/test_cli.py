import subprocess
import sys
from pathlib import Path

import pytest

from relais import cli, commands

HEAVY = {"aiohttp", "babel", "dateparser", "holidays", "sqlalchemy", "sqlmodel"}


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
    )


def test_every_file_in_commands_is_a_command() -> None:
    found = cli.discovered_commands()
    files = {path.stem for path in Path(commands.__path__[0]).glob("[!_]*.py")}
    assert found
    assert found.keys() == files


def test_a_new_file_is_a_new_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "greet_for_test.py").write_text(
        "import typer\ndef register(app: typer.Typer) -> None:\n    app.command('greet')(lambda: print('bonjour'))\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    assert "greet" in {command.name for command in cli.build_app().registered_commands}


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    done = run("-m", "relais", "version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "0.1.0\n")


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    assert run("-m", "relais", "no-such-command", cwd=tmp_path).returncode == cli.WRONG_USAGE


def test_unusable_settings_are_told_in_a_line_and_end_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from relais.settings import Settings

    monkeypatch.setenv("RELAIS_PORT", "eighty")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setattr(cli, "build_app", lambda: lambda: Settings.load(None))
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == cli.WRONG_USAGE
    assert capsys.readouterr().err == "RELAIS_PORT\N{NO-BREAK SPACE}: il faut un nombre entier, par exemple 8080.\n"


def test_asking_for_help_loads_nothing_heavy(tmp_path: Path) -> None:
    asked = "import sys, relais.cli; relais.cli.build_app(); print(*{name.partition('.')[0] for name in sys.modules})"
    done = run("-c", asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split()), "import these inside the command's function"
