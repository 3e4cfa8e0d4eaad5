"""Whatever people write is kept whole, shown harmless, and never obeyed by mistake."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import Done, Say
from bot.events import storable
from storage.tables import Identity, Inbox, InboxState, State, Words
from tests.bot.desk_harness import Story
from tests.bot.paper import runs_of

NASTY = {
    "long": "il me faudrait un train pour Paris " + "très " * 8000,
    "nul": storable("il me faudrait un train\0 pour Paris"),
    "surrogates": storable("il me faudrait un train \ud800\udfff pour Paris"),
    "rtl": "il me faudrait un train \u202egnp.siraP\u202c pour Paris",
    "pings": "il me faudrait un train <!channel> <@U1> @here pour Paris",
    "links": "il me faudrait un train <https://evil.example|Paris> [Paris](https://evil.example)",
    "html": "il me faudrait un train <script>alert(1)</script> <img src=x onerror=1> pour Paris",
    "markdown": "il me faudrait un *train* _pour_ ~Paris~ `rm -rf` > cité\n# titre",
    "formula": "=cmd|'/c calc'!A1 il me faudrait un train pour Paris",
    "card": '{"type":"AdaptiveCard","body":[]} il me faudrait un train pour Paris',
    "template": "il me faudrait un train {ref} {who} %s ${x} {{y}} pour Paris",
    "emoji": "il me faudrait un train 👨‍👩‍👧‍👦🏳️‍🌈 pour Paris",
}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_text_is_kept_whole_and_shown_as_said(desk: Story, name: str) -> None:
    text = NASTY[name]
    asked = desk.says("karim", "#lyon", text)
    if not desk.requests():
        desk.reacts("ines", asked, "ticket")
    (request,) = desk.requests()
    assert desk.words(request) == text.strip()
    card = desk.card(request.ref, "#desk").card
    assert card is not None
    said = [run.text for run in runs_of(card) if run.kind == "said"]
    assert any(each.rstrip("…") in text for each in said)
    ours = "".join(run.text for run in runs_of(card) if run.kind != "said")
    assert not any(bad in ours for bad in ("evil.example", "<script>", "<!channel>", "AdaptiveCard", "cmd|"))
    assert len(max(said, key=len)) <= 1200
    assert desk.papers["slack"].fetched == []


def test_a_long_answer_is_relayed_whole(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    text = "é" * 40_000
    desk.says("karim", "#lyon", text, under=asked)
    assert desk.room("#desk").count(text) == 1


@pytest.mark.parametrize(
    "said",
    [
        "claim", "claim LYO-2", "claim LYO", "claim 42", "claim LYO-99999999999999999999", "claim lyo--1", "claim -1",
        "claim LYO'; DROP TABLE request; --", "claim ２", "claim LYO-٤", "claim ../../etc", "claim <@U1>",
        "claim " + "9" * 4000,
    ],
)  # fmt: skip
def test_a_wrong_reference_is_said_so(desk: Story, said: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    told = desk.text(desk.types("ines", said))
    assert "par exemple LYO-42" in told
    assert desk.request("LYO-1").state is State.NEW


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("shwo LYO-1", "show LYO-1"), ("clame LYO-1", "claim LYO-1"), ("nouvele", "nouvelle"), ("aied", "aide")],
)
def test_an_unknown_word_is_answered_with_the_nearest(desk: Story, typed: str, meant: str) -> None:
    assert f"Vouliez-vous dire {meant} ?" in desk.text(desk.types("ines", typed))


def test_a_word_like_no_other_is_answered_too(desk: Story) -> None:
    assert "Je ne connais pas « zxqvbn »." in desk.text(desk.types("ines", "zxqvbn {ref} %s"))
    assert isinstance(desk.types("ines", "x" * 40_000), Say)


PRESSES = ("accept", "dismiss", "confide", "not_private", "show", "next", "new", "call", "claim", "release", "resolve",
           "urgent", "wait", "reopen", "cancel", "reply", "correct", "assign", "transfer", "rate", "escalate", "link",
           "approve", "refuse", "meant", "show_all", "keep_private", "", "__class__", "DROP")  # fmt: skip
VALUES = ("", ":", "source:", "source:1", "source:-1", "source:1e9", "source:٤", "source:99999999999999999999", "LYO-1",
          "LYO-1:", "LYO-1:service:", "LYO-1:service:magic", "LYO-1:site:mars", "LYO-1:due:x", "LYO-2", "AIX-1:5",
          "LYO-1:999", "☃", "x" * 5000, "link:", "LYO-1:ines", "words:1")  # fmt: skip


def test_no_invented_press_does_what_its_person_may_not(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    for act in PRESSES:
        for value in VALUES:
            desk.door.submit(desk.pressed("lea", act, value)).result(10)
    desk.carry()
    assert [row.error for row in desk.rows(Inbox) if row.state is not InboxState.HANDLED] == []
    request = desk.request("LYO-1")
    assert (request.state, request.urgent, request.service, request.version) == (State.NEW, False, "travel", 1)
    assert len(desk.requests()) == 1
    assert asked.message.signs == ["create"]
    assert "train" not in "".join(desk.text(reply) for who, reply in desk.replies if who == "lea")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(act=st.sampled_from(PRESSES), value=st.sampled_from(VALUES) | st.text(max_size=40).map(storable))
def test_no_press_breaks_the_desk(desk: Story, act: str, value: str) -> None:
    reply = desk.door.submit(desk.pressed("ines", act, value)).result(10)
    assert reply is not None
    assert [row.error for row in desk.rows(Inbox) if row.state is InboxState.FAILED] == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.sampled_from(
        ["new", "claim", "reply", "assign", "transfer", "correct", "show", "list", "langue", "site", ""]
    ),
    rest=st.text(max_size=60).map(storable),
)
def test_no_command_breaks_the_desk(desk: Story, word: str, rest: str) -> None:
    if not desk.requests():
        desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    for said in (f"{word} {rest}", f"{word} LYO-1 {rest}"):
        desk.types("ines", said)
    assert [row.error for row in desk.rows(Inbox) if row.state is InboxState.FAILED] == []


def test_an_invented_emoji_or_message_does_nothing(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "il me faudrait un train pour Paris")
    for emoji in ("👀" * 50, ":::::", "eyes::skin-tone-9", "eyes;", "EYES", " eyes "):
        desk.reacts("lea", asked, emoji)
    assert desk.request("LYO-1").state is State.NEW


def test_a_name_is_no_markup_either(desk: Story) -> None:
    name = "<!channel> *Bob* <https://evil.example|x>"
    desk.meets("bob", name)
    desk.says("bob", "#lyon", "il me faudrait un train pour Paris")
    card = desk.card("LYO-1", "#desk").card
    assert card is not None
    assert [run.kind for run in runs_of(card) if name in run.text] == ["mention"] * 2
    (identity,) = desk.rows(Identity, user="bob")
    assert identity.name == name


def test_an_empty_message_asks_for_words_only_of_who_addressed_the_desk(desk: Story) -> None:
    assert desk.says("karim", "#lyon", "").reply == Done()
    assert desk.requests() == []
    assert {row.body for row in desk.rows(Words)} <= {""}
