"""What stands behind the ids of a card, found however deep they lie and read in one go."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.facts import load_facts, spans
from bot.cards import (
    Button,
    Buttons,
    Card,
    Fields,
    FormView,
    Line,
    Link,
    Mention,
    Menu,
    Option,
    Ours,
    Question,
    Said,
    Span,
    Strong,
    plain,
)
from storage import words
from storage.tables import Audience, Person
from storage.unit import Unit
from tests.fakes.stage import Stage, add_identity


def test_spans_are_found_in_every_part_of_a_card_and_a_form() -> None:
    ids = iter(range(1, 100))

    def one() -> tuple[Span, ...]:
        return (Strong(text=(Ours(key="k", args={"who": (Mention(person=next(ids)),)}),)),)

    shown = Card(
        kind="k",
        audience=Audience.TRIAGE,
        summary=one(),
        parts=(
            Line(text=(Link(url="u", text=one()),)),
            Fields(rows=((one(), one()),)),
            Buttons(buttons=(Button(act="a", label=one(), value="v", confirm=one()),)),
            Menu(act="a", label=one(), options=(Option(value="v", label=one()),)),
        ),
    )
    form = FormView(
        id="f",
        kind="k",
        title=one(),
        lines=(one(),),
        fields=(Question(id="q", kind="text", label=one(), hint=one(), options=(Option(value="v", label=one()),)),),
        submit=one(),
        cancel=plain("non"),
    )
    found = [span.person for each in (shown, form) for span in spans(each) if isinstance(span, Mention)]
    assert sorted(found) == list(range(1, 15))


async def test_facts_are_words_that_still_stand_people_as_they_are_known_now_and_names(stage: Stage) -> None:
    def job(unit: Unit) -> None:
        now = datetime.now(UTC)
        keeps = unit.add(Person(name="Inès Caron", created_at=now))
        gone = unit.add(Person(name="ines", merged_into=keeps.id, created_at=now))
        elsewhere = unit.add(Person(name="Marc", created_at=now))
        add_identity(unit, "U7", person_id=keeps.id or 0)
        text = words.keep(unit, "bonjour", "message", None)
        card = Card(
            kind="k",
            audience=Audience.TRIAGE,
            summary=(Said(words=text), Said(words=999), *(Mention(person=each.id or 0) for each in (gone, elsewhere))),
        )
        facts = load_facts(unit, stage.charter, [("tiny", card), ("other", card)])
        assert facts["tiny"].words == {text: "bonjour"}
        assert facts["tiny"].people == {gone.id: ("Inès Caron", "U7"), elsewhere.id: ("Marc", None)}
        assert facts["other"].people == {gone.id: ("Inès Caron", None), elsewhere.id: ("Marc", None)}
        assert facts["tiny"].named("service", "travel", "en") == "Travel"
        assert facts["tiny"].named("service", "retired", "en") == "retired"

    await stage.do(job)
