"""What goes on from what is kept from somebody is kept from them too; in doubt its author is asked first."""

from __future__ import annotations

import pytest

from bot.cards import FieldErrors
from storage.tables import Level, State
from tests.bot.conversations.test_private import public
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons

PAID = "il me faudrait mon bulletin de paie d'octobre"
HARASSED = "Nadia me harcèle tous les jours"


@pytest.fixture(autouse=True)
def known_at_lyon(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.later(minutes=15)


def confides(desk: Story, text: str) -> None:
    desk.says("karim", "@", text)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.later(minutes=15)
    assert desk.request("LYO-2").kept_from == "nadia"


def seen_by_nadia(desk: Story) -> str:
    return desk.by_desk("@nadia") + desk.whispered("nadia") + desk.opens_home("nadia")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (HARASSED, "elle continue à me crier dessus tous les jours"),
        (f"{PAID}, Nadia s'est trompée", "il me faudrait aussi une attestation de salaire"),
        (f"{PAID}, Nadia s'est trompée", "j'ai besoin de savoir pourquoi ma paie est encore fausse"),
    ],
)
def test_what_is_confided_next_is_asked_about_and_kept_from_them_too(desk: Story, first: str, then: str) -> None:
    confides(desk, first)
    desk.later(hours=2)
    desk.says("karim", "@", then)
    assert len(desk.requests()) == 2
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    offer = desk.last("@karim", "sensitive_offer")
    assert "Nadia Benali, à qui je n’ai pas transmis ce que vous m’avez déjà confié" in str(offer)
    desk.presses("karim", offer, "confide")
    desk.later(minutes=15)
    assert (desk.request("LYO-3").level, desk.request("LYO-3").kept_from) == (Level.CONFIDENTIAL, "nadia")
    assert then not in seen_by_nadia(desk) + public(desk)
    assert then in desk.by_desk("@samia")


def test_what_is_confided_next_and_nobody_else_reads_is_given_to_nobody(desk: Story) -> None:
    confides(desk, HARASSED)
    desk.says("karim", "@", "il me faudrait un rdv RH pour en parler")
    desk.presses("karim", desk.last("@karim", "ask_if_answer"), "accept")
    offer = desk.last("@karim", "sensitive_offer")
    assert "Julie Schmitt" in str(offer)
    assert "Oui, en privé" not in str(offer)
    assert "rdv RH" not in seen_by_nadia(desk) + public(desk)


def test_what_is_confided_long_after_goes_to_whom_it_always_went(desk: Story) -> None:
    confides(desk, HARASSED)
    desk.types("karim", "annuler LYO-2", "@")
    desk.later(days=8)
    desk.says("karim", "@", PAID)
    assert desk.request("LYO-3").kept_from == ""
    assert PAID in desk.by_desk("@nadia")


def test_what_turns_private_soon_after_is_kept_from_them_too(desk: Story) -> None:
    asked = desk.says("karim", "@", "il me faudrait une salle jeudi à 14h à Lyon")
    desk.later(minutes=15)
    assert desk.request("LYO-2").level is Level.STANDARD
    desk.says("karim", "@", HARASSED)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.edits(asked, "il me faudrait une salle jeudi à 14h à Lyon, je suis victime de harcèlement")
    assert desk.request("LYO-2").kept_from == "nadia"


@pytest.mark.parametrize("how", ["closed", "cancelled", "root"])
def test_what_follows_one_that_is_over_is_kept_from_them_too(desk: Story, how: str) -> None:
    confides(desk, f"{PAID}, Nadia s'est trompée")
    if how == "cancelled":
        desk.types("karim", "annuler LYO-2", "@")
    else:
        desk.types("samia", "prendre LYO-2", "@")
        desk.types("samia", "fait LYO-2", "@")
        desk.later(days=5)
    text = "elle continue à me crier dessus tous les jours"
    if how == "root":
        desk.says("karim", "@", text)
        desk.presses("karim", desk.last("@karim", "ask_if_answer"), "answers")
    else:
        desk.says("karim", "@", text, under=desk.card("LYO-2", "@karim"))
    made = desk.request("LYO-3")
    assert (made.kept_from, made.linked_to_id) == ("nadia", desk.request("LYO-2").id)
    assert "LYO-" not in seen_by_nadia(desk).replace("LYO-1", "")
    assert "Suite de LYO-2" in desk.by_desk("@samia")


