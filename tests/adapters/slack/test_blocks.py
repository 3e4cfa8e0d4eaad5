"""Cards as Block Kit: within Slack's limits, saying all that they say, and nothing that people write does anything."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import given, settings
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
    flat,
)
from adapters.slack import blocks, limits, markup
from bot.locales import LANGUAGES, template
from storage.tables import Audience
from tests.adapters.slack.reading import alike, found, mrkdwns_of, texts_of
from tests.adapters.slack.test_markup import RUNS, TROUBLES, WRITTEN
from tests.bot.views import gallery, subjects
from tests.fakes.slack.checks import MESSAGE_TEXT, blocks_faults, elements_of, view_faults

CARDS = gallery.cards()


def drawn(name: str, language: str) -> Drawn:
    return draw(CARDS[name], gallery.rendering_facts(), gallery.reader(language))


SUMMARY: Runs = (Run("text", "Une carte"),)


def card(*parts: DrawnPart, summary: Runs = SUMMARY) -> Drawn:
    return Drawn("sample", Audience.TRIAGE, "LYO-42", summary, parts, "fr")


def line(text: str, style: str = "normal") -> DrawnLine:
    return DrawnLine((Run("said", text),), style)


def menu(values: list[str], chosen: str | None = None) -> DrawnMenu:
    return DrawnMenu("correct", "Corriger", tuple((value, f"Choix {value[-4:]}") for value in values), chosen)


def said_by(shown: Drawn) -> list[str]:
    """What the lines and fields of a card say, in order."""
    said: list[str] = []
    for part in shown.parts:
        match part:
            case DrawnLine():
                said.append(flat(part.runs))
            case DrawnFields():
                said += [f"{flat(label)}\n{flat(value)}" for label, value in part.rows]
            case _:
                pass
    return said


def offered_by(shown: Drawn) -> list[tuple[str, str]]:
    """What may be pressed or chosen on a card: act and value, in order."""
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


def presses(sent: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What pressing each button and choosing each option of some blocks would send, as Slack sends it."""
    sending: list[tuple[str, str]] = []
    for block, element in elements_of(sent):
        act, _, number = element["action_id"].rpartition("#")
        assert number.isdigit()
        here = {"block_id": block.get("block_id", "b1"), "action_id": element["action_id"]}
        groups = element.get("option_groups") or [element]
        options = [each for group in groups for each in group.get("options", ())]
        chosen = [here | {"selected_option": each} for each in options] or [here | {"value": element["value"]}]
        sending += [(act, blocks.value_of(action)) for action in chosen]
    return sending


def assert_fits(sent: dict[str, Any]) -> None:
    faults, characters = blocks_faults(sent["blocks"])
    assert faults == []
    assert characters <= MESSAGE_TEXT
    assert 0 < markup.size(sent["text"]) <= limits.TEXT
    assert sent["text"].strip()
    names = [element["action_id"] for _, element in elements_of(sent["blocks"])]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_fits_says_all_that_it_says_and_offers_all_that_it_offers(language: str) -> None:
    for name in CARDS:
        shown = drawn(name, language)
        sent = blocks.message(shown)
        assert_fits(sent)
        home = blocks.home_view(shown)
        assert view_faults(home, "home") == [], name
        assert alike(sent["text"].replace("&lt;", "<").replace("&gt;", ">")) == alike(flat(shown.summary)), name
        for those in (sent["blocks"], home["blocks"]):
            read = alike("\n".join(texts_of(those)))
            assert [said for said in said_by(shown) if alike(said) not in read] == [], name
            assert sorted(presses(those)) == sorted(offered_by(shown)), name
            folding = [each for each in those if "text" in each and not each.get("expand", each["type"] != "section")]
            assert folding == [], f"{name}: Slack would show a few lines of it"
            assert not [text for text in mrkdwns_of(those) if found(re.sub(r"<[^<>]*>|\*[^*]*\*", "", text))], name


