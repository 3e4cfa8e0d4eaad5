"""A real Chromium for the tests and for the README's pictures."""

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
