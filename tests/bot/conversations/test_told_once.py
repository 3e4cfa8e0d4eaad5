"""What stands in somebody's direct conversation is not said there a second time."""

from __future__ import annotations

from tests.bot.desk_harness import Story

TRAIN = "il me faudrait un train pour Paris jeudi matin"


def test_a_question_that_stands_there_is_not_told_of_beside(desk: Story) -> None:
    desk.types("karim", "site Lyon")
    desk.says("karim", "@", TRAIN)
    desk.types("ines", "attendre LYO-1 quelle classe ?")
    assert "Inès Caron vous demande pour LYO-1 :\nquelle classe ?" in desk.room("@karim")
    assert "Une question vous attend" not in desk.room("@karim")


def test_a_question_that_stands_elsewhere_is_told_of(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "attendre LYO-1 quelle classe ?")
    assert "Une question vous attend pour LYO-1." in desk.room("@karim")


def test_a_score_that_was_given_stands_when_the_request_is_opened_again(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    desk.types("ines", "fait LYO-1")
    desk.types("karim", "noter LYO-1 5")
    desk.types("karim", "rouvrir LYO-1")
    assert "5 sur 5" in desk.room("@karim")
    assert "n’est pas encore traitée" not in desk.room("@karim")
