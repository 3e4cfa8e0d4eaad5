"""The desk's story in a browser, as its people live it; and the demo's own telling of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]

ASK = "bonjour, il me faudrait un badge visiteur et une place de parking pour jeudi 14h svp"
MORE = "il s'appelle M. Rey, il arrive en train"
NOTE = "il ne reste qu'une place au sous-sol"
ANSWER = "C'est prêt : le badge l'attend à l'accueil."
AGAIN = "en fait ils seront deux, il en faudrait un second"
SECRET = "je suis en arrêt maladie, à qui j'envoie le certificat ?"


def test_a_request_from_its_first_words_to_its_reopening(visit: Visit, new_desk: str) -> None:
    karim = visit(new_desk, "karim.haddad", "C0LYON")
    ines, claire = visit(new_desk, "ines", "C0DESK"), visit(new_desk, "claire", "C0DESK")

    ref = _asks_and_corrects(karim)
    card = ines.message(ref)
    ines.reads(ASK, "Agenda et réunions", "vendredi", "9 h", "Karim Haddad", where=card)

    ines.reacts(card, "eyes")
    karim.reads("Inès Caron s’en occupe.", where=karim.thread)
    claire.reacts(claire.message(ref), "raised_hand")
    claire.reads("Inès Caron s’en occupe déjà, depuis", "visible de vous seul")

    _talk(karim, ines, ref)
    _close(karim, ines, ref)

    karim.answers(AGAIN)
    karim.reads("est traitée. La rouvrir", where=karim.thread)
    karim.thread.get_by_role("button", name="Rouvrir").last.click()
    karim.reads(f"C’est noté : {ref} est rouverte.", where=karim.thread)
    karim.reads("Inès Caron s’en occupe.", where=_card_of(karim, ref))
    ines.reads("Prise en charge, Inès Caron", where=ines.message(ref))
    ines.reads(AGAIN, where=ines.thread)
    karim.never_saw(NOTE)
    expect(karim.message(ASK)).to_have_count(1)
    expect(ines.message(ref).filter(has_text="Demandée par")).to_have_count(1)


def _card_of(someone: Visitor, ref: str) -> Locator:
    return someone.thread.locator("article").filter(has_text=f"{ref}, ")


def _asks_and_corrects(karim: Visitor) -> str:
    karim.writes(ASK)
    karim.reads("Services généraux, Lyon", "jeudi", "14 h", "Le pôle vous répond avant", where=karim.thread)
    expect(karim.message(ASK).get_by_test_id("reaction-ticket")).to_be_visible()
    card = karim.thread.locator("article .card").first
    ref = card.locator("strong").first.inner_text()

    karim.thread.get_by_label("service").select_option(label="Agenda et réunions")
    karim.reads(f"{ref}, Agenda et réunions, Lyon.", where=karim.thread)
    karim.thread.get_by_role("button", name="Corriger la date").click()
    expect(karim.page.get_by_test_id("field-due")).to_have_value(re.compile(r"^\d\d/\d\d/\d{4} 14:00$"))
    karim.page.get_by_test_id("field-due").fill("vendredi 9h")
    karim.page.get_by_test_id("form-submit").click()
    expect(karim.dialog).to_have_count(0)
    karim.reads("Date prévue : vendredi", "9 h", where=_card_of(karim, ref))
    expect(_card_of(karim, ref)).not_to_contain_text("À faire pour")
    return ref


def _talk(karim: Visitor, ines: Visitor, ref: str) -> None:
    karim.answers(MORE)
    ines.opens_thread(ref)
    ines.reads("Karim Haddad :", MORE, where=ines.thread)
    ines.answers(NOTE)
    ines.thread.get_by_role("button", name="Répondre au demandeur").click()
    ines.page.get_by_test_id("field-text").fill(ANSWER)
    ines.page.get_by_test_id("form-submit").click()
    karim.reads("Inès Caron vous répond :", ANSWER, where=karim.thread)
    ines.reads("Inès Caron a répondu au demandeur :", where=ines.thread)
    karim.never_saw(NOTE)


def _close(karim: Visitor, ines: Visitor, ref: str) -> None:
    ines.reacts(ines.message(ref), "white_check_mark")
    karim.reads("Demande traitée.", where=_card_of(karim, ref))
    ines.reads("Traitée, Inès Caron", where=ines.message(ref))
    _card_of(karim, ref).get_by_role("button", name="Donner mon avis").click()
    karim.page.get_by_test_id("field-score").select_option("4")
    karim.page.get_by_test_id("field-comment").fill("rapide, merci")
    karim.page.get_by_test_id("form-submit").click()
    karim.reads("Merci pour votre avis.", where=karim.thread)
    expect(_card_of(karim, ref).get_by_role("button", name="Donner mon avis")).to_have_count(0)


def test_a_confidential_matter_is_seen_by_its_author_and_those_cleared_alone(visit: Visit, new_desk: str) -> None:
    elodie, thomas = visit(new_desk, "elodie.perrin", "C0LYON"), visit(new_desk, "thomas.gauthier", "C0LYON")
    elodie.writes(SECRET)
    elodie.goes("D-elodie.perrin")
    elodie.reads(
        "Votre message semble personnel.", "Le confier à Nadia Benali et Samia Roux ?", "Il reste visible dans #lyon"
    )
    elodie.page.get_by_role("button", name="Oui, en privé").click()
    elodie.reads("C’est confié, en privé", "Votre message reste visible dans #lyon", "seules les personnes habilitées")
    card = elodie.main.locator("article").filter(has_text="RH et paie, Lyon")
    ref = card.locator("strong").first.inner_text()

    for cleared in ("nadia", "samia"):
        reader = visit(new_desk, cleared, f"D-{cleared}")
        reader.reads(ref, SECRET, where=reader.main)
    expect(elodie.page.get_by_role("button", name="Oui, en privé")).to_have_count(0)

    # Her own message is there for all, and nothing has been added to it.
    said = thomas.message(SECRET)
    thomas.reads("Élodie Perrin", where=said)
    expect(said.locator(".sign, .thread-link, .card")).to_have_count(0)
    thomas.never_saw(ref)

    elodie.goes("C0LYON")
    elodie.message(SECRET).hover()
    elodie.message(SECRET).locator("[data-testid^=delete-]").click()
    elodie.page.get_by_test_id("dialog-yes").click()
    expect(said).to_have_count(0)
    thomas.never_saw(SECRET)
    for outside in ("ines", "coralie", "marc"):
        other = visit(new_desk, outside, f"D-{outside}")
        for room in ("C0LYON", "C0DESK", "C0ALERTE", "home", f"D-{outside}"):
            other.goes(room)
            expect(other.main.locator(".home .card, .nothing, article").first).to_be_visible()
            other.never_saw(ref, SECRET)


@pytest.mark.timeout(180)
def test_the_demo_tells_its_story_to_the_end_and_a_reload_keeps_the_place(demo: str, visit: Visit) -> None:
    watcher = visit(demo, "lea.girard")
    page = watcher.page
    page.get_by_test_id("story-open").click()
    told: list[str] = []
    while page.get_by_test_id("story-next").count():
        page.get_by_test_id("story-next").click()
        expect(page.locator(".story-step")).to_contain_text(f"Étape {len(told) + 1} sur ")
        told.append(page.get_by_test_id("story-says").inner_text())
        expect(page.locator("#story .error, .toast.wrong")).to_have_count(0)
    assert len(set(told)) == len(told) >= 10
    watcher.reads("C’est la fin de l’histoire.")

    page.get_by_test_id("story-hide").click()
    watcher.goes("C0DESK")
    reply = watcher.main.locator("[data-testid^=open-thread-]").last
    said = reply.locator(".thread-last").inner_text()[-12:]
    reply.click()
    watcher.reads(said, where=watcher.thread)
    picked = page.get_by_test_id("person-picker").input_value()
    page.reload()
    watcher.reads(said, where=watcher.thread)
    expect(page.get_by_test_id("person-picker")).to_have_value(picked)
    expect(page.get_by_test_id("conversation-C0DESK")).to_have_attribute("aria-current", "page")
