"""What goes wrong to order on any platform: so many times, with a chance each, used up as it is met."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


@dataclass
class DeliveryFault:
    """What a delivery meets. `how`: drop (never sent), double (sent twice), delay (sent `after` seconds later), shuffle
    (sent up to `after` seconds later, at random: so out of order), unheard (the desk's answer is lost, so that what is
    told again is). `kind`: what is delivered, as the platform's `Delivery.kind` says it, or `*`."""

    how: str
    kind: str
    times: int = 1
    after: float = 0.05
    chance: float = 1.0


class Met(Protocol):
    """What is met so many times."""

    times: int
    chance: float


C = TypeVar("C", bound=Met)
M = TypeVar("M", bound=Met)


@dataclass
class Orders(Generic[C]):
    """The faults still to come, of calls and of deliveries, and the chance that decides those that have one."""

    chance: random.Random
    calls: list[C] = field(default_factory=list)
    deliveries: list[DeliveryFault] = field(default_factory=list)

    def order(self, *faults: C | DeliveryFault) -> None:
        """Let these go wrong, from now on."""
        for each in faults:
            if isinstance(each, DeliveryFault):
                self.deliveries.append(each)
            else:
                self.calls.append(each)

    def met(self, meant: Callable[[C], bool]) -> C | None:
        """The fault that a call meets, if any of those that are `meant`; it is used up."""
        return next((each for each in self.calls if meant(each) and self._is_met(each)), None)

    def delivery(self, kind: str) -> dict[str, DeliveryFault]:
        """The faults that a delivery meets, by how: one of each sort at most; they are used up."""
        found: dict[str, DeliveryFault] = {}
        for each in self.deliveries:
            if each.kind in (kind, "*") and each.how not in found and self._is_met(each):
                found[each.how] = each
        return found

    def clear(self) -> None:
        self.calls.clear()
        self.deliveries.clear()

    def _is_met(self, each: Met) -> bool:
        if each.times > 0 and self.chance.random() < each.chance:
            each.times -= 1
            return True
        return False
