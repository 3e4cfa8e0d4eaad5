"""Questions 8 to 10: who works at the desk, who steers it, which services it has and who is cleared for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.charter.fields import Email, Text
from relais.writing.answers import Answers
from relais.writing.draft import Draft, Somebody, folded, id_of, person_id, visible
from relais.writing.finding import Known, alike, by_hand, known_people, matching
from relais.writing.talk import NOTHING, Again, Told

MOST_CHOICES = 12
BY_HAND = "Inès Caron <ines.caron@exemple.fr>"
_ALL = frozenset("tout toutes tous all".split())
_RANGE = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")

Apply = Callable[[Draft, Sequence[str]], Draft]
"""What becomes of a draft once these people, by their ids in it, were named."""


def ask_assistants(answers: Answers) -> None:
    """Question 8: who takes requests, who coordinates, and who of them is the provider's."""
    answers.title(8, "assistants_title")
    talk = answers.talk
    if not answers.members:
        talk.say("people_by_hand", example=BY_HAND)
    else:
        talk.say("people_found", example=BY_HAND)
    _ask_people(answers, talk.text("assistants"), "", partial(_given, role="assistant"), least=1)
    first = _proposed(answers, answers.draft.having("assistant")[:1])
    _ask_people(answers, talk.text("coordinators"), first, partial(_given, role="coordinator"))
    if answers.draft.provider is not None:
        _ask_providers_own(answers, answers.draft.provider)


def _ask_providers_own(answers: Answers, provider: str) -> None:
    working = [*answers.draft.having("assistant"), *answers.draft.having("coordinator")]
    guessed = [one for one in dict.fromkeys(working) if one.of_provider or _elsewhere(answers, one.email)]

    def apply(draft: Draft, ids: Sequence[str]) -> Draft:
        for one in dict.fromkeys(working):
            draft = draft.put(replace(one, of_provider=one.id in ids))
        return draft

    question = answers.talk.text("of_provider", provider=provider)
    _ask_people(answers, question, _proposed(answers, guessed), apply, among=working)


def _proposed(answers: Answers, people: Iterable[Somebody]) -> str:
    """These people as they may be typed: a comma stands between two of them, and a name that two bear says neither."""
    known = known_people(answers.members, answers.draft.people.values())
    plain = [one.name if "," not in one.name and len(matching(one.name, known)) == 1 else one.email for one in people]
    return ", ".join(plain) or NOTHING


def ask_company_people(answers: Answers) -> None:
    """Question 9: the pilot, each site's manager, the executives."""
    answers.title(9, "steering_title")
    talk = answers.talk
    _ask_people(answers, talk.text("pilot"), NOTHING, _piloted, most=1)
    for site in answers.draft.sites:
        _ask_people(answers, talk.text("manager", site=site.name), NOTHING, partial(_managing, site=site.id))
    _ask_people(answers, talk.text("executives"), NOTHING, _executive)


def _given(draft: Draft, ids: Iterable[str], role: str) -> Draft:
    for each in ids:
        one = draft.people[each]
        draft = draft.put(one if role in one.roles else replace(one, roles=(*one.roles, role)))
    return draft


def _piloted(draft: Draft, ids: Sequence[str]) -> Draft:
    return replace(draft, pilot=ids[0] if ids else None)


def _managing(draft: Draft, ids: Sequence[str], site: str) -> Draft:
    """Somebody's sites hold for all of their roles: who works everywhere cannot manage one site alone."""
    for each in ids:
        one = draft.people[each]
        if len(draft.sites) > 1 and {"assistant", "coordinator"} & set(one.roles):
            raise Again("writing.works_everywhere", name=one.name)
        managed = {site, *(one.sites or ())}
        sites = tuple(place.id for place in draft.sites if place.id in managed)
        draft = draft.put(replace(one, sites=None if len(sites) == len(draft.sites) else sites))
    return _given(draft, ids, "manager")


def _executive(draft: Draft, ids: Sequence[str]) -> Draft:
    for each in ids:
        draft = draft.put(replace(draft.people[each], sites=None))
    return _given(draft, ids, "executive")


