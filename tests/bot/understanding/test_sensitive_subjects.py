"""The same words said of somebody, and of a thing, a trade, a joke or a party."""

from __future__ import annotations

import pytest

from bot.understanding import read
from tests.bot.understanding.contexts import context

SAID_OF_SOMEBODY_OR_NOT = (
    ("Sophie is sick again, the agency sends nobody till Wednesday", "the van is sick again, back on Wednesday"),
    ("je suis en arrêt maladie depuis lundi", "l'imprimante est en arrêt maladie depuis lundi"),
    ("il m'a fait un burn out en plein exposé", "le vidéoprojecteur a fait un burn out en plein exposé"),
    ("la charge mentale de Karim est énorme", "la charge mentale du serveur est énorme"),
    ("his remarks are harassment", "this noise is harassment, 90 decibels in the workshop"),
    ("je sors de la clinique, j'ai une semaine", "un colis d'implants pour la clinique de Vienne"),
    ("j'ai reçu une lettre d'huissier", "l'huissier patiente à l'accueil"),
    ("my wheelchair is stuck at the gate", "ward 3 needs 20 wheelchairs by Monday"),
    ("est-ce que mon salaire tombe lundi", "le salaire moyen du soudeur, thème de mardi"),
    ("je passe en conseil de discipline lundi", "le prochain qui salit la cuisine passe en conseil de discipline"),
    ("je prends ma retraite en mars, quels papiers faut-il", "pot de retraite de Bernard vendredi au réfectoire"),
)
LIVED = (
    "he slammed the door in my face and called me useless",
    "elle fouille dans mes affaires quand je pars",
    "they came to blows on the dock",
    "ils en sont venus aux mains au vestiaire",
    "my desk was gone when I came back",
    "ça fait un mois qu'on me donne plus rien à faire",
    "je veux pas que mon chef le sache",
    "does my manager know why I was off",
    "I can't make it to the end of the month",
    "la banque me prend l'appart",
    "he drinks alone in the van",
    "my dad fell and I'm flying home",
    "Damien sentait la bière à 7h et il conduit la grue",
    "nobody eats with me since the strike",
    "ma conjointe m'a mis dehors",
    "she cries in the toilets every day",
    "on me parle comme à un gamin devant tout le monde",
    "je peux venir accompagné à l'entretien avec le directeur ?",
)
ORDINARY = (
    "I threw the old boxes away this morning",
    "he came to the dock at noon",
    "my desk is by the window on the second floor",
    "on me donne deux badges à refaire",
    "my manager knows the customer well",
    "we get to the end of the corridor and turn left",
    "la banque me demande le RIB du fournisseur",
    "je suis coincé entre les deux portes du sas",
    "Sam threw a party on the terrace",
    "ils sont venus avec les plans du chantier",
    "elle m'a appelé pour le devis",
    "the customer reads the mail on Monday",
    "Kevin brought beer for the drinks on Friday",
    "il m'a dit de rentrer les palettes",
)


@pytest.mark.parametrize(("somebody", "other"), SAID_OF_SOMEBODY_OR_NOT)
def test_what_is_private_is_said_of_somebody(somebody: str, other: str) -> None:
    assert (_private(somebody), _private(other)) == (True, False)


@pytest.mark.parametrize("text", LIVED)
def test_what_is_lived_is_private_without_a_word_of_personnel(text: str) -> None:
    assert _private(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_is_told_of_the_day_is_not(text: str) -> None:
    assert not _private(text)


def _private(text: str) -> bool:
    return read(text, context(language=None, channel_site="lyon")).sensitive.value
