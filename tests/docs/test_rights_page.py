"""The page of rights says what its data says, and the data leaves out no act and no cell."""

from __future__ import annotations

from itertools import groupby

from bot.policies.acts import STANDING_ALONE, Act
from tests.contract.rights import HIDDEN, KINDS, NO, ROLES, STATE, YES, Cell, cells
from tests.contract.rights import TABLE as DATA
from tests.contract.rights_alone import PLAYED, alone
from tests.contract.rights_written import LINES, SHARED, written

PAGE = DATA.with_suffix(".md")
WRITTEN = (Act.ANSWER, Act.NOTE)
"""What is done by writing where a request is talked of, and by no button."""


def summary() -> str:
    """The table as the page shows it: for each kind of request, what each role may do of it, and what else they get."""
    parts: list[str] = []
    for kind, found in groupby(cells(), key=lambda each: each.kind):
        rows = list(found)
        parts += [f"### {kind}", "", "| who | may | is otherwise |", "|---|---|---|"]
        for role in ROLES:
            own = [each for each in rows if each.role == role]
            parts.append(f"| {role} | {_may(own)} | {_otherwise(own)} |")
        parts.append("")
    return "\n".join(parts)


def _may(own: list[Cell]) -> str:
    acts = [each.act for each in own if each.says == YES]
    state = ["see (reference and state)"] if any(each.says == STATE for each in own) else []
    return ", ".join((*state, *acts)) or "nothing"


def _otherwise(own: list[Cell]) -> str:
    if HIDDEN in {each.says for each in own}:
        return "told that there is no such request"
    # Who is cleared is not said: that would tell what it is about.
    return "refused" if own[0].kind.startswith("confid") else "refused, and told who can help"


def test_the_page_says_what_the_data_says() -> None:
    assert summary() in PAGE.read_text(encoding="utf-8"), f"the page should read:\n\n{summary()}"


def alone_summary() -> str:
    """The other table as the page shows it: what each role may do that is asked of no request."""
    lines = ["| who | may |", "|---|---|"]
    for role in PLAYED:
        acts = [each.act for each in alone() if each.role == role and each.says == YES]
        lines.append(f"| {role} | {', '.join(acts) or 'nothing'} |")
    return "\n".join(lines)


def test_the_page_says_what_is_asked_of_no_request() -> None:
    assert alone_summary() in PAGE.read_text(encoding="utf-8"), f"the page should read:\n\n{alone_summary()}"


def written_summary() -> str:
    """The third table as the page shows it: what comes of what each role writes, in each thread of each kind."""
    lines = ["| request | written | what comes of it |", "|---|---|---|"]
    for (kind, act), found in groupby(written(), key=lambda each: (each.kind, each.act)):
        rows, came = list(found), (*LINES.values(), NO, HIDDEN)
        who = {says: ", ".join(each.role for each in rows if each.says == says) for says in came}
        lines.append(f"| {kind} | {act} | {'; '.join(f'`{says}`: {names}' for says, names in who.items() if names)} |")
    return "\n".join(lines)


def test_the_page_says_what_comes_of_what_is_written() -> None:
    assert written_summary() in PAGE.read_text(encoding="utf-8"), f"the page should read:\n\n{written_summary()}"


def test_what_is_written_in_each_thread_of_each_kind_is_said_for_every_role_once() -> None:
    said = [(each.kind, each.act, each.role) for each in written()]
    assert said == [(kind, str(act), role) for kind in KINDS for act in WRITTEN for role in ROLES]
    assert {each.says for each in written()} == {*LINES.values(), NO, HIDDEN}


def test_what_is_written_is_heard_of_nobody_to_whom_the_request_is_hidden_but_in_a_thread_that_they_read() -> None:
    hidden = {(each.kind, each.role) for each in cells() if each.says == HIDDEN}
    for each in written():
        if (each.kind, each.role) in hidden:
            heard = (("said",) if each.act == Act.ANSWER else (NO,)) if each.kind in SHARED[each.act] else (HIDDEN,)
            assert each.says in heard, each


def test_each_act_that_stands_alone_is_said_for_every_role_once() -> None:
    acts = (*map(str, STANDING_ALONE), "emergency_access")
    assert [(each.act, each.role) for each in alone()] == [(act, role) for act in acts for role in PLAYED]
    assert {each.says for each in alone()} == {YES, NO}


def test_each_act_of_each_kind_of_request_is_said_for_every_role_once() -> None:
    acts = [str(act) for act in Act if act not in (*STANDING_ALONE, *WRITTEN)]
    said = [(each.kind, each.act, each.role) for each in cells()]
    assert said == [(kind, act, role) for kind in KINDS for act in acts for role in ROLES]


def test_each_cell_is_one_of_the_four_words() -> None:
    for each in cells():
        assert each.says in ((YES, STATE, HIDDEN) if each.act == "see" else (YES, NO, HIDDEN)), each


def test_somebody_to_whom_a_request_is_hidden_may_do_nothing_of_it() -> None:
    hidden = {(each.kind, each.role) for each in cells() if each.says == HIDDEN}
    assert {each.says for each in cells() if (each.kind, each.role) in hidden} == {HIDDEN}
    agreed = {(each.kind, each.role) for each in cells() if each.act == "approve" and each.says == YES}
    assert agreed <= {(kind, "approver") for kind in KINDS}
