"""The page that the app's entry in Teams links to: what the desk is, what it reads, on what terms.

Teams wants three addresses of whoever makes an app. The company runs the desk, so they are the desk's own; the page is
the same for all, and tells nothing of the company.
"""

from __future__ import annotations

from html import escape
from typing import Final

from aiohttp import web

from bot.locales import LANGUAGES, text

PATH: Final = "/teams/about"
PARTS: Final = ("privacy", "terms")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Language",
}
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}"
)

_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>
<style>{style}</style></head>
<body>{body}</body>
</html>
"""


def routes() -> list[web.RouteDef]:
    """GET /teams/about, read by anybody."""
    return [web.get(PATH, _answer)]


def page(language: str) -> str:
    """The page in that language, fr or en."""
    parts = [f"<h1>{_said(language, 'name')}</h1>", f"<p>{_said(language, 'full')}</p>"]
    for part in PARTS:
        said = _said(language, part).replace("\n", "</p><p>")
        parts.append(f'<h2 id="{part}">{_said(language, part + "_title")}</h2><p>{said}</p>')
    return _PAGE.format(language=language, name=_said(language, "name"), style=_STYLE, body="".join(parts))


def language_of(accepted: str) -> str:
    """The first language of ours that a browser asks for, in the order in which it names them; else the first."""
    for each in accepted.split(","):
        asked = each.strip()[:2].lower()
        if asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


async def _answer(request: web.Request) -> web.Response:
    language = language_of(request.headers.get("Accept-Language", ""))
    headers = {**_HEADERS, "Content-Language": language}
    return web.Response(text=page(language), content_type="text/html", charset="utf-8", headers=headers)


def _said(language: str, what: str) -> str:
    return escape(text(language, f"package.{what}"))
