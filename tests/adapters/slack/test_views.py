"""Forms as modals: within Slack's limits, prefilled, read back as they were typed, their errors where they belong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.rendering import DrawnForm, DrawnQuestion, Run, draw_form
from adapters.slack import limits, views
from bot.locales import LANGUAGES
from tests.adapters.slack.reading import texts_of
from tests.adapters.slack.test_markup import WRITTEN
from tests.bot.views import gallery
from tests.fakes.slack.checks import view_faults, view_too_large

FORMS = gallery.forms_()
STANDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("initial_value", "value", None),
    "static_select": ("initial_option", "selected_option", None),
    "users_select": ("initial_user", "selected_user", None),
    "datepicker": ("initial_date", "selected_date", None),
    "timepicker": ("initial_time", "selected_time", None),
    "checkboxes": ("initial_options", "selected_options", []),
}
"""Where an input's first value stands, where it stands in a view's state, and what stands there when it has none."""


def drawn(name: str, language: str = "fr") -> DrawnForm:
    return draw_form(FORMS[name], gallery.rendering_facts(), gallery.reader(language))


def submitted(view: dict[str, Any]) -> dict[str, Any]:
    """A view as Slack gives it back when it is sent at once, with what stood in it."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            first, now, nothing = STANDS[element["type"]]
            state = {"type": element["type"], now: element.get(first, nothing)}
            values[block["block_id"]] = {element["action_id"]: state}
    return view | {"id": "V1", "hash": "1.a", "state": {"values": values}}


def form(*fields: DrawnQuestion, form_id: str = "f") -> DrawnForm:
    return DrawnForm(form_id, "sample", "Titre", (), fields, "Envoyer", "Fermer", "fr")


def question(kind: str, value: str = "", **changes: Any) -> DrawnQuestion:
    return replace(DrawnQuestion("q", kind, "Question", None, value, (), required=False, limit=3000), **changes)


def element_of(asked: DrawnQuestion) -> dict[str, Any]:
    [block] = views.modal(form(asked))["blocks"]
    element: dict[str, Any] = block["element"]
    return element


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_fits_and_gives_back_what_stood_in_it(name: str, language: str) -> None:
    shown = drawn(name, language)
    view = views.modal(shown)
    assert view_faults(view, "modal") == []
    assert not view_too_large(view)
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == [
        each.id for each in shown.fields
    ]
    assert json.loads(view["private_metadata"]) == {"form": "f"}
    assert views.form_of(submitted(view)) == "f"
    untouched = {each.id: "false" if each.kind == "toggle" else "" for each in shown.fields}
    stood = {each.id: each.value for each in shown.fields if each.value}
    assert views.values_of(submitted(view)) == untouched | stood
    said = list(texts_of(view["blocks"]))
    for each in shown.fields:
        assert each.label in said
        assert each.hint is None or each.hint in said


def test_a_form_is_asked_for_as_one_would_expect() -> None:
    view = views.modal(drawn("new_request for others"))
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"]}
    assert kinds == {
        "person": "users_select", "medium": "static_select", "text": "plain_text_input", "service": "static_select",
        "site": "static_select", "due": "plain_text_input", "amount": "plain_text_input", "urgent": "checkboxes",
    }  # fmt: skip
    optional = {block["block_id"]: block["optional"] for block in view["blocks"]}
    assert [name for name, left in optional.items() if not left] == ["text"]
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == (
        "Nouvelle demande", "Envoyer", "Fermer",
    )  # fmt: skip
    urgent = view["blocks"][-1]
    assert urgent["element"]["options"][0]["text"]["text"] == "La demande passe avant les autres."
    assert "hint" not in urgent


@pytest.mark.parametrize(
    ("kind", "value", "element"),
    [
        ("date", "2026-11-26", "datepicker"),
        ("date", "", "datepicker"),
        ("date", "31 février", "plain_text_input"),
        ("date", "2026-02-31", "plain_text_input"),
        ("time", "14:30", "timepicker"),
        ("time", "14 h", "plain_text_input"),
        ("person", "U0INES", "users_select"),
        ("person", "Inès Caron", "plain_text_input"),
        ("a_later_kind", "x", "plain_text_input"),
    ],
)
def test_what_was_typed_is_never_lost(kind: str, value: str, element: str) -> None:
    view = views.modal(form(question(kind, value)))
    assert view["blocks"][0]["element"]["type"] == element
    assert view_faults(view, "modal") == []
    assert views.values_of(submitted(view)) == {"q": value}


