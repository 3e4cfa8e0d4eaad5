"""Whether what comes to the desk's address comes from Teams, for this app, from this tenant.

PyJWT checks the signature; the keys are fetched here, without holding up anything else. What the SDK's own check lets
pass is refused: a token without `exp`, a key without endorsements, an activity that names no service (design part 6).
A refusal says why by a code, and never by what was sent. Source: platform facts 2.9.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import RSAAlgorithm
from jwt.types import Options

from adapters.shapes import Json, object_at, objects_at, text_at
from adapters.teams.origins import origin_of

log = structlog.get_logger(__name__)

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
"""The only channel that is served: a bot's registration may have others on, which know nothing of tenants."""
ALGORITHMS = ("RS256", "RS384", "RS512")
SKEW = 300.0
"""Seconds that the two machines' clocks may be apart."""
AGAIN = 60.0
"""Seconds between two fetches of the keys, whatever asks for them."""
EMPTY_AGAIN = 5.0
"""Seconds between two tries where no key is known: nobody is heard until then."""
FRESH = 86_400.0
"""Seconds after which the keys are fetched anew even if none is missing, as the SDK does."""
PATIENCE = 4.0
"""Seconds for a fetch of both documents; Teams gives an invoke five in all."""
LARGEST = 1_000_000
"""Bytes of either document."""
MOST_KEYS = 100
LEAST_BITS = 2048
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)", re.ASCII)


