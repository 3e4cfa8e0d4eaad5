"""Whoever is a guest or of another company as the platform itself says it, and was never met: whatever they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from tests.contract.conftest import TRAIN
from tests.contract.forging import forged
from tests.contract.harness import Harness, Pressable, Shown
from tests.contract.harness_slack import SlackHarness
from tests.contract.harness_teams import TeamsHarness
from tests.contract.rights import AGREEMENT, COMMANDED, NONE, Cell, Play, plain
from tests.contract.rights_forms import FILLED, NOBODYS, all_of, opened_form, opening
from tests.contract.rights_strangers import VALUES, Try, kept, tries
from tests.fakes.company import LYON

OTHER_TENANT = "99999999-8888-4777-8666-555555555555"


def arrive(far: Harness) -> dict[str, str]:
    """Newcomers where people ask, by what the platform says of them; nobody where all are of the company."""
    if isinstance(far, SlackHarness):
        space = far.slack.workspace
        space.share(LYON)
        found = {each: space.user(f"Paul {each}", kind=each).id for each in ("outsider", "guest", "single")}
        space.channels[LYON].members.extend(found.values())
        return found
    if isinstance(far, TeamsHarness):
        tenant = far.teams.tenant
        team = tenant.rooms[LYON].team
        assert team is not None
        found = {"guest": tenant.person("Paul Invité", email="paul@ailleurs.example", guest=True).id}
        found["outsider"] = tenant.person("Anne Voisine", email="anne@ailleurs.example", home=OTHER_TENANT).id
        team.members.extend(found.values())
        return found
    return {}


async def wrong_by_newcomers(play: Play, some: Iterable[Try], forms: Iterable[Cell]) -> list[str]:
    """Those of these by whom something was done, or who could tell that the request, or the form, exists."""
    found: list[str] = []
    acts, cells = list(some), list(forms)
    newcomers = arrive(play.far)
    await play.app.idle()
    for kind, user in newcomers.items():
        there = play.far.direct(user)
        before = await play.run(kept)
        # What they are told of where they stand is told once: what is answered after that is what is compared.
        for where in (there, LYON):
            await play.far.post(user, where, TRAIN)
            await play.app.idle()
        spot = (await play.far.seen(there))[-1]
        words = COMMANDED if kind != "outsider" else ()
        for each in acts:
            ref = play.refs[each.kind]
            stood = all_of(play, ref)
            told = [await _does(play, each, user, spot, on, words) for on in (NONE, ref, NONE)]
            if told[1] not in (told[0], told[2]) or all_of(play, ref) != stood:
                found.append(f"{each} by a newcomer, {kind}: {told}")
        if await play.run(kept) != before:
            found.append(f"something was asked, written, opened or answered by a newcomer, {kind}")
        for cell in cells:
            form, ref = await opened_form(play, cell), play.refs[cell.kind]
            stood, now = all_of(play, ref), await play.run(kept)
            filled = {name: value.format(**play.ids) for name, value in FILLED[cell.act].items()}
            told = [plain(await forged(play.far, user, spot, each, filled)) for each in (form or NOBODYS, NOBODYS)]
            if told[0] != told[1] or all_of(play, ref) != stood or await play.run(kept) != now:
                found.append(f"{cell.act} of {cell.kind} sent by a newcomer, {kind}: {told}")
    return found


async def _does(play: Play, each: Try, user: str, spot: Shown, ref: str, commanded: Sequence[str]) -> str:
    """What they are answered. `commanded`: where they have commands; another company's people have none in Slack."""
    there = play.far.direct(user)
    if each.way == "press":
        button = Pressable(each.act, "…", VALUES[len(each.act) % len(VALUES)].format(ref))
        answer = await play.far.press(user, there, spot, button)
        return plain(f"{answer.kind} {answer.text} {answer.form}").replace(ref, "…")
    if play.far.name in commanded:
        return plain((await play.far.command(user, there, f"{each.act} {ref}")).text).replace(ref, "…")
    stood = {one.ts for one in await play.far.seen(there)}
    await play.far.post(user, there, f"{each.act} {ref}")
    await play.app.idle()
    shown = [one for one in await play.far.seen(there) if one.author is None and one.ts not in stood]
    return plain(" ".join(each.text for each in shown)).replace(ref, "…")


def by_newcomers() -> list[Try]:
    """Every act of every card and every order, on each kind of request."""
    return [each for each in tries() if each.standing == "closed"]


def sent(chance: Random, many: int) -> list[Cell]:
    """So many of the cells that let somebody open a form, for what stands in no agreement."""
    return chance.sample([each for each in opening() if each.act not in AGREEMENT], many)
