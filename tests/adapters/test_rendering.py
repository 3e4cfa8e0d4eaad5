"""What people wrote is cut between graphemes, and never shown as anything but text."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.rendering import Facts, Reader, cut, flat, runs
from bot.cards import Mention, Named, Plain, Said, Strong, When, ours

CLUSTERS = ("a", "é", "e\u0301", "👩‍👩‍👧", "🇫🇷", "👍🏽", "क्षि", "\u202eab", "\r\n", "Z̸̢̡̛", " ", "ﷺ", "한")
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(CLUSTERS), max_size=40).map("".join),
    st.text("\u0301a", max_size=200),
)
READER = Reader("fr", "Europe/Paris")


@given(text=TEXTS, limit=st.integers(1, 90))
@example(text="👩‍👩‍👧" * 30, limit=10)
@example(text="a" + "\u0301" * 300, limit=20)
@example(text="x" * 9 + "e\u0301", limit=10)
def test_a_text_is_cut_between_graphemes_and_within_its_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
        return
    assert short.endswith("…")
    kept = short[:-1]
    assert text.startswith(kept)
    ends = {0} | {cluster.end() for cluster in regex.finditer(r"\X", text)}
    assert len(kept) in ends


@given(text=TEXTS, limit=st.integers(1, 90))
def test_no_more_is_cut_than_needed(text: str, limit: int) -> None:
    kept = len(cut(text, limit)) - 1
    if len(text) > limit:
        following = regex.match(r"\X", text, pos=kept)
        assert following is not None
        assert kept + len(following.group()) > limit - 1


@given(body=st.text(max_size=60))
def test_said_words_are_one_run_of_their_own(body: str) -> None:
    drawn = runs(
        ours("relay.summary", who=Mention(person=1), words=Said(words=7)), Facts({7: body}, {1: ("{x}", None)}), READER
    )
    (said,) = [run for run in drawn if run.kind == "said"]
    assert said.text == " ".join(body.split())
    assert [run.text for run in drawn if run.kind == "mention"] == ["{x}"]


def test_what_was_written_in_lines_is_one_within_a_sentence() -> None:
    written, facts = Said(words=1), Facts({1: "Bonjour,\n\nune salle\tsvp"})
    assert flat(runs(ours("lists.words", words=written), facts, READER)) == "«\u00a0Bonjour, une salle svp\u00a0»"
    [run] = runs((written,), facts, READER)
    assert run.text == "Bonjour,\n\nune salle\tsvp", "a quotation stands as it was written"


def test_what_is_unknown_or_erased_is_said_so() -> None:
    assert flat(runs((Said(words=9),), Facts(), READER)) == "(texte effacé)"
    assert flat(runs((Mention(person=9),), Facts(), READER)) == "quelqu’un"


def test_a_reader_has_their_own_language_zone_and_names() -> None:
    facts = Facts(named=lambda what, key, language: f"{what}/{key}/{language}")
    when = When(value="2026-11-26T23:30:00+00:00")
    text = (Strong(text=(Named(what="site", id="lyon"),)), Plain(text=" "), when)
    assert flat(runs(text, facts, Reader("en", "Indian/Reunion"))) == "site/lyon/en Friday 27 November, 3:30 am"
    assert runs(text, facts, READER)[0].strong


def test_a_card_of_an_earlier_release_that_lacks_an_argument_is_shown_all_the_same() -> None:
    assert flat(runs(ours("errors.no_such_request", ref="LYO-9"), Facts(), READER)).startswith("Je ne trouve pas")


def test_a_word_is_told_with_what_is_typed_before_it_there() -> None:
    assert "« /desk aide »" in flat(runs(ours("errors.stale_button"), Facts(), READER)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "« aide »" in flat(runs(ours("errors.stale_button"), Facts(slash=""), READER)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
