"""What the desk knows of its reader: of somebody who only asks, of somebody who does everything, and page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cards import Card
from bot.own_data import Deeds, Kept, Texts
from bot.views import own_data as views
from storage.tables import (
    Absence,
    Autonomy,
    Form,
    Grant,
    Identity,
    Lesson,
    Level,
    Person,
    Rating,
    Recurring,
    Vote,
    Words,
)
from tests.bot.views.subjects import ANSWER_WORDS, INES, KARIM, LONG_WORDS, NADIA, NOW, STANDARD_WORDS, charter

LATER = NOW + timedelta(days=3)


def about(person: Person = KARIM, **more: object) -> views.About:
    """What is known of somebody who was seen once, and what more."""
    nothing = Kept(person, (), 0, 0, (), (), (), (), (), (), (), (), (), (), (), 0, Deeds())
    desk = charter()
    named = desk.person(person.charter_id)
    return views.About(replace(nothing, **more), desk, named, "fr", "Europe/Paris", (NADIA.id or 0,))  # type: ignore[arg-type]  # by name


def account(platform: str, **more: object) -> Identity:
    seen = {"created_at": NOW, "updated_at": NOW, "team": "T1", "user": "U7", "person_id": 1, "name": "Karim D."}
    return Identity(platform=platform, **{**seen, **more})


def everything() -> views.About:
    """Somebody of whom there is all that may be kept."""
    person = Person(id=1, name="Karim Diallo", email="karim@example.fr", language="fr", site="lyon", created_at=NOW)
    grants = (
        (Grant(person_id=1, kind="access", request_id=42, until=LATER, by_id=4, at=NOW), "LYO-42"),
        (Grant(person_id=1, kind="access", request_id=43, until=LATER, by_id=4, at=NOW, ended_at=NOW), "LYO-43"),
        (Grant(person_id=1, kind="access", service="invoicing", until=LATER, by_id=4, at=NOW), ""),
        (Grant(person_id=1, kind="emergency", request_id=44, until=LATER, by_id=4, at=NOW), "LYO-44"),
    )
    others = (
        Grant(person_id=4, kind="access", request_id=42, until=LATER, by_id=1, at=NOW),
        Grant(person_id=4, kind="access", service="invoicing", until=LATER, by_id=1, at=NOW),
        Grant(person_id=4, kind="emergency", request_id=44, until=LATER, by_id=1, at=NOW),
    )
    asked = {"site": "lyon", "words_id": 1, "platform": "slack", "begins": "2026-11-30", "state": "kept"}
    return about(
        person,
        accounts=(account("slack"), account("teams", active=False), account("sandbox"), account("pigeon")),
        requests=12,
        open=2,
        texts=(Texts("ask", 12, 12, None), Texts("message", 3, 0, LATER), Texts("a_later_kind", 1, 0, NOW)),
        ratings=((Rating(request_id=42, person_id=1, asked_at=NOW, score=4), "LYO-42"),),
        absences=(Absence(person_id=1, since=NOW, origin="said", at=NOW),),
        recurring=(Recurring(person_id=1, at=NOW, **asked),),
        forms=(Form(id="f", kind="new", person_id=1, opened_at=NOW),),
        lessons=((Lesson(request_id=42, part="service", by_id=1, at=NOW), "LYO-42"),),
        votes=tuple(Vote(approval_id=1, seat="marc", person_id=1, approves=each, at=NOW) for each in (True, False)),
        levels=tuple(
            Autonomy(person_id=1, level=each, was="shadow", over="shadow", by_id=2, at=NOW) for each in views.LEVELS
        ),
        grants=grants,
        given=others,
        opened=tuple((each, "LYO-42") for each in others if each.service is None),
        reactions=5,
        deeds=Deeds((*((act, 2) for act in views.DEEDS), ("a_later_act", 1)), NOW, LATER),
    )


def written(words_id: int, **more: object) -> Words:
    return Words(**{"id": words_id, "kind": "ask", "person_id": 1, "body": "", "created_at": NOW, **more})


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    whole = everything()
    texts = [written(STANDARD_WORDS), written(LONG_WORDS, kind="message", level=Level.CONFIDENTIAL, purge_after=LATER)]
    many = tuple(Absence(person_id=1, since=NOW + timedelta(days=each), origin="said", at=NOW) for each in range(30))
    return {
        "own data, of who asks": views.summary_card(whole),
        "own data, of who was seen once": views.summary_card(replace(about(), confidants=())),
        "own data, of one day": views.summary_card(
            about(deeds=Deeds((("claim", 2),), NOW, NOW + timedelta(minutes=5)))
        ),
        "own data, of an assistant": views.summary_card(about(INES)),
        "own data, of one who is cleared": views.summary_card(about(NADIA)),
        "own data, texts": views.texts_card(texts, 0, 20),
        "own data, last texts": views.texts_card([written(ANSWER_WORDS)], 19, 20),
        "own data, no text": views.texts_card([], 0, 0),
        "own data, the rest": views.rest_card(whole, 0),
        "own data, much of the rest": views.rest_card(about(absences=many), 0),
        "own data, none of the rest": views.rest_card(about(), 0),
        "own data, to be erased": views.erasing_card((NADIA.id or 0, INES.id or 0)),
        "own data, to be erased, nobody to ask": views.erasing_card(()),
        "own data, elsewhere": views.sent_directly(),
    }
