"""What Slack sends, and the event that the desk takes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.calls import Calls
from adapters.slack.entities import Names, plain_text
from adapters.slack.own import Own
from adapters.slack.translate import (
    action_of,
    command_of,
    event_of,
    lost_by,
    message_shown,
    names_wanted,
    shortcut_of,
    submission_of,
)
from bot.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    HomeOpened,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    PeopleSeen,
    ReactionAdded,
    ReactionRemoved,
    Where,
    Who,
    dump,
    load,
)

Json = dict[str, Any]
OWN = Own(team="T1", bot_user="UDESK", bot_id="BDESK")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TS = "1700000000.000100"
POSTED = datetime(2023, 11, 14, 22, 13, 20, 100, tzinfo=UTC)


def said(event: Json, *, event_id: str = "Ev1", **body: Any) -> Any:
    """The event of a payload of the Events API; it is storable, and is read back the same."""
    payload = {"type": "event_callback", "team_id": "T1", "event_id": event_id, "event": event} | body
    found = event_of(payload, OWN, NOW, Names({"U7": "Claire Morel"}, {"C2": "lyon"}))
    if found is not None:
        assert load(dump(found)) == found
    return found


def message(**more: Any) -> Json:
    return {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "text": "un badge ?",
        "ts": TS,
        "event_ts": TS,
    } | more


def changed(now: Json, before: Json | None = None, **more: Any) -> Json:
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": "C1", "event_ts": TS}
    return event | {"message": now, "previous_message": before or {}} | more


def test_a_message_is_posted() -> None:
    found = said(message(thread_ts="1699999999.000001", files=[{"id": "F1", "name": "a.pdf", "size": 3, "user": "U1"}]))
    assert isinstance(found, MessagePosted)
    assert found.key == "slack:Ev1"
    assert found.at == POSTED
    assert found.who == Who(platform="slack", team="T1", user="U1")
    assert found.where == Where(platform="slack", conversation="C1", root="1699999999.000001")
    assert (found.ts, found.text, found.mentions_desk, found.mentions) == (TS, "un badge ?", False, ())
    assert [(each.name, each.size, each.owner) for each in found.files] == [("a.pdf", 3, "U1")]


NO_MESSAGE = {"type": "message", "channel": "C1", "ts": "x"}


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_what_people_write_is_a_message_whatever_its_subtype(subtype: str) -> None:
    assert isinstance(said(message(subtype=subtype)), MessagePosted)


@pytest.mark.parametrize(
    "event",
    [
        message(bot_id="BOTHER"),
        message(bot_id="BDESK", user="UDESK"),
        message(user="UDESK"),
        message(user="USLACKBOT"),
        message(subtype="bot_message", bot_id="B1"),
        message(subtype="channel_join"),
        message(subtype="channel_topic"),
        message(subtype="message_replied"),
        message(subtype="something_new"),
        message(user=None),
        {"type": "reaction_added", "user": "UDESK", "reaction": "eyes", "item": {"type": "message", "channel": "C1"}},
        {"type": "reaction_added", "user": "U1", "reaction": "eyes", "item": {"type": "file", "file": "F1"}},
        {
            "type": "reaction_added",
            "user": "U1",
            "reaction": "ticket",
            "item": {"type": "message", "channel": "C1", "ts": "x"},
        },
        message(subtype="message_deleted", deleted_ts="\N{SYMBOL FOR NULL}", previous_message=message()),
        {"type": "app_home_opened", "user": "U1", "tab": "messages"},
        {"type": "member_joined_channel", "user": "U1", "channel": "C1"},
        {"type": "team_join"},
        changed(message(bot_id="BOTHER", text="b"), message(bot_id="BOTHER")),
        changed(message(), message()),
        {"type": "message", "subtype": "message_deleted", "channel": "C1", "previous_message": message(), "ts": TS},
        message(subtype="message_deleted", deleted_ts=TS, previous_message=message(bot_id="BDESK")),
    ],
)
def test_what_is_no_business_of_the_desk_is_nothing(event: Json) -> None:
    assert said(event) is None


def test_a_mention_comes_twice_and_is_one_message() -> None:
    text = "<@UDESK> un train pour <@U7> et <@U8|bob>"
    first = said(message(text=text))
    second = said(message(text=text, type="app_mention", channel_type=None), event_id="Ev2")
    assert first.mentions_desk
    assert second.mentions_desk
    assert (first.where, first.ts) == (second.where, second.ts)
    assert first.key != second.key
    assert first.mentions == ("U7", "U8")
    assert first.text == "un train pour @Claire Morel et <@U8>"


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@UDESK>: bonjour", "bonjour"),
        ("bonjour <@UDESK|relais>", "bonjour"),
        ("le bureau Relais du <#C1|lyon>", "le bureau Relais du #lyon"),
        ("<#C2|> et <#C2> et <#C9>", "#lyon et #lyon et #C9"),
        ("<https://a.fr/x?a=1&amp;b=2>", "https://a.fr/x?a=1&b=2"),
        ("<http://a.fr|a.fr>", "a.fr"),
        ("<https://evil.example|votre banque>", "votre banque (https://evil.example)"),
        ("<mailto:a@b.fr|a@b.fr> <tel:+33612345678|06 12>", "a@b.fr 06 12 (+33612345678)"),
        ("<!channel> <!here|here> <!everyone>", "@channel @here @everyone"),
        ("<!subteam^S1|@rh> <!subteam^S2>", "@rh @S2"),
        ("<!date^1392734382^Posté {date}|18 février 2014>", "18 février 2014"),
        ("1 < 2 et 3 > 2", "1 < 2 et 3 > 2"),
        ("&lt;@UDESK&gt;", "<@UDESK>"),
        ("  tel quel : ", "  tel quel : "),
    ],
)
def test_slacks_writing_reads_as_it_was_written(written: str, reads: str) -> None:
    assert plain_text(written, "UDESK", Names(channels={"C2": "lyon"})) == reads


def test_an_escaped_mention_calls_nobody() -> None:
    assert not said(message(text="&lt;@UDESK&gt; bonjour")).mentions_desk


def test_an_edit_has_its_own_time_and_a_drawn_link_is_none() -> None:
    edited = message(text="deux badges", edited={"user": "U1", "ts": "1700000060.000000"})
    found = said(changed(edited, message()))
    assert isinstance(found, MessageEdited)
    assert found.text == "deux badges"
    assert (found.at - POSTED).total_seconds() == pytest.approx(59.9999)
    assert said(changed(message(attachments=[{"from_url": "x"}]), message())) is None
    assert isinstance(said(changed(message(files=[{"id": "F1"}]), message())), MessageEdited)
    assert isinstance(said(changed(message())), MessageEdited)


def test_a_deletion_is_one_also_as_the_stone_that_slack_puts_on_a_thread() -> None:
    gone = message(subtype="message_deleted", deleted_ts=TS, previous_message=message(thread_ts="1.000001"))
    found = said(gone)
    assert isinstance(found, MessageDeleted)
    assert (found.ts, found.where.root) == (TS, "1.000001")
    stone = said(changed(message(subtype="tombstone", user="USLACKBOT", thread_ts=TS), message()))
    assert isinstance(stone, MessageDeleted)
    assert (stone.ts, stone.where.root) == (TS, None)


@pytest.mark.parametrize(
    ("kind", "channel", "named"),
    [("im", "D1", "direct"), ("mpim", "C9", "group"), ("group", "C9", "channel"), (None, "D1", "direct")],
)
def test_a_conversation_is_of_its_kind(kind: str | None, channel: str, named: str) -> None:
    assert said(message(channel=channel, channel_type=kind)).where.kind == named


@pytest.mark.parametrize(
    ("reaction", "name"), [("+1", "thumbsup"), ("raised_hand::skin-tone-3", "raised_hand"), ("ticket", "ticket")]
)
def test_an_emoji_is_put_and_taken_back_under_one_name(reaction: str, name: str) -> None:
    item = {"type": "message", "channel": "C1", "ts": TS}
    event = {
        "type": "reaction_added",
        "user": "U1",
        "reaction": reaction,
        "item": item,
        "event_ts": "1700000001.000000",
    }
    added, removed = said(event), said(event | {"type": "reaction_removed"})
    assert isinstance(added, ReactionAdded)
    assert isinstance(removed, ReactionRemoved)
    assert added.emoji == removed.emoji == name
    assert (added.where.conversation, added.ts, added.at.microsecond) == ("C1", TS, 0)


def test_home_people_and_conversations() -> None:
    assert isinstance(said({"type": "app_home_opened", "user": "U1", "tab": "home"}), HomeOpened)
    seen = said({"type": "user_change", "user": {"id": "U1", "name": "zoe", "team_id": "T1", "deleted": True}})
    assert isinstance(seen, PeopleSeen)
    assert (seen.profiles[0].who.user, seen.profiles[0].active) == ("U1", False)
    joined = {"type": "member_joined_channel", "user": "UDESK", "channel": "C1"}
    assert said(joined) == ConversationSeen(key="slack:Ev1", at=NOW, where=Where(platform="slack", conversation="C1"))
    assert said(joined, is_ext_shared_channel=True).shared
    assert said({"type": "channel_shared", "channel": "C1", "connected_team_id": "T9"}).shared
    assert not said({"type": "channel_unshared", "channel": "C1", "is_ext_shared": False}).shared
    assert said({"type": "channel_unshared", "channel": "C1", "is_ext_shared": True}).shared
    assert said({"type": "channel_rename", "channel": {"id": "C1", "name": "lyon"}}).name == "lyon"
    assert not said({"type": "channel_archive", "channel": "C1", "user": "U1"}).member
    assert said({"type": "channel_unarchive", "channel": "C1", "user": "U1"}).member


def test_a_lost_installation_is_told() -> None:
    gone = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_uninstalled"}}
    revoked = {"team_id": "T1", "event": {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": ["UDESK"]}}}
    others = {"team_id": "T1", "event": {"type": "tokens_revoked", "tokens": {"oauth": ["UDESK"], "bot": []}}}
    assert lost_by(gone, OWN) == "slack.uninstalled"
    assert lost_by(revoked, OWN) == "slack.token_revoked"
    assert lost_by(others, OWN) is None
    assert lost_by(gone | {"team_id": "T9"}, OWN) is None


COMMAND = {
    "command": "/Desk",
    "text": "assign LYO-42 <@U7|claire>",
    "user_id": "U1",
    "channel_id": "C1",
    "channel_name": "lyon",
    "team_id": "T1",
    "trigger_id": "1.2.a",
}


def test_a_command_is_given() -> None:
    found = command_of(COMMAND, OWN, NOW, Names({"U7": "Claire Morel"}))
    assert isinstance(found, CommandGiven)
    assert (found.key, found.trigger, found.command) == ("slack:trigger:U1:1.2.a", "1.2.a", "desk")
    assert found.text == "assign LYO-42 @Claire Morel"
    kinds = {
        name: command_of(COMMAND | {"channel_name": name}, OWN, NOW)
        for name in ("privategroup", "directmessage", "mpdm-a--b-1")
    }
    assert [each.where.kind for each in kinds.values() if each] == ["channel", "direct", "group"]


def press(action: Json, **more: Any) -> Json:
    return {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "team": {"id": "T1"},
        "channel": {"id": "C1", "name": "lyon"},
        "container": {"type": "message", "message_ts": TS, "channel_id": "C1"},
        "message": {"ts": TS, "bot_id": "BDESK", "thread_ts": "1.000001"},
        "trigger_id": "9.8.b",
        "actions": [{"action_ts": "1700000001.000000"} | action],
    } | more


def test_a_button_and_a_menu_say_their_act_and_value() -> None:
    found = action_of(press({"action_id": "claim#3", "value": "LYO-42"}), OWN, NOW)
    assert isinstance(found, ButtonPressed)
    assert (found.key, found.act, found.value, found.ts) == ("slack:trigger:U1:9.8.b", "claim", "LYO-42", TS)
    assert found.where == Where(platform="slack", conversation="C1", root="1.000001")
    chosen = action_of(press({"action_id": "rate#0", "selected_option": {"value": "LYO-42:5"}}), OWN, NOW)
    assert chosen is not None
    assert chosen.value == "LYO-42:5"
    assert action_of(press({"action_id": "claim"}), OWN, NOW) is None
    assert action_of(press({"action_id": "#1"}), OWN, NOW) is None


def test_a_press_at_home_is_in_nobody_elses_sight() -> None:
    at_home = press({"action_id": "new#0"}, container={"type": "view", "view_id": "V1"}, message=None, channel=None)
    found = action_of(at_home, OWN, NOW)
    assert found is not None
    assert found.where == Where(platform="slack", conversation="U1", kind="direct")
    assert found.ts is None


def test_another_workspace_is_refused_and_a_guest_of_our_channel_is_not() -> None:
    elsewhere = {"team": {"id": "T9"}, "user": {"id": "U1", "team_id": "T9"}}
    assert action_of(press({"action_id": "claim#0"}, **elsewhere), OWN, NOW) is not None
    theirs = {"ts": TS, "bot_id": "BTHEIRS"}
    assert action_of(press({"action_id": "claim#0"}, **elsewhere, message=theirs), OWN, NOW) is None
    assert action_of(press({"action_id": "claim#0"}, **elsewhere, message={}), Own("T1", "UDESK", ""), NOW) is None
    assert command_of(COMMAND | {"team_id": "T9"}, OWN, NOW) is None
    assert said(message(), team_id="T9") is None
    assert said(message(), team_id="T9", authorizations=[{"team_id": "T1"}]) is not None


def test_shortcuts() -> None:
    body = {
        "type": "shortcut",
        "callback_id": "desk_new",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "trigger_id": "1",
    }
    found = shortcut_of(body, OWN, NOW)
    assert found is not None
    assert (found.shortcut, found.where, found.key) == ("desk_new", None, "slack:trigger:U1:1")
    on = body | {"type": "message_action", "callback_id": "desk_from_message", "channel": {"id": "C1"}}
    on |= {"message_ts": TS, "message": {"user": "U7", "text": "&lt;3 <@U7>", "ts": TS}}
    found = shortcut_of(on, OWN, NOW)
    assert found is not None
    assert (found.shortcut, found.ts, found.where and found.where.conversation) == ("desk_from_message", TS, "C1")
    shown = message_shown(on, OWN, NOW)
    assert shown is not None
    assert (shown.who and shown.who.user, shown.text, shown.posted_at) == ("U7", "<3 <@U7>", POSTED)
    assert message_shown(on | {"message": {"bot_id": "B1", "user": "U7", "ts": TS}}, OWN, NOW) is None
    assert shortcut_of(body | {"callback_id": "other"}, OWN, NOW) is None


def test_names_to_look_up_are_those_of_every_text() -> None:
    body = {"event": {"text": "<@U1> <#C1|x>", "message": {"text": "<@U2|b> &lt;@U3&gt;"}}}
    assert names_wanted(body) == (frozenset({"U1", "U2"}), frozenset({"C1"}))


def test_what_no_database_keeps_is_shown() -> None:
    found = said(message(text="a\0b\ud800", files=[{"name": "\0"}]))
    assert (found.text, found.files[0].name) == ("a␀b�", "␀")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.sampled_from(["T1", "U1", TS]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
NAMED = (
    "type subtype team_id team event_id event user channel ts event_ts thread_ts message previous_message deleted_ts "
    "item reaction tab authorizations actions container view trigger_id action_id value selected_option files "
    "command user_id channel_id callback_id private_metadata state hash id bot_id text message_ts tokens"
).split()
KINDS = "message app_mention reaction_added user_change channel_shared message_changed desk_new block_actions".split()
BODIES = st.recursive(
    st.dictionaries(st.sampled_from(NAMED), VALUES | st.sampled_from(KINDS), max_size=8),
    lambda inner: st.dictionaries(st.sampled_from(NAMED), VALUES | inner | st.lists(inner, max_size=2), max_size=10),
    max_leaves=6,
)


@given(BODIES, st.sampled_from(KINDS))
def test_a_payload_of_any_shape_is_an_event_or_nothing(body: Json, kind: str) -> None:
    ours = body | {"team_id": "T1", "event_id": "Ev1", "trigger_id": "1", "user_id": "U1"}
    inner = body.get("event")
    ours["event"] = (inner if isinstance(inner, dict) else {}) | {"type": kind}
    sent = partial(submission_of, told_apart=str)
    for translate in (event_of, command_of, action_of, shortcut_of, message_shown, sent):
        found = translate(ours, OWN, NOW)
        assert found is None or load(dump(found)) == found
    names_wanted(ours)
    lost_by(ours, OWN)


def test_a_forms_key_tells_what_was_typed_apart_and_is_guessed_from_it_by_nobody() -> None:
    def key(text: str, token: str = "xoxb-of-the-desk") -> str:
        state = {"values": {"text": {"value#F1": {"type": "plain_text_input", "value": text}}}}
        view = {"callback_id": "relais_form", "private_metadata": '{"form": "F1"}', "hash": "1.a", "state": state}
        body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}
        found = submission_of(body, OWN, NOW, Calls(token, "http://127.0.0.1:9/api/").told_apart)
        assert found is not None
        return found.key

    said = "je suis syndiqué à la CGT"
    assert key(said).startswith("slack:view:U1:F1:1.a:")
    assert key(said) == key(said) != key("je suis malade")
    # Who reads the database has no token: what they suppose was typed, they cannot try.
    assert key(said) != key(said, "xoxb-of-somebody-else")


@given(st.text(alphabet=st.sampled_from("<>@#!|&;ltgamp^UD1 \n"), max_size=60))
def test_any_writing_is_read(text: str) -> None:
    found = plain_text(text, "UD")
    assert "&lt;" not in text or len(found) <= len(text) + 10


@given(st.text(max_size=80))
def test_what_was_typed_without_entities_is_read_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(escaped, "UDESK") == text
