"""Microsoft's two doors, on 127.0.0.1: the keys that Teams' tokens are signed by, and the desk's own token.

    async with running_fake_login() as login:
        login.service_url = "http://127.0.0.1:4242/emea/"     # what the tokens say unless told otherwise
        settings: TEAMS_OPENID_URL = login.openid_url, TEAMS_TOKEN_URL = login.token_url
        headers = {"Authorization": login.authorization()}    # a real one; login.token(spoilt="tampered"), …
        assert login.accepts(request.headers.get("Authorization"))   # the desk's own, as a connector checks it

Sources: platform facts 2.9; « Authentication with the Bot Connector API » for the claims, the metadata and the token.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import formatdate
from functools import cache
from typing import Any, Literal

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

from tests.fakes.delivering import listening

APP = "3f2a9c1e-5b7d-4e80-9a46-1c0d8e6f7b25"
TENANT = "8d1b6a54-0c3e-4f97-b2a8-7e5d9c4f1a60"
SECRET = "not~a.real-secret"
ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
CHANNEL = "msteams"
LASTS = 3600
"""Seconds that a token lasts, as Microsoft's do."""
Json = dict[str, Any]
Spoilt = Literal["alg_none", "hs256", "other_key", "tampered", "unknown_kid", "no_kid", "no_signature"]
"""Ways in which a token is not what it says; claims are spoilt by naming them."""
Door = Literal["openid", "keys", "token", "lies"]
How = Literal["slow", "down", "error", "huge", "endless", "redirect", "not_json", "no_keys", "elsewhere", "cut"]


@cache
def _pair(number: int) -> RSAPrivateKey:
    """One of the keys of this process: making one takes long."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A pair that tokens are signed by, and the channels that it may speak for."""

    kid: str
    private: RSAPrivateKey
    endorsements: tuple[str, ...] | None = (CHANNEL, "webchat", "directline")

    @property
    def public(self) -> Json:
        """As it is published."""
        key: Json = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        key.pop("key_ops", None)
        key |= {"kty": "RSA", "use": "sig", "kid": self.kid, "x5t": self.kid}
        return key if self.endorsements is None else key | {"endorsements": list(self.endorsements)}


@dataclass(slots=True)
class Trouble:
    """What a door does instead of its work, `times` times. `after`: seconds, where it is slow."""

    how: How
    times: float = float("inf")
    after: float = 60.0


