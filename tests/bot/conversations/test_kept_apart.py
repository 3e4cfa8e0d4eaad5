"""Personal words and what is joined to them: nothing personal becomes part of what more people read, unasked."""

from __future__ import annotations

import pytest

from storage.tables import Level, Source
from tests.bot.desk_harness import Story, Wrote

SECRETS = (
    "mon manager me harcèle",
    "mon bulletin de paie d'octobre manque",
    "je suis convoqué à un entretien disciplinaire",
)
HELP = "vous pouvez vous en occuper ?"
ROOT = "belle soirée hier, merci à tous"
WAYS = ("mention", "emoji", "action", "button")


def read_by_others(desk: Story) -> str:
    return "\n".join(desk.by_desk(where) for where in ("#lyon", "#aide", "#desk"))


def made_the_desks(desk: Story, way: str, root: Wrote, text: str = HELP) -> None:
    """Karim goes on in a colleague's thread, and it is made the desk's business."""
    named = way == "mention"
    said = desk.says("karim", "#lyon", f"@Relais {text}" if named else text, under=root, to_desk=named)
    if way == "emoji":
        desk.reacts("ines", said, "ticket")
    elif way == "action":
        desk.uses("hugo", "desk_from_message", said)
    elif way == "button":
        desk.forges("karim", "accept", f"source:{desk.rows(Source)[-1].id}")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("secret", SECRETS)
def test_what_was_told_a_colleague_is_made_no_request_before_its_author_says(
    desk: Story, way: str, secret: str
) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    desk.says("karim", "#lyon", secret, under=root)
    assert "sensitive_offer" not in [each.card.kind for each in desk.shown("@karim") if each.card]
    made_the_desks(desk, way, root)
    assert desk.requests() == []
    assert read_by_others(desk).strip() == ""
    offer = desk.last("@karim", "sensitive_offer")
    assert secret in str(offer)
    for who in ("ines", "hugo"):
        assert desk.sees(who).count(secret) == 1
    desk.later(hours=2)
    desk.presses("karim", offer, "confide")
    (request,) = desk.requests()
    assert (request.level, desk.words(request)) == (Level.CONFIDENTIAL, f"{secret}\n{HELP}")
    assert read_by_others(desk).strip() == ""
    assert secret in str(desk.card(str(request.ref), "@nadia"))


@pytest.mark.parametrize("way", WAYS)
def test_its_author_may_let_all_of_it_be_read(desk: Story, way: str) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    desk.says("karim", "#lyon", SECRETS[0], under=root)
    made_the_desks(desk, way, root)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    (request,) = desk.requests()
    assert (request.level, desk.words(request)) == (Level.STANDARD, f"{SECRETS[0]}\n{HELP}")
    assert SECRETS[0] in str(desk.card("LYO-1", "#desk"))


def test_a_yes_to_some_words_is_none_to_what_leads_to_them(desk: Story) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    desk.says("karim", "#lyon", "je suis malade, mon médecin le confirme", under=root)
    desk.says("karim", "#lyon", "@Relais vous pouvez m'aider ? je suis malade", under=root, to_desk=True)
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "not_private")
    desk.presses("karim", desk.last("@karim", "show_confirm"), "show_all")
    (request,) = desk.requests()
    assert request.level is Level.STANDARD
    assert "mon médecin" not in read_by_others(desk)
    assert "mon médecin" in str(desk.last("@karim", "sensitive_offer"))


def test_what_is_ordinary_still_joins(desk: Story) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    desk.says("karim", "#lyon", "j'ai besoin d'aide", under=root)
    desk.says("karim", "#lyon", SECRETS[0], under=root)
    made_the_desks(desk, "emoji", root)
    assert desk.requests() == []
    desk.says("zoe", "#lyon", "j'ai besoin d'aide", under=root)
    desk.says("zoe", "#lyon", f"@Relais {HELP}", under=root, to_desk=True)
    (request,) = desk.requests()
    assert desk.words(request) == f"j'ai besoin d'aide\n{HELP}"


def test_what_was_told_too_long_before_is_asked_about_apart(desk: Story) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    desk.says("karim", "#lyon", SECRETS[0], under=root)
    desk.pass_by(minutes=7)
    made_the_desks(desk, "mention", root)
    assert [desk.words(each) for each in desk.requests()] == [HELP]
    assert SECRETS[0] not in read_by_others(desk)
    assert SECRETS[0] in str(desk.last("@karim", "sensitive_offer"))


def test_so_it_is_of_what_is_heard_late(desk: Story) -> None:
    root = desk.says("lea", "#lyon", ROOT)
    first = desk.posted(desk.wrote("karim", "#lyon", SECRETS[0], under=root))
    made_the_desks(desk, "mention", root)
    desk.submit(first)
    assert [desk.words(each) for each in desk.requests()] == [HELP]
    assert SECRETS[0] not in read_by_others(desk)
    assert SECRETS[0] in str(desk.last("@karim", "sensitive_offer"))


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_told_the_desk_alone_is_confidential_as_a_whole(desk: Story, secret: str) -> None:
    desk.types("karim", "site lyon")
    desk.says("karim", "@", secret)
    desk.says("karim", "@", HELP)
    assert {each.level for each in desk.requests()} == {Level.CONFIDENTIAL}
    assert secret not in read_by_others(desk)


def test_no_edit_brings_personal_words_into_what_is_joined(desk: Story) -> None:
    opening = desk.says("karim", "#lyon", "bonjour")
    desk.edits(opening, "bonjour, je suis en arrêt maladie jusqu'à lundi")
    desk.says("karim", "#lyon", "il me faudrait une salle jeudi")
    assert [desk.words(each) for each in desk.requests()] == ["il me faudrait une salle jeudi"]
    assert "maladie" not in read_by_others(desk)
    assert "maladie" in str(desk.last("@karim", "sensitive_offer"))
