"""What goes wrong in a browser, and what people are then told: nothing typed is lost, nothing is done twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
DOWN = "Le serveur ne répond pas. Ce que vous avez tapé est conservé : réessayez dans un moment."


def test_a_second_claim_a_double_click_and_a_stale_button(visit: Visit, new_desk: str) -> None:
    lea = visit(new_desk, "lea.girard", "C0AIX")
    ines, claire = visit(new_desk, "ines", "C0DESK"), visit(new_desk, "claire", "C0DESK")
    ask = "il me faut deux cartouches d'encre pour l'imprimante svp"
    lea.writes(ask)
    lea.reads("Services généraux, Aix-en-Provence", where=lea.thread)
    late = claire.message(ask)
    expect(late.get_by_role("button", name="Je m’en charge")).to_be_enabled()

    claire.loses_touch()
    ines.message(ask).get_by_role("button", name="Je m’en charge").dblclick()
    lea.reads("Inès Caron s’en occupe.", where=lea.thread)
    late.get_by_role("button", name="Je m’en charge").click()
    claire.reads("Inès Caron s’en occupe déjà, depuis", "visible de vous seul")
    expect(late.get_by_role("button", name="Je m’en charge")).to_have_count(0)

    expect(lea.thread.locator("article").filter(has_text="s’en occupe.").filter(has_not_text=ask)).to_have_count(1)
    done = lea.thread.locator("article .card").first
    lea.loses_touch()
    ines.message(ask).get_by_role("button", name="C’est fait").dblclick()
    ines.reads("Traitée", where=ines.message(ask))
    lea.thread.get_by_role("button", name="Annuler").click()
    expect(lea.dialog.get_by_role("button")).to_have_text(["Non", "Oui, l’annuler"])
    lea.page.get_by_test_id("dialog-yes").click()
    lea.reads("n’est plus ouverte : il n’y a rien à annuler.")
    lea.reads("Demande traitée.", where=done)


def test_a_form_says_in_place_what_is_wrong_and_keeps_what_was_typed(visit: Visit, new_desk: str) -> None:
    sophie = visit(new_desk, "sophie.marchand", "C0AIX")
    page, ask = sophie.page, "une salle pour douze personnes, avec un écran"
    page.get_by_test_id("new-request").click()
    page.get_by_test_id("field-text").fill(ask)
    page.get_by_test_id("field-service").select_option(label="Agenda et réunions")
    page.get_by_test_id("field-site").select_option(label="Aix-en-Provence")
    for wrong, why in (
        ("03/01/2020", "Cette date est passée."),
        ("hier", "Cette date est passée."),
        ("31 février", "« 31 février » n’existe pas."),
        ("un de ces quatre", "Je ne comprends pas cette date."),
    ):
        page.get_by_test_id("field-due").fill(wrong)
        page.get_by_test_id("form-submit").click()
        sophie.reads(why, where=page.locator("#field-due-error"))
        expect(page.get_by_test_id("field-due")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_test_id("field-due")).to_have_value(wrong)
        expect(page.get_by_test_id("field-text")).to_have_value(ask)
    page.get_by_test_id("field-due").fill("demain 15h")
    page.get_by_test_id("form-submit").dblclick()
    expect(sophie.dialog).to_have_count(0)
    sophie.goes("D-sophie.marchand")
    expect(sophie.message(ask)).to_have_count(1)
    sophie.reads("Agenda et réunions, Aix-en-Provence.", "15 h", where=sophie.message(ask))


def test_an_unknown_word_is_answered_with_the_nearest(visit: Visit, new_desk: str) -> None:
    mathieu = visit(new_desk, "mathieu.lefevre", "C0AIX")
    mathieu.writes("/desk listte")
    mathieu.reads("Je ne connais pas « listte ». Vouliez-vous dire liste", "visible de vous seul")
    mathieu.writes("/desk voir ZZZ-9")
    mathieu.reads("Vérifiez la référence, par exemple AIX-42.")


def test_what_people_type_is_shown_as_typed_and_runs_nowhere(visit: Visit, new_desk: str) -> None:
    yanis, hugo = visit(new_desk, "yanis.lambert", "C0STRAS"), visit(new_desk, "hugo", "C0DESK")
    typed = (
        "il me faut une salle jeudi 10h <script>alert('un')</script><img src=x onerror=\"alert('deux')\"> "
        "*gras* [ici](javascript:alert('trois')) <!channel> <@U1> &lt;b&gt;"
    )
    yanis.writes(typed)
    for where in (yanis.message("il me faut une salle"), yanis.thread, hugo.message("il me faut une salle")):
        yanis.reads(typed, where=where)
        expect(where.locator("img, a, b, i, em, script, iframe")).to_have_count(0)

    # Were something to slip through one day, the page's own rules would still not run it.
    yanis.page.evaluate(
        """() => document.body.insertAdjacentHTML("beforeend", `<img src="x" onerror="alert('quatre')">`)"""
    )
    yanis.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {text: 'alert(5)'}))"
    )
    yanis.page.wait_for_timeout(300)
    refused = [each for each in yanis.troubles if "Content Security Policy" in each]
    assert len(refused) == 2
    yanis.troubles[:] = [each for each in yanis.troubles if each not in refused]


def test_what_could_not_be_sent_stays_where_it_was_typed(visit: Visit, new_desk: str) -> None:
    camille = visit(new_desk, "camille.rousseau", "C0STRAS")
    expect(camille.composer).to_be_visible()
    words = "pouvez-vous commander des enveloppes ?"
    camille.context.set_offline(True)
    camille.composer.fill(words)
    camille.composer.press("Enter")
    expect(camille.page.locator(".toast.wrong span")).to_have_text(DOWN)
    expect(camille.composer).to_have_value(words)
    camille.context.set_offline(False)
    camille.composer.press("Enter")
    camille.reads("Services généraux, Strasbourg", where=camille.thread)
    expect(camille.message(words)).to_have_count(1)


def test_a_form_that_cannot_be_sent_says_what_to_do_and_keeps_what_was_typed(visit: Visit, new_desk: str) -> None:
    tom = visit(new_desk, "tom", "C0AIDE")
    tom.page.get_by_test_id("new-request").click()
    typed = "a taxi for two visitors tomorrow at noon"
    tom.page.get_by_test_id("field-text").fill(typed)
    tom.page.get_by_test_id("field-site").select_option(label="Lyon")
    tom.context.set_offline(True)
    tom.page.get_by_test_id("form-submit").click()
    tom.reads("The server does not answer. What you typed is kept: try again in a moment.", where=tom.dialog)
    expect(tom.page.get_by_test_id("field-text")).to_have_value(typed)
    tom.never_saw("Failed to fetch")
    tom.context.set_offline(False)
    tom.page.get_by_test_id("form-submit").click()
    expect(tom.dialog).to_have_count(0)


def test_a_page_that_gets_no_answer_says_so_and_goes_on_once_it_does(visit: Visit, new_desk: str) -> None:
    lea = visit(new_desk, "lea.girard", "C0AIX")
    lea.page.route("**/sandbox/api/**", lambda route: route.abort())
    lea.page.reload()
    expect(lea.page.locator(".toast.wrong span")).to_have_text(DOWN)
    lea.page.unroute_all()
    expect(lea.composer).to_be_visible()
    expect(lea.page.locator(".toast.wrong")).to_have_count(0)

    lea.page.route("**/sandbox/api/**", lambda route: route.abort())
    lea.page.get_by_test_id("person-picker").select_option("tom")
    expect(lea.page.locator(".toast.wrong span")).to_have_text(DOWN)
    lea.page.unroute_all()
    expect(lea.page.locator("html")).to_have_attribute("lang", "en")
    expect(lea.composer).to_be_visible()
    expect(lea.page.locator(".toast.wrong")).to_have_count(0)
