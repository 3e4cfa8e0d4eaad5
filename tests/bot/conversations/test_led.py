"""A line that tells when, then the need: one request, for that day, in whatever order the lines come."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.bot.desk_harness import Story

TRAIN = ("bonjour", "je pars à Paris mardi prochain", "il me faut un train vers 7h", "et un hôtel le soir")
ROOM = ("réunion client vendredi", "il faut une salle à 14h", "pour 6 personnes")


@pytest.mark.parametrize(
    ("lines", "service", "when"),
    [
        (TRAIN, "travel", "2026-12-01T07:00:00+01:00"),
        (ROOM, "meetings", "2026-11-27T14:00:00+01:00"),
        (("je vais à Nantes lundi", "peux-tu me réserver un billet ?", "départ 8h"), "travel", "2026-11-30T08"),
        (
            ("Bonjour l'équipe", "nous recevons un client jeudi", "il nous faudrait un plateau repas", "à 12h30"),
            "meetings",
            "2026-11-26T12:30",
        ),
        (("j'ai un rdv demain à 9h chez un client", "il me faudrait une voiture"), "travel", "2026-11-25T09"),
        (("je suis en déplacement jeudi et vendredi", "hôtel à Lille svp"), "travel", "2026-11-26"),
        (("pouvez-vous réserver", "une salle", "jeudi 10h"), "meetings", "2026-11-26T10"),
        (("M. Durand vient vendredi", "réservez-lui un hôtel svp"), "travel", "2026-11-27"),
        (("jeudi je suis à Bordeaux", "il me faut un train vers 7h"), "travel", "2026-11-26T07"),
        (
            ("je vais à Nantes lundi", "il me faut un train vers 7h", "il me faudrait une voiture à 9h"),
            "travel",
            "2026-11-30T07",
        ),
        (("I'm going to London on Monday", "could you book me a train around 8am?"), "travel", "2026-11-30T08"),
    ],
)
def test_an_occasion_then_a_need_are_one_request_for_that_day(
    desk: Story, lines: tuple[str, ...], service: str, when: str
) -> None:
    for line in lines:
        desk.says("karim", "#lyon", line)
        desk.pass_by(seconds=20)
    (request,) = desk.requests()
    assert (request.service, desk.words(request)) == (service, "\n".join(lines))
    assert (request.event_start or request.due or "").startswith(when)
    assert not request.date_doubted


@pytest.mark.parametrize("order", tuple(permutations(range(3))))
def test_the_lines_are_joined_as_they_were_written(desk: Story, order: tuple[int, ...]) -> None:
    written = []
    for line in ROOM:
        written.append(desk.posted(desk.wrote("karim", "#lyon", line)))
        desk.pass_by(seconds=20)
    for place in order:
        desk.submit(written[place])
    (request,) = desk.requests()
    assert desk.words(request) == "\n".join(ROOM)
    assert request.event_start == "2026-11-27T14:00:00+01:00"


def test_what_is_asked_here_for_when_one_is_away_is_doubted(desk: Story) -> None:
    for line in ("je suis en déplacement jeudi", "il faut une salle à 14h"):
        desk.says("karim", "#lyon", line)
    (request,) = desk.requests()
    assert request.event_start == "2026-11-26T14:00:00+01:00"
    assert request.date_doubted


def test_a_meeting_called_off_offers_to_cancel_no_taxi(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faut un taxi demain à 10h")
    desk.says("karim", "#lyon", "réunion annulée, désolé")
    assert desk.whispers("karim") == []
    assert [desk.words(each) for each in desk.requests()] == ["il me faut un taxi demain à 10h"]


@pytest.mark.parametrize(
    "need", ["l'imprimante du 2e est en panne", "pouvez-vous relancer la facture Dupont ?", "un taxi ce soir 19h svp"]
)
def test_what_the_occasion_says_nothing_of_stands_alone(desk: Story, need: str) -> None:
    desk.says("karim", "#lyon", "je vais à Nantes lundi")
    desk.says("karim", "#lyon", need)
    assert [desk.words(each) for each in desk.requests()] == [need]
