"""Whom and what the gallery shows: a company, its people, their words, and a request in every state and level."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.charter import Charter, load
from bot.views.facts import RequestFacts
from storage.tables import Level, Person, Request, State

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "mon arrêt maladie du 3 décembre"
"""What the words of every restricted and confidential request of the gallery say; it may not be in what others read."""
ASK = "Un train pour Paris jeudi à 14 h, retour vendredi soir, pour <b>deux</b> *personnes* 👩‍👩‍👧"
HURRIED = (
    "bjr, il me faudrait un train pour Paris jeudi aprem (retour vendredi soir si possible) et une salle pour 12 "
    "vendredi matin avec visio svp, désolé c'est un peu la course, merci bcp"
)
BROKEN = "l'imprimante du 2e est encore en panne depuis ce matin, plus personne peut imprimer et on a le CSE a 14h 😩"
ENGLISH = "hi, 2nd floor printer jams again, nobody here can print, can sb have a look before the 2pm meeting pls"
ANSWER = "500 € max et plutot avant vendredi midi si vous pouvez, sinon tant pis on prendra le suivant"
LONG = (
    "Bonjour,\n\nJe reçois jeudi et vendredi prochains trois clients de Clermont-Ferrand (M. Bouchardon, Mme "
    "Vandenbroucke-Lefèvre et leur directeur technique) pour la recette de la ligne 4. Il nous faudrait la grande "
    "salle du rez-de-chaussée les deux jours, de 8 h 30 à 18 h, avec la visio, un paperboard et de quoi brancher "
    "trois portables.\n"
    "Pour le déjeuner : 9 personnes, dont une végétarienne et une allergique aux fruits à coque, plutôt sur place. "
    "Le taxi du vendredi soir vers la gare TGV est à voir avec eux, le train est à 18 h 52.\n\n"
    "Le devis du traiteur de la dernière fois est ici : https://intranet.ateliers-durance.example/partage/achats/2026/"
    "recette-ligne-4/devis-traiteur-definitif-v3.pdf\n\nMerci d'avance, et désolée pour le délai.\nSophie"
)
STANDARD_WORDS, SECRET_WORDS, ERASED_WORDS, HURRIED_WORDS, BROKEN_WORDS = 1, 2, 3, 4, 5
ENGLISH_WORDS, ANSWER_WORDS, LONG_WORDS = 6, 7, 8
WORDS = {
    STANDARD_WORDS: ASK, SECRET_WORDS: SECRET, HURRIED_WORDS: HURRIED, BROKEN_WORDS: BROKEN, ENGLISH_WORDS: ENGLISH,
    ANSWER_WORDS: ANSWER, LONG_WORDS: LONG,
}  # fmt: skip
"""What people wrote; those of `ERASED_WORDS` are no more."""


@cache
def charter() -> Charter:
    """The demo's company."""
    return load(Path(__file__).parents[3] / "relais" / "charters" / "demo.yaml")


def person(number: int, name: str, charter_id: str | None = None) -> Person:
    return Person(id=number, name=name, charter_id=charter_id, created_at=NOW)


KARIM, INES = person(1, "Karim Diallo"), person(2, "Inès Caron", "ines")
CLAIRE, NADIA = person(3, "Claire Morel", "claire"), person(4, "Nadia Benali", "nadia")
JULIE = person(5, "Julie Schmitt", "julie")
PEOPLE = (KARIM, INES, CLAIRE, NADIA, JULIE)
SERVICES = {Level.STANDARD: "travel", Level.RESTRICTED: "invoicing", Level.CONFIDENTIAL: "hr_admin"}


def facts(state: State = State.NEW, level: Level = Level.STANDARD, **changes: object) -> RequestFacts:
    """A request in that state; whoever works it is there once it was taken."""
    taken = state is not State.NEW and state is not State.CANCELLED
    over = state in (State.RESOLVED, State.CLOSED)
    values: dict[str, Any] = {
        "id": 42,
        "ref": "LYO-42",
        "site": "lyon",
        "number": 42,
        "service": SERVICES[level],
        "level": level,
        "state": state,
        "open": not over and state is not State.CANCELLED,
        "requester_id": KARIM.id,
        "raised_by_id": KARIM.id,
        "assignee_id": INES.id if taken else None,
        "origin": "message",
        "words_id": STANDARD_WORDS if level is Level.STANDARD else SECRET_WORDS,
        "event_start": "2026-11-26T14:00:00+01:00",
        "event_grain": "hour",
        "due": "2026-11-25",
        "due_grain": "day",
        "first_response_at": NOW + timedelta(hours=1),
        "promised_at": NOW + timedelta(days=1),
        "asked_at": NOW,
        "paused_at": NOW if state is State.WAITING else None,
        "claimed_at": NOW if taken else None,
        "resolved_at": NOW if over else None,
        "resolved_by_id": INES.id if over else None,
        "charter_version": "v",
        "updated_at": NOW,
    }
    request = Request(**(values | changes))
    return RequestFacts(
        request=request,
        requester=KARIM,
        charter=charter(),
        now=NOW,
        assignee=INES if request.assignee_id else None,
        raised_by=KARIM,
        resolved_by=INES if over else None,
    )
