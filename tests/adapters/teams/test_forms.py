"""Forms as cards: asking all that they ask, keeping all that was typed, and read back as they were filled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.rendering import DrawnForm, DrawnQuestion, Run, draw_form
from adapters.teams import forms, markup, said
from bot.locales import LANGUAGES
from tests.adapters.teams.reading import alike, found, found_in_words, markdowns_of, presses, texts_of, things, words_of
from tests.adapters.teams.test_markup import INES, TROUBLES, WRITTEN
from tests.bot.views import gallery
from tests.fakes.teams.cards import faults

FORMS = gallery.forms_()
OPTIONS = (("a", "Premier"), ("b", "Second"))


def drawn(name: str, language: str = "fr") -> DrawnForm:
    return draw_form(FORMS[name], gallery.rendering_facts(), gallery.reader(language))


def question(kind: str = "text", value: str = "", **changes: Any) -> DrawnQuestion:
    asked = DrawnQuestion("q", kind, "Question", None, value, OPTIONS if kind == "choice" else (), False, 3000)
    return replace(asked, **changes)


def form(*asked: DrawnQuestion) -> DrawnForm:
    return DrawnForm("f", "sample", "Un formulaire", (), asked, "Envoyer", "Fermer", "fr")


def fields_of(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in things(card) if str(each.get("type")).startswith("Input.")]


def filled(card: dict[str, Any]) -> dict[str, str]:
    """What the desk reads of a form sent as it opened."""
    [(_, data)] = presses(card)
    read = said.values_of(data)
    assert read is not None
    return read[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_a_card_and_a_dialog_and_is_read_back(name: str, language: str) -> None:
    shown = drawn(name, language)
    inside, alone = forms.form_card(shown), forms.form_card(shown, in_chat=True)
    assert faults(inside, "dialog") == []
    assert faults(alone) == []
    assert alike(shown.title) not in [alike(each) for each in texts_of(inside)], "a dialog has its title above"
    assert alike(next(texts_of(alone))) == alike(shown.title)
    told = forms.dialog(shown)
    assert (told["title"], told["card"]["content"]) == (shown.title, inside)
    for card in (inside, alone):
        assert [each["label"] for each in fields_of(card)] == [each.label for each in shown.fields]
        read = " ".join(map(alike, [*texts_of(card), *(each.get("title", "") for each in things(card))]))
        assert all(alike(each.hint) in read for each in shown.fields if each.hint)
        assert all(alike("".join(run.text for run in line)) in read for line in shown.lines)
        if not shown.fields:
            assert presses(card) == []
            continue
        [(send, data)] = presses(card)
        assert send["title"] == shown.submit
        assert send["type"] == ("Action.Submit" if card is inside else "Action.Execute")
        form_id, values = said.values_of(data) or ("", {})
        assert form_id == shown.id
        toggles = {each.id for each in shown.fields if each.kind == "toggle"}
        held = {each.id: each.value if each.id not in toggles else each.value or "false" for each in shown.fields}
        assert values == held


@pytest.mark.parametrize(
    ("kind", "value", "element"),
    [
        ("date", "2026-11-26", "Input.Date"),
        ("date", "", "Input.Date"),
        ("date", "31 février", "Input.Text"),
        ("date", "2026-02-31", "Input.Text"),
        ("time", "14:30", "Input.Time"),
        ("time", "14 h", "Input.Text"),
        ("person", INES, "Input.ChoiceSet"),
        ("person", "", "Input.ChoiceSet"),
        ("person", "Inès Caron", "Input.Text"),
        ("choice", "b", "Input.ChoiceSet"),
        ("a_later_kind", "x", "Input.Text"),
        ("long_text", "un\ndeux", "Input.Text"),
        ("toggle", "true", "Input.Toggle"),
    ],
)
def test_what_was_typed_is_never_lost(kind: str, value: str, element: str) -> None:
    for card in (
        forms.form_card(form(question(kind, value))),
        forms.form_card(form(question(kind)), values={"q": value}),
    ):
        [field] = fields_of(card)
        assert faults(card, "dialog") == []
        assert field["type"] == element
        assert filled(card) == {"q": value}


def test_what_is_typed_stands_exactly_however_it_looks() -> None:
    for trouble in (each for each in TROUBLES if not each.startswith("\u202e")):
        [field] = fields_of(forms.form_card(form(question("long_text", trouble))))
        assert field["value"] == trouble, "a field shows no markup: what is in it is sent again"


def test_a_person_is_looked_for_among_the_tenants() -> None:
    [field] = fields_of(forms.form_card(form(question("person", INES))))
    assert field["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    assert (field["choices"], field["value"]) == ([], INES)


def test_errors_stand_above_what_they_are_about_and_what_was_typed_stays() -> None:
    shown = form(question(), replace(question("long_text"), id="r"))
    errors = {"r": "Le 31 février n’existe pas.", "nowhere": "Rien **ne** va."}
    card = forms.form_card(shown, errors=errors, values={"q": "gardé", "r": "31 février"})
    assert faults(card, "dialog") == []
    first, q, above, r = card["body"]
    assert [each["inlines"][0]["color"] for each in (first, above)] == ["attention", "attention"]
    assert list(texts_of(card)) == ["Rien **ne** va.", "Le 31 février n’existe pas."]
    assert (q["value"], r["value"]) == ("gardé", "31 février")


def test_what_must_be_answered_says_so() -> None:
    [field] = fields_of(forms.form_card(form(question(required=True))))
    assert field["isRequired"]
    assert field["errorMessage"] == "Cette réponse est nécessaire."


def test_many_choices_may_be_searched_and_none_is_asked_in_words() -> None:
    many = tuple((f"v{number}", f"Choix {number}") for number in range(40))
    [field] = fields_of(forms.form_card(form(question("choice", "v39", options=many))))
    assert (field["style"], field["value"], len(field["choices"])) == ("filtered", "v39", 40)
    [field] = fields_of(forms.form_card(form(question("choice", options=()))))
    assert field["type"] == "Input.Text"


def test_a_field_that_a_client_left_out_is_empty_and_what_was_never_asked_is_not() -> None:
    [(_, data)] = presses(forms.form_card(form(question(), replace(question(), id="r"))))
    assert said.values_of({"relais": data["relais"], "q": "x"}) == ("f", {"q": "x", "r": ""})
    assert said.values_of({"relais": {"v": 1, "form": "f"}, "q": "x", "on": True, "msteams": {}, "n": 3}) == (
        "f",
        {"q": "x", "on": "true"},
    )


@settings(deadline=None)
@given(WRITTEN, WRITTEN, WRITTEN, st.sampled_from(["text", "long_text", "toggle", "choice"]), st.integers(1, 50))
def test_any_form_is_harmless(label: str, hint: str, value: str, kind: str, limit: int) -> None:
    asked = question(kind, value, label=label, hint=hint, limit=limit, options=(("a", label), ("b", hint)))
    shown = replace(form(asked), title=label, submit=hint, lines=((Run("said", value),),), cancel=value)
    for in_chat in (False, True):
        card = forms.form_card(shown, errors={"q": value, "x": label}, in_chat=in_chat)
        assert [each for each in markdowns_of(card) if found(each)] == []
        assert [each for each in words_of(card) if found_in_words(each)] == []
        assert faults(card, "message" if in_chat else "dialog") == []
        for field in fields_of(card):
            assert markup.length(field.get("value", "")) <= max(limit, 5)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["relais", "act", "value", "choice", "form", "fields", "v", "q", "msteams"]), inner
        )
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(JSON)
def test_what_a_stranger_sends_is_never_an_error(data: Any) -> None:
    pressed, sent = said.value_of(data), said.values_of(data)
    assert pressed is None or all(isinstance(each, str) for each in pressed)
    assert pressed is None or sent is None, "a form is no button"
    if sent is not None:
        assert sent[0]
        assert all(isinstance(each, str) for pair in sent[1].items() for each in pair)


@pytest.mark.parametrize(
    "data", [None, "x", {}, {"relais": "x"}, {"relais": {}}, {"relais": {"act": ""}}, {"relais": {"act": 3}}]
)
def test_what_is_no_button_means_nothing(data: Any) -> None:
    assert said.value_of(data) is None
    assert said.values_of(data) is None
