"""What is refused and not kept is known from what is like it, and the rest of what is asked is left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.understanding.refused import Kind, refused_in, spared, spared_file
from bot.understanding.text import letters

HERE = Path(__file__).parent
_WORD = re.compile(r"[a-z0-9]{4,}")
APART = 3
"""One case in so many was written with the others, and looked at only to count."""


class Case(NamedTuple):
    """A text, what it is, what of it must go ({}) and what must stay ([])."""

    kind: str
    text: str
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def cases(language: str) -> list[Case]:
    found = []
    for line in (HERE / f"refused.{language}.txt").read_text(encoding="utf-8").splitlines():
        kind, marked = line.split("\t")
        goes, stays = re.findall(r"\{(.*?)\}", marked), re.findall(r"\[(.*?)\]", marked)
        found.append(Case(kind, re.sub(r"[{}\[\]]", "", marked), tuple(goes), tuple(stays)))
    return found


def is_right(case: Case) -> bool:
    """Whether all that must goes, and nothing that must stay does."""
    kept = spared(case.text)
    if case.kind == "free":
        return kept.kinds == () and kept.text == case.text
    left = letters(kept.text)
    gone = not any(word in _WORD.findall(left) for each in case.goes for word in _WORD.findall(letters(each)))
    return case.kind in kept.kinds and gone and all(letters(each) in left for each in case.stays)


def is_missed(case: Case) -> bool:
    return case.kind != "free" and not spared(case.text).kinds


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_refused_is_never_missed_and_what_is_like_it_is_left(language: str) -> None:
    everything = cases(language)
    assert len(everything) >= 150
    assert [case.text for case in everything if is_missed(case)] == []
    assert [case.text for case in everything if case.kind == "free" and not is_right(case)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_detail_goes_and_the_need_stays(language: str) -> None:
    told = [case for case in cases(language) if case.kind != "free"]
    apart = [case for place, case in enumerate(cases(language)) if case.kind != "free" and place % APART == APART - 1]
    wrong = [case for case in told if not is_right(case)]
    assert [case.text for case in wrong if case not in apart] == []
    assert len([case for case in wrong if case in apart]) <= 0.1 * len(apart)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mon arrêt de travail est pour dépression, du 3 au 7", "mon arrêt de travail est […], du 3 au 7"),
        ("j'ai un cancer. Un taxi jeudi ? J'ai un cancer du sein", "[…]. Un taxi jeudi ? […]"),
        ("> j'ai un cancer\nvoir ci-dessus", "> […]\nvoir ci-dessus"),
        ("je suis en de\u0301pression, un taxi jeudi", "[…], un taxi jeudi"),
        ("je suis en dé\u200bpression, un taxi jeudi", "[…], un taxi jeudi"),
        ("JE SUIS SÉROPOSITIF, un taxi jeudi", "[…], un taxi jeudi"),
        ("dépression", "[…]"),
        ("jai fait un avc en mars", "[…]"),
        ("j'ai un *cancer*, une salle jeudi", "[…], une salle jeudi"),
        ("I have (breast cancer), need a room", "I have ([…]), need a room"),
        ("I have cancer (stage 2), need a room", "[…], need a room"),
        ("j'ai mon opération du genou en mars, absente du 3 au 20", "[…] en mars, absente du 3 au 20"),
        ("un taxi jeudi\n" * 400 + "je suis séropositif", "un taxi jeudi\n" * 400 + "[…]"),
        ("Je suis délégué CGT et je veux signaler un harcèlement, un taxi jeudi", ""),
    ],
)
def test_it_is_cut_out_where_it_stands(text: str, kept: str) -> None:
    assert spared(text).text == kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("compte-rendu IRM.pdf", "health"),
        ("IRM_genou_2026.jpg", "health"),
        ("CompteRenduHospitalisation.pdf", "health"),
        ("ordonnance.pdf", "health"),
        ("mes resultats prise de sang.pdf", "health"),
        ("bulletin-adhesion-CGT.pdf", "union"),
        ("carte_syndicale.png", "union"),
        ("signalement-harcelement.docx", "whistle"),
        ("carte-cgt.png", "union"),
        ("bulletin-adhesion-C.G.T.pdf", "union"),
        ("analyses_sang.pdf", "health"),
        ("RQTH.pdf", "health"),
        ("cr_hospitalisation.pdf", "health"),
        ("carte-sud-france.png", None),
        ("analyse-ventes.xlsx", None),
        ("arret-maladie.pdf", None),
        ("arret_travail_3_au_7.pdf", None),
        ("bulletin-paie-octobre.pdf", None),
        ("compte-rendu CSE.docx", None),
        ("scan0001.pdf", None),
        ("facture 2211.pdf", None),
        ("", None),
    ],
)
def test_a_file_is_known_by_its_name(name: str, kind: Kind | None) -> None:
    assert spared_file(name) == kind


@pytest.mark.parametrize(
    "text", ["", " ", "\u0000", "\ud800", "🎫", "a" * 100_000, "[…]", "dépression" * 2_000, "!?…", "c a " * 9_000]
)
def test_no_text_is_too_much(text: str) -> None:
    assert isinstance(refused_in(text), tuple)


def test_what_was_cut_is_refused_no_more() -> None:
    for case in (*cases("fr"), *cases("en")):
        once = spared(case.text).text
        assert spared(once).text == once
