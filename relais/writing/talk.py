"""The dialogue in a terminal: a question, what is proposed, an answer; the end of input ends everything."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError

from adapters.platform import Finding
from bot.charter import BadValueError, CharterError
from bot.charter.values import clipped
from bot.locales import text

T = TypeVar("T")

NOTHING = "-"
"""What is typed to choose nothing where something is proposed."""
_MOST_PROBLEMS = 3
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class Stopped(Exception):
    """There is nobody to answer any more."""


class Again(Exception):
    """An answer that will not do: the key of the catalogue that says why, and its arguments."""

    def __init__(self, key: str, **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments


class Told(Again):
    """No fault: something was told, and the question is asked once more."""


class Talk:
    """What is said and asked, in `language`, fr or en."""

    def __init__(self, language: str) -> None:
        self.language = language
        stream: Any = sys.stdin
        if hasattr(stream, "reconfigure"):
            # What is no text of this terminal is asked again, and does not end the dialogue.
            stream.reconfigure(errors="replace")
        with contextlib.suppress(ImportError):
            # With it a line can be edited before it is sent.
            import readline  # noqa: F401  # loading it is what it is for

    def say(self, key: str, **arguments: object) -> None:
        """A sentence of the catalogue, under `writing` unless another section is named."""
        typer.echo(self.text(key, **arguments))

    def troubles(self, found: Iterable[Finding]) -> None:
        """What was refused, and what is to be done about each."""
        for each in found:
            typer.echo(f"✗ {self.text(each.what, **(each.arguments or {}))}")
            typer.echo(f"  → {self.text(each.advice or '', **(each.arguments or {}))}")

    def space(self) -> None:
        """An empty line."""
        typer.echo()

    def text(self, key: str, **arguments: object) -> str:
        """The sentence itself."""
        return text(self.language, key if "." in key else f"writing.{key}", **arguments)

    def choices(self, labels: Sequence[str]) -> None:
        """A numbered list, from 1."""
        width = len(str(len(labels)))
        for number, label in enumerate(labels, 1):
            typer.echo(f"  {number:>{width}}. {label}")

    def ask(self, question: str, proposed: str, read: Callable[[str], T]) -> T:
        """What `read` makes of an answer, asked until it makes something; an empty one is what is proposed.

        Raises:
            Stopped: at the end of input.
        """
        while True:
            said = self._answer(question, proposed) or proposed
            try:
                if _UNREADABLE in said:
                    raise Again("writing.unreadable")
                return read(said)
            except Told as told:
                self.say(told.key, **told.arguments)
            except Again as again:
                self._refused(self.text(again.key, **again.arguments))
            except BadValueError as error:
                self._refused(self._why(error))
            except CharterError as error:
                for problem in error.problems[:_MOST_PROBLEMS]:
                    meant = problem.suggestion and self.text("charter.did_you_mean", value=problem.suggestion)
                    self._refused(" ".join(filter(None, (problem.sentence(self.language), meant))))

    def valued(self, kind: Any, said: str) -> str:
        """A text that one of the charter's kinds of values takes, in its own form; `BadValueError` says why not."""
        try:
            return str(TypeAdapter(kind).validate_python(said))
        except ValidationError as error:
            cause = error.errors()[0].get("ctx", {}).get("error")
            if isinstance(cause, BadValueError):
                raise cause from None
            raise

    def _why(self, error: BadValueError) -> str:
        said = {name: value if isinstance(value, int) else clipped(value) for name, value in error.arguments.items()}
        meant = error.suggestion and self.text("charter.did_you_mean", value=clipped(error.suggestion))
        return " ".join(filter(None, (self.text(f"charter.{error.code}", **said), meant)))

    def _refused(self, sentence: str) -> None:
        typer.echo(f"  ✗ {sentence}")

    def _answer(self, question: str, proposed: str) -> str:
        typed = sys.stdin.isatty()
        asked = f"{question} ({proposed})" if proposed else question
        try:
            said = input(self.text("asked", question=asked) + " ")
        except EOFError:
            raise Stopped from None
        if not typed:
            # Nobody's return key ended the line.
            typer.echo()
        return said.strip()
