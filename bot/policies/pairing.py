"""Whose an account is: of all the accounts that the platforms tell of, those of a person whom the charter names.

By the charter's own word (`slack:`, `teams:`) where it gives one: then no other account of that platform is theirs.
Else by an e-mail, which is worth what the word of whoever vouches for it is worth. The company's own workspace or
tenant vouches for its members and its guests. Another company's administrator vouches for its people and may have them
show whatever address they like: that is enough for a provider's people who read nothing confidential, while nothing
speaks against it, and for nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.charter import Charter, Person
from storage.tables import Identity


class Voucher(Enum):
    """Who answers for an account's e-mail: the company, for a member or for a guest of its own, or another company."""

    MEMBER = "member"
    GUEST = "guest"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """An account of somebody on a platform. `held`: it is taken for that person's already."""

    platform: str
    user: str
    email: str | None
    voucher: Voucher
    active: bool = True
    held: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether another company answers for it."""
        return self.voucher is Voucher.ELSEWHERE


def address(email: str | None) -> str | None:
    """An e-mail as two are compared: whatever its case, and nothing else that looks like it."""
    plain = (email or "").strip()
    # Case-folding outside ASCII makes one of what are two: the Kelvin sign is no k in an address.
    return (plain.casefold() if plain.isascii() else plain) or None


def voucher(*, outsider: bool, elsewhere: bool | None) -> Voucher:
    """Who answers for an account. `elsewhere` is none of one that an earlier release met, until it is told of again."""
    if not outsider:
        return Voucher.MEMBER
    return Voucher.ELSEWHERE if elsewhere else Voucher.GUEST


def named_by_id(charter: Charter, platform: str, user: str) -> Person | None:
    """The person whom the charter itself names by this account."""
    return next((each for each in charter.people if getattr(each, platform, None) == user), None)


def is_named_by_id(person: Person, account: Account | Identity) -> bool:
    """Whether the charter itself gives this account as that person's."""
    named: str | None = getattr(person, account.platform, None)
    return named == account.user


def named_by_email(charter: Charter, email: str | None) -> Person | None:
    """The person of the charter whose e-mail this is, whoever shows it."""
    found = charter.person_by_email(email) if email else None
    return found if found is not None and address(found.email) == address(email) else None


def claimed(charter: Charter, person: Person, accounts: Iterable[Account]) -> list[Account]:
    """The accounts that say to be a person's: named so by the charter, showing their e-mail, or held already."""
    return [each for each in accounts if _claims(charter, person, each)]


def belonging(charter: Charter, person: Person, accounts: Iterable[Account]) -> list[Account]:
    """The accounts that are a person's, of all that may say so."""
    claims = claimed(charter, person, accounts)
    return [each for each in claims if is_named_by_id(person, each) or _believed(person, each, claims)]


def is_spoken_for(person: Person) -> bool:
    """Whether another company's word may tell who somebody is: a provider's people, but for what is confidential."""
    return person.employer == "provider" and not person.cleared


def _claims(charter: Charter, person: Person, account: Account) -> bool:
    if getattr(person, account.platform, None) is not None:
        return is_named_by_id(person, account)
    if named_by_id(charter, account.platform, account.user) is not None:
        return False
    if address(account.email) == address(person.email):
        return True
    # Where Slack hides an e-mail that it showed, it says nothing; another one says that it is somebody else.
    return account.held and not account.email


def _believed(person: Person, account: Account, claims: Sequence[Account]) -> bool:
    here: Collection[Account] = [each for each in claims if each.platform == account.platform]
    if account.voucher is Voucher.MEMBER:
        return True
    if account.voucher is Voucher.GUEST:
        return not any(each.voucher is Voucher.MEMBER and each.active for each in here)
    alone = not any(each.elsewhere and each.active and each is not account for each in here)
    return is_spoken_for(person) and alone and all(each.elsewhere for each in claims)