class Refused(Exception):
    """What came is not taken. `status`: 400, 401, 403 or 413; `code`: why, for the log."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Key:
    """A published key, and the channels that it may speak for."""

    public: RSAPublicKey
    endorsements: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verified:
    """A token that Teams signed for this app, lasting now; what it was sent with is not looked at yet."""

    claims: Mapping[str, Any]
    key: Key


class Unfetched(Exception):
    """The keys could not be fetched; its text is a code."""


class Keys:
    """Microsoft's keys, by the address of its metadata (TEAMS_OPENID_URL).

    `now`: seconds that only go forward. They are kept while a fetch fails, and replaced by what one brings.
    """

    def __init__(self, url: str, now: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._now = now
        self._keys: Mapping[str, Key] = {}
        self._fetched = self._tried = -math.inf
        self._fetching: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    @property
    def known(self) -> bool:
        """Whether any key is held: without one, nothing that comes is believed."""
        return bool(self._keys)

    async def start(self) -> None:
        """Fetch the keys before they are needed; that they could not be is logged, and tried again when they are."""
        await self._fetched_again()

    async def close(self) -> None:
        """Let go of the connection; the keys that are known still serve, and no others are fetched."""
        self._closed = True
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.wait([self._fetching])
        if self._session is not None:
            await self._session.close()
        self._fetching = self._session = None

    async def of(self, kid: str) -> Key | None:
        """The key of that id; None where it is not published."""
        found = self._keys.get(kid)
        if found is None:
            await self._fetched_again()
            return self._keys.get(kid)
        if self._now() - self._fetched > FRESH:
            self._fetch_soon()
        return found

    async def _fetched_again(self) -> None:
        task = self._fetch_soon()
        if task is not None:
            # One that stops waiting does not stop it for the others.
            await asyncio.shield(task)

    def _fetch_soon(self) -> asyncio.Task[None] | None:
        """The fetch that runs, or one begun now; none where the last one was a short while ago."""
        if self._closed:
            return None
        if self._fetching is None or self._fetching.done():
            if self._now() - self._tried < (AGAIN if self._keys else EMPTY_AGAIN):
                return None
            self._tried = self._now()
            self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                metadata = await self._document(self._url)
                found = _keys_in(await self._document(_address_in(metadata, self._url)))
        except Exception as error:
            # Whatever a server of keys may say, a request is refused for it, and no more.
            code = str(error) if isinstance(error, Unfetched) else type(error).__name__
            log.warning("teams.keys_not_fetched", code=code, count=len(self._keys))
            return
        self._keys, self._fetched = found, self._now()

    async def _document(self, url: str) -> Json:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        # Where a redirect leads is not where the settings say that the keys are.
        async with self._session.get(url, allow_redirects=False) as answer:
            if answer.status != 200:
                raise Unfetched(f"status_{answer.status}")
            body = b""
            async for more in answer.content.iter_chunked(65_536):
                body += more
                if len(body) > LARGEST:
                    raise Unfetched("too_large")
        found = json.loads(body)
        if not isinstance(found, dict):
            raise Unfetched("not_an_object")
        return found


class Checker:
    """Who may speak to the desk. `now`: the machine's time, in seconds since 1970.

    Raises:
        ValueError: for an app, tenant or list of origins that is empty: authentication is never off.
    """

    def __init__(
        self, app: str, keys: Keys, origins: Sequence[str], tenant: str, now: Callable[[], float] = time.time
    ) -> None:
        self._origins = {origin_of(each) for each in origins} - {None}
        if not app.strip() or not tenant.strip() or not self._origins:
            raise ValueError("an app, a tenant and an origin are needed")
        self._app = app
        self._keys = keys
        self._tenant = tenant.lower()
        self._now = now

    async def check(self, authorization: str | None, activity: Json) -> None:
        """Raises Refused unless Teams sent this activity, for this app, from this tenant."""
        self.match(await self.verify(authorization), activity)

    async def verify(self, authorization: str | None) -> Verified:
        """What the token says, once it is Teams', for this app, and lasting.

        Raises:
            Refused: 401.
        """
        found = _BEARER.fullmatch(authorization or "")
        if found is None:
            raise Refused(401, "no_token")
        token = found.group(1)
        key = await self._keys.of(_kid_in(token))
        if key is None:
            raise Refused(401, "unknown_key" if self._keys.known else "no_keys")
        claims = self._claims(token, key)
        self._lasting(claims)
        return Verified(claims, key)

    def match(self, verified: Verified, activity: Json) -> None:
        """Raises Refused, 403, where what came with a token is not what the token is for, or not of this tenant."""
        channel, service = text_at(activity, "channelId"), text_at(activity, "serviceUrl")
        if channel != CHANNEL:
            raise Refused(403, "channel")
        if channel not in verified.key.endorsements:
            raise Refused(403, "endorsement")
        if verified.claims.get("serviceurl") != service:
            raise Refused(403, "service_url")
        if origin_of(service) not in self._origins:
            raise Refused(403, "origin")
        conversation = object_at(activity, "conversation")
        said = [text_at(activity, "channelData", "tenant", "id")]
        said += [text_at(conversation, "tenantId")] if "tenantId" in conversation else []
        if any(tenant.lower() != self._tenant for tenant in said):
            raise Refused(403, "tenant")

    def _claims(self, token: str, key: Key) -> Mapping[str, Any]:
        # The two times are judged below, by the clock that was given.
        asked: Options = {"require": ["exp", "nbf", "iss", "aud"], "strict_aud": True}
        asked |= {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
        try:
            return jwt.decode(token, key.public, ALGORITHMS, asked, audience=self._app, issuer=ISSUER)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise Refused(401, _REFUSALS.get(type(error), "token")) from None

    def _lasting(self, claims: Mapping[str, Any]) -> None:
        since, until, now = claims["nbf"], claims["exp"], self._now()
        if not (_is_time(since) and _is_time(until)):
            raise Refused(401, "times")
        if until <= now - SKEW:
            raise Refused(401, "expired")
        if since > now + SKEW:
            raise Refused(401, "not_yet")


_REFUSALS: Mapping[type[Exception], str] = {
    jwt.InvalidSignatureError: "signature",
    jwt.InvalidAlgorithmError: "algorithm",
    jwt.InvalidAudienceError: "audience",
    jwt.InvalidIssuerError: "issuer",
    jwt.MissingRequiredClaimError: "claims",
}


def _kid_in(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise Refused(401, "token") from None
    if header.get("alg") not in ALGORITHMS:
        raise Refused(401, "algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise Refused(401, "no_key_id")
    return kid


def _is_time(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _address_in(metadata: Json, known: str) -> str:
    """Where the keys are: on the host that was named in the settings, and no less privately."""
    found = text_at(metadata, "jwks_uri")
    given, trusted = urlsplit(found), urlsplit(known)
    if given.hostname != trusted.hostname or given.scheme not in {"https", trusted.scheme}:
        raise Unfetched("elsewhere")
    return found


def _keys_in(document: Json) -> Mapping[str, Key]:
    found: dict[str, Key] = {}
    for each in objects_at(document, "keys")[:MOST_KEYS]:
        public = _public(each)
        if public is not None and text_at(each, "kid"):
            told = each.get("endorsements")
            channels = [name for name in told if isinstance(name, str)] if isinstance(told, list) else []
            found[text_at(each, "kid")] = Key(public, frozenset(channels))
    if not found:
        raise Unfetched("no_keys")
    return found


def _public(told: Json) -> RSAPublicKey | None:
    """The key that an entry tells; None for one of another kind, or too short to be trusted."""
    if told.get("kty") != "RSA" or told.get("use", "sig") != "sig":
        return None
    try:
        key = RSAAlgorithm.from_jwk(told)
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= LEAST_BITS else None
