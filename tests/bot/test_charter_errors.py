"""Every error of a charter: its line, its sentence, what was meant. No hostile file costs more than a bad one."""

import json
import os
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter import Charter, CharterError, load, parse, warnings
from bot.locales import catalogue, text
from tests.bot.charter_cases import CASES, Case

EXAMPLE = (Path(__file__).parents[2] / "relais/charters/demo.yaml").read_text("utf-8")


def changed(change: tuple[str, str]) -> str:
    before, after = change
    assert EXAMPLE.count(before) >= 1, before
    return EXAMPLE.replace(before, after, 1)


def refused(source: str) -> CharterError:
    with pytest.raises(CharterError) as caught:
        parse(source, "c.yaml")
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_error_has_its_line_and_what_was_meant(case: Case) -> None:
    source = changed(case.change)
    problems = refused(source).problems
    (found,) = (problem for problem in problems if problem.code == case.code)
    assert source.split("\n")[found.line - 1].startswith(case.line_begins)
    assert found.suggestion == case.meant
    assert len(problems) == 1 or case.breaks_more


def test_every_error_at_once_by_line_in_both_languages() -> None:
    source = EXAMPLE
    for case in CASES:
        before, after = case.change
        if case.code in ("unknown_site", "bad_timezone", "not_cleared", "twice", "bad_choice") and before in source:
            source = source.replace(before, after, 1)
    error = refused(source)
    assert {"unknown_site", "bad_timezone", "not_cleared", "twice", "bad_choice"} <= {
        one.code for one in error.problems
    }
    lines = [problem.line for problem in error.problems]
    assert lines == sorted(lines)
    for language in ("fr", "en"):
        for line, problem in zip(error.render(language).split("\n"), error.problems, strict=True):
            assert line.startswith(f"c.yaml:{problem.line}: {problem.key}: ")


def test_the_sentence_of_an_error() -> None:
    error = refused(changed(("  pilot: julie", "  pilott: julie")))
    assert error.render("en") == (
        "c.yaml:10: desk.pilott: unknown key “pilott”; correct it or remove it (did you mean “pilot”?)"
    )
    assert str(error) == (
        "c.yaml:10: desk.pilott: clé inconnue « pilott » ; corrigez-la ou retirez-la (vouliez-vous dire « pilot » ?)"
    )


def test_the_line_is_that_of_the_value_in_a_file_written_in_blocks() -> None:
    source = yaml.safe_dump(yaml.load(EXAMPLE, yaml.BaseLoader), allow_unicode=True, sort_keys=False)
    one, other = parse(source), parse(EXAMPLE)
    assert all(getattr(one, part) == getattr(other, part) for part in Charter.model_fields)
    lines = source.replace("mon-thu: 08:30-12:30 13:30-18:00", "mon-thu: 08:30-12:30 12:00-18:00", 1).split("\n")
    (problem,) = refused("\n".join(lines)).problems
    assert lines[problem.line - 1].strip() == "mon-thu: 08:30-12:30 12:00-18:00"
    assert problem.key == "sites[aix].hours.mon-thu"


def _deep(depth: int) -> str:
    return "knowledge: " + "[" * depth + "]" * depth + "\n"


BOMBS: dict[str, tuple[bytes, str]] = {
    "aliases": (b"a: &a [x]\nb: *a\n", "alias"),
    "an anchor alone": (b"a: 1\nb: &b 2\n", "alias"),
    "a billion laughs": (b"a: &a [" + b"x," * 9 + b"]\n" + b"b: &b [" + b"*a," * 9 + b"]\n", "alias"),
    "depth": ((EXAMPLE + _deep(20)).encode(), "too_deep"),
    "far depth": (b"a: " + b"[" * 200_000, "too_deep"),
    "block depth": ("\n".join(f"{' ' * n}a:" for n in range(300)).encode(), "too_deep"),
    "values": (b"a: [" + b"1," * 60_000 + b"]", "too_many_values"),
    "size": (b"# " + b"x" * 256 * 1024, "too_large"),
    "not UTF-8": ("desk: {}\nname: é".encode("latin-1"), "not_utf8"),
    "UTF-16": ("desk: {}".encode("utf-16"), "not_utf8"),
    "NUL": (b"desk: {}\nname: \0", "binary"),
    "a control character": (b"desk: {}\nname: \x07", "yaml_control"),
    "a tag": (b"desk: !!python/object/apply:os.system [ls]", "tag"),
    "two documents": (b"a: 1\n---\nb: 2\n", "two_documents"),
    "nothing": (b"\n \n", "empty"),
    "only a comment": (b"# nothing\n", "not_a_charter"),
    "a list": (b"- a\n", "not_a_charter"),
    "broken": (b"desk: {name: x\nsites: []\n", "yaml_open"),
}


