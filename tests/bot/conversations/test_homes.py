"""Homes stand open for long: what may no longer be read there is taken off them as it is off the cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storage.tables import Level
from tests.bot.desk_harness import Story, Wrote
from tests.bot.paper import as_text

TRAIN = "il me faudrait un train pour rencontrer Schmidt jeudi matin"
PAY = "il me faudrait mon bulletin de paie d'octobre"
AT_LYON = ("ines", "claire", "hugo", "coralie")


def homes(desk: Story, *who: str) -> str:
    return "\n".join(as_text(desk.papers["slack"].homes[each]) for each in who)


@pytest.fixture
def asked(desk: Story) -> Wrote:
    """LYO-1, that Inès has and the others at Lyon saw at home when it was free."""
    asked = desk.says("karim", "#lyon", TRAIN)
    for who in AT_LYON:
        desk.opens_home(who)
    assert homes(desk, *AT_LYON).count("Schmidt") >= 3
    desk.presses("ines", desk.card("LYO-1", "#desk"), "claim")
    assert "Schmidt" in homes(desk, "ines")
    return asked


def turned_private(desk: Story, asked: Wrote) -> None:
    desk.edits(asked, PAY)


def transferred(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "transférer LYO-1 hr_admin")


def deleted(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "rendre LYO-1")
    desk.deletes(asked)


def reworded(desk: Story, asked: Wrote) -> None:
    desk.edits(asked, "il me faudrait un train pour Paris jeudi matin")


def reworded_after_the_end(desk: Story, asked: Wrote) -> None:
    desk.types("ines", "fait LYO-1")
    reworded(desk, asked)


@pytest.mark.parametrize("happens", [turned_private, transferred, deleted, reworded, reworded_after_the_end])
def test_no_home_keeps_words_that_were_taken_back(
    desk: Story, asked: Wrote, happens: Callable[[Story, Wrote], None]
) -> None:
    happens(desk, asked)
    assert "Schmidt" not in homes(desk, *AT_LYON)
    assert "bulletin" not in homes(desk, *AT_LYON)


def test_whoever_had_it_is_shown_so_no_longer(desk: Story, asked: Wrote) -> None:
    desk.types("claire", "confier LYO-1 claire")
    assert "Dans vos mains (1)" not in homes(desk, "ines")


def test_what_another_charter_keeps_in_house_leaves_the_homes_of_others(desk: Story) -> None:
    def kept(data: dict[str, Any]) -> None:
        next(each for each in data["services"] if each["id"] == "travel")["in_house_only"] = True

    desk.says("karim", "#lyon", TRAIN)
    for who in AT_LYON:
        desk.opens_home(who)
    provider = [each.id for each in desk.company.people if each.id in AT_LYON and each.employer == "provider"]
    assert provider
    desk.rules(kept)
    assert "Schmidt" not in homes(desk, *provider)


def test_the_home_of_whose_agreement_is_asked_says_what_waits_for_it(desk: Story) -> None:
    asked = "Votre accord est demandé (1)"
    assert asked not in desk.opens_home("marc")
    desk.says("karim", "#lyon", f"{TRAIN}, 1 200 €")
    assert asked in homes(desk, "marc")
    assert "Schmidt" in homes(desk, "marc")
    assert asked not in desk.opens_home("coralie")
    desk.types("marc", "approuver LYO-1")
    assert asked not in homes(desk, "marc")
    desk.presses("marc", desk.last("@marc", "approval"), "unvote")
    assert asked in homes(desk, "marc")
    desk.types("karim", "annuler LYO-1")
    assert asked not in homes(desk, "marc")


def test_words_that_were_taken_back_leave_the_home_of_whose_agreement_is_asked(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", f"{TRAIN}, 1 200 €")
    desk.opens_home("marc")
    desk.edits(asked, "il me faudrait un train pour Paris jeudi matin, 1 200 €")
    assert "1 200 €" in homes(desk, "marc")
    assert "Schmidt" not in homes(desk, "marc")


def test_what_they_may_not_read_waits_for_their_agreement_by_its_reference(desk: Story) -> None:
    form = desk.types("karim", "nouvelle")
    desk.sends("karim", form, text="une facture de Durand à payer", service="invoicing", site="lyon")
    assert desk.request("LYO-1").level is Level.RESTRICTED
    desk.types("ines", "prendre LYO-1")
    desk.types("claire", "prendre LYO-1")
    desk.types("claire", "accord LYO-1 @marc")
    assert desk.request("LYO-1").approvers == "marc"
    told = desk.opens_home("marc")
    assert "Votre accord est demandé (1)" in told
    assert "\nLYO-1. En attente d’un accord.\n" in told
    assert "Durand" not in told
    assert "Factures" not in told
