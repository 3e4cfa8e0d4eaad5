"""What is confidential, on each platform: its author alone says that it is not, and what stood before is taken back."""

from __future__ import annotations

from tests.contract.conftest import Stage
from tests.contract.harness import Pressable
from tests.fakes.company import LYON, TRIAGE

CERTIFICATE = "J'ai besoin d'une attestation employeur à Lyon pour mon congé maternité"
HR = Pressable("correct", "RH et paie", "LYO-1:service:hr_admin")
RELAYED, NOTED = "plutôt celui de 7 h", "je regarde les horaires"


async def in_public(stage: Stage) -> list[str]:
    return [each.text for channel in stage.far.charter.channels for each in await stage.desk_in(channel.id)]


async def test_nobody_but_its_author_says_that_it_is_not_confidential(stage: Stage) -> None:
    asker, colleague = stage.far.cast.asker, stage.far.cast.colleague
    stood = await stage.card(await stage.ask(user=colleague))
    before = await in_public(stage)
    ts = await stage.ask(CERTIFICATE)
    (offer,) = await stage.direct(asker, "sensitive_offer")
    assert await in_public(stage) == before, "nothing is mirrored before its author answers"
    for other in (colleague, *map(stage.far.user, ("ines", "nadia", "coralie", "tom"))):
        for act in ("not_private", "confide"):
            await stage.far.press(other, LYON, stood, offer.button(act))
    await stage.settle()
    assert await in_public(stage) == before
    assert not (await stage.message(LYON, ts)).reactions
    assert await stage.direct(stage.far.user("nadia"), "triage") == []
    (still,) = await stage.direct(asker, "sensitive_offer")
    await stage.far.press(asker, stage.far.direct(asker), still, still.button("confide"))
    await stage.settle()
    assert len(await stage.direct(stage.far.user("nadia"), "triage")) == 1, "its author still could"


async def test_what_was_shown_of_it_is_taken_back_and_nothing_of_it_is_shown_there_again(stage: Stage) -> None:
    asker, ines = stage.far.cast.asker, stage.far.user("ines")
    ts = await stage.ask()
    triage = await stage.triage("LYO-1")
    await stage.far.react(ines, TRIAGE, triage.ts, "eyes")
    await stage.far.post(asker, LYON, RELAYED, ts)
    await stage.far.post(ines, TRIAGE, NOTED, triage.ts)
    await stage.far.open_home(ines)
    await stage.settle()
    home = await stage.far.home(ines)
    assert home is None or "LYO-1" in home.text
    assert any(RELAYED in each for each in await in_public(stage))
    await stage.far.press(asker, LYON, await stage.card(ts), HR)
    await stage.settle()
    assert await in_public(stage) == []
    assert not (await stage.message(LYON, ts)).reactions
    home = await stage.far.home(ines)
    assert home is None or "LYO-1" not in home.text
    assert not any("Paris" in each.text for each in await stage.direct(ines))
    for who in (asker, stage.far.user("nadia")):
        await stage.far.post(who, LYON, "@Relais voir LYO-1")
        if stage.able.slash_commands:
            await stage.far.command(who, LYON, "voir LYO-1")
    await stage.settle()
    assert not any("LYO-1" in each or "Paris" in each for each in await in_public(stage))