def test_a_toggle_says_yes_or_no_with_or_without_a_hint() -> None:
    bare, ticked = element_of(question("toggle")), element_of(question("toggle", "true", hint="h" * 76))
    assert bare["options"][0]["text"]["text"] == "Oui"
    assert "initial_options" not in bare
    assert ticked["initial_options"] == ticked["options"]
    [block] = views.modal(form(question("toggle", hint="h" * 76, required=True)))["blocks"]
    assert block["optional"], "Slack would take no for no answer"
    assert block["hint"]["text"] == "h" * 76, "too long for an option, it stands under the question"


def test_more_choices_than_slack_lists_are_grouped() -> None:
    many = tuple((f"v{number}", f"Choix {number}") for number in range(230))
    element = element_of(question("choice", "v205", options=many))
    assert [len(group["options"]) for group in element["option_groups"]] == [100, 100, 30]
    assert element["initial_option"] in element["option_groups"][2]["options"]
    assert element["option_groups"][0]["label"]["text"] == "Choix 0 – Choix 99"


def test_a_form_in_place_of_another_shows_its_own_values() -> None:
    first, second = (views.modal(form(question("text", value), form_id=value)) for value in ("one", "two"))
    keys = [(view["blocks"][0]["block_id"], view["blocks"][0]["element"]["action_id"]) for view in (first, second)]
    assert keys[0] != keys[1], "Slack would keep what was typed in the first"
    assert keys[0][0] == keys[1][0] == "q"


def test_errors_stand_where_they_belong() -> None:
    shown = drawn("new_request")
    errors = {"due": "Le 31 février n’existe pas.", "person": "Inconnue.", "nowhere": "Rien."}
    placed = {"due": "Le 31 février n’existe pas.", "text": "Inconnue. Rien."}
    assert views.errors_of(shown, errors) == placed
    assert views.errors_of(submitted(views.modal(shown)), errors) == placed
    assert views.errors_of(shown, {}) == {}
    assert views.errors_of(drawn("loading"), errors) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_loading_view_is_seen_at_once_and_found_again(language: str) -> None:
    key = "slack:trigger:1234.5678.abc"
    view = views.loading(key, language)
    assert view_faults(view, "modal") == []
    assert (view["callback_id"], json.loads(view["private_metadata"])) == ("relais_loading", {"awaited": key})
    assert view["external_id"] == views.external_id(key) == key
    assert views.form_of(view) is None
    long = views.external_id("k" * 300), views.external_id("k" * 301)
    assert all(len(each) <= limits.EXTERNAL_ID for each in long)
    assert len(set(long)) == 2


@given(WRITTEN, WRITTEN, WRITTEN, st.sampled_from(["text", "long_text", "toggle", "choice"]), st.integers(1, 50))
def test_any_form_fits(label: str, hint: str, value: str, kind: str, limit: int) -> None:
    asked = question(kind, value, label=label, hint=hint, limit=limit, options=(("a", label), ("b", hint)))
    shown = replace(form(asked), title=label, submit=hint, lines=((Run("said", value),),), cancel=value)
    assert view_faults(views.modal(shown), "modal") == []


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["state", "values", "value", "type", "selected_option", "blocks", "q", "block_id"]), inner
        )
    ),
    max_leaves=12,
)
SHAPED = st.dictionaries(
    st.text(max_size=3),
    st.dictionaries(
        st.sampled_from(["value", "value#f", "x"]),
        st.fixed_dictionaries(
            {"type": st.sampled_from([*STANDS, "rich_text_input"])},
            optional={now: JSON for _, now, _ in STANDS.values()},
        ),
    ),
)


@given(JSON | SHAPED.map(lambda values: {"state": {"values": values}}))
def test_what_a_stranger_sends_is_never_an_error(view: Any) -> None:
    held = view if isinstance(view, dict) else {"state": view, "private_metadata": view, "callback_id": "relais_form"}
    values: Any = views.values_of(held)
    assert all(isinstance(each, str) for pair in values.items() for each in pair)
    assert views.form_of(held) is None
    assert isinstance(views.errors_of(held, {"q": "Non."}), dict)
