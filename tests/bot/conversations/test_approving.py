"""Agreement before the work: asked by the amount, given or not, undone within ten minutes, said on the card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.cards import CloseForm, FieldErrors
from bot.events import CharterChanged, Profile
from storage.tables import Approval, State, Vote
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import form_of
from tests.fakes.company import written

TRAIN = "il me faudrait un billet de train pour Paris jeudi, 1 200 € aller-retour"


@pytest.fixture
def ruled(desk_url: str) -> Iterator[Callable[[Callable[[dict[str, Any]], object]], Story]]:
    """Makes a desk of the sample company whose charter is changed so."""
    made: list[Story] = []

    def desk_of(change: Callable[[dict[str, Any]], object]) -> Story:
        desk = Story(desk_url, written(change))
        desk.submit(CharterChanged(key=desk.key(), at=desk.clock.now(), hash=desk.company.hash))
        made.append(desk)
        return desk

    yield desk_of
    for each in made:
        each.close()


Ruled = Callable[[Callable[[dict[str, Any]], object]], Story]


@pytest.fixture
def asked(desk: Story) -> Story:
    """A desk where Karim asked for a journey of 1 200 €: Marc is Lyon's manager, and its rule asks for above 800 €."""
    desk.says("karim", "#lyon", TRAIN)
    return desk


def question(desk: Story, who: str = "marc") -> Any:
    return desk.last(f"@{who}", "approval")


def states(desk: Story) -> list[str]:
    return [each.state for each in desk.rows(Approval)]


def test_above_the_amount_the_manager_is_asked_and_the_clock_stands_still(asked: Story) -> None:
    request = asked.request("LYO-1")
    assert (request.awaits_approval, request.approvers) == (True, "marc")
    assert request.paused_at is not None
    card = str(question(asked))
    assert "Votre accord est demandé pour LYO-1, de Karim Diallo" in card
    assert "Montant : 1 200 €" in card
    assert TRAIN in card
    for place in ("#lyon", "#desk"):
        assert "Accord attendu de Marc Vidal, pour 1 200 €" in str(asked.card("LYO-1", place))
    asked.later(days=3)
    assert "retard" not in str(asked.card("LYO-1", "#lyon"))


@pytest.mark.parametrize("text", ["un train pour Paris jeudi, 800 € maximum", "un train pour Paris jeudi, 62,50 €"])
def test_up_to_the_amount_nobody_is_asked(desk: Story, text: str) -> None:
    desk.says("karim", "#lyon", f"il me faudrait {text}")
    assert states(desk) == ["below"]
    assert not desk.request("LYO-1").awaits_approval
    desk.types("ines", "prendre LYO-1")
    assert "attend" not in str(desk.card("LYO-1", "#desk"))


def test_agreed_to_it_goes_on_ten_minutes_later(asked: Story) -> None:
    asked.later(hours=1)
    promised = asked.request("LYO-1").promised_at
    asked.presses("marc", question(asked), "approve")
    assert "Vous avez donné votre accord. Cela prend effet à" in str(question(asked))
    assert "Approuvée par Marc Vidal" in str(asked.card("LYO-1", "#lyon"))
    assert asked.request("LYO-1").awaits_approval
    asked.later(minutes=11)
    request = asked.request("LYO-1")
    assert (request.awaits_approval, request.paused_at, states(asked)) == (False, None, ["approved"])
    assert request.promised_at is not None
    assert promised is not None
    assert request.promised_at > promised, "what is promised moves by the time that it stood still"
    assert "Marc Vidal a donné son accord" in asked.room("#lyon")
    assert "Approuvée par Marc Vidal, 12 h" in str(asked.card("LYO-1", "#desk")) or "Approuvée par Marc Vidal" in str(
        asked.card("LYO-1", "#desk")
    )
    assert "[Revenir" not in str(question(asked))
    asked.types("ines", "fait LYO-1")
    assert asked.request("LYO-1").state is State.RESOLVED


