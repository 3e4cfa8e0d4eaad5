"""The desk: the one door by which an event becomes a decision.

`handle` is a plain synchronous function: no await, no network, no clock but the unit's. What it decides is rows; what
it says is queued to the outbox in the same transaction.
"""

from __future__ import annotations

from datetime import datetime

from bot import approvals, forms, lessons, occasions, people, planning, told
from bot.cards import Card, CloseForm, Done, Reply, Say, ours
from bot.charter import Charter
from bot.conversations import (
    about,
    agreeing,
    asked_after,
    beside,
    commands,
    creating,
    discover,
    editing,
    intake,
    joining_another,
    keeping,
    late,
    learning,
    listing,
    lone_orders,
    named_after,
    nodded,
    noticed,
    own_data,
    raising,
    reactions,
    refused,
    reviewing,
    thread,
    unkept,
    unreached,
)
from bot.conversations.hasty import Hasty
from bot.events import (
    ButtonPressed,
    CardSettled,
    CharterChanged,
    CommandGiven,
    ConversationSeen,
    Event,
    FormSubmitted,
    HomeOpened,
    MessageDeleted,
    MessageEdited,
    MessagePosted,
    MessageSeen,
    PeopleSeen,
    PostRefused,
    ReactionAdded,
    ReactionRemoved,
    ShortcutUsed,
    TimerDue,
    Who,
)
from bot.outgoing import refresh_home, say_to, whisper
from bot.people import Robot, Stranger
from bot.permit import permitted
from bot.placing import may_read
from bot.reading import as_spared, context, read_with, spoken, without_mention
from bot.requests import by_id
from bot.talk import ANSWERS, Talk
from bot.understanding import Reading, read
from bot.views import notices
from bot.views.drawing import draw_place
from bot.views.forms import expired
from bot.views.home import home_card
from storage import timers
from storage.tables import Audience, Form, Identity, Person, Place, Request
from storage.unit import Unit

discover()

ACTS = (CommandGiven, ButtonPressed, ShortcutUsed, FormSubmitted, HomeOpened)
"""What is always addressed to the desk. A message or an emoji may be none of its business, and is looked at first."""


class Desk:
    """One company's desk: its charter in force, and the platforms that are on."""

    def __init__(self, charter: Charter, platforms: frozenset[str] = frozenset()) -> None:
        self.charter = charter
        self.platforms = platforms
        self.lessons = lessons.NOTHING_TAUGHT
        self.hasty = Hasty()

    def learn(self, unit: Unit) -> None:
        """Know what was taught or forgotten since, by this process or another, under this charter."""
        self.lessons = lessons.since(unit, self.charter, self.lessons)

    def learn_anew(self, unit: Unit) -> None:
        """Know what corrections teach as their words stand now: some are erased, and teach no longer."""
        self.lessons = lessons.look(unit, self.charter)

    def prepare(self, event: Event) -> Reading | None:
        """Read a message's text: pure, and before any transaction is open."""
        if not isinstance(event, MessagePosted):
            return None
        where = event.where
        channel = self.charter.channel(where.platform, where.conversation)
        addressed = event.mentions_desk or where.kind == "direct"
        flags = {
            "direct": addressed,
            "thread_reply": where.root is not None and not addressed,
            "mentions_other": bool(event.mentions),
        }
        said, read_in = without_mention(event.text), context(self.charter, event.at, channel, **flags)
        reading = read_with(said, event.files, read_in, self.lessons.learned)
        return as_spared(reading, event.spared)

    def warm(self, at: datetime) -> None:
        """Read something, so that the vocabulary of the charter is compiled before the first message waits for it."""
        read("sous 1 jour ouvré", context(self.charter, at, None), self.lessons.learned)

    def handle(self, event: Event, unit: Unit, prepared: Reading | None) -> Reply:
        """Decide what an event means. Raises `Missing` when somebody or something must be known first."""
        talk = Talk(unit, self.charter, self.platforms, event, prepared, self.lessons)
        try:
            reply = self.hasty.left(talk) or _dispatch(talk)
        except Robot:
            reply = Done()
        except Stranger as stranger:
            reply = _deny(talk, stranger.identity)
        joining_another.look_again(talk)
        approvals.look_again(unit, self.charter)
        reviewing.look_again(talk)
        told.look_again(unit, self.charter)
        occasions.look_again(talk)
        planning.look_again(unit, self.charter)
        return reply

    def draw_place(self, unit: Unit, place: Place) -> Card | None:
        """The request's card as it may be shown there now; none: it may not."""
        return draw_place(unit, self.charter, place)

    def may_say(self, unit: Unit, place: Place) -> bool:
        """Whether what is said of a place's request may be shown there now."""
        request = unit.get(Request, place.request_id)
        return request is not None and not place.retired and may_read(unit, self.charter, place, request)

    def draw_home(self, unit: Unit, identity: Identity) -> Card | None:
        """Someone's home, for what they are now."""
        try:
            actor = people.actor(unit, self.charter, people.who(identity))
        except Robot:
            return None
        except Stranger:
            return notices.outsider(_host(unit, self.charter)) if identity.active else None
        return home_card(unit, self.charter, actor.person, actor.named)

    def reader(self, unit: Unit, platform: str, conversation: str | None, identity_id: int | None) -> tuple[str, str]:
        """Language and zone (IANA): a person's own, else the channel's, its site's, the desk's."""
        identity = unit.get(Identity, identity_id)
        if identity is not None:
            person = unit.need(Person, identity.person_id)
            return people.language_of(unit, self.charter, person), people.timezone_of(self.charter, person)
        channel = self.charter.channel(platform, conversation or "")
        if channel is None:
            return self.charter.desk.language, self.charter.desk.timezone
        site = self.charter.site(channel.site) if channel.site else None
        return channel.language, site.timezone if site else self.charter.desk.timezone


