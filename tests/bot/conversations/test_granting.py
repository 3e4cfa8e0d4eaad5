"""Access for one person until a date: given by who may, told, used, listed, taken back, over by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from storage.tables import Grant, Journal, Level, Person
from tests.bot.desk_harness import Story

PAY = "il me faudrait mon bulletin de paie d'octobre, je suis à Lyon"
INVOICE = "merci de relancer le client Dupont pour sa facture"


@pytest.fixture
def paid(desk: Story) -> Story:
    """LYO-1, confidential, of Karim's pay."""
    desk.says("karim", "@", PAY)
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    return desk


@pytest.fixture
def invoiced(desk: Story) -> Story:
    """LYO-1, restricted, an invoice of Karim's."""
    desk.says("karim", "#lyon", INVOICE)
    assert desk.request("LYO-1").level is Level.RESTRICTED
    return desk


def without_samia(company: dict[str, Any]) -> None:
    """Nobody but Nadia is cleared for pay."""
    company["people"][4].update(cleared=[])
    del company["coverage"][4]["backup"]


def standing(desk: Story) -> list[Grant]:
    return [each for each in desk.rows(Grant) if each.ended_at is None]


def test_the_contact_opens_a_confidential_request_to_somebody_until_the_end_of_a_day(paid: Story) -> None:
    assert "LYO-1" not in paid.text(paid.types("marc", "voir LYO-1"), "marc").replace("« LYO-1 »", "")
    told = paid.text(paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige sur sa paie"), "nadia")
    assert "Accès donné à Marc Vidal jusqu’au mardi 15 décembre : LYO-1." in told
    (grant,) = standing(paid)
    assert grant.until == datetime(2026, 12, 15, 23, tzinfo=UTC)
    assert "Nadia Benali vous ouvre LYO-1" in paid.room("@marc")
    assert "bulletin de paie" in paid.text(paid.types("marc", "voir LYO-1", "@"), "marc")
    assert "litige" not in paid.sees("marc")


def test_it_is_over_by_its_date_whether_or_not_anything_looks_at_it(paid: Story) -> None:
    paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'à demain, litige")
    paid.pass_by(days=2)
    assert "bulletin de paie" not in paid.text(paid.types("marc", "voir LYO-1", "@"), "marc")
    paid.later(minutes=1)
    assert "Votre accès est terminé : LYO-1" in paid.room("@marc")
    acts = [each.act for each in paid.rows(Journal, request_id=paid.request("LYO-1").id)]
    assert "grant" in acts
    assert "grant_ended" in acts


def test_who_works_it_by_a_grant_has_it_no_longer_once_that_is_taken_back(paid: Story) -> None:
    paid.rules(without_samia)
    paid.types("nadia", "accès LYO-1 @Samia Roux jusqu'au 15 décembre remplacement")
    assert paid.cards("LYO-1", "@samia"), "shown to her as to its service's people"
    paid.presses("samia", paid.card("LYO-1", "@samia"), "claim")
    assert paid.who_has("LYO-1") == "samia"
    paid.presses("nadia", paid.types("nadia", "accès"), "access_end")
    assert paid.who_has("LYO-1") != "samia"
    assert not paid.cards("LYO-1", "@samia")
    assert "Nadia Benali a retiré votre accès : LYO-1" in paid.room("@samia")


def test_a_restricted_service_is_opened_at_a_site_by_who_coordinates_and_the_contact_is_told(invoiced: Story) -> None:
    said = "accès Factures et relances à Lyon @Marc Vidal pour 7 jours, contrôle de fin d'année"
    told = invoiced.text(invoiced.types("coralie", said), "coralie")
    assert "Accès donné à Marc Vidal jusqu’au mardi 1er décembre" in told
    assert "contrôle de fin d'année" in invoiced.room("@nadia")
    assert "Dupont" in invoiced.text(invoiced.types("marc", "voir LYO-1", "@"), "marc")


@pytest.mark.parametrize("service", ["Factures", "factures à Lyon", "invoices"])
def test_a_service_is_named_by_its_first_word_as_the_list_of_accesses_says(invoiced: Story, service: str) -> None:
    invoiced.says("coralie", "@", f"accès {service} @Marc Vidal pour 7 jours, contrôle de fin d'année")
    assert [each.service for each in standing(invoiced)] == ["invoicing"]
    assert len(invoiced.requests()) == 1


def test_what_only_begins_as_the_name_of_a_service_is_no_order(invoiced: Story) -> None:
    invoiced.says("coralie", "@", "accès factures du client Dupont perdu, @Marc Vidal attend")
    assert standing(invoiced) == []
    assert "À quoi donner accès" not in invoiced.room("@coralie")


@pytest.mark.parametrize(
    ("who", "said", "why"),
    [
        ("nadia", "LYO-1 @Marc Vidal jusqu'au 15/11/2026 litige", "Cette date est passée"),
        ("nadia", "LYO-1 @Marc Vidal litige", "Jusqu’à quand"),
        ("nadia", "LYO-1 @Marc Vidal jusqu'au 3 janvier 2029 litige", "pour un an au plus"),
        ("nadia", "LYO-1 @Marc Vidal jusqu'au 15 décembre", "Pour quelle raison"),
        ("nadia", "LYO-1 @Zorro jusqu'au 15 décembre litige", "Je ne trouve pas cette personne"),
        ("nadia", "LYO-1 @Inès Caron jusqu'au 15 décembre litige", "Inès Caron travaille pour le prestataire"),
        ("nadia", "LYO-1 @Nadia Benali jusqu'au 15 décembre litige", "Une autre personne que vous"),
        ("nadia", "LYO-1 @Samia Roux jusqu'au 15 décembre litige", "a déjà accès"),
        ("nadia", "ZZZ-9 @Marc Vidal jusqu'au 15 décembre litige", "ZZZ-9"),
        ("nadia", "Déplacements @Marc Vidal jusqu'au 15 décembre litige", "n’est pas réservé"),
        ("nadia", "RH et paie à Brest @Marc Vidal jusqu'au 15 décembre litige", "Je ne connais pas ce site"),
        ("nadia", "la lune @Marc Vidal jusqu'au 15 décembre", "À quoi donner accès"),
        ("samia", "LYO-1 @Marc Vidal jusqu'au 15 décembre litige", "Voyez avec Nadia Benali"),
        ("karim", "LYO-1 @Marc Vidal jusqu'au 15 décembre litige", "Voyez avec Nadia Benali"),
    ],
)
def test_what_is_not_given_says_why(paid: Story, who: str, said: str, why: str) -> None:
    assert why in paid.text(paid.types(who, f"accès {said}"), who)
    assert standing(paid) == []


@pytest.mark.parametrize("whom", ["a helene durand", "à Hélène Durand", "pour helene", "Helene DURAND"])
def test_a_name_needs_neither_its_accents_nor_its_mark(paid: Story, whom: str) -> None:
    paid.types("nadia", f"accès LYO-1 {whom} pr 3 jours, litige")
    assert "Nadia Benali vous ouvre LYO-1" in paid.room("@helene")


@pytest.mark.parametrize("whom", ["helene duran", "@Hélene Durnad", "à Helenne", "Héléne Durant,"])
def test_a_name_typed_wrong_is_offered_as_it_was_probably_meant(paid: Story, whom: str) -> None:
    offered = paid.types("nadia", f"accès LYO-1 {whom} pr 3 jours, litige", "@")
    assert "Vouliez-vous dire @Hélène Durand" in paid.text(offered, "nadia")
    assert standing(paid) == []
    paid.presses("nadia", offered, "meant")
    assert [each.until.day for each in standing(paid)] == [27]
    assert "Nadia Benali vous ouvre LYO-1" in paid.room("@helene")


def test_a_service_is_opened_by_a_press_too_to_whom_was_probably_meant(invoiced: Story) -> None:
    offered = invoiced.types("coralie", "accès Factures et relances à Lyon @Marc Vidale pour 7 jours, contrôle", "@")
    invoiced.presses("coralie", offered, "meant")
    assert [(each.service, each.site) for each in standing(invoiced)] == [("invoicing", "lyon")]


def test_what_a_service_opens_already_says_until_when_and_says_it_again_once_the_request_is_taken_back(
    invoiced: Story,
) -> None:
    invoiced.types("coralie", "accès LYO-1 @Marc Vidal jusqu'au 10 décembre, contrôle")
    invoiced.types("coralie", "accès Factures à Lyon @Marc Vidal jusqu'au 15 décembre, contrôle")
    (first, _) = standing(invoiced)
    over = invoiced.text(invoiced.forges("coralie", "access_end", str(first.id)), "coralie")
    assert "Vous avez retiré l’accès de Marc Vidal" in over
    opened = "les demandes du service Factures et relances de Lyon lui sont ouvertes."
    assert "Marc Vidal lit encore LYO-1, jusqu’au mardi 15 décembre" in over
    assert opened in over
    said = "accès LYO-1 @Marc Vidal jusqu'au 10 décembre, contrôle"
    needless = invoiced.text(invoiced.types("coralie", said), "coralie")
    assert "Marc Vidal lit déjà LYO-1, jusqu’au mardi 15 décembre" in needless
    assert opened in needless
    assert len(standing(invoiced)) == 1


def test_who_reads_it_by_the_charter_too_is_said_to_once_it_is_taken_back(paid: Story) -> None:
    paid.rules(without_samia)
    paid.types("nadia", "accès LYO-1 @Samia Roux jusqu'au 15 décembre remplacement")
    offered = paid.types("nadia", "accès")
    paid.rules(lambda company: None)
    over = paid.text(paid.presses("nadia", offered, "access_end"), "nadia")
    assert "Samia Roux y a encore accès par le cahier des charges." in over
    assert standing(paid) == []


def test_the_contact_opens_nothing_that_they_may_not_read_themselves(invoiced: Story) -> None:
    said = "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige"
    assert "Voyez avec Coralie Tessier" in invoiced.text(invoiced.types("nadia", said), "nadia")
    assert standing(invoiced) == []


def test_what_was_shown_to_somebody_who_did_not_take_it_is_taken_back(paid: Story) -> None:
    paid.rules(without_samia)
    paid.types("nadia", "accès LYO-1 @Samia Roux jusqu'au 15 décembre remplacement")
    assert "bulletin de paie" in paid.room("@samia")
    paid.presses("nadia", paid.types("nadia", "accès"), "access_end")
    assert "bulletin de paie" not in paid.room("@samia")


def test_who_may_not_know_of_it_reads_what_is_said_of_what_does_not_exist(paid: Story) -> None:
    said = "@Marc Vidal jusqu'au 15 décembre litige"
    real = paid.text(paid.types("julie", f"accès LYO-1 {said}"), "julie")
    assert real.replace("LYO-1", "LYO-9") == paid.text(paid.types("julie", f"accès LYO-9 {said}"), "julie")


def test_given_already_it_says_so_and_offers_to_take_it_back(paid: Story) -> None:
    given = "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige"
    paid.types("nadia", given)
    again = paid.types("nadia", given)
    assert "a déjà cet accès, jusqu’au mardi 15 décembre" in paid.text(again, "nadia")
    assert len(standing(paid)) == 1
    paid.presses("nadia", again, "access_end")
    assert standing(paid) == []


def test_another_date_replaces_the_first_and_is_told_and_kept(invoiced: Story) -> None:
    first = invoiced.types("coralie", "accès LYO-1 @Marc Vidal jusqu'au 1er décembre litige")
    later = invoiced.types("coralie", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre le litige dure")
    assert "Accès donné à Marc Vidal jusqu’au mardi 15 décembre : LYO-1" in invoiced.text(later, "coralie")
    assert "Coralie Tessier a changé la date de votre accès : LYO-1, jusqu’au mardi 15 décembre." in invoiced.room(
        "@marc"
    )
    told = invoiced.room("@nadia")
    assert "Coralie Tessier a changé la date de l’accès de Marc Vidal : LYO-1" in told
    assert "le litige dure" in told
    (grant,) = standing(invoiced)
    assert grant.until == datetime(2026, 12, 15, 23, tzinfo=UTC)
    given = [each.data["last"] for each in invoiced.rows(Journal, act="grant")]
    assert given == ["2026-12-01", "2026-12-15"]
    invoiced.later(days=10)
    assert "Dupont" in invoiced.text(invoiced.types("marc", "voir LYO-1", "@"), "marc")
    assert "terminé" not in invoiced.room("@marc")
    invoiced.presses("coralie", first, "access_end")
    assert standing(invoiced) == []
    assert "Dupont" not in invoiced.text(invoiced.types("marc", "voir LYO-1", "@"), "marc")


def test_a_nearer_date_in_a_form_closes_it_sooner(paid: Story) -> None:
    paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige")
    form = paid.presses("nadia", paid.types("nadia", "accès"), "access_form")
    (marc,) = (str(each.id) for each in paid.rows(Person, charter_id="marc"))
    same = paid.sends("nadia", form, what="LYO-1", person=marc, until="15 décembre", why="litige")
    assert "a déjà cet accès" in paid.text(same)
    paid.sends("nadia", form, what="LYO-1", person=marc, until="demain", why="litige réglé")
    paid.later(days=2)
    assert "bulletin de paie" not in paid.text(paid.types("marc", "voir LYO-1", "@"), "marc")


def test_a_grant_is_listed_to_who_may_know_of_it_alone_and_taken_back_by_them_alone(paid: Story) -> None:
    paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige")
    given = paid.text(paid.types("nadia", "accès"), "nadia").replace("\N{NO-BREAK SPACE}", " ")
    assert "Marc Vidal : LYO-1, jusqu’au mardi 15 décembre, par vous." in given
    told = paid.text(paid.types("marc", "accès"), "marc").replace("\N{NO-BREAK SPACE}", " ")
    assert "Vous : LYO-1, jusqu’au mardi 15 décembre, par Nadia Benali." in told
    for who in ("julie", "coralie", "ines", "tom"):
        assert "LYO-1" not in paid.text(paid.types(who, "accès"), who).replace("accès LYO-", "")
        (grant,) = standing(paid)
        gone = paid.text(paid.forges(who, "access_end", str(grant.id)), who)
        assert gone == paid.text(paid.forges(who, "access_end", "999"), who)
    assert len(standing(paid)) == 1


def test_a_form_gives_it_too(paid: Story) -> None:
    form = paid.presses("nadia", paid.types("nadia", "accès"), "access_form")
    assert "forms.due_hint" not in form.model_dump_json(), "« Vide : pas de date » is of what may have none"
    (marc,) = (str(each.id) for each in paid.rows(Person, charter_id="marc"))
    assert "Cette date est passée" in paid.text(
        paid.sends("nadia", form, what="LYO-1", person=marc, until="15/11/2026", why="litige")
    )
    paid.sends("nadia", form, what="LYO-1", person=marc, until="15 décembre", why="litige")
    assert len(standing(paid)) == 1


def test_what_sounds_like_access_is_a_need_like_another(desk: Story) -> None:
    desk.says("karim", "#lyon", "accès au parking bloqué, il me faut un badge", to_desk=True)
    assert desk.request("LYO-1").service == "office"


def test_who_gives_their_own_back_is_told_so(paid: Story) -> None:
    paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige")
    over = paid.text(paid.presses("marc", paid.types("marc", "accès"), "access_end"), "marc")
    assert "Vous avez rendu votre accès" in over
    assert "Marc Vidal" not in over
    assert standing(paid) == []


def test_who_takes_back_is_told_it_of_themselves_in_the_list_without_that_row(paid: Story) -> None:
    paid.types("nadia", "accès LYO-1 @Marc Vidal jusqu'au 15 décembre litige")
    paid.types("nadia", "accès LYO-1 @Hélène Durand jusqu'au 16 décembre litige")
    told = paid.presses("nadia", paid.types("nadia", "accès"), "access_end")
    said = paid.text(told, "nadia")
    assert "Vous avez retiré l’accès de Marc Vidal" in said
    assert "Hélène Durand : LYO-1" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "<Retirer un accès: Hélène Durand, LYO-1>" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Accès qui vous sont ouverts" in paid.text(paid.types("helene", "accès", "@"), "helene")


def test_who_works_for_the_provider_is_told_of_as_such(paid: Story) -> None:
    said = paid.text(paid.types("nadia", "accès LYO-1 @Inès Caron jusqu'au 15 décembre litige"), "nadia")
    assert "RH et paie est réservé à l’entreprise" in said
    assert "Inès Caron travaille pour le prestataire" in said


@pytest.mark.parametrize("until", ["jusqu'au 15/11/2026", "jusqu'au 3 janvier 2029"])
def test_an_order_with_a_wrong_date_says_that_nothing_is_kept_of_it(paid: Story, until: str) -> None:
    said = paid.text(paid.types("nadia", f"accès LYO-1 @Marc Vidal {until} litige"), "nadia")
    assert "redonnez l’ordre en entier" in said
    assert "conservé" not in said