@pytest.mark.parametrize(("raw", "code"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_at_once(raw: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    path.write_bytes(raw)
    started = time.monotonic()
    with pytest.raises(CharterError) as caught:
        load(path)
    assert time.monotonic() - started < 2
    assert [problem.code for problem in caught.value.problems] == [code]


def test_the_line_of_what_stops_the_reading() -> None:
    assert refused("a: 1\nb: &b 2\n").problems[0].line == 2
    assert refused("desk: {}\nname: \x07").problems[0].line == 2
    assert refused("desk: {}\nname: a\ud800").problems[0].code == "not_utf8"


SLIPS: dict[str, tuple[str, str, int, int]] = {
    "a tab for an indent": ("desk:\n\tname: x\n", "yaml_tab", 2, 1),
    "a tab after spaces": ("desk:\n  name: x\n\tpilot: y\n", "yaml_tab", 3, 1),
    "no colon": ("desk:\n  name x\n  # said\n  pilot: y\n", "yaml_no_colon", 2, 3),
    "no colon at the end": ("desk:\n  pilot: y\n  name x\n", "yaml_no_colon", 3, 3),
    "no space after it": ("desk:\n  name:x\n  pilot: y\n", "yaml_no_colon", 2, 3),
    "a colon in a text": ("desk:\n  name: Relais: le pôle\n", "yaml_colon", 2, 15),
    "too far in": ("desk:\n  name: x # y\n\n    pilot: y\n", "yaml_indent", 4, 5),
    "not far enough in": ("desk:\n  name: x\n pilot: y\n", "yaml_indent", 3, 2),
    "a dash out of line": ("sites:\n  - id: x\n - id: y\n", "yaml_indent", 3, 2),
    "a key out of its item": ("sites:\n  - id: x\n   code: Y\n", "yaml_indent", 3, 4),
    "a quote left open": ('desk:\n  name: "x\n  pilot: y\n', "yaml_quote", 2, 9),
    "one that the next closes": ('desk:\n  name: "é\n  pilot: "y"\n', "yaml_quote", 2, 9),
    "an apostrophe between apostrophes": ("desk:\n  name: 'l'accueil'\n", "yaml_quoted", 2, 12),
    "a backslash": ('a: "C:\\dossier"\n', "yaml_escape", 1, 7),
    "a bracket left open": ("desk:\n  name: [x, y\n  pilot: y\n", "yaml_open", 2, 9),
    "a brace left open": ("people:\n  - {id: x\n  - {id: z}\n", "yaml_open", 2, 5),
    "a comma forgotten": ("people:\n  - {id: x name: y}\n", "yaml_comma", 2, 16),
    "a brace too many": ("people:\n  - {id: x}}\n", "yaml_closing", 2, 12),
    "an at sign": ("a: @ines\n", "yaml_sign", 1, 4),
    "a star": ("a: **x**\n", "yaml_sign", 1, 4),
    "a dash after a key": ("a: - x\n", "yaml_dash", 1, 4),
    "an unseen sign": ("a: b\nc: é\x07\n", "yaml_control", 2, 5),
    "none of these": ("a: b\n...\nc: d\n", "not_yaml", 3, 1),
}


@pytest.mark.parametrize(("source", "code", "line", "column"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_that_keeps_the_file_from_being_read_is_told_where_it_was_made(
    source: str, code: str, line: int, column: int
) -> None:
    (problem,) = refused(source).problems
    assert (problem.code, problem.line, problem.arguments["column"]) == (code, line, column)
    for language in ("fr", "en"):
        said = problem.render(language)
        assert re.match(rf"c\.yaml:{line}: (colonne|column) {column} ?: ", said)
        assert re.search("expected|found|context|scanning", said) is None or code == "not_yaml"


def test_one_sign_dropped_from_the_sample_is_told_on_its_own_line() -> None:
    for number, line in enumerate(EXAMPLE.split("\n"), 1):
        for place, sign in enumerate(line.split(" #")[0]):
            if sign in "}]," or line[place : place + 2] == ": ":
                dropped = [*EXAMPLE.split("\n")]
                dropped[number - 1] = line[:place] + line[place + 1 :]
                try:
                    parse("\n".join(dropped), "c.yaml")
                except CharterError as error:
                    found = error.problems[0]
                    assert not found.code.startswith(("yaml", "not_yaml")) or found.line == number, found


SAID_OTHERWISE = {"did_you_mean", "error", "warning", "nothing_to_say", "no_such_file", "and_more"}
VERBS = (
    "write check save have compare replace erase put give close double add keep correct remove type shorten use "
    "swap name change choose"
)


def test_every_sentence_ends_with_what_to_do() -> None:
    keys = [key.removeprefix("charter.") for key in catalogue("fr") if re.fullmatch(r"charter\.[a-z_]+", key)]
    codes = [key for key in keys if key not in SAID_OTHERWISE and not key.endswith("_found")]
    assert len(codes) > 90
    for code in codes:
        french, english = (str(catalogue(language)[f"charter.{code}"]) for language in ("fr", "en"))
        assert re.search(r"[;:] .*(\w+ez|faites)\b[^;]*$", french), french
        assert re.search(rf"[;:] (in people, )?({VERBS.replace(' ', '|')})\b[^;]*$", english), english


def test_twenty_levels_are_not_a_bomb() -> None:
    assert [problem.code for problem in refused(EXAMPLE + _deep(19)).problems] == ["wanted_text"]


def test_a_crowd_of_errors_is_cut_and_quick() -> None:
    many = "".join(
        f"  - {{id: p{n}, name: N, email: n{n}@x.example, roles: [x], sites: [s{n}]}}\n" for n in range(2500)
    )
    started = time.monotonic()
    error = refused(EXAMPLE.replace("people:\n", f"people:\n{many}"))
    assert time.monotonic() - started < 10
    assert len(error.problems) == 201
    assert error.problems[-1].code == "and_more"


def test_a_large_company_is_read_quickly() -> None:
    site = "  - {{id: s{n}, code: S{n}, name: Site {n}, hours: {{mon-fri: 09:00-17:00}}}}\n"
    person = "  - {{id: p{n}, name: N{n}, email: n{n}@x.example, roles: [assistant]}}\n"
    source = EXAMPLE.replace("sites:\n", "sites:\n" + "".join(site.format(n=n) for n in range(300)), 1)
    source = source.replace("people:\n", "people:\n" + "".join(person.format(n=n) for n in range(1000)), 1)
    started = time.monotonic()
    charter = parse(source)
    warnings(charter)
    assert time.monotonic() - started < 20


SCALARS = [
    "",
    "~",
    "null",
    "NO",
    "no",
    "69",
    "-1",
    "0",
    "08:30",
    "24:00",
    "1e999",
    ".nan",
    "{}",
    "[]",
    "[[]]",
    "all",
    "é",
    "\u202e",
]
SCALARS += [
    "{a: {b: c}}",
    "[a, [b]]",
    '"\\0"',
    '"\\ud800"',
    "'",
    '"',
    "&a x",
    "*a",
    "!t x",
    "- x",
    "? x",
    ": x",
    "x: y: z",
    "%",
    "@",
]
SCALARS += [
    "lyon",
    "travel",
    "ines",
    "9999-12-31",
    "0000-00-00",
    "9999999999d",
    "FR-ZZZZ",
    "../../etc/passwd",
    "x" * 300,
]


def _values(node: yaml.Node) -> list[tuple[int, int]]:
    """Where each scalar of the example begins and ends."""
    if isinstance(node, yaml.ScalarNode):
        return [(node.start_mark.index, node.end_mark.index)]
    children = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return [place for child in children for place in _values(child)]


_ROOT = yaml.compose(EXAMPLE, yaml.SafeLoader)
assert _ROOT is not None
PLACES = _values(_ROOT)
WRITTEN = [EXAMPLE[start:end].strip("\"'") for start, end in PLACES]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    source = EXAMPLE
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True))
    for start, end in sorted(places, reverse=True):
        value = draw(st.one_of(st.sampled_from(SCALARS), st.text(max_size=12), st.sampled_from(WRITTEN)))
        value = value if draw(st.sampled_from([True, False, False])) else json.dumps(value)
        source = source[:start] + value + source[end:]
    lines = source.split("\n")
    match draw(st.sampled_from(["as it is", "drop", "double", "swap", "cut"])):
        case "drop":
            del lines[draw(st.integers(0, len(lines) - 1))]
        case "double":
            where = draw(st.integers(0, len(lines) - 1))
            lines.insert(where, lines[where])
        case "swap":
            one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            lines[one], lines[other] = lines[other], lines[one]
        case "cut":
            return source[: draw(st.integers(0, len(source)))]
    return "\n".join(lines)


@settings(
    max_examples=int(os.environ.get("RELAIS_CHARTER_MUTATIONS", "150")),
    deadline=3000,
)
@given(mutated())
def test_a_mutated_charter_is_read_or_explained(source: str) -> None:
    try:
        problems = warnings(parse(source, "c.yaml"))
    except CharterError as error:
        problems = error.problems
        assert problems
    last = source.count("\n") + 1
    for problem in problems:
        assert 1 <= problem.line <= last + 1
        for language in ("fr", "en"):
            assert "\n" not in problem.render(language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_has_its_sentence(language: str) -> None:
    sentences = [problem.sentence(language) for case in CASES for problem in refused(changed(case.change)).problems]
    assert not any(re.search(r"\{[a-z_]+\}", sentence) for sentence in sentences)
    assert text(language, "charter.and_more", count=2)


def test_an_id_that_is_no_text_is_one_error() -> None:
    problems = refused(EXAMPLE.replace("- id: reunion", "- id: {a: b}", 1)).problems
    assert (problems[0].code, problems[0].key) == ("wanted_text", "sites[3].id")
