"""What all questions share: the talk, what was read of the platforms, and the answers so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from adapters.surveying import Member, Room, Survey
from bot.charter import Charter, parse
from relais.writing.draft import Draft
from relais.writing.paper import written
from relais.writing.platforms import Platforms
from relais.writing.talk import Again, Talk

_YES = frozenset("o oui y yes".split())
_NO = frozenset("n non no".split())


@dataclass
class Answers:
    """`surveys`: what each platform told that lets itself be read; `named`: channels that people named by hand."""

    talk: Talk
    draft: Draft
    platforms: Platforms
    surveys: dict[str, Survey]
    named: list[Room] = field(default_factory=list)

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
        return [room for survey in self.surveys.values() for room in survey.rooms]

    @property
    def members(self) -> Sequence[Member]:
        """Whom the platforms tell of."""
        return [member for survey in self.surveys.values() for member in survey.members]

    @property
    def company(self) -> str:
        """What a platform calls the company; empty where none does."""
        return next((survey.company for survey in self.surveys.values() if survey.company), "")

    def read_again(self, platform: str | None = None) -> None:
        """The platforms, or one, as they are now; where one does not answer this time, what was known stays."""
        for name in self.surveys if platform is None else (platform,):
            found = self.platforms.read(name, self.named)
            if found.answered:
                self.surveys[name] = found

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
