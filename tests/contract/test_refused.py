"""What a platform refuses for good: those who can mend it are told directly, once a day, and nothing private."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from adapters.platform import (
    Blocked,
    Forbidden,
    Gone,
    NotInstalled,
    NotMember,
    Permanent,
    PlatformError,
    Post,
    Ref,
    TooBig,
)
from adapters.refusing import REFUSALS
from bot.charter import Charter
from bot.clock import MovableClock
from bot.events import EVERYWHERE
from bot.outgoing import post
from bot.views.notices import one_moment
from bot.views.refused import REMEDIES
from storage.rows import table_of
from storage.tables import Inbox, Outbox, OutboxState
from storage.unit import Unit
from tests.contract.conftest import Calls, Opens, Stage, listen
from tests.contract.harness import Harness, harness_of
from tests.fakes.company import LYON, TRIAGE, company_on_both

BROKEN = "La clim est en panne à Lyon"
CERTIFICATE = "J'ai besoin d'une attestation employeur à Lyon pour mon congé maternité"
NOT_A_MEMBER = "Relais n’est pas membre de ce canal. Invitez-le dans le canal."
BLOCKED = "Cette personne a bloqué Relais. Prévenez-la autrement."
Refuses = Callable[[str], PlatformError | None]


def refuse_posts(stage: Stage, refuses: Refuses) -> None:
    """From now on posts in a conversation are answered so; none lets them through."""
    send = stage.platform.send

    async def refused(post: Post) -> Ref:
        error = refuses(post.to.conversation)
        if error is not None:
            raise error
        return await send(post)

    on: Any = stage.platform
    on.send = refused


def only(conversation: str, error: PlatformError) -> Refuses:
    return lambda where: error if where == conversation else None


async def told(stage: Stage, charter_id: str = "coralie") -> list[str]:
    """What is told of refusals to somebody directly, in plain spaces."""
    user = stage.far.user(charter_id)
    return [re.sub(r"\s+", " ", each.text) for each in await stage.direct(user, "post_refused")]


async def another_day(stage: Stage, hours: int = 24) -> None:
    assert isinstance(stage.app.clock, MovableClock)
    stage.app.clock.move_by(timedelta(hours=hours))
    await stage.settle()


def count(stage: Stage, table: Any, *which: Any) -> int:
    with stage.app.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table_of(table)).where(*which)).scalar_one())


def refused(stage: Stage) -> int:
    return count(stage, Outbox, table_of(Outbox).c.error == "Blocked")


def failed(stage: Stage) -> int:
    return count(stage, Outbox, table_of(Outbox).c.state == OutboxState.FAILED)


async def test_refused_in_a_channel_who_coordinates_is_told_once_a_day_what_to_do(stage: Stage) -> None:
    refuse_posts(stage, only(TRIAGE, NotMember()))
    await stage.ask(BROKEN)
    (said,) = await told(stage)
    assert said.startswith("Je n’ai pas pu écrire dans ")
    assert f"sur {stage.far.name.capitalize()} (LYO-1). {NOT_A_MEMBER}" in said
    assert "clim" not in said
    await stage.ask("Le badge de Lyon ne marche plus", stage.far.cast.colleague)
    assert len(await told(stage)) == 1
    await another_day(stage)
    await stage.ask("Il faut réserver une salle à Lyon demain à 15 h", stage.far.cast.colleague)
    assert len(await told(stage)) == 2
    public = [each.text for where in (LYON, TRIAGE) for each in await stage.desk_in(where)]
    assert [each for each in public if "pas pu écrire" in each] == []


async def test_another_reason_in_the_same_place_is_told_too(stage: Stage) -> None:
    errors = iter([NotMember(), Gone()])
    refuse_posts(stage, lambda where: next(errors, None) if where == TRIAGE else None)
    await stage.ask(BROKEN)
    await stage.ask("Le badge de Lyon ne marche plus", stage.far.cast.colleague)
    assert ["n’est pas membre" in each for each in await told(stage)] == [True, False]


async def test_refused_to_a_person_who_coordinates_is_told_whom_to_reach_otherwise(stage: Stage) -> None:
    asker = stage.far.cast.asker
    refuse_posts(stage, only(stage.far.direct(asker), Blocked()))
    await stage.ask(BROKEN, where=stage.far.direct(asker))
    (said,) = await told(stage)
    assert re.fullmatch(rf"Je n’ai pas pu écrire à [^.()]+ \(LYO-1\)\. {BLOCKED}", said)
    await stage.ask("Le badge de Lyon ne marche plus", where=stage.far.direct(asker))
    assert len(await told(stage)) == 1
    await another_day(stage, hours=20)
    await stage.ask("Il faut réserver une salle à Lyon demain à 15 h", where=stage.far.direct(asker))
    assert len(await told(stage)) == 2


async def test_what_is_confided_is_not_named_to_who_may_not_read_it(stage: Stage) -> None:
    asker, nadia = stage.far.cast.asker, stage.far.user("nadia")
    refuse_posts(stage, only(stage.far.direct(nadia), Blocked()))
    await stage.ask(CERTIFICATE, where=stage.far.direct(asker))
    assert (await stage.direct(asker, "request"))[0].subject == "LYO-1"
    (said,) = await told(stage)
    assert re.fullmatch(rf"Je n’ai pas pu écrire à @?Nadia Benali\. {BLOCKED}", said)


async def test_what_is_refused_while_it_is_told_is_told_to_nobody(stage: Stage) -> None:
    coralie = stage.far.direct(stage.far.user("coralie"))
    refuse_posts(stage, lambda where: Blocked() if where in (coralie, TRIAGE) else None)
    await stage.ask(BROKEN)
    assert refused(stage) == 2
    # Before anybody is warned of the request itself.
    await another_day(stage, hours=1)
    assert refused(stage) == 2
    assert await told(stage) == []
    assert await told(stage, "julie") == []


async def test_what_is_refused_to_who_coordinates_is_told_to_who_steers(stage: Stage) -> None:
    coralie = stage.far.user("coralie")
    refuse_posts(stage, only(stage.far.direct(coralie), Blocked()))
    await stage.ask("mes demandes, et un taxi pour demain à 10 h à Lyon", coralie, stage.far.direct(coralie))
    (said,) = await told(stage, "julie")
    assert "Coralie Tessier" in said


@pytest.mark.parametrize("where", ["update", "elsewhere"])
async def test_what_is_nobodys_trouble_is_told_to_nobody(stage: Stage, where: str) -> None:
    ts = await stage.ask(BROKEN)

    async def gone(*arguments: Any) -> None:
        raise Gone

    on: Any = stage.platform
    on.update = gone
    refuse_posts(stage, only("C-nobody-s", NotMember()))
    if where == "update":
        triage = await stage.triage("LYO-1")
        await stage.far.press(stage.far.user("ines"), TRIAGE, triage, triage.button("claim"))
        await stage.settle()
    else:
        await queue(stage, 1, "C-nobody-s")
    assert failed(stage) >= 1
    assert await told(stage) == []
    assert ts


async def test_a_hundred_refused_at_once_are_one_card_and_one_event(stage: Stage) -> None:
    coralie = stage.far.direct(stage.far.user("coralie"))
    refuse_posts(stage, lambda where: NotInstalled() if where != coralie else None)
    await queue(stage, 100)
    assert failed(stage) == 100
    (said,) = await told(stage)
    assert said == (
        f"Je n’ai pas pu écrire sur {stage.far.name.capitalize()}. "
        "Relais n’est pas installé ici. Demandez à l’administrateur de l’installer."
    )
    assert count(stage, Inbox, table_of(Inbox).c.kind == "post_refused") == 1


async def queue(stage: Stage, many: int, where: str = "C-some-{}") -> None:
    """So many posts, each in a conversation that the charter does not name."""

    def queued(unit: Unit) -> None:
        for each in range(many):
            post(unit, stage.far.name, where.format(each), one_moment(), f"some:{each}")

    await asyncio.wrap_future(stage.app.writer.run(queued))
    await stage.settle()


def coordinated_by(charter: Charter, *names: str) -> Charter:
    """The same company, these people its only coordinators."""
    people = tuple(
        each.model_copy(update={"roles": tuple({*each.roles, "coordinator"} if each.id in names else ("employee",))})
        if each.id in names or "coordinator" in each.roles
        else each
        for each in charter.people
    )
    return charter.model_copy(update={"people": people})


async def test_each_of_them_is_told_in_their_own_language(far: Harness, opens: Opens) -> None:
    charter = coordinated_by(far.charter, "coralie", "tom")
    far.charter = charter
    app = await opens(charter, [far])
    stage = Stage(app, far, Calls())
    listen(stage.platform, stage.calls)
    refuse_posts(stage, only(TRIAGE, NotMember()))
    await stage.ask(BROKEN)
    (french,), (english,) = await told(stage), await told(stage, "tom")
    assert NOT_A_MEMBER in french
    assert english.startswith("I could not write in ")
    assert english.endswith("Relais is not a member of this channel. Invite it to the channel.")


@pytest.mark.parametrize(("error", "expected"), [(Forbidden, (0, 1)), (NotMember, (1, 1))])
async def test_where_a_platform_refuses_the_desk_they_are_told_on_another(
    opens: Opens, error: type[PlatformError], expected: tuple[int, int]
) -> None:
    charter = company_on_both("sandbox", "tiny")
    async with harness_of("sandbox") as here, harness_of("tiny") as there:
        for side in (here, there):
            side.charter = charter
        app = await opens(charter, [here, there])
        stages = [Stage(app, side, Calls()) for side in (here, there)]
        for each in stages:
            coralie = each.far.user("coralie")
            await each.ask("aide", coralie, each.far.direct(coralie))
        refuse_posts(stages[0], only("D-sandbox", error()))
        await stages[0].ask(BROKEN, where="L-sandbox")
        assert tuple([len(await told(each)) for each in stages]) == expected


def test_every_refusal_for_good_has_the_remedy_that_doctor_tells() -> None:
    assert {each.__name__: each.sentence for each in REFUSALS} == REMEDIES
    assert set(REFUSALS) == {Permanent, *Permanent.__subclasses__(), TooBig}
    assert set(EVERYWHERE) < set(REMEDIES)
