"""Who was right in Slack: reads what stands in the workspace and what Slack saw acknowledged, never the desk's tables.

What was acknowledged happened exactly once. What was not may have happened, for an answer can be lost: once at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.contract.harness import Shown
from tests.contract.harness_slack import SlackHarness
from tests.fakes.slack import BOT_USER
from tests.slack.company import NANTES, ROCHEFORT, TRIAGE, printers
from tests.under_fire.slack_storm import Need, Storm

OWN = ("request", "reference")


@dataclass
class Seen:
    """The workspace at rest, as people read it, and what was heard of what they did."""

    rooms: Mapping[str, Sequence[Shown]]
    names: Mapping[str, str]
    messages: set[tuple[str, str]] = field(default_factory=set)
    """(conversation, ts) of each message of which an event was acknowledged."""
    reactions: set[tuple[str, str, str, bool]] = field(default_factory=set)
    """(who, emoji, ts, put or taken back), the same."""
    posts: Counter[int] = field(default_factory=Counter)
    """How many messages carry each outbox id, deleted ones included."""

    @classmethod
    async def at(cls, storm: Storm) -> Seen:
        far = SlackHarness(storm.slack, printers(), storm.cast)
        rooms = {room: await far.seen(room) for room in (NANTES, ROCHEFORT, TRIAGE)}
        seen = cls(rooms, {user.id: user.name for user in storm.slack.workspace.users.values()})
        for delivery in storm.slack.deliveries.log:
            event = delivery.event
            if not delivery.acknowledged or event.get("subtype") is not None:
                continue
            if event.get("type") in ("message", "app_mention"):
                seen.messages.add((event["channel"], event["ts"]))
            elif event.get("type") in ("reaction_added", "reaction_removed"):
                put = event["type"] == "reaction_added"
                seen.reactions.add((event["user"], event["reaction"], event["item"]["ts"], put))
        said = (each for room in storm.slack.workspace.rooms.values() for each in room.values())
        marks = ((each.metadata or {}).get("event_payload", {}) for each in said if each.user == BOT_USER)
        seen.posts.update(mark["id"] for mark in marks if "id" in mark)
        return seen

    def of_desk(self, conversation: str, root: str | None = None, kind: str | None = None) -> list[Shown]:
        """What the desk shows in a conversation, in order: of a thread, of a kind."""
        there = (each for each in self.rooms[conversation] if each.author is None)
        return [each for each in there if root in (None, each.root) and kind in (None, each.kind)]

    def cards(self, need: Need) -> list[Shown]:
        """Its request's cards in its thread: one, or something is wrong."""
        return [each for each in self.of_desk(need.conversation, need.ts) if each.kind in OWN]

    def heard(self, need: Need) -> bool:
        """Whether its ask was acknowledged."""
        return (need.conversation, need.ts) in self.messages


def problems(needs: Sequence[Need], seen: Seen) -> list[str]:
    """All that is not as promised; empty when everything is."""
    found = [f"outbox row {row} was posted {count} times" for row, count in seen.posts.items() if count != 1]
    found += _numbering(needs, seen)
    for need in needs:
        found += [f"{need.user} in {need.conversation}: {problem}" for problem in _of_need(need, seen)]
    return found


def _of_need(need: Need, seen: Seen) -> Iterator[str]:
    cards = seen.cards(need)
    if len(cards) != 1:
        if cards or seen.heard(need):
            yield f"{len(cards)} cards of its own"
        return
    triage = [each for each in seen.of_desk(TRIAGE, kind="triage") if each.subject == cards[0].subject]
    if len(triage) != 1:
        yield f"{len(triage)} cards in triage"
        return
    source = next(each for each in seen.rooms[need.conversation] if each.ts == need.ts)
    if (None, "ticket") not in source.reactions:
        yield "its message is not marked"
    thread = seen.of_desk(need.conversation, need.ts)
    if thread[0].kind not in OWN:
        yield "something was said before the card"
    yield from _claimed(need, seen, cards + triage, thread)
    yield from _talked(need, seen, triage[0], thread)


def _claimed(need: Need, seen: Seen, cards: list[Shown], thread: list[Shown]) -> Iterator[str]:
    said = [each.text for each in thread if each.kind == "claimed"]
    heard = [who for who, emoji in need.put if (who, emoji, need.ts, True) in seen.reactions] + need.pressed
    if need.took_back:
        yield from _given_back(need, seen, cards)
    elif not _fits(len(said), sure=bool(heard), possible=bool(need.put) or need.tried):
        yield f"claimed by {heard}, announced {said}"
    elif said and not need.done_by:
        who = said[0].split(" s’en occupe")[0]
        yield from (f"its {each.kind} card does not name {who}" for each in cards if who not in each.text)
    done = sum(each.kind == "resolved" for each in thread)
    sure = need.done_by is not None and (need.done_by, "white_check_mark", need.ts, True) in seen.reactions
    if not _fits(done, sure=sure, possible=need.done_by is not None):
        yield f"done by {need.done_by} (acknowledged: {sure}), said {done} times"


def _given_back(need: Need, seen: Seen, cards: list[Shown]) -> Iterator[str]:
    ((who, emoji),) = need.put
    name = seen.names[who]
    if (who, emoji, need.ts, False) in seen.reactions:
        yield from (
            f"its {each.kind} card says that {name} has it still" for each in cards if f"{name} s’en" in each.text
        )
        if not any(button.act == "claim" for button in cards[-1].buttons):
            yield "it was given back, and cannot be taken"


def _talked(need: Need, seen: Seen, triage: Shown, thread: list[Shown]) -> Iterator[str]:
    below = [each.text for each in seen.of_desk(TRIAGE, triage.ts)]
    for ts, line in need.lines.items():
        relayed = sum(line in text for text in below)
        if not _fits(relayed, sure=(need.conversation, ts) in seen.messages):
            yield f"« {line} » was relayed {relayed} times"
    public = [each.text for room in (NANTES, ROCHEFORT) for each in seen.of_desk(room)]
    yield from (f"an internal note is public: {note}" for note in need.notes if any(note in text for text in public))
    told = sum(need.answer in each.text for each in thread) if need.answer else 0
    if not _fits(told, sure=need.answered):
        yield f"answered ({need.answered}), told {told} times"


def _numbering(needs: Sequence[Need], seen: Seen) -> Iterator[str]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for card in (card for need in needs for card in seen.cards(need)):
        code, _, number = (card.subject or "").partition("-")
        numbers[code].append(int(number))
    for code, given in numbers.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"the numbers of {code} have a hole or a double: {sorted(given)}"
    asked = {card.subject for need in needs for card in seen.cards(need)}
    shown = {each.subject for each in seen.of_desk(TRIAGE, kind="triage")}
    yield from (f"{ref} is in triage and was asked by nobody" for ref in shown - asked)


def _fits(times: int, *, sure: bool, possible: bool = True) -> bool:
    """Once where it was acknowledged, never where it was not done, and once at most in between."""
    return times == 1 if sure else times <= possible
