"""Learn from the labelled messages how far words speak for what is read, and write it down for the desk.

`make train`, which installs scikit-learn for it. What was kept apart is never opened. A message's author is the part of
its id before the dash: what the rules weigh beside the words is learned from messages whose author had not seen the
rules, by words learned from the other authors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.charter import Charter, load
from bot.understanding import Context, read, trained
from bot.understanding.service import compile_services
from bot.understanding.text import Words, words_of
from tests.understanding.asking import CHARTER, LANGUAGES, messages
from tests.understanding.cases import Label, cases
from tests.understanding.dates import Json

LEAST = 4
"""Hundredths of a weight that are not worth a place."""
STRENGTH = 10.0
"""How little the weights are held back: scikit-learn's C."""
SERVICE = "service"


@dataclass
class Rules:
    """Stands where the weights of words stand, and notes what the rules weigh by themselves."""

    noted: dict[str, float] = field(default_factory=dict)
    share: float = 0.0

    def odds(self, what: str, rules: float, alone: float) -> float:
        """The log-odds that the rules tell by themselves; what they weigh is noted."""
        self.noted[what] = rules
        return alone

    def kind(self, kind: str) -> float:
        """Nothing: no rule is asked."""
        return 0.0

    def heaviest(self, words: Words, what: str) -> tuple[str, ...]:
        """None: no rule is asked."""
        return ()


@dataclass(frozen=True)
class Example:
    """A labelled message, its features, and what the rules weigh in it; of what they were built with, no author."""

    author: str | None
    features: tuple[str, ...]
    rules: Mapping[str, float]
    labels: Mapping[str, Label]


def examples(language: str, charter: Charter) -> Iterator[Example]:
    """All messages to learn from."""
    kinds = compile_services(charter).kinds
    for part in ("training", "building"):
        for message in messages(part, language):
            author = message["id"].partition("-")[0] if part == "training" else None
            labels = _labels(message["expected"], kinds)
            yield Example(author, _features_of(message["text"]), _rules(message, charter), labels)
    for text, held in cases(language):
        yield Example(None, _features_of(text), {}, held)


def _features_of(text: str) -> tuple[str, ...]:
    return tuple(sorted(trained.features_of(words_of(text))))


def _rules(message: Json, charter: Charter) -> Mapping[str, float]:
    rules = Rules()
    context = Context(
        charter,
        message["lang"],
        message["channel_site"],
        message["author_site"],
        datetime.fromisoformat(message["reference_time"]),
        message["timezone"],
    )
    with patch("bot.understanding.reading.spoken_in", return_value=rules):
        read(message["text"], context)
    return rules.noted


def _labels(expected: Json, kinds: Mapping[str, str | None]) -> Mapping[str, Label]:
    """What is to be learned of a message; none where its label is open."""
    request = expected["request"]
    return {
        trained.ASKING: None if request == "ask" else request,
        trained.PRIVATE: None if expected["sensitive"] == "doubt" else expected["sensitive"],
        trained.PRESSING: expected["urgent"] if request is True else None,
        SERVICE: None if request is False else kinds.get(expected["service"] or trained.OTHER) or trained.OTHER,
    }


@dataclass(frozen=True)
class Learned:
    """Weights of one label: for each feature what it weighs for each value (one, where it is yes or no)."""

    words: TfidfVectorizer
    model: LogisticRegression

    def scores(self, told: Sequence[Example]) -> Any:
        """The log-odds of each."""
        return np.asarray(self.model.decision_function(table_of(self.words, told)))


def table_of(words: TfidfVectorizer, told: Sequence[Example]) -> csr_matrix:
    """A row for each message: how rare each of its features is, by their length and a little more."""
    table = words.transform([each.features for each in told])
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel() + trained.FEW)
    return csr_matrix(table.multiply(1 / length[:, None]))


def learned(told: Sequence[Example], what: str) -> Learned:
    """Learn one label. Asking is as frequent as it is; of the rest what is rare counts as much as what is not."""
    words = TfidfVectorizer(analyzer=_as_they_are, min_df=2, binary=True, norm=None).fit(
        [each.features for each in told]
    )
    told = [each for each in told if each.labels.get(what) is not None]
    model = LogisticRegression(
        C=STRENGTH, class_weight=None if what == trained.ASKING else "balanced", max_iter=3000, random_state=0
    )
    model.fit(table_of(words, told), [each.labels[what] for each in told])
    return Learned(words, model)


