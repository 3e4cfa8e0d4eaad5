"""Only what Slack signed, lately, is taken; nothing that can be sent is answered with a fault of ours."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from multidict import CIMultiDict

from adapters.slack.guard import LARGEST, OLDEST, Checked, Refused, check, signature

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1_531_420_618.0
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
EVENT = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message"}}
STRINGS = st.text(max_size=40)


def taken(raw: bytes, kind: str = JSON, *, at: float = NOW, headers: dict[str, str] | None = None) -> Checked:
    """The body, signed as Slack does at that time, or under these headers."""
    stamp = str(int(at))
    signed = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(SECRET, stamp, raw)}
    return check(CIMultiDict(signed | (headers or {})), raw, kind, SECRET, NOW)


def status_of(raw: bytes, kind: str = JSON, **how: object) -> int:
    with pytest.raises(Refused) as refused:
        taken(raw, kind, **how)  # type: ignore[arg-type]  # each test names the arguments of `taken`
    return refused.value.status


def test_slacks_own_example_is_accepted() -> None:
    """The sample of « Verifying requests from Slack »: its secret, time, body and signature."""
    raw = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    theirs = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature(SECRET, "1531420618", raw) == theirs
    assert taken(raw, FORM).body["command"] == "/webhook-collect"


def test_an_event_and_a_payload_are_taken_as_objects() -> None:
    assert taken(json.dumps(EVENT).encode()) == Checked("event_callback", EVENT)
    press = {"type": "block_actions", "actions": []}
    assert taken(urlencode({"payload": json.dumps(press)}).encode(), FORM) == Checked("block_actions", press)
    verification = {"type": "url_verification", "challenge": "3eZ"}
    assert taken(json.dumps(verification).encode()) == Checked("url_verification", verification)


def test_a_command_whose_text_says_payload_is_a_command() -> None:
    said = {"command": "/desk", "text": "payload=badge {", "user_id": "U1", "trigger_id": "1.2", "channel_id": "C1"}
    assert taken(urlencode(said).encode(), FORM) == Checked("command", said)


@pytest.mark.parametrize("off", [OLDEST, -OLDEST])
def test_five_minutes_off_is_taken_and_a_second_more_is_not(off: int) -> None:
    raw = json.dumps(EVENT).encode()
    assert taken(raw, at=NOW + off).body == EVENT
    assert status_of(raw, at=NOW + off + (1 if off > 0 else -1)) == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=é" + "0" * 63},
        {"X-Slack-Signature": "v1=" + "0" * 64},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "１５３１４２０６１８"},
        {"X-Slack-Request-Timestamp": "1531420618.0"},
        {"X-Slack-Request-Timestamp": "-1531420618"},
        {"X-Slack-Request-Timestamp": "nan"},
        {"X-Slack-Request-Timestamp": "9" * 5000},
    ],
)
def test_what_is_badly_signed_is_refused(headers: dict[str, str]) -> None:
    assert status_of(json.dumps(EVENT).encode(), headers=headers) == 401


def test_a_header_said_twice_is_no_signature() -> None:
    raw, stamp = json.dumps(EVENT).encode(), str(int(NOW))
    headers = CIMultiDict({"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(SECRET, stamp, raw)})
    headers.add("X-Slack-Signature", "v0=" + "0" * 64)
    with pytest.raises(Refused) as refused:
        check(headers, raw, JSON, SECRET, NOW)
    assert refused.value.status == 401


def test_nothing_passes_where_there_is_no_secret() -> None:
    raw, stamp = json.dumps(EVENT).encode(), str(int(NOW))
    headers = CIMultiDict({"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature("", stamp, raw)})
    with pytest.raises(Refused) as refused:
        check(headers, raw, JSON, "", NOW)
    assert refused.value.status == 401


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"x" * (LARGEST + 1), JSON, 413),
        (b"{}", "text/plain", 415),
        (b"{}", FORM, 400),
        (b"payload=%7B%22type%22%3A%22x%22%7D&payload=%7B%22type%22%3A%22y%22%7D", FORM, 400),
        (b"payload=[]", FORM, 400),
        (b"payload=%7B%22type%22%3A3%7D", FORM, 400),
        (b"command=desk&trigger_id=1&user_id=U", FORM, 400),
        (b"&".join(b"a%d=" % n for n in range(200)), FORM, 400),
        (b"\xff{}", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"9" * 10_000, JSON, 400),
        (b'{"type":"event_callback","event_id":"E"}', JSON, 400),
        (b'{"type":"event_callback","event":{"type":"m"}}', JSON, 400),
        (b'{"type":"url_verification"}', JSON, 400),
        (b"", JSON, 400),
    ],
)
def test_what_is_not_what_it_says_is_refused(raw: bytes, kind: str, status: int) -> None:
    assert status_of(raw, kind) == status


@given(st.binary(max_size=300), st.sampled_from([JSON, FORM, "text/plain", ""]), st.booleans(), STRINGS, STRINGS)
@example(b'{"type":"x"}', JSON, True, "", "")
@example(b"ssl_check=1&token=x", FORM, True, "", "")
def test_any_bytes_are_taken_or_refused(raw: bytes, kind: str, signed: bool, stamp: str, sign: str) -> None:
    headers = {} if signed else {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": sign}
    outcome: Checked | Refused
    try:
        outcome = taken(raw, kind, headers=headers)
    except Refused as refused:
        outcome = refused
    if isinstance(outcome, Refused):
        assert outcome.status in ((400, 413, 415) if signed else (401,))
    else:
        assert signed
        assert outcome.kind