def _dispatch(talk: Talk) -> Reply:
    if isinstance(talk.event, ACTS):
        # Who they are comes first: by what is answered to someone who may do nothing, nothing is to be found out.
        _ = talk.actor
    return unkept.heard(talk, _decide)


def _decide(talk: Talk) -> Reply:
    match talk.event:
        case MessagePosted():
            return _then_ask(talk, _message(talk))
        case MessageEdited():
            if editing.is_by_another(talk):
                return Done()
            named_after.heard(talk)
            reply = editing.edited(talk)
            late.heard(talk)
            return reply
        case MessageDeleted():
            return editing.deleted(talk)
        case ReactionAdded():
            return reactions.added(talk)
        case ReactionRemoved():
            return reactions.removed(talk)
        case CommandGiven():
            return commands.given(talk)
        case ButtonPressed():
            reply = commands.press(talk, talk.event.act, talk.event.value)
            return Done(said=ours("receiving.done")) if reply == Done() else reply
        case ShortcutUsed():
            return creating.shortcut(talk)
        case FormSubmitted():
            return _form(talk)
        case HomeOpened():
            return _then_ask(talk, listing.home_opened(talk))
        case TimerDue():
            return _timer(talk)
        case PeopleSeen():
            return learning.people_seen(talk)
        case MessageSeen():
            return raising.seen(talk)
        case ConversationSeen():
            return learning.conversation_seen(talk)
        case CardSettled():
            return Done()
        case PostRefused():
            return refused.post_refused(talk)
        case CharterChanged():
            return learning.charter_changed(talk)
    raise TypeError(type(talk.event).__name__)


def _then_ask(talk: Talk, reply: Reply) -> Reply:
    """Whoever is with the desk alone is asked what never reached them; not before, for then they would answer it."""
    if talk.alone:
        unreached.came(talk, talk.actor)
    return reply