class FakeLogin:
    """Who signs Teams' tokens, and who gives the desk its own. `clock`: seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.app, self.tenant, self.secret, self.clock = APP, TENANT, SECRET, clock
        self.service_url = "https://smba.trafficmanager.net/emea/"
        self.expires_in = LASTS
        """Seconds that a token of the desk's lasts, from when it is given."""
        self.asked: Counter[Door] = Counter()
        """How often each door was knocked at."""
        self.port = 0
        self._made = 0
        self.published: list[SigningKey] = [self.new_key()]
        self.liar = SigningKey("liar", _pair(0))
        """The key that is found by whoever follows a redirect, or metadata that leads to another host."""
        self.troubles: dict[Door, Trouble] = {}
        self._given: dict[str, float] = {}

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def openid_url(self) -> str:
        """What TEAMS_OPENID_URL is set to."""
        return f"{self.origin}/v1/.well-known/openidconfiguration"

    @property
    def token_url(self) -> str:
        """What TEAMS_TOKEN_URL is set to."""
        return f"{self.origin}/{self.tenant}/oauth2/v2.0/token"

    def trouble(self, door: Door, how: How | None, *, times: float = float("inf"), after: float = 60.0) -> None:
        """From now on that door does this instead of its work; None: it works again."""
        self.troubles.pop(door, None)
        if how is not None:
            self.troubles[door] = Trouble(how, times, after)

    # The keys, and what is signed by them.

    def new_key(self, endorsements: Collection[str] | None = (CHANNEL, "webchat", "directline")) -> SigningKey:
        """A key that nobody has published yet."""
        self._made += 1
        told = None if endorsements is None else tuple(endorsements)
        return SigningKey(f"key-{self._made}-{secrets.token_hex(4)}", _pair(self._made), told)

    def rotate(self, *, keep: bool = False) -> SigningKey:
        """Sign by a new key from now on; the former is published on only where it is to be kept."""
        key = self.new_key()
        self.published = [key, *(self.published if keep else [])]
        return key

    def claims(self, **claims: Any) -> Json:
        """What a token says: as Teams', but for the claims given. One that is None is left out."""
        now = int(self.clock())
        said = {"iss": ISSUER, "aud": self.app, "serviceurl": self.service_url, "nbf": now - 5, "exp": now + LASTS}
        return {name: value for name, value in (said | claims).items() if value is not None}

    def token(
        self,
        *,
        spoilt: Spoilt | None = None,
        key: SigningKey | None = None,
        algorithm: str = "RS256",
        headers: Mapping[str, Any] | None = None,
        **claims: Any,
    ) -> str:
        """A token as Teams sends, really signed; `spoilt`, and claims of another value, make it one to refuse."""
        key = key or self.published[0]
        said = self.claims(**claims)
        header = {"kid": key.kid, "x5t": key.kid} | dict(headers or {})
        match spoilt:
            case "alg_none":
                return _joined({"alg": "none", "typ": "JWT"} | header, said, b"")
            case "hs256":
                return _signed_by_public_key(key, header, said)
            case "other_key":
                return _signed(_pair(0), algorithm, header, said)
            case "unknown_kid":
                return _signed(_pair(0), algorithm, header | {"kid": secrets.token_hex(8)}, said)
            case "no_kid":
                return _signed(key.private, algorithm, {}, said)
            case "tampered":
                kept, _, signature = _signed(key.private, algorithm, header, said).split(".")
                return f"{kept}.{_part(said | {'exp': int(self.clock()) + 10 * LASTS})}.{signature}"
            case "no_signature":
                return _signed(key.private, algorithm, header, said).rpartition(".")[0] + "."
            case None:
                return _signed(key.private, algorithm, header, said)

    def authorization(self, **how: Any) -> str:
        """The header of a delivery; `how` as for `token`."""
        return f"Bearer {self.token(**how)}"

    # The desk's own token.

    def accepts(self, authorization: str | None) -> bool:
        """Whether this is a token that the desk was given here, and that still lasts."""
        kind, _, token = (authorization or "").partition(" ")
        return kind == "Bearer" and self._given.get(token, 0.0) > self.clock()

    def revoke(self) -> None:
        """No token given so far is accepted any more."""
        self._given.clear()

    # What is served.

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.get("/v1/.well-known/openidconfiguration", self._door("openid", self._openid)),
                web.get("/v1/.well-known/keys", self._door("keys", self._keys)),
                web.post("/{tenant}/oauth2/v2.0/token", self._door("token", self._token)),
                web.get("/lies", self._lies),
            ]
        )
        return app

    def _door(self, door: Door, work: Any) -> Callable[[web.Request], Any]:
        async def answer(request: web.Request) -> web.StreamResponse:
            self.asked[door] += 1
            trouble = self.troubles.get(door)
            if trouble is None or trouble.times < 1:
                found: web.StreamResponse = await work(request)
                found.headers["Date"] = formatdate(self.clock(), usegmt=True)
                return found
            trouble.times -= 1
            return await self._troubled(trouble, request, work)

        return answer

    async def _troubled(self, trouble: Trouble, request: web.Request, work: Any) -> web.StreamResponse:
        match trouble.how:
            case "slow":
                await asyncio.sleep(trouble.after)
                found: web.StreamResponse = await work(request)
                return found
            case "down":
                return web.Response(status=503)
            case "error":
                return web.json_response({"error": "temporarily_unavailable"} | self._lie, status=500)
            case "huge":
                return web.json_response({"keys": [key.public for key in self.published], "padding": "x" * 20_000_000})
            case "endless":
                return await _endless(request)
            case "redirect":
                raise web.HTTPFound("/lies")
            case "not_json":
                return web.Response(text="<html>signed in</html>", content_type="text/html")
            case "no_keys":
                return web.json_response({"keys": [], "issuer": ISSUER})
            case "elsewhere":
                return web.json_response({"issuer": ISSUER, "jwks_uri": f"http://localhost:{self.port}/lies"})
            case "cut":
                if request.transport is not None:
                    request.transport.close()
                return web.Response()

    async def _openid(self, request: web.Request) -> web.Response:
        told = {"issuer": ISSUER, "jwks_uri": f"{self.origin}/v1/.well-known/keys"}
        algorithms = ["RS256"]
        return web.json_response(told | {"id_token_signing_alg_values_supported": algorithms})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [key.public for key in self.published]})

    async def _lies(self, request: web.Request) -> web.Response:
        self.asked["lies"] += 1
        return web.json_response(self._lie)

    @property
    def _lie(self) -> Json:
        return {"issuer": ISSUER, "jwks_uri": f"{self.origin}/lies", "keys": [self.liar.public]}

    async def _token(self, request: web.Request) -> web.Response:
        asked = dict(await request.post())
        if asked.get("grant_type") != "client_credentials":
            return _refusal(400, "unsupported_grant_type", 70003)
        if request.match_info["tenant"] != self.tenant:
            return _refusal(400, "invalid_request", 90002)
        if asked.get("client_id") != self.app:
            return _refusal(400, "unauthorized_client", 700016)
        if not hmac.compare_digest(str(asked.get("client_secret", "")).encode(), self.secret.encode()):
            return _refusal(401, "invalid_client", 7000215)
        if asked.get("scope") != SCOPE:
            return _refusal(400, "invalid_scope", 70011)
        token = f"desk.{secrets.token_urlsafe(24)}"
        self._given[token] = self.clock() + self.expires_in
        lasts = {"expires_in": self.expires_in, "ext_expires_in": self.expires_in}
        return web.json_response({"token_type": "Bearer", "access_token": token} | lasts)


