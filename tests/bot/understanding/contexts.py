"""Contexts to read in: the example charter, on Tuesday 24 November 2026 at 10:15 in Paris."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.charter import Charter, load
from bot.understanding import Context

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/Paris"))
_EXAMPLE = Path(__file__).parents[3] / "relais" / "charters" / "demo.yaml"


@lru_cache(maxsize=1)
def charter() -> Charter:
    return load(_EXAMPLE)


def context(
    *,
    language: str | None = "fr",
    channel_site: str | None = None,
    author_site: str | None = None,
    written_at: datetime = NOW,
    direct: bool = False,
    thread_reply: bool = False,
    mentions_other: bool = False,
) -> Context:
    return Context(
        charter=charter(),
        language=language,
        channel_site=channel_site,
        author_site=author_site,
        written_at=written_at,
        timezone="Europe/Paris",
        direct=direct,
        thread_reply=thread_reply,
        mentions_other=mentions_other,
    )
