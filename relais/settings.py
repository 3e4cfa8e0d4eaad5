"""Every setting that Relais reads from the environment or from `.env`, each once."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LogLevel = Literal["debug", "info", "warning", "error"]

_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


_SAID = {
    "int_parsing": "not_a_number",
    "int_type": "not_a_number",
    "greater_than_equal": "not_a_port",
    "less_than_equal": "not_a_port",
    "literal_error": "not_a_level",
}
"""What pydantic refuses, by its own names, and the text of the catalogue that says so."""
_EXAMPLES = {
    "not_a_number": "8080",
    "not_a_level": ", ".join(get_args(LogLevel)),
    "not_a_database": "sqlite:///var/relais.db, postgresql://db/relais",
    "no_file": "sqlite:///var/relais.db, sqlite:////srv/relais.db",
    "not_an_address": "https://relais.example",
    "keys_twice": "RELAIS_WORDS_KEYS",
    "not_an_origin": "https://smba.trafficmanager.net",
}


class Unusable(ValueError):
    """A value that cannot be used; `key`, also its text, says why in the catalogue, under `settings`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class SettingFault:
    """What is wrong with one setting (or with the file): its name and why, never its value."""

    name: str
    key: str

    def render(self, language: str) -> str:
        """One line in that language, fr or en."""
        from bot.locales import text

        why = text(language, f"settings.{self.key}", example=_EXAMPLES.get(self.key))
        return text(language, "settings.fault", name=self.name, why=why)


class SettingsError(Exception):
    """One or more settings are unusable."""

    def __init__(self, faults: list[SettingFault]) -> None:
        super().__init__(", ".join(fault.name for fault in faults))
        self.faults = faults

    def render(self, language: str) -> str:
        """One sentence a line, made for whoever runs the desk, in their language."""
        return "\n".join(fault.render(language) for fault in self.faults)


