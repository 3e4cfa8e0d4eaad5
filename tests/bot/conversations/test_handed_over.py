"""What somebody away has in hand: offered to who stands in, taken in a press, undone, returned, given back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.tables import Absence, State
from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"
TAXI = "il me faudrait un taxi vendredi à 9h"


@pytest.fixture
def held(desk: Story) -> Story:
    """A desk where Inès has two requests of Lyon in hand, with a note on one."""
    desk.says("karim", "#lyon", TRAIN)
    desk.pass_by(minutes=20)
    desk.says("lea", "#lyon", TAXI)
    for ref in ("LYO-1", "LYO-2"):
        desk.types("ines", f"prendre {ref}")
    desk.says("ines", "#desk", "il préfère le train de 7 h", under=desk.card("LYO-1", "#desk"))
    return desk


def holders(desk: Story) -> list[str | None]:
    return [desk.who_has(each.ref) for each in desk.requests()]


def leaves(desk: Story, said: str = "absence aujourd'hui relais claire", who: str = "ines") -> Absence:
    desk.types(who, said)
    found: Absence = desk.rows(Absence)[-1]
    return found


def test_it_is_offered_with_what_is_promised_and_noted_and_taken_in_one_press(held: Story) -> None:
    leaves(held)
    card = held.last("@claire", "handover")
    assert "Reprenez-vous ses 2 demandes en cours ?" in str(card)
    assert "LYO-1, Déplacements, Lyon" in str(card)
    assert "il préfère le train de 7 h" in str(card)
    assert "Sans réponse avant" in str(card)
    assert "Inès Caron" not in str(card).partition("demandes en cours ?")[2], "whose they are is said once"
    assert held.room("@claire").index("Vous prenez le relais.") < held.room("@claire").index("Reprenez-vous")
    assert holders(held) == ["ines", "ines"]
    held.presses("claire", card, "handover_accept")
    assert holders(held) == ["claire", "claire"]
    assert held.history("LYO-1")[-1] == "assign"
    assert "Claire Morel s’en occupe" in held.room("#lyon")
    held.later(hours=3)
    assert holders(held) == ["claire", "claire"], "what was taken does not return to the pool"


def test_its_history_says_who_took_it_from_whom_and_why_it_returned(held: Story) -> None:
    leaves(held)
    held.presses("claire", held.last("@claire", "handover"), "handover_accept")
    assert "Claire Morel s’en charge." in held.text(held.types("claire", "voir LYO-1"), "claire")
    held.presses("claire", held.last("@claire", "handover"), "handover_undo")
    held.presses("claire", held.last("@claire", "handover"), "handover_refuse")
    told = held.text(held.types("claire", "voir LYO-1"), "claire")
    assert "remise au pôle, Inès Caron étant en absence." in told
    assert "l’a confiée à Claire Morel" not in told


def test_it_is_offered_soonest_first_and_returned_with_what_is_promised_since(desk: Story) -> None:
    desk.says("karim", "#lyon", "il faudrait commander des stylos")
    desk.types("ines", "attente LYO-1 quelle couleur ?")
    desk.later(hours=2)
    desk.says("lea", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1, LYO-2")
    before = desk.request("LYO-1").promised_at
    leaves(desk)
    card = str(desk.last("@claire", "handover"))
    assert card.index("LYO-2, Déplacements") < card.index("LYO-1, Services généraux")
    desk.presses("claire", desk.last("@claire", "handover"), "handover_refuse")
    after = desk.request("LYO-1").promised_at
    assert before is not None
    assert after is not None
    assert after > before, "its clock stood still for two hours"
    assert "Traitement promis avant vendredi 27 novembre, 12 h." in desk.room("@coralie")


def test_taking_it_is_undone_as_far_as_it_still_stands_so(held: Story) -> None:
    absence = leaves(held)
    held.presses("claire", held.last("@claire", "handover"), "handover_accept")
    held.types("claire", "fait LYO-2")
    held.presses("claire", held.last("@claire", "handover"), "handover_undo")
    assert holders(held) == ["ines", "claire"]
    assert held.request("LYO-2").state is State.RESOLVED
    assert "Reprenez-vous la demande en cours" in str(held.last("@claire", "handover"))
    held.forges("claire", "handover_undo", str(absence.id))
    assert holders(held)[0] == "ines"


def test_undone_it_takes_nothing_that_was_given_to_others_since(held: Story) -> None:
    leaves(held)
    held.presses("claire", held.last("@claire", "handover"), "handover_accept")
    held.types("claire", "rendre LYO-2")
    held.presses("claire", held.last("@claire", "handover"), "handover_undo")
    assert holders(held) == ["ines", None]


def test_where_nothing_is_left_of_what_was_offered_it_is_said(held: Story) -> None:
    absence = leaves(held)
    for ref in ("LYO-1", "LYO-2"):
        held.types("ines", f"fait {ref}")
    held.presses("claire", held.last("@claire", "handover"), "handover_accept")
    assert "rien à reprendre" in str(held.last("@claire", "handover"))
    assert holders(held) == ["ines", "ines"]
    held.later(hours=1)
    assert "reviennent au pôle" not in held.room("@coralie")
    held.forges("claire", "handover_undo", str(absence.id))
    assert holders(held) == ["ines", "ines"]


def test_who_is_back_is_not_offered_what_somebody_else_took(desk: Story) -> None:
    desk.says("zoe", "#aix", "voici ma note de frais de novembre à rembourser")
    desk.types("ines", "prendre AIX-1")
    absence = leaves(desk)
    desk.presses("claire", desk.last("@claire", "handover"), "handover_refuse")
    desk.types("samia", "prendre AIX-1")
    desk.later(days=1)
    assert "Bon retour" not in desk.room("@ines")
    desk.forges("ines", "away_back", str(absence.id))
    assert holders(desk) == ["samia"]


@pytest.mark.parametrize("how", ["refused", "unanswered"])
def test_refused_or_unanswered_it_returns_to_the_pool_and_the_coordinator_is_told(held: Story, how: str) -> None:
    leaves(held)
    if how == "refused":
        held.presses("claire", held.last("@claire", "handover"), "handover_refuse")
    else:
        held.later(minutes=14)
        assert holders(held) == ["ines", "ines"]
        held.later(minutes=2)
    assert holders(held) == [None, None]
    assert "Inès Caron est en absence." in held.room("@coralie")
    assert "2 demandes reviennent au pôle" in held.room("@coralie")
    assert [each.proposal_why for each in held.requests()] == ["stand_in", "stand_in"]
    assert held.last("@claire", "handover").card is not None
    assert "reprends]" not in str(held.last("@claire", "handover"))


def test_an_answer_that_comes_too_late_twice_or_from_another_changes_nothing(held: Story) -> None:
    absence = leaves(held)
    held.forges("hugo", "handover_accept", str(absence.id))
    held.forges("claire", "handover_accept", "x")
    assert holders(held) == ["ines", "ines"]
    held.later(minutes=16)
    told = held.text(held.forges("claire", "handover_accept", str(absence.id)), "claire")
    assert "plus rien à reprendre" in told
    assert holders(held) == [None, None]


def test_the_nearest_promise_comes_before_fifteen_minutes(held: Story) -> None:
    promised = min(each.promised_at for each in held.requests() if each.promised_at)
    held.until(promised - timedelta(minutes=5))
    leaves(held)
    held.until(promised - timedelta(seconds=1))
    assert "ines" in holders(held)
    held.until(promised + timedelta(seconds=1))
    assert "ines" not in holders(held)


def test_an_absence_to_come_hands_over_when_the_place_opens(held: Story) -> None:
    leaves(held, "absence demain relais claire")
    assert "Reprenez-vous" not in held.room("@claire")
    held.later(hours=22)
    assert "Reprenez-vous" not in held.room("@claire"), "before nine o'clock nobody is disturbed"
    held.later(minutes=45)
    assert "Reprenez-vous ses 2 demandes en cours" in held.room("@claire")


def test_where_the_place_opens_no_more_it_is_handed_over_all_the_same(held: Story) -> None:
    held.rules(lambda data: data["sites"][1].update(closed=["2026-11-24..2027-11-23", "2027-11-24..2028-11-22"]))
    leaves(held, "absence demain relais claire")
    held.later(hours=12)
    assert "Reprenez-vous" not in held.room("@claire")
    held.later(hours=3)
    assert "Reprenez-vous ses 2 demandes en cours" in held.room("@claire")
    held.later(days=2)
    assert holders(held) == [None, None], "nobody answered by the nearest promise"


def test_a_backup_who_goes_away_too_passes_on(held: Story) -> None:
    leaves(held)
    leaves(held, "absence aujourd'hui", who="claire")
    assert "reprends]" not in held.room("@claire")
    assert holders(held) == [None, None]
    assert "reviennent au pôle" in held.room("@coralie")


def test_without_a_backup_only_what_is_promised_before_the_return_goes_back(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "prendre LYO-1")
    desk.types("ines", "répondre LYO-1 je regarde les horaires")
    leaves(desk, "absence cet après-midi")
    desk.later(hours=5)
    promised = desk.request("LYO-1").promised_at
    assert promised is not None
    assert promised > desk.clock.at
    assert holders(desk) == ["ines"]
    leaves(desk, "absence du 25 novembre au 11 décembre")
    desk.later(days=1)
    assert holders(desk) == [None]
    assert "Une demande revient au pôle" in desk.room("@coralie")


@pytest.mark.parametrize(("choice", "then"), [("away_back", "ines"), ("away_leave", "claire")])
def test_who_is_back_has_again_what_is_still_open_or_leaves_it(held: Story, choice: str, then: str) -> None:
    absence = leaves(held)
    held.presses("claire", held.last("@claire", "handover"), "handover_accept")
    held.types("claire", "fait LYO-2")
    held.later(hours=24)
    card = held.last("@ines", "handover_back")
    assert "Une demande que vous aviez est toujours ouverte" in str(card)
    assert held.rows(Absence)[0].ended
    held.presses("ines", card, choice)
    assert holders(held) == [then, "claire"]
    held.forges("ines", "away_back", str(absence.id))
    held.forges("claire", "away_back", str(absence.id))
    assert holders(held) == [then, "claire"], "once, and by who was away"


def test_cancelled_while_it_is_offered_it_is_asked_no_more(held: Story) -> None:
    absence = leaves(held)
    held.forges("ines", "away_cancel", str(absence.id))
    assert "reprends]" not in held.room("@claire")
    held.forges("claire", "handover_accept", str(absence.id))
    held.later(hours=1)
    assert holders(held) == ["ines", "ines"]
    assert "reviennent au pôle" not in held.room("@coralie")


def test_what_was_proposed_to_who_goes_away_is_proposed_to_the_next(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    assert desk.request("LYO-1").proposal_why == "dedicated"
    leaves(desk)
    assert desk.request("LYO-1").proposal_why == "stand_in"
    assert "LYO-1" in desk.room("@claire")


def test_an_absence_of_the_charter_is_handed_over_too_and_goes_with_it(held: Story) -> None:
    held.rules(lambda data: data["people"][0].update(away=["2026-11-25..2026-12-11"]))
    (absence,) = held.rows(Absence)
    assert (absence.origin, absence.ended) == ("charter", False)
    held.forges("ines", "away_cancel", str(absence.id))
    held.types("ines", "absence du 25 novembre au 11 décembre relais claire")
    assert len(held.rows(Absence)) == 1, "said again for the same days, it names who stands in"
    held.rules(lambda data: data["people"][0].update(away=["2026-11-25..2026-12-11"]))
    assert len(held.rows(Absence, ended=False)) == 1
    held.later(hours=22, minutes=45)
    assert "Reprenez-vous ses 2 demandes en cours" in held.room("@claire")
    held.rules(lambda data: data["people"][0].update(away=[]))
    assert not held.rows(Absence, ended=False)
    assert "reprends]" not in held.room("@claire")


def test_nobody_away_is_given_a_request_by_hand(held: Story) -> None:
    leaves(held, "absence aujourd'hui", who="claire")
    told = held.text(held.types("coralie", "confier LYO-1 claire"), "coralie")
    assert "Claire Morel est en absence" in told
    assert held.who_has("LYO-1") == "ines"