def test_what_an_earlier_one_is_kept_from_hides_that_it_is_followed(desk: Story) -> None:
    written = desk.says("karim", "@", PAID)
    desk.types("nadia", "prendre LYO-2", "@")
    desk.types("nadia", "fait LYO-2", "@")
    desk.later(days=5)
    desk.says("karim", "@", "il me manque encore mon bulletin de septembre", under=desk.card("LYO-2", "@karim"))
    assert "Suite de LYO-2" in str(desk.card("LYO-3", "@nadia"))
    desk.later(minutes=15)
    desk.edits(written, f"{PAID}, Nadia me harcèle")
    assert "Suite de LYO-2" not in str(desk.card("LYO-3", "@nadia"))


def test_an_edit_of_what_is_done_keeps_it_from_whom_it_names(desk: Story) -> None:
    written = desk.says("karim", "@", PAID)
    desk.types("samia", "prendre LYO-2", "@")
    desk.types("samia", "fait LYO-2", "@")
    desk.edits(written, f"{PAID}, Nadia me harcèle et s'est trompée exprès")
    made = desk.request("LYO-2")
    assert (made.state, made.kept_from, desk.who_has("LYO-2")) == (State.RESOLVED, "nadia", "samia")
    desk.types("nadia", "voir LYO-2", "@")
    assert "harcèle" not in seen_by_nadia(desk)


def test_an_edit_that_makes_private_what_is_done_is_shown_to_nobody_whom_it_names(desk: Story) -> None:
    written = desk.says("karim", "#lyon", "il me faudrait un badge pour lundi")
    desk.types("ines", "prendre LYO-2")
    desk.types("ines", "fait LYO-2")
    desk.edits(written, "il me faudrait un badge pour lundi, Nadia me harcèle tous les jours")
    assert (desk.request("LYO-2").level, desk.request("LYO-2").kept_from) == (Level.CONFIDENTIAL, "nadia")
    desk.types("karim", "rouvrir LYO-2", "@")
    desk.later(hours=1)
    assert "LYO-2" not in seen_by_nadia(desk)


@pytest.mark.parametrize(
    ("line", "then"),
    [
        ("bonjour, c'est au sujet de Nadia", "elle me harcèle depuis des mois"),
        ("c'est au sujet de nadia", "elle me harcèle depuis des mois"),
        ("j'ai un problème avec Nadia Benali", "il me faudrait mon bulletin de paie d'octobre"),
        ("hi, it's about Nadia", "she keeps bullying me"),
    ],
)
def test_a_name_in_the_line_before_names_too(desk: Story, line: str, then: str) -> None:
    desk.says("karim", "@", line)
    desk.pass_by(seconds=40)
    desk.says("karim", "@", then)
    assert len(desk.requests()) == 1
    assert "Je ne le confierai pas à Nadia Benali" in str(desk.last("@karim", "sensitive_offer"))
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.later(minutes=15)
    made = desk.request("LYO-2")
    assert (made.kept_from, desk.words(made)) == ("nadia", f"{line}\n{then}")
    assert "LYO-2" not in seen_by_nadia(desk)
    assert line not in desk.by_desk("#desk")


@pytest.mark.parametrize(
    ("text", "then"),
    [("je suis harcelé au travail", "par Nadia Benali"), ("elle me harcèle depuis des mois", "c'est Nadia")],
)
def test_a_name_in_the_line_after_takes_it_from_them(desk: Story, text: str, then: str) -> None:
    desk.says("karim", "@", text)
    assert "LYO-2" in desk.by_desk("@nadia")
    desk.pass_by(seconds=40)
    desk.says("karim", "@", then)
    desk.later(minutes=15)
    assert desk.request("LYO-2").kept_from == "nadia"
    assert "LYO-2" not in desk.opens_home("nadia")
    assert text not in desk.by_desk("@nadia")
    assert then not in desk.by_desk("@nadia")


def test_a_name_in_a_later_line_takes_it_from_nobody_who_has_it(desk: Story) -> None:
    desk.says("karim", "@", PAID)
    desk.types("nadia", "prendre LYO-2", "@")
    desk.says("karim", "@", "merci Nadia, celui du mois dernier", under=desk.card("LYO-2", "@karim"))
    assert (desk.request("LYO-2").kept_from, desk.who_has("LYO-2")) == ("", "nadia")


@pytest.mark.parametrize("text", ["j'ai un problème de carton", "j'ai un souci de son"])
def test_what_is_wrong_is_no_name(desk: Story, text: str) -> None:
    desk.meets("sonia", "Sonia Samson")
    desk.says("karim", "@", text)
    desk.later(hours=1)
    assert text in desk.by_desk("#desk")


def test_what_waits_for_its_authors_word_keeps_what_they_confide_next_from_whom_it_names(desk: Story) -> None:
    desk.says("karim", "@", HARASSED)
    desk.later(hours=1)
    desk.says("karim", "@", PAID)
    assert len(desk.requests()) == 1
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert desk.request("LYO-2").kept_from == "nadia"
    assert PAID in desk.by_desk("@samia")
    assert PAID not in seen_by_nadia(desk)


