"""What all questions share: the talk, what was read of the platform, and the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adapters.surveying import Room, Survey
from bot.charter import Charter, parse
from relais.writing.draft import Draft
from relais.writing.paper import written
from relais.writing.talk import Again, Talk

_YES = frozenset("o oui y yes".split())
_NO = frozenset("n non no".split())


@dataclass
class Answers:
    """`survey` is none where no platform lets itself be read; `reading` reads it, now."""

    talk: Talk
    draft: Draft
    survey: Survey | None
    reading: Callable[[], Survey | None]

    def keep(self, draft: Draft) -> None:
        """Take a draft, if the desk would take its charter; else CharterError, and the one before stays."""
        self.charter(draft)
        self.draft = draft

    def charter(self, draft: Draft, file: str = "charter.yaml") -> Charter:
        """The charter that a draft makes, read as any file is; CharterError where it makes none."""
        return parse(written(draft), file)

    @property
    def rooms(self) -> Sequence[Room]:
        """The channels that the desk is in, as far as they are known."""
        return self.survey.rooms if self.survey else ()

    def read_again(self) -> None:
        """The platform as it is now; where it does not answer this time, what was known stays."""
        found = self.reading()
        if found is not None and found.answered:
            self.survey = found

    def title(self, number: int, key: str) -> None:
        """The heading of a question, with how many there are."""
        self.talk.space()
        self.talk.say("step", number=number, count=LAST, title=self.talk.text(key))

    def yes(self, question: str) -> bool:
        """Whether it is so; yes is proposed."""

        def read(said: str) -> bool:
            if said.casefold() in _YES | _NO:
                return said.casefold() in _YES
            raise Again("writing.yes_or_no")

        return self.talk.ask(question, self.talk.text("yes"), read)


LAST = 10
"""How many questions there are."""