class Settings(BaseSettings):
    """The desk's settings. An empty value counts as absent; a value from the environment wins over `.env`."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    charter: Path = Field(Path("charter.yaml"), validation_alias="RELAIS_CHARTER")
    database_url: str = Field("sqlite:///var/relais.db", validation_alias="RELAIS_DATABASE_URL", repr=False)
    words_keys: SecretStr | None = Field(None, validation_alias="RELAIS_WORDS_KEYS")
    words_keys_file: Path | None = Field(None, validation_alias="RELAIS_WORDS_KEYS_FILE")
    host: str = Field("127.0.0.1", validation_alias="RELAIS_HOST")
    port: int = Field(8080, ge=0, le=65535, validation_alias="RELAIS_PORT")
    public_url: str | None = Field(None, validation_alias="RELAIS_PUBLIC_URL")
    log_level: LogLevel = Field("info", validation_alias="RELAIS_LOG_LEVEL")

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")

    teams_app_id: str | None = Field(None, validation_alias="TEAMS_APP_ID")
    teams_app_password: SecretStr | None = Field(None, validation_alias="TEAMS_APP_PASSWORD")
    teams_tenant_id: str | None = Field(None, validation_alias="TEAMS_TENANT_ID")
    teams_openid_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration", validation_alias="TEAMS_OPENID_URL"
    )
    teams_token_url: str | None = Field(None, validation_alias="TEAMS_TOKEN_URL")
    teams_service_urls: Annotated[tuple[str, ...], NoDecode] = Field(
        ("https://smba.trafficmanager.net",), validation_alias="TEAMS_SERVICE_URLS"
    )

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, url: str) -> str:
        return normalise_database_url(url)

    @field_validator("words_keys")
    @classmethod
    def _keys(cls, said: SecretStr | None) -> SecretStr | None:
        from storage.sealing import BadKeys, read_keys

        try:
            keys = read_keys(said.get_secret_value() if said else "")
        except BadKeys:
            raise Unusable("not_keys") from None
        return said if keys.first else None

    @field_validator("words_keys_file")
    @classmethod
    def _once(cls, file: Path | None, known: ValidationInfo) -> Path | None:
        if file is not None and known.data.get("words_keys"):
            raise Unusable("keys_twice")
        return file

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_lower_case(cls, level: Any) -> Any:
        return level.lower() if isinstance(level, str) else level

    @field_validator("public_url", "teams_openid_url", "teams_token_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        return None if url is None else _checked_web_address(url).rstrip("/")

    @field_validator("slack_api_url")
    @classmethod
    def _slack_base(cls, url: str) -> str:
        return _checked_web_address(url).rstrip("/") + "/"

    @field_validator("teams_service_urls", mode="before")
    @classmethod
    def _origins(cls, urls: Any) -> Any:
        return tuple(part.strip() for part in urls.split(",") if part.strip()) if isinstance(urls, str) else urls

    @field_validator("teams_service_urls")
    @classmethod
    def _only_origins(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        if not urls:
            raise Unusable("no_origin")
        return tuple(_checked_origin(url) for url in urls)

    @property
    def page_url(self) -> str:
        """Where a person's browser finds this desk, without a closing slash."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def slack_is_on(self) -> bool:
        """Whether Slack has a bot token and a way in: a signing secret (HTTP) or an app token (Socket Mode)."""
        return self.slack_bot_token is not None and not self.slack_lacks

    @property
    def teams_is_on(self) -> bool:
        """Whether Teams has all three of its credentials."""
        return not self.teams_lacks

    @property
    def slack_lacks(self) -> list[str]:
        """The settings still missing before Slack can be turned on."""
        lacking = [] if self.slack_bot_token else ["SLACK_BOT_TOKEN"]
        if not (self.slack_signing_secret or self.slack_app_token):
            lacking.append("SLACK_SIGNING_SECRET (HTTP) / SLACK_APP_TOKEN (Socket Mode)")
        return lacking

    @property
    def teams_lacks(self) -> list[str]:
        """The settings still missing before Teams can be turned on."""
        present = {
            "TEAMS_APP_ID": self.teams_app_id,
            "TEAMS_APP_PASSWORD": self.teams_app_password,
            "TEAMS_TENANT_ID": self.teams_tenant_id,
        }
        return [name for name, value in present.items() if not value]

    @classmethod
    def load(cls, env_file: Path | None = Path(".env")) -> Self:
        """Read the environment and `env_file`.

        Raises:
            SettingsError: naming each setting that is wrong and why, never its value.
        """
        try:
            return cls(_env_file=env_file)
        except UnicodeDecodeError:
            raise SettingsError([SettingFault(str(env_file), "not_a_text")]) from None
        except ValidationError as error:
            raise SettingsError([_explained(fault) for fault in error.errors(include_input=False)]) from None


def environment_names() -> list[str]:
    """The names of all settings, in the order of the class."""
    return [str(field.validation_alias) for field in Settings.model_fields.values()]


def normalise_database_url(url: str) -> str:
    """A database URL with the driver Relais uses: pysqlite for SQLite, psycopg 3 for PostgreSQL.

    Raises:
        Unusable: for another database or driver, and for a SQLite URL that names no file.
    """
    scheme, separator, rest = url.partition("://")
    driver = _DRIVERS.get(scheme.lower())
    if not separator or driver is None:
        raise Unusable("not_a_database")
    if driver.startswith("sqlite") and (not rest.startswith("/") or rest in {"/", "/:memory:"}):
        raise Unusable("no_file")
    return f"{driver}://{rest}"


def _checked_web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unusable("not_an_address")
    return url


def _checked_origin(url: str) -> str:
    parts = urlsplit(_checked_web_address(url))
    if parts.username or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise Unusable("not_an_origin")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _explained(fault: Any) -> SettingFault:
    raised = fault.get("ctx", {}).get("error")
    key = raised.key if isinstance(raised, Unusable) else _SAID.get(fault["type"], "unusable")
    return SettingFault(str(fault["loc"][0]), key)
