"""What can be done of a request, or apart from one, and in which states it makes sense; who may is permissions'."""

from __future__ import annotations

from enum import StrEnum

from storage.tables import OPEN_STATES, State


class Act(StrEnum):
    """What can be done. The first group acts on a request; the last stands alone."""

    SEE = "see"
    CLAIM = "claim"
    RELEASE = "release"
    RESOLVE = "resolve"
    URGENT = "urgent"
    WAIT = "wait"
    REOPEN = "reopen"
    CANCEL = "cancel"
    REPLY = "reply"
    ANSWER = "answer"
    """The requester says something, in their own place."""
    CORRECT = "correct"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    RATE = "rate"
    ESCALATE = "escalate"
    TAKE_OVER = "take_over"
    """Answer from now on for what was alerted about: it climbs no further."""
    VALIDATE = "validate"
    """Accept what somebody else did, as a second person."""
    SEND_BACK = "send_back"
    """Return it, with a remark."""
    RECALL = "recall"
    """Take back what one said was done, while it waits for a second person."""
    CAUSE = "cause"
    """Say why it is late."""
    NOTE = "note"
    APPROVAL = "approval"
    """Ask somebody to agree to it before it is done."""
    AMOUNT = "amount"
    """Say what it costs, where that decides whether somebody is to agree."""
    APPROVE = "approve"
    REFUSE = "refuse"
    INQUIRE = "inquire"
    """Ask something about it before agreeing."""
    ALERT = "alert"
    """Alert about what has no request yet, and answer for such an alert."""
    CREATE_FOR_OTHER = "create_for_other"
    LIST_SITE = "list_site"
    FIGURES = "figures"
    """Counts and delays, without any request."""
    TEACH = "teach"
    """See how a text would be read, and what was learned; forget some of it."""
    AWAY = "away"
    """Say or take back somebody else's absence, or that of the whole provider; one's own is one's own."""
    LEVEL = "level"
    """Say how far somebody else works alone."""


STANDING_ALONE = (Act.ALERT, Act.CREATE_FOR_OTHER, Act.LIST_SITE, Act.FIGURES, Act.TEACH, Act.AWAY, Act.LEVEL)
"""What is asked of no request."""

_POSSIBLE: dict[Act, tuple[State, ...]] = {
    Act.CLAIM: (State.NEW,),
    Act.RELEASE: (State.CLAIMED, State.WAITING, State.TO_VALIDATE),
    Act.RESOLVE: (State.NEW, State.CLAIMED, State.WAITING),
    Act.VALIDATE: (State.TO_VALIDATE,),
    Act.SEND_BACK: (State.TO_VALIDATE,),
    Act.RECALL: (State.TO_VALIDATE,),
    Act.WAIT: (State.NEW, State.CLAIMED),
    Act.CANCEL: (State.NEW, State.CLAIMED, State.WAITING),
    Act.REOPEN: (State.RESOLVED, State.CLOSED, State.CANCELLED),
    Act.RATE: (State.RESOLVED, State.CLOSED),
    Act.ASSIGN: OPEN_STATES,
    Act.TRANSFER: OPEN_STATES,
    Act.CORRECT: OPEN_STATES,
    Act.URGENT: OPEN_STATES,
    Act.ESCALATE: OPEN_STATES,
    Act.TAKE_OVER: OPEN_STATES,
    Act.CAUSE: (*OPEN_STATES, State.RESOLVED, State.CLOSED),
    Act.REPLY: (*OPEN_STATES, State.RESOLVED),
    Act.ANSWER: (*OPEN_STATES, State.RESOLVED),
    Act.APPROVAL: (State.NEW, State.CLAIMED, State.WAITING),
    Act.AMOUNT: (State.NEW, State.CLAIMED, State.WAITING),
    Act.APPROVE: OPEN_STATES,
    Act.REFUSE: OPEN_STATES,
    Act.INQUIRE: OPEN_STATES,
}


def possible(act: Act, state: State) -> bool:
    """Whether the act makes sense for a request in that state, whoever asks."""
    return state in _POSSIBLE.get(act, tuple(State))
