"""A private request moved to a service that may not read it: private until its author says otherwise, never stuck."""

from __future__ import annotations

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

PAY = "il me faut mon bulletin de paie"


@pytest.fixture
def asked(desk: Story) -> str:
    """LYO-1, confidential, asked of the desk directly."""
    desk.types("karim", "site lyon")
    desk.says("karim", "@", PAY)
    (request,) = desk.requests()
    assert (request.level, request.service) == (Level.CONFIDENTIAL, "hr_admin")
    return str(request.ref)


def moved_by_its_author(desk: Story, ref: str) -> None:
    desk.presses("karim", desk.card(ref, "@karim"), "correct", "service:office")


def yes(desk: Story) -> str:
    """What the button says that lets it be read."""
    card = desk.last("@karim", "disclose_offer").card
    assert card is not None
    return next(value for act, value in buttons(card) if act == "disclose")


def public(desk: Story) -> str:
    return "\n".join(desk.by_desk(where) for where in ("#lyon", "#aide", "#desk", "#general")).strip()


def test_it_stays_private_and_its_author_is_asked_by_the_names_of_who_would_read(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    request = desk.request(asked)
    assert (request.level, request.service) == (Level.CONFIDENTIAL, "office")
    assert public(desk) == ""
    offer = str(desk.last("@karim", "disclose_offer"))
    assert "qui ne peut pas la lire : elle reste privée" in offer
    assert "Nadia Benali la lit, et personne d’autre." in offer
    assert "voici qui pourra la lire : les assistants" in offer
    for card in (desk.card(asked, "@karim"), desk.card(asked, "@nadia")):
        assert "avant" not in str(card), "nothing is promised of a service that may not read it"
        assert "Elle reste privée" in str(card)


def test_its_authors_yes_shows_it_and_promises_from_there(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    desk.later(days=2)
    assert "Nous avons du retard" not in str(desk.card(asked, "@karim"))
    desk.presses("karim", desk.last("@karim", "disclose_offer"), "disclose")
    request = desk.request(asked)
    assert request.level is Level.STANDARD
    assert PAY in str(desk.card(asked, "#desk"))
    assert request.first_response_at is not None
    assert request.first_response_at > desk.clock.now()
    assert "transmise au service Services généraux" in str(desk.last("@karim", "disclosed"))
    assert not desk.cards(asked, "@nadia")
    desk.presses("ines", desk.card(asked, "#desk"), "claim")
    assert "Inès Caron" in str(desk.card(asked, "@karim"))
    desk.edits(desk.shown("@karim")[0], PAY + " de mars")
    assert desk.request(asked).level is Level.STANDARD, "read again, it stays as its author said"


def test_its_authors_no_keeps_it_and_the_card_still_offers(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    desk.presses("karim", desk.last("@karim", "disclose_offer"), "disclose", "no")
    assert "Nadia Benali la lit" in str(desk.last("@karim", "kept_private"))
    assert public(desk) == ""
    confirm = desk.presses("karim", desk.card(asked, "@karim"), "disclose")
    assert desk.request(asked).level is Level.CONFIDENTIAL
    assert "voici qui pourra la lire" in desk.text(confirm)
    desk.presses("karim", confirm, "disclose")
    assert desk.request(asked).level is Level.STANDARD


@pytest.mark.parametrize("way", ["command", "form", "card"])
def test_an_assistant_who_transfers_it_is_told_that_its_author_was_asked(desk: Story, asked: str, way: str) -> None:
    if way == "command":
        told = desk.text(desk.types("nadia", f"transférer {asked} office", where="@"))
    elif way == "form":
        told = desk.text(desk.sends("nadia", desk.types("nadia", f"transférer {asked}", where="@"), service="office"))
    else:
        told = desk.text(desk.presses("nadia", desk.card(asked, "@nadia"), "correct", "service:office"))
    assert "ne la verra que si son auteur le veut. Je le lui demande." in told
    assert "qui pourra la lire" in str(desk.last("@karim", "disclose_offer"))
    assert public(desk) == ""
    assert asked in desk.text(desk.types("nadia", f"voir {asked}", where="@")), "she has it still"


def test_a_yes_to_one_service_is_none_to_another(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    value = yes(desk)
    desk.types("nadia", f"transférer {asked} invoicing", where="@")
    reply = desk.forges("karim", "disclose", value)
    assert desk.request(asked).level is Level.CONFIDENTIAL
    assert "Factures" in desk.text(reply)
    desk.types("nadia", f"transférer {asked} hr_admin", where="@")
    desk.forges("karim", "disclose", value)
    assert desk.request(asked).level is Level.CONFIDENTIAL
    assert "n’attend plus de réponse" in str(desk.last("@karim", "disclose.over"))
    assert "avant" in str(desk.card(asked, "@nadia")), "its own service promises again"


def test_a_yes_to_some_words_is_none_to_others(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    value = yes(desk)
    desk.edits(desk.shown("@karim")[0], PAY + ", pour mon divorce")
    told = desk.forges("karim", "disclose", value)
    assert desk.request(asked).level is Level.CONFIDENTIAL
    assert "pour mon divorce" in desk.text(told)
    desk.presses("karim", told, "disclose")
    assert "pour mon divorce" in str(desk.card(asked, "#desk"))


def test_nobody_else_may_say_so(desk: Story, asked: str) -> None:
    moved_by_its_author(desk, asked)
    for who in ("nadia", "ines", "lea", "coralie"):
        reply = desk.text(desk.forges(who, "disclose", yes(desk)))
        assert "Je ne trouve pas" in reply
    assert desk.request(asked).level is Level.CONFIDENTIAL
