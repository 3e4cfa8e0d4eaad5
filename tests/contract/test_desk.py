"""The whole desk through each platform: asked, taken, talked about, done; and private where it must be."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import regex

from adapters.platform import Post, Ref
from adapters.rendering import Drawn
from tests.contract.conftest import TRAIN, Stage
from tests.contract.harness import Pressable
from tests.contract.test_port import HOSTILE
from tests.fakes.company import LYON, TRIAGE

CERTIFICATE = "J'ai besoin d'une attestation employeur pour mon congé maternité"
LONGEST = 40_000


async def test_an_ask_is_a_card_in_its_thread_a_card_in_triage_and_a_mark_on_the_message(stage: Stage) -> None:
    ts = await stage.ask()
    card = await stage.card(ts)
    assert card.subject == "LYO-1"
    for said in ("LYO-1", "Déplacements", "Lyon", "train pour Paris"):
        assert said in card.text
    triage = await stage.triage("LYO-1")
    assert triage.root is None
    assert "train pour Paris" in triage.text
    assert {each.act for each in triage.buttons} >= {"claim", "reply", "assign", "transfer"}
    if stage.able.reactions_out:
        assert (None, "ticket") in (await stage.message(LYON, ts)).reactions
    assert len(await stage.desk_in(LYON)) == 1


@pytest.mark.parametrize("text", ["Merci beaucoup !", "ok", "Bonne journée à tous"])
async def test_what_is_no_request_is_left_alone(stage: Stage, text: str) -> None:
    await stage.ask(text)
    assert not await stage.desk_in(LYON)
    assert not await stage.desk_in(TRIAGE)


async def test_the_first_emoji_claims_and_whoever_comes_second_is_told_who_has_it(stage: Stage) -> None:
    ts = await stage.ask()
    where, message = (LYON, ts) if stage.able.reactions_anywhere else (TRIAGE, (await stage.triage("LYO-1")).ts)
    ines, claire = stage.far.user("ines"), stage.far.user("claire")
    await stage.far.react(ines, where, message, "eyes")
    await stage.far.react(claire, where, message, "raised_hand")
    await stage.settle()

    assert "Inès Caron" in (await stage.card(ts)).text
    assert "Inès Caron" in (await stage.triage("LYO-1")).text
    assert await stage.replies(LYON, ts) == ["Inès Caron s’en occupe."]
    told = [each.text for each in (*await stage.far.whispers(claire), *await stage.direct(claire))]
    assert ["Inès Caron s’en occupe déjà" in each for each in told].count(True) == 1


async def test_taking_the_emoji_back_gives_the_request_back(stage: Stage) -> None:
    ts = await stage.ask()
    where, message = (LYON, ts) if stage.able.reactions_anywhere else (TRIAGE, (await stage.triage("LYO-1")).ts)
    ines = stage.far.user("ines")
    await stage.far.react(ines, where, message, "eyes")
    await stage.settle()
    await stage.far.react(ines, where, message, "eyes", on=False)
    await stage.settle()
    assert (await stage.triage("LYO-1")).button("claim").enabled


async def test_a_press_claims_and_a_stale_one_changes_nothing(stage: Stage) -> None:
    ts = await stage.ask()
    stale = await stage.triage("LYO-1")
    button = stale.button("claim")
    assert (await stage.far.press(stage.far.user("claire"), TRIAGE, stale, button)).kind == "done"
    await stage.settle()
    assert "claim" not in {each.act for each in (await stage.triage("LYO-1")).buttons}

    late = await stage.far.press(stage.far.user("ines"), TRIAGE, stale, button)
    await stage.settle()
    assert "Claire Morel" in (await stage.card(ts)).text
    assert "Inès Caron" not in (await stage.card(ts)).text
    assert late.kind == "say"


async def test_an_employee_who_presses_a_button_made_up_is_told_who_can_in_private(stage: Stage) -> None:
    ts = await stage.ask()
    made_up = Pressable("claim", "Je m'en charge", "LYO-1")
    told = await stage.far.press(stage.far.cast.colleague, LYON, await stage.card(ts), made_up)
    await stage.settle()
    assert told.kind == "say"
    assert await stage.replies(LYON, ts) == []
    assert "claim" in {each.act for each in (await stage.triage("LYO-1")).buttons}


async def test_what_a_refusal_offers_is_done_where_it_is_read_and_for_who_was_told_it_alone(stage: Stage) -> None:
    ts = await stage.ask()
    someone, direct = stage.far.cast.colleague, stage.far.direct(stage.far.cast.colleague)
    await stage.far.post(someone, direct, "aide")
    await stage.settle()
    ines = stage.far.user("ines")
    (proposed,) = await stage.direct(ines, "pings")
    forged = Pressable("call", "Prévenir", "LYO-1:ines")
    await stage.far.press(someone, direct, (await stage.direct(someone))[-1], forged)
    await stage.settle()
    assert await stage.direct(ines, "pings") == [proposed]

    made_up = Pressable("claim", "Je m'en charge", "LYO-1")
    await stage.far.press(someone, LYON, await stage.card(ts), made_up)
    await stage.settle()
    alone = [(LYON, each) for each in await stage.far.whispers(someone)]
    alone += [(direct, each) for each in await stage.direct(someone)]
    offers = [(where, each) for where, each in alone if "call" in {button.act for button in each.buttons}]
    # Where the answer to a press is the reply itself, it is seen in no conversation: it is pressed where they stood.
    where, shown = offers[0] if offers else (LYON, await stage.card(ts))
    await stage.far.press(someone, where, shown, forged)
    await stage.settle()
    assert [each.subject for each in await stage.direct(ines, "pings")] == ["LYO-1", "LYO-1"]


async def test_what_the_asker_writes_reaches_triage_and_what_is_noted_there_stays(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    await stage.far.post(stage.far.cast.asker, LYON, "plutôt le matin", ts)
    await stage.far.post(stage.far.user("ines"), TRIAGE, "il est pénible, celui-là", triage.ts)
    await stage.settle()
    assert ["plutôt le matin" in each for each in await stage.replies(TRIAGE, triage.ts)] == [True]
    everywhere = [*await stage.far.seen(LYON), *await stage.direct(stage.far.cast.asker)]
    assert not any("pénible" in each.text for each in everywhere)
    assert not any("pénible" in each.text for each in await stage.desk_in(TRIAGE))


async def test_a_reply_from_triage_reaches_the_asker_once_under_its_author_s_name(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    opened = await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button("reply"))
    assert (opened.kind, opened.fields) == ("open_form", ("text",))
    assert opened.form is not None
    for _ in range(2):
        told = await stage.far.submit(stage.far.user("ines"), opened.form, {"text": "Le train de 8 h vous va ?"})
        assert told.kind == "close_form"
    await stage.settle()
    replies = await stage.replies(LYON, ts)
    assert ["Le train de 8 h vous va ?" in each and "Inès Caron" in each for each in replies] == [True]


async def test_an_answer_in_the_asker_s_thread_is_mirrored_once_to_triage(stage: Stage) -> None:
    ts = await stage.ask()
    await stage.far.post(stage.far.user("ines"), LYON, "Je regarde les horaires", ts)
    await stage.settle()
    triage = await stage.triage("LYO-1")
    assert ["Je regarde les horaires" in each for each in await stage.replies(TRIAGE, triage.ts)] == [True]
    assert await stage.replies(LYON, ts) == []


async def test_an_edited_or_deleted_message_takes_its_copies_with_it(stage: Stage) -> None:
    if not stage.able.edits_seen:
        pytest.skip("edits are not seen there")
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    said = await stage.far.post(stage.far.cast.asker, LYON, "à huit heures", ts)
    await stage.settle()
    await stage.far.edit(stage.far.cast.asker, LYON, said, "à neuf heures")
    await stage.settle()
    (copy,) = await stage.replies(TRIAGE, triage.ts)
    assert "à neuf heures" in copy
    assert "à huit heures" not in copy
    await stage.far.remove(stage.far.cast.asker, LYON, said)
    await stage.settle()
    assert not await stage.replies(TRIAGE, triage.ts)


async def test_an_edit_of_the_ask_is_shown_and_its_deletion_cancels_what_nobody_took(stage: Stage) -> None:
    if not stage.able.edits_seen:
        pytest.skip("edits are not seen there")
    ts = await stage.ask()
    await stage.far.edit(stage.far.cast.asker, LYON, ts, "Pouvez-vous réserver un train pour Nantes vendredi ?")
    await stage.settle()
    assert "Nantes" in (await stage.card(ts)).text
    assert "Nantes" in (await stage.triage("LYO-1")).text
    await stage.far.remove(stage.far.cast.asker, LYON, ts)
    await stage.settle()
    assert "claim" not in {each.act for each in (await stage.triage("LYO-1")).buttons}


async def test_done_is_said_once_and_rated_in_private(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    ines, asker = stage.far.user("ines"), stage.far.cast.asker
    await stage.far.react(ines, TRIAGE, triage.ts, "eyes")
    await stage.far.react(ines, TRIAGE, triage.ts, "white_check_mark")
    await stage.settle()
    assert await stage.replies(LYON, ts) == [
        "Inès Caron s’en occupe.",
        "C’est fait. Un souci ? Répondez ici, nous la rouvrons.",
    ]
    if stage.able.reactions_out:
        assert (None, "white_check_mark") in (await stage.message(LYON, ts)).reactions
    (question,) = await stage.direct(asker, "rating_ask")
    scores = [each for each in question.buttons if each.act == "rate"]
    rated = await stage.far.press(asker, stage.far.direct(asker), question, scores[3])
    assert rated.kind == "open_form"
    assert rated.form is not None
    thanked = await stage.far.submit(asker, rated.form, {"score": "4", "comment": "rapide"})
    assert thanked.kind == "close_form"
    await stage.settle()
    assert not any("rapide" in each.text for each in await stage.far.seen(LYON))


async def test_thanks_close_what_is_done_and_anything_else_offers_to_reopen(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    asker = stage.far.cast.asker
    await stage.far.react(stage.far.user("ines"), TRIAGE, triage.ts, "white_check_mark")
    await stage.far.post(asker, LYON, "le billet n'est pas arrivé", ts)
    await stage.settle()
    offers = [
        each for each in (*await stage.far.whispers(asker), *await stage.direct(asker)) if each.kind == "reopen_offer"
    ]
    (offer,) = offers
    where = LYON if stage.able.whispers else stage.far.direct(asker)
    card = await stage.card(ts)
    await stage.far.press(asker, where, card, offer.button("reopen"))
    await stage.settle()
    assert "resolve" in {each.act for each in (await stage.triage("LYO-1")).buttons}


async def test_what_is_confidential_shows_nothing_in_public_and_reaches_only_who_is_cleared(stage: Stage) -> None:
    asker, nadia = stage.far.cast.asker, stage.far.user("nadia")
    ts = await stage.ask(CERTIFICATE)
    (offer,) = await stage.direct(asker, "sensitive_offer")
    assert "Nadia Benali" in offer.text

    await stage.far.press(asker, stage.far.direct(asker), offer, offer.button("confide"))
    await stage.settle()
    (hers,) = await stage.direct(nadia, "triage")
    assert "attestation" in hers.text
    await stage.far.react(nadia, stage.far.direct(nadia), hers.ts, "eyes")
    await stage.far.post(asker, stage.far.direct(asker), "le plus tôt possible", (await own_card(stage)).ts)
    await stage.far.post(nadia, stage.far.direct(nadia), "à voir avec la paie", hers.ts)
    await stage.far.react(nadia, stage.far.direct(nadia), hers.ts, "white_check_mark")
    await stage.settle()

    assert any("le plus tôt possible" in each.text for each in await stage.direct(nadia))
    assert not any("à voir avec la paie" in each.text for each in await stage.direct(asker))
    await nothing_public(stage)
    assert not (await stage.message(LYON, ts)).reactions
    for name in ("ines", "claire", "coralie", "marc", "helene"):
        words = [each.text for each in (*await stage.direct(stage.far.user(name)), *await stage.far.whispers(name))]
        assert not any("attestation" in each or "plus tôt" in each for each in words)


async def test_what_becomes_confidential_is_taken_back_from_every_public_place(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    await stage.far.react(stage.far.user("ines"), TRIAGE, triage.ts, "eyes")
    await stage.far.post(stage.far.cast.asker, LYON, "c'est pour mon rendez-vous médical", ts)
    await stage.settle()
    hr = Pressable("correct", "RH et paie", "LYO-1:service:hr_admin")
    await stage.far.press(stage.far.cast.asker, LYON, await stage.card(ts), hr)
    await stage.settle()
    await nothing_public(stage)
    assert not (await stage.message(LYON, ts)).reactions
    (hers,) = await stage.direct(stage.far.user("nadia"), "triage")
    assert hers.subject == "LYO-1"
    assert (await own_card(stage)).subject == "LYO-1"


async def own_card(stage: Stage) -> Any:
    (found,) = await stage.direct(stage.far.cast.asker, "request")
    return found


async def nothing_public(stage: Stage) -> None:
    for channel in stage.far.charter.channels:
        assert not await stage.desk_in(channel.id), channel.id


async def test_a_restricted_request_shows_its_reference_alone_in_its_thread_and_reaches_no_triage(stage: Stage) -> None:
    ts = await stage.ask("Merci de payer la facture 4217 du fournisseur Durand")
    (card,) = await stage.desk_in(LYON, ts)
    assert (card.kind, card.subject) == ("reference", "LYO-1")
    assert "4217" not in card.text
    assert not await stage.desk_in(TRIAGE)
    (hers,) = await stage.direct(stage.far.user("ines"), "triage")
    assert "4217" in hers.text


@pytest.mark.parametrize("text", [*HOSTILE, "NUL \N{NULL} au milieu"])
async def test_hostile_words_are_carried_everywhere_and_do_nothing(stage: Stage, text: str) -> None:
    kept = text.replace("\0", "␀")
    ts = await stage.ask(f"Pouvez-vous réserver un train pour Paris ? {text}")
    triage = await stage.triage("LYO-1")
    await stage.far.post(stage.far.cast.asker, LYON, f"précision : {text}", ts)
    await stage.settle()
    assert kept in triage.text
    (relayed,) = await stage.replies(TRIAGE, triage.ts)
    assert kept in relayed
    for each in (*await stage.desk_in(LYON), *await stage.desk_in(TRIAGE)):
        assert not each.links
        assert not each.pings


async def test_forty_thousand_characters_are_cut_between_graphemes(stage: Stage) -> None:
    family = "👩‍👩‍👧‍👦"
    start = "Pouvez-vous réserver un train pour Paris ? "
    text = start + family * ((LONGEST - len(start)) // len(family))
    ts = await stage.ask(text)
    card, triage = await stage.card(ts), await stage.triage("LYO-1")
    for shown in (card, triage):
        (line,) = [each for each in shown.text.splitlines() if family in each]
        assert line.endswith("…")
        assert cut_between_graphemes(line.removesuffix("…"), text)
    await stage.far.post(stage.far.cast.asker, LYON, "e\N{COMBINING ACUTE ACCENT}" * (LONGEST // 2), ts)
    await stage.settle()
    (relayed,) = await stage.replies(TRIAGE, triage.ts)
    (line,) = [each for each in relayed.splitlines() if "e\N{COMBINING ACUTE ACCENT}e" in each]
    assert cut_between_graphemes(line.removesuffix("…"), "e\N{COMBINING ACUTE ACCENT}" * (LONGEST // 2))


def cut_between_graphemes(shown: str, whole: str) -> bool:
    """Whether what is shown is so many first graphemes of the whole."""
    graphemes = regex.findall(r"\X", whole)
    return shown == "".join(graphemes[: len(regex.findall(r"\X", shown))])


async def test_many_changes_while_the_platform_is_slow_are_few_updates_and_the_last_one_stands(stage: Stage) -> None:
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    before = len(stage.calls.of("update"))
    held, slow = asyncio.Event(), stage.platform.update

    async def waits(ref: Ref, card: Drawn) -> None:
        await held.wait()
        await slow(ref, card)

    stage.platform.update = waits  # type: ignore[method-assign]  # slow until told
    ines = stage.far.user("ines")
    for number in range(10):
        await stage.far.react(ines, TRIAGE, triage.ts, "eyes", on=number % 2 == 0)
    held.set()
    await stage.settle()
    assert 2 <= len(stage.calls.of("update")) - before <= 6
    assert "claim" in {each.act for each in (await stage.triage("LYO-1")).buttons}
    assert "Inès" not in (await stage.card(ts)).text


async def test_a_lane_keeps_its_order_and_another_does_not_wait_for_it(stage: Stage) -> None:
    slow, fast = await stage.ask(), await stage.ask("Pouvez-vous commander du papier ?", stage.far.cast.colleague)
    lines = [f"ligne {number}" for number in range(8)]
    roots = [(await stage.triage(ref)).ts for ref in ("LYO-1", "LYO-2")]
    send, overtaken = stage.platform.send, asyncio.Event()

    async def uneven(post: Post) -> Ref:
        if post.to.root == roots[0]:
            await asyncio.wait_for(overtaken.wait(), 5)
        # The later the line the quicker its post: two at once would be seen to change places.
        await asyncio.sleep(next((0.02 * (7 - at) for at, line in enumerate(lines) if line in str(post.card)), 0))
        ref = await send(post)
        if post.to.root == roots[1] and "ligne 7" in str(post.card):
            overtaken.set()
        return ref

    stage.platform.send = uneven  # type: ignore[method-assign]  # the first lane waits until the other is through
    for line in lines:
        await stage.far.post(stage.far.cast.asker, LYON, line, slow)
        await stage.far.post(stage.far.cast.colleague, LYON, line, fast)
    await stage.settle()
    for root in roots:
        replies = await stage.replies(TRIAGE, root)
        assert [line for reply in replies for line in lines if line in reply] == lines


async def test_an_emoji_on_a_card_whose_post_is_not_answered_yet_counts(stage: Stage) -> None:
    send, standing, answered = stage.platform.send, asyncio.Event(), asyncio.Event()

    async def late(post: Post) -> Ref:
        ref = await send(post)
        if post.to.conversation == TRIAGE:
            standing.set()
            await answered.wait()
        return ref

    stage.platform.send = late  # type: ignore[method-assign]  # answers long after the card stands
    ts = await stage.far.post(stage.far.cast.asker, LYON, TRAIN)
    await asyncio.wait_for(standing.wait(), 10)
    card = await stage.triage("LYO-1")
    await stage.far.react(stage.far.user("ines"), TRIAGE, card.ts, "eyes")
    answered.set()
    await stage.settle()
    assert "Inès Caron" in (await stage.card(ts)).text
    assert await stage.replies(LYON, ts) == ["Inès Caron s’en occupe."]


async def test_an_emoji_on_a_notice_whose_post_is_not_answered_yet_counts(stage: Stage) -> None:
    send, standing, answered = stage.platform.send, asyncio.Event(), asyncio.Event()
    ines = stage.far.user("ines")

    async def late(post: Post) -> Ref:
        ref = await send(post)
        if post.to.conversation == stage.far.direct(ines):
            standing.set()
            await answered.wait()
        return ref

    stage.platform.send = late  # type: ignore[method-assign]  # answers long after the notice stands
    ts = await stage.far.post(stage.far.cast.asker, LYON, TRAIN)
    await asyncio.wait_for(standing.wait(), 10)
    (notice,) = await stage.direct(ines, "pings")
    await stage.far.react(ines, stage.far.direct(ines), notice.ts, "eyes")
    answered.set()
    await stage.settle()
    assert await stage.replies(LYON, ts) == ["Inès Caron s’en occupe."]


async def test_a_home_shows_what_is_in_one_s_hands(stage: Stage) -> None:
    if not stage.able.home:
        pytest.skip("no home there")
    ines = stage.far.user("ines")
    await stage.far.open_home(ines)
    await stage.ask()
    await stage.far.react(ines, TRIAGE, (await stage.triage("LYO-1")).ts, "eyes")
    await stage.settle()
    home = await stage.far.home(ines)
    assert home is not None
    assert "LYO-1" in home.text


async def test_a_command_is_answered_to_whoever_gave_it_alone(stage: Stage) -> None:
    await stage.ask()
    ines = stage.far.user("ines")
    if stage.able.slash_commands:
        said = (await stage.far.command(ines, LYON, "show LYO-1")).text
    else:
        await stage.far.post(ines, LYON, "@Relais show LYO-1")
        await stage.settle()
        said = "\n".join(each.text for each in (*await stage.far.whispers(ines), *await stage.direct(ines)))
    assert "LYO-1" in said
    assert "train pour Paris" in said
    assert len(await stage.desk_in(LYON)) == 1


async def test_what_it_has_people_type_is_what_they_can_type_there(stage: Stage) -> None:
    ines = stage.far.user("ines")
    before = len(await stage.direct(ines))
    await stage.far.post(ines, stage.far.direct(ines), "aide")
    await stage.settle()
    said = "\n".join(each.text for each in (await stage.direct(ines))[before:])
    assert "prendre LYO-42" in said
    assert ("/desk" in said) is stage.able.slash_commands
