"""The one door by which text enters Slack: every run of a card, escaped, in the syntax of what shows it.

Slack's mrkdwn has no escape character: `&amp; &lt; &gt;` neutralise mentions and links (platform facts 1.5), and
nothing neutralises formatting. A zero-width character beside a marker is no answer, for Slack takes it as a word's end
and then formats what it would have left alone. So a marker that could format is written as a character that looks the
same and means nothing. Where words are to be copied, they stand in `rich_text`, in which Slack reads no markup at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from adapters.cleaning import clean, one_line
from adapters.directions import SIGNS
from adapters.rendering import Run, Runs, cut

_SHORTCODE = re.compile(r"(<[^<>]*>)|:(?=[\w+＋'’-]+:)")
"""A colon that may open an emoji's name, outside of tokens."""
_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""Inside a word an underscore formats nothing, and file names and addresses keep theirs."""
_QUOTE = re.compile(rf"^((?:[^\S\n]|[{SIGNS}])*)(?=&gt;|＞)", re.MULTILINE)
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ", "＊": "﹡", "｀": "ˋ", "＿": "⸏"})
"""Full-width signs format as well (yhatt/jsx-slack, src/mrkdwn/escape.ts)."""
_LOW_LINE = "ˍ"
_JOINER, _SOFT_HYPHEN = "\u2060", "\u00ad"
"""Neither is seen. No emoji's name holds the first; the second keeps `>` from beginning a line (jsx-slack does so)."""
_MENTIONED = re.compile(r"[UW][A-Z0-9]+", re.ASCII)
_URL = re.compile(r"https?://[^\s]+", re.ASCII)
_IN_URL = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C", "^": "%5E", "&": "&amp;"})
_IN_FALLBACK = str.maketrans(dict.fromkeys("<>|&^{}\n", " "))
_HOURS = ("minute", "hour", "now")
_BEFORE_STRONG = "([{\"'«“‘-–—/"
_AFTER_STRONG = ".,;:!?)]}\"'»”’…-–—/"


def size(text: str) -> int:
    """How long Slack may find a text: in UTF-16 units, which no other way of counting exceeds."""
    return len(text.encode("utf-16-le", "replace")) // 2


def escape(text: str) -> str:
    """A text as mrkdwn that shows it and does nothing: no ping, link, date, emoji or formatting."""
    kept = _UNDERSCORE.sub(_LOW_LINE, clean(text)).translate(_LOOKALIKES)
    kept = kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _no_shortcode(_QUOTE.sub(rf"\1{_SOFT_HYPHEN}", kept))


def mrkdwn(runs: Runs, limit: int) -> str:
    """Runs as mrkdwn of at most `limit` (1 at least), cut with … between graphemes and never inside a token.

    A mention that pings is one of Slack's; any other is a name, in bold. An instant is shown by Slack in its reader's
    zone (platform facts 1.5), where an hour is meant: whole days and parts of days are the same for all.
    """
    whole = _joined(runs)
    return whole if size(whole) <= limit else _longest(runs, limit, _joined)


def notification(runs: Runs, limit: int) -> str:
    """Runs as the `text` beside blocks, which Slack reads as mrkdwn: all as words, nothing that pings or formats."""
    return mrkdwn(tuple(Run("said", run.text) for run in runs), limit)


def plain(runs: Runs, limit: int) -> str:
    """Runs as a plain_text of one line and at most `limit` (1 at least); Slack reads no markup there."""
    said = one_line(_flat(runs)).strip()
    return fit(said, limit) if said else ""


def fit(text: str, limit: int) -> str:
    """At most `limit` of a text, cut with … between graphemes, for what Slack takes as it is."""
    kept = clean(text)
    return kept if size(kept) <= limit else _longest((Run("text", kept),), limit, _flat)


def rich(runs: Runs, limit: int) -> list[dict[str, Any]]:
    """Runs as elements of a `rich_text` section or quote, their texts at most `limit` in all.

    Slack reads no markup in them (yhatt/jsx-slack issue 299), so that words stand and are copied as they were written.
    """
    kept = runs if size(_flat(runs)) <= limit else _kept(runs, _fitting(runs, limit, _flat))
    return [element for run in kept if (element := _element(run))]


def _longest(runs: Runs, limit: int, said: Callable[[Runs], str]) -> str:
    return said(_kept(runs, _fitting(runs, limit, said)))


