"""Who the desk is in its workspace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """The desk in its workspace, as `auth.test` names it.

    Everybody whom the desk meets there is named under `team`, whichever company they come from: Slack's user ids are
    unique across it, and reactions, buttons and mentions do not say whose they are. Who is from outside is told by
    their profile (`users.info`), not by their name.
    """

    team: str
    bot_user: str
    bot_id: str
