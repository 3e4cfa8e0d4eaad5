"""The app's package: what an administrator gives to Teams so that the desk can work there (platform facts 2.2).

A zip: the manifest, its two icons, and its texts in each language. Its shape is Microsoft's schema of that version,
which takes no key that it does not know; the tests hold it against the schema itself.
"""

from __future__ import annotations

import json
import re
import zipfile
from importlib.resources import files
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from adapters.teams.about import PATH as ABOUT
from adapters.teams.translate import FROM_MESSAGE
from bot.locales import LANGUAGES, text

VERSION: Final = "1.0.2"
"""The package's own: Teams takes a changed package as an update only under a higher one."""
SCHEMA: Final = "1.25"
"""The oldest schema that has `supportsChannelFeatures`, without which the desk is kept out of shared and private
channels."""
SLASH_SCHEMA: Final = "1.29"
"""The oldest one that has slash commands, newer than what every tenant takes."""
NAME: Final = "Relais"
MAKER: Final = "Relais"
FIRST: Final = LANGUAGES[0]
"""Read by whoever's client speaks no language of the catalogues."""
ACCENT: Final = "#1F5C5A"
ICONS: Final = ("color.png", "outline.png")
PERSONAL: Final = ("home", "new", "mine", "show", "escalate", "list", "next", "site", "language", "help")
SEVERAL: Final = ("new", "mine", "list", "show", "next", "claim", "resolve", "urgent", "escalate", "help")
"""What the menu under the message box offers, in the personal chat and where several read: ten each at most."""
SCOPES: Final = (("personal", PERSONAL), ("team", SEVERAL), ("groupChat", SEVERAL))
PERMISSIONS: Final = ("ChannelMessage.Read.Group", "ChatMessage.Read.Chat")
"""Read in a team's channels, and in a group chat, what does not name the desk; consented to where the app is added."""
_WHEN = (2026, 1, 1, 0, 0, 0)
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_guid(said: str) -> bool:
    """Whether a text is an id of Microsoft's directory: an app's, a tenant's. One of zeros alone is an example."""
    return _GUID.fullmatch(said) is not None and any(each not in "0-" for each in said)


def package(app: str, public_url: str, *, slash: bool = False) -> bytes:
    """The zip, the same bytes for the same settings.

    `app`: the id of the bot's registration. `public_url`: where Teams reaches the desk over HTTPS, without a closing
    slash. `slash`: with slash commands, for tenants that have them.
    """
    told: dict[str, Any] = {"manifest": manifest(app, public_url, slash=slash)}
    told |= {language: translation(language, slash=slash) for language in LANGUAGES}
    held = {f"{name}.json": _json(each) for name, each in told.items()}
    held |= {name: (files(__package__) / "icons" / name).read_bytes() for name in ICONS}
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(zipfile.ZipInfo(name, _WHEN), content, zipfile.ZIP_DEFLATED)
    return zipped.getvalue()


def manifest(app: str, public_url: str, *, slash: bool = False) -> dict[str, Any]:
    """The manifest; its own texts are in the first language."""
    said = translation(FIRST, slash=slash)
    host = urlsplit(public_url).hostname
    about = public_url + ABOUT
    maker = {"name": MAKER, "websiteUrl": about, "privacyUrl": f"{about}#privacy", "termsOfUseUrl": f"{about}#terms"}
    return {
        "$schema": _schema("MicrosoftTeams", slash=slash),
        "manifestVersion": _version(slash=slash),
        "version": VERSION,
        "id": app,
        "developer": maker,
        "localizationInfo": {
            "defaultLanguageTag": FIRST,
            "defaultLanguageFile": f"{FIRST}.json",
            "additionalLanguages": [
                {"languageTag": each, "file": f"{each}.json"} for each in LANGUAGES if each != FIRST
            ],
        },
        "name": {"short": said["name.short"], "full": said["name.full"]},
        "description": {"short": said["description.short"], "full": said["description.full"]},
        "icons": {"color": ICONS[0], "outline": ICONS[1]},
        "accentColor": ACCENT,
        "bots": [_bot(app, slash=slash)],
        "composeExtensions": [_extension(app)],
        "staticTabs": [{"entityId": tab, "scopes": ["personal"]} for tab in ("conversations", "about")],
        "defaultInstallScope": "team",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "supportsChannelFeatures": "tier1",
        "validDomains": [host],
        # What the two permissions below are given to. Nobody signs in: the resource only has to be there.
        "webApplicationInfo": {"id": app, "resource": f"api://{host}/{app}"},
        "authorization": {
            "permissions": {"resourceSpecific": [{"name": each, "type": "Application"} for each in PERMISSIONS]}
        },
    }


def translation(language: str, *, slash: bool = False) -> dict[str, str]:
    """Every text of the manifest in that language, by where it stands."""
    said = {
        "$schema": _schema("MicrosoftTeams.Localization", slash=slash),
        "name.short": NAME,
        "name.full": text(language, "package.name"),
        "description.short": text(language, "package.short"),
        "description.full": text(language, "package.full"),
        "composeExtensions[0].commands[0].title": text(language, "package.from_message"),
        "composeExtensions[0].commands[0].description": text(language, "package.from_message_about"),
    }
    for at, (_, commands) in enumerate(SCOPES):
        for nth, (word, about) in enumerate(_commands(language, commands)):
            place = f"bots[0].commandLists[{at}].commands[{nth}]"
            said |= {f"{place}.title": word, f"{place}.description": about}
    return said


def _bot(app: str, *, slash: bool) -> dict[str, Any]:
    lists = [
        {
            "scopes": [scope],
            **({"triggers": ["mention", "slash"]} if slash else {}),
            "commands": [{"title": word, "description": about} for word, about in _commands(FIRST, commands)],
        }
        for scope, commands in SCOPES
    ]
    return {
        "botId": app,
        "scopes": [scope for scope, _ in SCOPES],
        "isNotificationOnly": False,
        # Somebody may attach one in their personal chat: its name and where it lies are read, never what is in it.
        "supportsFiles": True,
        **({"supportsTargetedMessages": True} if slash else {}),
        "commandLists": lists,
    }


def _extension(app: str) -> dict[str, Any]:
    """The action on a message. Its dialog is asked of the desk (`fetchTask`), which knows the message by then."""
    action = {
        "id": FROM_MESSAGE,
        "type": "action",
        "context": ["message"],
        "title": text(FIRST, "package.from_message"),
        "description": text(FIRST, "package.from_message_about"),
        "fetchTask": True,
    }
    return {"botId": app, "canUpdateConfiguration": False, "commands": [action]}


def _commands(language: str, commands: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each command as it is typed, and what it does. Picked from the menu, it is written for its author to send."""
    return [(_word(language, each), _about(language, each)) for each in commands]


def _word(language: str, command: str) -> str:
    from bot.conversations import discover
    from bot.talk import ANSWERS

    discover()
    return ANSWERS.words[command][0] if language == "fr" else command


def _about(language: str, command: str) -> str:
    from bot.views.help import ABOUT_A_REQUEST

    said = text(language, f"help.do_{command}")
    if command in ABOUT_A_REQUEST:
        said = text(language, "package.about_one", what=said)
    return said[0].upper() + said[1:]


def _version(*, slash: bool) -> str:
    return SLASH_SCHEMA if slash else SCHEMA


def _schema(name: str, *, slash: bool) -> str:
    return f"https://developer.microsoft.com/en-us/json-schemas/teams/v{_version(slash=slash)}/{name}.schema.json"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
