"""What Teams sends, and the event that the desk takes of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.own import Own
from adapters.teams.translate import events_of, key_of, pressed_of, shortcut_of
from bot.events import (
    ButtonPressed,
    CommandGiven,
    ConversationSeen,
    FormSubmitted,
    HomeOpened,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    Where,
    Who,
    dump,
    load,
)

Json = dict[str, Any]
APP, TENANT = "11111111-2222-3333-4444-555555555555", "99999999-0000-4000-8000-000000000000"
OWN = Own(APP, TENANT)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SENT = datetime(2026, 11, 24, 8, 30, 1, 234567, tzinfo=UTC)
CHANNEL, CHAT, GROUP = "19:reunion@thread.tacv2", "a:1chat", "19:abc@thread.v2"
ZOE = Who(platform="teams", team=TENANT, user="aaaaaaaa-0000-4000-8000-000000000001")
ROOT, TS = "1764000000000", "1764000001234"


def activity(kind: str = "message", conversation: str = CHANNEL, said_kind: str = "channel", **more: Any) -> Json:
    return {
        "type": kind,
        "id": TS,
        "timestamp": "2026-11-24T08:30:01.2345678Z",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "from": {"id": "29:zoe", "aadObjectId": ZOE.user, "name": "Zoé Petit"},
        "recipient": {"id": OWN.bot, "name": "Relais"},
        "conversation": {"id": conversation, "conversationType": said_kind, "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    } | more


def chat(**more: Any) -> Json:
    return activity(conversation=CHAT, said_kind="personal", **more)


def heard(body: Json) -> Any:
    """The one event of an activity; it is storable, and is read back the same."""
    found = events_of(body, OWN, NOW)
    assert len(found) < 2
    for each in found:
        assert load(dump(each)) == each
    return found[0] if found else None


def test_a_root_message_of_a_channel() -> None:
    found = heard(activity(conversation=f"{CHANNEL};messageid={TS}", text="un badge ?"))
    assert isinstance(found, MessagePosted)
    assert found.key == f"teams:{CHANNEL};messageid={TS}:{TS}:message:2026-11-24T08:30:01.2345678Z"
    assert found.at == SENT
    assert found.who == ZOE
    assert found.where == Where(platform="teams", conversation=CHANNEL, kind="channel", root=None)
    assert (found.ts, found.text, found.mentions_desk, found.mentions) == (TS, "un badge ?", False, ())


def test_a_reply_is_under_its_root() -> None:
    found = heard(activity(conversation=f"{CHANNEL};messageid={ROOT}", text="merci"))
    assert found.where.root == ROOT
    assert found.where.conversation == CHANNEL


@pytest.mark.parametrize(
    ("conversation", "said_kind", "kind"),
    [
        (CHAT, "personal", "direct"),
        (GROUP, "groupChat", "group"),
        (CHANNEL, "", "channel"),
        ("a:1other", "", "group"),
        ("19:x_y@unq.gbl.spaces", "new kind", "group"),
    ],
)
def test_a_conversation_is_direct_only_where_teams_says_so(conversation: str, said_kind: str, kind: str) -> None:
    found = heard(activity(conversation=f"{conversation};messageid={ROOT}", said_kind=said_kind, text="un badge"))
    assert found.where.kind == kind
    assert found.where.root == (ROOT if kind == "channel" else None)


def test_what_a_message_of_a_chat_quotes_is_what_it_is_said_under() -> None:
    kind = 'itemscope itemtype="http://schema.skype.com/Reply"'
    reply = f'<blockquote {kind} itemid="1764000000999"><p>LYO-1</p></blockquote>'
    page = {"contentType": "text/html", "content": f"{reply}<p>plutôt le matin</p>"}
    found = heard(chat(text="plutôt le matin", attachments=[page]))
    assert (found.where.kind, found.where.root, found.files) == ("direct", "1764000000999", ())
    assert heard(activity(text="x", attachments=[page])).where.root is None
    typed = {"contentType": "text/html", "content": "&lt;blockquote itemtype=&quot;http://schema.skype.com/Reply&quot;"}
    assert heard(chat(text="x", attachments=[typed])).where.root is None


def test_a_mention_calls_the_desk_and_names_the_others() -> None:
    entities = [
        {"type": "mention", "text": "<at>Relais</at>", "mentioned": {"id": OWN.bot}},
        {"type": "mention", "text": "<at>Claire</at>", "mentioned": {"id": "29:claire"}},
        {"type": "clientInfo", "timezone": "Europe/Paris"},
    ]
    body = activity(text="<at>Relais</at>&nbsp;escalade LYO-42 <at>Claire</at>", entities=entities)
    (found,) = events_of(body, OWN, NOW, {"29:claire": "claire-object"}.get)
    assert isinstance(found, MessagePosted)
    assert (found.text, found.mentions_desk) == ("escalade LYO-42 @Claire", True)
    assert found.mentions == ("claire-object",)


@pytest.mark.parametrize("said", ["accueil", "Accueil !", " home", "/home", "HOME."])
def test_home_is_asked_for_in_the_personal_chat(said: str) -> None:
    found = heard(chat(text=said))
    assert isinstance(found, HomeOpened)
    assert found.who == ZOE
    assert isinstance(heard(activity(text=said)), MessagePosted)
    assert isinstance(heard(chat(text=f"{said} un badge")), MessagePosted)


def test_a_slash_command_is_a_command() -> None:
    targeted = {"id": OWN.bot, "isTargeted": True}
    found = heard(activity(conversation=f"{CHANNEL};messageid={ROOT}", recipient=targeted, text="escalade LYO-42 vite"))
    assert isinstance(found, CommandGiven)
    assert (found.command, found.text, found.where.root) == ("desk", "escalade LYO-42 vite", ROOT)
    assert heard(activity(recipient=targeted, text=" /aide ")).text == "/aide", "the desk knows its slash"
    assert isinstance(heard(activity(recipient=targeted, text="accueil")), HomeOpened)


def test_files_by_name_and_where_they_lie() -> None:
    attachments = [
        {"contentType": "text/html", "content": "<p>voici</p>"},
        {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "contentUrl": "https://contoso.sharepoint.com/personal/devis.pdf",
            "name": "devis.pdf",
            "content": {"downloadUrl": "https://secret", "fileType": "pdf"},
        },
        {
            "contentType": "image/*",
            "contentUrl": "https://smba.trafficmanager.net/emea/v3/attachments/1/views/original",
        },
        {"contentType": "reference", "contentUrl": "javascript:alert(1)", "name": "plan.docx"},
    ]
    found = heard(chat(text="voici", attachments=attachments))
    assert [(each.name, each.type, each.permalink) for each in found.files] == [
        ("devis.pdf", "pdf", "https://contoso.sharepoint.com/personal/devis.pdf"),
        ("image.png", "image/*", ""),
        ("plan.docx", "", ""),
    ]


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://contoso.sharepoint.com/sites/achats/Documents partages/été.docx", True),
        ("https://Contoso-my.SharePoint.com/personal/zoe/a.docx", True),
        ("https://contoso.sharepoint.cn/a", True),
        ("https://contoso.sharepoint-mil.us/a", True),
        ("https://contoso.sovcloud-sharepoint.fr/a", True),
        ("http://contoso.sharepoint.com/a", False),
        ("https://evil.example/a", False),
        ("https://sharepoint.com/a", False),
        ("https://contoso.sharepoint.com.evil.example/a", False),
        ("https://evil.example/contoso.sharepoint.com/", False),
        ("https://contoso.sharepoint.com@evil.example/a", False),
        ("https://contoso.sharepoint.com\\@evil.example/a", False),
        ("https://contososharepoint.com/a", False),
        ("https://evil.example#.sharepoint.com/a", False),
        ("javascript:alert(1)//.sharepoint.com/", False),
    ],
)
def test_only_what_lies_in_a_store_of_microsoft_s_is_a_link(url: str, leads: bool) -> None:
    for kind in ("reference", "application/vnd.microsoft.teams.file.download.info"):
        found = heard(chat(text="voici", attachments=[{"contentType": kind, "contentUrl": url, "name": "a.docx"}]))
        assert [(each.name, each.permalink) for each in found.files] == [("a.docx", url if leads else "")]


def test_an_edit_and_a_deletion_are_of_that_message() -> None:
    edited = heard(activity("messageUpdate", f"{CHANNEL};messageid={ROOT}", text="deux badges"))
    assert isinstance(edited, MessageEdited)
    assert (edited.ts, edited.where.root, edited.text, edited.at) == (TS, ROOT, "deux badges", SENT)
    gone = heard(activity("messageDelete", f"{CHANNEL};messageid={TS}"))
    assert isinstance(gone, MessageDeleted)
    assert (gone.ts, gone.where.root) == (TS, None)


def test_reactions_are_each_an_event_of_their_own_key() -> None:
    body = activity(
        "messageReaction",
        f"{CHANNEL};messageid={ROOT}",
        replyToId="1764000000500",
        reactionsAdded=[{"type": "1f440_eyes"}, {"type": "like-tone2"}, {"type": ""}],
        reactionsRemoved=[{"type": "270b_raisedhand-tone4"}],
    )
    found = events_of(body, OWN, NOW)
    assert [(type(each), each.emoji) for each in found] == [  # type: ignore[union-attr]  # reactions, as is said
        (ReactionRemoved, "raised_hand"),
        (ReactionAdded, "eyes"),
        (ReactionAdded, "thumbsup"),
    ]
    assert {each.ts for each in found} == {"1764000000500"}  # type: ignore[union-attr]
    assert len({each.key for each in found}) == 3
    assert found == events_of(body, OWN, NOW)
    assert events_of(body | {"replyToId": None}, OWN, NOW) == ()


def test_what_becomes_of_a_conversation() -> None:
    desk = {"id": OWN.bot}
    data = {"tenant": {"id": TENANT}, "channel": {"id": "19:new@thread.tacv2", "name": "Lyon", "type": "shared"}}
    came = heard(activity("conversationUpdate", membersAdded=[desk]))
    assert isinstance(came, ConversationSeen)
    assert (came.where, came.member, came.added) == (Where(platform="teams", conversation=CHANNEL), True, True)
    assert heard(activity("conversationUpdate", membersRemoved=[desk])).member is False
    assert heard(activity("installationUpdate", action="add")).member is True
    assert heard(activity("installationUpdate", action="remove")).member is False
    named = heard(activity("conversationUpdate", channelData=data | {"eventType": "channelRenamed"}))
    assert (named.where.conversation, named.name, named.shared) == ("19:new@thread.tacv2", "Lyon", True)
    assert (named.member, named.added) == (True, False)
    assert heard(activity("conversationUpdate", channelData=data | {"eventType": "channelDeleted"})).member is False
    for nothing in (
        activity("conversationUpdate", membersAdded=[{"id": "29:x", "aadObjectId": "y"}]),
        activity("installationUpdate", action="add-upgrade"),
        activity("installationUpdate", action="remove-upgrade"),
        activity("conversationUpdate", channelData=data | {"eventType": "somethingNew"}),
        activity("conversationUpdate", CHAT, "personal", membersAdded=[desk], **{"from": {"id": OWN.bot}}),
    ):
        assert heard(nothing) is None
    alone = heard(activity("conversationUpdate", CHAT, "personal", membersAdded=[desk]))
    assert (alone.where.kind, alone.member, alone.who) == ("direct", True, ZOE)


def execute(data: Json, **more: Any) -> Json:
    value = {"action": {"type": "Action.Execute", "verb": "claim", "data": data}, "trigger": "manual"}
    return activity("invoke", name="adaptiveCard/action", value=value, replyToId=ROOT) | more


CLAIM = {"relais": {"v": 1, "act": "claim", "value": "LYO-42"}}


@pytest.mark.parametrize(
    "body",
    [
        execute(CLAIM),
        activity(value=CLAIM, text="", replyToId=ROOT),
        activity(
            "invoke", name="task/fetch", value={"data": CLAIM | {"msteams": {"type": "task/fetch"}}}, replyToId=ROOT
        ),
        activity("invoke", name="task/submit", value={"data": CLAIM}, replyToId=ROOT),
    ],
)
def test_a_press_is_one_however_it_is_sent(body: Json) -> None:
    found = pressed_of(body, OWN, NOW)
    assert isinstance(found, ButtonPressed)
    assert (found.who, found.act, found.value, found.ts) == (ZOE, "claim", "LYO-42", ROOT)
    assert found.where == Where(platform="teams", conversation=CHANNEL)
    assert found.key == key_of(body)
    assert load(dump(found)) == found


def test_a_press_in_a_thread_is_in_that_thread() -> None:
    body = execute(CLAIM, conversation={"id": f"{CHANNEL};messageid=1763000000000", "conversationType": "channel"})
    found = pressed_of(body, OWN, NOW)
    assert isinstance(found, ButtonPressed)
    assert (found.where.root, found.ts) == ("1763000000000", ROOT)


def test_a_choice_is_what_was_chosen() -> None:
    data = {"relais": {"v": 1, "act": "correct", "choice": "choice1"}, "choice1": "LYO-42:site:lyon"}
    found = pressed_of(execute(data), OWN, NOW)
    assert isinstance(found, ButtonPressed)
    assert (found.act, found.value) == ("correct", "LYO-42:site:lyon")
    assert pressed_of(execute({"relais": data["relais"]}), OWN, NOW) is None


@pytest.mark.parametrize("name", ["task/submit", "composeExtension/submitAction", "adaptiveCard/action", ""])
def test_a_form_is_sent_with_what_was_typed(name: str) -> None:
    data = {"relais": {"v": 1, "form": "f1", "fields": ["text", "due"]}, "text": "un badge\0", "urgent": "true"}
    body = execute(data) if name == "adaptiveCard/action" else activity("invoke", name=name, value={"data": data})
    if not name:
        body = activity(value=data)
    found = pressed_of(body, OWN, NOW)
    assert isinstance(found, FormSubmitted)
    assert (found.form, found.values) == ("f1", {"text": "un badge␀", "due": "", "urgent": "true"})


def test_a_message_action_brings_its_message() -> None:
    payload = {
        "id": TS,
        "replyToId": ROOT,
        "createdDateTime": "2026-11-23T10:00:00.000Z",
        "from": {"user": {"id": "claire-object", "displayName": "Claire"}},
        "body": {"contentType": "html", "content": "<p>un &lt;badge&gt;</p>"},
        "attachments": [{"contentType": "reference", "contentUrl": "https://x.sharepoint.com/a", "name": "a.docx"}],
    }
    value = {"commandId": "desk_from_message", "commandContext": "message", "messagePayload": payload}
    body = activity("invoke", f"{CHANNEL};messageid={ROOT}", name="composeExtension/fetchTask", value=value)
    found = shortcut_of(body, OWN, NOW)
    assert found is not None
    used, seen = found
    assert (used.shortcut, used.ts, used.who) == ("desk_from_message", TS, ZOE)
    assert used.where == Where(platform="teams", conversation=CHANNEL, root=ROOT)
    assert seen is not None
    assert (seen.where, seen.ts, seen.text) == (used.where, TS, "un <badge>")
    assert seen.who == Who(platform="teams", team=TENANT, user="claire-object")
    assert seen.posted_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert [each.name for each in seen.files] == ["a.docx"]
    assert seen.key != used.key
    by_a_bot = value | {"messagePayload": payload | {"from": {"application": {"id": APP}}}}
    assert shortcut_of(body | {"value": by_a_bot}, OWN, NOW) == (used, None)
    without = shortcut_of(body | {"value": {"commandId": "desk_from_message"}}, OWN, NOW)
    assert without is not None
    assert without[0].shortcut == "desk_new"
    assert shortcut_of(body | {"value": value | {"commandId": "other"}}, OWN, NOW) is None


@pytest.mark.parametrize(
    "more",
    [
        {"from": {"id": "29:x"}},
        {"from": {"id": "28:other", "aadObjectId": "x"}},
        {"from": {"id": OWN.bot, "aadObjectId": "x"}},
        {"from": {"id": "29:x", "aadObjectId": "x", "role": "bot"}},
        {"channelData": {"tenant": {"id": "another"}}},
        {"conversation": {"id": CHANNEL, "tenantId": "another"}},
        {"type": "typing"},
    ],
)
def test_nobody_of_ours_says_nothing(more: Json) -> None:
    assert events_of(activity(text="un badge") | more, OWN, NOW) == ()
    assert pressed_of(execute(CLAIM) | more, OWN, NOW) is None or "type" in more
    body = activity("invoke", name="composeExtension/fetchTask", value={"commandId": "desk_from_message"})
    assert shortcut_of(body | more, OWN, NOW) is None or "type" in more


def test_a_key_is_short_and_of_its_own_activity() -> None:
    first = activity(conversation=f"19:{'x' * 300}@thread.tacv2", text="a")
    assert len(key_of(first)) <= 200
    assert key_of(first) == key_of(dict(first))
    others = [
        first | {"id": "2"},
        first | {"timestamp": "2026-11-24T08:30:02Z"},
        first | {"type": "messageUpdate"},
        first | {"conversation": {"id": f"19:{'y' * 300}@thread.tacv2"}},
    ]
    assert len({key_of(first), *map(key_of, others)}) == 5
    without = first | {"id": ""}
    assert key_of(without) != key_of(without | {"from": {"aadObjectId": "someone else"}})


@pytest.mark.parametrize("said", ["", "soon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_instant_that_is_none_is_now(said: str) -> None:
    assert heard(activity(text="un badge", timestamp=said)).at == NOW


_NAMES = st.sampled_from(
    "type id from aadObjectId conversation conversationType text entities mentioned value data relais act choice form "
    "fields name replyToId reactionsAdded channelData channel eventType membersAdded attachments contentType action "
    "messagePayload body content commandId recipient isTargeted timestamp".split()
)
_VALUES = st.sampled_from(
    ["message", "invoke", "adaptiveCard/action", "messageReaction", "conversationUpdate", "desk_from_message", OWN.bot]
)
_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | _VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=5),
    max_leaves=20,
)


@given(st.dictionaries(_NAMES, _ODD, max_size=8))
def test_any_shape_is_no_error(odd: Json) -> None:
    for body in (odd, activity() | odd, activity("invoke", name="adaptiveCard/action") | odd):
        found = [*events_of(body, OWN, NOW), pressed_of(body, OWN, NOW)]
        used = shortcut_of(body, OWN, NOW)
        for each in (*found, *(used or ())):
            assert each is None or load(dump(each)) == each


@pytest.mark.parametrize(
    ("link", "author", "found", "kind"),
    [
        ("", "claire", f"19:{ZOE.user}_claire@unq.gbl.spaces", "group"),
        ("", ZOE.user, CHAT, "direct"),
        ("", "", CHAT, "direct"),
        (
            f"19:claire_{ZOE.user.upper()}@unq.gbl.spaces",
            "Claire",
            f"19:claire_{ZOE.user.upper()}@unq.gbl.spaces",
            "group",
        ),
        (f"19%3aclaire_{ZOE.user}%40unq.gbl.spaces", ZOE.user, f"19:claire_{ZOE.user}@unq.gbl.spaces", "group"),
        (f"19:{ZOE.user}_{APP}@unq.gbl.spaces", ZOE.user, CHAT, "direct"),
        (f"19:marc_{ZOE.user}@unq.gbl.spaces", "claire", f"19:{ZOE.user}_claire@unq.gbl.spaces", "group"),
        ("19:claire_marc@unq.gbl.spaces", ZOE.user, CHAT, "direct"),
        (CHANNEL, ZOE.user, CHAT, "direct"),
        (f"19:{'x' * 9000}_{ZOE.user}@unq.gbl.spaces", ZOE.user, CHAT, "direct"),
        (f"19%3A{ZOE.user}_%00x%40unq.gbl.spaces", ZOE.user, f"19:{ZOE.user}_␀x@unq.gbl.spaces", "group"),
    ],
)
def test_a_message_acted_on_in_a_chat_is_where_its_author_wrote_it(
    link: str, author: str, found: str, kind: str
) -> None:
    payload = {
        "id": TS,
        "from": {"user": {"id": author}},
        "linkToMessage": f"https://teams.microsoft.com/l/message/{link}/{TS}",
    }
    value = {"commandId": "desk_from_message", "messagePayload": payload}
    used = shortcut_of(chat(type="invoke", name="composeExtension/fetchTask", value=value), OWN, NOW)
    assert used is not None
    assert used[0].where == Where(platform="teams", conversation=found, kind=kind)
