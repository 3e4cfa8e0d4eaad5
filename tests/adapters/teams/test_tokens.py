"""Only what Teams signed, for this app and this tenant, lately, is taken; and the keys come without harm."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.teams.origins import origin_of
from adapters.teams.tokens import FRESH, SKEW, Checker, Key, Keys, Refused
from tests.adapters.teams.door import MARK, NOW, ORIGIN, Door, open_door
from tests.fakes.teams.login import APP, TENANT, FakeLogin


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with open_door() as opened:
        yield opened


async def test_what_teams_signed_is_taken(door: Door) -> None:
    assert await door.knock() == 200
    assert door.taken == [door.activity()]


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
async def test_teams_algorithms_are_taken(door: Door, algorithm: str) -> None:
    assert await door.knock(token=door.login.token(algorithm=algorithm)) == 200


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"spoilt": "alg_none"}, "no_token"),
        ({"spoilt": "no_signature"}, "no_token"),
        ({"spoilt": "hs256"}, "algorithm"),
        ({"spoilt": "other_key"}, "signature"),
        ({"spoilt": "tampered"}, "signature"),
        ({"spoilt": "unknown_kid"}, "unknown_key"),
        ({"spoilt": "no_kid"}, "no_key_id"),
        ({"algorithm": "PS256"}, "algorithm"),
        ({"headers": {"kid": 7}}, "token"),
        ({"headers": {"kid": ""}}, "no_key_id"),
        ({"headers": {"crit": ["b64"], "b64": False}}, "token"),
        ({"exp": None}, "claims"),
        ({"nbf": None}, "claims"),
        ({"exp": "tomorrow"}, "times"),
        ({"exp": True}, "times"),
        ({"exp": float("inf")}, "times"),
        ({"exp": float("nan")}, "times"),
        ({"nbf": float("nan")}, "times"),
        ({"nbf": [0]}, "times"),
        ({"nbf": 10**400}, "not_yet"),
        ({"exp": -(10**400)}, "expired"),
        ({"aud": "another-app"}, "audience"),
        ({"aud": ""}, "claims"),
        ({"aud": [APP, "another-app"]}, "audience"),
        ({"aud": APP[:-1]}, "audience"),
        ({"aud": None}, "claims"),
        ({"iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"}, "issuer"),
        ({"iss": "https://api.botframework.com/"}, "issuer"),
        ({"iss": "https://api.botframework"}, "issuer"),
        ({"iss": ["https://api.botframework.com"]}, "issuer"),
        ({"iss": None}, "claims"),
    ],
)
async def test_a_token_that_is_not_what_it_should_be_is_401(door: Door, how: dict[str, Any], code: str) -> None:
    assert await door.knock(token=door.login.token(**how)) == 401
    assert door.codes == [code]
    assert door.taken == []
    if code in ("algorithm", "no_key_id"):
        assert door.login.asked["openid"] == 0


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"exp": NOW - SKEW + 1}, 200),
        ({"exp": NOW - SKEW}, 401),
        ({"nbf": NOW + SKEW}, 200),
        ({"nbf": NOW + SKEW + 1}, 401),
    ],
)
async def test_five_minutes_off_is_taken_and_a_second_more_is_not(
    door: Door, claims: dict[str, Any], status: int
) -> None:
    assert await door.knock(token=door.login.token(**claims)) == status


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer a.b",
        "Bearer é.é.é",
        "Bearer a.b.c",
        "Bearer ..",
        "Basic bWU6bWU=",
        "Bearer " + "a" * 3000 + "." + "b" * 3000 + ".c",
        "Bearer W1tbW1tbW1tb.W10.W10",
    ],
)
async def test_what_is_no_token_is_401(door: Door, header: str | None) -> None:
    assert await door.send(b"{}", {} if header is None else {"Authorization": header}) == 401
    assert door.login.asked["keys"] == 0


async def test_only_a_plain_bearer_is_read(door: Door) -> None:
    token = door.login.token()
    for header in (f"bearer {token}", f"Bearer  {token}", f"Bearer {token} {token}", token):
        assert await door.send(b"{}", {"Authorization": header}) == 401


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"serviceUrl": ""}, "service_url"),
        ({"serviceUrl": None}, "service_url"),
        ({"serviceUrl": ["https://smba.trafficmanager.net/emea/"]}, "service_url"),
        ({"serviceUrl": "https://smba.trafficmanager.net/amer/"}, "service_url"),
        ({"channelId": None}, "channel"),
        ({"channelId": "webchat"}, "channel"),
        ({"channelId": "emulator"}, "channel"),
        ({"channelId": "MSTEAMS"}, "channel"),
        ({"channelData": {"tenant": {"id": "another"}}}, "tenant"),
        ({"channelData": {"tenant": "another"}}, "tenant"),
        ({"channelData": {}}, "tenant"),
        ({"channelData": None}, "tenant"),
        ({"conversation": {"id": "19:a", "tenantId": "another"}}, "tenant"),
        ({"conversation": {"id": "19:a", "tenantId": None}}, "tenant"),
    ],
)
async def test_what_a_good_token_does_not_cover_is_403(door: Door, changes: dict[str, Any], code: str) -> None:
    assert await door.knock(door.activity(**changes)) == 403
    assert door.codes == [code]


@pytest.mark.parametrize("missing", ["serviceUrl", "channelId", "channelData"])
async def test_a_body_without_what_its_token_is_held_against_is_403(door: Door, missing: str) -> None:
    activity = door.activity()
    del activity[missing]
    assert await door.knock(activity) == 403


async def test_a_tenant_is_the_same_in_capitals_and_a_chat_may_not_name_it_twice(door: Door) -> None:
    named = {"channelData": {"tenant": {"id": TENANT.upper()}}, "conversation": {"id": "a:1"}}
    assert await door.knock(door.activity(**named)) == 200


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.0.0.8/",
        "http://2130706433/",
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net:8443/emea/",
        "https://smba.trafficmanager.net@127.0.0.1/",
        "https://attacker.invalid@smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.attacker.invalid/",
        "https://attacker.invalid/smba.trafficmanager.net",
        "https://attacker.invalid#smba.trafficmanager.net",
        "https://attacker.invalid\\@smba.trafficmanager.net/",
        "https:\\\\smba.trafficmanager.net\\emea",
        "https://smba.trafficmanager.net\t.attacker.invalid/",
        "https://smba.traffic\tmanager.net/emea/",
        "https://smba.trafficmanager.net/emea/?to=http://127.0.0.1",
        "file:///etc/passwd",
        "//smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net" + "/" * 3000,
        "https://[smba/",
        "https://smba.trafficmanager.net:port/",
        "https://ｓmba.trafficmanager.net/",
    ],
)
async def test_an_address_that_is_not_of_the_settings_is_403_whoever_signed_it(door: Door, url: str) -> None:
    token = door.login.token(serviceurl=url)
    assert await door.knock(door.activity(serviceUrl=url), token) in (401, 403)
    assert door.taken == []
    if len(url) < 2000:
        assert door.codes == ["origin"]


async def test_a_token_that_names_no_service_is_403(door: Door) -> None:
    assert await door.knock(token=door.login.token(serviceurl=None)) == 403
    assert await door.knock(door.activity(serviceUrl=None), door.login.token(serviceurl=None)) == 403


@pytest.mark.parametrize("endorsements", [None, (), ("webchat",), ("msteams2", "MSTEAMS")])
async def test_a_key_that_may_not_speak_for_teams_is_403(door: Door, endorsements: tuple[str, ...] | None) -> None:
    key = door.login.new_key(endorsements)
    door.login.published.append(key)
    assert await door.knock(token=door.login.token(key=key)) == 403
    assert door.codes == ["endorsement"]
    assert await door.knock() == 200


async def test_nothing_of_a_token_or_a_body_is_logged(
    door: Door, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    seen = []
    for how in ({}, {"spoilt": "tampered"}, {"spoilt": "alg_none"}, {"iss": MARK}, {"aud": MARK}, {"exp": MARK}):
        seen.append(door.login.token(**how))  # type: ignore[arg-type]  # ways to spoil a token, each its own
        await door.knock(token=seen[-1])
    await door.knock(door.activity(channelData={"tenant": {"id": MARK}}))
    door.login.trouble("openid", "elsewhere")
    door.clock.passed += FRESH
    await door.knock(token=door.login.token(headers={"kid": MARK}))
    told = caplog.text + "".join(capfd.readouterr())
    assert "teams.keys_not_fetched" in told
    assert all(each not in told for each in (MARK, *seen, *(token.split(".")[2] or MARK for token in seen)))


# Without a network.


class OneKey(Keys):
    """A key that is known, and no other."""

    def __init__(self, login: FakeLogin) -> None:
        super().__init__("http://127.0.0.1:9/")
        self._one = login.published[0]

    async def of(self, kid: str) -> Key | None:
        public = self._one.private.public_key()
        return Key(public, frozenset({"msteams"})) if kid == self._one.kid else None


LOGIN = FakeLogin(lambda: NOW)
CHECKER = Checker(APP, OneKey(LOGIN), (ORIGIN,), TENANT, lambda: NOW)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
CLAIMS = st.dictionaries(st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "serviceurl"]), ANYTHING)
HEADERS = st.dictionaries(st.sampled_from(["kid", "crit", "b64", "typ", "cty", "zip", "jku", "jwk", "x5u"]), ANYTHING)


@given(
    st.text(max_size=200) | st.from_regex(r"\ABearer [A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{0,60}\Z")
)
@example("Bearer bnVsbA.bnVsbA.bnVsbA")
@example("Bearer " + "W" * 6000 + ".e30.e30")
def test_no_text_is_a_token(text: str) -> None:
    with pytest.raises(Refused) as refused:
        asyncio.run(CHECKER.verify(text))
    assert refused.value.status == 401


@given(CLAIMS, HEADERS)
def test_any_claims_that_are_really_signed_are_taken_or_refused(
    claims: dict[str, Any], headers: dict[str, Any]
) -> None:
    outcome = judged(LOGIN.token(headers=headers, **claims))
    if outcome is None:
        assert all(claims.get(name) is None for name in ("iss", "aud"))
    else:
        assert outcome.status == 401


def judged(token: str) -> Refused | None:
    """Why it is refused; None where it is taken."""
    try:
        asyncio.run(CHECKER.verify(f"Bearer {token}"))
    except Refused as refused:
        return refused
    return None


@pytest.mark.parametrize(("app", "origins", "tenant"), [("", (ORIGIN,), "t"), ("a", (), "t"), ("a", (ORIGIN,), " ")])
def test_authentication_is_never_off(app: str, origins: tuple[str, ...], tenant: str) -> None:
    with pytest.raises(ValueError, match="needed"):
        Checker(app, OneKey(LOGIN), origins, tenant)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://smba.trafficmanager.net/emea/", ORIGIN),
        ("HTTPS://SMBA.trafficmanager.net:443", ORIGIN),
        ("http://127.0.0.1:4242/emea/", "http://127.0.0.1:4242"),
        ("http://[::1]:80/", "http://[::1]"),
        ("https://", None),
        ("", None),
    ],
)
def test_an_origin_is_told_one_way(url: str, origin: str | None) -> None:
    assert origin_of(url) == origin


@given(st.text(max_size=60))
def test_any_text_has_an_origin_or_none(text: str) -> None:
    found = origin_of(text)
    assert found is None or origin_of(found) == found
