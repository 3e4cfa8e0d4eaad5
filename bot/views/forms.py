"""Forms as shown. Each takes the values that stand in it, so that one refused or expired comes back as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.cards import FormView, Named, Option, Question, Text, ours
from bot.charter import Charter
from bot.policies.recurring import WHEN_CLOSED
from bot.views.parts import mention, options, strong
from storage.tables import Person

MEDIA = ("chat", "phone", "email", "in_person")
SCORES = ("5", "4", "3", "2", "1")
FREQUENCIES = ("week", "two_weeks", "month", "quarter", "day")
"""How often something is asked again, to choose from."""
MOST_OPTIONS = 100
LONGEST = 3000
"""How long a text may be that is written, or stands, in a form."""
OTHER = "other"
"""The service of a request that fits none of the catalogue."""


def new_request_form(
    form_id: str,
    charter: Charter,
    *,
    for_others: bool,
    own_site: str | None = None,
    values: Mapping[str, str] | None = None,
    words: str = "",
    lines: Sequence[Text] = (),
) -> FormView:
    """A new request. `for_others`: an assistant may say for whom, and how it came. `own_site`: whose hours and people
    serve it when neither its text nor the person says; unknown, it must be said. What it costs may be said where that
    decides whether somebody is to agree. Fields: person, medium, text, service, site, due, amount, urgent."""
    held = {"text": words, **(values or {})}
    theirs = (
        (
            _question("person", "person", held, hint="forms.person_hint"),
            _question("medium", "choice", held, choices=_media()),
        )
        if for_others
        else ()
    )
    return _form(
        form_id,
        "new_request",
        (
            *theirs,
            _question("text", "long_text", held, required=True, hint="forms.text_hint"),
            _question("service", "choice", held, choices=services(charter)),
            _site_question(charter, held, own_site, for_others=for_others),
            _question("due", "text", held, hint="forms.due_hint", limit=80),
            *((_amount(held),) if _counts_amounts(charter) else ()),
            _question("urgent", "toggle", held, hint="forms.urgent_hint"),
        ),
        lines,
    )


def _site_question(charter: Charter, held: Mapping[str, str], own: str | None, *, for_others: bool) -> Question:
    if for_others:
        return _question("site", "choice", held, hint="forms.site_hint_theirs", choices=sites(charter))
    hint = ours("forms.site_hint", site=Named(what="site", id=own)) if own else None
    return _question("site", "choice", held, hint=hint, required=own is None, choices=sites(charter))


def due_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """Another due date, as one would write it; empty for none. Field: due."""
    return _form(form_id, "due", (_question("due", "text", values, hint="forms.due_hint", limit=80),), lines)


def reply_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """An answer to the requester. Field: text."""
    return _form(
        form_id, "reply", (_question("text", "long_text", values, required=True, label="forms.reply_text"),), lines
    )


def wait_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """A question to the requester, on which the request waits. Field: text."""
    return _form(
        form_id, "wait", (_question("text", "long_text", values, required=True, label="forms.wait_text"),), lines
    )


def refuse_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """Why one does not agree. Field: text."""
    return _form(
        form_id, "refuse", (_question("text", "long_text", values, required=True, label="forms.refuse_text"),), lines
    )


def inquire_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """What one asks before one agrees. Field: text."""
    return _form(
        form_id, "inquire", (_question("text", "long_text", values, required=True, label="forms.inquire_text"),), lines
    )


def amount_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """What a request costs. Field: amount."""
    return _form(form_id, "amount", (_amount(values, required=True),), lines)


def approval_form(
    form_id: str,
    candidates: Sequence[Person],
    values: Mapping[str, str] | None = None,
    *,
    lines: Sequence[Text] = (),
) -> FormView:
    """Who is to agree to a request, and to what amount. Fields: person, the id of a row; amount."""
    chosen = tuple(Option(value=str(each.id), label=(mention(each),)) for each in candidates[:MOST_OPTIONS])
    person = _question("person", "choice", values, required=True, choices=chosen, label="forms.approval_person")
    return _form(form_id, "approval", (person, _amount(values)), lines)


def _amount(values: Mapping[str, str] | None, *, required: bool = False) -> Question:
    return _question("amount", "text", values, hint="forms.amount_hint", required=required, limit=80)


def _counts_amounts(charter: Charter) -> bool:
    """Whether an amount decides of anything that somebody is to agree."""
    return any(each.approval is not None and each.approval.above > 0 for each in charter.services)


def send_back_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """Why what somebody did is returned to them. Field: text."""
    remark = _question(
        "text", "long_text", values, required=True, label="forms.send_back_text", hint="forms.send_back_hint"
    )
    return _form(form_id, "send_back", (remark,), lines)


def amend_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """What a newcomer would write to the requester, put otherwise. Field: text."""
    words = _question("text", "long_text", values, required=True, label="forms.amend_text", hint="forms.amend_hint")
    return _form(form_id, "amend", (words,), lines)


def return_words_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """Why it is returned to them. Field: text."""
    remark = _question(
        "text", "long_text", values, required=True, label="forms.send_back_text", hint="forms.send_back_hint"
    )
    return _form(form_id, "return_words", (remark,), lines)


def assign_form(
    form_id: str,
    candidates: Sequence[Person],
    values: Mapping[str, str] | None = None,
    *,
    lines: Sequence[Text] = (),
) -> FormView:
    """To whom the request is given. Field: person, the id of a row."""
    chosen = tuple(Option(value=str(each.id), label=(mention(each),)) for each in candidates[:MOST_OPTIONS])
    person = _question("person", "choice", values, required=True, choices=chosen, label="forms.assign_person")
    return _form(form_id, "assign", (person,), lines)


def transfer_form(
    form_id: str, charter: Charter, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()
) -> FormView:
    """To another service, another site, or both. Fields: service, site."""
    fields = (
        _question("service", "choice", values, choices=services(charter)),
        _question("site", "choice", values, choices=sites(charter)),
    )
    return _form(form_id, "transfer", fields, lines)


def repeat_form(
    form_id: str,
    charter: Charter,
    *,
    own_site: str | None,
    values: Mapping[str, str] | None = None,
    lines: Sequence[Text] = (),
) -> FormView:
    """What is asked again and again. `own_site`: as for `new_request_form`. Fields: text, every, on, closed, until,
    service, site."""
    held = {"every": FREQUENCIES[0], "closed": WHEN_CLOSED[0], **(values or {})}
    often = tuple(Option(value=each, label=ours(f"forms.every_{each}")) for each in FREQUENCIES)
    shut = tuple(Option(value=each, label=ours(f"recurring.closed_{each}")) for each in WHEN_CLOSED)
    fields = (
        _question("text", "long_text", held, required=True, hint="recurring.text_hint"),
        _question("every", "choice", held, required=True, choices=often),
        _question("on", "text", held, hint="forms.on_hint", limit=80),
        _question("closed", "choice", held, required=True, choices=shut),
        _question("until", "text", held, label="forms.access_until", hint="forms.until_hint", limit=80),
        _question("service", "choice", held, choices=services(charter)),
        _site_question(charter, held, own_site, for_others=False),
    )
    return _form(form_id, "repeat", fields, lines)


def access_form(
    form_id: str, people: Sequence[Person], values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()
) -> FormView:
    """What is opened to one person until a day, and why. Fields: what, person (the id of a row), until, why."""
    chosen = tuple(Option(value=str(each.id), label=(mention(each),)) for each in people[:MOST_OPTIONS])
    fields = (
        _question("what", "text", values, required=True, label="forms.access_what", hint="forms.access_hint", limit=80),
        _question("person", "choice", values, required=True, choices=chosen, label="forms.access_person"),
        _question(
            "until", "text", values, required=True, label="forms.access_until", hint="forms.access_until_hint", limit=80
        ),
        _question("why", "long_text", values, required=True, label="forms.access_why", hint="forms.access_why_hint"),
    )
    return _form(form_id, "access", fields, lines)


def rating_form(form_id: str, values: Mapping[str, str] | None = None, *, lines: Sequence[Text] = ()) -> FormView:
    """A score, and a word if one likes. Fields: score, comment."""
    fields = (
        _question("score", "choice", values, required=True, choices=_scores()),
        _question("comment", "long_text", values),
    )
    return _form(form_id, "rate", fields, lines)


def loading_form(form_id: str) -> FormView:
    """What is seen at once, before the form itself can be made."""
    return FormView(
        id=form_id,
        kind="loading",
        title=ours("forms.loading_title"),
        lines=(ours("wait.one_moment"),),
        submit=ours("forms.close"),
        cancel=ours("forms.close"),
    )


def expired() -> Text:
    """Above a form that comes back prefilled, having stood open too long."""
    return ours("forms.expired")


def changed_by(who: Person | None, part: str, ref: str) -> Text:
    """Above a form whose request changed meanwhile: what, and by whom. `part`: one of `PARTS`."""
    what = ours(f"forms.part_{part}" if part in PARTS else "forms.part_other")
    by: Text = (mention(who),) if who else ours("people.desk")
    return ours("forms.changed", who=by, what=what, ref=strong(ref))


PARTS = ("service", "site", "due", "urgent", "assignee", "state", "text")


def services(charter: Charter) -> tuple[Option, ...]:
    """The catalogue to choose from, and none of it."""
    named = options("service", [each.id for each in charter.services][: MOST_OPTIONS - 1])
    return (*named, Option(value=OTHER, label=ours("forms.service_other")))


def sites(charter: Charter) -> tuple[Option, ...]:
    """The sites to choose from."""
    return options("site", [each.id for each in charter.sites][:MOST_OPTIONS])


def _form(form_id: str, kind: str, fields: tuple[Question, ...], lines: Sequence[Text]) -> FormView:
    return FormView(
        id=form_id,
        kind=kind,
        title=ours(f"forms.{kind}_title"),
        lines=tuple(lines),
        fields=fields,
        submit=ours(f"forms.{kind}_submit"),
        cancel=ours("forms.cancel"),
    )


def _question(
    name: str,
    kind: Literal["text", "long_text", "choice", "toggle", "person"],
    values: Mapping[str, str] | None,
    *,
    label: str | None = None,
    hint: str | Text | None = None,
    required: bool = False,
    choices: tuple[Option, ...] = (),
    limit: int = LONGEST,
) -> Question:
    return Question(
        id=name,
        kind=kind,
        label=ours(label or f"forms.{name}"),
        hint=ours(hint) if isinstance(hint, str) else hint,
        value=(values or {}).get(name, ""),
        options=choices,
        required=required,
        limit=limit,
    )


def _media() -> tuple[Option, ...]:
    return tuple(Option(value=code, label=ours(f"forms.medium_{code}")) for code in MEDIA)


def _scores() -> tuple[Option, ...]:
    return tuple(Option(value=code, label=ours(f"forms.score_{code}")) for code in SCORES)
