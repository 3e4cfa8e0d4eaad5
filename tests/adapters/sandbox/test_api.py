"""The sandbox's API: who sees what, one act once, and refusals that say why."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from adapters.hosts import own_names
from adapters.sandbox import store
from bot.charter import Charter
from bot.events import (
    ButtonPressed,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    ReactionRemoved,
    dump,
)
from tests.adapters.sandbox.conftest import Toy, opened


def posted(toy: Toy) -> list[MessagePosted]:
    return [event for event in toy.desk.handled if isinstance(event, MessagePosted)]


async def test_a_message_is_answered_in_its_thread_with_a_card_in_json(toy: Toy) -> None:
    status, told = await toy.act(who="marc", do="post", conversation="C0LYON", text="Une salle jeudi <b>&</b>")
    assert (status, told["r"]) == (200, "done")

    (message,) = (await toy.see("C0LYON", "helene"))["messages"]
    (answer,) = message["thread"]
    assert message["ts"] == told["ts"]
    assert message["author"] == {"id": "marc", "name": "Marc Vidal", "desk": False}
    assert message["runs"] == [{"t": "said", "text": "Une salle jeudi <b>&</b>"}]
    assert answer["author"]["desk"]
    assert answer["card"]["subject"] == "LYO-1"
    assert answer["card"]["parts"][0]["runs"] == [{"t": "said", "text": "Une salle jeudi <b>&</b>"}]
    (button,) = answer["card"]["buttons"]
    assert (button["act"], button["label"], button["enabled"]) == ("claim", "Je m'en charge", True)
    assert answer["text"] == "Une salle jeudi <b>&</b>"


async def test_the_same_act_twice_is_one_message_one_event_and_one_reply(toy: Toy) -> None:
    body = {"do": "post", "conversation": "C0LYON", "text": "bonjour", "client": "c1"}
    first, again = await asyncio.gather(toy.act(who="marc", **body), toy.act(who="marc", **body))
    other = await toy.act(who="julie", **body)

    assert first == again
    assert other[1]["ts"] != first[1]["ts"]
    assert [event.who.user for event in posted(toy)] == ["marc", "julie"]
    assert len((await toy.see("C0LYON", "marc"))["messages"]) == 2


async def test_another_act_under_the_same_number_is_refused_and_not_dropped_in_silence(toy: Toy) -> None:
    assert (await toy.act(who="marc", do="home", client="c1"))[0] == 200
    status, told = await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour", client="c1")
    assert (status, told["error"]) == (409, "other_act")
    assert "autre numéro" in told["message"]
    assert posted(toy) == []
    assert (await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour", client="c2"))[0] == 200


async def test_a_repeated_press_says_the_same_and_whispers_once(toy: Toy) -> None:
    await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour")
    (message,) = (await toy.see("C0LYON", "marc"))["messages"]
    card = message["thread"][0]["ts"]
    press = {"do": "press", "conversation": "C0LYON", "message": card, "act": "claim", "client": "p"}
    first, again = await toy.act(**press), await toy.act(**press)

    assert first == again
    assert first[1]["r"] == "say"
    seen = await toy.see("C0LYON", "ines")
    (whisper,) = seen["whispers"]
    assert whisper["root"] == message["ts"]
    assert whisper["card"] == first[1]["card"]
    assert not (await toy.see("C0LYON", "marc"))["whispers"]
    (pressed,) = [event for event in toy.desk.handled if isinstance(event, ButtonPressed)]
    assert (pressed.value, pressed.ts, pressed.where.root) == ("LYO-1", card, message["ts"])


async def test_what_answers_a_whisper_stands_in_its_place(toy: Toy) -> None:
    await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour")
    (message,) = (await toy.see("C0LYON", "marc"))["messages"]
    press = {"do": "press", "conversation": "C0LYON", "value": "LYO-1"}
    _, asked = await toy.act(**press, act="claim", message=message["thread"][0]["ts"], client="p1")
    answer = press | {"act": "answer", "message": asked["message"], "client": "p2"}
    (first, again) = await toy.act(**answer), await toy.act(**answer)
    assert first == again
    assert first[1]["message"] == asked["message"]
    assert len((await toy.see("C0LYON", "ines"))["whispers"]) == 1
    await toy.act(**press, act="answer", message=message["thread"][0]["ts"], client="p3")
    seen = await toy.see("C0LYON", "ines")
    assert len(seen["whispers"]) == 2, "what everybody reads is nobody's to replace"
    assert seen["messages"][0]["thread"] == message["thread"]


async def test_only_members_see_a_conversation_and_only_its_person_a_direct_one(toy: Toy) -> None:
    await toy.act(who="nadia", do="post", conversation="direct", text="entre nous")

    async def seen_by(person: str) -> set[str]:
        _, told = await toy.get("conversations", **{"as": person})
        return {room["id"] for room in told["conversations"]}

    assert {"C0DESK", "19:desk@thread.tacv2", "C0ALERTE", "C0LYON", "D-ines"} <= await seen_by("ines")
    outsider = next(one.id for one in toy.platform.town.inhabitants.values() if one.outsider)
    assert await seen_by(outsider) == {
        "C0AIX", "C0LYON", "C0STRAS", "C0AIDE", "19:reunion@thread.tacv2", f"D-{outsider}"
    }  # fmt: skip
    assert "C0DESK" not in await seen_by("helene")
    assert "D-nadia" not in await seen_by("ines")
    for person in ("ines", "tom"):
        status, told = await toy.get("conversations/D-nadia", **{"as": person})
        assert (status, told["error"]) == (404, "unknown_conversation")
        status, _ = await toy.act(who=person, do="post", conversation="D-nadia", text="moi aussi")
        assert status == 404
    assert (await toy.see("direct", "nadia"))["messages"][0]["text"] == "entre nous"


async def test_edits_and_deletions_are_their_author_s_and_reach_the_desk(toy: Toy) -> None:
    _, told = await toy.act(who="marc", do="post", conversation="C0AIX", text="un")
    at = {"conversation": "C0AIX", "message": told["ts"]}
    assert (await toy.act(who="julie", do="edit", text="deux", **at))[0] == 403
    assert (await toy.act(who="julie", do="delete", **at))[0] == 403
    await toy.act(who="marc", do="edit", text="deux", **at)
    (message,) = (await toy.see("C0AIX", "julie"))["messages"]
    assert (message["text"], message["edited"]) == ("deux", True)
    await toy.act(who="marc", do="delete", client="d", **at)
    await toy.act(who="marc", do="delete", client="d", **at)
    (gone,) = (await toy.see("C0AIX", "julie"))["messages"]
    assert gone["deleted"]
    assert gone["thread"], "the desk's answer stands under the place of what was deleted"

    kinds = [event for event in toy.desk.handled if isinstance(event, MessageEdited | MessageDeleted)]
    assert [event.ts for event in kinds] == [told["ts"], told["ts"]]


async def test_reactions_are_named_as_slack_names_them_and_counted(toy: Toy) -> None:
    _, told = await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour")
    at = {"conversation": "C0LYON", "message": told["ts"]}
    for emoji in ("✋🏽", "eyes", ":eyes:", "👀"):
        await toy.act(do="react", emoji=emoji, **at)
    (message,) = (await toy.see("C0LYON", "ines"))["messages"]
    assert [(one["emoji"], one["count"]) for one in message["reactions"]] == [
        ("raised_hand::skin-tone-4", 1),
        ("ticket", 1),
        ("eyes", 1),
    ]
    assert message["reactions"][1]["people"] == ["Relais"]
    await toy.act(do="unreact", emoji="eyes", **at)
    await toy.act(do="unreact", emoji="eyes", **at)
    reactions = [event for event in toy.desk.handled if isinstance(event, ReactionAdded | ReactionRemoved)]
    assert [(event.kind, event.emoji) for event in reactions] == [
        ("reaction_added", "raised_hand::skin-tone-4"),
        ("reaction_added", "eyes"),
        ("reaction_removed", "eyes"),
    ]


async def test_the_desk_and_people_are_mentioned_by_name(toy: Toy) -> None:
    text = "@relais, vois avec @Inès Caron et @Marc"
    await toy.act(who="helene", do="post", conversation="C0AIDE", text=text)
    (event,) = posted(toy)
    assert event.mentions_desk
    assert event.mentions == ("ines",)
    assert event.text == "vois avec @Inès Caron et @Marc"
    (message,) = (await toy.see("C0AIDE", "ines"))["messages"]
    assert message["text"] == text
    assert [run["text"] for run in message["runs"] if run["t"] == "mention"] == ["@relais", "@Inès Caron"]


async def test_a_form_is_opened_refused_in_place_then_closed(toy: Toy) -> None:
    _, opened = await toy.act(who="marc", do="shortcut", shortcut="desk_new")
    assert opened["r"] == "open_form"
    form = opened["form"]["id"]
    assert [one["id"] for one in (await toy.get("forms", **{"as": "marc"}))[1]["forms"]] == [form]
    assert (await toy.get("forms", **{"as": "ines"}))[1]["forms"] == []
    _, refused = await toy.act(who="marc", do="submit", form=form, values={"what": None})
    assert refused == {"r": "field_errors", "errors": {"what": "Dites quoi."}}
    _, closed = await toy.act(who="marc", do="submit", form=form, values={"what": "ça"})
    assert (closed["r"], closed["card"]["text"]) == ("close_form", "reçu")
    assert (await toy.get("forms", **{"as": "marc"}))[1]["forms"] == []


async def test_home_is_published_for_its_person(toy: Toy) -> None:
    assert (await toy.get("home", **{"as": "tom"}))[1] == {"card": None}
    await toy.act(who="tom", do="home")
    assert (await toy.get("home", **{"as": "tom"}))[1]["card"]["text"] == "chez Tom Baker"
    status, told = await toy.act(who="tom", do="press", act="claim")
    assert (status, told["r"]) == (200, "say")


async def test_a_file_is_seen_by_those_who_see_its_message(toy: Toy) -> None:
    upload = toy.client.post("/sandbox/api/files", params={"as": "nadia", "name": "devis.pdf"}, data=b"%PDF")
    async with upload as response:
        file = (await response.json())["id"]
    assert (await toy.client.get(f"/sandbox/api/files/{file}", params={"as": "ines"})).status == 404
    await toy.act(who="nadia", do="post", conversation="C0DESK", text="", files=[file])
    (event,) = posted(toy)
    assert [(one.name, one.size, one.owner) for one in event.files] == [("devis.pdf", 4, "nadia")]
    async with toy.client.get(f"/sandbox/api/files/{file}", params={"as": "ines"}) as response:
        assert await response.read() == b"%PDF"
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (await toy.client.get(f"/sandbox/api/files/{file}", params={"as": "helene"})).status == 404
    heavy = toy.client.post("/sandbox/api/files", params={"as": "nadia", "name": "x"}, data=b"x" * 1_000_001)
    async with heavy as response:
        assert response.status == 413


ODD = [
    (b"", 400),
    (b"[]", 400),
    (b"\xff\xfe{", 400),
    (b"[" * 100_000, 400),
    (b'{"as": 1' + b"0" * 5000 + b"}", 400),
    (b"{}", 422),
    (b'{"as": "ines"}', 422),
    (b'{"as": ["ines"], "do": "post"}', 422),
    (b'{"as": "personne", "do": "home"}', 404),
    (b'{"as": "\\u0000", "do": "home"}', 404),
    (b'{"as": "ines", "do": "dance"}', 422),
    (b'{"as": "ines", "do": "post", "conversation": "C0NULLE", "text": "x"}', 404),
    (b'{"as": "ines", "do": "post", "conversation": "\\ud800", "text": "x"}', 404),
    (b'{"as": "ines", "do": "post", "conversation": "C0LYON", "text": "   "}', 422),
    (b'{"as": "ines", "do": "post", "conversation": "C0LYON", "text": 12}', 422),
    (b'{"as": "ines", "do": "post", "conversation": "C0LYON", "text": "x", "thread": "1.1"}', 404),
    (b'{"as": "ines", "do": "react", "conversation": "C0LYON", "message": "1.1", "emoji": "eyes"}', 404),
    (b'{"as": "ines", "do": "react", "conversation": "C0LYON", "emoji": "eyes"}', 404),
    (b'{"as": "ines", "do": "press", "act": ""}', 422),
    (b'{"as": "ines", "do": "press", "act": "claim"}', 422),
    (b'{"as": "ines", "do": "submit", "values": {"a": []}}', 422),
    (b'{"as": "ines", "do": "submit", "values": {}}', 422),
    (b'{"as": "ines", "do": "command"}', 422),
    (b'{"as": "ines", "do": "post", "conversation": "C0LYON", "text": "' + b"x" * 40_001 + b'"}', 422),
    (b'{"as": "ines", "text": "' + b"x" * 2_000_000 + b'"}', 413),
]


async def test_a_bad_act_is_refused_with_a_sentence(toy: Toy) -> None:
    for body, expected in ODD:
        async with toy.client.post("/sandbox/api/act", data=BytesIO(body)) as response:
            told = await response.json()
            assert (response.status, bool(told["message"])) == (expected, True), (body[:80], told)
    assert not posted(toy)


async def test_what_no_database_keeps_is_shown_as_a_sign_and_the_longest_text_whole(toy: Toy) -> None:
    raw = b'{"as": "ines", "do": "post", "conversation": "C0LYON", "text": "a\\u0000b\\ud800c"}'
    async with toy.client.post("/sandbox/api/act", data=raw) as response:
        assert response.status == 200
    await toy.act(do="post", conversation="C0LYON", text="é" * 40_000)
    await toy.settle()
    first, second = (await toy.see("C0LYON", "marc"))["messages"]
    assert first["text"] == first["thread"][0]["text"] == "a␀b�c"
    assert second["text"] == "é" * 40_000


BAD_MOVES: list[dict[str, Any]] = [
    {"by": -1},
    {"by": "1y"},
    {"by": "401d"},
    {"by": True},
    {"by": 1e300},
    {"to": "hier"},
    {"to": 5},
    {"to": "monday 25:00"},
    {"to": "9999-12-31T23:59:59-14:00"},
    {"to": "0001-01-01T00:00:00+14:00"},
    {},
]


async def test_the_clock_goes_forward_by_what_is_asked_and_says_why_not(toy: Toy) -> None:
    async def move(**body: Any) -> tuple[int, dict[str, Any]]:
        async with toy.client.post("/sandbox/api/clock", data=json.dumps(body)) as response:
            return response.status, await response.json()

    before = toy.clock.now()
    for by in ("1h", "+1 h", 3600, 0, "0.001s"):
        assert (await move(by=by))[0] == 200
    assert timedelta(hours=3) <= toy.clock.now() - before < timedelta(hours=3, minutes=1)
    _, told = await move(to="monday 08:00")
    local = told["now"]
    assert (await move(to=local))[0] == 422, "the machine's time has gone on since"
    at = datetime.fromisoformat(local).astimezone(ZoneInfo("Europe/Paris"))
    assert (at.weekday(), at.hour, at.minute) == (0, 8, 0)
    _, told = await move(to="monday 08:00", **{"as": "tom"})
    at = datetime.fromisoformat(told["now"]).astimezone(ZoneInfo("Europe/London"))
    assert (at.weekday(), at.hour, at.minute) == (0, 8, 0), "someone's Monday is of their own zone"
    assert (await move(to="monday 08:00", **{"as": "nobody"}))[0] == 404
    for bad in BAD_MOVES:
        status, told = await move(**bad)
        assert (status, bool(told["message"])) == (422, True), bad


async def test_every_answer_forbids_what_a_page_does_not_need_and_other_sites_are_refused(toy: Toy) -> None:
    for path in ("/", "/sandbox/page/app.js", "/sandbox/api/people", "/sandbox/page/nothing"):
        async with toy.client.get(path) as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("people", "conversations?as=ines"):
        async with toy.client.get(f"/sandbox/api/{path}", headers={"Origin": "http://evil.example"}) as response:
            assert response.status == 403
    async with toy.client.ws_connect("/sandbox/ws?as=ines") as socket:
        assert (await socket.receive_json())["hello"]


async def test_a_foreign_name_that_leads_here_is_refused_and_the_desks_own_are_not(toy: Toy) -> None:
    async def asked(host: str, **headers: str) -> int:
        async with toy.client.get("/sandbox/api/people", headers={"Host": host, **headers}) as response:
            return response.status

    for host in (
        "evil.example",
        "evil.example:8497",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1/",
        "127.0.0.1:8497:1",
        "[fe80::1%evil.example]",
        "[::1",
        "",
    ):
        assert await asked(host) == 403, host
        assert await asked(host, Origin=f"http://{host}") == 403, host
    for origin in ("evil://127.0.0.1:8497", "http://evil.example@127.0.0.1:8497", "null", "127.0.0.1:8497", ""):
        assert await asked("127.0.0.1:8497", Origin=origin) == 403, origin
    for origin in ("http://127.0.0.1:8497", "https://127.0.0.1:8497"):
        assert await asked("127.0.0.1:8497", Origin=origin) == 200, origin
    for host in ("127.0.0.1:8497", "localhost:8080", "LOCALHOST", "[::1]:8080", "192.168.1.20"):
        assert await asked(host) == 200, host
    assert own_names("127.0.0.1", "https://Desk.example/x") == frozenset({"localhost", "desk.example"})
    assert own_names("0.0.0.0", None) is None


async def test_a_body_that_is_not_what_its_encoding_says_is_refused_in_place(toy: Toy) -> None:
    async with toy.client.post(
        "/sandbox/api/act", data=b'{"as": "ines", "do": "home"}', headers={"Content-Encoding": "gzip"}
    ) as response:
        assert (response.status, (await response.json())["error"]) == (400, "not_json")


async def test_pages_are_told_of_what_their_person_sees(toy: Toy) -> None:
    async with (
        toy.client.ws_connect("/sandbox/ws?as=ines") as ines,
        toy.client.ws_connect("/sandbox/ws?as=helene") as helene,
    ):
        await ines.receive_json()
        await helene.receive_json()
        await toy.act(who="nadia", do="post", conversation="C0DESK", text="pour le pôle")
        await toy.act(who="marc", do="post", conversation=quote("C0LYON"), text="pour tous")
        assert (await ines.receive_json(timeout=5))["conversation"] == "C0DESK"
        assert (await helene.receive_json(timeout=5))["conversation"] == "C0LYON"


async def test_an_event_that_was_not_seen_taken_is_given_again_at_the_next_start(toy: Toy) -> None:
    await toy.act(who="marc", do="post", conversation="C0LYON", text="bonjour", client="x")
    (event,) = posted(toy)
    lost = event.model_copy(update={"key": "sandbox:act:marc:lost"})
    await toy.platform.write(lambda unit: store.take_act(unit, lost.key))
    await toy.platform.write(lambda unit: store.keep_event(unit, lost.key, dump(lost)))
    await toy.platform.start()
    await toy.platform.start()
    assert [each.key for each in posted(toy)] == [event.key, lost.key]


@pytest.mark.postgres
async def test_on_postgresql_the_sandbox_is_the_same(postgres_url: str, company: Charter) -> None:
    async with opened(postgres_url, company) as toy:
        many = [toy.act(who="marc", do="post", conversation="C0LYON", text=f"n° {each}") for each in range(12)]
        posted_at = [told["ts"] for _, told in await asyncio.gather(*many)]
        assert len(set(posted_at)) == 12
        at = {"conversation": "C0LYON", "message": posted_at[0]}
        pressed = [toy.act(do="press", act="claim", value="x", client="one", **at) for _ in range(4)]
        replies = [told for _, told in await asyncio.gather(*pressed)]
        assert all(told == replies[0] for told in replies)
        await toy.act(do="react", emoji="eyes", **at)
        await toy.act(who="tom", do="home")
        seen = await toy.see("C0LYON", "ines")
        assert len(seen["whispers"]) == 1
        assert [len(root["thread"]) for root in seen["messages"]] == [1] * 12
        assert [one["emoji"] for one in next(r for r in seen["messages"] if r["ts"] == posted_at[0])["reactions"]] == [
            "eyes",
            "ticket",
        ]
