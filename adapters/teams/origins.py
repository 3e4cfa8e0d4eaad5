"""Where an address leads: what the desk posts to, with its token, is one of the origins that its settings name; what it
shows as a link to a file is in a store of Microsoft 365."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 2048
"""Characters of an address."""
_PLAIN = re.compile(r"[!-\[\]-~]+", re.ASCII)
"""What is seen and is ASCII, without the backslash, which some read as a slash."""
_STORES = "sharepoint.com sharepoint.us sharepoint-mil.us sharepoint.cn sharepoint.de".split()
_STORES += ["sovcloud-sharepoint.fr", "sovcloud-sharepoint.de"]
"""Where a tenant's SharePoint and its people's OneDrive are: Microsoft's pages "URLs and IP address ranges", worldwide
and of its national clouds (learn.microsoft.com/microsoft-365/enterprise)."""
_STORED = re.compile(rf"https://[a-z0-9-]{{1,63}}\.(?:{'|'.join(map(re.escape, _STORES))})/", re.ASCII | re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str | None:
    """The scheme, host and port of an address, in small letters, a port said only where it is not the scheme's own.

    None for what is no plain web address: with a user's name, a query or a fragment, or characters that one reader
    drops and another keeps.
    """
    if len(url) > LONGEST or _PLAIN.fullmatch(url) is None:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc or "?" in url or "#" in url:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def is_stored(url: str) -> bool:
    """Whether an address is of a file in a tenant's store, as its clients write it: anything else may lead anywhere."""
    return _STORED.match(url) is not None
