"""Log lines: a code, then fields from a fixed list. What people wrote cannot get in.

A line is made of an event code, a level, a time (UTC) and the fields of `FIELDS`. Any other field is left out and
counted. A string in a field must look like an id or a code; one that does not is replaced by `withheld`. Exceptions are
shown as their type and the places they went through, without their message, since messages quote values. Lines of
libraries keep their logger's name and where they were written, and lose their text: some libraries log whole request
bodies.
"""

import logging
import re
import sys
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

FIELDS = frozenset(
    {
        "act",
        "after_s",
        "attempt",
        "channel",
        "charter_version",
        "code",
        "column",
        "command",
        "conversation",
        "count",
        "database",
        "duration_ms",
        "error",
        "event_id",
        "event_kind",
        "form",
        "host",
        "inbox_id",
        "key",
        "kind",
        "lag_s",
        "lane",
        "language",
        "line",
        "message_id",
        "method",
        "occurrence",
        "outbox_id",
        "path",
        "person",
        "pid",
        "place",
        "platform",
        "port",
        "reference",
        "replica",
        "request",
        "revision",
        "ritual",
        "route",
        "seq",
        "service",
        "setting",
        "settings",
        "signal",
        "site",
        "state",
        "status",
        "step",
        "task",
        "team",
        "timer",
        "version",
        "words_id",
    }
)

WITHHELD = "withheld"
PACKAGES = ("bot", "storage", "adapters", "scheduler", "relais")
"""Those that log as much as they are told to; libraries' lines are shown from a warning on."""

_FRAME_FIELDS = frozenset({"level", "timestamp", "logger", "where"})
_META_FIELDS = frozenset({"_record", "_from_structlog"})
_NEVER_SHOWN = frozenset({"event", "exc_info", "stack_info"})
_CODE = re.compile(r"[a-z][a-z0-9_.]{0,79}", re.ASCII)
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:,;/@#|=*<>+-]{0,200}", re.ASCII)
_FRAMES_SHOWN = 12


def configure(level: str = "info", *, stream: TextIO | None = None, json: bool | None = None) -> None:
    """Send every log line of this process, libraries' included, through the list of fields.

    Args:
        level: debug, info, warning or error; libraries below warning are never shown.
        stream: where lines go, by default standard error.
        json: one JSON object a line; by default so when `stream` is no terminal.
    """
    out = stream or sys.stderr
    as_json = not out.isatty() if json is None else json
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, only_fields, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, without_text, only_fields],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            keep_exc_info=False,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for package in PACKAGES:
        logging.getLogger(package).setLevel(level.upper())
    logging.captureWarnings(True)


def only_fields(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A structlog processor that keeps codes, ids and numbers under known names and nothing else."""
    kept: EventDict = {name: event[name] for name in _META_FIELDS if name in event}
    shown = {name: value for name, value in event.items() if name in FIELDS or name in _FRAME_FIELDS}
    kept.update((name, harmless(value)) for name, value in shown.items())
    left_out = len(event.keys() - shown.keys() - _META_FIELDS - _NEVER_SHOWN)
    kept["event"] = _code_or_withheld(event.get("event"))
    exception = _outline(event.get("exc_info"))
    if exception is not None:
        kept["exception"] = exception
    if left_out:
        kept["left_out"] = left_out
    return kept


def without_text(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A structlog processor that reduces a library's line to who wrote it and where."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None:
        return event
    kept: EventDict = {name: value for name, value in event.items() if name not in {"positional_args", "exc_info"}}
    kept["event"] = "library_line"
    kept["where"] = f"{record.module}:{record.lineno}"
    kept["exc_info"] = record.exc_info
    return kept


def harmless(value: object) -> object:
    """The value when it is a number or looks like an id or a code; lists item by item; `withheld` otherwise."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value) if _IDENTIFIER.fullmatch(value) else WITHHELD
    if isinstance(value, list | tuple | set | frozenset):
        return [harmless(item) for item in value]
    return WITHHELD


def _code_or_withheld(value: object) -> str:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else WITHHELD


def _outline(exc_info: object) -> str | None:
    if exc_info is True:
        exc_info = sys.exc_info()
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if not isinstance(error, BaseException):
        return None
    frames = reversed(traceback.extract_tb(error.__traceback__)[-_FRAMES_SHOWN:])
    places = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__qualname__} at {places}" if places else type(error).__qualname__
