"""The one door by which text enters Teams: every run of a card, escaped, in the syntax of what shows it.

A RichTextBlock's TextRun reads no Markdown: what people write stands there alone. A TextBlock reads Markdown, dates and
mentions, so a line comes there only for the sake of an instant or of somebody to ping, and never with people's words;
the names in it are written so that no reader of Markdown makes anything of them. Both read `{{DATE(…)}}` in Microsoft's
own renderer (`card-elements.ts`, TextRun and TextBlock), and a client looks for `<at>` in all the texts of a card: an
unseen joiner parts the signs of either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from adapters.cleaning import clean, one_line
from adapters.rendering import Run, Runs, cut

Json = dict[str, Any]

_JOINER = "\u2060"
_LOOKALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_PARTED = {sign: sign + _JOINER for sign in "<[]{&\\$"}
_ESCAPES = str.maketrans(_LOOKALIKES | _PARTED)
_IN_MENTION = str.maketrans({"<": "‹", ">": "›", "&": "＆"})
_ADDRESS = re.compile(r":(?=/|$)|(?:^|(?<=[Oo])):(?=\w|$)|(?:^|(?<=[Ww]))\.(?=\w|$)")
"""What makes a client find an address (`://`, `www.`, `mailto:`) where nobody made a link, in two texts too."""
_OPENERS = re.compile(r"[{$](?=\{|$)|<(?=[\s/]*(?:[Aa]|$))")
"""What begins a date, a template or a mention; at a text's end, what the next one could complete."""
_URL = re.compile(r"https://[^\s]+", re.ASCII)
_IN_URL = {sign: f"%{ord(sign):02X}" for sign in "()<>[]{}\\\"'`*|^"}
_IN_LINK = str.maketrans("[]", "()")
"""A bracket that closes nothing would end a link's words before their end."""
_USER = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_WORDS = ("text", "said")
_HOURS = ("minute", "hour", "now")
_BEFORE_STRONG = "([{\"'«“‘-–—/"
_AFTER_STRONG = ".,;:!?)]}\"'»”’…-–—/"
_ENDS = ".,;:!?…"
"""What ends a sentence stands after its bold: no reader of Markdown doubts then where that ends."""


@dataclass(slots=True)
class Pings:
    """Whom a card notifies, and by which text each is found in it. Two of one name are two texts."""

    _texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Text → (user id, name)."""

    def at(self, run: Run) -> str:
        """The mention of somebody, as it stands in a TextBlock."""
        name, user = one_line(run.text).strip(), run.user or ""
        inner = _escaped(name.translate(_IN_MENTION)) or "…"
        while self._texts.setdefault(f"<at>{inner}</at>", (user, name)) != (user, name):
            inner += _JOINER
        return f"<at>{inner}</at>"

    def entities(self) -> list[Json]:
        """The mention entities that make those texts ping."""
        return [
            {"type": "mention", "text": text, "mentioned": {"id": user, "name": words(name) or "…"}}
            for text, (user, name) in self._texts.items()
        ]


def size(text: str) -> int:
    """The bytes that a text takes in a card's JSON."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) - 2


