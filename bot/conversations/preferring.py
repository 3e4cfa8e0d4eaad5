"""What a person prefers: their language, and the site that they ask from."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.cards import Named, Reply
from bot.conversations.commands import NEAR
from bot.conversations.one_press import in_one_press
from bot.locales import LANGUAGES
from bot.requests import refresh_homes
from bot.talk import Talk, on_command
from bot.understanding import site_alone
from bot.views import notices
from storage.tables import Audience

SAID = {"français": "fr", "francais": "fr", "french": "fr", "anglais": "en", "english": "en"}


@on_command("language", "langue", "language")
def language(talk: Talk, said: str) -> Reply:
    """`fr` or `en`: what the desk says to this person alone is in it from now on."""
    word = said.strip().casefold()
    chosen = SAID.get(word, word)
    if chosen not in LANGUAGES:
        return talk.tell(notices.notice("prefer.which_language", Audience.PERSON))
    talk.unit.change(talk.actor.person, language=chosen)
    refresh_homes(talk.unit, {talk.actor.id})
    return talk.tell(notices.notice("prefer.language", Audience.PERSON))


@on_command("site", "site")
def site(talk: Talk, said: str) -> Reply:
    """A site by its id, code, name or alias: their asks without another are from there."""
    chosen = site_alone(said, talk.charter)
    if chosen is not None:
        talk.unit.change(talk.actor.person, site=chosen, site_asked_at=talk.now)
        named = (Named(what="site", id=chosen),)
        return talk.tell(notices.notice("prefer.site", Audience.PERSON, site=named))
    sites = {each.name.casefold(): each.name for each in talk.charter.sites}
    near = process.extractOne(said.strip().casefold(), list(sites), scorer=fuzz.ratio, score_cutoff=NEAR)
    if near is not None:
        meant = f"site {sites[near[0]]}"
        return talk.tell(in_one_press(talk, said.strip(), meant, meant, "site"))
    names = ", ".join(each.name for each in talk.charter.sites)
    return talk.tell(notices.notice("prefer.which_site", Audience.PERSON, names=names))
