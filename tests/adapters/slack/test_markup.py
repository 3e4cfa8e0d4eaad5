"""The one escaping door: what people write is shown as they wrote it, and does nothing."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.cleaning import clean
from adapters.rendering import Run, Runs
from adapters.slack import markup
from tests.adapters.slack.reading import alike, found, shown, straight, tokens, turns

SIGNS = [
    *"*_~`<>&|:@#!^{}-+.,'’ \t\n\r1aZé＊＿｀＞＋",
    *(
        "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}",
        "e\u0301",
        "\u202e",
        "\u2066",
        "\u200f",
        "\x00",
        "\ud800",
        "\u2028",
        "\u00a0",
    ),
    *(":tada:", "<!channel>", "<@U1>", "<https://evil.example|Slack>", "<!date^1^{date}|x>", "&lt;", "&amp;", "```"),
    *("> ", "https://a.example/b_c_d", "مرحبا"),
]
WRITTEN = st.lists(st.sampled_from(SIGNS) | st.characters(), max_size=25).map("".join)
HOUR = "jeudi 26 novembre, 14 h"
TROUBLES = [
    "<!channel> <!here> <!everyone> <@U1> <#C1> <!subteam^S1>",
    "<https://evil.example|https://slack.com>",
    "*bold* _it_ ~x~ `code` ```block```",
    "> quoted\n  > again\n＞wide",
    ":tada: :+1::skin-tone-2: a:b:c",
    "> \u202eoverridden",
    "&lt;!channel&gt;",
]


def said(text: str) -> Run:
    return Run("said", text)


@given(WRITTEN)
@example(TROUBLES[0])
@example(TROUBLES[2])
@example(TROUBLES[3])
@example(TROUBLES[4])
def test_what_people_write_does_nothing_and_reads_the_same(text: str) -> None:
    escaped = markup.escape(text)
    assert not found(escaped), "Slack may make something of it"
    assert alike(shown(escaped)) == alike(clean(text))


@given(st.lists(WRITTEN, max_size=5))
@example([":ta", "da:"])
@example(["*a", "b*"])
@example(["text\n", ">quoted"])
@example(["_", "a", "_"])
@example([":", "a:"])
def test_nothing_is_made_of_texts_that_stand_side_by_side(texts: list[str]) -> None:
    runs = tuple(said(text) for text in texts)
    assert not found(markup.mrkdwn(runs, 3000))
    assert not found(markup.notification(runs, 3000))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a & b", "a &amp; b"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("&lt;", "&amp;lt;"),
        ("plan_v2_final.pdf", "plan_v2_final.pdf"),
        ("https://a.example:8080/x_y", "https://a.example:8080/x_y"),
        ("rendez-vous à 14:30 demain", "rendez-vous à 14:30 demain"),
        ("un\r\ndeux\u2028trois", "un\ndeux\ntrois"),
        ("\u202egpj.exe\u0007", "\u202egpj.exe\u202c"),
        ("\u202egnp.exe\u202c, שלום", "\u202egnp.exe\u202c, שלום"),
        ("\u202eun\ndeux", "\u202eun\u202c\ndeux"),
        ("\u2067a \u202eb\u2069 c\u202c", "\u2067a \u202eb\u2069 c"),
        ("\u2067a \u202eb", "\u2067a \u202eb\u2069"),
        ("\u202e \u2066\u2069", " "),
        ("\u202ea\u202c\u202c\u2069b", "\u202ea\u202cb"),
    ],
)
def test_what_formats_nothing_is_left_as_it_is(text: str, escaped: str) -> None:
    assert markup.escape(text) == escaped


RUNS = st.one_of(
    st.builds(Run, st.sampled_from(["text", "said"]), WRITTEN, strong=st.booleans()),
    st.builds(
        Run, st.just("mention"), WRITTEN, user=st.sampled_from(["U1", "W2A", None, "1> <!here"]), ping=st.booleans()
    ),
    st.builds(
        Run,
        st.just("when"),
        st.sampled_from(["jeudi 26 novembre, 14 h", "10 h 30", "jeudi 26 novembre"]),
        value=st.sampled_from(["2026-11-26T14:00:00+01:00", "2026-11-26", "2026-11-26T14:00:00"]),
        grain=st.sampled_from(["minute", "hour", "now", "day", "part", "week"]),
    ),
    st.builds(
        Run,
        st.just("link"),
        WRITTEN,
        url=st.sampled_from(["https://a.example/?a=1&b=<|>", "javascript:alert(1)", "", "https://a.example/x"]),
    ),
)
TOKENS = r"@U1|@W2A|!date\^\d+\^(?:\{date_long\}, )?\{time\}\|[^|<>]+|https://a\.example/(?:\?a=1&amp;b=%3C%7C%3E|x)\|[^|<>]*"


@given(st.lists(RUNS, max_size=8).map(tuple), st.integers(1, 120))
def test_a_text_is_cut_within_its_limit_and_never_inside_a_token(runs: Runs, limit: int) -> None:
    cut, whole = markup.mrkdwn(runs, limit), markup.mrkdwn(runs, 100_000)
    assert markup.size(cut) <= limit
    for written in (cut, whole):
        assert all(regex.fullmatch(TOKENS, token) for token in tokens(written))
        assert not found(regex.sub(r"<[^<>]*>|\*", "", written)) - {"emoji"}
        assert written.count("*") % 2 == 0
    if cut != whole:
        assert straight(cut).rstrip("*").endswith("…")
        kept = straight(alike(shown(cut))).replace("*", "").removesuffix("…")
        full = straight(alike(shown(whole))).replace("*", "")
        assert full.startswith(kept)


@given(WRITTEN, st.integers(1, 30))
def test_what_is_cut_is_cut_between_graphemes(text: str, limit: int) -> None:
    for kept in (markup.fit(text, limit), markup.plain((said(text),), limit)):
        assert markup.size(kept) <= limit
        assert not turns(kept.replace("\n", ""))
        if straight(kept).endswith("…") and limit > 1:
            clusters = _clusters(clean(text))
            clusters_kept = _clusters(kept.rstrip("\u202c\u2069").removesuffix("…"))
            assert clusters_kept == clusters[: len(clusters_kept)]


def _clusters(text: str) -> list[str]:
    """The graphemes of a text on one line, but for the signs that turn directions, each of which is one."""
    found = regex.findall(r"\X", text.replace("\n", " ").strip())
    return [each for each in found if straight(each)]


def test_nothing_that_is_turned_around_reaches_beyond_its_words() -> None:
    deep = "\u202e" * 3000 + "a" + "\u202c" * 3000 + "b"
    assert len(clean(deep)) < 200
    for text in (deep, "\u2067" * 3000 + "a", "\u202e" * 200 + "\u2066x"):
        assert not found(markup.escape(text))
    two = (said("\u202ea"), said("b"))
    assert markup.mrkdwn(two, 100) == markup.plain(two, 100) == "\u202ea\u202cb"
    assert markup.size(markup.mrkdwn(two, 3)) <= 3


def test_bold_is_asked_for_where_slack_honours_it() -> None:
    ref = Run("text", "LYO-42", strong=True)

    def written(*runs: Run) -> str:
        return markup.mrkdwn(runs, 100)

    assert written(ref, Run("text", ", Lyon.")) == "*LYO-42*, Lyon."
    assert written(Run("text", "de "), ref, ref) == "de *LYO-42LYO-42*"
    assert written(Run("text", "(", strong=False), Run("text", " Urgente. ", strong=True)) == "( *Urgente.* "
    assert written(Run("text", "x"), ref) == "xLYO-42"
    assert written(ref, Run("text", "x")) == "LYO-42x"
    assert written(Run("text", "deux\nlignes", strong=True)) == "deux\nlignes"
    assert written(Run("text", "  ", strong=True)) == "  "
    assert written(Run("said", "2*3*4", strong=True)) == "*2∗3∗4*"


def test_only_a_known_person_who_is_to_be_notified_is_mentioned() -> None:
    def written(user: str | None, ping: bool) -> str:
        return markup.mrkdwn((Run("mention", "Inès <b>", user=user, ping=ping),), 100)

    assert written("U0INES", ping=True) == "<@U0INES>"
    assert written("U0INES", ping=False) == "*Inès &lt;b&gt;*"
    assert written(None, ping=True) == "*Inès &lt;b&gt;*"
    assert written("!channel", ping=True) == "*Inès &lt;b&gt;*"
    assert markup.notification((Run("mention", "Inès", user="U0INES", ping=True),), 100) == "Inès"


@pytest.mark.parametrize(
    ("text", "value", "grain", "written"),
    [
        (HOUR, "2026-11-26T14:00:00+01:00", "hour", f"<!date^1795698000^{{date_long}}, {{time}}|{HOUR}>"),
        ("14 h", "2026-11-26T14:00:00+01:00", "now", "<!date^1795698000^{time}|14 h>"),
        ("jeudi 26 novembre", "2026-11-26", "day", "jeudi 26 novembre"),
        ("jeudi 26 novembre", "2026-11-26", "minute", "jeudi 26 novembre"),
        ("jeudi 26 novembre", "2026-11-26T14:00:00+01:00", "day", "jeudi 26 novembre"),
        ("jeudi 26 novembre au matin", "2026-11-26T09:00:00+01:00", "part", "jeudi 26 novembre au matin"),
        (HOUR, "2026-11-26T14:00:00", "minute", HOUR),
    ],
)
def test_an_hour_is_shown_in_its_readers_zone_and_a_day_is_the_same_for_all(
    text: str, value: str, grain: str, written: str
) -> None:
    assert markup.mrkdwn((Run("when", text, value=value, grain=grain),), 200) == written
    drawn = markup.rich((Run("when", text, value=value, grain=grain),), 200)
    assert [each["type"] for each in drawn] == ["date" if written.startswith("<") else "text"]


def test_a_plain_text_is_one_line() -> None:
    assert markup.plain((said(" un\r\ndeux"), said("\u2028trois ")), 100) == "un deux trois"


def test_only_addresses_of_ours_are_links() -> None:
    def written(url: str) -> str:
        return markup.mrkdwn((Run("link", "le *devis*|<b>", url=url),), 200)

    assert written("https://a.example/?q=1&r=|>") == "<https://a.example/?q=1&amp;r=%7C%3E|le ∗devis∗¦&lt;b&gt;>"
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", ""):
        assert written(bad) == "le ∗devis∗|&lt;b&gt;"


@given(WRITTEN, st.integers(1, 60))
def test_quoted_words_stand_as_they_were_written(text: str, limit: int) -> None:
    elements = markup.rich((said(text),), limit)
    assert all(each["type"] == "text" and each["text"] for each in elements)
    quoted = "".join(each["text"] for each in elements)
    assert markup.size(quoted) <= limit
    assert not any(map(turns, quoted.split("\n")))
    assert quoted == clean(text) or straight(quoted).endswith("…")
