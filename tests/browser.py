"""A real Chromium for the tests and for the README's pictures."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = [
    "--no-sandbox",  # as root Chromium refuses to start without it; it only ever opens the desk's own pages
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--lang=fr-FR",
]


class NoChromium(Exception):
    """No Chromium is installed. Its text is the line to type."""


def chromium_path() -> str:
    """Where the system's Chromium lies.

    Raises:
        NoChromium: when there is none.
    """
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise NoChromium("Chromium is missing. Type: apt-get install chromium")


@contextmanager
def launched_chromium() -> Iterator[Browser]:
    """A headless Chromium that reaches this machine only."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


class KeptChromium:
    """A Chromium started once for many tests: to start one costs as much as what most of them do in it.

    Between two uses its loop is out of sight, for a thread has one at a time, and other tests run theirs.
    """

    def __init__(self, browser: Browser) -> None:
        """Keep a browser that has just been launched in this thread."""
        self._browser = browser
        self._loop = asyncio._get_running_loop()
        asyncio._set_running_loop(None)

    @contextmanager
    def in_hand(self) -> Iterator[Browser]:
        """The browser, with no window open; those that are opened meanwhile are closed at the end, and forgotten."""
        asyncio._set_running_loop(self._loop)
        try:
            yield self._browser
            for window in self._browser.contexts:
                window.close()
        finally:
            asyncio._set_running_loop(None)


@contextmanager
def kept_chromium() -> Iterator[KeptChromium]:
    """A headless Chromium for as many tests as there are."""
    with launched_chromium() as browser:
        kept = KeptChromium(browser)
        try:
            yield kept
        finally:
            asyncio._set_running_loop(kept._loop)
