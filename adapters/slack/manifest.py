"""The app's manifest: what a workspace is asked for when the app is made, as data (platform facts 1.1).

Its shape is that of slackapi/manifest-schema, version 2: an unknown key or a text too long and Slack takes none of it.
"""

from __future__ import annotations

from typing import Any, Final

from adapters.slack.scopes import EVENTS, PATH, SCOPES
from bot.locales import text

NAME: Final = "Relais"
COMMANDS: Final = (
    ("/desk", "manifest.ask", "manifest.ask_hint"),
    ("/demande", "manifest.ask", "manifest.ask_hint"),
    ("/escalate", "manifest.escalate", "manifest.escalate_hint"),
    ("/escalade", "manifest.escalate", "manifest.escalate_hint"),
)
"""Each command, what it does and what may follow it, as catalogue keys."""
SHORTCUTS: Final = (
    ("desk_from_message", "message", "manifest.from_message", "manifest.from_message_about"),
    ("desk_new", "global", "manifest.new", "manifest.new_about"),
)


def manifest(language: str, public_url: str | None) -> dict[str, Any]:
    """The manifest, its texts in that language (fr or en).

    `public_url`: where Slack reaches the desk over HTTPS, without a closing slash; none for Socket Mode.
    """
    address = None if public_url is None else public_url + PATH
    to_us: dict[str, str] = {"request_url": address} if address else {}
    return {
        "display_information": {"name": NAME, "description": text(language, "manifest.description")},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [_command(language, address, *each) for each in COMMANDS],
            "shortcuts": [_shortcut(language, *each) for each in SHORTCUTS],
        },
        "oauth_config": {"scopes": {"bot": [scope.name for scope in SCOPES]}},
        "settings": {
            "event_subscriptions": {**to_us, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **to_us},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _command(language: str, address: str | None, command: str, what: str, hint: str) -> dict[str, Any]:
    """`should_escape`: people and channels come by their ids, never by names that somebody may have taken."""
    said = {"description": text(language, what), "usage_hint": text(language, hint)}
    return {"command": command, **({"url": address} if address else {}), **said, "should_escape": True}


def _shortcut(language: str, callback: str, kind: str, name: str, about: str) -> dict[str, Any]:
    said = {"name": text(language, name), "description": text(language, about)}
    return {"type": kind, "callback_id": callback, **said}
