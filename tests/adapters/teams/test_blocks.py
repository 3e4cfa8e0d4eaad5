"""Cards as Adaptive Cards: within Teams' limits, saying and offering all that they do, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from adapters.rendering import (
    Drawn,
    DrawnButton,
    DrawnButtons,
    DrawnFields,
    DrawnLine,
    DrawnMenu,
    DrawnPart,
    DrawnRule,
    Run,
    Runs,
    draw,
)
from adapters.teams import blocks, limits, markup, said
from bot.locales import LANGUAGES, template
from storage.tables import Audience
from tests.adapters.teams.reading import (
    DATE,
    MENTION,
    alike,
    found,
    found_in_words,
    markdowns_of,
    presses,
    texts_of,
    things,
    words_of,
)
from tests.adapters.teams.test_markup import INES, KARIM, MOMENT, RUNS, TROUBLES, WRITTEN, at, hour
from tests.bot.views import gallery, subjects
from tests.fakes.teams.cards import faults

CARDS = gallery.cards()
SUMMARY: Runs = (Run("text", "Une carte"),)


def drawn(name: str, language: str) -> Drawn:
    return draw(CARDS[name], gallery.rendering_facts(), gallery.reader(language))


def card(*parts: DrawnPart, summary: Runs = SUMMARY, kind: str = "sample") -> Drawn:
    return Drawn(kind, Audience.TRIAGE, "LYO-42", summary, parts, "fr")


def line(text: str, style: str = "normal") -> DrawnLine:
    return DrawnLine((Run("said", text),), style)


def buttons(*labels: str, confirm: str | None = None) -> DrawnButtons:
    return DrawnButtons(tuple(DrawnButton("show", label, label, confirm=confirm) for label in labels))


def menu(values: list[str], chosen: str | None = None) -> DrawnMenu:
    return DrawnMenu("correct", "Corriger", tuple((value, f"Choix {value[-4:]}") for value in values), chosen)


def offered_by(shown: Drawn) -> list[tuple[str, str]]:
    """What may be pressed or chosen on a card: act and value."""
    offered: list[tuple[str, str]] = []
    for part in shown.parts:
        match part:
            case DrawnButtons():
                offered += [(each.act, each.value) for each in part.buttons if each.enabled]
            case DrawnMenu():
                offered += [(part.act, value) for value, _ in part.options]
            case _:
                pass
    return offered


def sends(sent: dict[str, Any]) -> list[tuple[str, str]]:
    """What pressing each button, and choosing each choice, of a card would mean to the desk."""
    meant: list[tuple[str, str]] = []
    fields = {each["id"]: each for each in things(sent) if str(each.get("type")).startswith("Input.")}
    for action, data in presses(sent):
        choice = action["data"]["relais"].get("choice")
        told = [data | {choice: each["value"]} for each in fields[choice]["choices"]] if choice else [data]
        for each in told:
            pressed = said.value_of(each)
            assert pressed is not None
            meant.append(pressed)
    return meant


def said_by(shown: Drawn) -> list[str]:
    """What the lines and fields of a card say, whole days and all but moments, which their reader's client says."""
    texts: list[Runs] = []
    for part in shown.parts:
        match part:
            case DrawnLine():
                texts.append(part.runs)
            case DrawnFields():
                texts += [runs for row in part.rows for runs in row]
            case _:
                pass
    return [alike("".join(_called(run) for run in runs if not markup.instant(run))) for runs in texts]


def _called(run: Run) -> str:
    return run.text.replace("/desk", "@Relais") if run.kind == "text" else run.text


def assert_fits(sent: dict[str, Any]) -> None:
    assert faults(sent) == []
    assert markup.weight(sent) <= limits.CARD
    assert sent["fallbackText"].strip()
    assert sent["speak"].strip()
    assert sent["msteams"]["width"] == "Full"


