"""What a phone's screen shows, which others see: of what is confidential, that it is, and no more."""

from __future__ import annotations

from adapters.rendering import flat
from tests.bot.conversations.test_private import PAY, confided
from tests.bot.desk_harness import Story
from tests.bot.paper import DESK

WORDS = ("c'est pour la banque", "je vois avec la paie", "le voici", "il m'en faut deux")


def worked(desk: Story, ref: str, who: str, at: str) -> None:
    """Taken, and talked about on either side, by its author's card and one of theirs who work it."""
    desk.types(who, f"prendre {ref}", "@")
    desk.says("karim", "@", WORDS[0], under=desk.card(ref, "@karim"))
    desk.says(who, at if at.startswith("#") else "@", WORDS[1], under=desk.card(ref, at))
    desk.types(who, f"répondre {ref} {WORDS[2]}", "@")
    desk.says("karim", "@", WORDS[3], under=desk.card(ref, "@karim"))


def notified(desk: Story, *rooms: str) -> str:
    return "\n".join(flat(each.card.summary) for room in rooms for each in desk.shown(room) if each.card)


def test_of_what_is_confidential_they_say_that_it_is_and_no_more(desk: Story) -> None:
    ref = confided(desk)
    worked(desk, ref, "nadia", "@nadia")
    said = notified(desk, "@karim", "@nadia", "@samia")
    shown = "\n".join(
        str(each) for who in ("karim", "nadia", "samia") for each in desk.shown(f"@{who}") if each.by == DESK
    )
    assert all(each in shown for each in (*WORDS, PAY))
    assert not [each for each in (*WORDS, PAY, "paie", "Karim") if each in said]
    assert said.splitlines().count("Demande confidentielle") >= 7


def test_of_what_is_ordinary_they_say_what_it_is(desk: Story) -> None:
    desk.says("karim", "@", "il me faudrait un train pour Paris jeudi matin, je suis à Lyon")
    ref = desk.requests()[-1].ref
    worked(desk, ref, "ines", "#desk")
    said = notified(desk, "@karim", "#desk")
    assert [each for each in (WORDS[0], WORDS[2], "Déplacements", "Karim") if each not in said] == [], said
