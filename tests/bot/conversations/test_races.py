"""Several desks on one PostgreSQL: whoever is first has it, the others are told; numbers have no hole and no double."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest

from bot import events
from bot.cards import Done, Reply, Say
from bot.conversations import alerting, escalating
from bot.events import CharterChanged
from bot.talk import ANSWERS
from bot.understanding import RequestKind
from storage.tables import Absence, Inbox, InboxState, Journal, Outbox, OutboxKind, Recurring, Review, State, Timer
from tests.bot.desk_harness import Story, due_event, that_reads_as
from tests.bot.desk_sights import form_of

pytestmark = pytest.mark.postgres
TRAIN = "il me faudrait un train pour Paris jeudi matin"
DOUBTFUL = that_reads_as(
    RequestKind.ASK, "la salle Bleue est encore fermée", "le projecteur de la salle Bleue", "on se voit à la cantine ?"
)
ROUNDS = 6


def together(*acts: Callable[[], Reply]) -> list[Reply]:
    """Do these at the same moment, each in a thread of its own."""
    gate = threading.Barrier(len(acts))
    replies: dict[int, Reply] = {}

    def run(number: int) -> None:
        gate.wait(10)
        replies[number] = acts[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [replies[number] for number in range(len(acts))]


def given(story: Story, event: events.Event) -> Callable[[], Reply]:
    return lambda: story.door.submit(event).result(30)


def claims(story: Story, who: str, ref: str, key: str) -> Callable[[], Reply]:
    event = story.pressed(who, "claim", ref)
    return given(story, event.model_copy(update={"key": f"{key}-{who}"}))


def test_two_claim_at_once_and_one_has_it(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(1, ROUNDS + 1):
        first.says("karim", "#lyon", f"{TRAIN} ({number})")
        first.later(minutes=6)
        ref = f"LYO-{number}"
        replies = together(claims(first, "ines", ref, ref), claims(second, "claire", ref, ref))
        won, lost = sorted(replies, key=lambda reply: isinstance(reply, Say))
        assert isinstance(won, Done)
        assert "s’en occupe déjà" in first.text(lost)
        holder = first.who_has(ref)
        assert holder == ("ines" if won is replies[0] else "claire")
        assert first.history(ref).count("claim") == 1


def test_the_same_event_told_twice_at_once_is_one(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(1, ROUNDS + 1):
        written = first.wrote("karim", "#lyon", f"{TRAIN} ({number})")
        event = first.posted(written)
        twin = event.model_copy(update={"key": f"twin-{number}", "mentions_desk": True})
        together(given(first, event), given(second, event), given(second, twin))
        first.pass_by(minutes=6)
    assert [each.number for each in first.requests()] == list(range(1, ROUNDS + 1))
    assert {row.state for row in first.rows(Inbox)} == {InboxState.HANDLED}


def test_a_claim_and_a_deletion_at_once_end_in_one_state(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(1, ROUNDS + 1):
        asked = first.says("karim", "#lyon", f"{TRAIN} ({number})").message
        ref = f"LYO-{number}"
        together(claims(first, "ines", ref, ref), given(second, second.deleted(asked)))
        request = first.request(ref)
        assert (request.state, first.who_has(ref)) in {(State.CLAIMED, "ines"), (State.CANCELLED, None)}
        first.pass_by(minutes=6)


def test_numbers_have_no_hole_and_no_double_whatever_fails(
    desks: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desks
    broken = ANSWERS.presses["accept"]

    def breaks_at_the_end(talk: object, value: str) -> Reply:
        broken(talk, value)  # type: ignore[arg-type]  # passed on as it came
        raise RuntimeError("the last line of it failed")

    people = ("karim", "lea", "paul", "zoe", "marc", "helene")
    asks: list[Callable[[], Reply]] = []
    for number, who in enumerate(people * 3):
        story = desks[number % 2]
        written = story.wrote(who, "#lyon", f"il me faudrait un badge pour {number + 2} visiteurs")
        event = story.posted(written)
        asks.append(given(story, event.model_copy(update={"key": f"ask-{number}"})))
    monkeypatch.setitem(ANSWERS.presses, "accept", breaks_at_the_end)
    for number, who in enumerate(people):
        doubtful = first.wrote(who, "#aix", DOUBTFUL)
        first.submit(first.posted(doubtful))
        pressed = first.pressed(who, "accept", f"source:{number + 1}")
        asks.append(given(second, pressed.model_copy(update={"key": f"fails-{number}"})))
    together(*asks)
    numbers = sorted(each.number for each in first.requests() if each.site == "lyon")
    assert numbers == list(range(1, len(numbers) + 1))
    assert not [each for each in first.requests() if each.site == "aix"]
    assert Counter(row.state for row in first.rows(Inbox))[InboxState.FAILED] == len(people)
    monkeypatch.setitem(ANSWERS.presses, "accept", broken)
    first.machine.at = first.clock.at
    first.pass_by(minutes=1)
    assert first.door.retry_due().result(30) == len(people)
    aix = sorted(each.number for each in first.requests() if each.site == "aix")
    assert aix == list(range(1, len(people) + 1))


def test_a_form_sent_twice_at_once_is_taken_once(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(1, ROUNDS + 1):
        form = first.types("karim", f"nouvelle un badge pour {number + 1} visiteurs")
        values = {"text": "un badge", "site": "lyon"}
        sent = [
            events.FormSubmitted(
                key=f"form-{number}-{copy}",
                at=first.clock.now(),
                who=first.who("karim"),
                form=form_of(form).id,
                values=values,
            )
            for copy in range(2)
        ]
        together(given(first, sent[0]), given(second, sent[1]))
        assert len(first.requests()) == number


def test_a_timer_fires_once_whoever_asks(desks: tuple[Story, Story]) -> None:
    first, second = desks
    first.says("karim", "#lyon", DOUBTFUL)
    first.pass_by(minutes=20)
    (planned,) = first.rows(Timer, kind="maybe")
    due = due_event(planned)
    together(given(first, due), given(second, due.model_copy(update={"key": "t-again"})))
    posts = [row for row in first.rows(Outbox) if row.kind is OutboxKind.SEND and row.subject.startswith("maybe:")]
    assert len(posts) == 1


def test_doors_of_two_desks_share_what_waits(desks: tuple[Story, Story]) -> None:
    first, second = desks
    profile = first.meets("nora", "Nora Petit")
    written = first.wrote("nora", "#lyon", TRAIN)
    first.door.submit(first.posted(written)).result(30)
    second.told_of(profile)
    assert [each.ref for each in second.requests()] == ["LYO-1"]


def test_an_offer_is_taken_or_returns_to_the_pool_and_never_both(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(1, 4):
        ref = f"LYO-{number}"
        first.says("karim", "#lyon", f"{TRAIN} ({number})")
        first.later(minutes=6)
        first.types("ines", f"prendre {ref}")
        first.types("ines", "absence aujourd'hui relais claire")
        absence = first.rows(Absence)[-1]
        (timer,) = first.rows(Timer, kind="handover", subject=str(absence.id))
        press = first.pressed("claire", "handover_accept", str(absence.id))
        again = press.model_copy(update={"key": f"{ref}-again"})
        together(given(first, press), given(second, due_event(timer)), given(second, again))
        first.carry()
        taken = first.rows(Absence, id=absence.id)[0].handover == "accepted"
        assert first.who_has(ref) == ("claire" if taken else None)
        assert [first.history(ref).count(act) for act in ("assign", "release")] == [int(taken), int(not taken)]
        first.forges("ines", "away_cancel", str(absence.id))
        first.types("claire", f"fait {ref}")


def test_what_is_asked_again_is_asked_once_a_date_whoever_is_first(desks: tuple[Story, Story]) -> None:
    first, second = desks
    for number in range(ROUNDS):
        shown = first.types("karim", "récurrent chaque mercredi commander du café")
        press = first.pressed("karim", "recurring_keep", str(first.rows(Recurring)[-1].id))
        together(*(given(each, press.model_copy(update={"key": f"keep-{number}-{each._name}"})) for each in desks))
        first.carry()
        assert "chaque mercredi" in first.text(shown, "karim")
        assert len(first.requests()) == number + 1
    first.pass_by(days=7)
    due = [each for each in first.rows(Timer, done=False) if each.kind == "recurring"]
    other = [
        CharterChanged(key=f"charter-{number}", at=first.clock.now(), hash=first.company.hash) for number in (1, 2)
    ]
    together(*(given(first, due_event(each)) for each in due), *(given(second, each) for each in other))
    first.carry()
    assert len(first.requests()) == 2 * ROUNDS


def test_two_accept_at_once_and_one_does(desks: tuple[Story, Story]) -> None:
    first, second = desks
    first.says("paul", "#stras", TRAIN)
    first.types("hugo", "prendre STR-1")
    for number in range(1, ROUNDS + 1):
        first.types("hugo", "fait STR-1 Voici le billet.")
        presses = [
            story.pressed(who, "validate", "STR-1").model_copy(update={"key": f"{who}-{number}"})
            for story, who in ((first, "claire"), (second, "coralie"))
        ]
        assert first.request("STR-1").state is State.TO_VALIDATE
        replies = together(given(first, presses[0]), given(second, presses[1]))
        won, lost = sorted(replies, key=lambda reply: isinstance(reply, Say))
        assert isinstance(won, Done)
        winner = "Claire Morel" if won is replies[0] else "Coralie Tessier"
        assert f"{winner} l’a déjà validée" in first.text(lost)
        assert [each.outcome for each in first.rows(Review)] == ["accepted"] * number
        first.types("hugo", "rouvrir STR-1")


def presses(story: Story, who: str, act: str, value: str, key: str) -> Callable[[], Reply]:
    return given(story, story.pressed(who, act, value).model_copy(update={"key": f"{key}-{who}"}))


def meet(patched: pytest.MonkeyPatch, module: object, read: str) -> None:
    """Whoever has read so waits for the other to have read it too, if nothing keeps them apart."""
    gate, reads = threading.Barrier(2), getattr(module, read)

    def waits(*args: object) -> object:
        found = reads(*args)
        with suppress(threading.BrokenBarrierError):
            gate.wait(1)
        return found

    patched.setattr(module, read, waits)


def test_two_take_over_a_request_at_once_and_one_does(
    desks: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = desks
    first.says("karim", "#lyon", TRAIN)
    meet(monkeypatch, escalating, "_history")
    together(
        presses(first, "coralie", "take_over", "LYO-1", "over"), presses(second, "marc", "take_over", "LYO-1", "over")
    )
    assert first.history("LYO-1").count("take_over") == 1


def test_two_take_an_alert_at_once_and_one_does(desks: tuple[Story, Story], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = desks
    first.types("ines", "alerte le transporteur est en grève")
    (raised,) = (str(each.id) for each in first.rows(Journal, act="alert"))
    meet(monkeypatch, alerting, "_taken")
    together(
        presses(first, "coralie", "take_alert", raised, "take"), presses(second, "marc", "take_alert", raised, "take")
    )
    assert len(first.rows(Journal, act="take_alert")) == 1
