"""Score the desk's reading by language and part, beside what is to be reached."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.understanding.asking import LANGUAGES, PARTS, answered, messages
from tests.understanding.scoring import Figure, Pair, figures, wrong


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, print the figures, and write down what was wrong where that is wanted."""
    asked = _parser().parse_args(arguments)
    groups = [
        (language, part, messages(part, language))
        for language in ([asked.lang] if asked.lang else LANGUAGES)
        for part in ([asked.part] if asked.part else PARTS)
    ]
    pairs = answered(message for _, _, group in groups for message in group)
    faults: list[str] = []
    for language, part, group in groups:
        if not group:
            print(f"{language}, {part}: no messages yet\n")
            continue
        found = [next(pairs) for _ in group]
        print("\n".join([f"{language}, {part}: {len(found)} messages", *map(_line, figures(found)), ""]))
        if part != "kept_apart" or asked.part == part:
            faults += _faults(found)
    pairs.close()
    if asked.errors:
        asked.errors.write_text("".join(faults), encoding="utf-8")


def _line(figure: Figure) -> str:
    value = "-" if figure.percent is None else f"{figure.percent:.1f}"
    line = f"  {figure.name:30}{value:>6}  of {figure.of:<5}"
    if figure.target is None:
        return line
    held = {True: "held", False: "NOT HELD", None: "nothing to measure"}[figure.held]
    return f"{line}{'at most' if figure.at_most else 'at least':>9}{figure.target:>5g}  {held}"


def _faults(found: Iterable[Pair]) -> list[str]:
    return [
        json.dumps({"wrong": faults, **pair.message, "got": pair.answer}, ensure_ascii=False) + "\n"
        for pair in found
        if (faults := wrong(pair))
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.understanding", description=__doc__)
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    parser.add_argument(
        "--errors", type=Path, help="where to write what was wrong; of the part kept apart only where it is asked for"
    )
    return parser


if __name__ == "__main__":
    main()
