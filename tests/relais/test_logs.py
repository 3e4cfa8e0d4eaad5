import ast
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from relais import logs

CANARY = "Ma fille est à l'hôpital <!channel>"
ROOT = Path(__file__).parents[2]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture
def stream() -> io.StringIO:
    out = io.StringIO()
    logs.configure("info", stream=out, json=True)
    return out


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_keeps_its_code_its_level_its_time_and_its_known_fields(stream: io.StringIO) -> None:
    structlog.get_logger("bot.desk").info("request_created", reference="LYO-42", site="lyon", duration_ms=12)
    (line,) = lines(stream)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request_created",
        "level": "info",
        "logger": "bot.desk",
        "reference": "LYO-42",
        "site": "lyon",
        "duration_ms": 12,
    }


def test_no_way_of_logging_lets_words_through(stream: io.StringIO) -> None:
    log = structlog.get_logger("bot.desk")
    log.info(CANARY)
    log.info("known_field", reference=CANARY, settings=[CANARY], person={"name": CANARY})
    log.info("unknown_field", body=CANARY)
    log.bind(text=CANARY).warning("bound")
    log.info("positional %s", CANARY)
    try:
        raise ValueError(CANARY)
    except ValueError:
        log.exception("failed", kind="intake")
        logging.getLogger("slack_bolt").exception("Body: %s", CANARY)
    logging.getLogger("aiohttp.access").error(f"GET /?text={CANARY}")
    logging.getLogger("relais").info("%(text)s", {"text": CANARY}, extra={"text": CANARY})
    with structlog.contextvars.bound_contextvars(words=CANARY):
        log.info("from_context")

    assert len(lines(stream)) == 10
    assert "hôpital" not in stream.getvalue()
    assert "h\\u00f4pital" not in stream.getvalue()


def test_an_exception_is_told_by_its_type_and_its_places(stream: io.StringIO) -> None:
    try:
        raise LookupError(CANARY)
    except LookupError:
        structlog.get_logger("storage").exception("failed")
    assert lines(stream)[0]["exception"].startswith("LookupError at test_logs.py:")


def test_a_field_off_the_list_is_counted(stream: io.StringIO) -> None:
    structlog.get_logger("bot").info("sent", body="x", comment="y", count=2)
    (line,) = lines(stream)
    assert (line["left_out"], line["count"]) == (2, 2)


@given(
    name=st.text() | st.sampled_from(sorted(logs.FIELDS)) | st.sampled_from(["event", "exception", "where", "level"]),
    value=st.text(st.characters(categories=["L", "Zs"]), min_size=3).map(lambda text: f"é {text}"),
)
def test_no_name_and_no_text_pass(name: str, value: str) -> None:
    shown = logs.only_fields(None, "info", {"event": "sent", name: value})
    assert value not in shown.values()
    assert name in {"event", *logs.FIELDS, "where", "level"} or shown == {"event": "sent", "left_out": 1}


def test_every_field_that_the_code_logs_is_on_the_list() -> None:
    unknown = [
        f"{path.relative_to(ROOT)}:{call.lineno} {keyword.arg}"
        for package in ("bot", "storage", "adapters", "scheduler", "relais")
        for path in (ROOT / package).rglob("*.py")
        for call in _log_calls(ast.parse(path.read_text(encoding="utf-8")))
        for keyword in call.keywords
        if keyword.arg is not None and keyword.arg not in logs.FIELDS | {"exc_info"}
    ]
    assert not unknown, "add to relais.logs.FIELDS what can hold no words, or do not log it: " + ", ".join(unknown)


def _log_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in LEVELS:
            continue
        receiver = node.func.value
        name = receiver.attr if isinstance(receiver, ast.Attribute) else getattr(receiver, "id", "")
        if name.strip("_").lower() in {"log", "logger"}:
            yield node
