"""What somebody was told of a request, once it no longer waits for them: another card stands there, and says so."""

from __future__ import annotations

from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi"


def pinged(desk: Story, who: str) -> str:
    """What stands last in somebody's direct conversation of what they were told of requests."""
    found = [each for each in desk.shown(f"@{who}") if each.card and each.card.kind in ("pings", "no_longer_waits")]
    return str(found[-1])


def test_what_was_proposed_is_theirs_another_s_or_nobody_s_once_it_is_taken(desk: Story) -> None:
    for taker, said in (("ines", "LYO-1 est à vous."), ("claire", "LYO-2 : Claire Morel s’en occupe.")):
        ref = said.partition(" ")[0]
        desk.says("karim", "#lyon", f"{TRAIN} pour {taker}")
        desk.later(minutes=6)
        assert f"{ref} vous est proposée." in pinged(desk, "ines")
        desk.types(taker, f"prendre {ref}")
        desk.carry()
        assert said in pinged(desk, "ines").replace("\u00a0", " ")
        assert "[Je m’en charge]" not in pinged(desk, "ines")


def test_what_needed_somebody_says_who_took_it_and_so_does_the_channel_of_alerts(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.later(hours=5)
    assert "[Je prends le relais]" in pinged(desk, "coralie")
    assert "LYO-1 a besoin de vous" in desk.by_desk("#alertes")
    desk.types("claire", "prendre LYO-1")
    desk.carry()
    assert "[Je prends le relais]" not in pinged(desk, "coralie")
    assert "a besoin de vous" not in desk.by_desk("#alertes")
    for where in ("#alertes", "@coralie", "@marc"):
        assert "LYO-1 : Claire Morel s’en occupe." in desk.by_desk(where).replace("\u00a0", " ")


def test_a_question_that_was_answered_waits_no_longer(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "attente LYO-1 quelle gare ?")
    assert "quelle gare ?" in pinged(desk, "karim")
    desk.says("karim", "#lyon", "gare de Lyon", under=asked)
    desk.carry()
    assert "LYO-1 n’attend plus votre réponse." in pinged(desk, "karim")


def test_what_is_done_or_cancelled_needs_nobody(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("karim", "escalade LYO-1 vite")
    desk.types("karim", "annuler LYO-1")
    desk.carry()
    assert "LYO-1 est annulée." in pinged(desk, "coralie")


def test_given_back_it_climbs_on_and_is_said_anew(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.later(minutes=95)
    desk.types("claire", "prendre LYO-1")
    desk.types("claire", "rendre LYO-1")
    desk.later(hours=4)
    assert "LYO-1 a besoin de vous" in desk.by_desk("#alertes")


def test_an_alert_is_read_no_longer_by_whom_it_is_kept_from_since(desk: Story) -> None:
    """Its words go from where they were told, and nothing says there who has it."""
    desk.says("karim", "#lyon", TRAIN)
    desk.types("karim", "escalade LYO-1 pour mon rendez-vous chez Durand")
    assert "chez Durand" in desk.room("@coralie")
    desk.later(hours=5)
    assert "LYO-1 a besoin de vous" in desk.by_desk("#alertes")
    desk.types("coralie", "transférer LYO-1 hr_admin")
    desk.types("nadia", "prendre LYO-1", "@")
    desk.carry()
    for where in ("@coralie", "@marc", "#alertes"):
        assert "LYO-1 ne vous attend plus." in desk.by_desk(where)
        assert "chez Durand" not in desk.room(where)
        assert "Nadia" not in desk.room(where)
