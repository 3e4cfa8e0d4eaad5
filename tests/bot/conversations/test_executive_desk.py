"""An executive's own requests: for the two whom the charter names beside them, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from storage.tables import Level, Request
from tests.bot.desk_harness import Story

ROOM = "il me faudrait une salle pour le comité à Lyon jeudi à 14h"
PAY = "il me faudrait mon bulletin de paie d'octobre"
OTHERS = ("ines", "hugo", "nadia", "coralie", "marc", "julie", "andre", "tom", "karim")
WAITS = "Une demande confidentielle attend : aucune des personnes à qui elle est destinée n’est là."
LATE = "Une demande confidentielle est en retard."


def rules(desk: Story, assistant: str = "samia", backup: str = "claire", **away: list[str]) -> None:
    def change(data: dict[str, Any]) -> None:
        data["executive_desk"] = [{"executive": "helene", "assistant": assistant, "backup": backup}]
        for person in data["people"]:
            person.update({"away": away[person["id"]]} if person["id"] in away else {})

    desk.rules(change)


def asked(desk: Story, text: str = ROOM, where: str = "@", who: str = "helene") -> Request:
    desk.says(who, where, text)
    return desk.requests()[-1]


def told(desk: Story, what: str) -> set[str]:
    return {who for who in ("samia", "claire", *OTHERS) if what in desk.room(f"@{who}")}


def test_it_is_for_those_two_and_nobody_else_reads_a_word_or_knows_of_it(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    assert (request.level, request.executive, request.proposal_why) == (Level.RESTRICTED, "helene", "dedicated")
    assert told(desk, "le comité") == {"samia", "claire"}
    assert "Lyon : 0 ouverte." in desk.opens_home("coralie")
    for who in OTHERS:
        desk.opens_home(who)
        assert "le comité" not in desk.sees(who), who
        assert request.ref not in desk.sees(who), who
        seen, none = (desk.text(desk.types(who, f"voir {ref}"), who) for ref in (request.ref, "LYO-99"))
        assert seen.replace(request.ref, "LYO-99") == none, who
        desk.forges(who, "claim", request.ref)
    assert desk.who_has(request.ref) is None
    desk.presses("claire", desk.card(request.ref, "@claire"), "claim")
    assert desk.who_has(request.ref) == "claire"


def test_asked_in_a_channel_its_thread_tells_its_state_and_triage_nothing(desk: Story) -> None:
    rules(desk)
    request = asked(desk, where="#lyon")
    assert request.ref in desk.by_desk("#lyon")
    assert "comité" not in desk.by_desk("#lyon")
    assert desk.by_desk("#desk") == ""


def test_what_is_said_to_the_desk_by_nobody_of_the_two_or_for_another_is_as_before(desk: Story) -> None:
    rules(desk)
    assert asked(desk, where="#lyon", who="karim").executive == ""
    assert asked(desk, where="#lyon", who="tom").executive == ""
    assert "le comité" in desk.by_desk("#desk")


def test_what_is_confidential_goes_to_the_one_of_the_two_who_is_cleared(desk: Story) -> None:
    rules(desk)
    desk.says("helene", "@", f"{PAY}, à Lyon")
    request = desk.requests()[-1]
    assert request.level is Level.CONFIDENTIAL
    assert told(desk, "bulletin") == {"samia"}


def test_what_is_confidential_goes_to_the_contact_where_neither_is_cleared(desk: Story) -> None:
    rules(desk, "ines", "claire")
    desk.says("helene", "@", f"{PAY}, à Lyon")
    assert desk.requests()[-1].level is Level.CONFIDENTIAL
    assert told(desk, "bulletin") == {"nadia"}


def test_while_the_assistant_is_away_it_is_proposed_to_the_backup(desk: Story) -> None:
    rules(desk, samia=["2026-11-01..2026-12-31"])
    assert asked(desk).proposal_why == "backup"


def test_with_both_away_the_coordination_learns_that_one_waits_and_no_more(desk: Story) -> None:
    rules(desk, samia=["2026-11-01..2026-12-31"], claire=["2026-11-01..2026-12-31"])
    request = asked(desk)
    assert request.proposed_id is None
    assert told(desk, WAITS) == {"coralie"}
    assert request.ref not in desk.sees("coralie")


def test_late_it_climbs_to_the_two_and_the_coordination_learns_that_one_is(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.until(request.asked_at + timedelta(days=9))
    desk.carry()
    assert told(desk, f"{request.ref} a besoin de vous") == {"samia", "claire"}
    assert told(desk, LATE) == {"coralie"}
    assert request.ref not in desk.by_desk("#alertes")
    desk.opens_home("coralie")
    assert "1 demande confidentielle en retard" in desk.sees("coralie")


def test_an_alert_of_the_executive_reaches_the_two(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.types("helene", f"escalade {request.ref} c'est pour ce soir")
    assert told(desk, "pour ce soir") == {"samia", "claire"}


def test_it_needs_nobody_s_agreement(desk: Story) -> None:
    rules(desk)
    request = asked(desk, "il faudrait un billet de train à 2400 € pour New York lundi, pour le site de Lyon")
    assert not desk.request(request.ref).awaits_approval
    assert (desk.request(request.ref).approvers, told(desk, "New York")) == ("", {"samia", "claire"})


def test_another_charter_hands_it_to_whoever_works_for_them_now_and_without_any_to_the_contact(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.presses("samia", desk.card(request.ref, "@samia"), "claim")
    rules(desk, "ines", "claire")
    desk.later(minutes=5)
    assert desk.who_has(request.ref) is None
    assert "le comité" in desk.room("@ines")
    assert "le comité" not in desk.room("@samia")
    desk.rules(lambda data: data.pop("executive_desk", None))
    desk.later(minutes=5)
    assert "le comité" in desk.room("@nadia")
    assert "le comité" not in desk.room("@ines")
    assert desk.by_desk("#desk") == ""


def test_what_its_author_gives_another_service_is_no_less_theirs(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.presses("helene", desk.card(request.ref, "@helene"), "correct", "office")
    assert desk.request(request.ref).service == "office"
    assert desk.request(request.ref).level is Level.RESTRICTED
    assert desk.by_desk("#desk") == ""


def test_the_executive_opens_theirs_to_somebody_and_the_coordination_or_a_whole_service_does_not(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.types("coralie", "accès Salles et réunions à Lyon @Marc Vidal pour 7 jours, contrôle", "@")
    desk.types("coralie", f"accès {request.ref} @Marc Vidal pour 7 jours, contrôle", "@")
    assert "le comité" not in desk.text(desk.types("marc", f"voir {request.ref}", "@"), "marc")
    desk.types("helene", f"accès {request.ref} @Marc Vidal pour 7 jours, il prépare la réunion", "@")
    assert "le comité" in desk.text(desk.types("marc", f"voir {request.ref}", "@"), "marc")


def test_who_works_it_alone_is_told_that_nobody_else_can_agree(desk: Story) -> None:
    rules(desk)
    request = asked(desk)
    desk.types("claire", f"prendre {request.ref}")
    told_so = desk.text(desk.types("claire", f"approbation {request.ref}"), "claire")
    assert told_so == f"{request.ref} : personne d’autre ici ne peut en connaître et donner son accord."
