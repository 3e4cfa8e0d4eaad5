"""What can go out: cards, forms, and the spans that their texts are made of.

No string here carries markup. A span says whose words it is, and the adapter is the one door that escapes them. A
stored card is spans, not sentences: it is put into words when sent, in its reader's language.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from storage.tables import Audience

VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Ours(_Part):
    """A text of the catalogues (bot/locales); an argument is a number, a code of ours, or a text of spans."""

    t: Literal["ours"] = "ours"
    key: str
    args: dict[str, int | str | tuple[Span, ...]] = {}


class Plain(_Part):
    """A reference, a number, a name from the charter: shown as it is, never read as markup."""

    t: Literal["plain"] = "plain"
    text: str


class Said(_Part):
    """What a person wrote, by the id of its words; cut on a grapheme past `limit`."""

    t: Literal["said"] = "said"
    words: int
    limit: int | None = None


class Typed(_Part):
    """What its reader has just typed and the desk keeps nowhere: told in the answer to that, never stored with it."""

    t: Literal["typed"] = "typed"
    text: str = Field(default="", exclude=True)


class Mention(_Part):
    """A person, by id. `ping` asks the platform to notify them."""

    t: Literal["mention"] = "mention"
    person: int
    ping: bool = False


class Named(_Part):
    """A site or service of the charter, by id, under its name in the reader's language."""

    t: Literal["named"] = "named"
    what: Literal["site", "service"]
    id: str


class When(_Part):
    """An ISO date (the whole day, the same for all), or an instant with its offset, shown in the reader's zone.

    `site`: the site where it is meant, whose hour is shown first, and named, where it is not the reader's. Grain `now`:
    an instant told while it is near, the hour alone when it is today; `weekday`: its day alone, by its name while it is
    near; `time`: its hour alone. `until`: the end of what takes place from
    `value` on.
    """

    t: Literal["when"] = "when"
    value: str
    grain: Literal["minute", "hour", "part", "day", "week", "now", "weekday", "time"] = "minute"
    site: str | None = None
    until: str | None = None


class Sum(_Part):
    """A sum of money: a decimal number, and its currency (ISO 4217)."""

    t: Literal["sum"] = "sum"
    value: str
    currency: str


class Link(_Part):
    """An address that we made, or a platform's permalink; never one that a person typed."""

    t: Literal["link"] = "link"
    url: str
    text: tuple[Span, ...]


class Strong(_Part):
    t: Literal["strong"] = "strong"
    text: tuple[Span, ...]


Span = Annotated[Ours | Plain | Said | Typed | Mention | Named | When | Sum | Link | Strong, Field(discriminator="t")]
Text = tuple[Span, ...]


class Line(_Part):
    """A paragraph. `quote` is what someone said; `quiet` is a small remark."""

    p: Literal["line"] = "line"
    text: Text
    style: Literal["normal", "quiet", "quote", "title"] = "normal"


class Fields(_Part):
    """Labels and values, side by side where there is room."""

    p: Literal["fields"] = "fields"
    rows: tuple[tuple[Text, Text], ...]


class Button(_Part):
    """`act` is one of the fixed names; `value` names what it acts on and is checked again when pressed.

    `opens`: pressing it asks something first, in a form; a platform that opens one must know before it is pressed.
    """

    act: str
    label: Text
    value: str
    style: Literal["plain", "primary", "danger"] = "plain"
    enabled: bool = True
    confirm: Text | None = None
    agree: Text | None = None
    """What the answer to `confirm` is called that does it."""
    opens: bool = False


class Buttons(_Part):
    p: Literal["buttons"] = "buttons"
    buttons: tuple[Button, ...]


class Option(_Part):
    value: str
    label: Text


class Menu(_Part):
    """A choice made in one press, on a card; pressing sends `act` with the option's value."""

    p: Literal["menu"] = "menu"
    act: str
    label: Text
    options: tuple[Option, ...]
    chosen: str | None = None


class Rule(_Part):
    p: Literal["rule"] = "rule"


CardPart = Annotated[Line | Fields | Buttons | Menu | Rule, Field(discriminator="p")]


class Card(_Part):
    """What the desk shows. `summary` is what notifications and screen readers say; `subject` the reference."""

    v: int = VERSION
    kind: str
    audience: Audience
    summary: Text
    subject: str | None = None
    parts: tuple[CardPart, ...] = ()


class Question(_Part):
    """One question of a form. `value` is what stands in it when opened."""

    id: str
    kind: Literal["text", "long_text", "choice", "date", "time", "toggle", "person"]
    label: Text
    hint: Text | None = None
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    limit: int = 3000


class FormView(_Part):
    """A form as shown. The platform carries `id` and nothing else."""

    v: int = VERSION
    id: str
    kind: str
    title: Text
    lines: tuple[Text, ...] = ()
    fields: tuple[Question, ...] = ()
    submit: Text
    cancel: Text


class Done(_Part):
    """Nothing to say: what happened is seen elsewhere. `said`: in a few words, where a press must be answered so."""

    r: Literal["done"] = "done"
    said: Text = ()


class Say(_Part):
    """A card for the person who acted, only. `instead`: of the one for them alone that they pressed, where the platform
    can; else beside it."""

    r: Literal["say"] = "say"
    card: Card
    instead: bool = False


class OpenForm(_Part):
    """`offer`: what stands for the form where it cannot open by itself, of a message; its button opens it."""

    r: Literal["open_form"] = "open_form"
    form: FormView
    offer: Card | None = None


class FieldErrors(_Part):
    """The form stays open; each field's error says what to do."""

    r: Literal["field_errors"] = "field_errors"
    errors: dict[str, Text]


class ReplaceForm(_Part):
    r: Literal["replace_form"] = "replace_form"
    form: FormView


class CloseForm(_Part):
    """The form was accepted; `card` is for the person who sent it."""

    r: Literal["close_form"] = "close_form"
    card: Card | None = None


class Held(_Part):
    """Taken and kept, and not decided yet: a fact is awaited. The answer comes later, by the outbox."""

    r: Literal["held"] = "held"


Reply = Done | Say | OpenForm | FieldErrors | ReplaceForm | CloseForm | Held

_replies: TypeAdapter[Any] = TypeAdapter(Annotated[Reply, Field(discriminator="r")])
for _model in (Ours, Link, Strong):
    _model.model_rebuild()


def dump_reply(reply: Reply) -> str:
    """A reply as stored with its inbox row."""
    return reply.model_dump_json(exclude_none=True)


def load_reply(body: str) -> Reply:
    """A stored reply, read back."""
    reply: Reply = _replies.validate_json(body)
    return reply


def ours(key: str, **args: int | str | Span | Text) -> Text:
    """A text of the catalogues, as spans."""
    return (Ours(key=key, args={name: _argument(value) for name, value in args.items()}),)


def plain(text: str) -> Text:
    """A reference, a number or a name, as spans."""
    return (Plain(text=text),)


def _argument(value: int | str | Span | Text) -> int | str | tuple[Span, ...]:
    if isinstance(value, int | str | tuple):
        return value
    return (value,)