def test_refused_its_requester_is_told_why_ten_minutes_later_and_may_ask_again(asked: Story) -> None:
    form = asked.presses("marc", question(asked), "refuse")
    assert "Pourquoi ?" in asked.text(form, "marc")
    asked.sends("marc", form, text="Prenez plutôt la visio, merci.")
    assert "Prenez plutôt la visio" not in asked.sees("karim")
    assert "Non approuvée" not in asked.sees("karim"), "until it holds, its author is not told"
    assert "Non approuvée par Marc Vidal" in str(asked.card("LYO-1", "#desk"))
    asked.later(minutes=11)
    assert (asked.request("LYO-1").state, states(asked)) == (State.CANCELLED, ["refused"])
    told = asked.last("@karim", "approval_refused")
    assert "Marc Vidal n’a pas pu donner son accord" in str(told)
    assert "Prenez plutôt la visio, merci." in str(told)
    assert "Prenez plutôt la visio" not in asked.room("#lyon")
    asked.presses("karim", told, "reopen")
    assert states(asked) == ["refused", "awaited"]
    assert "[Approuver]" in str(question(asked))


def test_it_may_be_taken_but_not_be_done_before(asked: Story) -> None:
    asked.presses("ines", asked.card("LYO-1", "#desk"), "claim")
    assert asked.who_has("LYO-1") == "ines"
    reply = asked.types("ines", "fait LYO-1")
    assert "elle ne peut pas être terminée avant. Accord attendu de Marc Vidal" in asked.text(reply, "ines")
    assert asked.request("LYO-1").state is State.CLAIMED


@pytest.mark.parametrize(("minutes", "agreed"), [(9, False), (11, True)])
def test_a_word_is_taken_back_for_ten_minutes(asked: Story, minutes: int, agreed: bool) -> None:
    asked.presses("marc", question(asked), "approve")
    asked.later(minutes=minutes)
    reply = asked.forges("marc", "unvote", "LYO-1")
    assert ("C’est trop tard" in asked.text(reply, "marc")) == agreed
    assert states(asked) == ["approved" if agreed else "awaited"]
    if not agreed:
        assert "[Approuver]" in str(question(asked))
        assert "Accord attendu de Marc Vidal" in str(asked.card("LYO-1", "#lyon"))
        asked.later(hours=1)
        assert states(asked) == ["awaited"], "what was taken back takes no effect"
        asked.types("marc", "refuser LYO-1 finalement non")
        asked.later(minutes=11)
        assert states(asked) == ["refused"]


def test_twice_too_late_or_by_another_changes_nothing(asked: Story) -> None:
    reply = asked.types("ines", "approuver LYO-1")
    assert "L’accord est demandé à quelqu’un d’autre. Marc Vidal peut vous aider" in asked.text(reply, "ines")
    assert "Je ne trouve pas" in asked.text(asked.types("zoe", "approuver LYO-1"), "zoe")
    asked.types("karim", "approuver LYO-1")
    assert asked.rows(Vote) == []
    asked.types("marc", "approuver LYO-1")
    reply = asked.types("marc", "refuser LYO-1 non")
    assert "Approuvée par Marc Vidal" in asked.text(reply, "marc")
    asked.later(minutes=11)
    assert "Approuvée par Marc Vidal" in asked.text(asked.types("marc", "approuver LYO-1"), "marc")
    assert [each.approves for each in asked.rows(Vote)] == [True]
    assert "réponse à reprendre" in asked.text(asked.forges("ines", "unvote", "LYO-1"), "ines")


def test_cancelled_meanwhile_nobody_is_asked_any_longer(asked: Story) -> None:
    asked.types("karim", "annuler LYO-1")
    assert states(asked) == ["withdrawn"]
    assert "Votre accord n’est plus attendu" in str(question(asked))
    assert "Aucun accord n’est attendu" in asked.text(asked.types("marc", "approuver LYO-1"), "marc")
    asked.types("karim", "rouvrir LYO-1")
    assert states(asked) == ["withdrawn", "awaited"]


