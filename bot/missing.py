"""What the desk must know before it can decide, and does not know yet."""

from __future__ import annotations

from collections.abc import Callable

from storage.unit import Unit


class Missing(Exception):
    """Raised while an event is handled: all that was done is undone, and the event waits until the fact is known.

    `fact` is the key that some event's `resolves` will name (`Who.fact`, `message_fact`). `ask` queues the question to
    the platform; it is called once for all who wait on the same fact. `lasting`: it may still be missing once an answer
    has come, and is then waited for again.
    """

    def __init__(self, fact: str, ask: Callable[[Unit], None], *, lasting: bool = False) -> None:
        super().__init__(fact)
        self.fact = fact
        self.ask = ask
        self.lasting = lasting
