"""« J'approuve LYO-42 », « ok pour LYO-42 », in words of one's own: offered in one press, and done by no word alone."""

from __future__ import annotations

import re

from bot.cards import Reply
from bot.conversations.one_press import in_one_press
from bot.events import MessagePosted
from bot.policies.permissions import Act, may
from bot.reading import without_mention
from bot.requests import by_ref, reference_in
from bot.talk import Talk
from bot.understanding.text import fold

_YES = re.compile(
    r"(?:c'est |je suis |oui,? |ok,? |yes,? )*"
    r"(?:j'approuve|j'accepte|j'autorise|je valide|je donne mon accord|d'accord|dac|ok|oui|accorde|approuve|"
    r"bon pour accord|i approve|i agree|approved|agreed|yes|fine|go ahead)"
    r"(?: pour| a| de| sur| for| with| to| la| le| the| demande| request| ma reponse| c'est|,| :|:)*"
    r" ?[a-z]{1,8}[- ]?\d{1,7}[ .!]*(?:merci|thanks|svp)?[ .!]*"
)
ORDER = "approuver"


def posted(talk: Talk) -> Reply | None:
    """Whether somebody whose agreement is awaited says yes to the desk, and of which request; none: they do not."""
    event = talk.event
    if not isinstance(event, MessagePosted) or event.files or not (event.mentions_desk or event.where.kind == "direct"):
        return None
    said = without_mention(event.text).strip()
    ref = reference_in(said)
    if ref is None or not _YES.fullmatch(fold(said).replace("’", "'")):
        return None
    request = by_ref(talk.unit, ref)
    if request is None or not request.awaits_approval:
        return None
    if not may(Act.APPROVE, talk.actor, request, talk.charter).allowed:
        return None
    order = f"{ORDER} {request.ref}"
    return talk.tell(in_one_press(talk, "", order, order, "approve"))
