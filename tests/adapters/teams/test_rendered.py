"""Every card and form of the gallery through Microsoft's own renderer, in Chromium, and what people may try with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from adapters.cleaning import clean
from adapters.rendering import DrawnButton, DrawnButtons, DrawnFields, DrawnLine, DrawnMenu, Run
from adapters.teams import blocks, forms, said
from bot.locales import LANGUAGES
from tests.adapters.teams.reading import DATE, alike, texts_of, things
from tests.adapters.teams.renderer import WIDTHS, Missing, Renderer, Scheme, gallery_cards, renderer
from tests.adapters.teams.test_blocks import card, drawn, line
from tests.adapters.teams.test_forms import form, question
from tests.adapters.teams.test_markup import TROUBLES, at, hour
from tests.bot.views import subjects

pytestmark = pytest.mark.browser
OURS = {"P", "A", "STRONG"}
"""What the desk's own words may be made of; anything else came out of somebody's."""
WRITTEN = " ".join(subjects.WORDS.values())
"""An address that somebody wrote is parted where a line ends."""
NO_CHOICE = "An Input.ChoiceSet must have at least one choice defined."
"""It knows nothing of choices that Teams looks for in the tenant: there are none in the card, and no label on them."""


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Renderer]:
    with renderer(chromium_browser) as opened:
        yield opened


def test_every_card_is_drawn_whole_in_both_languages_and_widths(chromium_browser: Browser) -> None:
    for language, width in zip(LANGUAGES, WIDTHS.values(), strict=True):
        names, cards = zip(*gallery_cards(language), strict=True)
        with renderer(chromium_browser, "light", width) as page:
            told = page.drawn_and_seen(list(cards))
        for name, sent, (complaints, seen) in zip(names, cards, told, strict=True):
            searched = sum("choices.data" in each for each in things(sent))
            assert complaints == [NO_CHOICE] * searched, f"{name}: the renderer complains"
            assert (seen["beyond"], seen["cut"], seen["nameless"]) == (0, [], searched), name
            assert [word for word in seen["parted"] if set(word) != {"x"} and word not in WRITTEN] == [], name
            assert set(seen["tags"]) <= OURS, name
            assert "{{" not in seen["text"], name
            read = alike(seen["text"])
            for text in texts_of(sent["body"]):
                if not DATE.search(text):
                    assert alike(text) in read, name
            titles = [alike(each["title"]) for each in sent.get("actions", [])]
            assert [each for each in titles if each not in map(alike, seen["buttons"])] == [], name


@pytest.mark.parametrize(("scheme", "width"), [("light", "narrow"), ("dark", "wide")])
def test_what_people_write_does_nothing(chromium_browser: Browser, scheme: Scheme, width: str) -> None:
    with renderer(chromium_browser, scheme, WIDTHS[width]) as page:
        for trouble in TROUBLES:
            sent = blocks.card(
                card(
                    *(line(trouble, style) for style in ("normal", "quiet", "title", "quote")),
                    DrawnLine((Run("mention", trouble), Run("text", " avant "), hour())),
                    DrawnLine((at(trouble),), "title"),
                    DrawnFields((((Run("said", trouble),), (Run("said", trouble),)),)),
                    DrawnButtons((DrawnButton("show", trouble, "x", confirm=trouble),)),
                    DrawnMenu("show", trouble, (("x", trouble),), "x"),
                )
            )
            assert page.draw(sent) == []
            seen = page.seen()
            assert set(seen["tags"]) <= {"P"}, "no formatting, list, picture or heading comes of words"
            assert seen["links"] == []
            assert (seen["beyond"], seen["cut"]) == (0, [])
            assert seen["text"].count("26 novembre 2026") == 1, "one moment was meant"
            assert "5 janvier 2026" not in seen["text"]
            assert [run for run in seen["runs"] if alike(run) == alike(clean(trouble).split("\n")[0])], (
                "it reads as written"
            )


def test_a_form_with_the_worst_in_it_is_only_a_form(page: Renderer) -> None:
    for trouble in TROUBLES:
        asked = question("long_text", trouble, label=trouble, hint=trouble)
        ticked = question("toggle", label=trouble, hint=trouble)
        chosen = question("choice", "a", options=(("a", trouble), ("b", "B")), label="c")
        one, two, three = (replace(each, id=name) for each, name in ((asked, "q"), (ticked, "r"), (chosen, "s")))
        sent = forms.form_card(form(one, two, three), errors={"q": trouble})
        assert page.draw(sent) == []
        seen = page.seen()
        assert set(seen["tags"]) <= {"P"}
        assert (seen["links"], seen["nameless"], seen["beyond"]) == ([], 0, 0)
        assert "5 janvier 2026" not in seen["text"]


def test_what_is_pressed_and_chosen_comes_back_as_it_was_meant(page: Renderer) -> None:
    page.draw(blocks.card(drawn("triage, new, standard", "fr")))
    page.press("Je m’en charge")
    page.press("Autres actions")
    page.press("Corriger la date")
    page.page.get_by_label("Corriger le site").select_option("Aix-en-Provence")
    page.press("Valider", last=True)
    meant = [said.value_of(each["data"]) for each in page.sent()]
    assert meant == [("claim", "LYO-42"), ("correct", "LYO-42:due"), ("correct", "LYO-42:site:aix")]
    assert [each["type"] for each in page.sent()] == ["Action.Execute", "Action.Submit", "Action.Execute"]
    assert "choice1" not in page.sent()[1]["data"], "a button takes nothing of the choices beside it"


def test_what_is_to_be_confirmed_sends_nothing_before_it_is(page: Renderer) -> None:
    page.draw(blocks.card(drawn("requester, new, standard", "fr")))
    page.press("Annuler")
    assert page.sent() == []
    assert "Annuler cette demande" in page.seen()["text"]
    page.press("Oui, l’annuler")
    [sent] = page.sent()
    assert said.value_of(sent["data"]) == ("cancel", "LYO-42")


def test_a_menu_from_which_nothing_was_chosen_sends_nothing(page: Renderer) -> None:
    page.draw(blocks.card(drawn("ask site", "fr")))
    page.press("Choisir le site")
    page.press("Valider")
    assert page.sent() == []
    page.page.get_by_label("Choisir le site").last.select_option("Lyon")
    page.press("Valider")
    [sent] = page.sent()
    assert said.value_of(sent["data"]) == ("accept", "source:7:site:lyon")


def test_a_form_is_sent_as_it_was_filled(page: Renderer) -> None:
    sent = dict(gallery_cards("fr"))["form, new_request, site known"]
    page.draw(sent)
    page.press("Envoyer")
    assert page.sent() == [], "what must be answered is not"
    text = next(each for each in things(sent) if each.get("id") == "text")
    page.page.get_by_label(text["label"]).fill("Deux badges\npour **lundi**")
    page.page.get_by_label("La demande passe avant les autres.").check()
    page.press("Envoyer")
    [each] = page.sent()
    form_id, values = said.values_of(each["data"]) or ("", {})
    assert form_id == "f"
    assert values["text"] == "Deux badges\npour **lundi**"
    assert values["urgent"] == "true"
    assert {name for name, value in values.items() if not value} == {"service", "site", "due", "amount"}, (
        "a field left empty is empty"
    )


def test_what_is_missing_says_what_to_type(page: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.adapters.teams.renderer.SCRIPTS", ("nowhere.js",))
    with pytest.raises(Missing, match="Type: make"):
        Renderer(page.page)
