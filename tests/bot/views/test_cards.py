"""Every card of the gallery is drawn in both languages, keeps private what is, and offers what may be done."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from sys import setprofile
from types import FunctionType

import pytest
from pydantic import BaseModel

import bot.views
from adapters.rendering import Drawn, DrawnButtons, DrawnFields, DrawnLine, DrawnMenu, draw, draw_form, flat
from bot.cards import Button, Buttons, Card, FormView, Mention, Menu, Ours, Said
from bot.conversations import discover
from bot.locales import LANGUAGES, catalogue
from bot.policies.confidentiality import Part
from bot.policies.permissions import Act, possible
from bot.talk import ANSWERS
from bot.views import help, lists, notices  # noqa: A004  # the module is named for what it shows
from bot.views.clocks import CAUSES
from bot.views.request_card import requester_buttons, requester_card, triage_buttons, triage_card
from storage.tables import Audience, Level, State
from tests.bot.views import gallery, subjects

CARDS = gallery.cards()
FORMS = gallery.forms_()
discover()
ACTS = set(ANSWERS.presses) | set(ANSWERS.acts)
REF = r"(?:LYO|AIX)-\d+"
MORE = "to_agree|in_hand|to_check|to_take|asked|mine|open|learned|own_requests|own_texts|own_rest"
NAMED = re.compile(
    r"\d+:[a-z]+|"
    rf"source:7(:too|(:{REF})?(:[0-9a-f]{{12}})?)|{REF}(:(\d+|due|on|off|offered|no|[1-5]|claire|ines|yes:\w+:[0-9a-f]{{12}}"
    rf"|{'|'.join(CAUSES)}))?"
)
"""What a button may act on: a message that its author is asked about, or a request, and what is said of it."""


def said(drawn: Drawn) -> str:
    """All that a card shows, as one text."""
    texts = [flat(drawn.summary)]
    for part in drawn.parts:
        match part:
            case DrawnLine():
                texts.append(flat(part.runs))
            case DrawnFields():
                texts += [flat(runs) for row in part.rows for runs in row]
            case DrawnButtons():
                texts += [button.label for button in part.buttons] + [button.confirm or "" for button in part.buttons]
            case DrawnMenu():
                texts += [part.label, *(label for _, label in part.options)]
    return "\n".join(texts)


def spans(part: object) -> Iterator[object]:
    """Everything in a card, down to its spans."""
    yield part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from spans(getattr(part, name))
    elif isinstance(part, tuple | list):
        for each in part:
            yield from spans(each)
    elif isinstance(part, dict):
        yield from spans(list(part.values()))


def buttons(card: Card) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


def views() -> dict[str, FunctionType]:
    """Everything that makes a card or a form of what it is given."""
    modules = [import_module(f"bot.views.{each.name}") for each in iter_modules(bot.views.__path__)]
    return {
        f"{module.__name__}.{name}": made
        for module in modules
        for name, made in vars(module).items()
        if isinstance(made, FunctionType) and made.__module__ == module.__name__
        if made.__annotations__.get("return") in ("Card", "FormView") and "unit" not in made.__annotations__
    }


def test_no_view_is_missing_from_the_gallery() -> None:
    called = set[object]()
    setprofile(lambda frame, event, _: called.add(frame.f_code) if event == "call" else None)
    gallery.cards(), gallery.forms_()
    setprofile(None)
    known = views()
    assert len(known) > 50
    assert sorted(name for name, made in known.items() if made.__code__ not in called) == []


def test_no_text_of_a_view_is_missing_from_the_gallery() -> None:
    shown = {each.key for made in (*CARDS.values(), *FORMS.values()) for each in spans(made) if isinstance(each, Ours)}
    written: set[str] = set()
    for file in Path(bot.views.__file__).parent.glob("*.py"):
        tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        written |= {each.value for each in tree if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    told = written & set(catalogue("fr"))
    assert len(told) > 200
    assert sorted(told - shown) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_drawn(language: str) -> None:
    for name, card in CARDS.items():
        drawn = draw(card, gallery.rendering_facts(), gallery.reader(language))
        assert flat(drawn.summary).strip(), name
        assert not flat(drawn.summary)[0].islower(), f"{name}: a sentence begins so"
        assert drawn.parts, name
        whole = said(drawn)
        for words in subjects.WORDS.values():
            whole = whole.replace(words, "")
        assert not re.search(r"[{}]", whole), name
        keyless = re.sub(r"example\.\S+", "", whole)
        assert not re.search(r"\b[a-z]+\.[a-z_]+\b(?<!\.pdf)(?<!\.png)", keyless), f"{name}: a key shows"
        assert "  " not in whole, name
        assert not re.search(r"\.\.|\. \.|:\.", whole), name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_drawn_with_what_was_typed(name: str, language: str) -> None:
    form = FORMS[name]
    drawn = draw_form(form, gallery.rendering_facts(), gallery.reader(language))
    for text in (drawn.title, drawn.submit, drawn.cancel, *(field.label for field in drawn.fields)):
        assert text.strip()
        assert not re.search(r"[{}]", text)
    if name.endswith(", filled"):
        assert {field.id: field.value for field in drawn.fields} == {
            each.id: gallery.HELD[each.id] for each in form.fields
        }
    for field in drawn.fields:
        assert field.kind != "choice" or field.options
        assert len({value for value, _ in field.options}) == len(field.options)


def test_a_card_is_small_and_its_buttons_known() -> None:
    for name, card in CARDS.items():
        assert len(buttons(card)) <= 9, name
        assert all(len(part.buttons) <= 5 for part in card.parts if isinstance(part, Buttons)), name
        assert sum(button.style == "primary" for button in buttons(card)) <= 1, name
        assert len(card.parts) <= 45, name
        assert {button.act for button in buttons(card)} <= ACTS, name
        for menu in (part for part in card.parts if isinstance(part, Menu)):
            values = [option.value for option in menu.options]
            assert len(values) == len(set(values)) <= 100, name
            assert menu.act in ACTS, name
        assert Card.model_validate_json(card.model_dump_json(exclude_none=True)) == card, name


def test_buttons_name_what_they_act_on() -> None:
    for name, card in CARDS.items():
        for button in buttons(card):
            if button.act in ("new", "next"):
                continue
            if button.act == "more":
                assert re.fullmatch(rf"({MORE}):\d+", button.value), (name, button)
                continue
            if button.act in ("relearn", "take_alert"):
                assert button.value == {"relearn": "3", "take_alert": "1"}[button.act], name
                continue
            if button.act.startswith("provider"):
                assert button.value in ("down", "up"), name
                continue
            if button.act.startswith(("access", "emergency")):
                assert re.fullmatch(rf"\d+(:(evening|week))?|new|{REF}", button.value), (name, button)
                continue
            if button.act == "flash_note":
                assert re.fullmatch(rf"7:{REF}", button.value), name
                continue
            if button.act.startswith("ritual"):
                assert button.value in {each.id for each in subjects.charter().rituals}, name
                continue
            if button.act.startswith(("away", "handover", "standup")):
                assert button.value == "7", name
                continue
            if button.act.startswith("level"):
                assert re.fullmatch(r"7|ines:(autonomous|supervised|shadow)", button.value), (name, button)
                continue
            if button.act.startswith("recurring") or button.act == "repeat":
                assert button.value in ("7", "new", "list"), name
                continue
            assert NAMED.fullmatch(button.value), (name, button)
        about = {found[0] for button in buttons(card) if (found := re.match(REF, button.value))}
        if len(about) == 1 and card.kind not in ("retired", "briefing", "flash_point"):
            assert card.subject in about, name


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.CONFIDENTIAL])
@pytest.mark.parametrize("state", State)
def test_what_others_read_holds_no_words(state: State, level: Level) -> None:
    facts = subjects.facts(state, level)
    read_by_others = [
        *(card for name, card in CARDS.items() if name.startswith("reference") and name.endswith(f"{state}, {level}")),
        CARDS[f"show, {state}, {level}"],
        *(
            lists.list_card([lists.row_of(facts, part, own=own)], ())
            for own in (False, True)
            for part in (Part.STATE, Part.FULL)
        ),
        lists.list_card([lists.Row(facts, "words")], ()),
        notices.pings([(facts.request, "assigned")] * 2, subjects.charter()),
        notices.refusal("not_allowed", (), facts.request),
    ]
    assert len(read_by_others) == 10
    for card in read_by_others:
        assert not [span for span in spans(card) if isinstance(span, Said)], card.kind
        assert subjects.SECRET not in said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("state", State)
def test_whoever_may_know_where_it_stands_reads_that_alone(state: State, level: Level) -> None:
    card = lists.list_card([lists.row_of(subjects.facts(state, level, urgent=True), Part.STATE)], ())
    assert not [span for span in spans(card) if isinstance(span, Said)]
    shown = said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))
    for secret in ("Déplacements", "Factures", "Lyon,", "Karim", "Inès", "Urgent", "novembre"):
        assert secret not in shown


def test_its_author_reads_nothing_of_internal_notes() -> None:
    kept = [each for each in gallery.history() if each.act in lists.INSIDE]
    for works in (False, True):
        card = lists.show_card(subjects.facts(State.CLAIMED), kept, reads=True, owns=not works, works=works)
        shown = said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))
        assert [each in shown for each in ("note interne", "raison du retard")] == [works, works]


def test_help_tells_of_every_command_in_both_languages() -> None:
    assert set(ANSWERS.words) <= set(help.ORDER)
    assert len(set(help.ORDER)) == len(help.ORDER)
    french, english = (
        said(draw(help.help_card(language, {"coordinator"}, ANSWERS.words), gallery.rendering_facts(), reader))
        for language, reader in (("fr", gallery.reader("fr")), ("en", gallery.reader("en")))
    )
    for name, words in ANSWERS.words.items():
        assert f"/desk {words[0]}" in french
        assert f"/desk {name}" in english
    employees = help.help_card("fr", {"employee"}, ANSWERS.words)
    assert "prendre" not in said(draw(employees, gallery.rendering_facts(), gallery.reader("fr")))
    assistants = help.help_card("fr", {"assistant"}, ANSWERS.words)
    assert "comprendre" not in said(draw(assistants, gallery.rendering_facts(), gallery.reader("fr")))


def test_every_form_is_answered() -> None:
    assert {form.kind for form in FORMS.values()} - {"loading"} == set(ANSWERS.forms)


def test_a_reference_card_tells_reference_and_state_alone() -> None:
    card = CARDS["reference, claimed, restricted"]
    shown = said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))
    assert "LYO-42. Prise en charge." in shown
    for secret in ("Factures", "Lyon", "Karim", "Inès", "novembre"):
        assert secret not in shown


def test_a_confidential_request_is_no_more_than_that_to_others() -> None:
    facts = subjects.facts(State.CLAIMED, Level.CONFIDENTIAL)
    card = lists.list_card([lists.row_of(facts, Part.STATE)], ())
    shown = said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))
    assert shown.strip() == "Demande confidentielle"
    assert not [part for part in card.parts if isinstance(part, Menu)]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("urgent", [False, True])
def test_buttons_offer_what_is_possible(state: State, urgent: bool) -> None:
    facts = subjects.facts(state, urgent=urgent)
    offered = (*requester_buttons(facts), *triage_buttons(facts))
    assert offered
    for button in offered:
        assert possible(Act(button.act), state), f"{button.act} makes no sense when {state}"


def test_what_each_state_offers() -> None:
    def acts(state: State) -> list[str]:
        return [button.act for button in triage_buttons(subjects.facts(state))]

    assert acts(State.NEW) == ["claim", "reply", "assign", "transfer", "urgent", "correct"]
    assert acts(State.CLAIMED)[:4] == ["resolve", "reply", "wait", "release"]
    assert acts(State.CLOSED) == ["reopen"]
    own = [button.act for button in requester_buttons(subjects.facts())]
    assert own == ["correct", "urgent", "escalate", "cancel"]
    assert [button.act for button in requester_buttons(subjects.facts(State.RESOLVED))] == ["reopen", "rate"]


def test_what_was_understood_is_corrected_in_one_press() -> None:
    menus = [part for part in requester_card(subjects.facts()).parts if isinstance(part, Menu)]
    assert [menu.chosen for menu in menus] == ["LYO-42:service:travel", "LYO-42:site:lyon"]
    charter = subjects.charter()
    known = ([each.id for each in charter.services], [each.id for each in charter.sites])
    assert tuple([option.value.rpartition(":")[2] for option in menu.options] for menu in menus) == known
    over = requester_card(subjects.facts(State.CLOSED))
    assert not [part for part in over.parts if isinstance(part, Menu)]


def test_help_shows_a_reference_of_theirs_and_a_manager_the_list() -> None:
    def shown(roles: set[str]) -> str:
        card = help.help_card("fr", roles, ANSWERS.words, "VAN-42")
        return said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))

    assert "voir VAN-42" in shown({"manager"})
    assert "LYO" not in shown({"manager"})
    assert "les demandes ouvertes de vos sites" in shown({"manager"})
    assert "vous en charger" not in shown({"manager"})
    assert "les demandes ouvertes de vos sites" not in shown({"employee"})
    assert " off" not in shown({"employee"})


def test_the_card_speaks_as_the_desk_does() -> None:
    def french(card: Card) -> str:
        shown = said(draw(card, gallery.rendering_facts(), gallery.reader("fr")))
        return re.sub(r"[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", shown)

    card = french(requester_card(subjects.facts()))
    assert "LYO-42, Déplacements, Lyon." in card
    assert "Le pôle vous répond avant mardi 24 novembre, 11 h 30." in card
    triage = french(triage_card(subjects.facts()))
    assert "Demandée par Karim Diallo." in triage
    assert subjects.ASK in triage
    assert "vous répond" not in triage
    taken = french(notices.taken_already(subjects.facts(State.CLAIMED)))
    assert "Inès Caron s’en occupe déjà, depuis 10 h 30." in taken
    assert "C’est fait. Un souci ? Répondez ici, nous la rouvrons." in french(CARDS["resolved"])
    assert "Il reste visible dans #lyon : pensez à le supprimer." in french(CARDS["sensitive"])
    assert "En attente de votre réponse" in french(CARDS["own list, waiting, standard"])
    assert "En attente du demandeur" in french(CARDS["list, waiting, standard"])
    assert "Nous avons du retard, pardon" in french(CARDS["requester, late"])
    assert french(CARDS["refusal, who has it"]).count("s’en occupe") == 2, "once in the summary, once in the line"


def test_who_coordinates_is_told_of_what_is_left_and_of_nothing_that_is_not() -> None:
    def shown(name: str) -> str:
        return said(draw(CARDS[name], gallery.rendering_facts(), gallery.reader("fr")))

    assert "attend" not in shown("retired, nothing left")
    assert "Une demande ouverte" in shown("retired, one left")
    whole = shown("retired")
    assert "25 demandes ouvertes" in whole
    assert "Et 5 autres." in whole
    [menu] = [part for part in CARDS["retired"].parts if isinstance(part, Menu)]
    assert [option.value for option in menu.options] == [f"LYO-{number}" for number in range(30, 50)]


@pytest.mark.parametrize(("level", "told"), [(Level.CONFIDENTIAL, True), (Level.RESTRICTED, False)])
def test_the_author_of_what_is_confidential_is_told_who_reads_it(level: Level, told: bool) -> None:
    facts = subjects.facts(State.CLAIMED, level)
    shown = said(draw(requester_card(facts), gallery.rendering_facts(), gallery.reader("fr")))
    sentence = "Elle est confidentielle : seules les personnes habilitées la lisent."
    assert (sentence in shown.replace("\N{NO-BREAK SPACE}", " ")) is told


def test_relayed_words_are_quoted_under_their_author() -> None:
    for audience in (Audience.REQUESTER, Audience.TRIAGE):
        card = notices.relayed(subjects.INES, 5, "reply", audience, "LYO-42")
        assert card.audience is audience
        assert Said(words=5) in list(spans(card))
        assert Mention(person=2) in list(spans(card))
    with pytest.raises(ValueError, match="shout"):
        notices.relayed(subjects.INES, 5, "shout", Audience.TRIAGE, "LYO-42")


def test_no_card_notifies_anybody_by_itself() -> None:
    for name, card in CARDS.items():
        assert not [span for span in spans(card) if isinstance(span, Mention) and span.ping], name


def test_forms_carry_only_their_id() -> None:
    for form in FORMS.values():
        assert isinstance(form, FormView)
        assert form.id == "f"
