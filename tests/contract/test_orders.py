"""What people order in words: obeyed and answered where they typed it, to them alone, on each platform."""

from __future__ import annotations

import asyncio
import re

import pytest

from tests.contract.conftest import Stage
from tests.contract.harness import Pressable, Shown
from tests.fakes.company import LYON, TRIAGE

NOTHING = ("\N{ZERO WIDTH SPACE}\N{WORD JOINER}", "\N{VARIATION SELECTOR-16}\N{VARIATION SELECTOR-16}")


async def alone(stage: Stage, user: str, besides: frozenset[str] = frozenset()) -> list[str]:
    """All that one person alone was told so far; `besides`: not these messages of their direct conversation."""
    direct = [each for each in await stage.direct(user) if each.ts not in besides]
    told = [*await stage.far.whispers(user), *direct]
    return [re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", each.text) for each in told]


async def answers(stage: Stage, user: str, where: str, text: str, root: str | None = None) -> list[str]:
    """What one person alone is told of what they write there, beside what changes where it stood."""
    stood = frozenset(each.ts for each in await stage.direct(user))
    before = await alone(stage, user, stood)
    await stage.far.post(user, where, text, root)
    await stage.settle()
    after = await alone(stage, user, stood)
    for each in before:
        after.remove(each)
    return after


async def test_each_order_says_to_whoever_typed_it_that_it_is_done(stage: Stage) -> None:
    ts = await stage.ask()
    ines = stage.far.user("ines")
    for order, done in (
        ("prendre LYO-1", "LYO-1 est à vous."),
        ("prendre LYO-1", "LYO-1 est déjà à vous."),
        ("répondre LYO-1 départ 8 h 04", "Votre réponse est envoyée, pour LYO-1."),
        ("rendre LYO-1", "LYO-1 est remise au pôle."),
        ("confier LYO-1 Claire", "LYO-1 est confiée à Claire Morel."),
        ("rendre LYO-1", "Claire Morel s’en occupe et peut vous aider."),
    ):
        (told,) = await answers(stage, ines, stage.far.direct(ines), order)
        assert done in told
    assert ["départ 8 h 04" in each for each in await stage.replies(LYON, ts)].count(True) == 1
    claire = stage.far.user("claire")
    # Where the platform's own time is behind the desk's, it is late: why is asked beside.
    assert "LYO-1 est traitée." in await answers(stage, claire, TRIAGE, "@Relais fait LYO-1")
    for room in (LYON, TRIAGE):
        assert not await stage.desk_in(room, kind="obeyed"), "nobody else reads it"


async def test_what_the_thread_tells_all_is_not_told_to_one_as_well(stage: Stage) -> None:
    ts = await stage.ask()
    ines = stage.far.user("ines")
    assert await answers(stage, ines, LYON, "@Relais prendre", ts) == []
    assert await stage.replies(LYON, ts) == ["Inès Caron s’en occupe."]
    assert await answers(stage, ines, LYON, "@Relais rendre", ts) == ["LYO-1 est remise au pôle."]
    assert await stage.replies(LYON, ts) == ["Le pôle la reprend."]


async def test_an_order_alone_said_to_the_desk_is_passed_on_to_nobody(stage: Stage) -> None:
    await stage.ask()
    triage = await stage.triage("LYO-1")
    asker = stage.far.cast.asker
    for text, said in (
        ("noter", "De quelle demande s’agit-il ?"),
        ("c'est fait", "De quelle demande s’agit-il ?"),
        ("escalad", "Vouliez-vous dire escalade ?"),
        ("mess", "Vouliez-vous dire mes ?"),
        ("c urgent", "LYO-1 passe avant les autres."),
    ):
        (told,) = await answers(stage, asker, stage.far.direct(asker), text)
        assert said in told
    assert await stage.replies(TRIAGE, triage.ts) == []


async def test_a_plain_word_in_one_s_thread_presses_and_reopens(stage: Stage) -> None:
    ts = await stage.ask()
    asker, ines = stage.far.cast.asker, stage.far.user("ines")
    (told,) = await answers(stage, asker, LYON, "URGENT !!", ts)
    assert "LYO-1 passe avant les autres." in told
    await stage.far.react(ines, TRIAGE, (await stage.triage("LYO-1")).ts, "white_check_mark")
    await stage.settle()
    await stage.far.post(asker, LYON, "ca marche toujours pas !!", ts)
    await stage.settle()
    everything = "\n".join(await alone(stage, asker))
    assert "LYO-1 est rouverte." in everything
    assert "La rouvrir" not in everything
    assert "resolve" in {each.act for each in (await stage.triage("LYO-1")).buttons}


async def test_a_command_that_changes_something_says_so(stage: Stage) -> None:
    if not stage.able.slash_commands:
        pytest.skip("no commands there")
    await stage.ask()
    told = await stage.far.command(stage.far.user("ines"), LYON, "prendre LYO-1")
    assert (told.kind, told.text) == ("say", "LYO-1 est à vous.")


async def test_an_absence_names_who_stands_in(stage: Stage) -> None:
    """By a command in the channel where one works, or in words to the desk: no form for a need is opened of it."""
    claire, said = stage.far.user("claire"), "absence demain matin relais @Inès Caron"
    if stage.able.slash_commands:
        answer = await stage.far.command(claire, TRIAGE, said)
        assert answer.kind == "say"
        told = answer.text
    else:
        (told,) = await answers(stage, claire, stage.far.direct(claire), said)
    assert "Absence notée" in told
    assert "Inès Caron prend le relais." in told


async def test_what_is_typed_like_a_command_or_like_a_reference_makes_no_request(stage: Stage) -> None:
    await stage.ask()
    ines = stage.far.user("ines")
    for text, said in (
        ("/liste", "Les demandes ouvertes"),
        ("/desk voir LYO-1", "train pour Paris"),
        ("/lste", "Vouliez-vous dire liste"),
        ("prendre ZZZ-99", "Je ne trouve pas « ZZZ-99 »"),
        ("/prendre LYO-1", "LYO-1 est à vous."),
    ):
        (told,) = await answers(stage, ines, stage.far.direct(ines), text)
        assert said in told
    for text in NOTHING:
        assert await answers(stage, ines, stage.far.direct(ines), text) == []
    assert [each.subject for each in await stage.desk_in(TRIAGE, kind="triage")] == ["LYO-1"]
    claire = stage.far.user("claire")
    (told,) = await answers(stage, claire, LYON, "@Relais /prendre LYO-1")
    assert "Inès Caron s’en occupe déjà" in told


async def test_an_order_that_asks_for_more_brings_what_fills_its_form(stage: Stage) -> None:
    if stage.far.name == "tiny":
        pytest.skip("what is answered to a message is shown nowhere there")
    await stage.ask()
    ines = stage.far.user("ines")
    there = stage.far.direct(ines)
    await stage.far.post(ines, there, "confier LYO-1")
    await stage.settle()
    if not await stage.far.forms(ines):
        offer = await form_offer(stage, ines)
        assert "LYO-1" in offer.text
        opened = await stage.far.press(ines, there, offer, offer.button("assign"))
        assert opened.fields == ("person",)
    assert list((await stage.far.forms(ines)).values()) == ["Confier à…"]


async def form_offer(stage: Stage, user: str) -> Shown:
    """What opens a form that a message cannot: it is shown beside the event, and not by the outbox that settles."""
    async with asyncio.timeout(10):
        while True:
            for each in await stage.direct(user):
                if any(button.act == "assign" for button in each.buttons):
                    return each
            await asyncio.sleep(0.02)


async def test_a_coordinator_alone_is_told_how_a_text_would_be_read_and_what_was_learned(stage: Stage) -> None:
    """The word is answered on each platform, to whoever typed it; nobody else learns of it, and nothing is asked."""
    coralie, ines = stage.far.user("coralie"), stage.far.user("ines")
    there = stage.far.direct(coralie)
    (told,) = await answers(stage, coralie, there, "comprendre il me faudrait un taxi demain à 8h")
    assert "Déplacements (probable), à cause de : taxi" in told
    (told,) = await answers(stage, coralie, LYON, "@Relais understand il me faudrait un taxi demain")
    assert "Lyon, celui de ce canal" in told
    (told,) = await answers(stage, coralie, there, "appris")
    assert "Rien pour l’instant" in told
    assert not await stage.desk_in(LYON)
    assert not await stage.desk_in(TRIAGE)
    await stage.ask()
    (told,) = await answers(stage, ines, stage.far.direct(ines), "appris")
    assert "Coralie Tessier" in told
    if stage.able.slash_commands:
        refused = await stage.far.command(ines, LYON, "comprendre il me faudrait un taxi")
        assert "Coralie Tessier" in refused.text
        read = await stage.far.command(coralie, LYON, "comprendre il me faudrait un taxi")
        assert "taxi" in read.text
    assert [each.subject for each in await stage.desk_in(TRIAGE, kind="triage")] == ["LYO-1"]


async def test_what_was_corrected_is_listed_and_forgotten_in_one_press(stage: Stage) -> None:
    ts = await stage.ask("il me faudrait un badge pour le salon")
    asker, coralie = stage.far.cast.asker, stage.far.user("coralie")
    await stage.far.press(
        asker, LYON, await stage.card(ts), Pressable("correct", "Reporting", "LYO-1:service:reporting")
    )
    await stage.settle()
    there = stage.far.direct(coralie)
    await stage.far.post(coralie, there, "appris")
    await stage.settle()
    (listed,) = [each for each in await stage.direct(coralie) if "un peu" in each.text]
    assert "badge" in listed.text
    assert "LYO-1" in listed.text
    done = await stage.far.press(coralie, there, listed, Pressable("unlearn", "badge", "badg"))
    await stage.settle()
    if stage.far.name != "tiny":
        assert any("J’ai oublié" in each for each in [done.text, *(await alone(stage, coralie))])
    (told,) = await answers(stage, coralie, there, "appris")
    assert "badge" not in told