def test_a_card_reads_as_one_would_write_it() -> None:
    kinds = [block["type"] for block in blocks.message(drawn("triage, with files", "fr"))["blocks"]]
    assert kinds == ["section", "rich_text", "context", "section", "section", "section", "actions"]
    shown = blocks.message(drawn("triage, with files", "fr"))["blocks"]
    assert shown[0]["text"]["text"] == "*LYO-42*, Déplacements, Lyon. Demandée par *Karim Diallo*."
    quoted = {"type": "rich_text_quote", "elements": [{"type": "text", "text": subjects.ASK}]}
    assert shown[1]["elements"] == [quoted], "as it was written, to be copied"
    assert "<https://example.slack.com/files/1|devis &lt;b&gt;.pdf>" in shown[2]["elements"][0]["text"]
    assert shown[4]["accessory"]["initial_option"]["value"] == "LYO-42:service:travel"
    claim, *others = shown[6]["elements"]
    assert (claim["style"], claim["text"]["text"]) == ("primary", "Je m’en charge")
    assert len(others) == 5, "rows of five are one row here"
    home = blocks.home_view(drawn("home at work", "fr"))["blocks"]
    assert home[1] == {"type": "header", "text": blocks.plain_object("Dans vos mains (30)", limits.HEADER)}


def test_an_act_is_confirmed_where_the_desk_asks_for_it_and_left_out_where_it_is_not_open() -> None:
    cancel = DrawnButton("cancel", "Annuler", "LYO-42", "danger", confirm="Annuler cette demande ?")
    shut = DrawnButton("claim", "Prendre", "LYO-42", enabled=False)
    [row] = blocks.message(card(DrawnButtons((shut, cancel))))["blocks"]
    [element] = row["elements"]
    assert {key: element["confirm"][key]["text"] for key in ("text", "confirm", "deny")} == {
        "text": "Annuler cette demande ?", "confirm": "Oui", "deny": "Non",
    }  # fmt: skip
    assert element["confirm"]["style"] == "danger"
    [told] = blocks.message(card(DrawnButtons((shut,))))["blocks"]
    assert told["text"]["text"] == "Une carte", "a card of nothing says its summary"


def test_a_row_holds_as_many_buttons_as_slack_takes_and_nothing_makes_no_block() -> None:
    many = DrawnButtons(tuple(DrawnButton("show", "Voir", f"LYO-{number}") for number in range(60)))
    sent = blocks.message(card(line(" \n"), line("dit"), line("\u202e", "quiet"), line(" ", "quote"), many))["blocks"]
    assert [len(block.get("elements", ())) for block in sent] == [0, 25, 25, 10]
    assert sent[0]["text"]["text"] == "dit"


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("style", ["normal", "quiet", "title", "quote"])
def test_what_people_write_does_nothing_wherever_it_stands(trouble: str, style: str) -> None:
    shown = card(
        line(trouble, style),
        DrawnFields((((Run("said", trouble),), (Run("said", trouble),)),)),
        DrawnButtons((DrawnButton("show", trouble, "LYO-42", confirm=trouble),)),
        DrawnMenu("show", trouble, (("LYO-42", trouble),), "LYO-42"),
        summary=(Run("said", trouble), Run("mention", trouble, user="U1", ping=True)),
    )
    sent = blocks.message(shown)
    assert_fits(sent)
    assert not found(sent["text"])
    for text in mrkdwns_of(sent["blocks"]):
        assert not found(re.sub(r"\A\*[^*]*\*$", "", text, flags=re.MULTILINE))
    assert all(text.get("verbatim") for text in _mrkdwn_objects(sent["blocks"])), "no address becomes a link"


def _mrkdwn_objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict) and part.get("type") == "mrkdwn":
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [each for one in inner for each in _mrkdwn_objects(one)]


TEXTS = st.lists(RUNS, max_size=4).map(tuple)
BUTTONS = st.builds(
    DrawnButton,
    st.sampled_from(["claim", "show"]),
    WRITTEN,
    st.sampled_from(["LYO-42", "LYO-42:on"]),
    st.sampled_from(["plain", "primary", "danger"]),
    st.booleans(),
    st.none() | WRITTEN,
)
MENUS = st.integers(0, 230).flatmap(
    lambda count: st.builds(
        lambda chosen, long: menu([f"{'source:7:' * long}{number:04}" for number in range(count)], chosen),
        st.none() | st.just("0000"),
        st.sampled_from([0, 1, 12]),
    )
)
PARTS = st.one_of(
    st.builds(DrawnLine, TEXTS, st.sampled_from(["normal", "quiet", "title", "quote", "a_later_style"])),
    st.builds(DrawnFields, st.lists(st.tuples(TEXTS, TEXTS), max_size=12).map(tuple)),
    st.builds(DrawnButtons, st.lists(BUTTONS, max_size=30).map(tuple)),
    st.builds(menu, st.just([f"LYO-42:{number:03}" for number in range(60)]), st.sampled_from([None, "LYO-42:007"])),
    st.just(DrawnRule()),
)


