"""A request of a Friday evening before a holiday: promised for Tuesday, late, climbing to the manager, taken."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import holidays
import pytest

from tests.e2e.served import served_demo, set_clock

ASKER, SITE = "camille.rousseau", "C0STRAS"
ASK = "l'imprimante du 2e est en panne"
BESIDE = ("claire", "coralie", "helene", "hugo", "julie", "tom")


class Desk:
    """The desk at an address, as its page speaks to it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def does(self, who: str, **what: Any) -> dict[str, Any]:
        """Act as somebody; the answer."""
        answer: dict[str, Any] = self.asks("act", {"as": who, **what})
        return answer

    def told(self, who: str) -> list[dict[str, Any]]:
        """What the desk wrote to somebody directly."""
        rooms = self.asks(f"conversations?as={who}")["conversations"]
        direct = [each["id"] for each in rooms if each["kind"] not in ("channel", "home")]
        seen = [self.sees(each, who) for each in direct]
        return [message for messages in seen for message in messages if message["author"]["desk"]]

    def sees(self, conversation: str, who: str) -> list[dict[str, Any]]:
        """What somebody sees in a conversation, with the threads."""
        messages: list[dict[str, Any]] = self.asks(f"conversations/{conversation}?as={who}")["messages"]
        return [each for message in messages for each in (message, *message["thread"])]

    def asks(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the API answers."""
        data = None if body is None else json.dumps(body).encode()
        with urlopen(
            Request(f"{self.address}sandbox/api/{path}", data, {"Content-Type": "application/json"})
        ) as answer:
            return json.load(answer)


def holiday_monday(after: date) -> date:
    """The next Monday that is a holiday in Strasbourg, after a Friday that is none."""
    closed = holidays.country_holidays("FR", subdiv="6AE")
    day = after + timedelta(days=14)
    while day.weekday() != 0 or day not in closed or day - timedelta(days=3) in closed or day + timedelta(1) in closed:
        day += timedelta(days=1)
    return day


@pytest.mark.timeout(240)
def alerted(desk: Desk, who: str) -> list[str]:
    """What alerts somebody, beside what the desk tells them on its own."""
    return [each["text"] for each in desk.told(who) if "besoin de vous" in each["text"] or "needs you" in each["text"]]


def test_a_holiday_is_waited_out_and_what_is_late_climbs_until_somebody_takes_it(tmp_path: Path) -> None:
    monday = holiday_monday(datetime.now(UTC).date())
    friday, tuesday = monday - timedelta(days=3), monday + timedelta(days=1)
    with served_demo(tmp_path, seeded=False) as address:
        desk = Desk(address)
        set_clock(address, f"{friday}T17:40")
        desk.does(ASKER, do="post", conversation=SITE, text=ASK)
        shown = desk.does(ASKER, do="command", conversation=SITE, text="/desk voir STR-1")["card"]["text"]
        explained = shown.replace("\xa0", " ").replace("\u202f", " ")
        assert "Réponse à donner mardi 12 h : reçue vendredi à 17 h 40, après la fermeture (17 h) ;" in explained
        assert "; lundi férié ; 4 h ouvrées dès mardi 8 h." in explained
        asked = {who: desk.told(who) for who in BESIDE}

        set_clock(address, f"{monday}T23:59")
        assert {who: desk.told(who) for who in BESIDE} == asked, "nobody is told on a holiday"

        set_clock(address, f"{tuesday}T12:40")
        assert len(desk.told("claire")) > len(asked["claire"]), "half of the time was over at ten"
        assert len(desk.told("coralie")) > len(asked["coralie"])
        assert desk.told("julie") == []
        set_clock(address, f"{tuesday}T15:10")
        (alert,) = desk.told("julie")
        assert "STR-1" in alert["text"]
        assert alerted(desk, "helene") == []

        take = next(each for each in alert["card"]["buttons"] if each["act"] == "take_over")
        room = next(
            each["id"]
            for each in desk.asks("conversations?as=julie")["conversations"]
            if any(one["ts"] == alert["ts"] for one in desk.sees(each["id"], "julie"))
        )
        desk.does("julie", do="press", conversation=room, message=alert["ts"], act="take_over", value=take["value"])
        set_clock(address, f"{tuesday + timedelta(days=3)}T12:00")
        assert [alerted(desk, who) for who in ("helene", "tom")] == [[], []], "somebody has it: it climbs no further"
        assert any("Julie Schmitt" in each["text"] for each in desk.sees("C0ALERTE", "coralie"))
