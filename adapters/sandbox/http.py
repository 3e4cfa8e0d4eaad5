"""HTTP for the sandbox: who may ask, what a body may be, and refusals in a sentence."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any, NoReturn

from aiohttp import web
from pydantic import ValidationError

from adapters.bodies import SLOW, TOO_LARGE, Unread, read_body
from adapters.hosts import is_own, is_same_origin
from adapters.sandbox.acts import Act
from adapters.sandbox.people import Town
from adapters.sandbox.refusal import Refused
from bot.events import storable
from bot.locales import text
from storage.faults import StorageUnavailable

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LARGEST_BODY = 1_500_000
"""Bytes of JSON: forty thousand characters, however they are escaped, with room to spare."""
_PAGE = {"js": "text/javascript", "css": "text/css", "html": "text/html", "svg": "image/svg+xml"}


def guarded(town: Callable[[], Town], own: Callable[[], frozenset[str] | None], handler: Handler) -> Handler:
    """A handler that only our own page may call, and whose refusals are JSON with a sentence.

    `own`: the names, beside its addresses, under which the desk is found; none: any.
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        language = town().language
        try:
            _same_origin(request, own())
            response = await handler(request)
        except Refused as refused:
            response = _refusal(refused, _language_of(request, town(), language))
        except web.HTTPRequestEntityTooLarge:
            response = _refusal(Refused("too_big", 413), _language_of(request, town(), language))
        except StorageUnavailable:
            response = _refusal(Refused("unavailable", 503), _language_of(request, town(), language))
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    return handle


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request, every text of it storable."""
    raw = await limited(request, LARGEST_BODY)
    try:
        body = _clean(json.loads(raw))
    except (ValueError, RecursionError):
        raise Refused("not_json", 400) from None
    if not isinstance(body, dict):
        raise Refused("not_json", 400)
    return body


async def limited(request: web.Request, most: int, code: str = "too_big") -> bytes:
    """The body of a request, when it has no more than `most` bytes; `code` is what it is refused with."""
    try:
        return await read_body(request, most)
    except Unread as unread:
        raise Refused({TOO_LARGE: code, SLOW: "slow_body"}.get(unread.code, "not_json"), unread.status) from None


def act_of(body: dict[str, Any]) -> Act:
    """The act that a body describes."""
    try:
        return Act.model_validate(body)
    except ValidationError as error:
        _explain(error)


def page_files() -> dict[str, tuple[bytes, str]]:
    """The page's static files by name: body and content type."""
    folder = files(__package__).joinpath("page")
    kept = [each for each in folder.iterdir() if each.name.rpartition(".")[2] in _PAGE]
    return {each.name: (each.read_bytes(), _PAGE[each.name.rpartition(".")[2]]) for each in kept}


def _explain(error: ValidationError) -> NoReturn:
    fault = error.errors(include_input=False, include_url=False)[0]
    field = str(fault["loc"][0]) if fault["loc"] else "?"
    code = {"missing": "field_missing", "string_too_long": "field_too_long"}.get(fault["type"], "field_wrong")
    raise Refused(code, 422, field=field) from None


def _clean(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {storable(key): _clean(each) for key, each in value.items()}
        case _:
            return value


def _same_origin(request: web.Request, own: frozenset[str] | None) -> None:
    host = request.headers.get("Host")
    # Another site's name may be made to lead here, and its page is then of the same origin as ours.
    if not is_same_origin(request.headers.get("Origin"), host) or not is_own(host, own):
        raise Refused("other_origin", 403)


def _language_of(request: web.Request, town: Town, default: str) -> str:
    one = town.inhabitants.get(request.query.get("as", ""))
    return one.language if one else default


def _refusal(refused: Refused, language: str) -> web.Response:
    said = text(language, f"sandbox.error.{refused.code}", **refused.arguments)
    return web.json_response({"error": refused.code, "message": said}, status=refused.status)
