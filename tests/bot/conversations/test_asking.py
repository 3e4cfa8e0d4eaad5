"""Asking: each way gives one request, never two."""

from __future__ import annotations

from tests.bot.desk_harness import Story


def test_a_message_becomes_one_request(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", "Bonjour, il me faudrait un train pour Paris jeudi matin")
    (request,) = desk.requests()
    card = desk.card("LYO-1", "#lyon")
    assert card.root == asked.ts
    for told in ("LYO-1, Déplacements, Lyon.", "Karim"):
        assert told in desk.sees("ines")
    assert asked.message.signs == ["create"]
    print(desk.sees("ines"))
    print(desk.sees("karim"))