async def _endless(request: web.Request) -> web.StreamResponse:
    """A body that never ends, a little at a time."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    try:
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.05)
    except (ConnectionError, asyncio.CancelledError):
        return response


def _refusal(status: int, error: str, code: int) -> web.Response:
    """As Entra refuses a client."""
    told = {"error": error, "error_description": f"AADSTS{code}: refused.", "error_codes": [code]}
    return web.json_response(told, status=status)


def _signed(key: RSAPrivateKey, algorithm: str, header: Json, said: Json) -> str:
    """A token of any claims and headers: PyJWT signs no nonsense, and nonsense comes too."""
    head = {"alg": algorithm, "typ": "JWT"} | header
    signed = f"{_part(head)}.{_part(said)}".encode("ascii")
    return _joined(head, said, jwt.get_algorithm_by_name(algorithm).sign(signed, key))


def _signed_by_public_key(key: SigningKey, header: Json, said: Json) -> str:
    """HS256 whose secret is the published key: taken by whoever believes a token's own `alg`."""
    public = key.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = {"alg": "HS256", "typ": "JWT"} | header
    signed = f"{_part(head)}.{_part(said)}".encode("ascii")
    return _joined(head, said, hmac.new(public, signed, hashlib.sha256).digest())


def _joined(header: Json, said: Json, signature: bytes) -> str:
    return f"{_part(header)}.{_part(said)}.{_base64(signature)}"


def _part(value: Json) -> str:
    return _base64(json.dumps(value).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


@asynccontextmanager
async def running_fake_login(clock: Callable[[], float] = time.time, port: int = 0) -> AsyncIterator[FakeLogin]:
    """A fake login that listens until the block ends; `port`: 0 for a free one."""
    login = FakeLogin(clock)
    async with listening(login.application(), port) as login.port:
        yield login
