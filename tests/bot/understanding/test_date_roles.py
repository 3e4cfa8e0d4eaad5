"""What a day is named for: to be ready by, to meet on, or only told. On Tuesday 24 November 2026, 10:15, in Paris."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.bot.understanding.test_hours import dates_of

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("fr", "faites-lui signer l'avenant avant son départ le 30", "2026-11-30"),
        ("fr", "un créneau avec Marc avt jeudi svp", "2026-11-26"),
        ("fr", "merci de renvoyer le constat signé sous 2 jours", "2026-11-26"),
        ("fr", "PPT comité RSE à refaire pour lundi", "2026-11-30"),
        ("fr", "les affiches pour le 7 au soir", "2026-12-07T19:00"),
        ("en", "the slides before the board on Monday please", "2026-11-30"),
        ("en", "I need it for Monday's board", "2026-11-30"),
        ("en", "send the list before year end", "2026-12-31"),
        ("en", "we need the absences and overtime chart, Friday 10am", "2026-11-27T10:00"),
        ("en", "draft of the report please, tomorrow 2pm", "2026-11-25T14:00"),
        ("en", "an overview of the hours, Friday is soon enough", "2026-11-27"),
        ("en", "dispute the invoice please, we have a fortnight to do so", "2026-12-08"),
    ],
)
def test_a_day_to_be_ready_by(language: str, text: str, due: str) -> None:
    assert dates_of(language, text)[:2] == (due, None)


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("fr", "un billet, départ le 3 avril retour le 10", "2027-04-03", "2027-04-10"),
        ("fr", "un billet, départ mardi, retour jeudi", "2026-12-01", "2026-12-03"),
        ("fr", "une voiture mercredi pour le chantier de Pertuis, départ 7h, retour 19h", "2026-11-25T07:00", None),
        ("fr", "une navette de la gare au siège le 21 janvier ? Arrivée du train 9h52", "2027-01-21T09:52", None),
        ("fr", "une hôtesse pour les 12 et 13 décembre svp", "2026-12-12", None),
        ("fr", "une salle pour l'entretien du 12 à 9h", "2026-12-12T09:00", None),
        ("fr", "réservez la 208 demain svp", "2026-11-25", None),
        ("en", "flights to Rome leaving Monday back Wednesday", "2026-11-30", "2026-12-02"),
        ("en", "a hotel in Bologna, April 5 to 7", "2027-04-05", "2027-04-07"),
        ("en", "please cancel my 1:1 with Helene on Monday", "2026-11-30", None),
        ("en", "can you find a restaurant for the team, 16 Dec", "2026-12-16", None),
        ("en", "in 1h15 a client arrives", "2026-11-24T11:30", None),
        ("en", "the link for the 4 o'clock is dead, a new one please", "2026-11-24T16:00", None),
    ],
)
def test_a_day_to_meet_or_travel_on(language: str, text: str, start: str, end: str | None) -> None:
    found = dates_of(language, text)
    assert (found[0], found[1]) == (None, start)
    assert end is None or found[2] == end


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "dsl pour le bruit ce matin c'était nous"),
        ("fr", "la fontaine a été réparée ce matin"),
        ("fr", "mon badge a été coupé ce matin, que faire ?"),
        ("fr", "ils bloquent tout depuis 8h ce matin"),
        ("fr", "les rebuts comptent double depuis la maj de lundi"),
        ("fr", "on est bloqués dehors et il est 9h"),
        ("fr", "je voudrais mes 2h de délégation sur la fiche de paie"),
        ("fr", "c'est un doublon de celle du 2"),
        ("fr", "j'ai passé une heure à chercher les tickets"),
        ("fr", "plus de place avant lundi"),
        ("fr", "la machine casse, la troisième fois cette année"),
        ("fr", "les offres du black friday"),
        ("en", "two drivers came to blows this morning, what do we do?"),
        ("en", "it's 11pm here and the hotel is shut"),
        ("en", "file the refund, delay 2h10 last Thursday"),
        ("en", "payslips for October please"),
        ("en", "Paul's wife passed away on Sunday"),
        ("en", "the third bearing this year"),
        ("en", "no flights before Monday"),
        ("en", "not something to look at tonight"),
    ],
)
def test_what_is_only_told_is_no_date(language: str, text: str) -> None:
    assert dates_of(language, text) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("fr", "j'ai besoin du badge ce matin", "2026-11-24"),
        ("fr", "j'ai prévu une visite ce matin, un café svp", "2026-11-24"),
        ("fr", "on a commandé hier, il le faut aujourd'hui", "2026-11-24"),
        ("fr", "il m'a demandé le dossier pour aujourd'hui", "2026-11-24"),
        ("fr", "le comptable arrive le 12, préparez son badge", "2026-12-12"),
        ("fr", "le client passe le 22, une salle svp", "2026-12-22"),
        ("fr", "pas besoin avant lundi", "2026-11-30"),
        ("fr", "il est 19h au plus tard pour la livraison de jeudi", "2026-11-26"),
        ("fr", "salle jeudi svp. Réponse avant 17h", "2026-11-24"),
        ("en", "can you send it this morning", "2026-11-24"),
        ("en", "I was told to be there today at 5pm", "2026-11-24"),
        ("en", "I forgot to book the room this afternoon", "2026-11-24"),
        ("en", "the report for December please", "2026-12-31"),
        ("en", "please move the desk by Friday", "2026-11-27"),
        ("en", "book a table by Friday", "2026-11-27"),
    ],
)
def test_what_is_said_much_like_it_is_one(language: str, text: str, when: str) -> None:
    due, start, _ = dates_of(language, text)
    assert (due or start or "").startswith(when)


def test_what_nobody_asks_for_has_no_deadline() -> None:
    assert dates_of("en", "FYI Orange will be on the roof all day tomorrow, noise expected")[:2] == (None, "2026-11-25")
    assert dates_of("fr", "merci de commander des ramettes demain")[0] == "2026-11-25"


def test_a_morning_that_is_over_is_told() -> None:
    afternoon = datetime(2026, 11, 24, 14, 2, tzinfo=PARIS)
    assert dates_of("fr", "la fontaine, réparée ce matin par le technicien", afternoon) == (None, None, None)
