"""Raising what stands in a thread: never twice, never a note, and never more publicly than what it was said of."""

from __future__ import annotations

import pytest

from bot.events import MessageSeen, PeopleSeen, Profile, ShortcutUsed
from storage.tables import Level, State
from tests.bot.desk_harness import Story, Wrote, answered

PAY = "il me faudrait mon bulletin de paie d'octobre"
BILL = "il faudrait payer la facture fournisseur Dupont avant vendredi"
TRAIN = "il me faudrait un train pour Paris jeudi matin"
MORE = "il me faudrait aussi une copie pour le dossier Dupont"
BADGE = "moi il me faudrait un badge pour un visiteur vendredi"
ILL = "je suis en arrêt maladie depuis lundi"
WAYS = ("emoji", "action")


def raises(desk: Story, who: str, message: Wrote, way: str) -> str:
    """Make a request of a message; what the desk says of it to whoever does."""
    if way == "emoji":
        before = len(desk.whispers(who))
        desk.reacts(who, message, "ticket")
        return "\n".join(desk.whispered(who).splitlines()[before:])
    return desk.text(desk.uses(who, "desk_from_message", message), who)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("asked", [BILL, TRAIN])
def test_what_was_said_of_a_request_is_not_raised(desk: Story, way: str, asked: str) -> None:
    above = desk.says("karim", "#lyon", asked)
    said = desk.says("karim", "#lyon", MORE, under=above)
    for who in ("lea", "hugo"):
        assert raises(desk, who, said, way) == "C’est déjà la demande LYO-1."
    assert len(desk.requests()) == 1
    assert desk.sees("hugo").count(MORE) == (1 if asked == BILL else 2)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", ["lea", "karim", "hugo"])
