"""To those who coordinate: where the desk could not write, why, and what is to be done about it."""

from __future__ import annotations

from bot.cards import Card, Span, Text, ours
from bot.outgoing import REFUSED
from bot.views.parts import one_line, sentences, strong
from storage.tables import Audience

REMEDIES = {
    "Gone": "platform.gone",
    "RootGone": "platform.root_gone",
    "NotMember": "platform.not_member",
    "Blocked": "platform.blocked",
    "NotInstalled": "platform.not_installed",
    "NotInstalledHere": "platform.not_installed_here",
    "Forbidden": "platform.forbidden",
    "TooBig": "platform.too_big",
    "Permanent": "platform.permanent",
}
"""What is said of each of the port's errors, by its name: the sentence that `relais doctor` says of it."""


def in_channel(name: Span, platform: str) -> Text:
    """« dans #lyon, sur Slack »"""
    return ours("refused.in_channel", channel=name, platform=platform.capitalize())


def to_person(person: Span) -> Text:
    """« à Karim Diallo »"""
    return ours("refused.to_person", who=person)


def on_platform(platform: str) -> Text:
    """« sur Slack »"""
    return ours("refused.on_platform", platform=platform.capitalize())


def refused_card(why: str, spot: Text, ref: str | None) -> Card:
    """« Je n'ai pas pu écrire dans #lyon, sur Slack (LYO-42). Relais n'est pas membre de ce canal. Invitez-le. »

    `ref`: of a request that its reader may read.
    """
    told = ours("refused.told_of", where=spot, ref=strong(ref)) if ref else ours("refused.told", where=spot)
    return one_line(REFUSED, Audience.PERSON, sentences(told, ours(REMEDIES[why])), ref)