@settings(max_examples=60)
@given(st.lists(PARTS, max_size=12), st.integers(1, 8), TEXTS)
def test_any_card_fits(parts: list[DrawnPart], times: int, summary: Runs) -> None:
    shown = card(*(parts * times), summary=summary)
    assert_fits(blocks.message(shown))
    assert view_faults(blocks.home_view(shown), "home") == []


@settings(max_examples=40)
@given(MENUS)
def test_what_is_chosen_is_found_again_however_long_it_is(choices: DrawnMenu) -> None:
    shown = card(choices, DrawnButtons((DrawnButton("show", "Voir", "LYO-42"),)))
    sent = blocks.message(shown)["blocks"]
    assert presses(sent) == offered_by(shown)
    for _, element in elements_of(sent):
        for group in element.get("option_groups") or [element]:
            assert len(group.get("options", ())) <= limits.OPTIONS
            for option in group.get("options", ()):
                assert 0 < len(option["value"]) <= limits.OPTION_VALUE
        if "option_groups" in element:
            assert all(0 < len(each["label"]["text"]) <= limits.OPTION_GROUP for each in element["option_groups"])


def test_a_value_that_cannot_be_carried_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        blocks.message(card(menu(["a" * 80, "b" * 80])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_of_too_many_blocks_tells_of_the_rest_and_keeps_its_buttons(language: str) -> None:
    parts = [part for number in range(60) for part in (line(f"Ligne {number}"), DrawnRule())]
    end = DrawnButtons((DrawnButton("new", "Nouvelle demande", "new"),))
    shown = Drawn("list", Audience.PERSON, None, (Run("text", "Liste"),), (*parts, end), language)
    sent = blocks.message(shown)
    assert_fits(sent)
    assert len(sent["blocks"]) == limits.MESSAGE_BLOCKS
    *head, told, last = sent["blocks"]
    assert told["elements"][0]["text"] == template(language, "blocks.rest")
    assert presses([last]) == [("new", "new")]
    kept = [f"Ligne {number}" for number in range(24)]
    assert list(texts_of(head)) == kept
    assert len(blocks.home_view(shown)["blocks"]) == limits.VIEW_BLOCKS


def test_words_longer_than_a_message_are_cut_and_what_stands_around_them_is_kept() -> None:
    shown = card(line("Karim a écrit :"), line('très long "\n' * 4000, "quote"), line("fin"))
    sent = blocks.message(shown)
    assert_fits(sent)
    read = list(texts_of(sent["blocks"]))
    assert read[0] == "Karim a écrit :"
    assert read[1].startswith('très long "\ntrès long')
    assert len(read[1]) > 7000
    assert read[1].endswith("…")
    assert read[2] == "fin"
    many = card(*(part for _ in range(4) for part in (line("long " * 1500, "quote"), line("dit"))))
    assert_fits(blocks.message(many))
    assert list(texts_of(blocks.message(many)["blocks"]))[-1] == template("fr", "blocks.rest")


def test_lines_are_packed_and_none_is_lost() -> None:
    lines = [line(f"{number} " + "mot " * 100) for number in range(40)]
    sent = blocks.home_view(card(*lines))["blocks"]
    texts = [text for text in "\n".join(texts_of(sent)).split("\n") if text]
    for wanted, read in zip_longest(lines[: len(texts) - 1], texts[:-1]):
        assert wanted is not None
        assert flat(wanted.runs) == read
    assert texts[-1] == template("fr", "blocks.rest_home")
    assert len(sent) <= 5


@pytest.mark.parametrize(
    "action",
    [{}, {"selected_option": None}, {"selected_option": "x"}, {"value": 3}, {"selected_option": {"value": None}}],
)
def test_what_a_stranger_invents_has_no_value(action: dict[str, Any]) -> None:
    assert blocks.value_of({"block_id": "correct#1|source:", **action}) == ""
