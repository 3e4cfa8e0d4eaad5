"""The README's pictures: the demo as it opens, played in Chromium, photographed. `make pictures` runs this."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect

from tests.browser import launched_chromium
from tests.e2e.served import served_demo
from tests.e2e.visitor import PHONE, Visitor

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
HEAVIEST = 200_000
"""Bytes of one picture: a README must open at once on a slow line."""
WINDOW = (1180, 800)
Scheme = Literal["light", "dark"]


def main() -> None:
    """Make every picture again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served_demo(Path(folder), seeded=True) as address,
        launched_chromium() as browser,
    ):
        take(browser, address)


def take(browser: Browser, address: str) -> None:
    """Play the story, stopping where there is something to show."""
    teller = Visitor(browser, address, "lea.girard", size=WINDOW)
    teller.page.get_by_test_id("story-open").click()

    tell_until(teller, "reçoit la réponse, signée")
    with window(browser, address, "karim.haddad", "C0LYON") as karim:
        karim.main.locator("[data-testid^=open-thread-]").last.click()
        photograph(karim, "request")
    with window(browser, address, "ines", "C0DESK", scheme="dark") as ines:
        ines.main.locator("[data-testid^=open-thread-]").last.click()
        photograph(ines, "triage")
    with window(browser, address, "ines", "home") as ines:
        photograph(ines, "home")
    with window(browser, address, "karim.haddad", "C0LYON", size=PHONE) as karim:
        karim.main.locator("[data-testid^=open-thread-]").last.click()
        photograph(karim, "phone")

    tell_until(teller, "écrit quelque chose de personnel")
    photograph(teller, "confidential")
    teller.leaves()


def tell_until(teller: Visitor, words: str) -> None:
    """Press « Étape suivante » until the story says this."""
    said, step = teller.page.get_by_test_id("story-says"), teller.page.get_by_test_id("story-next")
    while words not in said.inner_text():
        before = said.inner_text()
        step.click()
        expect(said).not_to_have_text(before)
        expect(step).to_be_enabled()


@contextmanager
def window(
    browser: Browser,
    address: str,
    person: str,
    room: str,
    *,
    scheme: Scheme = "light",
    size: tuple[int, int] = WINDOW,
) -> Iterator[Visitor]:
    """Someone's own window, closed after the picture."""
    visitor = Visitor(browser, address, person, room, size=size, scheme=scheme)
    expect(visitor.main.locator(".card, article").first).to_be_visible()
    yield visitor
    visitor.leaves()


def photograph(visitor: Visitor, name: str) -> None:
    """Keep what is seen now, once it stands still."""
    page = visitor.page
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(400)
    taken = page.screenshot(path=FOLDER / f"{name}.png")
    assert len(taken) <= HEAVIEST, f"{name}.png weighs {len(taken)} bytes"
    print(f"{name}.png {len(taken) // 1000} KB")


if __name__ == "__main__":
    main()
