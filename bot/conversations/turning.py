"""Where else to turn, told to whoever confides what is done to them: nobody is left with the desk alone."""

from __future__ import annotations

from bot.cards import Text
from bot.people import persons_of_charter, with_names
from bot.policies.naming import named_in
from bot.talk import Talk
from bot.understanding.endured import tells_what_is_endured
from bot.views import unkept
from storage import words as wordstore
from storage.tables import Source


def where_to_turn(talk: Talk, source: Source) -> tuple[Text, ...]:
    """Where one may turn with a private message that tells what one endures; never to somebody whom it names."""
    text = wordstore.read_one(talk.unit, source.words_id) if source.words_id else ""
    if not tells_what_is_endured(text):
        return ()
    name = talk.charter.desk.whistle_contact
    named = named_in(talk.charter, with_names(talk.unit, text))
    trusted = next(iter(persons_of_charter(talk.unit, (name,))), None) if name and name not in named else None
    return (unkept.endured(None if trusted is None or trusted.id == source.author_id else trusted),)
