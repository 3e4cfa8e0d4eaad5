"""Hostile words on the page, in a real browser: no dialog, no address but the desk's, no script but its own."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.e2e.served import served_demo
from tests.e2e.visitor import Visitor
from tests.hostile import ink, storable, texts

pytestmark = pytest.mark.browser
A_MESSAGE = 25


def post(address: str, text: str) -> None:
    body = json.dumps({"as": "elodie.perrin", "do": "post", "conversation": "C0LYON", "text": text}).encode()
    with urlopen(
        Request(f"{address}sandbox/api/act", body, {"Content-Type": "application/json"}), timeout=30
    ) as answer:
        assert answer.status == 200


def test_hostile_words_on_the_page_are_words(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    words = [storable(each).replace("\u2028", " ") for each in texts(random.Random(7), 500)]
    with served_demo(tmp_path, seeded=False) as address:
        for at in range(0, len(words), A_MESSAGE):
            post(address, "\n".join(words[at : at + A_MESSAGE]))
        post(address, f"Bonjour, pouvez-vous réserver un train pour Paris ? {words[0]} <img src=x onerror=alert(1)>")
        elodie = visit(address, "elodie.perrin")
        elsewhere: list[str] = []
        elodie.page.on("request", lambda request: elsewhere.append(request.url))
        with elodie.page.expect_response(f"{address}**") as loaded:
            elodie.page.goto(f"{address}?again#elodie.perrin/C0LYON")
        policy = loaded.value.header_value("content-security-policy") or ""
        assert policy.startswith("default-src 'none'; ")
        assert not [
            each for each in ("unsafe-inline", "unsafe-eval", "*", "http:", "https:", "data:") if each in policy
        ]
        elodie.reads("réserver un train pour Paris", "onerror=alert(1)", where=elodie.main)
        # What is not in sight yet is there all the same once one looks up.
        seen = ink(elodie.main.inner_text())
        assert [each for each in words[-A_MESSAGE:] if ink(each) not in seen] == []
        assert (
            elodie.main.locator("script, iframe, object, embed, img[src^='http'], a[href^='javascript']").count() == 0
        )
        assert [url for url in elsewhere if not url.startswith(address)] == []
        assert elodie.troubles == []
        elodie.context.close()