def assert_harmless(sent: dict[str, Any], tokens: int = 0) -> None:
    """Nothing in a card is markup but what the desk meant."""
    texts = markdowns_of(sent)
    assert sum(len(DATE.findall(text)) + len(MENTION.findall(text)) for text in texts) <= tokens
    bare = [re.sub(r"\*\*([^*\n]+)\*\*|\[([^\[\]\n]*)\]\(https://[^()\s]*\)", r"\1\2", text) for text in texts]
    assert [text for text in [*bare, sent["fallbackText"]] if found(text)] == []
    assert [text for text in words_of(sent) if found_in_words(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_says_all_that_it_says_and_offers_all_that_it_offers(language: str) -> None:
    for name in CARDS:
        shown = drawn(name, language)
        sent = blocks.card(shown)
        assert_fits(sent)
        assert_harmless(sent, tokens=60)
        read = [alike(DATE.sub("", text)) for text in texts_of(sent)]
        whole = " ".join(read)
        for text in said_by(shown):
            assert text in read or text in whole or _without_hours(text) in _without_hours(whole), name
        assert sorted(sends(sent)) == sorted(offered_by(shown)), name
        assert alike(blocks.summary(shown)) == alike("".join(map(_called, shown.summary))), name
        assert template(language, "blocks.rest") not in whole


def _without_hours(text: str) -> str:
    english = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day [\w ,]*\d (?:am|pm)"
    french = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche) \d+ \w+, \d+ h(?: \d+)?"
    return re.sub(r"\W+", " ", re.sub(rf"{english}|{french}|\d+ h( \d+)?", "", text))


def test_a_card_reads_as_one_would_write_it() -> None:
    sent = blocks.card(drawn("triage, with files", "fr"))
    first, quote, files, asked, state = sent["body"]
    assert [run["text"] for run in first["inlines"]] == [
        "LYO-42", ", Déplacements, Lyon. Demandée par ", "Karim Diallo", ".",
    ]  # fmt: skip
    assert [run.get("weight") for run in first["inlines"]] == ["bolder", None, "bolder", None]
    assert quote["style"] == "emphasis"
    assert quote["items"][0]["inlines"] == [{"type": "TextRun", "text": subjects.ASK}], "as written, to be copied"
    link = next(run for run in files["inlines"] if "selectAction" in run)
    assert (link["text"], link["selectAction"]["url"]) == ("devis <b>.pdf", "https://example.slack.com/files/1")
    assert {"size": "small", "isSubtle": True}.items() <= link.items()
    assert "{{DATE(2026-11-26T13:00:00Z,LONG)}}, {{TIME(2026-11-26T13:00:00Z)}}" in asked["text"]
    assert state["wrap"] is True
    assert [each["title"] for each in sent["actions"]] == [
        "Je m’en charge", "Répondre au demandeur", "Confier à…", "Transférer", "C’est urgent", "Autres actions",
    ]  # fmt: skip
    claim, reply = sent["actions"][:2]
    assert (claim["type"], claim["verb"], claim["style"]) == ("Action.Execute", "claim", "positive")
    assert claim["fallback"]["data"] == claim["data"] == {"relais": {"v": 1, "act": "claim", "value": "LYO-42"}}
    assert reply["type"] == "Action.Submit", "it opens a dialog, which Teams asks for by a Submit"
    assert reply["data"]["msteams"] == {"type": "task/fetch"}
    home = blocks.card(drawn("home at work", "fr"))["body"]
    assert {"style": "heading", "weight": "bolder"}.items() <= home[1].items()
    assert home[1]["text"] == "Dans vos mains (30)"


def test_one_reader_reads_moments_in_their_own_language_and_not_in_that_of_teams() -> None:
    shown = drawn("triage, with files", "en")
    (asked,) = [each for each in texts_of(blocks.card(replace(shown, alone=True))) if "26" in each]
    assert "Thursday 26 November" in asked
    assert "{{" not in json.dumps(blocks.card(replace(shown, alone=True)))


def test_an_act_is_confirmed_where_the_desk_asks_for_it_and_left_out_where_it_is_not_open() -> None:
    cancel = DrawnButton(
        "cancel", "Annuler", "LYO-42", "danger", confirm="Annuler **cette** demande ?", agree="Oui, l’annuler"
    )
    shut = DrawnButton("claim", "Prendre", "LYO-42", enabled=False)
    sent = blocks.card(card(DrawnButtons((shut, cancel))))
    [asked] = sent["actions"]
    assert (asked["type"], asked["title"], asked["style"]) == ("Action.ShowCard", "Annuler", "destructive")
    assert list(texts_of(asked["card"])) == ["Annuler **cette** demande ?"]
    [answer] = asked["card"]["actions"]
    assert (answer["type"], answer["title"], answer["style"]) == ("Action.Execute", "Oui, l’annuler", "destructive")
    assert said.value_of(answer["data"]) == ("cancel", "LYO-42")
    told = blocks.card(card(DrawnButtons((shut,))))
    assert "actions" not in told
    assert list(texts_of(told)) == ["Une carte"], "a card of nothing says its summary"


@pytest.mark.parametrize("count", [1, 3, 6, 7, 12, 30])
@pytest.mark.parametrize("menus", [0, 1, 3])
def test_six_stand_in_a_row_and_the_others_unfold_from_the_last(count: int, menus: int) -> None:
    named = [f"LYO-{number}" for number in range(count)]
    chosen = [menu([f"{which}:{number}" for number in range(4)], f"{which}:2") for which in range(menus)]
    shown = card(line("dit"), buttons(*named), buttons("sûr", confirm="Sûr ?"), *chosen)
    sent = blocks.card(shown)
    assert_fits(sent)
    row = sent["actions"]
    if count + 1 + menus <= 6:
        assert len(row) == count + 1 + menus
        assert "Autres actions" not in [each["title"] for each in row]
    else:
        first = [*named[:4], "sûr"] if count >= 4 else [*named, "sûr", *["Corriger"] * (4 - count)]
        assert [each["title"] for each in row] == [*first, "Autres actions"]
    assert sorted(sends(sent)) == sorted(offered_by(shown))
    fields = [each for each in things(sent) if each.get("type") == "Input.ChoiceSet"]
    assert [each["value"] for each in fields] == [f"{which}:2" for which in range(menus)]


def test_a_row_that_fits_stands_in_its_own_order() -> None:
    sent = blocks.card(card(menu(["x"]), buttons("Finalement, non")))
    assert [each["title"] for each in sent["actions"]] == ["Corriger", "Finalement, non"]


def test_a_button_beside_a_choice_takes_nothing_of_it() -> None:
    sent = blocks.card(card(buttons(*"abcdefgh"), menu(["x", "y"])))
    beside = [(action, data) for action, data in presses(sent) if "choice" not in action["data"]["relais"]]
    assert len(beside) == 8
    assert all(data == action["data"] for action, data in beside)


def test_what_is_chosen_alone_must_be_chosen_and_says_so() -> None:
    [unfolds] = blocks.card(card(menu(["x", "y"])))["actions"]
    [field] = unfolds["card"]["body"]
    assert field["isRequired"]
    assert field["label"] == "Corriger"
    assert field["errorMessage"] == "Choisir"
    assert "value" not in field
    [send] = unfolds["card"]["actions"]
    assert said.value_of(send["data"] | {field["id"]: "y"}) == ("correct", "y")
    assert said.value_of(send["data"] | {field["id"]: ""}) is None, "nothing was chosen"


def test_two_rows_of_one_card_never_share_a_field() -> None:
    sent = blocks.card(card(menu(["x"]), line("dit"), menu(["y"]), line("dit")))
    fields = [each["id"] for each in things(sent) if each.get("type") == "Input.ChoiceSet"]
    assert len(set(fields)) == 2
    assert sorted(sends(sent)) == [("correct", "x"), ("correct", "y")]


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("style", ["normal", "quiet", "title", "quote"])
def test_what_people_write_does_nothing_wherever_it_stands(trouble: str, style: str) -> None:
    shown = card(
        line(trouble, style),
        DrawnLine((at(trouble), Run("text", " "), hour(trouble)), style),
        DrawnFields((((Run("said", trouble),), (Run("said", trouble), hour(), at(trouble))),)),
        DrawnButtons((DrawnButton("show", trouble, "LYO-42", confirm=trouble), DrawnButton("show", trouble, "x"))),
        DrawnMenu("show", trouble, (("LYO-42", trouble),), "LYO-42"),
        summary=(Run("said", trouble), at(trouble), hour(trouble)),
    )
    sent = blocks.card(shown)
    assert_fits(sent)
    assert_harmless(sent, tokens=2 + 2 + 1)
    for text in markdowns_of(sent):
        if DATE.search(text) or MENTION.search(text):
            assert alike(DATE.sub("", text)) in alike(f"<at>{trouble}</at> ") or "«" not in text


def test_a_ping_beside_peoples_words_stands_before_them() -> None:
    shown = card(DrawnLine((at("Inès Caron"), Run("text", ", Karim écrit : "), Run("said", "**là** {{DATE(x)}}"))))
    ping, words = blocks.card(shown)["body"]
    assert (ping["type"], ping["text"]) == ("TextBlock", "<at>Inès Caron</at> ")
    assert alike(words["inlines"][-1]["text"]) == ", Karim écrit : **là** {{DATE(x)}}"
    assert blocks.entities(shown) == [
        {"type": "mention", "text": "<at>Inès Caron</at>", "mentioned": {"id": INES, "name": "Inès Caron"}}
    ]
    assert blocks.card(shown)["msteams"]["entities"] == blocks.entities(shown)


def test_moments_beside_peoples_words_are_said_in_words() -> None:
    [one] = blocks.card(card(DrawnLine((Run("said", "x"), Run("text", " avant "), hour()))))["body"]
    assert one["type"] == "RichTextBlock"
    assert one["inlines"][0]["text"] == "x avant jeudi 26 novembre, 14 h"


def test_each_line_is_its_own_and_a_flood_of_them_stands_together() -> None:
    [quote] = blocks.card(card(line("a\n\nb\r\n\u2028c", "quote")))["body"]
    assert [(each["inlines"][0]["text"], each.get("spacing")) for each in quote["items"]] == [
        ("a", None), ("b", "medium"), ("c", "medium"),
    ]  # fmt: skip
    [flood] = blocks.card(card(line("\n".join(str(number) for number in range(500)), "quote")))["body"]
    assert len(flood["items"]) == 60
    assert flood["items"][-1]["inlines"][0]["text"].split() == [str(number) for number in range(59, 500)]


def test_a_rule_is_a_line_above_what_follows() -> None:
    body = blocks.card(card(DrawnRule(), line("a"), DrawnRule(), DrawnRule(), line("b"), DrawnRule()))["body"]
    assert [each.get("separator", False) for each in body] == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_that_is_too_heavy_tells_of_the_rest_and_keeps_its_buttons(language: str) -> None:
    parts = [line(f"Ligne {number} " + "mot " * 50) for number in range(200)]
    for kind, rest in (("list", "blocks.rest"), ("home", "blocks.rest_home_chat")):
        end = DrawnButtons((DrawnButton("new", "Nouvelle demande", "new"),))
        shown = Drawn(kind, Audience.PERSON, None, (Run("text", "Liste"),), (*parts, end), language)
        sent = blocks.card(shown)
        assert_fits(sent)
        assert markup.weight(sent) > limits.CARD - 1000, "as much as fits"
        *kept, told = texts_of(sent)
        assert told == template(language, rest)
        assert [each.split()[1] for each in kept] == [str(number) for number in range(len(kept))]
        assert sends(sent) == [("new", "new")]


def test_words_longer_than_a_card_are_cut_and_what_stands_around_them_is_kept() -> None:
    sent = blocks.card(
        card(line("Karim a écrit :"), line('très "long" ' * 4000, "quote"), line("fin"), buttons("Voir"))
    )
    assert_fits(sent)
    before, quoted, after = texts_of(sent)
    assert (before, after) == ("Karim a écrit :", "fin")
    assert len(quoted) > 5000
    assert quoted.endswith("…")


def test_a_ping_that_is_cut_away_is_no_entity() -> None:
    parts = [line(f"Ligne {number} " + "mot " * 50) for number in range(200)]
    sent = blocks.card(card(*parts, DrawnLine((at("Inès Caron"),))))
    assert_fits(sent)
    assert "entities" not in sent["msteams"]


def test_the_desk_is_called_by_its_name_where_it_has_no_command() -> None:
    written = Run("said", "tapez /desk")
    ours = Run("text", "Écrivez /desk ou « /desk mes » ; a/desk, //desk et /desktop restent.")
    sent = blocks.card(card(DrawnLine((ours, written)), summary=(ours,)))
    said = "Écrivez @Relais ou « @Relais mes » ; a/desk, //desk et /desktop restent."
    assert list(texts_of(sent)) == [f"{said}tapez /desk"], "and what people wrote stays as they wrote it"
    assert blocks.summary(card(summary=(ours,))) == said


def test_a_notice_is_a_card_of_one_sentence() -> None:
    sent = blocks.notice("Un instant : *je* regarde.", "fr")
    assert_fits(sent)
    assert list(texts_of(sent)) == ["Un instant : *je* regarde."]
    assert blocks.attachment(sent) == {"contentType": "application/vnd.microsoft.card.adaptive", "content": sent}


TEXTS = st.lists(RUNS, max_size=4).map(tuple)
BUTTONS = st.builds(
    DrawnButton,
    st.sampled_from(["claim", "show"]),
    WRITTEN,
    st.sampled_from(["LYO-42", "LYO-42:on"]),
    st.sampled_from(["plain", "primary", "danger"]),
    st.booleans(),
    st.none() | WRITTEN,
    st.booleans(),
)
PARTS = st.one_of(
    st.builds(DrawnLine, TEXTS, st.sampled_from(["normal", "quiet", "title", "quote", "a_later_style"])),
    st.builds(DrawnFields, st.lists(st.tuples(TEXTS, TEXTS), max_size=8).map(tuple)),
    st.builds(DrawnButtons, st.lists(BUTTONS, max_size=20).map(tuple)),
    st.builds(menu, st.integers(0, 400).map(lambda count: [f"LYO-42:{number:03}" for number in range(count)])),
    st.builds(lambda text: DrawnMenu("show", text, (("a", text), ("x", text))), WRITTEN),
    st.just(DrawnRule()),
)


@settings(max_examples=50, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(PARTS, max_size=8), st.integers(1, 5), TEXTS)
@example([DrawnLine((Run("said", "{{" * 20_000),), "quote")], 6, ())
@example([DrawnRule()], 1, (Run("mention", "&&"),))
def test_any_card_fits_and_is_harmless(parts: list[DrawnPart], times: int, summary: Runs) -> None:
    shown = card(*(parts * times), summary=summary)
    sent = blocks.card(shown)
    assert_fits(sent)
    runs = [*summary, *(run for part in parts * times for run in _runs_of(part))]
    moments = sum(2 for run in runs if markup.instant(run))
    assert_harmless(sent, tokens=moments + sum(map(markup.pinged, runs)))
    users = {run.user for run in runs if markup.pinged(run)}
    assert {each["mentioned"]["id"] for each in sent["msteams"].get("entities", [])} <= users <= {INES, KARIM}


def _runs_of(part: DrawnPart) -> list[Run]:
    match part:
        case DrawnLine():
            return list(part.runs)
        case DrawnFields():
            return [run for row in part.rows for runs in row for run in runs]
        case _:
            return []


def test_the_moment_of_the_samples_is_one() -> None:
    assert markup.instant(hour(value=MOMENT))
