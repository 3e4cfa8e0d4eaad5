"""What somebody sees of a card: what is markup and what is not, dates in their zone, mentions by name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.teams.reading import dated, malformed_dates, read
from tests.fakes.teams.records import Message, Person
from tests.fakes.teams.showing import screen
from tests.fakes.test_teams_cards import block, card, mention, runs

PARIS = Person("1", "Inès Caron")
REUNION = Person("2", "Jean Payet", timezone="Indian/Reunion", locale="en-GB")
NOON = "{{TIME(2026-01-05T12:00:00Z)}}"


def shown(person: Person, **activity: Any) -> Any:
    return screen(Message("C1", "1", None, {"type": "message", **activity}), person)


def of(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"contentType": "application/vnd.microsoft.card.adaptive", "content": content}]


def test_each_reader_has_their_own_hour() -> None:
    text = f"{{{{DATE(2026-01-05T22:00:00Z,SHORT)}}}} {NOON}"
    assert dated(text, "Europe/Paris", "fr-FR") == "5 janv. 2026 13:00"
    assert dated(text, "Indian/Reunion", "en-GB") == "6 Jan 2026 16:00"
    assert (shown(PARIS, attachments=of(card(block(NOON)))).text, malformed_dates(NOON)) == ("13:00", [])
    assert shown(REUNION, attachments=of(card(block(NOON)))).text == "16:00"


def test_a_text_block_is_markdown_and_a_run_is_not() -> None:
    text = "**gras** _penché_ [ici](https://x.invalid) &lt;b&gt; \\*non\\*"
    told = shown(PARIS, attachments=of(card(block(text))))
    assert (told.text, told.links, told.marks) == ("gras penché ici <b> *non*", {"https://x.invalid"}, {"strong", "em"})
    told = shown(PARIS, attachments=of(card(runs(text))))
    assert (told.text, told.links, told.marks) == (text, set(), set())


@pytest.mark.parametrize(
    ("text", "mark"),
    [("# titre", "heading"), ("- un\n- deux", "list_item"), ("1. un", "list_item"), ("> cité", "blockquote"),
     ("`code`", "code_inline"), ("    code", "code_block"), ("```\ncode\n```", "fence"), ("---", "hr"),
     ("![x](https://x.invalid)", "image"), ("un *deux*", "em")],
)  # fmt: skip
def test_whatever_some_client_could_take_for_markup_is_told(text: str, mark: str) -> None:
    assert mark in read(text, "UTC", "fr", {}).marks


def test_a_mention_pings_by_its_entity_alone() -> None:
    content = card(block("Bonjour <at>Inès</at> et <at>Paul</at>"), msteams={"entities": [mention(whom="29:7")]})
    told = shown(PARIS, attachments=of(content))
    assert (told.pings, told.text) == ({"29:7"}, "Bonjour Inès et <at>Paul</at>")
    told = shown(PARIS, attachments=of(card(runs("<at>Inès</at>"), msteams={"entities": [mention()]})))
    assert (told.pings, told.text) == (set(), "<at>Inès</at>")


def test_a_date_that_somebody_typed_would_become_one_even_in_a_run() -> None:
    assert shown(PARIS, attachments=of(card(runs(NOON)))).text == "13:00"
    assert shown(PARIS, attachments=of(card(runs("{\u2060" + NOON[1:])))).text != "13:00"


def test_what_unfolds_is_pressed_and_is_not_read() -> None:
    inner = {"type": "AdaptiveCard", "body": [block("sûr ?")], "actions": [{"type": "Action.Submit", "title": "Oui"}]}
    told = shown(
        PARIS, attachments=of(card(block(), actions=[{"type": "Action.ShowCard", "title": "Fin", "card": inner}]))
    )
    assert (told.text, told.titles) == ("bonjour", ["Fin", "Oui"])


def test_a_plain_message_is_plain_and_another_is_markdown() -> None:
    assert shown(PARIS, text="**x**", textFormat="plain").text == "**x**"
    assert shown(PARIS, text="**x**").text == "x"
