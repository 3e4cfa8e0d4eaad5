"""An administrator reads one request for four hours, once a second person has said yes; the contact is told."""

from __future__ import annotations

from typing import Any

import pytest

from storage.tables import AccessAsk, Grant, Journal
from tests.bot.desk_harness import Story
from tests.bot.paper import Shown

PAY = "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon"
WHY = "accès-urgence LYO-1 son départ est ce soir et Samia est injoignable"


@pytest.fixture
def paid(desk: Story) -> Story:
    """LYO-1, confidential, of Karim's pay. Tom administers the desk; Nadia is the contact, Julie the pilot."""
    desk.says("karim", "@", PAY)
    return desk


def acts(desk: Story) -> list[str]:
    found = [each.act for each in desk.rows(Journal, request_id=desk.request("LYO-1").id)]
    return [each for each in found if each.startswith("emergency")]


def asked(desk: Story, who: str = "julie") -> Shown:
    """Tom asked; what stands with the second person."""
    desk.types("tom", WHY, "@")
    return desk.last(f"@{who}", "emergency_asked")


def test_it_is_read_for_four_hours_once_a_second_person_has_said_yes(paid: Story) -> None:
    question = asked(paid)
    assert "Samia est injoignable" in str(question)
    assert "bulletin" not in paid.text(paid.types("tom", "voir LYO-1", "@"), "tom")
    told = paid.text(paid.presses("julie", question, "emergency_give"), "julie")
    assert told.startswith("Vous avez accepté l’accès d’urgence de Tom Baker à LYO-1")
    assert "Julie Schmitt accepte l’accès d’urgence de Tom Baker" in paid.room("@nadia")
    assert "Julie Schmitt accepts your emergency access to LYO-1" in paid.room("@tom")
    assert "bulletin" not in paid.room("@tom")
    paid.presses("tom", paid.last("@tom", "emergency"), "emergency_read")
    paid.types("tom", "voir LYO-1", "#lyon")
    read = [each for each in paid.shown("@tom") if each.card and each.card.kind == "emergency_read"]
    assert len(read) == 2
    assert all("bulletin" in str(each) and "Emergency access" in str(each) for each in read)
    assert "bulletin" not in paid.whispered("tom")
    assert acts(paid) == ["emergency_asked", "emergency_given", "emergency_read", "emergency_read"]
    paid.later(hours=4)
    assert acts(paid)[-1] == "emergency_over"
    assert "bulletin" not in paid.room("@tom")
    assert "bulletin" not in paid.text(paid.types("tom", "voir LYO-1", "@"), "tom")
    contact = paid.room("@nadia")
    assert "L’accès d’urgence de Tom Baker à LYO-1 est terminé" in contact
    assert "lue 2 fois" in contact


def test_it_opens_reading_and_nothing_else(paid: Story) -> None:
    paid.presses("julie", asked(paid), "emergency_give")
    for act in ("claim", "note", "reply", "resolve", "cancel", "assign"):
        real = paid.text(paid.forges("tom", act, "LYO-1"), "tom")
        assert real.replace("LYO-1", "LYO-9") == paid.text(paid.forges("tom", act, "LYO-9"), "tom")
    assert "LYO-1" not in paid.text(paid.types("tom", "liste"), "tom")
    assert "LYO-1" not in paid.opens_home("tom")


@pytest.mark.parametrize("ref", ["LYO-1", "LYO-9"])
def test_asking_tells_nothing_of_whether_it_exists(paid: Story, ref: str) -> None:
    told = paid.text(paid.types("tom", WHY.replace("LYO-1", ref), "@"), "tom")
    said = f"Si {ref} existe, une autre personne de l’entreprise a reçu votre demande d’accès d’urgence."
    assert told == f"{said} Sa réponse viendra ici."


@pytest.mark.parametrize("who", ["tom", "karim", "coralie", "samia", "helene"])
def test_nobody_but_the_contact_or_the_pilot_says_yes(paid: Story, who: str) -> None:
    asked(paid)
    (ask,) = paid.rows(AccessAsk)
    for act in ("emergency_give", "emergency_refuse", "access_give", "access_refuse"):
        value = f"{ask.id}:week" if act == "access_give" else str(ask.id)
        real = paid.text(paid.forges(who, act, value), who)
        assert real == paid.text(paid.forges(who, act, value.replace(str(ask.id), "999")), who)
    assert paid.rows(Grant) == []


