"""The page itself: live, in both languages, on a phone, with a keyboard alone, and under a clock that moves."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.served import served_demo, set_clock
from tests.e2e.visitor import PHONE, WIDE, Visitor, box_of

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_another_window_follows_without_losing_what_is_being_typed(visit: Visit, new_desk: str) -> None:
    one, other = visit(new_desk, "olivier.chevalier", "C0AIDE"), visit(new_desk, "manon.barbier", "C0AIDE")
    other.composer.fill("je commence à écrire")
    one.writes("quelqu'un peut réserver un taxi pour l'aéroport demain 6h ?")
    one.reads("Pour quel site ?", "visible de vous seul")
    one.main.get_by_label("site").select_option(label="La Réunion")
    other.reads("quelqu'un peut réserver un taxi", "Déplacements", where=other.main)
    expect(other.composer).to_have_value("je commence à écrire")
    expect(other.composer).to_be_focused()
    other.reacts(other.message("réserver un taxi"), "thumbsup")
    expect(one.message("réserver un taxi").get_by_test_id("reaction-thumbsup")).to_contain_text("1")


def test_the_page_says_that_the_month_is_being_prepared_then_opens(visit: Visit, tmp_path: Path) -> None:
    with served_demo(tmp_path, seeded=True, ready=False) as address:
        lea = visit(address, "lea.girard", "C0AIX", ready=False)
        expect(lea.page.get_by_test_id("preparing")).to_have_text("Le mois se prépare…")
        expect(lea.page.get_by_role("progressbar", name="Le mois se prépare…")).to_be_visible()
        expect(lea.page.get_by_test_id("person-picker")).to_be_visible(timeout=60_000)
        expect(lea.page.get_by_test_id("preparing")).to_have_count(0)
        lea.reads("Grenoble", where=lea.main)
        lea.context.close()


def test_each_reads_in_their_own_language(visit: Visit, new_desk: str) -> None:
    someone = visit(new_desk, "julien.fontaine", "C0AIDE")
    page = someone.page
    someone.writes("/desk")
    someone.reads("Ce que vous pouvez me dire", "Nouvelle demande", where=someone.main)
    page.get_by_test_id("person-picker").select_option("tom")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("story-open")).to_have_text("Play the story")
    someone.goes("C0AIDE")
    someone.writes("/desk")
    someone.reads("only visible to you", "/desk mine", where=someone.main)
    someone.never_saw("Ce que vous pouvez me dire", "Nouvelle demande", "Écrire dans")
    page.get_by_test_id("person-picker").select_option("julien.fontaine")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_test_id("story-open")).to_have_text("Jouer l’histoire")


def test_a_press_in_a_long_list_leaves_one_where_one_was(lived_desk: str, visit: Visit) -> None:
    claire = visit(lived_desk, "claire", "C0DESK")
    expect(claire.main.get_by_test_id("button-claim").first).to_be_visible()
    card = claire.main.locator("article", has=claire.page.get_by_test_id("button-claim")).first
    card = claire.main.get_by_test_id(str(card.get_attribute("data-testid")))
    claim = card.get_by_test_id("button-claim")
    claim.evaluate("node => node.scrollIntoView({block: 'center'})")
    before = _scrolled(claire)
    assert before > 1000, "the list is long"
    claim.click()
    expect(card.get_by_test_id("button-resolve")).to_be_visible()
    expect(card).to_be_focused()
    assert abs(_scrolled(claire) - before) < 5

    card.get_by_test_id("button-release").focus()
    claire.page.keyboard.press("Enter")
    expect(claim).to_be_visible()
    expect(card).to_be_focused()
    menu = card.get_by_label("Corriger le service")
    menu.focus()
    menu.select_option(label="Reporting")
    expect(card).to_contain_text("Reporting, ")
    expect(menu).to_be_focused()
    assert abs(_scrolled(claire) - before) < 5


def _scrolled(someone: Visitor) -> float:
    top: float = someone.main.evaluate("main => main.querySelector('.scroll').scrollTop")
    return top


def test_words_that_turn_the_direction_turn_nothing_around_them(visit: Visit, new_desk: str) -> None:
    elodie = visit(new_desk, "elodie.perrin", "C0LYON")
    elodie.writes("réserver un taxi \u202eitrom")
    elodie.goes("home")
    elodie.reads("réserver un taxi", where=elodie.main)
    # Measured in one turn of the page, which draws the home anew when there is news of it.
    line, line_after, right, left_after = elodie.main.evaluate(
        """main => {
            const line = [...main.querySelectorAll('.line')].find((one) => one.textContent.includes('un taxi'));
            const words = line.querySelector('.said');
            const [said, after] = [words, words.nextElementSibling].map((each) => each.getClientRects());
            return [said[0].top, after[0].top, said[said.length - 1].right, after[0].left];
        }"""
    )
    assert abs(line - line_after) < 5
    assert left_after >= right - 1, "what the desk says after them stands after them"


def test_a_phone_shows_one_thing_at_a_time(visit: Visit, new_desk: str) -> None:
    phone = visit(new_desk, "aurelie.nguyen", size=PHONE, touch=True)
    page = phone.page
    page.get_by_test_id("conversation-C0STRAS").tap()
    _fits(phone, phone.composer)
    phone.writes("merci à tous" + "\net encore merci" * 40)
    phone.writes("bonjour, un coursier pour porter un pli à la mairie cet après-midi svp")
    phone.message("un coursier").locator("[data-testid^=open-thread-]").tap()
    phone.reads("Services généraux, Strasbourg", where=phone.thread)
    expect(phone.main).to_be_hidden()
    _fits(phone, page.get_by_test_id("thread-composer"))
    shown = box_of(phone.thread)
    assert (shown["x"], shown["width"], shown["y"]) == (0, PHONE[0], 0)

    phone.thread.get_by_role("button", name="Corriger la date").tap()
    _fits(phone, page.get_by_test_id("form-submit"))
    page.get_by_test_id("dialog").get_by_role("button", name="Fermer").tap()
    phone.thread.get_by_role("button", name="Retour").tap()
    expect(phone.thread).to_be_hidden()
    expect(phone.message("un coursier")).to_be_in_viewport()
    phone.main.get_by_role("button", name="Retour").tap()
    expect(page.get_by_test_id("conversation-home")).to_be_visible()
    page.get_by_test_id("conversation-home").tap()
    phone.reads("Vos demandes (1)", "coursier", where=phone.main)
    _fits(phone, phone.main.get_by_role("button", name="Nouvelle demande"))


def test_what_was_understood_stands_under_the_card_for_who_may_read_it(visit: Visit, new_desk: str) -> None:
    phone = visit(new_desk, "nicolas.muller", "C0STRAS", size=PHONE, touch=True)
    phone.writes("bjr, vous pouvez caler un point avec le comptable jeudi en huit vers 14h ?")
    phone.message("un point avec le comptable").locator("[data-testid^=open-thread-]").tap()
    phone.thread.locator("summary", has_text="Ce qui a été compris").tap()
    read = phone.thread.locator(".understood .card")
    phone.reads("jeudi 3 décembre", "jeudi en huit vers 14h", "(sûr)", "français", where=read)
    _fits(phone, phone.thread.locator("summary"))
    ref = str(phone.thread.get_by_text("STR-").first.text_content())

    claire = visit(new_desk, "claire", "C0DESK")
    card = claire.message("un point avec le comptable")
    card.get_by_test_id("button-claim").focus()
    _tab_to(claire, card.locator("summary"), most=8)
    claire.page.keyboard.press("Enter")
    claire.reads("jeudi en huit vers 14h", where=card.locator(".understood .card"))
    card.get_by_test_id("button-claim").click()
    expect(card.get_by_test_id("button-resolve")).to_be_visible()
    claire.reads("jeudi en huit vers 14h", where=card.locator(".understood .card"))
    asked = f"/sandbox/api/understood/{ref}?as=elodie.perrin"
    refused = claire.page.evaluate("async (asked) => (await fetch(asked)).json()", asked)
    assert refused["error"] == "unread_request"
    assert "comptable" not in str(refused)


def test_home_opens_at_its_top(lived_desk: str, visit: Visit) -> None:
    for person, size in (("ines", (390, 500)), ("claire", (1280, 420))):
        someone = visit(lived_desk, person, "home", size=size)
        for way in ("by its address", "by the list"):
            if way == "by the list":
                if size[0] == PHONE[0]:
                    someone.main.get_by_role("button", name=re.compile("^Retour")).click()
                someone.page.get_by_test_id("conversation-C0DESK").click()
                expect(someone.composer).to_be_visible()
                if size[0] == PHONE[0]:
                    someone.main.get_by_role("button", name=re.compile("^Retour")).click()
                someone.page.get_by_test_id("conversation-home").click()
            expect(someone.main.locator(".home .line").first).to_be_visible()
            top, below = someone.main.evaluate(
                """async (main) => {
                    // What moves a list as it is sized does so within a frame.
                    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
                    const node = main.querySelector('.scroll');
                    return [node.scrollTop, node.scrollHeight - node.clientHeight];
                }"""
            )
            assert below > 0, "there is more than what is seen"
            assert top == 0, f"{person}, {way}"


def test_on_a_phone_one_comes_back_to_the_conversation_that_one_left(visit: Visit, new_desk: str) -> None:
    phone = visit(new_desk, "aurelie.nguyen", "C0STRAS", size=PHONE, touch=True)
    phone.writes("bonne semaine à toutes et à tous")
    for _ in range(2):
        phone.main.get_by_role("button", name=re.compile("^Retour")).tap()
        phone.page.get_by_test_id("conversation-C0STRAS").tap()
        phone.reads("bonne semaine à toutes et à tous", where=phone.main)
        expect(phone.composer).to_be_visible()


@pytest.mark.parametrize("size", [(800, 600), PHONE, (390, 420)])
def test_what_sends_a_form_is_in_sight_however_long_it_is(visit: Visit, new_desk: str, size: tuple[int, int]) -> None:
    claire = visit(new_desk, "claire", "list" if size[0] < 720 else "C0DESK", size=size)
    asks, field = claire.page.get_by_test_id("new-request"), claire.page.get_by_test_id("field-text")
    asks.click()
    try:
        expect(field).to_be_visible()
    except AssertionError:
        # The list was drawn anew under the finger: one presses again.
        asks.click()
    send = claire.page.get_by_test_id("form-submit")
    last = claire.dialog.locator(".field").last
    for shown in (claire.page.get_by_test_id("field-text"), last):
        shown.scroll_into_view_if_needed()
        expect(shown).to_be_in_viewport()
        expect(send).to_be_in_viewport(ratio=1)
    below, above = box_of(last), box_of(send)
    assert below["y"] + below["height"] <= above["y"], "nothing stands under the buttons"
    send.click()
    expect(claire.page.get_by_test_id("field-text")).to_have_attribute("aria-invalid", "true")
    expect(claire.page.get_by_test_id("field-text")).to_be_in_viewport()


def _fits(phone: Visitor, what: Locator) -> None:
    expect(what).to_be_in_viewport(ratio=1)
    phone.page.wait_for_function("widest => document.scrollingElement.scrollWidth <= widest", arg=PHONE[0])


def test_a_keyboard_alone_is_enough(visit: Visit, new_desk: str) -> None:
    thomas = visit(new_desk, "thomas.gauthier", "C0LYON")
    page, keys = thomas.page, thomas.page.keyboard
    _tab_to(thomas, thomas.composer)
    keys.type("il me faudrait une imprimante de plus au premier étage")
    keys.press("Enter")
    thomas.reads("Services généraux, Lyon", where=thomas.thread)

    _tab_to(thomas, thomas.message("une imprimante de plus").locator("[data-testid^=react-]"))
    keys.press("Enter")
    expect(page.get_by_test_id("pick-eyes")).to_be_visible()
    keys.press("Escape")
    expect(page.locator(".picker")).to_have_count(0)
    keys.press("Enter")
    while page.locator(":focus").get_attribute("data-testid") != "pick-thumbsup":
        keys.press("ArrowRight")
    keys.press("Enter")
    expect(thomas.message("une imprimante de plus").get_by_test_id("reaction-thumbsup")).to_be_visible()

    button = thomas.thread.get_by_role("button", name="Corriger la date")
    _tab_to(thomas, button)
    keys.press("Enter")
    expect(page.get_by_test_id("field-due")).to_be_focused()
    keys.press("Escape")
    expect(thomas.dialog).to_have_count(0)
    expect(button).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_test_id("field-due")).to_be_focused()
    keys.type("demain 9h")
    keys.press("Enter")
    thomas.reads("9 h", where=thomas.thread.locator("article").nth(1))
    keys.press("Escape")
    expect(thomas.thread).to_be_hidden()


def test_the_arrows_of_a_keyboard_pass_over_a_menu_and_enter_chooses(visit: Visit, new_desk: str) -> None:
    romain = visit(new_desk, "thomas.gauthier", "C0LYON")
    keys = romain.page.keyboard
    romain.writes("il faudrait des stylos et des cahiers pour l'accueil")
    romain.reads("Services généraux, Lyon", where=romain.thread)
    menu = romain.thread.get_by_label("Corriger le site")
    menu.focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(menu).to_have_value(re.compile(":reunion$"))
    romain.page.wait_for_timeout(500)
    romain.reads("Services généraux, Lyon", where=romain.thread)
    keys.press("Escape")
    expect(menu).to_have_value(re.compile(":lyon$"))
    expect(romain.thread).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    romain.reads("Services généraux, Strasbourg", where=romain.thread)
    expect(menu).to_be_focused()
    expect(romain.thread.locator("dl, p", has_text="La Réunion")).to_have_count(0)


def test_the_focus_goes_into_a_thread_and_comes_back(visit: Visit, new_desk: str) -> None:
    for size in (WIDE, PHONE):
        one = visit(new_desk, "karim.haddad", "C0AIDE", size=size)
        words = f"bonjour à vous {size[0]}"
        one.writes(words)
        root = one.message(words)
        root.hover()
        root.locator("[data-testid^=reply-]").click()
        expect(one.page.get_by_test_id("thread-composer")).to_be_focused()
        one.answers("et merci")
        one.thread.get_by_role("button", name="Fermer le fil" if size == WIDE else "Retour").press("Enter")
        link = root.locator(".thread-link")
        expect(link).to_be_focused()
        link.press("Enter")
        expect(one.thread.get_by_role("group", name="Fil de discussion")).to_be_focused()
        one.page.keyboard.press("Escape")
        expect(one.thread).to_be_hidden()
        expect(link).to_be_focused()


def test_whoever_listens_hears_what_others_say_and_not_what_they_say_themselves(visit: Visit, new_desk: str) -> None:
    one, other = visit(new_desk, "olivier.chevalier", "C0RITUELS"), visit(new_desk, "manon.barbier", "C0RITUELS")
    heard = other.page.get_by_role("log")
    expect(one.composer).to_be_visible()
    other.writes("coucou à tous, je suis là")
    one.writes("très bonne semaine à vous")
    expect(heard).to_contain_text("Olivier Chevalier : très bonne semaine à vous")
    expect(heard).not_to_contain_text("coucou")
    expect(one.page.get_by_role("log")).to_contain_text("coucou à tous")


def test_all_that_can_be_pressed_or_filled_has_a_name(lived_desk: str, visit: Visit) -> None:
    for person, room in (("claire", "C0DESK"), ("claire", "home"), ("lea.girard", "C0AIX")):
        someone = visit(lived_desk, person, room)
        expect(someone.main.locator(".card, article").first).to_be_visible()
        someone.page.get_by_test_id("story-open").click()
        nameless = someone.page.evaluate(
            """() => [...document.querySelectorAll('button, a, select, textarea, input, [role=group], [tabindex="0"]')]
                .filter((each) => each.checkVisibility() && each.getAttribute('aria-hidden') !== 'true')
                .filter((each) => !(each.getAttribute('aria-label') || each.labels?.length || each.innerText?.trim()))
                .map((each) => each.outerHTML)"""
        )
        assert not nameless
        assert someone.page.evaluate("[...document.querySelectorAll('h1')].length") == 1


def _tab_to(someone: Visitor, wanted: Locator, most: int = 80) -> None:
    for _ in range(most):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        someone.page.keyboard.press("Tab")
    raise AssertionError(f"{most} tabs do not lead there")


def test_the_clock_moves_and_what_was_due_has_happened(visit: Visit, new_desk: str) -> None:
    manon, andre = visit(new_desk, "manon.barbier", "19:reunion@thread.tacv2"), visit(new_desk, "claire", "home")
    manon.writes("il me faut un badge pour une stagiaire")
    manon.reads("Services généraux, La Réunion", where=manon.thread)
    ref = manon.thread.locator("article strong").first.inner_text()
    andre.goes("C0AIDE")
    for what in (f"/desk prendre {ref}", f"/desk fait {ref}"):
        andre.writes(what)
    manon.reads("C’est fait.", where=manon.thread)

    clock = manon.page.get_by_test_id("clock")
    for _ in range(2):
        manon.page.get_by_test_id("next-monday").click()
        expect(clock).to_contain_text("lun.")
        expect(clock).to_contain_text("08:0")
        expect(manon.page.get_by_test_id("next-monday")).to_be_enabled()
    manon.reads("Demande clôturée.", where=manon.thread)
    manon.page.get_by_test_id("plus-hour").click()
    expect(clock).to_contain_text("09:0")
    expect(andre.page.get_by_test_id("clock")).to_contain_text(re.compile("0[67]:0"))


def test_whoever_lives_in_another_zone_sees_one_time(visit: Visit, new_desk: str) -> None:
    tom = visit(new_desk, "tom", "C0RITUELS")
    tom.writes("good morning all")
    said = tom.message("good morning all").locator("time").inner_text()
    minute = int(said[:2]) * 60 + int(said[3:])
    shown = tom.page.get_by_test_id("clock").inner_text()[-5:]
    assert 0 <= int(shown[:2]) * 60 + int(shown[3:]) - minute < 10
    paris = visit(new_desk, "claire", "C0RITUELS")
    expect(paris.page.get_by_test_id("clock")).not_to_contain_text(f" {shown[:2]}:")


def test_what_was_read_last_is_not_covered_when_the_storys_bar_opens(visit: Visit, new_desk: str) -> None:
    lucas = visit(new_desk, "karim.haddad", "C0LYON")
    lucas.writes("bonne journée à tous")
    root = lucas.message("bonne journée à tous")
    root.hover()
    root.locator("[data-testid^=reply-]").click()
    for number in range(12):
        lucas.answers(f"et la suite numéro {number}")
    last = lucas.thread.locator("article").last
    expect(last).to_be_in_viewport(ratio=1)
    lucas.page.get_by_test_id("story-open").click()
    expect(lucas.page.get_by_test_id("story-next")).to_be_visible()
    lucas.page.wait_for_timeout(200)
    bar, shown = box_of(lucas.page.locator(".composer").last), box_of(last)
    assert shown["y"] + shown["height"] <= bar["y"] + 1


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_deleted_message_stands_where_the_others_do(visit: Visit, new_desk: str, size: tuple[int, int]) -> None:
    eva = visit(new_desk, "elodie.perrin", "C0AIDE", size=size)
    eva.writes("merci beaucoup")
    root = eva.message("merci beaucoup").last
    name = str(root.get_attribute("data-testid"))
    root = eva.main.get_by_test_id(name)
    words = box_of(root.locator(".text"))
    root.hover()
    root.locator("[data-testid^=reply-]").click()
    eva.answers("vraiment")
    if size == PHONE:
        eva.thread.get_by_role("button", name="Retour").click()
    root.hover()
    root.locator("[data-testid^=delete-]").click()
    eva.page.get_by_test_id("dialog-yes").click()
    gone, link = root.locator(".line-quiet"), root.locator(".thread-link")
    expect(gone).to_be_visible()
    for each in (gone, link):
        assert abs(box_of(each)["x"] - words["x"]) < 1
    above, below = box_of(gone), box_of(link)
    assert below["y"] >= above["y"] + above["height"]


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_thread_says_the_day_where_it_changes(visit: Visit, tmp_path: Path, size: tuple[int, int]) -> None:
    with served_demo(tmp_path, seeded=False) as address:
        set_clock(address, "tuesday 10:00")
        lea = visit(address, "lea.girard", "C0AIX", size=size)
        lea.writes("il me faudrait une salle de réunion vendredi à 10h")
        lea.reads("Agenda et réunions, Aix-en-Provence")
        if size == PHONE:
            lea.main.locator("[data-testid^=open-thread-]").last.click()
        days = lea.thread.locator(".divider")
        expect(days).to_have_text([re.compile("^mardi ")])
        set_clock(address, "wednesday 10:00")
        lea.answers("plutôt à 11h")
        expect(days).to_have_text([re.compile("^mardi "), re.compile("^mercredi ")])
        lea.answers("pour 6 personnes")
        expect(days).to_have_count(2)
        shown = [
            box_of(each)["y"] for each in (days.last, lea.thread.locator("article").filter(has_text="pour 6").last)
        ]
        assert shown == sorted(shown)
        lea.context.close()


def test_the_way_back_on_a_phone_tells_what_waits_elsewhere(visit: Visit, tmp_path: Path) -> None:
    with served_demo(tmp_path, seeded=False) as address:
        phone = visit(address, "elodie.perrin", "C0LYON", size=PHONE, touch=True)
        back = phone.main.locator(".back")
        expect(back).to_have_accessible_name("Retour")
        expect(back.locator(".dot")).to_be_hidden()
        phone.writes("je suis en arrêt maladie, il faut annuler mon train")
        expect(back.locator(".dot")).to_be_visible()
        expect(back).to_have_accessible_name("Retour, du nouveau ailleurs")
        back.tap()
        phone.page.get_by_test_id("conversation-D-elodie.perrin").tap()
        phone.reads("Votre message semble personnel.", where=phone.main)
        expect(back.locator(".dot")).to_be_hidden()
        expect(back).to_have_accessible_name("Retour")
        phone.context.close()


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_no_name_in_a_menu_is_cut(visit: Visit, new_desk: str, size: tuple[int, int]) -> None:
    lea = visit(new_desk, "lea.girard", "C0AIX", size=size)
    lea.writes("il me faudrait une salle de réunion vendredi à 10h")
    if size == PHONE:
        lea.main.locator("[data-testid^=open-thread-]").last.click()
    lea.reads("Agenda et réunions, Aix-en-Provence", where=lea.thread)
    expect(lea.thread.locator(".menus select")).to_have_count(2)
    # Measured in one turn of the page, which draws a card anew when there is news of it.
    measures = lea.thread.evaluate(
        """thread => [...thread.querySelectorAll('.menus select')].map(select => {
            const measured = document.createElement('canvas').getContext('2d');
            measured.font = getComputedStyle(select).font;
            const text = measured.measureText(select.selectedOptions[0].text).width;
            return [text + 32, select.clientWidth, select.getBoundingClientRect().right];
        })"""
    )
    assert all(given >= needed for needed, given, _ in measures)
    rights = [right for _, _, right in measures]
    assert max(rights) - min(rights) < 1, "one under the other"
