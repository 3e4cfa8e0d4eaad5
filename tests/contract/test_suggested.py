"""What the desk suggests of a request on its own card, on each platform: pressed there, and done once."""

from __future__ import annotations

from tests.contract.conftest import Stage
from tests.fakes.company import LYON, TRIAGE

TRAIN, ROOM = "il me faut un train pour Paris jeudi", "une salle pour 12 vendredi"


async def test_two_needs_in_one_message_are_made_two_requests_by_one_press(stage: Stage) -> None:
    ts = await stage.ask(f"{TRAIN} et {ROOM}")
    card = await stage.card(ts)
    assert "J’y vois deux demandes" in card.text
    assert {"in_two", "as_one", "cancel", "correct"} <= {each.act for each in card.buttons}
    for _ in range(2):
        await stage.far.press(stage.far.cast.asker, LYON, card, card.button("in_two"))
        await stage.settle()

    first, (second,) = await stage.card(ts), await stage.direct(stage.far.cast.asker, "request")
    assert (first.subject, second.subject) == ("LYO-1", "LYO-2")
    assert (TRAIN in first.text, ROOM in first.text) == (True, False)
    assert (TRAIN in second.text, ROOM in second.text) == (False, True)
    assert "Demandée avec LYO-2" in first.text
    assert "Demandée avec LYO-1" in second.text
    assert "J’y vois deux demandes" not in first.text
    assert ROOM in (await stage.triage("LYO-2")).text
    assert ROOM not in (await stage.triage("LYO-1")).text
    assert len(await stage.desk_in(TRIAGE, kind="triage")) == 2


async def test_no_leaves_it_one_and_takes_the_question_away(stage: Stage) -> None:
    ts = await stage.ask(f"{TRAIN} et {ROOM}")
    card = await stage.card(ts)
    told = await stage.far.press(stage.far.cast.asker, LYON, card, card.button("as_one"))
    await stage.settle()
    assert told.kind == "say"
    card = await stage.card(ts)
    assert "J’y vois deux demandes" not in card.text
    assert {"in_two", "as_one"}.isdisjoint(each.act for each in card.buttons)
    assert len(await stage.desk_in(TRIAGE, kind="triage")) == 1


async def test_what_a_colleague_asked_already_is_followed_and_told_of(stage: Stage) -> None:
    asker, colleague, ines = stage.far.cast.asker, stage.far.cast.colleague, stage.far.user("ines")
    await stage.ask("l'imprimante du 2e est en panne")
    ts = await stage.ask("imprimante 2e étage HS, quelqu'un peut venir ?", colleague)
    card = await stage.card(ts)
    assert "Un collègue semble l’avoir déjà demandé" in card.text
    assert "LYO-1" in card.text
    followed = await stage.far.press(colleague, LYON, card, card.button("follow"))
    await stage.settle()
    assert followed.kind == "say"
    assert "Jointe à LYO-1" in (await stage.card(ts)).text

    triage = await stage.triage("LYO-1")
    for act in ("claim", "resolve"):
        triage = await stage.triage("LYO-1")
        await stage.far.press(ines, TRIAGE, triage, triage.button(act))
        await stage.settle()
    taken, done = await stage.direct(colleague, "followed")
    assert "Inès Caron s’en occupe" in taken.text
    assert "c’est fait" in done.text
    await stage.far.press(colleague, stage.far.direct(colleague), done, done.button("reopen"))
    await stage.settle()
    assert "claim" in {each.act for each in (await stage.triage("LYO-2")).buttons}
    assert await stage.direct(asker, "followed") == []
