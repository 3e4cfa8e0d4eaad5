import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.locales import LANGUAGES, catalogue
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


def test_each_command_and_what_it_is_given_is_told_in_both_languages() -> None:
    told = {key for key in catalogue("fr") if key.startswith("cli.")}
    for language in LANGUAGES:
        group: Any = get_command(cli.build_app())
        ctx = group.make_context("relais", ["version"])
        cli.tell(group, ctx, "cli", language)
        said = catalogue(language)
        used = {key if key in told else f"cli.{key.rpartition('.')[2]}": each for key, each in helps(group, ctx, "cli")}
        assert used == {key: str(said[key]) for key in told}


def helps(command: Any, ctx: Any, key: str) -> Iterator[tuple[str, str]]:
    """What a command, what it is given and its own commands are told as, by where the catalogue would have it."""
    yield f"{key}.about", command.help
    for each in command.get_params(ctx):
        yield f"{key}.{each.name}", each.help
    for name, inner in getattr(command, "commands", {}).items():
        yield from helps(inner, ctx, f"{key}.{name}")


@pytest.mark.parametrize(
    ("words", "french"),
    [
        ((), "Dit quelle est cette version de Relais."),
        (("charter", "new"), "Écrit un cahier des charges à partir de dix questions."),
        (("charter", "check"), "Affiche cette aide."),
        (("understand",), "  request         true ou false : si quelque chose est demandé"),
    ],
)
def test_help_is_in_the_language_of_whoever_asks(tmp_path: Path, words: tuple[str, ...], french: str) -> None:
    for language, seen in (("fr_FR.UTF-8", True), ("en_GB.UTF-8", False)):
        done = run("-m", "relais", *words, "--help", cwd=tmp_path, LANG=language, COLUMNS="160", PYTHONUTF8="1")
        assert done.returncode == 0, done.stderr
        assert (french in done.stdout) is seen, done.stdout


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
