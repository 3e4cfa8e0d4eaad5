"""By which names the desk may be asked: a page of another site can make its own name lead here."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.ASCII)


def own_names(host: str, public_url: str | None) -> frozenset[str] | None:
    """The names, in small letters, of a desk that listens on `host`. None where other machines reach it: by any."""
    if host.lower() != "localhost" and not (_is_address(host) and ip_address(host).is_loopback):
        return None
    return frozenset({"localhost", _name_in(public_url or "")} - {""})


def is_own(header: str | None, own: frozenset[str] | None) -> bool:
    """Whether a `Host` header is one of these names or an address, and nothing else beside it but a port."""
    if own is None:
        return True
    found = _HOST.fullmatch((header or "").lower())
    name = found.group(1) if found else ""
    return name in own or _is_address(name.strip("[]"))


def is_same_origin(origin: str | None, host: str | None) -> bool:
    """Whether a page of `origin` (none: no page) is of the desk that was asked as `host`."""
    return origin is None or origin.lower() in {f"{scheme}://{(host or '').lower()}" for scheme in ("http", "https")}


def _name_in(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
