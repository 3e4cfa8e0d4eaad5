"""The grammar of dates, one way of writing at a time, on Tuesday 24 November 2026 at 10:15 in Paris."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding import Grain, When, read
from bot.understanding.dates import arithmetic
from tests.bot.understanding.contexts import context

PARIS = ZoneInfo("Europe/Paris")

DUE = [
    ("fr", "il me le faut pour vendredi", "2026-11-27"),
    ("fr", "c'est à finir mardi", "2026-12-01"),
    ("fr", "à rendre lundi dernier délai", "2026-11-30"),
    ("fr", "jeudi en huit au plus tard", "2026-12-03"),
    ("fr", "avant vendredi midi", "2026-11-27T12:00"),
    ("fr", "pour ajd avant 17h", "2026-11-24T17:00"),
    ("fr", "sous 48h", "2026-11-26"),
    ("fr", "48h max", "2026-11-26"),
    ("fr", "sous 3 jours ouvrés", "2026-11-27"),
    ("fr", "sous 5 jours ouvrables", "2026-11-30"),
    ("fr", "J+2", "2026-11-26"),
    ("fr", "d'ici une heure", "2026-11-24T11:15"),
    ("fr", "d'ici fin de mois", "2026-11-30"),
    ("fr", "au plus tard le 12", "2026-12-12"),
    ("fr", "avant le 12/03", "2027-03-12"),
    ("fr", "avant noël", "2026-12-25"),
    ("fr", "pour le huit décembre", "2026-12-08"),
    ("fr", "cette semaine svp", "2026-11-27"),
    ("fr", "avant la fin du trimestre", "2026-12-31"),
    ("fr", "retour attendu mercredi", "2026-11-25"),
    ("fr", "besoin de ramettes pour ap demain", "2026-11-26"),
    ("fr", "imprimer pour le 12 mars 3000 dépliants", "2027-03-12"),
    ("fr", "à livrer avant le 12 décembre 1800 gobelets", "2026-12-12"),
    ("en", "by Friday noon", "2026-11-27T12:00"),
    ("en", "within two business days", "2026-11-26"),
    ("en", "in a fortnight", "2026-12-08"),
    ("en", "no later than 10 January 2027", "2027-01-10"),
    ("en", "by the 15th of next month", "2026-12-15"),
    ("en", "end of November at the latest", "2026-11-30"),
    ("en", "it must go out tonight before 6pm", "2026-11-24T18:00"),
]

EVENTS = [
    ("fr", "réunion jeudi 14h", "2026-11-26T14:00", None),
    ("fr", "salle mercredi 10h/12h", "2026-11-25T10:00", "2026-11-25T12:00"),
    ("fr", "formation du lundi 7 au mercredi 9 décembre", "2026-12-07", "2026-12-09"),
    ("fr", "congés du 21 au 31 décembre", "2026-12-21", "2026-12-31"),
    ("fr", "salle pour 2 heures demain à partir de 10h", "2026-11-25T10:00", "2026-11-25T12:00"),
    ("fr", "dispo entre 10h et midi jeudi ?", "2026-11-26T10:00", "2026-11-26T12:00"),
    ("fr", "réunion jeudi 14h, pardon vendredi 15h", "2026-11-27T15:00", None),
    ("fr", "réunion jeudi 14h, pardon vendredi", "2026-11-27T14:00", None),
    ("fr", "décaler le point de 14h à 15h", "2026-11-24T15:00", None),
    ("fr", "pas lundi mais mardi 10h", "2026-12-01T10:00", None),
    ("fr", "train de 7h42 demain", "2026-11-25T07:42", None),
    ("fr", "rdv premier lundi de décembre à 10h", "2026-12-07T10:00", None),
    ("fr", "dans une demi-heure au RDC", "2026-11-24T10:45", None),
    ("fr", "rdv à 9h", "2026-11-25T09:00", None),
    ("fr", "salle de 14 à 16 jeudi", "2026-11-26T14:00", "2026-11-26T16:00"),
    ("fr", "salle jeudi de 14 à 16", "2026-11-26T14:00", "2026-11-26T16:00"),
    ("fr", "salle jeudi 14-16h", "2026-11-26T14:00", "2026-11-26T16:00"),
    ("fr", "salle jeudi 14 à 16h", "2026-11-26T14:00", "2026-11-26T16:00"),
    ("fr", "décaler le point de jeudi 10h à 11h", "2026-11-26T11:00", None),
    ("fr", "avance de frais pour mon hôtel du 12 au 14 décembre", "2026-12-12", "2026-12-14"),
    ("fr", "réunion client vendredi. Il faut une salle à 14h", "2026-11-27T14:00", None),
    ("en", "move the call from Thursday 10am to 11am", "2026-11-26T11:00", None),
    ("en", "room 4 Thursday 2-4pm", "2026-11-26T14:00", "2026-11-26T16:00"),
    ("en", "Friday from 9 to 11:30am, room Monet", "2026-11-27T09:00", "2026-11-27T11:30"),
    ("en", "meeting Thursday at 2pm for 90 minutes", "2026-11-26T14:00", "2026-11-26T15:30"),
    ("en", "half past ten on Friday, kitchen demo", "2026-11-27T10:30", None),
    ("en", "the 3pm meeting is now at 4:30pm", "2026-11-24T16:30", None),
    ("en", "hotel from 14 to 16 December", "2026-12-14", "2026-12-16"),
]

NOTHING = [
    "salle 12",
    "facture 2024-118 à retrouver",
    "3 personnes de plus",
    "avenue du 11 novembre",
    "Mme Avril a besoin d'un badge",
    "j'ai envoyé le fichier vendredi dernier",
    "je",
    "ma",
    "Appelez-moi au 06 12 34 56 78",
    "budget de 14 000 €",
    "depuis lundi le wifi est coupé",
    "la norme ISO 9001:2015",
    "IBAN FR76 3000 4000 0312 3456 7890 143",
    "bonne journée",
    "merci et à demain",
    "la version 2.10.3 plante",
    "LYO-12 toujours ouverte",
    "Mr March needs a badge",
    "May I have 2 chairs",
    "a 2 day training for 6 people",
    "the purchase order of 12 March was lost",
    "bulletin de paie de septembre",
    "changer l'ampoule 1/2 du couloir",
    "ouvert 24h/24",
    "le 31 février",
    "99h",
    "mon badge",
    "une réunion de 2h",
    "fuite d'eau aux toilettes du 1er !!!",
    "fuite d'eau au 1er",
    "l'imprimante est en panne au 1er",
    "je n'ai toujours pas été remboursé de mon taxi du 3",
    "remboursement de mon hôtel du 12 et 13 svp",
    "remboursement de mon taxi de jeudi svp",
    "une salle à la semaine des quatre jeudis",
    "ce sera prêt la semaine des 4 jeudis à 14h",
    "une salle à la saint glinglin à 14h",
    "un badge quand les poules auront des dents, à 9h",
    "remis aux calendes grecques",
    "une salle pour le 1er janvier 1900",
    "une salle le 1er janvier 1900 svp",
    "une salle le premier janvier 1900",
    "une salle lundi 1er janvier 1900 à 14h",
    "il me le faut pour le 31/12/9999 23:59",
    "il me le faut pour le 31-12-9999",
    "avant le 31 décembre 9999 à 14 h",
    "a room on January 1st, 1900 at noon",
    "by 9999-12-31",
    "le 01/01/1900",
    "due 1900-01-01 08:00",
]


def said(when: When | None) -> str | None:
    if when is None:
        return None
    if isinstance(when.value, datetime):
        return when.value.astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")
    return when.value.isoformat()


@pytest.mark.parametrize(("language", "text", "due"), DUE)
def test_a_deadline(language: str, text: str, due: str) -> None:
    reading = read(text, context(language=language))
    assert said(reading.due.value) == due
    assert reading.event_start.value is None


@pytest.mark.parametrize(("language", "text", "start", "end"), EVENTS)
def test_an_appointment(language: str, text: str, start: str, end: str | None) -> None:
    reading = read(text, context(language=language))
    assert (said(reading.event_start.value), said(reading.event_end.value)) == (start, end)
    assert reading.due.value is None


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    reading = read(text, context(language=None))
    assert reading.due.value is None
    assert reading.event_start.value is None


@pytest.mark.parametrize(
    "text",
    [
        "il nous faut une salle mais pas demain",
        "sauf jeudi",
        "une salle tous les jours sauf le vendredi",
        "surtout pas le 3 décembre",
        "pas lundi ni mardi",
        "a room but not on friday",
    ],
)
def test_a_day_that_is_excluded_is_no_date(text: str) -> None:
    reading = read(text, context(language=None))
    assert (reading.due.value, reading.event_start.value) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("une salle vendredi 9h\nplutôt que demain, lundi", "lundi 9h"),
        ("une salle vendredi 9h\npas demain mais samedi", "samedi 9h"),
        ("une salle vendredi 9h\nfinalement pas demain", "vendredi 9h"),
        ("une salle vendredi 9h\nsauf jeudi", "vendredi 9h"),
        ("une salle demain 9h, et pourquoi pas avec un écran", "demain 9h"),
    ],
)
def test_an_excluded_day_moves_nothing(text: str, day: str) -> None:
    found, said = read(text, context(language="fr")), read(f"une salle {day}", context(language="fr"))
    assert found.event_start.value == said.event_start.value
    assert found.due.value is None


def test_a_deadline_and_an_appointment_each_in_its_place() -> None:
    reading = read("réserver une salle pour jeudi 3 décembre 14h, réponse avant le 30 svp", context())
    assert said(reading.due.value) == "2026-11-30"
    assert said(reading.event_start.value) == "2026-12-03T14:00"
    assert reading.due.words == ("30",)
    assert reading.event_start.words == ("jeudi 3 décembre 14h",)


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("sous 2h", Grain.MINUTE),
        ("pour vendredi", Grain.DAY),
        ("avant ce soir", Grain.PART),
        ("dans la semaine", Grain.WEEK),
    ],
)
def test_the_grain_is_how_precisely_it_was_said(text: str, grain: Grain) -> None:
    due = read(text, context()).due.value
    assert due is not None
    assert due.grain is grain


def test_business_days_follow_the_holidays_of_the_site() -> None:
    """Good Friday, 26 March 2027, is a holiday at Strasbourg (Alsace-Moselle) and a working day at Lyon."""
    thursday = datetime(2027, 3, 25, 9, tzinfo=PARIS)
    text = "sous 1 jour ouvré"
    assert said(read(text, context(channel_site="lyon", written_at=thursday)).due.value) == "2027-03-26"
    assert said(read(text, context(channel_site="strasbourg", written_at=thursday)).due.value) == "2027-03-30"


def test_the_day_is_the_authors_own() -> None:
    """At 23:30 in Paris it is already tomorrow at Saint-Denis."""
    ours = context(written_at=datetime(2026, 11, 24, 23, 30, tzinfo=PARIS))
    there = type(ours)(ours.charter, "fr", "reunion", None, ours.written_at, "Indian/Reunion")
    assert said(read("pour demain", ours).due.value) == "2026-11-25"
    assert said(read("pour demain", there).due.value) == "2026-11-26"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (datetime(2027, 1, 11, 10, tzinfo=PARIS), "une salle le 5 janvier 14h"),
        (datetime(2027, 1, 11, 10, tzinfo=PARIS), "salle 05/01 à 14h"),
        (datetime(2026, 12, 10, 10, tzinfo=PARIS), "train le 8 décembre à 7h, retour le 9"),
        (datetime(2026, 11, 23, 10, tzinfo=PARIS), "hôtel du 15 au 17 novembre"),
        (datetime(2026, 11, 23, 10, tzinfo=PARIS), "a hotel from 15 to 17 November"),
        (datetime(2026, 11, 23, 10, tzinfo=PARIS), "une salle le 12 novembre pour 8 personnes à 14h"),
    ],
)
def test_a_day_that_is_over_gives_no_other(written: datetime, text: str) -> None:
    reading = read(text, context(language=None, written_at=written))
    assert (reading.due.value, reading.event_start.value, reading.event_end.value) == (None, None, None)
    assert reading.event_start.certainty < 0.5


def test_a_day_that_is_far_over_is_next_year_s() -> None:
    reading = read("une salle le 5 janvier 14h", context())
    assert said(reading.event_start.value) == "2027-01-05T14:00"


@pytest.mark.parametrize(
    "text", ["rdv lundi 13 janvier à 10h", "une salle mardi ou mercredi", "meeting Monday 13/01 10am"]
)
def test_what_contradicts_itself_or_leaves_a_choice_is_not_sure(text: str) -> None:
    assert read(text, context(language=None)).event_start.certainty < 0.5
    assert read("rdv mercredi 13 janvier à 10h", context()).event_start.certainty > 0.5


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("il me faudrait une salle lundi 13 à 14h", "2026-12-13T14:00"),
        ("une salle lundi 26 à 14h svp", "2026-11-26T14:00"),
        ("book a room on Monday 13 at 2pm please", "2026-12-13T14:00"),
        ("une salle lundi 13 pour 8 personnes", "2026-12-13"),
    ],
)
def test_a_number_that_is_no_such_weekday_soon_is_its_next_day_in_doubt(text: str, start: str) -> None:
    reading = read(text, context(language=None))
    assert (said(reading.event_start.value), reading.date_doubted) == (start, True)


@pytest.mark.parametrize("text", ["une salle lundi 13-14h", "une salle lundi 8 personnes", "a room on Monday 9-11am"])
def test_a_number_that_is_an_hour_or_a_count_is_no_day(text: str) -> None:
    reading = read(text, context(language=None))
    assert (str(said(reading.event_start.value))[:10], reading.date_doubted) == ("2026-11-30", False)


@pytest.mark.parametrize(
    "text", ["une salle vendredi, 25 personnes", "a room on Friday, 25 people", "jeudi 24 invités"]
)
def test_a_count_of_people_that_would_be_such_a_day_is_none(text: str) -> None:
    """Thursday 24 and Friday 25 December are within reach."""
    reading = read(text, context(language=None))
    day = reading.event_start.value or reading.due.value
    assert str(said(day))[:10] in ("2026-11-26", "2026-11-27")
    assert not reading.date_doubted


def test_a_weekday_is_of_the_week_that_was_named() -> None:
    """On Monday 23 November "Tuesday" alone is the next day."""
    monday = datetime(2026, 11, 23, 9, tzinfo=PARIS)
    reading = read("I need a hotel in Lyon next week\ntwo nights, Tuesday to Thursday", context(written_at=monday))
    assert (said(reading.event_start.value), said(reading.event_end.value)) == ("2026-12-01", "2026-12-03")


@pytest.mark.parametrize(
    ("year", "sunday"), [(2024, date(2024, 3, 31)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, sunday: date) -> None:
    assert arithmetic.easter(year) == sunday


def test_a_month_later_never_leaves_the_month() -> None:
    assert arithmetic.add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert arithmetic.add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
