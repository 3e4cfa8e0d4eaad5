import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from relais.settings import Settings, SettingsError, Unusable, environment_names, normalise_database_url

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in environment_names():
        monkeypatch.delenv(name, raising=False)


def test_the_example_names_every_setting_and_no_other() -> None:
    assert list(dotenv_values(EXAMPLE)) == environment_names()


def test_the_example_explains_every_setting_just_above_it() -> None:
    blocks = [block for block in re.split(r"\n\n+", EXAMPLE.read_text(encoding="utf-8")) if "=" in block]
    assert all(block.startswith("# ") for block in blocks)
    assert sum(len(re.findall(r"^[A-Z_]+=", block, re.MULTILINE)) for block in blocks) == len(environment_names())


def test_the_example_as_it_is_says_what_is_assumed_without_it() -> None:
    assert Settings.load(EXAMPLE) == Settings.load(None)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("RELAIS_PORT=9000\nRELAIS_LOG_LEVEL=WARNING\n", encoding="utf-8")
    monkeypatch.setenv("RELAIS_PORT", "9001")
    settings = Settings.load(file)
    assert (settings.port, settings.log_level, settings.page_url) == (9001, "warning", "http://127.0.0.1:9001")
    assert settings.model_fields_set == {"port", "log_level"}


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/desk.db", "sqlite+pysqlite:///var/desk.db"),
        ("sqlite:////srv/desk.db", "sqlite+pysqlite:////srv/desk.db"),
        (
            "postgresql://u:p%40ss@h:5433/desk?sslmode=require",
            "postgresql+psycopg://u:p%40ss@h:5433/desk?sslmode=require",
        ),
        ("postgres://h/desk", "postgresql+psycopg://h/desk"),
        ("postgresql+psycopg://h/desk", "postgresql+psycopg://h/desk"),
    ],
)
def test_the_driver_is_ours_to_add(given: str, used: str) -> None:
    assert normalise_database_url(given) == used
    assert normalise_database_url(used) == used


@pytest.mark.parametrize(
    "url",
    ["mysql://h/desk", "postgresql+asyncpg://h/desk", "var/desk.db", "sqlite://", "sqlite:///", "sqlite:///:memory:"],
)
def test_another_database_or_a_fleeting_one_is_refused(url: str) -> None:
    with pytest.raises(Unusable, match=r"not_a_database|no_file"):
        normalise_database_url(url)


def test_what_is_wrong_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_DATABASE_URL", "mysql://root:s3cret@h/desk")
    monkeypatch.setenv("RELAIS_PORT", "eighty")
    monkeypatch.setenv("RELAIS_PUBLIC_URL", "desk.example")
    with pytest.raises(SettingsError) as caught:
        Settings.load(None)
    for language in ("fr", "en"):
        told = caught.value.render(language)
        named = [line.partition(":")[0].rstrip() for line in told.splitlines()]
        assert named == ["RELAIS_DATABASE_URL", "RELAIS_PORT", "RELAIS_PUBLIC_URL"]
        assert not any(value in told for value in ("s3cret", "eighty", "desk.example"))


@pytest.mark.parametrize(
    ("name", "value", "french", "english"),
    [
        ("RELAIS_PORT", "abc", "il faut un nombre entier", "it must be a whole number"),
        ("RELAIS_PORT", "70000", "il faut un numéro de port, de 0 à 65535", "from 0 to 65535"),
        ("RELAIS_LOG_LEVEL", "loud", "debug, info, warning, error.", "debug, info, warning, error."),
        ("RELAIS_DATABASE_URL", "mysql://h/desk", "d’une base SQLite ou PostgreSQL", "of a SQLite or"),
        ("RELAIS_DATABASE_URL", "sqlite://", "il faut nommer un fichier", "it must name a file"),
        ("RELAIS_PUBLIC_URL", "desk.example", "adresse web entière", "whole web address"),
        ("TEAMS_SERVICE_URLS", "https://a.example/path", "que des origines", "it takes origins only"),
        ("TEAMS_SERVICE_URLS", ",", "aucune origine", "it names no origin"),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, french: str, english: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load(None)
    told = caught.value.render("fr")
    assert told.startswith(f"{name}\N{NO-BREAK SPACE}: ")
    assert french in told
    assert caught.value.render("en").startswith(f"{name}: ")
    assert english in caught.value.render("en")


def test_a_file_that_is_no_text_is_said_without_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"SLACK_BOT_TOKEN=s3cret\xff\n")
    with pytest.raises(SettingsError) as caught:
        Settings.load(file)
    assert "UTF-8" in caught.value.render("fr")
    assert "s3cret" not in caught.value.render("fr")


def test_no_secret_shows_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_DATABASE_URL", "postgresql://desk:s3cret@h/desk")
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "TEAMS_APP_PASSWORD"):
        monkeypatch.setenv(name, "s3cret")
    settings = Settings.load(None)
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("present", "on"),
    [
        (set(), False),
        ({"SLACK_BOT_TOKEN"}, False),
        ({"SLACK_SIGNING_SECRET"}, False),
        ({"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}, True),
        ({"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}, True),
    ],
)
def test_slack_is_on_with_a_token_and_a_way_in(monkeypatch: pytest.MonkeyPatch, present: set[str], on: bool) -> None:
    for name in present:
        monkeypatch.setenv(name, "x")
    settings = Settings.load(None)
    assert settings.slack_is_on is on
    assert bool(settings.slack_lacks) is not on


def test_teams_is_on_with_all_three_and_says_what_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", "a")
    monkeypatch.setenv("TEAMS_TENANT_ID", "")
    assert Settings.load(None).teams_lacks == ["TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID"]
    monkeypatch.setenv("TEAMS_TENANT_ID", "t")
    monkeypatch.setenv("TEAMS_APP_PASSWORD", "p")
    assert Settings.load(None).teams_is_on


def test_addresses_are_kept_in_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9999/api")
    monkeypatch.setenv("TEAMS_SERVICE_URLS", "http://127.0.0.1:9998/ , https://SMBA.example")
    monkeypatch.setenv("RELAIS_PUBLIC_URL", "https://desk.example/")
    settings = Settings.load(None)
    assert settings.slack_api_url == "http://127.0.0.1:9999/api/"
    assert settings.teams_service_urls == ("http://127.0.0.1:9998", "https://smba.example")
    assert settings.page_url == "https://desk.example"


@pytest.mark.parametrize("urls", ["https://a.example/path", "a.example", "https://u@a.example", ","])
def test_a_service_address_is_an_origin(monkeypatch: pytest.MonkeyPatch, urls: str) -> None:
    monkeypatch.setenv("TEAMS_SERVICE_URLS", urls)
    with pytest.raises(SettingsError, match="TEAMS_SERVICE_URLS"):
        Settings.load(None)