def test_an_amount_that_rises_asks_again_and_one_that_falls_does_not(desk: Story) -> None:
    wrote = desk.says("karim", "#lyon", TRAIN)
    desk.presses("marc", question(desk), "approve")
    desk.later(minutes=11)
    desk.edits(wrote, TRAIN.replace("1 200", "900"))
    desk.edits(wrote, TRAIN.replace("1 200", "1 100"))
    assert states(desk) == ["approved"]
    desk.edits(wrote, TRAIN.replace("1 200", "1 500"))
    assert states(desk) == ["approved", "awaited"]
    assert "Montant : 1 500 €" in str(question(desk))
    assert desk.request("LYO-1").awaits_approval


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (", 800 €", "", None),
        (", 500 € ou 550 $", "", None),
        (", 1 200 €", "", None),
        (", 1 200 €", ", 500 €", None),
        (", 1 500 €", ", 1 200 €", "Accord attendu de Marc Vidal, pour 1 200 €"),
        (", 1 200 €", ", 500 € ou 550 $", "plusieurs monnaies"),
    ],
)
def test_what_nobody_agreed_to_yet_is_what_its_words_say_now(
    desk: Story, before: str, after: str, line: str | None
) -> None:
    """The same as if they had been written so: an edit may be heard before what it edits."""
    need = "il me faudrait un train pour Paris jeudi"
    wrote = desk.says("karim", "#lyon", f"{need}{before}")
    desk.edits(wrote, f"{need}{after}")
    desk.says("paul", "#lyon", f"{need}{after}")
    edited, written = (
        str(desk.card(ref, "#desk")).replace(ref, "LYO").replace(who, "Qui")
        for ref, who in (("LYO-1", "Karim Diallo"), ("LYO-2", "Paul Roche"))
    )
    assert edited == written
    assert line in edited if line else "ccord" not in edited
    amounts = [each for each in ("1 500", "1 200") if each in before and each not in after]
    assert not any(each in str(shown) for each in amounts for shown in desk.shown("@marc"))


def test_an_agreement_asked_by_hand_stays_asked_whatever_its_words_say(desk: Story) -> None:
    wrote = desk.says("marc", "#lyon", TRAIN)
    desk.types("coralie", "approbation LYO-1 @Hélène Durand")
    assert "1 200 €" in str(question(desk, "helene"))
    desk.edits(wrote, TRAIN.replace("1 200", "500"))
    assert desk.request("LYO-1").approvers == "helene"


