"""Someone at the page: what they do with their hands, and what they read."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, FloatRect, Locator, Page, expect

WIDE, PHONE = (1280, 800), (390, 844)
PATIENCE = 15_000
"""Milliseconds after which what was expected is missing, on a machine busy with other tests."""
expect.set_options(timeout=PATIENCE)


class Visitor:
    """One person in a browser window of their own. `troubles` collects what no visit may cause."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        person: str,
        room: str = "",
        *,
        size: tuple[int, int] = WIDE,
        scheme: Literal["light", "dark"] = "light",
        touch: bool = False,
        ready: bool = True,
    ) -> None:
        width, height = size
        self.address, self.person = address, person
        self.context = browser.new_context(
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            has_touch=touch,
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("console", self._noted)
        self.page.on("dialog", self._opened)
        self.page.goto(f"{address}#{person}/{room}" if room else f"{address}#{person}")
        if ready:
            expect(self.page.get_by_test_id("person-picker")).to_be_visible()

    def goes(self, room: str) -> None:
        """Choose a conversation in the list."""
        self.page.get_by_test_id(f"conversation-{room}").click()
        expect(self.page.get_by_test_id(f"conversation-{room}")).to_have_attribute("aria-current", "page")
        if room != "home":
            expect(self.composer).to_be_visible()

    @property
    def composer(self) -> Locator:
        return self.page.get_by_test_id("composer")

    @property
    def main(self) -> Locator:
        return self.page.locator("#main")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_test_id("thread")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_test_id("dialog")

    def writes(self, text: str) -> None:
        """Write in the conversation, as from a keyboard."""
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def answers(self, text: str) -> None:
        """Write in the thread that stands open."""
        box = self.page.get_by_test_id("thread-composer")
        box.fill(text)
        box.press("Enter")
        expect(box).to_have_value("")
        expect(self.thread).to_contain_text(text)

    def message(self, text: str) -> Locator:
        """The one message of the conversation in which this can be read."""
        return self.main.locator("article").filter(has_text=text)

    def opens_thread(self, text: str) -> Locator:
        """Open the thread of a message of the conversation."""
        self.message(text).locator("[data-testid^=open-thread-]").click()
        expect(self.thread).to_contain_text(text)
        return self.thread

    def reacts(self, message: Locator, emoji: str) -> None:
        """Pick an emoji under a message."""
        message.hover()
        message.locator("[data-testid^=react-]").click()
        self.page.get_by_test_id(f"pick-{emoji}").click()

    def reads(self, *texts: str | re.Pattern[str], where: Locator | None = None) -> None:
        """Wait until all of this is shown."""
        for text in texts:
            expect(where or self.page.locator("body")).to_contain_text(text)

    def loses_touch(self) -> None:
        """From the next load on the server's news no longer come: what is shown grows old."""
        self.page.route_web_socket("**/sandbox/ws*", lambda _: None)
        self.page.reload()
        expect(self.main.locator("article").first).to_be_visible()

    def never_saw(self, *texts: str) -> None:
        """Nothing of this is on the page, hidden parts and attributes included."""
        content = self.page.content()
        for text in texts:
            assert text not in content, f"{self.person} sees {text!r}"

    def leaves(self) -> None:
        """Close the window; a script that failed or a dialog that opened is told here."""
        self.context.close()
        assert not self.troubles, f"{self.person}: {self.troubles}"

    def _noted(self, said: ConsoleMessage) -> None:
        # A refused act and a cut line are told by the browser too; the tests that cause them look at the page.
        expected = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")
        if said.type == "error" and not any(each in said.text for each in expected):
            self.troubles.append(f"console: {said.text}")

    def _opened(self, box: Dialog) -> None:
        self.troubles.append(f"dialog: {box.message}")
        box.dismiss()


def box_of(what: Locator) -> FloatRect:
    """Where this stands, asked again if the page drew it anew in between."""
    for _ in range(10):
        expect(what).to_be_visible()
        if box := what.bounding_box():
            return box
    raise AssertionError(f"{what} never stays")
