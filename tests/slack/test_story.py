"""The desk's story in a Slack workspace, as its people live it: over HTTP, by Socket Mode, and from outside."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.charter import warnings
from tests.contract.harness import Shown
from tests.fakes.slack import Impossible
from tests.slack.company import ALERTS, BRISTOL, NANTES, ROCHEFORT, TRIAGE, printers
from tests.slack.scene import Scene, a_scene, a_served_scene, plainly

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
TODAY = datetime.now(ZoneInfo("Europe/Paris")).weekday()
DAY, NEXT = DAYS[(TODAY + 2) % 7], DAYS[(TODAY + 3) % 7]
"""Days to come, whenever the tests are run: the desk's clock is the machine's."""
ASK = f"bonjour, il me faudrait un utilitaire de livraison pour {DAY} 14h svp"
MORE = "c'est pour livrer les affiches du musée @channel <!channel> *R&D* <@U0ODILE>"
"""With what would ring everybody, stand in bold or call somebody, if it were more than words."""
NOTE = "le blanc est encore au garage, je prends le gris"
ANSWER = "C'est prêt : les clés du Kangoo gris sont à la loge."
AGAIN = "en fait il y a deux palettes, il en faudrait un second"
SECRET = "je suis en arrêt maladie depuis hier, à qui j'envoie le certificat ?"
WORD = "rapide, merci"
ORDER = "hello, could you please order ink for the big press?"
BILL = "bonjour, il faudrait payer la facture du fournisseur Colorex"

pytestmark = pytest.mark.timeout(120)


def test_nothing_is_to_be_said_against_the_charter() -> None:
    assert warnings(printers()) == []
    assert {each.platform for each in printers().channels} == {"slack"}


async def test_relais_serve_plays_the_whole_story_over_http_and_by_a_socket(tmp_path: Path) -> None:
    # At the same time: each waits a second between two posts in a channel, as Slack asks.
    ways = {"http": False, "socket": True}
    for way in ways:
        (tmp_path / way).mkdir()
    played = (serve_plays_it(tmp_path / way, socket_mode=socket_mode) for way, socket_mode in ways.items())
    # Each goes to its end, so that no desk is left behind.
    for error in await asyncio.gather(*played, return_exceptions=True):
        if isinstance(error, BaseException):
            raise error


async def serve_plays_it(folder: Path, *, socket_mode: bool) -> None:
    async with a_served_scene(folder, socket_mode=socket_mode) as scene:
        await the_whole_story(scene)
        for command in ("/desk", "/demande"):
            told = await scene.slack.people.command(scene.far.user("yanis"), TRIAGE, command, "mine")
            assert told.told is not None
            assert "NAN-1" in str(told.told.blocks)
    log = await asyncio.to_thread((folder / "serve.log").read_text, encoding="utf-8")
    assert "started" in log
    assert "text.argument_missing" not in log
    for said in (ASK, MORE, NOTE, ANSWER, AGAIN, SECRET, WORD, ORDER, BILL):
        assert said[:20] not in log


@pytest.mark.parametrize(("outside", "socket_mode"), [("outsider", False), ("guest", True)])
async def test_an_assistant_of_the_provider_s_plays_the_same_story(
    sqlite_url: str, outside: str, socket_mode: bool
) -> None:
    async with a_scene(sqlite_url, socket_mode=socket_mode, outside=outside) as scene:
        await the_whole_story(scene)
        await every_act_has_a_button(scene)
        assert scene.shown_badly() == []
        if outside == "outsider":
            with pytest.raises(Impossible):
                await scene.far.command(scene.far.user("yanis"), TRIAGE, "mine")


async def the_whole_story(scene: Scene) -> None:
    """From the ask to the reopening, then a confidential matter, one at an English site, and one for a few to read."""
    asker = scene.cast.asker
    ts = await asks(scene)
    await corrects(scene, ts)
    await is_claimed(scene, ts)
    await is_talked_about(scene, ts)
    await is_resolved_and_rated(scene, ts)
    await is_reopened(scene, ts)
    await is_confided(scene)
    await is_asked_in_english(scene)
    await is_kept_to_its_service(scene)
    assert NOTE not in await scene.reads(asker)
    assert scene.shown_badly() == []
    assert scene.impatient() == []
    assert scene.unheard() == []


async def asks(scene: Scene) -> str:
    ts = await scene.says(scene.cast.asker, NANTES, ASK)
    card = await scene.card(NANTES, ts)
    assert card.subject == "NAN-1"
    told = plainly(card.text)
    assert all(said in told for said in ("NAN-1, Véhicules, Nantes.", DAY, "14 h")), told
    triage = plainly((await scene.triage("NAN-1")).text)
    assert all(said in triage for said in ("Véhicules", "Zoé Petit", ASK)), triage
    assert (None, "ticket") in (await message(scene, NANTES, ts)).reactions
    return ts


async def corrects(scene: Scene, ts: str) -> None:
    asker = scene.cast.asker
    await scene.presses(asker, NANTES, await scene.card(NANTES, ts), "correct", "NAN-1:service:visits")
    assert "NAN-1, Visites d’atelier" in (await scene.card(NANTES, ts)).text.replace("'", "’")
    await scene.presses(asker, NANTES, await scene.card(NANTES, ts), "correct", "NAN-1:service:fleet")
    opened = await scene.presses(asker, NANTES, await scene.card(NANTES, ts), "correct", "NAN-1:due")
    assert (await scene.fills(asker, opened, due="le 31 février")).errors
    assert (await scene.fills(asker, opened, due=f"{NEXT} 9h")).kind == "close_form"
    told = plainly((await scene.card(NANTES, ts)).text)
    assert NEXT in told, told
    assert DAY not in told.replace(ASK, ""), told


async def is_claimed(scene: Scene, ts: str) -> None:
    yanis, maelle = scene.far.user("yanis"), scene.far.user("maelle")
    triage = await scene.triage("NAN-1")
    await scene.reacts(yanis, TRIAGE, triage.ts, "eyes")
    assert "Yanis Kerbrat s’en occupe." in await said_in(scene, NANTES, ts)
    assert "Yanis Kerbrat s’en occupe." in (await scene.card(NANTES, ts)).text
    await scene.reacts(maelle, NANTES, ts, "raised_hand")
    told = [plainly(each.text) for each in await scene.far.whispers(maelle)]
    assert ["Yanis Kerbrat s’en occupe déjà" in each for each in told] == [True], told
    assert "Prise en charge, Yanis Kerbrat" in (await scene.triage("NAN-1")).text


async def is_talked_about(scene: Scene, ts: str) -> None:
    asker, yanis = scene.cast.asker, scene.far.user("yanis")
    triage = await scene.triage("NAN-1")
    await scene.says(asker, NANTES, MORE, ts)
    await scene.says(yanis, TRIAGE, NOTE, triage.ts)
    relayed = [each.text for each in await scene.desk_in(TRIAGE, triage.ts)]
    assert [MORE in each and "Zoé Petit" in each for each in relayed].count(True) == 1, relayed
    opened = await scene.presses(yanis, TRIAGE, triage, "reply")
    assert (await scene.fills(yanis, opened, text=ANSWER)).kind == "close_form"
    answers = [each for each in await scene.desk_in(NANTES, ts) if ANSWER in each.text]
    assert ["Yanis Kerbrat vous répond" in plainly(each.text) for each in answers] == [True]


async def is_resolved_and_rated(scene: Scene, ts: str) -> None:
    asker, yanis = scene.cast.asker, scene.far.user("yanis")
    await scene.reacts(yanis, TRIAGE, (await scene.triage("NAN-1")).ts, "white_check_mark")
    assert "C’est fait. Un souci ? Répondez ici, nous la rouvrons." in await said_in(scene, NANTES, ts)
    assert "Traitée, Yanis Kerbrat" in (await scene.triage("NAN-1")).text
    opened = await scene.presses(asker, NANTES, await scene.card(NANTES, ts), "rate")
    assert (await scene.fills(asker, opened, score="4", comment=WORD)).kind == "close_form"
    assert "Merci pour votre avis" in await scene.reads(asker)
    assert not any(each.act == "rate" for each in (await scene.card(NANTES, ts)).buttons)


async def is_reopened(scene: Scene, ts: str) -> None:
    asker = scene.cast.asker
    await scene.says(asker, NANTES, AGAIN, ts)
    (offer,) = [each for each in await scene.far.whispers(asker) if each.kind == "reopen_offer"]
    assert "est traitée. La rouvrir" in plainly(offer.text)
    await scene.presses(asker, NANTES, offer, "reopen")
    whispered = [(each.kind, plainly(each.text)) for each in await scene.far.whispers(asker)]
    assert not [kind for kind, _ in whispered if kind == "reopen_offer"], "nothing is left to press"
    assert any("NAN-1 est rouverte." in text for _, text in whispered)
    assert "Yanis Kerbrat s’en occupe." in (await scene.card(NANTES, ts)).text
    triage = await scene.triage("NAN-1")
    assert "Prise en charge, Yanis Kerbrat" in triage.text
    assert any(AGAIN in each.text for each in await scene.desk_in(TRIAGE, triage.ts))


async def every_act_has_a_button(scene: Scene) -> None:
    """What commands do elsewhere, he does by buttons, emoji and text."""
    asker, yanis = scene.cast.asker, scene.far.user("yanis")
    ts = next(each.ts for each in await scene.far.seen(NANTES) if each.text == ASK)
    await scene.far.open_home(yanis)
    await scene.settle()
    home = await scene.far.home(yanis)
    assert home is not None
    assert "NAN-1" in home.text
    opened = await scene.presses(yanis, TRIAGE, await scene.triage("NAN-1"), "wait")
    assert (await scene.fills(yanis, opened, text="Le matin ou l'après-midi ?")).kind == "close_form"
    assert "En attente du demandeur" in (await scene.triage("NAN-1")).text
    await scene.says(asker, NANTES, "le matin", ts)
    assert "Prise en charge, Yanis Kerbrat" in (await scene.triage("NAN-1")).text
    await scene.says(yanis, TRIAGE, "@Relais mine")
    assert "NAN-1" in "\n".join(each.text for each in await scene.far.whispers(yanis))
    opened = await scene.presses(yanis, TRIAGE, await scene.triage("NAN-1"), "assign")
    chosen = scene.option(yanis, "person", "Maëlle Guéguen")
    assert (await scene.fills(yanis, opened, person=chosen)).kind == "close_form"
    assert "Prise en charge, Maëlle Guéguen" in (await scene.triage("NAN-1")).text


async def is_confided(scene: Scene) -> None:
    karim, odile, bruno = scene.cast.colleague, scene.far.user("odile"), scene.far.user("bruno")
    ts = await scene.says(karim, NANTES, SECRET)
    (offer,) = await scene.direct(karim, "sensitive_offer")
    assert "Odile Ferron" in offer.text
    await scene.presses(karim, scene.far.direct(karim), offer, "confide")
    (own,) = await scene.direct(karim, "request")
    assert own.subject == "NAN-2"
    for cleared in (odile, bruno):
        (hers,) = await scene.direct(cleared, "triage")
        assert SECRET in hers.text
    (hers,) = await scene.direct(odile, "triage")
    await scene.reacts(odile, scene.far.direct(odile), hers.ts, "eyes")
    await scene.says(karim, scene.far.direct(karim), "il est de huit jours", own.ts)
    await scene.reacts(odile, scene.far.direct(odile), hers.ts, "white_check_mark")
    (own,) = await scene.direct(karim, "request")
    assert "Demande traitée." in own.text
    assert "il est de huit jours" in await scene.reads(odile)
    for room in (NANTES, ROCHEFORT, BRISTOL, TRIAGE, ALERTS):
        assert not any("NAN-2" in each.text for each in await scene.desk_in(room))
    assert not (await message(scene, NANTES, ts)).reactions
    for name in ("yanis", "maelle", "farid", "gaelle"):
        read = await scene.reads(scene.far.user(name))
        assert "NAN-2" not in read
        assert "huit jours" not in read


async def is_asked_in_english(scene: Scene) -> None:
    ts = await scene.says(scene.cast.asker, BRISTOL, ORDER)
    told = plainly((await scene.card(BRISTOL, ts)).text)
    assert told.startswith(f"BRS-1, Paper and inks, Bristol.\n{ORDER}\n"), told
    assert "The desk answers you before" in told
    triage = await scene.triage("BRS-1")
    assert triage.text.startswith("BRS-1, Papier et encres, Bristol. Demandée par Zoé Petit.")
    assert re.search(r"avant .+ à Bristol \(.+ à Paris\)\.", plainly(triage.text)), triage.text
    await scene.presses(scene.far.user("yanis"), TRIAGE, triage, "claim")
    assert "Yanis Kerbrat is on it." in await said_in(scene, BRISTOL, ts)


async def is_kept_to_its_service(scene: Scene) -> None:
    yanis, maelle, perrine = (scene.far.user(each) for each in ("yanis", "maelle", "perrine"))
    ts = await scene.says(scene.cast.colleague, NANTES, BILL)
    (shown,) = await scene.desk_in(NANTES, ts)
    assert (shown.kind, shown.text) == ("reference", "NAN-3. Nouvelle.")
    hers = [each for name in (maelle, perrine) for each in await scene.direct(name, "triage")]
    assert any(BILL in each.text for each in hers)
    await scene.reacts(yanis, NANTES, ts, "eyes")
    refused = plainly([each.text for each in await scene.far.whispers(yanis)][-1])
    assert refused.startswith("NAN-3. Cette demande est suivie par le service Fournisseurs."), refused
    await scene.reacts(maelle, NANTES, ts, "eyes")
    (shown,) = await scene.desk_in(NANTES, ts)
    assert shown.text == "NAN-3. Prise en charge."
    for room in (NANTES, ROCHEFORT, BRISTOL, TRIAGE, ALERTS):
        assert not any("Colorex" in each.text for each in await scene.desk_in(room))


async def said_in(scene: Scene, conversation: str, root: str) -> list[str]:
    return [plainly(each.text) for each in await scene.desk_in(conversation, root)]


async def message(scene: Scene, conversation: str, ts: str) -> Shown:
    return next(each for each in await scene.far.seen(conversation) if each.ts == ts)
