"""The app's two icons, from their drawings. `make pictures` makes them again; what is made is kept beside them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

import adapters.teams
from tests.browser import launched_chromium

FOLDER = Path(adapters.teams.__file__).parent / "icons"
SIZES = {"color": 192, "outline": 32}


def main() -> None:
    """Make both again."""
    with launched_chromium() as browser:
        for name in SIZES:
            (FOLDER / f"{name}.png").write_bytes(drawn(browser, name))


def drawn(browser: Browser, name: str) -> bytes:
    """The PNG of a drawing, at its own size, transparent where nothing is drawn."""
    size = SIZES[name]
    page = browser.new_page(viewport={"width": size, "height": size}, device_scale_factor=1)
    try:
        drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
        return page.screenshot(omit_background=True)
    finally:
        page.close()


if __name__ == "__main__":
    main()