@pytest.mark.parametrize("text", ["c'est au sujet de Nadia", "bonjour, j'ai un souci avec Mme Benali"])
def test_of_whom_it_will_be_is_no_request_yet(desk: Story, text: str) -> None:
    desk.says("karim", "@", text)
    desk.later(hours=1)
    assert len(desk.requests()) == 1
    assert "Benali" not in desk.by_desk("#desk")
    assert "Nadia" not in desk.by_desk("#desk")


def test_whom_the_charter_lists_later_is_not_given_what_names_them(desk: Story) -> None:
    confided = f"{PAID}, Zoé Blanc me harcèle"
    desk.says("karim", "@", confided)
    desk.later(minutes=15)
    zoe = {"id": "zoe", "name": "Zoé Blanc", "email": "zoe@ateliers-durance.example", "roles": ["assistant"]}
    zoe |= {"cleared": ["hr_admin"], "services": ["hr_admin"], "sites": ["lyon"]}
    desk.rules(lambda charter: charter["people"].append(zoe))
    desk.later(hours=1)
    desk.types("zoe", "voir LYO-2", "@")
    assert desk.request("LYO-2").kept_from == "zoe"
    assert "harcèle" not in desk.by_desk("@zoe") + desk.whispered("zoe") + desk.opens_home("zoe") + desk.sees("zoe")
    assert "harcèle" in desk.by_desk("@nadia")


def test_what_follows_and_names_one_more_is_asked_about(desk: Story) -> None:
    confides(desk, f"{PAID}, Nadia s'est trompée")
    desk.types("karim", "annuler LYO-2", "@")
    desk.says("karim", "@", "Samia Roux me harcèle aussi", under=desk.card("LYO-2", "@karim"))
    assert len(desk.requests()) == 2
    assert "Je ne le confierai pas à Samia Roux" in str(desk.last("@karim", "sensitive_offer"))
    assert "me harcèle aussi" not in desk.by_desk("@samia") + seen_by_nadia(desk)


def test_a_form_is_kept_from_them_too(desk: Story) -> None:
    confides(desk, f"{PAID}, Nadia s'est trompée")
    form = desk.types("karim", "nouvelle", "@")
    refused = desk.sends("karim", form, text="il me faudrait une attestation de salaire", site="lyon")
    assert isinstance(refused, FieldErrors)
    assert len(desk.requests()) == 2


@pytest.mark.parametrize("names", ["Nadia me harcèle", "Nadia et Coralie me harcèlent"])
def test_what_is_edited_until_nobody_may_read_it_says_so_to_its_author_alone(desk: Story, names: str) -> None:
    written = desk.says("karim", "#lyon", "il me faudrait un badge pour lundi")
    desk.types("ines", "prendre LYO-2")
    desk.edits(written, f"il me faudrait un badge pour lundi, je pars car {names}")
    desk.later(minutes=15)
    card = str(desk.card("LYO-2", "@karim"))
    assert "signalé" not in card
    assert "et n’est transmise à personne. Vous pouvez vous adresser à Julie Schmitt." in card
    assert "Julie Schmitt" in str(desk.last("@karim", "left_to_nobody"))
    assert "LYO-2" not in desk.by_desk("@coralie") + desk.by_desk("@julie")


def test_its_author_may_say_that_they_read_the_next_one_too(desk: Story) -> None:
    confides(desk, f"{PAID}, Nadia s'est trompée")
    desk.says("karim", "#lyon", "il me faudrait une attestation de salaire")
    offer = desk.last("@karim", "sensitive_offer")
    assert "Oui, à Nadia Benali aussi" in str(offer)
    desk.presses("karim", offer, "confide", "too")
    desk.later(minutes=15)
    assert (desk.request("LYO-3").level, desk.request("LYO-3").kept_from) == (Level.CONFIDENTIAL, "")
    assert "attestation de salaire" in desk.by_desk("@nadia")
    assert "LYO-2" not in seen_by_nadia(desk)


def test_they_never_read_what_names_them_by_that_word(desk: Story) -> None:
    confides(desk, f"{PAID}, Nadia s'est trompée")
    desk.says("karim", "#lyon", "Nadia me harcèle")
    offer = desk.last("@karim", "sensitive_offer")
    assert "aussi]" not in str(offer)
    assert offer.card is not None
    (value,) = [value for act, value in buttons(offer.card) if act == "confide"]
    desk.forges("karim", "confide", f"{value}:too", at=offer)
    assert len(desk.requests()) == 2
