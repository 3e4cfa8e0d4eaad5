"""What people are asked and told besides a request's own cards: of a message of theirs, of who may read it, of what
the desk could not do."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card, Plain, Text, ours, plain
from bot.charter import Retired
from bot.views import notices, questions, refused, retiring, unkept
from bot.views.parts import mention
from storage.tables import Audience, File, Level, Request, Source, SourceState, State
from tests.bot.views.subjects import (
    ANSWER_WORDS,
    BROKEN_WORDS,
    CLAIRE,
    ENGLISH_WORDS,
    HURRIED_WORDS,
    INES,
    LONG_WORDS,
    NADIA,
    SECRET_WORDS,
    charter,
    facts,
)

FILES = (
    File(words_id=1, name="devis <b>.pdf", platform="slack", permalink="https://example.slack.com/files/1"),
    File(words_id=1, name="plan.png", platform="sandbox"),
)
READERS: tuple[Text, ...] = (plain("Inès Caron"), plain("Claire Morel"), plain("ceux qui lisent #lyon"))


def source(words_id: int | None = None) -> Source:
    """A message that its author is asked about."""
    return Source(id=7, platform="slack", conversation="C0LYON", ts="17.1", state=SourceState.ASKED, words_id=words_id)


def several() -> list[Request]:
    """Open requests of one author: of a trip, of a repair, of a meeting, and one that is confidential."""
    told = ((41, "LYO-41", HURRIED_WORDS), (42, "LYO-42", BROKEN_WORDS), (7, "AIX-7", LONG_WORDS))
    found = [facts(id=number, ref=ref, words_id=words).request for number, ref, words in told]
    return [*found, facts(level=Level.CONFIDENTIAL, id=44, ref="LYO-44").request]


def cards() -> dict[str, Card]:
    """Every one, by what it shows."""
    return _about_a_message() | _about_readers() | _about_a_request() | _about_the_desk()


def _about_a_message() -> dict[str, Card]:
    answer, english, one = source(ANSWER_WORDS), source(ENGLISH_WORDS), several()[1:2]
    every_act = ("urgent", "escalate", "reopen", "cancel")
    return {
        "ask if request": questions.ask_if_request(source()),
        "ask if request, apart": questions.ask_if_request(source(HURRIED_WORDS), apart=True),
        "ask if request, apart, long": questions.ask_if_request(source(LONG_WORDS), apart=True),
        "ask site": questions.ask_site(source(), charter()),
        "ask site, apart": questions.ask_site(english, charter(), apart=True),
        "ask site, to whom": questions.saying_to_whom(questions.ask_site(source(), charter()), [(mention(NADIA),)]),
        "ask site, to whom is not known": questions.saying_to_whom(questions.ask_site(source(), charter()), ()),
        "maybe": questions.maybe_line(source(), INES, BROKEN_WORDS),
        "maybe, long": questions.maybe_line(source(), INES, LONG_WORDS),
        "maybe, made": questions.maybe_decided("LYO-42", INES),
        "maybe, made by somebody unknown": questions.maybe_decided("LYO-42", None),
        "maybe, left": questions.maybe_decided(None, INES),
        "maybe, left alone": questions.maybe_decided(None, None),
        "ask if answer": questions.ask_if_answer(answer, one),
        "ask if answer, again": questions.ask_if_answer(answer, one, again=True),
        "ask if answer, to what was told": questions.ask_if_answer(answer, one, awaited=False, decided=True),
        "ask if answer, to which": questions.ask_if_answer(answer, several()),
        "ask if cancelled": questions.ask_if_cancelled(answer, one, decided=True),
        "ask if cancelled, which": questions.ask_if_cancelled(answer, several(), decided=False),
        "ask which to cancel": questions.ask_which_to_cancel(several()),
        "said of": questions.said_of(english, one[0], every_act, adds=True, asks=True),
        "said of, over": questions.said_of(english, one[0], ("reopen",), adds=False, asks=False),
    }


def _about_readers() -> dict[str, Card]:
    secret = source(SECRET_WORDS)
    private = facts(level=Level.CONFIDENTIAL, service="travel").request
    nadia, ines = (mention(NADIA),), (mention(INES),)
    return {
        "sensitive": questions.sensitive_offer(secret, [nadia], "lyon"),
        "sensitive, nobody": questions.sensitive_offer(secret, (), None),
        "sensitive, who is named left out": questions.sensitive_offer(secret, [ines], None, left_out=[nadia]),
        "sensitive, nobody left": questions.sensitive_offer(secret, (), None, left_out=[nadia], instead=[ines]),
        "sensitive, kept out": questions.sensitive_offer(secret, [ines], "lyon", FILES, kept_out=[nadia]),
        "sensitive, edited": questions.sensitive_offer(secret, [nadia], "lyon", edited=True),
        "sensitive, late": questions.sensitive_offer(secret, [nadia], "lyon", late="LYO-42"),
        "sensitive, endured": unkept.beside(
            questions.sensitive_offer(secret, [nadia], "lyon"), (unkept.endured(INES), unkept.endured(None))
        ),
        "unkept": unkept.unkept(unkept.turning(("health", "union"), NADIA, NADIA), "lyon", "slack", alone=False),
        "unkept, a report": unkept.unkept(unkept.turning(("whistle",), None, NADIA), None, "teams", alone=True),
        "unkept, nobody trusted": unkept.unkept(unkept.turning(("untold",), None, None), None, "slack", alone=False),
        "confided": questions.confided(private, "lyon", "slack", alone=False),
        "confided, alone": questions.confided(private, None, "slack", alone=True),
        "turned private": questions.turned_private(private, "lyon", "teams"),
        "show confirm": questions.show_confirm(source(), "x", (ours("private.reads_there"), ours("private.unnamed"))),
        "show confirm, nobody known": questions.show_confirm(source(), "x", ()),
        "show confirm, with files": questions.show_confirm(secret, "x", READERS, files=FILES),
        "show confirm, said of": questions.show_confirm(secret, "x", READERS, said_of=private),
        "disclose offer": questions.disclose_offer(private, "x", NADIA, READERS, FILES),
        "disclose offer, nobody reads": questions.disclose_offer(private, "x", None, (), ()),
        "kept private": notices.kept_private(private, NADIA),
        "kept private, nobody reads": notices.kept_private(private, None),
        "disclosed": notices.disclosed(facts().request),
        "author asked": notices.author_asked(private),
        "left to nobody": notices.left_to_nobody(facts(level=Level.CONFIDENTIAL, kept_from="nadia samia")),
    }


def _about_a_request() -> dict[str, Card]:
    new, taken, over = facts(), facts(State.CLAIMED), facts(State.RESOLVED)
    refused_ = notices.refusal("not_that_site", (CLAIRE, INES), taken.request)
    thanks = notices.rated(over.request, 4)
    return {
        "made": notices.made(new.request),
        "refusal, who has it": notices.refusal("taken", (INES,), taken.request, holder=INES),
        "refusal, given back": notices.given_back(refused_, LONG_WORDS),
        "done, kept apart": notices.with_apart(thanks, notices.apart([(mention(NADIA),)])),
        "done, kept apart from all": notices.with_apart(thanks, notices.apart(())),
        "claimed in chat": notices.claimed(INES, taken.request, chat=True),
        "released": notices.released(new.request),
        "released in chat": notices.released(new.request, chat=True),
        "resolved in chat": notices.resolved(over.request, chat=True),
        "resolved, closed": notices.resolved(facts(State.CLOSED).request),
        "resolved, closed in chat": notices.resolved(facts(State.CLOSED).request, chat=True),
        "relayed long words in chat": notices.relayed(
            INES, LONG_WORDS, "reply", Audience.REQUESTER, "LYO-42", FILES, chat=True
        ),
        "relayed in English": notices.relayed(INES, ENGLISH_WORDS, "said", Audience.TRIAGE, "LYO-42"),
        "elsewhere": notices.elsewhere(taken.request),
        "reopen offer, cancelled": notices.reopen_offer(facts(State.CANCELLED)),
        "rated, asks": notices.rated(over.request, 4, asks=True),
    }


def _about_the_desk() -> dict[str, Card]:
    listed = charter()
    gone = Retired(sites=listed.sites[1:2], services=listed.services[1:3], people=listed.people[:1])
    left = [facts(id=number, ref=f"LYO-{number}").request for number in range(30, 54)]
    states = [replace(facts(state), request=facts(state, id=60, ref="AIX-60").request).request for state in State]
    private = facts(level=Level.CONFIDENTIAL).request
    room, person = refused.in_channel(Plain(text="#lyon"), "slack"), refused.to_person(mention(NADIA))
    return {
        **{f"refused, {why}": refused.refused_card(why, room, None) for why in refused.REMEDIES},
        "refused, of a request": refused.refused_card("NotInstalled", person, "LYO-42"),
        "refused, everywhere": refused.refused_card("Forbidden", refused.on_platform("teams"), None),
        "retired": retiring.retired_card(gone, (*left, private)),
        "retired, nothing left": retiring.retired_card(Retired(people=listed.people[:1]), ()),
        "retired, one left": retiring.retired_card(Retired(people=listed.people[:1]), states[:1]),
        "retired, one that is private": retiring.retired_card(Retired(people=listed.people[:1]), (private,)),
        "channel moved": retiring.channel_moved("19:lyon@thread.tacv2", "19:6f1d2c3b4a59687@thread.tacv2", 104),
    }