def test_an_amount_to_be_said_is_not_where_another_service_has_no_rule(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train à 500 € et une chambre à 400 € pour Paris jeudi")
    assert "plusieurs montants" in str(desk.card("LYO-1", "#desk"))
    desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer"), service="office")
    assert desk.request("LYO-1").service == "office"
    assert "ccord" not in str(desk.card("LYO-1", "#desk"))


def test_an_amount_that_rises_while_it_is_agreed_to_asks_again(desk: Story) -> None:
    wrote = desk.says("karim", "#lyon", TRAIN)
    desk.presses("marc", question(desk), "approve")
    desk.edits(wrote, TRAIN.replace("1 200", "2 000"))
    assert states(desk) == ["withdrawn", "awaited"]
    desk.later(hours=1)
    assert desk.request("LYO-1").awaits_approval, "his word was for less"


def test_who_asks_does_not_agree_and_who_coordinates_is_told_that_nobody_can(desk: Story) -> None:
    desk.says("marc", "#lyon", TRAIN)
    request = desk.request("LYO-1")
    assert (request.awaits_approval, request.approvers) == (True, "")
    told = desk.last("@coralie", "approval_nobody")
    assert "Marc Vidal en est à l’origine, et ne peut pas l’approuver" in str(told)
    assert "personne ne peut le donner pour l’instant" in str(desk.card("LYO-1", "#lyon"))
    desk.types("marc", "approuver LYO-1")
    assert desk.rows(Vote) == []


def test_who_does_not_answer_is_asked_again_in_their_hours_then_who_coordinates_is_told(asked: Story) -> None:
    """Asked on a Tuesday at ten: after four open hours, then on each of three days; never at night."""

    def times_asked() -> int:
        return sum("[Approuver]" in str(each) or "plus bas" in str(each) for each in asked.shown("@marc"))

    asked.later(hours=4)
    assert times_asked() == 1
    asked.later(hours=2)
    assert times_asked() == 2
    assert "toujours attendu pour LYO-1" in str(question(asked))
    asked.later(hours=12)
    assert times_asked() == 2
    asked.later(days=2)
    assert times_asked() == 4
    assert "qui n’a pas répondu" not in asked.room("@coralie")
    asked.later(days=1)
    assert times_asked() == 4
    assert "LYO-1 attend l’accord de Marc Vidal, qui n’a pas répondu" in asked.room("@coralie")
    asked.later(days=10)
    assert asked.room("@coralie").count("qui n’a pas répondu") == 1
    asked.presses("marc", question(asked), "approve")
    asked.later(minutes=11)
    assert states(asked) == ["approved"]


def test_until_a_refusal_holds_its_author_reads_that_it_is_awaited(asked: Story) -> None:
    asked.types("marc", "refuser LYO-1 trop cher")
    shown = asked.text(asked.types("karim", "voir LYO-1", "@"))
    for told in (shown, str(asked.card("LYO-1", "#lyon"))):
        assert "Accord attendu de Marc Vidal, pour 1 200 €." in told
        assert told.count("Le délai est suspendu") == 1
        assert "prend effet" not in told
    inside = str(asked.card("LYO-1", "#desk"))
    assert "Non approuvée par Marc Vidal" in inside
    assert "Cela prend effet à" in inside


def test_what_was_agreed_to_says_from_when_it_holds(asked: Story) -> None:
    asked.types("marc", "approuver LYO-1")
    asked.types("ines", "prendre LYO-1")
    told = asked.text(asked.types("ines", "fait LYO-1"), "ines")
    for said in (told, str(asked.card("LYO-1", "#lyon")), asked.text(asked.types("karim", "voir LYO-1", "@"))):
        assert "Approuvée par Marc Vidal" in said
        assert "Cela prend effet à" in said
        assert "d’ici là" not in said


def test_a_word_taken_back_is_not_left_standing_in_the_history(asked: Story) -> None:
    asked.types("marc", "approuver LYO-1")
    asked.forges("marc", "unvote", "LYO-1")
    history = asked.text(asked.types("karim", "voir LYO-1", "@"))
    assert "Marc Vidal a donné son accord." in history
    assert "Marc Vidal a repris sa réponse." in history


def test_whoever_has_it_reads_in_a_list_and_in_full_what_it_waits_for(asked: Story) -> None:
    asked.types("ines", "prendre LYO-1")
    assert "En attente d’un accord" in asked.opens_home("ines")
    shown = asked.text(asked.types("ines", "voir LYO-1"), "ines")
    assert "Accord attendu de Marc Vidal" in shown
    assert "le temps d’un accord" in shown


def test_an_answer_stops_the_reminders(asked: Story) -> None:
    asked.types("marc", "approuver LYO-1")
    asked.later(days=5)
    assert "toujours attendu" not in asked.room("@marc")


def test_who_is_away_is_replaced_by_who_stands_in_for_them(ruled: Ruled) -> None:
    desk = ruled(lambda data: data["services"][0].update(approval={"by": ["nadia"], "above": 800}))
    desk.types("nadia", "absence aujourd'hui relais samia")
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").approvers == "samia"
    desk.presses("samia", question(desk, "samia"), "approve")
    desk.later(minutes=11)
    assert [each.seat for each in desk.rows(Vote)] == ["nadia"]
    assert "Approuvée par Samia Roux" in str(desk.card("LYO-1", "#desk"))


def test_who_goes_away_before_answering_is_replaced_then_and_asked_again_when_back(ruled: Ruled) -> None:
    desk = ruled(lambda data: data["services"][0].update(approval={"by": ["nadia"], "above": 800}))
    desk.says("karim", "#lyon", TRAIN)
    desk.types("nadia", "absence demain matin relais samia")
    desk.later(hours=12)
    assert desk.request("LYO-1").approvers == "nadia"
    desk.later(hours=12)
    assert desk.request("LYO-1").approvers == "samia"
    assert "n’est plus attendu" in str(question(desk, "nadia"))
    assert "[Approuver]" in str(question(desk, "samia"))
    desk.later(hours=6)
    assert desk.request("LYO-1").approvers == "nadia"
    assert "[Approuver]" in str(question(desk, "nadia"))
    assert "[Approuver]" not in str(question(desk, "samia"))


def test_who_is_asked_later_is_asked_again_by_the_time_since_then(asked: Story) -> None:
    """Asked on a Tuesday at ten of Marc, who is away the next day, and of Julie in his place."""
    asked.types("marc", "absence demain relais @Julie Schmitt")
    asked.later(hours=24)
    assert asked.request("LYO-1").approvers == "julie"
    assert "toujours attendu" not in asked.room("@julie")
    asked.later(hours=6)
    assert "toujours attendu" in asked.room("@julie")
    asked.later(hours=18)
    assert asked.request("LYO-1").approvers == "marc"
    asked.later(hours=2)
    assert "qui n’a pas répondu" not in asked.room("@coralie")


@pytest.mark.parametrize("mode", ["all", "any"])
def test_of_several_each_agrees_or_one_does(ruled: Ruled, mode: str) -> None:
    rule = {"by": ["marc", "julie"], "above": 800, "mode": mode}
    desk = ruled(lambda data: data["services"][0].update(approval=rule))
    desk.says("karim", "#lyon", TRAIN)
    desk.presses("julie", question(desk, "julie"), "approve")
    desk.later(minutes=11)
    assert states(desk) == ["awaited" if mode == "all" else "approved"]
    if mode == "any":
        assert "Approuvée par Julie Schmitt" in str(question(desk))
        assert "[Approuver]" not in str(question(desk))
        return
    assert "Accord attendu de Marc Vidal" in str(desk.card("LYO-1", "#desk"))
    desk.types("marc", "refuser LYO-1 trop cher")
    desk.later(minutes=11)
    assert states(desk) == ["refused"]
    assert "trop cher" in str(desk.last("@karim", "approval_refused"))


def test_a_question_goes_to_who_asked_and_the_answer_comes_back(asked: Story) -> None:
    form = asked.presses("marc", question(asked), "inquire")
    asked.sends("marc", form, text="Pourquoi pas en visio ?")
    assert "Pourquoi pas en visio ?" in asked.room("#lyon")
    assert "Pourquoi pas en visio ?" in asked.room("#desk")
    asked.says("karim", "#lyon", "c'est la signature du contrat, en personne", under=asked.card("LYO-1", "#lyon"))
    assert "c'est la signature du contrat" in asked.room("@marc").replace("’", "'")
    assert states(asked) == ["awaited"]


def test_refused_who_is_only_proposed_it_is_not_told_that_it_is_theirs_again(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi à 14h")
    desk.types("claire", "approbation LYO-1 @Hélène Durand")
    desk.types("helene", "refuser LYO-1 pas ce mois-ci")
    desk.later(minutes=10)
    desk.carry()
    assert "La demande vous est toujours proposée." in desk.room("@ines")
    assert "La demande reprend son cours." in desk.room("@claire")
    assert "entre vos mains" not in desk.room("@ines") + desk.room("@claire")


def test_an_assistant_asks_anybody_and_a_refusal_gives_it_back_to_them(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait deux badges pour lundi")
    desk.types("ines", "prendre LYO-1")
    reply = desk.types("ines", "approbation LYO-1 @Marc Vidal et Hélène Durand 1,2 k€")
    assert "C’est noté : l’accord est demandé, pour LYO-1" in desk.text(reply, "ines")
    assert desk.request("LYO-1").approvers == "marc helene"
    assert "Montant : 1 200 €" in str(question(desk, "helene"))
    reply = desk.types("ines", "approbation LYO-1 @Marc Vidal")
    assert "LYO-1 attend déjà un accord" in desk.text(reply, "ines")
    desk.types("helene", "refuser LYO-1 pas ce mois-ci")
    desk.later(minutes=11)
    request = desk.request("LYO-1")
    assert (request.state, request.awaits_approval, desk.who_has("LYO-1")) == (State.CLAIMED, False, "ines")
    assert "pas ce mois-ci" in str(desk.last("@ines", "approval_refused"))
    assert "Le pôle regarde avec vous ce qui est possible" in str(desk.last("@karim", "approval_refused"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("@Personne Inconnue", "Je ne trouve pas cette personne"),
        ("@karim", "Karim Diallo en est à l’origine, et ne peut pas l’approuver"),
        ("@Karim Diallo 900 €", "Karim Diallo en est à l’origine, et ne peut pas l’approuver"),
        ("@zoe", "parmi celles qui peuvent donner un accord"),
        ("@Marc Vidal 100 € ou 120 $", "un seul montant, dans une seule monnaie"),
        ("@Inès Caron", "Inès Caron en est à l’origine"),
    ],
)
def test_what_cannot_be_asked_has_its_sentence(desk: Story, said: str, told: str) -> None:
    desk.says("karim", "#lyon", "il me faudrait deux badges pour lundi")
    desk.types("ines", "prendre LYO-1")
    assert told in desk.text(desk.types("ines", f"approbation LYO-1 {said}"), "ines")
    assert states(desk) == []


@pytest.mark.parametrize(
    ("asks", "line"),
    [
        ("un train pour Paris jeudi", "Montant à préciser : au-dessus de 800 €"),
        ("un train pour Paris jeudi, 500 € ou 550 $", "plusieurs monnaies"),
        ("un train pour Londres jeudi, 900 £", "une autre monnaie"),
        ("un train à 500 € et une chambre à 400 € pour Paris jeudi", "plusieurs montants"),
    ],
)
def test_an_amount_in_doubt_is_to_be_said_and_blocks_nothing(desk: Story, asks: str, line: str) -> None:
    desk.says("karim", "#lyon", f"il me faudrait {asks}")
    desk.types("ines", "prendre LYO-1")
    assert not desk.request("LYO-1").awaits_approval
    assert line in str(desk.card("LYO-1", "#desk")).replace("\u202f", " ")
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "amount")
    assert "Je n’ai pas compris" in desk.text(desk.sends("ines", form, amount="cher"))
    assert "en EUR" in desk.text(desk.sends("ines", form, amount="900 $"))
    for rubbish in ("-1200", "- 10^6", "1e6 €", "1000000000000 €", "NaN", "\u2400", "x" * 40_000):
        assert "Je n’ai pas compris" in desk.text(desk.sends("ines", form, amount=rubbish)), rubbish
    desk.sends("ines", form, amount="1 050,50")
    assert desk.request("LYO-1").approvers == "marc"
    assert "Montant : 1 050,50 €" in str(question(desk))


def test_an_amount_said_to_be_small_asks_nobody(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi")
    desk.types("ines", "prendre LYO-1")
    assert "Aucun accord n’est nécessaire" in desk.text(desk.types("ines", "montant LYO-1 120 €"), "ines")
    assert "Montant à préciser" not in str(desk.card("LYO-1", "#desk"))
    assert states(desk) == ["below"]


def test_nobody_who_is_not_cleared_is_asked_about_what_is_confidential(ruled: Ruled) -> None:
    rule = {"by": ["manager", "samia"], "above": 0}
    desk = ruled(lambda data: data["services"][4].update(approval=rule))
    desk.says("karim", "@", "j'ai besoin d'une attestation employeur pour mon dossier à Lyon")
    request = desk.requests()[0]
    assert (request.service, request.awaits_approval, request.approvers) == ("hr_admin", True, "samia")
    for who in ("marc", "julie", "coralie"):
        assert request.ref not in desk.sees(who)


def test_an_approver_who_left_is_said_to_who_coordinates(ruled: Ruled) -> None:
    desk = ruled(lambda data: data["services"][0].update(approval={"by": ["andre"], "above": 800}))
    desk.told_of(Profile(who=desk.who("andre", "slack"), name="André Payet", active=False))
    desk.told_of(Profile(who=desk.who("andre", "teams"), name="André Payet", active=False))
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").approvers == ""
    assert "André Payet n’est plus joignable ici" in desk.room("@coralie")
    desk.presses("coralie", desk.last("@coralie", "approval_nobody"), "approval")
    desk.types("coralie", "approbation LYO-1 @Julie Schmitt")
    assert desk.request("LYO-1").approvers == "julie"
    desk.types("julie", "refuser LYO-1 non")
    desk.later(minutes=11)
    assert desk.request("LYO-1").state is State.CANCELLED, "it stood for what the charter asks"


def test_one_who_leaves_before_answering_is_said_to_who_coordinates(asked: Story) -> None:
    asked.told_of(Profile(who=asked.who("marc"), name="Marc Vidal", active=False))
    assert asked.request("LYO-1").approvers == ""
    assert "Marc Vidal n’est plus joignable ici" in asked.room("@coralie")


def test_a_decision_takes_effect_though_the_desk_was_down_and_only_once(desk: Story, desk_url: str) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("marc", "approuver LYO-1")
    desk.pass_by(hours=3)
    other = Story(desk_url, desk.company, beside=desk)
    try:
        assert "trop tard" in other.text(other.forges("marc", "unvote", "LYO-1"), "marc")
        other.later(minutes=1)
        desk.later(minutes=1)
    finally:
        other.close()
    assert states(desk) == ["approved"]
    assert desk.history("LYO-1").count("approval_given") == 1


def test_two_who_answer_at_once_count_once(ruled: Ruled) -> None:
    rule = {"by": ["marc", "julie"], "above": 800, "mode": "any"}
    desk = ruled(lambda data: data["services"][0].update(approval=rule))
    desk.says("karim", "#lyon", TRAIN)
    presses = [
        desk.pressed(who, act, "LYO-1") for who, act in (("marc", "approve"), ("julie", "approve"), ("marc", "approve"))
    ]
    for future in desk.at_once(*presses):
        future.result(30)
    desk.carry()
    assert len(desk.rows(Vote)) == 1
    desk.later(minutes=11)
    assert states(desk) == ["approved"]


def both(*names: str) -> Callable[[dict[str, Any]], object]:
    """All of these people agree to a journey above 800 €."""
    return lambda data: data["services"][0].update(approval={"by": list(names), "above": 800, "mode": "all"})


def test_who_leaves_is_passed_over_though_the_others_spoke_before(ruled: Ruled) -> None:
    desk = ruled(both("marc", "julie"))
    desk.says("karim", "#lyon", TRAIN)
    desk.types("marc", "approuver LYO-1")
    desk.told_of(Profile(who=desk.who("julie"), name="Julie Schmitt", active=False))
    assert "Cela prend effet à" in str(question(desk))
    desk.later(minutes=11)
    assert states(desk) == ["approved"]
    assert "personne ne peut" not in desk.room("@coralie")


def test_who_spoke_is_not_waited_for_again_where_they_stand_in_since(ruled: Ruled) -> None:
    desk = ruled(both("nadia", "samia"))
    desk.says("karim", "#lyon", TRAIN)
    desk.types("samia", "approuver LYO-1")
    desk.types("nadia", "absence aujourd'hui relais samia")
    desk.later(minutes=11)
    assert states(desk) == ["approved"]


def moved(data: dict[str, Any]) -> None:
    """Julie is the manager of Lyon, in the place of Marc."""
    for each in data["people"]:
        if each["id"] in ("marc", "julie"):
            each["sites"] = ["aix"] if each["id"] == "marc" else ["lyon", "strasbourg"]


@pytest.mark.parametrize("spoke", [False, True])
def test_another_manager_by_another_charter_is_asked_in_the_place_of_the_first(ruled: Ruled, *, spoke: bool) -> None:
    """What the first said is not enough by then: the words of all who are asked are."""
    desk = ruled(lambda data: data["services"][0].update(approval={"by": "manager", "above": 800, "mode": "all"}))
    desk.says("karim", "#lyon", TRAIN)
    if spoke:
        desk.types("marc", "approuver LYO-1")
    desk.rules(moved)
    assert desk.request("LYO-1").approvers == "julie"
    if not spoke:
        assert "n’est plus attendu" in str(question(desk))
    desk.later(days=2)
    assert states(desk) == ["awaited"]
    assert "toujours attendu pour LYO-1" in str(question(desk, "julie"))
    desk.presses("julie", question(desk, "julie"), "approve")
    desk.later(minutes=11)
    assert states(desk) == ["approved"]


def test_taking_back_a_word_tells_nobody_that_a_request_is_there(asked: Story) -> None:
    said = [asked.text(asked.forges("zoe", "unvote", ref), "zoe") for ref in ("LYO-1", "LYO-99")]
    assert said == ["Je ne trouve pas cette demande. Vérifiez sa référence."] * 2


def test_a_word_taken_back_by_one_who_is_asked_no_longer_leaves_it_to_who_coordinates(asked: Story) -> None:
    asked.types("marc", "refuser LYO-1 trop cher")
    asked.rules(lambda data: [each.update(sites=["aix"]) for each in data["people"] if each["id"] == "marc"])
    assert asked.request("LYO-1").approvers == ""
    assert "personne ne peut le donner" not in asked.room("@coralie")
    asked.presses("marc", question(asked), "unvote")
    assert "n’est plus attendu" in str(question(asked))
    assert "personne ne peut le donner" in asked.room("@coralie")
    asked.later(hours=1)
    assert states(asked) == ["awaited"]


def test_what_it_costs_is_said_in_the_form_of_a_new_request(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    sent = {"text": "il me faudrait un train pour Paris jeudi, 300 € si possible", "site": "lyon", "amount": "1 200"}
    desk.sends("karim", form, **sent)
    (approval,) = desk.rows(Approval)
    assert (approval.state, approval.amount, approval.currency) == ("awaited", "1200", "EUR")
    assert "Montant : 1 200 €" in str(question(desk))
    assert desk.room("@marc").count("Votre accord est demandé") == 1
    assert desk.history("LYO-1")[:3] == ["ask", "amount", "approval"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("beaucoup", "Je n’ai pas compris ce montant."),
        ("-1200", "Je n’ai pas compris ce montant."),
        ("100 € ou 120 $", "un seul montant, dans une seule monnaie"),
        ("1 200 $", "Écrivez-le en EUR"),
    ],
)
def test_a_wrong_amount_in_that_form_is_told_beside_it_with_what_else_is_wrong(
    desk: Story, typed: str, told: str
) -> None:
    form = desk.types("karim", "nouvelle")
    wrong = {"text": "un train pour Paris jeudi", "site": "lyon", "due": "31 février", "amount": typed}
    reply = desk.sends("karim", form, **wrong)
    assert isinstance(reply, FieldErrors)
    assert set(reply.errors) == {"due", "amount"}
    assert told in desk.text(reply, "karim")
    assert not desk.rows(Approval)


def test_an_amount_of_what_no_rule_is_about_may_be_in_any_currency(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    sent = {"text": "il faudrait imprimer le dossier", "site": "lyon", "service": "other", "amount": "40 $"}
    assert isinstance(desk.sends("karim", form, **sent), CloseForm)
    assert not desk.rows(Approval)


def test_an_amount_is_asked_for_only_where_one_decides(desk: Story, ruled: Ruled) -> None:
    def free(charter: dict[str, Any]) -> None:
        for service in charter["services"]:
            service.pop("approval", None)

    for each, there in ((desk, True), (ruled(free), False)):
        fields = [field.id for field in form_of(each.types("karim", "nouvelle")).fields]
        assert ("amount" in fields) is there


@pytest.mark.parametrize(
    ("said", "asks"),
    [("1 200", "Accord attendu de Marc Vidal, pour 1 200 €"), ("120", None), ("900 $", "une autre monnaie")],
)
def test_what_it_costs_is_not_forgotten_where_another_service_counts_it(
    desk: Story, said: str, asks: str | None
) -> None:
    form = desk.types("karim", "nouvelle")
    sent = {"text": "il faudrait imprimer le dossier", "site": "lyon", "service": "office", "amount": said}
    assert isinstance(desk.sends("karim", form, **sent), CloseForm)
    for service in ("travel", "office", "travel"):
        desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer"), service=service)
    assert desk.request("LYO-1").service == "travel"
    card = str(desk.card("LYO-1", "#desk"))
    assert (asks in card) if asks else "Accord attendu" not in card and "préciser" not in card


@pytest.mark.parametrize(("after", "asked"), [(", 900 €", "900 €"), (", 300 €", None), ("", "1 200 €")])
def test_what_its_words_say_since_counts_before_what_was_said(desk: Story, after: str, asked: str | None) -> None:
    need = "il faudrait imprimer le dossier"
    wrote = desk.says("karim", "#lyon", f"il me faudrait un train pour Paris jeudi{after and ', 500 €'}")
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "montant LYO-1 1 200 €")
    desk.sends("ines", desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer"), service="office")
    assert not desk.request("LYO-1").awaits_approval
    desk.edits(wrote, f"{need}{after}")
    desk.sends("coralie", desk.presses("coralie", desk.card("LYO-1", "#desk"), "transfer"), service="travel")
    assert desk.request("LYO-1").service == "travel"
    card = str(desk.card("LYO-1", "#desk"))
    assert (f"Accord attendu de Marc Vidal, pour {asked}" in card) if asked else "Accord attendu" not in card
