"""Long tests: a reduced form in every run, the full one by `make soak`, which goes on where it stopped.

A soak is made of rounds, each with a randomness of its own drawn from the run's seed, the test and the round's number,
so that a failing round can be repeated alone. The seed is printed; `--soak-seed` repeats it.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True)
class Round:
    """One round: its number from 0, and its own randomness."""

    number: int
    random: Random


@dataclass
class Run:
    """One run of soaks: its seed, and for a full one how far each test has come, kept in `file`."""

    seed: int
    full: bool
    file: Path | None = None
    done: dict[str, int] = field(default_factory=dict)

    @classmethod
    def reduced(cls, seed: int | None) -> "Run":
        """A run of the reduced forms, which keeps nothing."""
        return cls(seed=_chosen(seed), full=False)

    @classmethod
    def resumed(cls, file: Path, seed: int | None) -> "Run":
        """The full run that `file` remembers, or a new one; another seed than the remembered one starts anew."""
        if file.exists():
            kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if seed in {None, kept["seed"]}:
                return cls(seed=kept["seed"], full=True, file=file, done=kept["done"])
        return cls(seed=_chosen(seed), full=True, file=file)

    def keep(self, test: str, rounds: int) -> None:
        """Remember that so many rounds of a test are done."""
        self.done[test] = rounds
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"seed": self.seed, "done": self.done}), encoding="utf-8")
        fresh.replace(self.file)

    def forget(self) -> None:
        """End a full run, so that the next one takes a new seed."""
        if self.file is not None:
            self.file.unlink(missing_ok=True)


@dataclass(frozen=True)
class Soak:
    """What a test marked `soak` asks for its rounds."""

    run: Run
    test: str

    @property
    def full(self) -> bool:
        """Whether this is the full form."""
        return self.run.full

    def rounds(self, *, reduced: int, full: int) -> Iterator[Round]:
        """The rounds still to do: `reduced` in an ordinary run, `full` under `make soak`, less those already done.

        A round counts as done when the next one is asked for.
        """
        total = full if self.run.full else reduced
        for number in range(self.run.done.get(self.test, 0), total):
            print(f"soak seed {self.run.seed}, round {number} of {total}")
            yield Round(number, Random(_drawn(self.run.seed, self.test, number)))
            self.run.keep(self.test, number + 1)


def _chosen(seed: int | None) -> int:
    return secrets.randbelow(2**32) if seed is None else seed


def _drawn(seed: int, test: str, number: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}/{test}/{number}".encode()).digest()[:8])
