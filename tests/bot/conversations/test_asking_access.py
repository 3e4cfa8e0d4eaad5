"""A refusal says who can open it, and asks them in one press; what may not be known of offers nothing."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import AccessAsk, Grant, Journal
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

INVOICE = "merci de relancer le client Dupont pour sa facture"
PAY = "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon"


@pytest.fixture
def invoiced(desk: Story) -> Story:
    """LYO-1, restricted: Nadia, who works at Lyon, knows that there is one."""
    desk.says("karim", "#lyon", INVOICE)
    return desk


def asks(desk: Story, who: str = "nadia") -> str:
    """Somebody asks to read LYO-1, where the desk offers it; what they are told."""
    return desk.text(desk.presses(who, desk.types(who, "voir LYO-1"), "access_ask"), who)


def test_who_knows_of_it_asks_in_one_press_and_reads_it_until_the_evening(invoiced: Story) -> None:
    refused = invoiced.forges("nadia", "claim", "LYO-1")
    told = invoiced.text(invoiced.presses("nadia", refused, "access_ask"), "nadia")
    assert "C’est demandé à Coralie Tessier" in told
    assert "Nadia Benali demande à lire LYO-1" in invoiced.room("@coralie")
    given = invoiced.presses("coralie", invoiced.last("@coralie", "access_asked"), "access_give", "evening")
    assert "Accès donné à Nadia Benali jusqu’au mardi 24 novembre : LYO-1" in invoiced.text(given, "coralie")
    assert "Coralie Tessier vous ouvre LYO-1" in invoiced.room("@nadia")
    assert "Dupont" in invoiced.text(invoiced.types("nadia", "voir LYO-1", "@"), "nadia")
    invoiced.later(days=1)
    assert "Dupont" not in invoiced.text(invoiced.types("nadia", "voir LYO-1", "@"), "nadia")


def test_what_is_kept_says_why_and_who_may_open_it(invoiced: Story) -> None:
    told = invoiced.text(invoiced.types("nadia", "voir LYO-1"), "nadia")
    assert "LYO-1. Nouvelle." in told
    assert "réservée aux personnes qui la suivent" in told
    assert "Coralie Tessier peut vous l’ouvrir." in told


def test_it_is_asked_once_a_day(invoiced: Story) -> None:
    asks(invoiced)
    assert "Vous avez déjà demandé l’accès à LYO-1" in asks(invoiced)
    assert len(invoiced.rows(AccessAsk)) == 1
    invoiced.later(days=1, minutes=1)
    assert "C’est demandé" in asks(invoiced)


def test_what_is_kept_from_the_provider_since_is_not_given_and_says_so(desk: Story) -> None:
    def steered(company: dict[str, Any]) -> None:
        people = {each["id"]: each for each in company["people"]}
        people["ines"]["services"].remove("invoicing")
        people["marc"]["roles"].append("coordinator")

    def kept(company: dict[str, Any]) -> None:
        steered(company)
        next(each for each in company["services"] if each["id"] == "invoicing")["in_house_only"] = True

    desk.rules(steered)
    desk.says("karim", "#lyon", INVOICE)
    asks(desk, "ines")
    desk.rules(kept)
    told = desk.presses("marc", desk.last("@marc", "access_asked"), "access_give", "evening")
    assert "Inès Caron travaille pour le prestataire" in desk.text(told, "marc")
    assert desk.rows(Grant) == []


@pytest.mark.parametrize(("act", "value"), [("access_give", "evening"), ("access_refuse", None)])
def test_what_was_asked_is_answered_within_a_day_alone(invoiced: Story, act: str, value: str | None) -> None:
    asks(invoiced)
    asked = invoiced.last("@coralie", "access_asked")
    assert "Vous pouvez répondre jusqu’à" in invoiced.room("@coralie")
    invoiced.later(days=1)
    late = invoiced.text(invoiced.presses("coralie", asked, act, value), "coralie")
    assert "Nadia Benali a demandé l’accès à LYO-1 il y a plus de 24 heures : il faut le redemander." in late
    assert invoiced.rows(Grant) == []
    assert "C’est demandé" in asks(invoiced)
    invoiced.presses("coralie", invoiced.last("@coralie", "access_asked"), "access_give", "week")
    assert len(invoiced.rows(Grant)) == 1


def test_who_asked_is_told_that_it_stays_closed(invoiced: Story) -> None:
    asks(invoiced)
    invoiced.presses("coralie", invoiced.last("@coralie", "access_asked"), "access_refuse")
    assert "Coralie Tessier préfère ne pas vous ouvrir LYO-1" in invoiced.room("@nadia")
    assert invoiced.rows(Grant) == []
    acts = [each.act for each in invoiced.rows(Journal, request_id=invoiced.request("LYO-1").id)]
    assert acts[-2:] == ["access_asked", "access_refused"]


def test_an_answer_is_given_once_and_by_who_may_alone(invoiced: Story) -> None:
    asks(invoiced)
    (ask,) = invoiced.rows(AccessAsk)
    for who in ("nadia", "karim", "ines", "julie", "tom"):
        for act, value in (("access_give", f"{ask.id}:week"), ("access_refuse", str(ask.id))):
            other = value.replace(str(ask.id), "999")
            said = invoiced.text(invoiced.forges(who, act, value), who)
            assert said == invoiced.text(invoiced.forges(who, act, other), who)
    assert invoiced.rows(Grant) == []
    asked = invoiced.last("@coralie", "access_asked")
    invoiced.presses("coralie", asked, "access_give", "week")
    again = invoiced.text(invoiced.forges("coralie", "access_refuse", str(ask.id)), "coralie")
    assert "Coralie Tessier a déjà ouvert LYO-1 à Nadia Benali" in again
    assert len(invoiced.rows(Grant)) == 1


def test_what_may_not_be_known_of_offers_nothing_and_says_nothing(desk: Story) -> None:
    desk.says("karim", "@", PAY)
    for who in ("marc", "coralie", "ines", "zoe", "tom"):
        for given in (desk.types(who, "voir LYO-1"), desk.forges(who, "claim", "LYO-1")):
            assert "access_ask" not in str(desk.drawn(given, who))
        real = desk.text(desk.forges(who, "access_ask", "LYO-1"), who)
        assert real.replace("LYO-1", "LYO-9") == desk.text(desk.forges(who, "access_ask", "LYO-9"), who)
    assert desk.rows(AccessAsk) == []


def test_what_nothing_opens_to_them_is_not_offered(desk: Story) -> None:
    def in_house(company: dict) -> None:  # type: ignore[type-arg]  # as it is read from a file
        next(each for each in company["services"] if each["id"] == "invoicing")["in_house_only"] = True

    desk.rules(in_house)
    desk.says("karim", "#lyon", INVOICE)
    shown = desk.types("ines", "voir LYO-1")
    assert "access_ask" not in [act for act, _ in buttons(desk.drawn(shown, "ines"))]
    desk.forges("ines", "access_ask", "LYO-1")
    assert desk.rows(AccessAsk) == []