def test_the_first_answer_stands_and_the_other_is_told(paid: Story) -> None:
    first, second = asked(paid), paid.last("@nadia", "emergency_asked")
    assert "Vous avez refusé" in paid.text(paid.presses("julie", first, "emergency_refuse"), "julie")
    assert "declines your emergency access" in paid.room("@tom")
    assert "Julie Schmitt a déjà répondu" in paid.text(paid.presses("nadia", second, "emergency_give"), "nadia")
    assert paid.rows(Grant) == []


def test_the_contact_ends_it_before_its_time(paid: Story) -> None:
    paid.presses("julie", asked(paid), "emergency_give")
    paid.types("tom", "voir LYO-1", "@")
    paid.presses("nadia", paid.types("nadia", "accès"), "access_end")
    assert "bulletin" not in paid.room("@tom")
    assert "bulletin" not in paid.text(paid.types("tom", "voir LYO-1", "@"), "tom")
    paid.later(hours=5)
    assert acts(paid).count("emergency_over") == 1


@pytest.mark.parametrize(
    ("who", "said", "why"),
    [
        ("marc", WHY, "réservé aux personnes qui administrent le pôle"),
        ("tom", "accès-urgence LYO-1", "Pour quelle raison"),
        ("tom", "accès-urgence le dossier de Karim", "Quelle demande faut-il lire"),
    ],
)
def test_what_cannot_be_asked_says_why(paid: Story, who: str, said: str, why: str) -> None:
    assert why in paid.text(paid.types(who, said, "@"), who)
    assert paid.rows(AccessAsk) == []


def test_nobody_says_yes_to_themselves(paid: Story) -> None:
    paid.rules(lambda company: company["desk"].update(pilot="tom"))
    question = asked(paid, "nadia")
    (ask,) = paid.rows(AccessAsk)
    assert paid.rows(Grant) == []
    paid.forges("tom", "emergency_give", str(ask.id))
    assert paid.rows(Grant) == []
    paid.presses("nadia", question, "emergency_give")
    assert len(paid.rows(Grant)) == 1


def test_whom_its_words_name_is_not_asked_and_asks_nobody(desk: Story) -> None:
    desk.says("karim", "@", f"{PAY}, Tom Baker et Julie Schmitt l'ont vu")
    assert desk.request("LYO-1").kept_from == "julie tom"
    told = desk.text(desk.types("tom", WHY, "@"), "tom")
    assert told == desk.text(desk.types("tom", WHY.replace("LYO-1", "LYO-9"), "@"), "tom").replace("LYO-9", "LYO-1")
    assert desk.rows(AccessAsk) == []


def test_the_contact_whom_its_words_name_learns_nothing_of_it(desk: Story) -> None:
    desk.says("karim", "@", f"{PAY}, Nadia Benali l'a vu")
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert desk.request("LYO-1").kept_from == "nadia"
    asked(desk)
    assert "LYO-1" not in desk.room("@nadia")


def into_provider(company: dict[str, Any]) -> None:
    next(each for each in company["people"] if each["id"] == "tom").update(employer="provider")


def no_longer_admin(company: dict[str, Any]) -> None:
    next(each for each in company["people"] if each["id"] == "tom").update(roles=["employee"])


@pytest.mark.parametrize("turn", [into_provider, no_longer_admin])
def test_a_yes_gives_nothing_to_who_might_not_ask_any_longer(paid: Story, turn: Any) -> None:
    question = asked(paid)
    paid.rules(turn)
    assert "n’existe pas" in paid.text(paid.presses("julie", question, "emergency_give"), "nadia")
    assert paid.rows(Grant) == []


@pytest.mark.parametrize("turn", [into_provider, no_longer_admin])
def test_who_might_not_ask_any_longer_reads_nothing_more(paid: Story, turn: Any) -> None:
    paid.presses("julie", asked(paid), "emergency_give")
    paid.rules(turn)
    paid.forges("tom", "emergency_read", "LYO-1")
    assert "bulletin" not in paid.room("@tom")
    assert "emergency_read" not in acts(paid)


def test_a_yes_is_good_for_a_day_and_asked_for_again_after(paid: Story) -> None:
    question = asked(paid)
    assert "Vous pouvez répondre jusqu’à mercredi 25 novembre, 10 h." in str(question)
    paid.pass_by(days=2)
    for act in ("emergency_give", "emergency_refuse"):
        assert "il faut le redemander" in paid.text(paid.presses("julie", question, act), "nadia")
    assert paid.rows(Grant) == []
    assert acts(paid) == ["emergency_asked"]
    paid.presses("julie", asked(paid), "emergency_give")
    assert len(paid.rows(Grant)) == 1