def _message(talk: Talk) -> Reply:
    event: MessagePosted = talk.event
    intake.know_direct(talk)
    named_after.heard(talk)
    addressed = event.mentions_desk or event.where.kind == "direct"
    said = without_mention(event.text)
    slashed = commands.with_slash(talk)
    if slashed is not None:
        return slashed
    if not spoken(said) and not event.files:
        return _nothing_said(talk)
    told = own_data.posted(talk)
    if told is not None:
        return told
    agreed = agreeing.posted(talk)
    if agreed is not None:
        return agreed
    nod = nodded.posted(talk)
    if nod is not None:
        return nod
    alone = lone_orders.posted(talk)
    if alone is not None:
        late.heard(talk)
        return alone
    ordered = addressed and commands.is_command(talk, said)
    if not (ordered and event.mentions_desk):
        answered = noticed.scored(talk, ordered=ordered) or thread.posted(talk)
        if answered is not None:
            return answered
    if ordered:
        return Done() if keeping.is_told_already(talk) else commands.ordered(talk, said)
    answered = (noticed.posted(talk) if addressed else None) or asked_after.posted(talk)
    answered = answered or about.posted(talk) or beside.posted(talk)
    reply = intake.posted(talk) if answered is None else answered
    late.heard(talk)
    return reply


def _nothing_said(talk: Talk) -> Reply:
    """Called by its name alone, the desk says how to ask; in blanks there is nothing to answer."""
    if not talk.event.mentions_desk or keeping.is_told_already(talk):
        return Done()
    return talk.tell(notices.notice("intake.how_to_ask", Audience.PERSON))


def _form(talk: Talk) -> Reply:
    event: FormSubmitted = talk.event
    form = talk.unit.get(Form, event.form)
    if form is None or form.person_id != talk.actor.id or form.kind not in ANSWERS.forms:
        return CloseForm(card=notices.notice("errors.form_gone", Audience.PERSON))
    if form.accepted_at is not None:
        return CloseForm()
    if forms.is_expired(talk, form):
        return _look_again(talk, form, event.values)
    return ANSWERS.forms[form.kind](talk, form, event.values)


def _look_again(talk: Talk, form: Form, values: dict[str, str]) -> Reply:
    """A form that stood open for too long: as it was typed, with what stands now, for whoever may still fill it."""
    request = by_id(talk.unit, form.request_id) if form.request_id is not None else None
    refused = permitted(talk, forms.act_of(form), request) if request is not None else None
    if refused is not None:
        return forms.in_form(next(iter(values), ""), refused)
    return forms.again(talk, form, request, values, (expired(),))


def _timer(talk: Talk) -> Reply:
    event: TimerDue = talk.event
    if timers.take(talk.unit, event.timer, event.subject, event.at) and event.timer in ANSWERS.timers:
        ANSWERS.timers[event.timer](talk, event.subject)
    return Done()


def _deny(talk: Talk, identity: Identity) -> Reply:
    """Someone who may do nothing is told so, and who can help.

    Where an act awaits an answer it has this one, each time: a press that does nothing looks broken. What they write or
    react with is answered once in all, where they wrote it: they talk there with others, and know by now. A command
    that they write to the desk awaits an answer too.
    """
    if not identity.active:
        return Done()
    if talk.event.kind == "home_opened":
        refresh_home(talk.unit, identity)
        return Done()
    card = notices.outsider(_host(talk.unit, talk.charter))
    if talk.event.kind in ("command_given", "button_pressed", "shortcut_used", "form_submitted"):
        return Say(card=card)
    if not identity.told_denied or lone_orders.is_ordered(talk.event):
        talk.unit.change(identity, told_denied=True)
        _tell_denied(talk, people.who(identity), card)
    return Done()


def _tell_denied(talk: Talk, someone: Who, card: Card) -> None:
    """In the thread of what they wrote, to them alone; else in their direct conversation."""
    event, where = talk.event, talk.where
    if isinstance(event, MessagePosted) and where is not None and where.kind != "direct":
        whisper(talk.unit, someone, where.conversation, where.root or event.ts, card)
    else:
        say_to(talk.unit, someone, card)


def _host(unit: Unit, charter: Charter) -> Person | None:
    """Who can help somebody from elsewhere: the company's own person who steers the desk, else who coordinates it."""
    steers = [charter.desk.pilot] if charter.desk.pilot else []
    coordinates = [each.id for each in charter.people if each.has_role("coordinator")]
    return next(iter(people.persons_of_charter(unit, (steers or coordinates)[:1])), None)
