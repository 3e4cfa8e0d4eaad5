"""The pump on a real database and a platform in another process: in order, once, healed (design part 5, promise 4)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from bot import fetching, outgoing
from bot.cards import Said
from bot.events import MessageSeen, PeopleSeen, Who
from storage import words
from storage.tables import Copy, Identity, Outbox, OutboxState, Place, Request, Setting
from storage.unit import Unit
from tests.adapters.conftest import OpensStages
from tests.fakes.stage import Stage, add_identity, add_place, ask, by_thread, card, said, until
from tests.fakes.tiny import CAPABILITIES, TEAM

PAUL = Who(platform="tiny", team=TEAM, user="U1")


async def test_a_place_s_card_is_posted_and_what_follows_goes_into_its_thread(stage: Stage) -> None:
    def job(unit: Unit) -> Place:
        place = add_place(unit, "card")
        outgoing.post_place(unit, place)
        outgoing.say_in(unit, place, card(((Said(words=words.keep(unit, "il pleut", "message", None))),)))
        return place

    place = await stage.do(job)
    await stage.settle()
    first, second = await stage.log("post")
    assert (said(first), first["root"]) == ("card", None)
    assert (said(second), second["root"]) == ("il pleut", first["ts"])
    kept = await stage.do(lambda unit: unit.need(Place, place.id))
    assert (kept.card, kept.root) == (first["ts"], first["ts"])
    assert [(row.state, row.payload) for row in await stage.rows()] == [(OutboxState.SENT, None)] * 2


async def test_lanes_keep_their_order_and_nothing_is_doubled_under_faults(stage: Stage) -> None:
    """Where the platform finds what was sent, half of all calls may go wrong in any way."""
    await stage.faults(
        {"verb": "post", "how": "lost", "times": 12, "chance": 0.25},
        {"verb": "post", "how": "error", "times": 8, "chance": 0.2},
        {"verb": "post", "how": "busy", "times": 8, "chance": 0.2},
        {"verb": "post", "how": "limit", "times": 6, "chance": 0.1, "scope": "send:C1"},
        {"verb": "find", "how": "busy", "times": 5, "chance": 0.3},
    )

    def job(unit: Unit) -> None:
        places = [add_place(unit, f"card {number}") for number in range(12)]
        for place in places:
            outgoing.post_place(unit, place)
        for turn in range(4):
            for number, place in enumerate(places):
                outgoing.say_in(unit, place, card(f"{number}.{turn}"))

    await stage.do(job)
    await stage.settle(60)
    threads = dict(by_thread(await stage.log()))
    assert threads == {f"card {number}": [f"{number}.{turn}" for turn in range(4)] for number in range(12)}
    assert len(await stage.log("post")) == 12 * 5


async def test_many_changes_are_few_updates_and_the_last_one_is_shown(stage: Stage) -> None:
    place = await stage.place("0")
    await stage.settle()
    await stage.faults({"verb": "update", "how": "slow", "times": 1000, "after": 0.05})
    for number in range(1, 61):
        await stage.do(partial(_show, place=place, text=str(number)))
    await stage.settle()
    updates = await stage.log("update")
    assert said(updates[-1]) == "60"
    assert len(updates) < 40
    shown = [int(said(each)) for each in updates]
    assert shown == sorted(shown)


async def test_a_dead_process_s_calls_are_healed_by_the_next_one(open_stage: OpensStages) -> None:
    """Posts that arrived are found, those that did not are sent; cards and threads are where they were to be."""
    first = await open_stage()
    await first.faults({"verb": "post", "how": "slow", "times": 5, "after": 30})
    places = [await first.place(f"card {number}") for number in range(5)]

    async def all_arrived() -> bool:
        return len(await first.log("post")) == 5

    await until(all_arrived)
    await first.close(patience=0)
    second = await open_stage(deliver=False)
    assert {row.state for row in await second.rows()} == {OutboxState.SENDING}
    never_arrived = await second.place("never arrived")
    await second.do(lambda unit: unit.change(unit.need(Outbox, 6), state=OutboxState.SENDING))
    await second.pump.start()
    await second.settle()
    posts = await second.log("post")
    assert sorted(map(said, posts)) == [*(f"card {number}" for number in range(5)), "never arrived"]
    kept = await second.do(lambda unit: [unit.need(Place, each.id) for each in (*places, never_arrived)])
    assert {each.card for each in kept} == {each["ts"] for each in posts}


async def test_where_a_post_cannot_be_found_it_is_sent_again(open_stage: OpensStages) -> None:
    stage = await open_stage(capabilities=replace(CAPABILITIES, finds_sent=False))
    await stage.faults({"verb": "post", "how": "lost", "times": 1})
    await stage.place("card")
    await stage.settle()
    assert len(await stage.log("post")) == 2


async def test_a_whisper_of_unknown_outcome_is_said_at_most_once_more(stage: Stage) -> None:
    await stage.faults({"verb": "whisper", "how": "lost", "times": 10})
    await stage.do(lambda unit: outgoing.whisper(unit, PAUL, "C1", None, card("psst")))
    await stage.do(lambda unit: outgoing.say_to(unit, PAUL, card("after")))
    await stage.settle()
    assert len(await stage.log("whisper")) == 2
    (whisper, after) = await stage.rows()
    assert whisper.state is OutboxState.FAILED
    assert after.state is OutboxState.SENT


async def until_retried(stage: Stage) -> None:
    async def met() -> bool:
        return OutboxState.RETRY in [row.state for row in await stage.rows()]

    await until(met)


async def test_a_limit_holds_back_its_own_scope_only(stage: Stage) -> None:
    await stage.faults({"verb": "post", "how": "limit", "times": 1, "after": 3.0, "scope": "send:C1"})
    held = await stage.place("held")
    await until_retried(stage)
    await stage.place("also held", conversation="C1")
    await stage.place("free", conversation="C2")

    async def one_is_posted() -> bool:
        return bool(await stage.log("post"))

    await until(one_is_posted)
    assert [said(each) for each in await stage.log("post")] == ["free"]
    await stage.settle()
    first, *later = [said(each) for each in await stage.log("post")]
    assert first == "free"
    assert sorted(later) == ["also held", "held"]  # two lanes: neither waits for the other once the limit is over
    assert held.id == 1


async def test_a_permanent_failure_fails_what_waits_on_it_and_the_lane_goes_on(stage: Stage) -> None:
    await stage.faults({"verb": "post", "how": "not_member", "times": 1})

    def job(unit: Unit) -> None:
        place = add_place(unit, "refused", lane="L")
        outgoing.post_place(unit, place)
        outgoing.say_in(unit, place, card("lost with it"))
        outgoing.refresh_place(unit, place)
        outgoing.post_place(unit, add_place(unit, "goes on", lane="L"))

    await stage.do(job)
    await stage.settle()
    assert [said(each) for each in await stage.log("post")] == ["goes on"]
    found = [(row.state, row.error) for row in await stage.rows()]
    assert found[:3] == [
        (OutboxState.FAILED, "NotMember"),
        (OutboxState.FAILED, "CardFailed"),
        (OutboxState.FAILED, "CardFailed"),
    ]
    assert found[3][0] is OutboxState.SENT


async def test_what_was_told_to_wait_was_not_tried(stage: Stage) -> None:
    await stage.faults(
        {"verb": "post", "how": "limit", "times": 6, "after": 0.05, "scope": "send:C1"},
        {"verb": "post", "how": "busy", "times": 1},
    )
    began = asyncio.get_running_loop().time()
    await stage.place("card")
    await stage.settle()
    assert [(row.state, row.attempts) for row in await stage.rows()] == [(OutboxState.SENT, 2)]
    assert asyncio.get_running_loop().time() - began < 15


async def test_what_is_no_longer_for_an_audience_is_not_sent(stage: Stage) -> None:
    place = await stage.place("card")
    await stage.settle()
    await stage.do(lambda unit: _show(unit, place, ""))
    await stage.settle()
    assert await stage.log("update") == []
    assert (await stage.rows())[-1].state is OutboxState.DROPPED


async def test_nothing_is_said_in_a_place_that_was_left(stage: Stage) -> None:
    """What was queued before the place was left is dropped; its card is taken back."""
    place = await stage.place("card")
    await stage.settle()

    def job(unit: Unit) -> None:
        current = unit.need(Place, place.id)
        outgoing.say_in(unit, current, card("private by now"))
        outgoing.refresh_place(unit, current)
        outgoing.retract_place(unit, current)

    await stage.do(job)
    await stage.settle()
    assert [entry["verb"] for entry in await stage.log()] == ["post", "delete"]


async def test_a_card_that_may_be_out_and_is_no_longer_for_its_audience_is_found_and_taken_back(stage: Stage) -> None:
    await stage.faults({"verb": "post", "how": "lost", "times": 1})
    place = await stage.place("private by now")

    async def in_doubt() -> bool:
        return (await stage.rows())[0].state is OutboxState.RETRY

    await until(in_doubt)

    def leave(unit: Unit) -> None:
        unit.change(unit.need(Setting, f"place:{place.id}"), value="")
        outgoing.retract_place(unit, unit.need(Place, place.id))

    await stage.do(leave)
    await stage.settle()
    (message,) = ask(f"{stage.url}/messages")
    assert message["gone"]
    assert len(await stage.log("post")) == 1


async def test_a_direct_conversation_is_opened_once_and_remembered(stage: Stage) -> None:
    identity = await stage.do(lambda unit: add_identity(unit, "U1"))
    place = await stage.place("for you", None, identity_id=identity.id, lane=outgoing.direct_lane(PAUL))
    await stage.do(lambda unit: outgoing.say_in(unit, unit.need(Place, place.id), card("and this")))
    await stage.do(lambda unit: outgoing.say_to(unit, PAUL, card("and that")))
    await stage.settle()
    posts = await stage.log("post")
    assert [(said(each), each["conversation"]) for each in posts] == [
        ("for you", "DU1"),
        ("and this", "DU1"),
        ("and that", "DU1"),
    ]
    assert len(await stage.log("direct")) == 1
    kept = await stage.do(lambda unit: unit.need(Identity, identity.id))
    assert kept.direct == "DU1"
    assert (await stage.do(lambda unit: unit.need(Place, place.id))).conversation == "DU1"


async def test_a_relayed_message_is_corrected_and_taken_back_by_its_own_ts(stage: Stage) -> None:
    place = await stage.place("card")

    def relay(unit: Unit) -> Copy:
        assert place.id is not None
        copy = unit.add(Copy(message_id=1, place_id=place.id))
        outgoing.say_in(unit, unit.need(Place, place.id), card("relayed"), copy)
        return copy

    copy = await stage.do(relay)
    await stage.settle()
    for shown in (card("corrected"), None):
        await stage.do(partial(outgoing.correct_copy, place=place, card=shown, copy=copy))
        await stage.settle()
    posted = (await stage.log("post"))[1]
    (updated,), (deleted,) = await stage.log("update"), await stage.log("delete")
    assert (said(updated), updated["ts"], deleted["ts"]) == ("corrected", posted["ts"], posted["ts"])


async def test_what_is_fetched_comes_in_as_an_event_and_so_does_a_refusal(stage: Stage) -> None:
    people = [{"user": "U1", "name": "Paul"}, {"user": "U2", "name": "Inès"}]
    ask(f"{stage.url}/people", people)
    ask(f"{stage.url}/room", {"conversation": "C1", "members": ["U1", "U2"]})
    ts = ask(f"{stage.url}/say", {"conversation": "C1", "user": "U1", "text": "bonjour"})["ts"]

    def job(unit: Unit) -> None:
        fetching.fetch_person(unit, PAUL)
        fetching.fetch_person(unit, Who(platform="tiny", team=TEAM, user="nobody"))
        fetching.fetch_message(unit, "tiny", "C1", ts, None)
        fetching.fetch_message(unit, "tiny", "C1", "gone", None)
        fetching.fetch_members(unit, "tiny", "C1")

    await stage.do(job)
    await stage.settle()
    events = list(stage.desk.events.values())
    seen = [event for event in events if isinstance(event, PeopleSeen)]
    assert sorted(event.resolves for event in seen) == [
        ("person:tiny:T1:U1",),
        ("person:tiny:T1:U1", "person:tiny:T1:U2"),
        ("person:tiny:T1:nobody",),
    ]
    messages = {event.ts: event for event in events if isinstance(event, MessageSeen)}
    assert (messages[ts].text, messages[ts].who) == ("bonjour", PAUL)
    assert (messages["gone"].who, messages["gone"].resolves) == (None, ("message:tiny:C1:gone",))
    assert len(events) == 5


async def test_a_home_and_a_reaction_are_shown_where_there_are_such_things(open_stage: OpensStages) -> None:
    stage = await open_stage(capabilities=replace(CAPABILITIES, home=False))
    identity = await stage.do(lambda unit: add_identity(unit, "U1"))
    ts = ask(f"{stage.url}/say", {"conversation": "C1", "user": "U1", "text": "bonjour"})["ts"]
    await stage.do(lambda unit: outgoing.refresh_home(unit, identity))
    await stage.do(lambda unit: outgoing.react(unit, "tiny", "C1", ts, "create"))
    await stage.settle()
    assert [entry["verb"] for entry in await stage.log()] == ["react"]
    assert (await stage.rows())[0].state is OutboxState.DROPPED


async def test_a_paced_platform_gets_its_posts_one_at_a_time_in_each_conversation(open_stage: OpensStages) -> None:
    stage = await open_stage(capabilities=replace(CAPABILITIES, post_every=0.25))

    def job(unit: Unit) -> None:
        for number in range(4):
            for conversation in ("C1", "C2"):
                outgoing.post_place(unit, add_place(unit, str(number), conversation))

    began = asyncio.get_running_loop().time()
    await stage.do(job)
    await stage.settle()
    took = asyncio.get_running_loop().time() - began
    assert 0.75 <= took < 2.5
    posts = await stage.log("post")
    assert [said(each) for each in posts if each["conversation"] == "C1"] == ["0", "1", "2", "3"]


async def test_who_asks_much_holds_up_nobody_else_s_post_in_a_paced_conversation(open_stage: OpensStages) -> None:
    """Counted in posts: sixty of one person wait when another asks, and a third of whom nothing is known."""
    stage = await open_stage(capabilities=replace(CAPABILITIES, post_every=0.01), deliver=False)

    def flood(unit: Unit) -> None:
        for number, (name, person_id) in enumerate([("Karim", 1)] * 60 + [("Zoé", 2)] * 2):
            place, asked = add_place(unit, f"{name} {number}", "C1"), unit.add(request(number, person_id, unit.now))
            unit.change(place, request_id=asked.id)
            outgoing.post_place(unit, place)
        outgoing.post(unit, "tiny", "C1", card("news"), "news:1")

    await stage.do(flood)
    await stage.pump.start()
    await stage.settle()
    posts = [said(each) for each in await stage.log("post")]
    assert len(posts) == 63
    assert {"Zoé 60", "news"} <= set(posts[:4])
    assert posts.index("Zoé 61") <= 5
    assert [each for each in posts if each.startswith("Karim")] == [f"Karim {number}" for number in range(60)]


async def test_a_direct_conversation_keeps_one_pace_before_it_has_an_id_and_after(open_stage: OpensStages) -> None:
    stage = await open_stage(capabilities=replace(CAPABILITIES, post_every=0.25))
    identity = await stage.do(lambda unit: add_identity(unit, "U1"))
    place = await stage.place("1", None, identity_id=identity.id, lane=outgoing.direct_lane(PAUL))
    await stage.settle()
    began = asyncio.get_running_loop().time()

    def job(unit: Unit) -> None:
        outgoing.say_to(unit, PAUL, card("2"))
        outgoing.say_in(unit, unit.need(Place, place.id), card("3"))
        outgoing.say_to(unit, PAUL, card("4"))
        outgoing.say_in(unit, unit.need(Place, place.id), card("5"))

    await stage.do(job)
    await stage.settle()
    assert asyncio.get_running_loop().time() - began >= 0.75
    assert [said(each) for each in await stage.log("post")] == ["1", "2", "3", "4", "5"]


async def test_a_limit_of_a_direct_conversation_holds_back_all_that_goes_there(stage: Stage) -> None:
    identity = await stage.do(lambda unit: add_identity(unit, "U1"))
    await stage.place("1", None, identity_id=identity.id, lane=outgoing.direct_lane(PAUL))
    await stage.settle()
    await stage.faults({"verb": "post", "how": "limit", "times": 1, "after": 0.8, "scope": "send:DU1"})
    began = asyncio.get_running_loop().time()
    await stage.do(lambda unit: outgoing.say_to(unit, PAUL, card("2")))
    await until_retried(stage)

    def job(unit: Unit) -> None:
        # Due at once, by itself: only the limit holds it back.
        unit.change(unit.need(Outbox, 2), retry_at=None)
        outgoing.say_to(unit, PAUL, card("3"))

    await stage.do(job)
    await stage.settle()
    assert asyncio.get_running_loop().time() - began >= 0.8
    assert [said(each) for each in await stage.log("post")] == ["1", "2", "3"]


async def test_a_card_that_cannot_be_drawn_fails_alone(stage: Stage) -> None:
    """Even when drawing it breaks the transaction, and with it the turn of all the others."""
    stage.desk.breaks_on = "broken"

    def job(unit: Unit) -> None:
        for word in ("before", "broken", "after"):
            outgoing.post_place(unit, add_place(unit, word))

    await stage.do(job)
    await stage.settle()
    assert sorted(said(each) for each in await stage.log("post")) == ["after", "before"]
    assert [row.error for row in await stage.rows()] == [None, "NotDrawn", None]


@pytest.mark.parametrize("count", [300])
async def test_a_backlog_goes_out_many_at_a_time(stage: Stage, count: int) -> None:
    def job(unit: Unit) -> None:
        for number in range(count):
            outgoing.post(unit, "tiny", "C1", card(str(number)), f"news:{number}")

    await stage.do(job)
    await stage.settle()
    assert sorted(int(said(each)) for each in await stage.log("post")) == list(range(count))


def request(number: int, person_id: int, at: datetime) -> Request:
    """One of somebody's, of which only whose it is counts."""
    return Request(
        ref=f"S-{number}",
        site="s",
        number=number,
        requester_id=person_id,
        raised_by_id=person_id,
        origin="message",
        words_id=1,
        asked_at=at,
        charter_version="v1",
        updated_at=at,
    )


def _show(unit: Unit, place: Place, text: str) -> None:
    unit.change(unit.need(Setting, f"place:{place.id}"), value=text)
    outgoing.refresh_place(unit, place)
