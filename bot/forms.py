"""Opened forms: a row each, accepted once. The platform carries only the id."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from bot.cards import FormView, OpenForm
from bot.talk import Talk
from storage.tables import Form, Request

EXPIRES = timedelta(hours=12)
"""How long a form may stand open before its values are asked to be looked at again."""


def open_form(
    talk: Talk, kind: str, request: Request | None, view: Callable[[str], FormView], **data: str | int | None
) -> OpenForm:
    """Open a form for whoever acts; `view` makes it from its id. `data`: ids and codes needed when it comes back."""
    row = talk.unit.add(
        Form(
            id=secrets.token_urlsafe(18),
            kind=kind,
            person_id=talk.actor.id,
            request_id=request.id if request else None,
            request_version=request.version if request else None,
            data=data,
            opened_at=talk.now,
        )
    )
    return OpenForm(form=view(row.id))


def accepted(talk: Talk, form: Form) -> None:
    """The form was taken; sent again, it does nothing more."""
    talk.unit.change(form, accepted_at=talk.now)


def is_expired(talk: Talk, form: Form) -> bool:
    """Whether a form has stood open for too long to be taken without a look."""
    return talk.now - form.opened_at > EXPIRES