def test_what_a_colleague_needs_in_the_thread_of_another_is_theirs(desk: Story, who: str, way: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    said = desk.says("lea", "#lyon", BADGE, under=above)
    assert BADGE in str(desk.last("#desk", "relay_said"))
    raises(desk, who, said, way)
    assert [desk.words(each) for each in desk.requests()] == [TRAIN, BADGE]
    assert BADGE in str(desk.card("LYO-2", "@lea"))
    assert desk.room("#desk").count(BADGE) == 1, "it is said of one request"
    assert raises(desk, who, said, way).splitlines()[0] == "C’est déjà la demande LYO-2."
    desk.edits(said, "moi il me faudrait deux badges pour des visiteurs vendredi")
    assert "deux badges" in str(desk.card("LYO-2", "#desk"))
    desk.deletes(said)
    assert desk.request("LYO-2").state is State.CANCELLED
    assert desk.request("LYO-1").state is State.NEW


@pytest.mark.parametrize("way", WAYS)
def test_it_is_never_less_private_than_the_thread_it_was_said_in(desk: Story, way: str) -> None:
    above = desk.says("karim", "#lyon", BILL)
    said = desk.says("lea", "#lyon", BADGE, under=above)
    raises(desk, "lea", said, way)
    assert (desk.request("LYO-2").level, desk.request("LYO-2").service) == (Level.RESTRICTED, "invoicing")
    assert desk.by_desk("#desk") == ""
    assert desk.room("@ines").count(BADGE) == 1


@pytest.mark.parametrize("way", WAYS)
def test_what_who_works_it_answers_is_said_of_it(desk: Story, way: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    said = desk.says("ines", "#lyon", "il faudrait me donner votre date de naissance", under=above)
    assert raises(desk, "lea", said, way) == "C’est déjà la demande LYO-1."
    assert len(desk.requests()) == 1


def test_what_is_held_back_again_is_held_back_again(desk: Story) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    said = desk.says("karim", "#lyon", "plutôt le soir", under=above)
    for _ in range(2):
        desk.edits(said, ILL)
        assert ILL not in desk.by_desk("#desk")
        desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
        desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
        assert desk.by_desk("#desk").count(ILL) == 1
        desk.edits(said, "plutôt le soir")


@pytest.mark.parametrize("way", WAYS)
def test_what_the_desk_never_heard_is_raised_as_privately_as_its_thread(desk: Story, way: str) -> None:
    above = desk.says("karim", "#lyon", BILL)
    silent = desk.wrote("karim", "#lyon", MORE, under=above)
    raises(desk, "lea", Wrote(silent, above.reply), way)
    assert [(each.level, each.service) for each in desk.requests()] == [(Level.RESTRICTED, "invoicing")] * 2
    assert desk.by_desk("#desk") == ""
    assert MORE not in desk.by_desk("#lyon")
    assert MORE in str(desk.card("LYO-2", "@ines"))
    assert desk.cards("LYO-2", "@hugo") == []


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_raised_under_what_is_confidential(desk: Story, way: str) -> None:
    above = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    said = desk.says("karim", "#lyon", "il me faut aussi une copie pour la banque", under=above)
    assert "Ce message semble personnel." in raises(desk, "lea", said, way) + desk.whispered("lea")
    assert len(desk.requests()) == 1
    assert desk.by_desk("#desk") + desk.by_desk("#lyon") == ""


@pytest.mark.parametrize("way", WAYS)
def test_nor_under_what_turned_confidential(desk: Story, way: str) -> None:
    above = desk.says("karim", "#lyon", TRAIN)
    said = desk.says("karim", "#lyon", "et aussi une chambre à Paris", under=above)
    desk.edits(above, PAY)
    for message in (above, said):
        assert "LYO-1" not in raises(desk, "lea", message, way) + desk.whispered("lea")
    unheard = desk.wrote("karim", "#lyon", "il me faudrait aussi un taxi", under=above)
    raises(desk, "lea", Wrote(unheard, above.reply), way)
    assert len(desk.requests()) == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_note_is_never_raised(desk: Story, way: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    note = desk.says("ines", "#desk", "il faudrait appeler l'agence pour lui", under=desk.card("LYO-1", "#desk"))
    raises(desk, "hugo", note, way)
    unheard = desk.wrote("ines", "#desk", "il faudrait aussi voir le tarif", under=desk.card("LYO-1", "#desk"))
    raises(desk, "hugo", Wrote(unheard, note.reply), way)
    assert len(desk.requests()) == 1
    desk.says("karim", "#lyon", BILL)
    own = desk.wrote("ines", "@", "il faudrait appeler Dupont", under=desk.card("LYO-2", "@ines"))
    raises(desk, "ines", Wrote(own, note.reply), way)
    assert len(desk.requests()) == 2


def everything_tried(desk: Story, who: str, message: Wrote) -> list[str]:
    """What somebody is told when they try all that can be tried on a message that stands before them."""
    for emoji in ("eyes", "raised_hand", "white_check_mark", "rotating_light", "ticket"):
        desk.reacts(who, message, emoji)
        desk.unreacts(who, message, emoji)
    told = [desk.text(desk.uses(who, "desk_from_message", message), who)]
    told += [desk.text(desk.forges(who, act, "source:1"), who) for act in ("accept", "dismiss", "confide")]
    return [*told, desk.whispered(who), desk.room(f"@{who}")]


@pytest.mark.parametrize("who", ["lea", "ines", "hugo", "marc", "coralie"])
def test_a_message_that_was_confided_looks_as_if_it_had_not_been(desk: Story, who: str) -> None:
    first = desk.says("karim", "#lyon", PAY)
    before = everything_tried(desk, who, first)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    after = everything_tried(desk, who, first)
    assert after[:4] == before[:4]
    assert after[4] == "\n".join([before[4]] * 2)
    assert after[5] == before[5]
    assert desk.history("LYO-1") == ["ask"]


def test_emoji_put_before_it_was_confided_say_nothing_once_it_is(desk: Story) -> None:
    first = desk.says("karim", "#lyon", PAY)
    for who in ("ines", "coralie"):
        for emoji in ("eyes", "white_check_mark", "rotating_light"):
            desk.reacts(who, first, emoji)
    seen = {who: desk.sees(who) for who in ("ines", "coralie")}
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    assert {who: desk.sees(who) for who in ("ines", "coralie")} == seen
    assert desk.history("LYO-1") == ["ask"]


def test_whom_it_was_confided_to_may_still_take_it_there(desk: Story) -> None:
    first = desk.says("karim", "#lyon", PAY)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    desk.reacts("samia", first, "eyes")
    assert desk.who_has("LYO-1") == "samia"
    assert "C’est déjà la demande LYO-1." in desk.text(desk.uses("samia", "desk_from_message", first))


def confided(desk: Story) -> None:
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")


def kept(desk: Story) -> None:
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "keep_private")


def left(desk: Story) -> None:
    desk.later(days=8)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", ["lea", "paul"])
def test_nobody_learns_by_it_what_became_of_a_colleagues_private_message(desk: Story, way: str, who: str) -> None:
    """« Moi aussi » under it is its author's own need, whatever the colleague did: confided, kept, or left."""
    seen = set()
    for what in (confided, kept, left, lambda desk: None):
        above = desk.says("karim", "#lyon", PAY)
        what(desk)
        desk.later(minutes=20)
        said = desk.says("lea", "#lyon", BADGE, under=above)
        before = desk.by_desk("#lyon")
        told = raises(desk, who, said, way)
        made = desk.requests()[-1]
        card = desk.card(made.ref, "@lea")
        seen.add((told, made.level, made.service, str(card).replace(made.ref, "?").splitlines()[1]))
        assert desk.by_desk("#lyon") == before
        assert made.ref in desk.by_desk("#desk")
    assert len(seen) == 1


def test_a_told_message_is_not_gone_because_its_author_is_looked_up_slowly(desk: Story) -> None:
    """The platform gives no such message, and says so before it says who wrote it."""
    shown = desk.wrote("lea", "#lyon", BADGE)
    profile = Profile(who=desk.who("nina"), name="Nina Neuve")
    where, at = desk.where(shown), desk.clock.now()
    told = MessageSeen(key=desk.key(), at=at, where=where, ts=shown.ts, who=profile.who, text=BADGE)
    used = ShortcutUsed(
        key=desk.key(), at=at, who=desk.who("lea"), where=where, shortcut="desk_from_message", ts=shown.ts
    )
    refused = MessageSeen(key=desk.key(), at=at, where=where, ts=shown.ts)
    looked_up = PeopleSeen(key=desk.key(), at=at, profiles=(profile,))
    for event in (told, used, refused, looked_up):
        answered(desk.door.submit(event))
    desk.carry()
    assert [desk.words(each) for each in desk.requests()] == [BADGE]
    assert "LYO-1" in desk.by_desk("#lyon")
