"""`relais charter check` and `show`, as someone types them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.charter import load
from bot.pairing import enrol
from bot.versions import put_in_force
from relais.cli import build_app
from storage.database import open_database
from storage.migrate import migrate
from storage.tables import CharterVersion
from storage.unit import Unit

DEMO = Path(__file__).parents[2] / "relais/charters/demo.yaml"


@pytest.fixture(autouse=True)
def _french_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("RELAIS_DATABASE_URL", "sqlite:///nowhere/relais.db")


def relais(*words: str) -> Result:
    return CliRunner().invoke(build_app(), ["charter", *words])


def changed(tmp_path: Path, before: str, after: str) -> Path:
    path = tmp_path / "charter.yaml"
    path.write_text(DEMO.read_text("utf-8").replace(before, after, 1), "utf-8")
    return path


def test_a_charter_with_nothing_to_say() -> None:
    done = relais("check", str(DEMO))
    assert done.exit_code == 0
    first, idle = done.output.splitlines()
    assert first == f"{DEMO} : rien à signaler (4 sites, 7 services, 11 personnes)."
    assert idle.startswith("Écrit, et pas encore à l'œuvre dans cette version : les rituels")
    assert "rituals" in idle


def test_a_warning_is_printed_and_is_no_error(tmp_path: Path) -> None:
    path = changed(tmp_path, "  pilot: julie ", "  pilot: coralie ")
    done = relais("check", str(path), "--lang", "en")
    assert done.exit_code == 0
    assert done.output.startswith(f"{path}:10: desk.pilot: the pilot, Coralie Tessier, is the provider's")


def test_an_error_has_its_line_and_status_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = changed(tmp_path, "  pilot: julie ", "  pilott: julie ")
    done = relais("check", str(path))
    assert done.exit_code == 1
    assert (
        f"{path}:10: desk.pilott: clé inconnue « pilott » ; corrigez-la ou retirez-la (vouliez-vous dire « pilot » ?)\n"
        in done.output
    )
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert (
        f"{path}:10: desk.pilott: unknown key “pilott”; correct it or remove it (did you mean “pilot”?)\n"
        in relais("check", str(path)).output
    )
    assert relais("show", str(path)).exit_code == 1


def test_a_code_that_changes_hands_is_told_where_a_desk_has_a_charter_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'var' / 'desk.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    path = changed(tmp_path, "code: LYO", "code: LYN")
    path.write_text(path.read_text("utf-8").replace("code: STR", "code: LYO", 1), "utf-8")
    assert "LYO" not in relais("check", str(path)).output
    assert not (tmp_path / "var").exists()
    database, before = open_database(url), load(DEMO)
    migrate(database)
    with database.engine.connect() as connection, connection.begin():
        unit = Unit(connection, datetime.now(UTC))
        unit.add(CharterVersion(hash=before.hash, source=before.source, first_used_at=unit.now))
        put_in_force(unit, before)
    database.close()
    done = relais("check", str(path))
    assert (done.exit_code, "« LYO » était le code du site « lyon »" in done.output) == (0, True)


def test_an_id_given_to_somebody_else_is_refused_where_a_desk_knows_whose_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    path = changed(tmp_path, "name: Marc Vidal", "name: Paul Roche")
    path.write_text(path.read_text("utf-8").replace("marc.vidal@", "paul.roche@"), "utf-8")
    assert "Marc Vidal" not in relais("check", str(path)).output
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    database, before = open_database(url), load(DEMO)
    migrate(database)
    with database.engine.connect() as connection, connection.begin():
        enrol(Unit(connection, datetime.now(UTC)), before)
    database.close()
    done = relais("check", str(path))
    assert done.exit_code == 1
    assert "people[marc].id: « marc » est l'identifiant de Marc Vidal (marc.vidal@" in done.output
    assert "Une erreur : le cahier des charges ne peut pas servir." in done.output
    assert relais("check", str(DEMO)).exit_code == 0
    monkeypatch.setenv("RELAIS_CHARTER", str(path))
    assert "« marc » est l'identifiant de Marc Vidal" in CliRunner().invoke(build_app(), ["doctor"]).output


@pytest.mark.parametrize("words", [[], ["nowhere.yaml"], ["."], ["a", "b"], [str(DEMO), "--lang", "de"]])
def test_wrong_usage_has_status_2(words: list[str]) -> None:
    assert relais("check", *words).exit_code == 2


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "fr",
            [
                "lundi à jeudi",
                "8 h 30 – 12 h 30, 13 h 30 – 18 h",
                "Saint-Étienne",
                "1 jour ouvré",
                "Abolition de l'esclavage",
            ],
        ),
        (
            "en",
            [
                "Monday to Thursday",
                "08:30 – 12:30, 13:30 – 18:00",
                "Good Friday",
                "1 opening day",
                "Abolition of Slavery",
            ],
        ),
    ],
)
def test_a_charter_shown_as_the_desk_understands_it(language: str, sentences: list[str]) -> None:
    done = relais("show", str(DEMO), "--lang", language)
    assert done.exit_code == 0
    for sentence in (*sentences, "Inès Caron → Claire Morel", "FR-6AE", ":rotating_light:", "C0RITUELS"):
        assert sentence in done.output


def test_a_charter_shown_in_a_narrow_window_cuts_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = relais("show", str(DEMO)).output
    assert "…" not in said
    assert max(len(line.rstrip()) for line in said.splitlines()) <= 80
    wholes = (
        "responsables de site, au-dessus de 800 EUR",
        "19:reunion@thread.tacv2",
        "direction, administration",
        "lundi à jeudi 8 h – 12 h, 13 h – 17 h",
        "Aix-en-Provence, Lyon, Strasbourg, La Réunion",
    )
    for whole in wholes:
        assert whole in said


def test_without_a_file_the_one_of_the_settings_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_CHARTER", str(changed(tmp_path, "Ateliers Durance", "Ateliers [bold]Rhône[/]")))
    assert relais("show").output.startswith("Ateliers [bold]Rhône[/]\n")
