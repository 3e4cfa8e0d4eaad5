"""Who was right: reads what stands on the platform and what was acknowledged, never the desk's own tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.under_fire.fire import Town
from tests.under_fire.load import SITES, Need

Message = dict[str, Any]
OWN = ("request", "reference")


@dataclass
class Seen:
    """The platform's side, at rest."""

    messages: list[Message]
    log: list[dict[str, Any]]

    @classmethod
    async def at(cls, town: Town) -> Seen:
        return cls(await town.get("messages"), await town.get("log"))

    def of_desk(self, conversation: str, root: str | None = None, kind: str | None = None) -> list[Message]:
        """What the desk shows in a conversation, in order: of a thread, of a kind."""
        return [
            each
            for each in self.messages
            if each["user"] == "desk"
            and not each["gone"]
            and each["conversation"] == conversation
            and root in (None, each["root"])
            and kind in (None, each["card"]["kind"])
        ]


def problems(needs: Sequence[Need], seen: Seen) -> list[str]:
    """All that is not as promised; empty when everything is."""
    found: list[str] = [*_numbering(needs, seen), *_posts(seen)]
    for need in needs:
        found += [f"{need.user} in {need.conversation}: {problem}" for problem in _of_need(need, seen)]
    return found


def _of_need(need: Need, seen: Seen) -> Iterator[str]:
    cards = [each for each in seen.of_desk(need.conversation, need.ts) if each["card"]["kind"] in OWN]
    if len(cards) != 1:
        if need.acknowledged or cards:
            yield f"{len(cards)} cards of its own"
        return
    ref = cards[0]["card"]["subject"]
    triage = []
    for channel in SITES[need.conversation][1]:
        there = [each for each in seen.of_desk(channel, kind="triage") if each["card"]["subject"] == ref]
        if len(there) != 1:
            yield f"{len(there)} cards in triage {channel}"
        triage += there
    source = next(each for each in seen.messages if (each["conversation"], each["ts"]) == (need.conversation, need.ts))
    if "create" not in source["reactions"]:
        yield "its message is not marked"
    thread = seen.of_desk(need.conversation, need.ts)
    if thread[0]["card"]["kind"] not in OWN:
        yield "something was said before the card"
    yield from _claimed(need, cards + triage, thread)
    yield from _talked(need, triage, seen)


def _claimed(need: Need, cards: list[Message], thread: list[Message]) -> Iterator[str]:
    said = [_text(each) for each in thread if each["card"]["kind"] == "claimed"]
    if len(said) != bool(need.claims):
        yield f"claimed by {need.claims}, announced {said}"
    if said and not need.resolved:
        who = said[0].split(" s’en occupe")[0]
        yield from (f"{each['card']['kind']} does not name {who}" for each in cards if who not in _text(each))
    done = [each for each in thread if each["card"]["kind"] == "resolved"]
    if len(done) != need.resolved:
        yield f"resolved: {need.resolved}, said {len(done)} times"


def _talked(need: Need, triage: list[Message], seen: Seen) -> Iterator[str]:
    for number, card in enumerate(triage):
        below = [_text(each) for each in seen.of_desk(card["conversation"], card["ts"])]
        relayed = [line for text in below for line in need.lines if line in text]
        if relayed != need.lines:
            yield f"said {need.lines}, relayed {relayed} to {card['conversation']}"
        noted = [note for text in below for note in need.notes if note in text]
        if noted != (need.notes if number else []):
            yield f"noted {need.notes}, carried {noted} to {card['conversation']}"
    public = [_text(each) for each in seen.of_desk(need.conversation)]
    yield from (f"an internal note is public: {note}" for note in need.notes if any(note in text for text in public))


def _numbering(needs: Sequence[Need], seen: Seen) -> Iterator[str]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for need in needs:
        for each in seen.of_desk(need.conversation, need.ts):
            if each["card"]["kind"] in OWN:
                code, _, number = each["card"]["subject"].partition("-")
                numbers[code].append(int(number))
    for code, given in numbers.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"the numbers of {code} have a hole or a double: {sorted(given)}"
    shown = Counter(each["card"]["subject"] for each in seen.of_desk("C0DESK", kind="triage"))
    known = {f"{code}-{number}" for code, given in numbers.items() for number in given}
    yield from (f"{ref} is in triage and was asked by nobody" for ref in shown.keys() - known)


def _posts(seen: Seen) -> Iterator[str]:
    posts = Counter(each["tag"] for each in seen.log if each["verb"] == "post")
    yield from (f"outbox row {tag} was posted {count} times" for tag, count in posts.items() if count != 1)
    whispers = Counter(each["tag"] for each in seen.log if each["verb"] == "whisper")
    yield from (f"outbox row {tag} was whispered {count} times" for tag, count in whispers.items() if count > 2)


def _text(message: Message) -> str:
    card = message["card"]
    runs = [run for part in card["parts"] for run in part.get("runs", ())]
    return "".join(run["text"] for run in runs)
