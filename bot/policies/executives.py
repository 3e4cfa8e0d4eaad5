"""An executive's own requests: for the assistant and the backup whom the charter names, and for nobody else.

Source of the rule: charter `executive_desk`; docs/decisions/what-an-executive-asks.md. People are named by their
charter ids.
"""

from __future__ import annotations

from bot.charter import Charter, Coverage, Person, Service, obstacle

ASSISTANT = ("assistant",)


def executive_of(charter: Charter, person: str | None) -> str:
    """As what somebody's requests are kept: theirs by name, where they are an executive with people of their own."""
    return person if person is not None and _named(charter, person) else ""


def company_by(charter: Charter, person: str | None, service_id: str | None) -> Charter:
    """The charter as it is for what somebody asks of a service."""
    return company_for(charter, executive_of(charter, person), service_id)


def company_for(charter: Charter, executive: str, service_id: str | None) -> Charter:
    """The charter as it is for what an executive asks of a service: those two serve every site and service, and nobody
    else serves, coordinates or manages any. The charter itself for what is no executive's (`executive` "").
    """
    if not executive or charter.executive == executive:
        return charter
    serving = _serving(charter, executive, charter.service(service_id))
    people = (_placed(charter, each, each.id in serving) for each in charter.people)
    first, *others = serving or ("",)
    rules = (
        Coverage(site=site.id, model="dedicated", assistant=first, backup=others[0] if others else None)
        for site in charter.sites
        if first
    )
    return charter.for_executive(executive, people, rules)


def _serving(charter: Charter, executive: str, service: Service | None) -> tuple[str, ...]:
    """Those who work for an executive and may take what is asked of a service; else the company's contact."""
    named = map(charter.person, _named(charter, executive))
    able = tuple(each.id for each in named if each is not None and _is_able(charter, each, service))
    return able or tuple(each for each in (charter.desk.contact,) if each is not None and each != executive)


def _named(charter: Charter, executive: str) -> tuple[str, ...]:
    """Those whom the charter names to work for an executive."""
    return next((each.named for each in charter.executive_desk if each.executive == executive), ())


def _is_able(charter: Charter, person: Person, service: Service | None) -> bool:
    if service is None:
        return person.has_role(*ASSISTANT)
    return obstacle(_placed(charter, person, True), service, None, None) is None


def _placed(charter: Charter, person: Person, serves: bool) -> Person:
    """The same person where they serve all there is, or nothing; at the hours of the place that was theirs."""
    where: dict[str, object] = {"sites": (), "timezone": charter.timezone_of(person)}
    if serves:
        where |= {"sites": "all", "services": "all", "roles": ASSISTANT}
    return person.model_copy(update=where)
