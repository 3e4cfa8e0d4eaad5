"""What a valid charter leaves to chance: warnings, in the order of the file. Pure, without a clock or absences.

Source of the first four rules: issue 2 ("Storage and promises"). A person *covers* a site × service when the charter
makes them eligible (see `eligibility`) and they do not merely watch (`autonomy: shadow`); a supervised person covers,
since their work is checked rather than refused.

- nobody: no one covers it.
- one person: exactly one covers it, so that their absence leaves it to the coordinator.
- no backup: the rule in force is dedicated, its assistant covers, and it names no backup or one who does not cover.
  Where the assistant herself does not cover, the others of the site answer as in a pool: no warning.
- no second person: the service asks for double validation and fewer than two people cover it, or all of them are
  supervised and so cannot check each other.

A newcomer who watches has nobody who works beside them: no buddy, or one who cannot be.

The others tell what nobody would hear (an escalation, an approval, a ritual or a site without a reader), a service
steered from outside (no pilot of the company), a code that goes from one site to another, and keys that have no
effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.charter.eligibility import obstacle
from bot.charter.fields import PLATFORMS
from bot.charter.model import Charter
from bot.charter.parts import Person, Service, Site, Step
from bot.charter.problems import Findings, Path, Problem
from bot.rituals import kinds

NOT_YET: tuple[tuple[str, ...], ...] = (
    ("services", "priority"),
    ("retention", "standard"),
    ("retention", "audit"),
    ("knowledge",),
)
"""The keys that nothing but this folder reads: what is said under them is not at work yet. A test holds the list."""

_ROLES_HEARD = ("assistant", "coordinator", "manager", "executive", "admin")


def warnings(charter: Charter, before: Charter | None = None) -> list[Problem]:
    """Everything to think about, by line; nothing for a charter that stands on its own. `before`: the one in force."""
    findings = Findings(charter.origin)
    _check_desk(charter, findings)
    if before is not None:
        _check_codes(charter, before, findings)
    _check_cells(charter, findings)
    _check_coverage(charter, findings)
    _check_places(charter, findings)
    _check_newcomers(charter, findings)
    _check_cleared(charter, findings)
    _check_approvals(charter, findings)
    _check_escalations(charter, findings)
    _check_rituals(charter, findings)
    _check_targets(charter, findings)
    return findings.all()


def not_yet(charter: Charter) -> tuple[str, ...]:
    """What a charter says that this release of the desk reads and does not act on, by key."""
    said = {_keys(path) for path in charter.origin.lines if _keys(path) in NOT_YET and _is_unusual(charter, path)}
    unsaid = any(each.kind not in kinds() for each in charter.rituals)
    return (*(path[-1] for path in NOT_YET if path in said), *(("rituals",) if unsaid else ()))


def _keys(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _is_unusual(charter: Charter, path: Path) -> bool:
    """Whether what is written asks for something: a key left empty does not, nor a choice that is made by default."""
    part: Any = None
    value: Any = charter
    for step in path:
        part, value = value, value[step] if isinstance(step, int) else getattr(value, step)
    usual = isinstance(value, str) and value == type(part).model_fields[str(path[-1])].default
    return bool(value) and not usual


def _warn(findings: Findings, path: Path, code: str, **arguments: object) -> None:
    findings.add(path, code, arguments, severity="warning")


def _check_desk(charter: Charter, findings: Findings) -> None:
    desk = charter.desk
    pilot = charter.person(desk.pilot)
    if pilot is None:
        _warn(findings, ("desk",), "no_pilot")
    elif pilot.employer == "provider":
        _warn(findings, ("desk", "pilot"), "pilot_of_provider", name=pilot.name)
    outside = [person for person in charter.people if person.employer == "provider"]
    if desk.provider is None and outside:
        _warn(findings, ("desk",), "provider_unnamed", name=outside[0].name)
    if not charter.people_with("coordinator"):
        _warn(findings, ("people",), "no_coordinator")
    private = [service for service in charter.services if service.confidential]
    contact = charter.person(desk.contact)
    if private and contact is None:
        _warn(findings, ("desk",), "no_contact", service=private[0].id)
    for service in private:
        if contact is not None and not contact.is_cleared_for(service.id):
            _warn(findings, ("desk", "contact"), "contact_not_cleared", name=contact.name, service=service.id)


def _check_codes(charter: Charter, before: Charter, findings: Findings) -> None:
    """A code that another site had: its references go on under it, and tell the two sites apart no longer."""
    had = {site.code: site for site in before.sites}
    for number, site in enumerate(charter.sites):
        other = had.get(site.code)
        if other is not None and other.id != site.id:
            _warn(findings, ("sites", number, "code"), "code_changes_hands", value=site.code, site=other.id)


def _check_cells(charter: Charter, findings: Findings) -> None:
    rules = {(rule.site, rule.service): number for number, rule in enumerate(charter.coverage)}
    able = {service.id: _able(charter, service) for service in charter.services}
    for number, site in enumerate(charter.sites):
        for service in charter.services:
            rule = charter.rule(site.id, service.id)
            path: Path = ("coverage", rules[rule.site, rule.service]) if rule else ("sites", number)
            covering = [person for person in able[service.id] if obstacle(person, service, site.id, rule) is None]
            for code in _faults(charter, site, service, covering):
                one = covering[0].name if covering else ""
                _warn(findings, path, code, site=site.id, service=service.id, name=one)


def _able(charter: Charter, service: Service) -> list[Person]:
    """Those who could cover the service somewhere; asked once a service, since a charter has many sites."""
    return [one for one in charter.people if one.autonomy != "shadow" and obstacle(one, service, None, None) is None]


def _faults(charter: Charter, site: Site, service: Service, covering: list[Person]) -> Iterator[str]:
    if not covering:
        yield "cell_nobody"
        return
    names = {person.id for person in covering}
    rule = charter.rule(site.id, service.id)
    if len(covering) == 1:
        yield "cell_one_person"
    if rule is not None and rule.model == "dedicated" and rule.assistant in names and rule.backup not in names:
        yield "cell_no_backup"
    if service.validation == "double" and (len(covering) < 2 or all(one.autonomy == "supervised" for one in covering)):
        yield "cell_no_second"


def _check_coverage(charter: Charter, findings: Findings) -> None:
    for number, rule in enumerate(charter.coverage):
        if rule.model != "dedicated" and rule.named:
            _warn(findings, ("coverage", number), "names_without_effect", model=rule.model)
        theirs = (person for person in charter.people if _of_provider(person, rule.site, rule.service))
        if rule.model == "provider" and next(theirs, None) is None:
            _warn(findings, ("coverage", number), "provider_has_nobody")


def _of_provider(person: Person, site_id: str | None, service_id: str | None) -> bool:
    here = site_id is None or person.serves_site(site_id)
    able = service_id is None or person.serves_service(service_id)
    return person.employer == "provider" and "assistant" in person.roles and here and able


def _check_places(charter: Charter, findings: Findings) -> None:
    called: dict[str, str] = {}
    for number, site in enumerate(charter.sites):
        for purpose in ("requests", "assistants"):
            if not charter.channels_for(purpose, site.id):
                _warn(findings, ("sites", number), f"no_{purpose}_channel", site=site.id)
        for name in {said.casefold(): said for said in (site.name, *site.aliases)}.values():
            other = called.setdefault(name.casefold(), site.id)
            if other != site.id:
                _warn(findings, ("sites", number), "name_shared", value=name, site=other)
    for number, channel in enumerate(charter.channels):
        if channel.platform not in PLATFORMS:
            _warn(findings, ("channels", number, "platform"), "platform_unknown", value=channel.platform)


def _heard(charter: Charter, name: str, site_id: str | None) -> bool:
    """Whether somebody answers to a name of an escalation, an approval or a ritual, at that site."""
    if name == "site_manager":
        return bool(charter.people_with("manager", site_id))
    if name in ("pilot", "contact"):
        return charter.person(getattr(charter.desk, name)) is not None
    return name not in _ROLES_HEARD or bool(charter.people_with(name, site_id))


def _how(name: str) -> str:
    """What to write so that somebody answers to a name."""
    if name in ("pilot", "contact"):
        return f"desk.{name}"
    return f"roles: [{'manager' if name == 'site_manager' else name}]"


def _check_newcomers(charter: Charter, findings: Findings) -> None:
    """Whoever watches is paired with somebody who works, and looks at what they do."""
    for number, person in enumerate(charter.people):
        if person.autonomy != "shadow":
            continue
        buddy = charter.person(person.buddy)
        if buddy is None:
            _warn(findings, ("people", number), "no_buddy", name=person.name)
        elif buddy.id == person.id or buddy.autonomy != "autonomous" or "assistant" not in buddy.roles:
            _warn(findings, ("people", number, "buddy"), "buddy_cannot", name=person.name, buddy=buddy.name)


def _check_cleared(charter: Charter, findings: Findings) -> None:
    """Nobody of the provider is cleared for good: what is confidential is opened to them until a date."""
    for number, person in enumerate(charter.people):
        if person.employer == "provider" and person.cleared:
            _warn(findings, ("people", number, "cleared"), "cleared_of_provider", name=person.name)


def _check_approvals(charter: Charter, findings: Findings) -> None:
    for number, service in enumerate(charter.services):
        for name in service.approval.by if service.approval else ():
            deaf = [site.id for site in charter.sites if not _heard(charter, name, site.id)]
            path = ("services", number, "approval", "by")
            if deaf:
                _warn(findings, path, "nobody_approves", value=name, sites=", ".join(deaf), how=_how(name))


def _check_escalations(charter: Charter, findings: Findings) -> None:
    if not charter.escalation:
        _warn(findings, ("escalation",), "no_escalation")
    chains = {"escalation": charter.escalation, "escalation_urgent": charter.escalation_urgent}
    for key, steps in {**chains, "escalation_confidential": charter.escalation_confidential}.items():
        for number, step in enumerate(steps):
            for name in step.notify:
                _check_heard(charter, (key, number, "notify"), name, findings)
    cleared = {service.id for service in charter.services if service.confidential}
    for number, step in enumerate(charter.escalation_confidential):
        for person in _told(charter, step):
            if not any(map(person.is_cleared_for, cleared)):
                path = ("escalation_confidential", number, "notify")
                _warn(findings, path, "told_without_clearance", name=person.name)


def _check_heard(charter: Charter, path: Path, name: str, findings: Findings) -> None:
    deaf = [site.id for site in charter.sites if not _heard(charter, name, site.id)]
    if len(deaf) == len(charter.sites):
        _warn(findings, path, "nobody_hears", value=name, how=_how(name))
    elif deaf:
        _warn(findings, path, "nobody_hears_there", value=name, sites=", ".join(deaf), how=_how(name))


def _told(charter: Charter, step: Step) -> Iterable[Person]:
    """The people whom a step names by a role, as the contact or the pilot, or by their id."""
    for name in step.notify:
        named = charter.person(getattr(charter.desk, name) if name in ("pilot", "contact") else name)
        role = "manager" if name == "site_manager" else name
        yield from (named,) if named else charter.people_with(role)


def _check_rituals(charter: Charter, findings: Findings) -> None:
    for number, ritual in enumerate(charter.rituals):
        for name in ritual.audience:
            if not _heard(charter, name, None):
                _warn(findings, ("rituals", number, "audience"), "nobody_hears", value=name, how=_how(name))


def _check_targets(charter: Charter, findings: Findings) -> None:
    for number, service in enumerate(charter.services):
        for key in ("first_response", "resolution"):
            usual = getattr(service.targets, key)
            urgent = getattr(service.urgent, key)
            if usual.unit == urgent.unit and urgent.amount > usual.amount:
                path = ("services", number, "urgent", key)
                _warn(findings, path, "urgent_is_slower", usual=str(usual), urgent=str(urgent))