def weight(part: Any) -> int:
    """The bytes that a part of a card takes."""
    return len(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def length(text: str) -> int:
    """How long an input finds a text: in UTF-16 units."""
    return len(text.encode("utf-16-le", "replace")) // 2


def escape(text: str) -> str:
    """A text that reads the same wherever Markdown is read, and does nothing: no ping, link, date, list or formatting.

    It is one line; a marker becomes what looks like it, and what opens anything is parted from what follows.
    """
    return _not_first(_escaped(text))


def words(text: str) -> str:
    """A text for what reads no Markdown: a TextRun, a label, a button. It stands as it was written."""
    return _OPENERS.sub(rf"\g<0>{_JOINER}", clean(text))


def label(text: str, limit: int) -> str:
    """A text as one line of at most `limit` bytes, where Teams reads no Markdown; never empty."""
    return fit(words(one_line(text).strip()), limit) or "–"


def plain(runs: Runs, limit: int) -> str:
    """Runs as one line of at most `limit` bytes, for notifications and for who listens to a card."""
    return fit(words(one_line("".join(run.text for run in runs)).strip()), limit)


def fit(text: str, limit: int) -> str:
    """At most `limit` bytes of a text (3 at least), cut with … between graphemes."""
    if size(text) <= limit:
        return text
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        if size(cut(text, middle)) <= limit:
            low = middle
        else:
            high = middle - 1
    return cut(text, low)


def first(text: str, longest: int) -> str:
    """The first `longest` UTF-16 units of what was typed, as it was typed, not cut inside a character."""
    kept = clean(text).encode("utf-16-le", "replace")[: 2 * longest]
    return kept.decode("utf-16-le", "ignore")


def kept(runs: Runs, limit: int) -> Runs:
    """The first `limit` bytes of what runs say, and … where something is left out; only words are cut in two."""
    held: list[Run] = []
    for run in runs:
        needed = size(run.text)
        if needed > limit:
            divisible = run.kind in _WORDS and limit >= 8
            return (*held, replace(run, text=fit(run.text, limit)) if divisible else Run("text", "…"))
        held.append(run)
        limit -= needed
    return tuple(held)


def lines(runs: Runs) -> Iterator[Runs]:
    """The lines of what runs say. Teams' clients do not agree on a line's end inside a text: each is its own."""
    line: list[Run] = []
    for run in runs:
        text = clean(run.text) if run.kind in _WORDS else one_line(run.text)
        first, *others = text.split("\n")
        line.append(replace(run, text=first))
        for other in others:
            yield tuple(line)
            line = [replace(run, text=other)]
    yield tuple(line)


def needs_markdown(runs: Runs) -> bool:
    """Whether a line says what only a TextBlock shows (an instant in its reader's zone, a ping), and nothing that
    people wrote."""
    return not any(run.kind == "said" for run in runs) and any(pinged(run) or instant(run) for run in runs)


def inlines(runs: Runs, look: Mapping[str, Any]) -> list[Json]:
    """A line as TextRuns. `look`: what each of them has of size and colour."""
    drawn = [_inline(run, look) for run in runs if clean(run.text)]
    return [_together(list(group)) for _, group in groupby(drawn, key=lambda each: each | {"text": ""})]


def markdown(runs: Runs, pings: Pings) -> str:
    """A line as a TextBlock's text. A mention that pings is told to `pings`; an instant is its reader's own.

    Bold is left out where a reader of Markdown could leave its asterisks standing.
    """
    groups = [(strong, "".join(_written(run, pings) for run in group)) for strong, group in groupby(runs, _stands_out)]
    said = ""
    for number, (strong, body) in enumerate(groups):
        after = groups[number + 1][1][:1] if number + 1 < len(groups) else ""
        said += _bold(body, said[-1:], after) if strong else body
    return _not_first(said)


def pinged(run: Run) -> bool:
    """Whether a mention notifies: it was asked for, of someone whom Teams knows by an id of its own."""
    return run.kind == "mention" and run.ping and bool(_USER.fullmatch(run.user or ""))


def instant(run: Run) -> str | None:
    """What Teams shows as a moment in its reader's zone and language; none where only its words are right.

    Its words name a day before a comma; those of grain `now` are the hour alone on that day.
    """
    if run.kind != "when" or run.grain not in _HOURS:
        return None
    moment = datetime.fromisoformat(run.value)
    if moment.tzinfo is None:
        return None
    utc = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{{{{DATE({utc},LONG)}}}}, {{{{TIME({utc})}}}}" if "," in run.text else f"{{{{TIME({utc})}}}}"


def is_address(url: str) -> bool:
    """Whether a link may be drawn: Teams opens no other."""
    return bool(_URL.fullmatch(url))


def _inline(run: Run, look: Mapping[str, Any]) -> Json:
    text = clean(run.text)
    drawn: Json = {"type": "TextRun", "text": text, **look}
    if run.strong or run.kind == "mention":
        drawn["weight"] = "bolder"
    if run.kind == "link" and is_address(run.url):
        drawn |= {"color": "accent", "selectAction": {"type": "Action.OpenUrl", "url": run.url}}
    return drawn


def _together(drawn: list[Json]) -> Json:
    return drawn[0] | {"text": words("".join(each["text"] for each in drawn))}


def _stands_out(run: Run) -> bool:
    return run.strong or (run.kind == "mention" and not pinged(run))


def _written(run: Run, pings: Pings) -> str:
    if pinged(run):
        return pings.at(run)
    if shown := instant(run):
        return shown
    if run.kind == "link" and is_address(run.url):
        return f"[{_escaped(run.text.translate(_IN_LINK))}]({''.join(_IN_URL.get(sign, sign) for sign in run.url)})"
    return _escaped(run.text)


def _escaped(text: str) -> str:
    return _ADDRESS.sub(rf"\g<0>{_JOINER}", one_line(text).translate(_ESCAPES))


def _bold(body: str, before: str, after: str) -> str:
    inner = body.strip().rstrip(_ENDS)
    lead, _, trail = body.partition(inner) if inner else (body, "", "")
    before, after = lead[-1:] or before, trail[:1] or after
    honoured = inner[:1].isalnum() and inner[-1:].isalnum()
    honoured = honoured and _apart(before, _BEFORE_STRONG) and _apart(after, _AFTER_STRONG)
    return f"{lead}**{inner}**{trail}" if honoured else body


def _apart(neighbour: str, marks: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in marks


def _not_first(escaped: str) -> str:
    """A text that begins no list, title, quotation or block of code, not even by a date that a client puts there."""
    return escaped if not escaped or escaped[0].isalpha() or escaped.startswith(("**", "<at>")) else _JOINER + escaped