def ask_services(answers: Answers, offered: Sequence[Mapping[str, Any]]) -> None:
    """Question 10: what the desk does, and who is cleared for what is confidential."""
    answers.title(10, "services_title")
    talk, language = answers.talk, answers.draft.language
    talk.choices([_called(service, language) for service in offered])

    def read(said: str) -> None:
        chosen: list[Mapping[str, Any]] = []
        for part in filter(None, (each.strip() for each in re.split(r"[,;]", said))):
            chosen += [each for each in _services(answers, part, offered, chosen) if each not in chosen]
        if not chosen:
            raise Again("writing.one_needed")
        answers.keep(replace(answers.draft, services=tuple(_approvable(answers.draft, each) for each in chosen)))

    talk.ask(talk.text("services", example="+ " + talk.text("service_example")), talk.text("all"), read)
    for service in answers.draft.private:
        _ask_cleared(answers, service)


def _services(
    answers: Answers, said: str, offered: Sequence[Mapping[str, Any]], before: Iterable[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """The services that one part of an answer means: all, a number, a range, a name, or a new one after a +."""
    if folded(said) in _ALL:
        return offered
    if said.startswith("+"):
        name = answers.talk.valued(Text, said.removeprefix("+"))
        taken = {str(each["id"]) for each in (*offered, *before)}
        return [{"id": id_of(name, taken, "service"), "name": name, "examples": [name]}]
    if numbers := _RANGE.fullmatch(said):
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        if 1 <= first <= last <= len(offered):
            return offered[first - 1 : last]
    named = [each for each in offered if folded(said) in _names_of(each)]
    named = named or [each for each in offered if any(name.startswith(folded(said)) for name in _names_of(each))]
    if len(named) != 1:
        raise Again("writing.no_such_service", value=said)
    return named


def _names_of(service: Mapping[str, Any]) -> set[str]:
    return {folded(said) for said in (service["id"], *service["name"].values())}


def _called(service: Mapping[str, Any], language: str) -> str:
    return str(service["name"][language])


def _approvable(draft: Draft, service: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without its approval by managers where some site has none: nobody could say yes."""
    managed = all(
        any(one.sites is None or site.id in one.sites for one in draft.having("manager")) for site in draft.sites
    )
    return service if managed else {key: value for key, value in service.items() if key != "approval"}


def _ask_cleared(answers: Answers, service: str) -> None:
    """Who may read it. With nobody there is no such service: what is confided would have no reader."""
    draft, talk = answers.draft, answers.talk
    about = next(each for each in draft.services if each["id"] == service)
    name = _called(about, draft.language)

    def apply(draft: Draft, ids: Sequence[str]) -> Draft:
        if not ids:
            return replace(draft, services=tuple(each for each in draft.services if each["id"] != service))
        for each in ids:
            one = draft.people[each]
            if "assistant" not in one.roles:
                one = replace(one, roles=(*one.roles, "assistant"), services=(service,))
            elif one.services is not None:
                one = replace(one, services=(*one.services, service))
            draft = draft.put(replace(one, cleared=(*one.cleared, service)))
        return draft

    talk.say("cleared_about", service=name)
    least = 1 if len(draft.services) == 1 else 0
    _ask_people(answers, talk.text("cleared", service=name), "" if least else NOTHING, apply, least=least)
    if service not in answers.draft.private:
        talk.say("service_left_out", service=name)


def _ask_people(
    answers: Answers,
    question: str,
    proposed: str,
    apply: Apply,
    *,
    least: int = 0,
    most: int | None = None,
    among: Sequence[Somebody] | None = None,
) -> None:
    """People, separated by commas, until what `apply` makes of them is a charter."""

    def read(said: str) -> None:
        draft, ids = answers.draft, list[str]()
        if among and folded(said) in _ALL:
            ids = [one.id for one in among]
            said = NOTHING
        for part in _parts(answers, "" if said == NOTHING else said):
            one = _somebody(answers, draft, part, among)
            draft = draft.put(one)
            ids += [] if one.id in ids else [one.id]
        if len(ids) < least:
            raise Again("writing.one_needed")
        if most is not None and len(ids) > most:
            raise Again("writing.only_one")
        answers.keep(apply(draft, ids))

    answers.talk.ask(question, proposed, read)


def _parts(answers: Answers, said: str) -> Sequence[str]:
    """An answer at its commas, unless all of it is somebody's name: « Caron, Inès »."""
    names = {folded(each.profile.name) for each in answers.members}
    if folded(said) in names:
        return [said]
    return [part for each in re.split(r"[,;]", said) if (part := each.strip())]


def _somebody(answers: Answers, draft: Draft, said: str, among: Sequence[Somebody] | None) -> Somebody:
    """Whom one part of an answer means; asks which where it may be several, and what the platform does not tell."""
    members = answers.members if among is None else ()
    known = known_people(members, draft.people.values() if among is None else among)
    typed = by_hand(said)
    found = matching(typed[1], known) or matching(typed[0], known) if typed else matching(said, known)
    if typed and not any(_may_be(one, typed) for one in found):
        return _new(answers, draft, Known(*typed))
    if not found:
        return _unknown(answers, draft, said, known, among)
    one = found[0] if len(found) == 1 else _which(answers, said, found)
    if one.id is not None:
        return draft.people[one.id]
    return _new(answers, draft, replace(one, email=one.email or (typed[1] if typed else None)))


def _may_be(one: Known, typed: tuple[str, str]) -> bool:
    """Whether somebody of that name and e-mail may be this one: the same e-mail, or the same name and none shown."""
    if one.email is not None:
        return one.email.casefold() == typed[1].casefold()
    return folded(one.name) == folded(typed[0])


def _unknown(
    answers: Answers, draft: Draft, said: str, known: Sequence[Known], among: Sequence[Somebody] | None
) -> Somebody:
    """Nobody known: whoever is not in the platform is typed with name and e-mail; without one, the e-mail is asked."""
    if among is not None:
        raise Again("writing.not_among", value=said)
    if not answers.members:
        if "@" in said:
            raise Again("writing.name_too", value=said, example=BY_HAND)
        return _new(answers, draft, Known(said))
    near = alike(said, known)
    if near:
        raise Again("writing.nobody_alike", value=said, names=", ".join(near))
    raise Again("writing.nobody", value=said, example=BY_HAND)


def _which(answers: Answers, said: str, found: Sequence[Known]) -> Known:
    if len(found) > MOST_CHOICES:
        raise Again("writing.too_many", value=said, count=len(found))
    answers.talk.say("several", value=said)
    answers.talk.choices([one.label for one in found])

    def read(number: str) -> Known:
        if number.isdecimal() and 1 <= int(number) <= len(found):
            return found[int(number) - 1]
        again = matching(number, found)
        if number and len(again) == 1:
            return again[0]
        raise Again("writing.a_number", count=len(found))

    return answers.talk.ask(answers.talk.text("which"), "", read)


def _new(answers: Answers, draft: Draft, one: Known) -> Somebody:
    """Somebody whom the draft does not name yet.

    Who shows no e-mail, or one that another company alone answers for, is paired by their id in the platform.
    """
    talk = answers.talk
    name = talk.valued(Text, visible(one.name))
    shown = one.email if one.email and one.user and not _typed_for(answers, one) else None
    email = shown or _email(answers, draft, name, one.email)
    unshown = shown is None or one.elsewhere
    paired = ((one.platform, one.user),) if one.platform and one.user and unshown else ()
    outside = draft.provider is not None and one.outsider
    return Somebody(person_id(name, draft.people), name, email, paired, of_provider=outside)


def _typed_for(answers: Answers, one: Known) -> bool:
    """Whether the e-mail is not the platform's own word."""
    return not any(each.profile.who.user == one.user and each.profile.email for each in answers.members)


def _email(answers: Answers, draft: Draft, name: str, typed: str | None) -> str:
    """The e-mail of somebody, which nobody else has."""
    talk = answers.talk
    taken = {one.email.casefold(): one.name for one in draft.people.values()}
    for member in answers.members:
        if member.profile.email:
            taken.setdefault(member.profile.email.casefold(), member.profile.name)

    def read(said: str) -> str:
        email = talk.valued(Email, said)
        if email.casefold() in taken:
            raise Again("writing.email_taken", value=email, name=taken[email.casefold()])
        return email

    if typed is not None:
        return read(typed)
    question = talk.text("email", name=name, nothing=NOTHING)
    email = talk.ask(question, "", lambda said: None if said == NOTHING else read(said))
    if email is None:
        raise Told("writing.taken_back", name=name)
    return email


def _elsewhere(answers: Answers, email: str) -> bool:
    """Whether an e-mail is of another domain than most people of the company have."""
    emails = [each.profile.email for each in answers.members if each.profile.email and not each.profile.outsider]
    domains = Counter(each.rpartition("@")[2].casefold() for each in emails)
    return bool(domains) and email.rpartition("@")[2].casefold() != domains.most_common(1)[0][0]
