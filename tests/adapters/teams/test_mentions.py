"""What a message of Teams' says, as its author reads it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.mentions import said, said_in_html

APP = "11111111-2222-3333-4444-555555555555"
DESK = f"28:{APP}"
CLAIRE = "aaaaaaaa-0000-4000-8000-000000000001"
Json = dict[str, Any]


def mention(name: str, account: str = DESK, **more: Any) -> Json:
    return {"type": "mention", "text": f"<at>{name}</at>", "mentioned": {"id": account, "name": name, **more}}


def read(text: str, *entities: Json, **more: Any) -> Any:
    return said({"text": text, "textFormat": "plain", "entities": list(entities), **more}, DESK)


def test_only_the_desks_own_mention_is_left_out() -> None:
    told = read("<at>Desk</at> Desk chair broken at Desk 4", mention("Desk"))
    assert told.text == "Desk chair broken at Desk 4"
    assert told.desk
    assert told.people == ()


def test_a_name_that_is_a_pattern_is_a_name() -> None:
    told = read("<at>Relais (.*)+?</at>&nbsp;un badge pour (.*)+?\r\n", mention("Relais (.*)+?"))
    assert (told.text, told.desk) == ("un badge pour (.*)+?", True)


def test_others_are_called_by_name_and_known_by_their_id() -> None:
    other = mention("Claire &amp; Morel", "29:claire", aadObjectId=CLAIRE)
    other["text"] = "<at>Claire &amp; Morel</at>"
    told = read("<at>Relais</at> un badge pour <at>Claire &amp; Morel</at>, merci", mention("Relais"), other)
    assert told.text == "un badge pour @Claire & Morel, merci"
    assert told.people == (CLAIRE,)


def test_somebody_is_found_by_what_teams_calls_them() -> None:
    given = {"text": "<at>Claire</at> <at>Claire</at>", "entities": [mention("Claire", "29:claire")] * 2}
    told = said(given, DESK, {"29:claire": CLAIRE}.get)
    assert (told.text, told.people, told.desk) == ("@Claire @Claire", (CLAIRE,), False)
    assert said(given, DESK).people == ("29:claire",)


def test_bots_and_tags_are_nobody() -> None:
    told = read(
        "<at>Autre</at> <at>Astreinte</at> ?", mention("Autre", "28:other"), mention("Astreinte", "tag1", type="tag")
    )
    assert (told.text, told.people, told.desk) == ("@Autre @Astreinte ?", (), False)


def test_what_is_typed_like_a_mention_is_only_text() -> None:
    told = read("<at>Relais</at> dit &lt;at&gt;Relais&lt;/at&gt; et &lt;b&gt;", mention("Relais"))
    assert told.text == "dit <at>Relais</at> et <b>"
    assert read("&lt;at&gt;Relais&lt;/at&gt; un badge").desk is False


@pytest.mark.parametrize("typed", ["@Relais prends LYO-42", "@relais : prends LYO-42", " /desk prends LYO-42"])
def test_the_desk_is_called_by_its_name_typed_at_the_head(typed: str) -> None:
    told = read(typed)
    assert (told.text, told.desk) == ("prends LYO-42", True)


@pytest.mark.parametrize("typed", ["le @Relais de LYO", "@relaisposte x", "/desktop", "@Relais@x.fr", "/desk/x"])
def test_its_name_anywhere_else_is_a_word(typed: str) -> None:
    told = read(typed)
    assert (told.text, told.desk) == (typed, False)


def test_somebody_of_the_desks_name_is_somebody() -> None:
    told = read("<at>Relais</at> est là", mention("Relais", "29:x", aadObjectId=CLAIRE))
    assert (told.text, told.desk) == ("@Relais est là", False)


def test_an_entity_whose_words_are_nowhere_calls_the_desk_all_the_same_or_not_at_all() -> None:
    assert read("un badge", mention("Relais")).desk is False
    assert read("un badge", {"type": "mention", "text": "", "mentioned": {"id": DESK}}).text == "un badge"
    assert read("abc", {"type": "mention", "text": "b", "mentioned": {"id": DESK}}).text == "abc"


def test_an_escape_is_undone_once() -> None:
    assert read("&amp;lt;script&amp;gt; R&D &copy 5 &lt; 6&#39;").text == "&lt;script&gt; R&D &copy 5 < 6'"


def test_a_text_said_to_be_html_is_read_as_such() -> None:
    told = read("<p>Un <b>badge</b></p><p>svp</p><script>x()</script>", textFormat="xml")
    assert told.text == "Un badge\nsvp"


def test_a_message_action_brings_html_which_is_never_trusted() -> None:
    body = (
        '<div><p>Bonjour&nbsp;<at id="0">Relais</at>, un <em>badge</em> &lt;b&gt; pour <at id="1">Claire Morel</at></p>'
        '<ul><li>vite <emoji id="1f440_eyes" alt="👀"></emoji></li><li>merci<br>bien</li></ul>'
        '<img src="https://x" alt="plan"><attachment id="1"></attachment><style>p{}</style><iframe src=x></div>'
    )
    mentions = [
        {"id": 0, "mentioned": {"application": {"id": APP}}},
        {"id": 1, "mentioned": {"user": {"id": CLAIRE}}},
    ]
    told = said_in_html({"body": {"contentType": "html", "content": body}, "mentions": mentions}, APP)
    assert told.text == "Bonjour , un badge <b> pour @Claire Morel\nvite 👀\nmerci\nbien\nplan"
    assert told.desk
    assert told.people == (CLAIRE,)


def test_a_message_in_plain_text_stays_as_it_is() -> None:
    told = said_in_html({"body": {"contentType": "text", "content": "a < b &lt; c\r\nd"}}, APP)
    assert told.text == "a < b &lt; c\nd"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])))
def test_what_is_escaped_reads_as_it_was_typed(text: str) -> None:
    escaped = html.escape(text, quote=False)
    assert read(f"x{escaped}x").text == f"x{text}x"
    assert read(f"<at>Relais</at> x{escaped}x", mention("Relais")).text == f"x{text}x"
    page = {"body": {"contentType": "html", "content": f"<p>x{escaped}x</p>"}}
    assert said_in_html(page, APP).text == f"x{text}x"


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("mention") | st.just("<at>x</at>"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "mentioned", "id", "body", "content", "mentions"]), inner)
    ),
    max_leaves=12,
)


@given(_ODD, _ODD)
def test_any_shape_is_no_error(text: object, entities: object) -> None:
    assert isinstance(said({"text": text, "entities": entities, "textFormat": "xml"}, DESK).text, str)
    assert isinstance(said_in_html({"body": text, "mentions": entities}, APP).text, str)


@pytest.mark.parametrize("tail", ["<", "</", "<!--", "<![CDATA[", "<at", "&", "&#", "<p" * 5_000])
def test_html_cut_short_is_no_error(tail: str) -> None:
    assert said_in_html({"body": {"content": f"<p>un badge</p>{tail}"}}, APP).text.startswith("un badge")