def _as_they_are(features: Sequence[str]) -> Sequence[str]:
    return features


def unseen(told: Sequence[Example], what: str) -> Any:
    """The score of each message with an author, by words learned from all others."""
    authored = [each for each in told if each.author]
    found: dict[int, Any] = {}
    for author in sorted({each.author for each in authored if each.author}):
        model = learned([each for each in told if each.author != author], what)
        own = [each for each in authored if each.author == author]
        found.update((id(each), score) for each, score in zip(own, model.scores(own), strict=True))
    return np.array([found[id(each)] for each in authored])


def joined(told: Sequence[Example], what: str) -> tuple[trained.Joined, Any, Sequence[Example]]:
    """How rules and words are put together; and with what odds, for which messages."""
    scores = unseen(told, what)
    authored = [each for each in told if each.author]
    counted = [at for at, each in enumerate(authored) if each.labels.get(what) is not None and what in each.rules]
    both = np.array([[authored[at].rules[what], scores[at]] for at in counted])
    model = LogisticRegression(C=1.0).fit(both, [authored[at].labels[what] for at in counted])
    (rules, words), rest = model.coef_[0], model.intercept_[0]
    odds = model.decision_function(both)
    return trained.Joined(float(rules), float(words), float(rest)), odds, [authored[at] for at in counted]


def written(language: str, told: Sequence[Example], say: Callable[[str], None]) -> list[str]:
    """The weights of a language, as the desk reads them."""
    models = {what: learned(told, what) for what in (*trained.SPEAKS_FOR, SERVICE)}
    kinds = list(models[SERVICE].model.classes_)
    heads = [*trained.SPEAKS_FOR, *kinds]
    lines = ["\t".join(["", *heads])]
    rests = [models[what].model.intercept_[0] for what in trained.SPEAKS_FOR]
    lines.append("\t".join(["", *(f"{rest:.3f}" for rest in (*rests, *models[SERVICE].model.intercept_))]))
    for what in trained.SPEAKS_FOR:
        how, odds, counted = joined(told, what)
        lines.append(f"{what}\t{how.rules:.3f}\t{how.words:.3f}\t{how.rest:.3f}")
        say(f"{language} {what}: {how}")
        for least in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
            say(_at(least, odds, np.array([bool(each.labels[what]) for each in counted])))
    lines += sorted(_features(models))
    return lines


def _at(least: float, odds: Any, so: Any) -> str:
    taken = odds >= least
    both = int((taken & so).sum())
    wrongly = 100 * int((taken & ~so).sum()) / max(1, int((~so).sum()))
    precision, recall = 100 * both / max(1, int(taken.sum())), 100 * both / max(1, int(so.sum()))
    return f"  from {least:4.1f}: precision {precision:.1f}, recall {recall:.1f}, of the others taken {wrongly:.1f}"


def _features(models: Mapping[str, Learned]) -> Iterator[str]:
    """A line for each feature: its rarity squared, and its weights; one that weighs nothing dilutes the others."""
    words = models[SERVICE].words
    table = np.vstack([models[what].model.coef_ for what in (*trained.SPEAKS_FOR, SERVICE)]) * words.idf_
    for feature, column in words.vocabulary_.items():
        said = [round(trained.SCALE * weight) for weight in table[:, column]]
        columns = [str(weight) if abs(weight) >= LEAST else "" for weight in said]
        yield "\t".join([feature, str(round(trained.SCALE * words.idf_[column] ** 2)), *columns])


def main() -> None:
    """Write the weights of both languages, and say what they are worth on messages of authors not learned from."""
    charter = load(CHARTER)
    for language in LANGUAGES:
        told = list(examples(language, charter))
        lines = written(language, told, print)
        path = Path(trained.__file__).with_name("weights") / f"{language}.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{language}: {len(told)} messages, {len(lines)} lines\n")


if __name__ == "__main__":
    main()
