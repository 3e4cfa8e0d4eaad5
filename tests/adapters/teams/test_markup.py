"""The one escaping door: what people write is shown as they wrote it, and does nothing."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.cleaning import clean, one_line
from adapters.rendering import Run, Runs, flat
from adapters.teams import markup
from adapters.teams.markup import Pings
from tests.adapters.teams.reading import DATE, alike, found, found_in_words, made_of, shown

SIGNS = [
    *"*_~`<>&|:@#!^{}[]()$\\-+=.,'’ \t\n\r1aZé/",
    *("\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}", "e\u0301", "\u202e", "\u2066", "\u200f", "\x00", "\ud800", "\u2028"),
    *("\u00a0", "\u2060", "**", "__", "~~", "```", "> ", "- ", "1. ", "# ", "    ", "| a |\n|---|", "---", "==="),
    *("[x](https://evil.example)", "![x](https://evil.example/p.png)", "[x]: https://evil.example", "<at>", "</at>"),
    *("<at>Inès Caron</at>", "{{DATE(2026-01-05T09:00:00Z,LONG)}}", "{{TIME(2026-01-05T09:00:00Z)}}", "${name}"),
    *("<b>x</b>", "<script>", "&lt;", "&#42;", "https://evil.example", "www.evil.example", "mailto:a@b.c", "مرحبا"),
]
WRITTEN = st.lists(st.sampled_from(SIGNS) | st.characters(), max_size=25).map("".join)
INES, KARIM = "5d9f8f7c-1111-4aaa-8bbb-0123456789ab", "5d9f8f7c-2222-4aaa-8bbb-0123456789AB"
MOMENT = "2026-11-26T14:00:00+01:00"
TROUBLES = [
    "**bold** _it_ ~~x~~ `code` ```block``` __u__ *a* _b_",
    "[https://slack.com](https://evil.example) ![x](https://evil.example/p.png) [x][y] [y]: https://evil.example",
    "<at>Inès Caron</at> <AT>x</AT> < at> </ at>",
    "{{DATE(2026-01-05T09:00:00Z,LONG)}} {{TIME(2026-01-05T09:00:00Z)}} ${name} {{{{",
    "<b>x</b> <img src=x onerror=alert(1)> <!-- x --> <?x?> &lt;at&gt; &#42;",
    "> quoted\n- a\n1. b\n# c\n    d\n| a |\n|---|\n===\n---\n```\nx",
    "\\*a\\* \\[x\\](y) \\",
    "\u202eoverridden \u2067isolated",
    "https://evil.example www.evil.example mailto:a@evil.example <https://evil.example>",
]


def said(text: str) -> Run:
    return Run("said", text)


def at(name: str, user: str = INES) -> Run:
    return Run("mention", name, user=user, ping=True)


def hour(text: str = "jeudi 26 novembre, 14 h", grain: str = "hour", value: str = MOMENT) -> Run:
    return Run("when", text, value=value, grain=grain)


RUNS = st.one_of(
    st.builds(Run, st.sampled_from(["text", "said"]), WRITTEN, st.booleans()),
    st.builds(at, WRITTEN, st.sampled_from([INES, KARIM, "29:abc", "", "<at>"])),
    st.builds(lambda text, strong: Run("mention", text, strong), WRITTEN, st.booleans()),
    st.builds(hour, WRITTEN, st.sampled_from(["hour", "minute", "now", "day", "part"])),
    st.builds(
        lambda text, url: Run("link", text, url=url),
        WRITTEN,
        st.sampled_from(["https://a.example/b_c(d)?e=[f]&g=*h*", "javascript:alert(1)", "https://x.example/ y", ""]),
    ),
)


@settings(deadline=None)
@given(WRITTEN)
def test_what_people_write_does_nothing_and_reads_the_same(text: str) -> None:
    escaped = markup.escape(text)
    assert not found(escaped), "a client may make something of it"
    assert alike(escaped) == alike(one_line(text))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_is_known_to_do_harm_does_none(trouble: str) -> None:
    assert found(trouble) or trouble.startswith("\u202e"), "it would do something"
    assert not found(markup.escape(trouble))
    for line in markup.lines((said(trouble),)):
        [*runs] = markup.inlines(line, {})
        assert not found_in_words("".join(each["text"] for each in runs))


@settings(deadline=None)
@given(WRITTEN)
def test_a_run_stands_as_it_was_written(text: str) -> None:
    kept = markup.words(text)
    assert kept.replace("\u2060", "") == clean(text).replace("\u2060", "")
    assert not found_in_words(kept.replace("\n", " "))
    plain = [each for each in clean(text).split("\n") if not set(each) & set("{$<")]
    assert all(each in kept for each in plain), "and is copied so"


@settings(deadline=None)
@given(st.lists(WRITTEN, max_size=5))
@example(["{", "{DATE(2026-01-05T09:00:00Z)}}"])
@example(["<", "at>x</at>"])
@example(["$", "{x}"])
@example(["[x]", "(https://evil.example)"])
@example(["http:", "//evil.example"])
@example(["1", ". a"])
@example(["*", "a*"])
def test_nothing_is_made_of_texts_that_stand_side_by_side(texts: list[str]) -> None:
    for line in markup.lines(tuple(said(text) for text in texts)):
        assert not found(markup.markdown(line, Pings()))
        assert not found_in_words("".join(each["text"] for each in markup.inlines(line, {})))
    assert not found_in_words(markup.plain(tuple(said(text) for text in texts), 1000))


@settings(deadline=None)
@given(st.lists(RUNS, max_size=6).map(tuple))
def test_a_line_with_tokens_holds_those_that_were_meant_and_no_other(runs: Runs) -> None:
    for line in markup.lines(runs):
        pings = Pings()
        text = markup.markdown(line, pings)
        asked = [run for run in line if markup.instant(run)]
        dates = sum(2 if "," in run.text else 1 for run in asked)
        assert len(DATE.findall(text)) == dates
        assert text.count("{{") == dates
        assert text.count("<at>") == text.count("</at>") == sum(map(markup.pinged, line))
        known = {each["text"]: each["mentioned"]["id"] for each in pings.entities()}
        assert all(known[each] in (INES, KARIM) for each in known)
        assert all(each in text for each in known)
        drawn = {each for each in made_of(DATE.sub("x", text)) if each not in ("html_inline",)}
        links = sum(run.kind == "link" and markup.is_address(run.url) for run in line)
        assert drawn <= {"strong_open", "strong_close", *(("link_open", "link_close") if links else ())}
        stars = text.count("*")
        assert stars % 4 == 0 and stars <= 4 * len(line)  # noqa: PT018  # one thought


def test_an_instant_is_its_readers_own_where_an_hour_is_meant() -> None:
    date, time = "{{DATE(2026-11-26T13:00:00Z,LONG)}}", "{{TIME(2026-11-26T13:00:00Z)}}"
    assert markup.instant(hour()) == f"{date}, {time}"
    assert markup.instant(hour("14 h", "now")) == time
    for run in (
        hour("jeudi", "day"),
        hour("jeudi matin", "part"),
        hour(value="2026-11-26T14:00:00"),
        Run("text", "14 h", value=MOMENT, grain="hour"),
    ):
        assert markup.instant(run) is None
    precise = hour(value="2026-11-26T14:00:00.123456+01:00")
    assert markup.instant(precise) == f"{date}, {time}", "whole seconds, or Teams shows it raw"


def test_what_people_wrote_never_stands_beside_a_token() -> None:
    assert markup.needs_markdown((Run("text", "avant "), hour()))
    assert markup.needs_markdown((at("Inès Caron"),))
    assert not markup.needs_markdown((said("x"), hour(), at("Inès Caron")))
    assert not markup.needs_markdown((Run("mention", "Inès Caron", user=INES),)), "a name pings nobody unless asked"


def test_a_mention_pings_whom_it_names_and_nobody_else() -> None:
    pings = Pings()
    line = (at("Inès <b>Caron</b>"), Run("text", " et "), at("Inès <b>Caron</b>", KARIM), Run("text", " "), at("A"))
    text = markup.markdown(line, pings)
    asked = [(each["text"], each["mentioned"]["id"]) for each in pings.entities()]
    assert [user for _, user in asked] == [INES, KARIM, INES]
    assert len({each for each, _ in asked}) == 3, "two people of one name are told apart"
    assert all(text.count(each) == 1 for each, _ in asked)
    assert alike(shown(text)) == "Inès <b>Caron</b> et Inès <b>Caron</b> A"
    for stranger in ("29:abc", "", "U0INES", f"{INES}\n", "everyone"):
        assert not markup.pinged(at("x", stranger)), "no id of Teams', so no ping"


def test_bold_is_drawn_where_its_asterisks_cannot_be_left_standing() -> None:
    def drawn(*runs: Run) -> str:
        return markup.markdown(runs, Pings())

    assert drawn(Run("text", "LYO-42", strong=True), Run("text", ", Lyon ")) == "**LYO-42**, Lyon "
    assert drawn(Run("text", "a"), Run("text", "b", strong=True), Run("text", " c")) == "ab c"
    assert drawn(Run("text", "(b", strong=True), Run("text", " c")) == "\u2060(b c"
    assert drawn(Run("text", "a "), Run("text", " b ", strong=True), Run("text", "c")) == "a  **b** c"
    assert drawn(Run("text", "Urgente.", strong=True), Run("text", " Elle")) == "**Urgente**. Elle"
    assert drawn(Run("text", "?!", strong=True), Run("text", " Elle")) == "\u2060?! Elle"


def test_a_link_is_ours_and_leads_where_it_says() -> None:
    link = Run("link", "devis [1](x).pdf", url="https://a.example/b(c)_d*?e=[f]")
    text = markup.markdown((link,), Pings())
    assert text.endswith("](https://a.example/b%28c%29_d%2A?e=%5Bf%5D)")
    assert made_of(text) == {"link_open", "link_close"}
    [run] = markup.inlines((link,), {})
    assert run["selectAction"] == {"type": "Action.OpenUrl", "url": link.url}
    for url in ("javascript:alert(1)", "http://a.example", "https://a b", "file:///etc"):
        [run] = markup.inlines((Run("link", "x", url=url),), {})
        assert run == {"type": "TextRun", "text": "x"}


@settings(deadline=None)
@given(st.lists(RUNS, max_size=5).map(tuple), st.integers(12, 200))
def test_runs_are_cut_between_graphemes_and_within_their_bytes(runs: Runs, limit: int) -> None:
    short = markup.kept(runs, limit)
    assert markup.size(flat(short)) <= limit + 8
    whole, left = flat(runs), flat(short)
    if left != whole:
        assert left.endswith("…")
        kept = left[:-1]
        assert whole.startswith(kept)
        inside = short[-1].text[:-1]
        of = next((run.text for run in runs[len(short) - 1 :]), "")
        assert len(inside) in {0, *(each.end() for each in regex.finditer(r"\X", of))}


@settings(deadline=None)
@given(st.lists(st.sampled_from(SIGNS) | st.characters(), max_size=200).map("".join), st.integers(8, 300))
def test_a_text_is_no_longer_than_asked(text: str, limit: int) -> None:
    assert markup.size(markup.fit(text, limit)) <= limit
    assert markup.length(markup.first(text, limit)) <= limit
    assert clean(text).startswith(markup.first(text, limit)) or "\ufffd" in clean(text)


def test_a_flood_is_cut_quickly() -> None:
    for flood in (
        "x" * 40_000,
        "\N{WOMAN}\u200d\N{GIRL}" * 10_000,
        "a" + "\u0301" * 40_000,
        "\u202e" * 40_000,
        "{" * 40_000,
    ):
        assert markup.size(markup.plain((said(flood),), 1000)) <= 1000
        assert markup.size(flat(markup.kept((said(flood),), 8000))) <= 8008
