"""The desk's story in a Teams tenant, as its people live it, on `relais serve` in a process of its own.

Judged by what people see there, never by the desk's own tables.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.charter import load, warnings
from tests.e2e.teams_scene import ALERTS, CHARTER, NAMES, QUIBERON, TRIAGE, VANNES, Scene, a_tenant, is_card, plainly

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
TODAY = datetime.now(ZoneInfo("Europe/Paris")).weekday()
DAY, NEXT = DAYS[(TODAY + 2) % 7], DAYS[(TODAY + 3) % 7]
"""Days to come, whenever the tests are run: the desk's clock is the machine's."""
ASK = f"bonjour, la sertisseuse 2 est en panne, pouvez-vous la faire réparer pour {DAY} 14h svp"
MORE = "elle fume un peu @channel *R&D* {{DATE(2026-01-05T09:00:00Z)}} <at>Maud Rival</at>"
"""With what would stand in bold, become a date or call somebody, if it were more than words."""
NOTE = "le dépanneur habituel est fâché, j'en appelle un autre"
ANSWER = "C'est prêt : le dépanneur passe à 9 h."
AGAIN = "en fait elle fume encore, il faudrait le rappeler"
WORD = "rapide, merci"
CRATES = "@Relais il nous faudrait commander trente caisses pour le quai"
UNHEARD = "il nous faudrait aussi commander du film d'emballage"
SECRET = "je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"
DETAIL = "il est de huit jours"
BETWEEN = "il faudrait commander des palettes pour samedi, tu t'en occupes ?"
WHY = "le client attend sur le quai"
TASTING = "hello, could you please plan a tasting for two buyers tomorrow at 3pm?"
EYES, HAND, DONE = "1f440_eyes-tone4", "270b_raisedhand", "2705_whiteheavycheckmark"

pytestmark = pytest.mark.timeout(240)


def test_nothing_is_to_be_said_against_the_charter() -> None:
    charter = load(CHARTER)
    assert warnings(charter) == []
    assert {each.platform for each in charter.channels} == {"teams"}


async def test_relais_serve_plays_the_whole_story(tmp_path: Path) -> None:
    async with a_tenant(tmp_path) as scene:
        root = await is_asked(scene)
        await is_corrected(scene, root)
        await is_claimed(scene, root)
        await is_talked_about(scene, root)
        await is_resolved_and_rated(scene, root)
        await is_reopened(scene, root)
        await is_asked_by_mention(scene)
        await is_confided(scene)
        await is_raised_from_a_message(scene)
        await is_escalated(scene, root)
        await guests_are_told_apart(scene)
        await is_read_at_home(scene)
        assert NOTE not in scene.reads("lucie")
        # It is told once that it is not in the chat whose message somebody made a request of.
        assert ["BotNotInConversationRoster" in each for each in scene.refused()] == [True]
        assert scene.unheard() == []
    log = await asyncio.to_thread(scene.desk.log.read_text, encoding="utf-8")
    assert "started" in log
    assert "Traceback" not in log
    assert '"error"' not in log
    for said in (ASK, MORE, NOTE, ANSWER, AGAIN, WORD, CRATES, SECRET, DETAIL, BETWEEN, WHY):
        assert said[:20] not in log


async def is_asked(scene: Scene) -> str:
    root = (await scene.says("lucie", VANNES, ASK)).id
    card = scene.card("amine", VANNES, root)
    assert card.text == scene.card("lucie", VANNES, root).text
    told = plainly(card.text)
    assert told.startswith("VAN-1, Machines et froid, Vannes."), told
    assert all(said in told for said in (DAY, "14:00", "Le pôle vous répond avant")), told
    triage = plainly(scene.triage("VAN-1").text)
    assert all(said in triage for said in ("Machines et froid", "Demandée par Lucie Morvan.", ASK)), triage
    return root


async def is_corrected(scene: Scene, root: str) -> None:
    async def choose(service: str) -> str:
        seen = await scene.chooses("lucie", VANNES, scene.card("lucie", VANNES, root), "Corriger le service", service)
        assert seen.ok, seen
        return plainly(scene.card("amine", VANNES, root).text)

    assert (await choose("Dégustations")).startswith("VAN-1, Dégustations, Vannes.")
    assert plainly(scene.triage("VAN-1").text).startswith("VAN-1, Dégustations, Vannes.")
    assert (await choose("Machines et froid")).startswith("VAN-1, Machines et froid, Vannes.")
    opened = await scene.presses("lucie", VANNES, scene.card("lucie", VANNES, root), "Corriger la date")
    assert opened.dialog is not None
    wrong = await scene.fills("lucie", due="le 31 février")
    assert "« le 31 février » n’existe pas. Choisissez une autre date." in scene.told("lucie", wrong)
    assert (await scene.fills("lucie", due=f"{NEXT} 9h")).trouble is None
    assert scene.teams.people.dialog(scene.who("lucie")) is None
    told = plainly(scene.card("lucie", VANNES, root).text).replace(ASK, "")
    assert NEXT in told, told
    assert DAY not in told, told


async def is_claimed(scene: Scene, root: str) -> None:
    await scene.reacts("ronan", TRIAGE, scene.triage("VAN-1"), "like")
    assert "Nouvelle." in plainly(scene.triage("VAN-1").text), "a thumb only thanks"
    await scene.reacts("ronan", TRIAGE, scene.triage("VAN-1"), EYES)
    assert "Ronan Le Goff s’en occupe." in plainly(scene.card("lucie", VANNES, root).text)
    assert "Prise en charge, Ronan Le Goff" in plainly(scene.triage("VAN-1").text)
    said = [plainly(each.text) for each in scene.thread("lucie", VANNES, root) if not is_card(each)]
    assert ["Ronan Le Goff s’en occupe." in each for each in said] == [True], said
    late = await scene.tells("soizic", "prendre VAN-1")
    assert ["Ronan Le Goff s’en occupe déjà" in each for each in late] == [True], late


async def is_talked_about(scene: Scene, root: str) -> None:
    triage = scene.triage("VAN-1")
    await scene.says("lucie", VANNES, MORE, root)
    relayed = [each for each in scene.thread("ronan", TRIAGE, triage.id) if MORE in plainly(each.text)]
    assert ["Lucie Morvan" in each.text for each in relayed] == [True]
    assert not relayed[0].marks
    assert not relayed[0].pings - {scene.teams.tenant.people[scene.who("ronan")].bot_scoped}
    await scene.says("ronan", TRIAGE, NOTE, triage.id)
    assert not any(NOTE in each.text for each in scene.thread("lucie", VANNES, root))
    opened = await scene.presses("ronan", TRIAGE, scene.triage("VAN-1"), "Répondre au demandeur")
    assert opened.dialog is not None
    assert (await scene.fills("ronan", text=ANSWER)).trouble is None
    answers = [plainly(each.text) for each in scene.thread("lucie", VANNES, root) if ANSWER in each.text]
    assert ["Ronan Le Goff vous répond" in each for each in answers] == [True], answers
    inside = [plainly(each.text) for each in scene.thread("soizic", TRIAGE, triage.id) if ANSWER in each.text]
    assert ["Ronan Le Goff a répondu au demandeur" in each for each in inside] == [True], inside


async def is_resolved_and_rated(scene: Scene, root: str) -> None:
    await scene.reacts("ronan", TRIAGE, scene.triage("VAN-1"), DONE)
    assert "Demande traitée." in plainly(scene.card("lucie", VANNES, root).text)
    assert "Traitée, Ronan Le Goff" in plainly(scene.triage("VAN-1").text)
    opened = await scene.presses("lucie", VANNES, scene.card("lucie", VANNES, root), "Donner mon avis")
    assert opened.dialog is not None
    assert (await scene.fills("lucie", score="4", comment=WORD)).trouble is None
    assert "Merci pour votre avis" in scene.reads("lucie")
    assert "Donner mon avis" not in scene.card("lucie", VANNES, root).titles
    assert WORD not in scene.reads("amine")


async def is_reopened(scene: Scene, root: str) -> None:
    await scene.says("lucie", VANNES, AGAIN, root)
    (room, offer) = next(
        (room, each)
        for room in (VANNES, scene.chat("lucie"))
        for each in scene.sees("lucie", room)
        if "est traitée. La rouvrir" in plainly(each.text)
    )
    assert "est traitée. La rouvrir" not in scene.reads("amine")
    assert (await scene.presses("lucie", room, offer, "Rouvrir")).ok
    assert "VAN-1 est rouverte." in scene.reads("lucie")
    assert "Ronan Le Goff s’en occupe." in plainly(scene.card("lucie", VANNES, root).text)
    triage = scene.triage("VAN-1")
    assert "Prise en charge, Ronan Le Goff" in plainly(triage.text)
    assert any(AGAIN in each.text for each in scene.thread("ronan", TRIAGE, triage.id))


async def is_asked_by_mention(scene: Scene) -> None:
    """Where the team has not agreed to have its messages read, what does not name the desk stays there."""
    quiet = (await scene.says("amine", QUIBERON, UNHEARD)).id
    assert scene.thread("amine", QUIBERON, quiet) == []
    root = (await scene.says("amine", QUIBERON, CRATES)).id
    told = plainly(scene.card("amine", QUIBERON, root).text)
    assert told.startswith("QUI-1, Caisses et palettes, Quiberon."), told
    assert "Relais" not in told, "the name by which the desk was called is no part of the ask"
    assert UNHEARD not in scene.reads("ronan").replace(f"\n{UNHEARD}\n", "", 1)
    claimed = await scene.presses("soizic", TRIAGE, scene.triage("QUI-1"), "Je m’en charge")
    assert claimed.ok
    assert "Soizic Cadoret s’en occupe." in plainly(scene.card("amine", QUIBERON, root).text)
    assert "Je m’en charge" not in scene.triage("QUI-1").titles


async def is_confided(scene: Scene) -> None:
    root = (await scene.says("amine", VANNES, SECRET)).id
    (offer,) = [each for each in scene.private("amine") if "Votre message semble personnel." in plainly(each.text)]
    assert "Armelle Prigent" in offer.text
    chat = scene.chat("amine")
    assert (await scene.presses("amine", chat, offer, "Oui, en privé")).ok
    (own,) = [each for each in scene.private("amine") if is_card(each)]
    assert plainly(own.text).startswith("VAN-2, Équipage et paie, Vannes."), own.text
    for cleared in ("armelle", "denis"):
        assert [SECRET in each.text for each in scene.private(cleared) if is_card(each)] == [True]
    (hers,) = [each for each in scene.private("armelle") if is_card(each)]
    await scene.reacts("armelle", scene.chat("armelle"), hers, HAND)
    await scene.says("amine", chat, DETAIL)
    assert DETAIL in scene.reads("armelle")
    (hers,) = [each for each in scene.private("armelle") if is_card(each)]
    assert (await scene.presses("armelle", scene.chat("armelle"), hers, "C’est fait")).ok
    (own,) = [each for each in scene.private("amine") if is_card(each)]
    assert "Demande traitée." in plainly(own.text)
    assert scene.thread("amine", VANNES, root) == []
    for name in set(NAMES) - {"amine", "armelle", "denis"}:
        read = scene.reads(name)
        assert "VAN-2" not in read, name
        assert DETAIL not in read, name
        assert not any("personnel" in each.text for each in scene.private(name))
    assert not any("VAN-2" in each.text for room in (TRIAGE, ALERTS) for each in scene.sees("fanch", room))


async def is_raised_from_a_message(scene: Scene) -> None:
    """By the action on a message: where the desk is, and in a chat where it is not."""
    quiet = next(each for each in scene.sees("amine", QUIBERON) if each.text == UNHEARD)
    seen = await scene.acts_on("lucie", QUIBERON, quiet.id)
    assert "C’est noté." in scene.told("lucie", seen)
    assert plainly(scene.triage("QUI-2").text).startswith("QUI-2, Caisses et palettes, Quiberon. Demandée par Amine")
    assert plainly(scene.card("amine", QUIBERON, quiet.id).text).startswith("QUI-2, ")
    assert "QUI-2" in scene.told("amine", await scene.acts_on("amine", QUIBERON, quiet.id))
    group = scene.teams.tenant.group("à deux", [scene.who("amine"), scene.who("lucie")], there=False).id
    said = await scene.says("lucie", group, BETWEEN)
    seen = await scene.acts_on("lucie", group, said.id)
    assert seen.trouble is None
    assert scene.sees("lucie", group)[-1].text == BETWEEN, "nothing is said where the desk is not"
    assert any(BETWEEN in plainly(each.text) for each in scene.private("lucie") if is_card(each))
    assert any(BETWEEN in each.text for each in scene.sees("ronan", TRIAGE))


async def is_escalated(scene: Scene, root: str) -> None:
    told = await scene.tells("lucie", f"escalade VAN-1 {WHY}")
    assert any("VAN-1" in each for each in told), told
    assert f"VAN-1 a besoin de vous : « {WHY} »" in scene.reads("fanch")
    assert WHY not in scene.reads("amine")
    # Named in a thread of another request. The coordinator, told a moment ago, is told of this one at once as well.
    thread = len(scene.thread("amine", VANNES, root))
    await scene.says("amine", VANNES, "@Relais escalade QUI-1", root)
    assert "La coordination est prévenue pour QUI-1." in scene.reads("amine")
    assert "QUI-1 a besoin de vous." in scene.reads("fanch")
    assert len(scene.thread("amine", VANNES, root)) == thread


async def guests_are_told_apart(scene: Scene) -> None:
    """Whom the charter names works here, guest or not; another guest is told so, once, and nothing is made of it."""
    before = len(scene.sees("ronan", TRIAGE))
    root = (await scene.says("bruno", VANNES, "bonjour, pouvez-vous commander des caisses pour mon camion ?")).id
    assert scene.thread("lucie", VANNES, root) == []
    assert len(scene.sees("ronan", TRIAGE)) == before
    told = [plainly(each.text) for each in scene.private("bruno")]
    assert [each.startswith("Je réponds aux personnes de l’entreprise.") for each in told] == [True], told
    await scene.tells("bruno", "mes")
    assert not any("VAN-1" in each.text for each in scene.private("bruno"))


async def is_read_at_home(scene: Scene) -> None:
    told = await scene.tells("ronan", "accueil")
    assert any("VAN-1" in each for each in told), told
    told = await scene.tells("lucie", "mes")
    assert any("VAN-1" in each for each in told), told
    root = (await scene.says("maud", VANNES, TASTING)).id
    assert "Dégustations, Vannes." in plainly(scene.card("maud", VANNES, root).text)