def _fitting(runs: Runs, limit: int, said: Callable[[Runs], str]) -> int:
    """How many characters of runs may be kept for what they say to be within the limit."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if size(said(_kept(runs, middle))) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _kept(runs: Runs, length: int) -> Runs:
    """The first characters of runs, and …; what Slack draws itself is kept whole or not at all."""
    kept: list[Run] = []
    for run in runs:
        divisible = run.kind in ("text", "said")
        needed = len(run.text) if divisible else max(1, len(run.text))
        if needed > length:
            return (*kept, replace(run, text=cut(run.text, length)) if divisible and length else Run("text", "…"))
        kept.append(run)
        length -= needed
    return tuple(kept)


def _flat(runs: Runs) -> str:
    return "".join(clean(run.text) for run in runs)


def _joined(runs: Runs) -> str:
    groups = [(strong, "".join(map(_written, group))) for strong, group in groupby(runs, key=_stands_out)]
    said = ""
    for number, (strong, body) in enumerate(groups):
        after = groups[number + 1][1][:1] if number + 1 < len(groups) else ""
        said += _bold(body, said[-1:], after) if strong else body
    return _no_shortcode(said)


def _no_shortcode(escaped: str) -> str:
    """An escaped text in which no emoji is named, not even by two runs together."""
    return _SHORTCODE.sub(lambda sign: sign.group(1) or f":{_JOINER}", escaped)


def _stands_out(run: Run) -> bool:
    return run.strong or (run.kind == "mention" and not pinged(run))


def _bold(body: str, before: str, after: str) -> str:
    """A text in bold where Slack honours it: on one line, around no space, apart from the words beside it."""
    inner = body.strip()
    lead, _, trail = body.partition(inner) if inner else (body, "", "")
    before, after = lead[-1:] or before, trail[:1] or after
    honoured = inner and "\n" not in inner and _apart(before, _BEFORE_STRONG) and _apart(after, _AFTER_STRONG)
    return f"{lead}*{inner}*{trail}" if honoured else body


def _apart(neighbour: str, marks: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in marks


def _written(run: Run) -> str:
    match run.kind:
        case "mention" if pinged(run):
            return f"<@{run.user}>"
        case "when" if shown := _date(run):
            unix, tokens = shown
            return f"<!date^{unix}^{tokens}|{run.text.translate(_IN_FALLBACK)}>"
        case "link" if _URL.fullmatch(run.url):
            return f"<{run.url.translate(_IN_URL)}|{escape(one_line(run.text)).replace('|', '¦')}>"
        case _:
            return escape(run.text)


def _element(run: Run) -> dict[str, Any] | None:
    style = {"style": {"bold": True}} if _stands_out(run) else {}
    match run.kind:
        case "mention" if pinged(run):
            return {"type": "user", "user_id": run.user, **style}
        case "when" if shown := _date(run):
            unix, tokens = shown
            return {"type": "date", "timestamp": unix, "format": tokens, "fallback": run.text, **style}
        case "link" if _URL.fullmatch(run.url):
            return {"type": "link", "url": run.url, "text": one_line(run.text), **style}
        case _:
            text = clean(run.text)
            return {"type": "text", "text": text, **style} if text else None


def pinged(run: Run) -> bool:
    """Whether a mention notifies: it was asked for, of someone whom Slack knows by an id of its own."""
    return run.ping and bool(_MENTIONED.fullmatch(run.user or ""))


def _date(run: Run) -> tuple[int, str] | None:
    """Seconds and tokens by which Slack says as much as a `when` does; none where only its words are right.

    Its words name a day before a comma; those of grain `now` are the hour alone on that day. The tokens that say today
    or tomorrow are left: they begin with a capital, and these stand in sentences.
    """
    if run.grain not in _HOURS:
        return None
    instant = datetime.fromisoformat(run.value)
    if instant.tzinfo is None:
        return None
    return int(instant.timestamp()), "{date_long}, {time}" if "," in run.text else "{time}"


def texts(lines: Iterable[str], limit: int) -> Iterator[str]:
    """Lines of mrkdwn packed into as few texts as hold them, none longer than `limit`; a line is within it already."""
    held = ""
    for line in lines:
        if held and size(held) + 1 + size(line) > limit:
            yield held
            held = line
        else:
            held = f"{held}\n{line}" if held else line
    if held:
        yield held
