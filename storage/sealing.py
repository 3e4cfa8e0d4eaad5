"""What people confide is sealed before it is written: AES-256-GCM, by keys that the database never holds.

The first key seals, all of them open, so that keys are changed while the desk works. What is sealed is bound to where
it stands: under another row, or in another column, it opens no more.
"""

from __future__ import annotations

import binascii
import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import JSON, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

SIZE = 32
"""Bytes of a key."""
MARK = "\x1f"
"""What a sealed value begins with, before its key's id: nobody types it, and JSON does not begin so."""
WIDTH = 24
"""Characters that a key's id takes in what it sealed, so that the database itself tells one from another."""
UNREADABLE = "?"
"""What is read of a column whose key is missing: no event, no reply and no payload, so that each is left alone."""
_NONCE = 12
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,23}")  # as long as WIDTH
_RING = "_relais_keys"
"""Under which name a database's dialect keeps its keys: column types are given nothing else of it."""


class BadKeys(ValueError):
    """These are no keys, or two of them have one id."""


class Unreadable(Exception):
    """What is sealed cannot be opened: its key is missing, or it is not what was written there."""

    def __init__(self, key_id: str, *, missing: bool) -> None:
        super().__init__(key_id)
        self.missing = missing


class KeysMissing(Exception):
    """What is kept cannot be read without these keys, which the desk is not given."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = tuple(ids)


class KeysWrong(KeysMissing):
    """These are given, and are not those that sealed what is kept under their ids."""


class Keys:
    """A desk's keys, by id. `first`: the one that seals; none, and all is written as it is."""

    def __init__(self, secrets: Mapping[str, bytes] | None = None) -> None:
        self._ciphers = {key_id: AESGCM(secret) for key_id, secret in (secrets or {}).items()}
        self.first: str | None = next(iter(self._ciphers), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, the first one first."""
        return tuple(self._ciphers)

    def seal(self, text: str, about: str) -> str:
        """A text, sealed by the first key. `about`: where it stands."""
        assert self.first is not None
        nonce = os.urandom(_NONCE)
        # What was pasted may hold half a character, and is kept as it came.
        found = self._ciphers[self.first].encrypt(nonce, text.encode("utf-8", "surrogatepass"), about.encode())
        return b64encode(nonce + found).decode("ascii")

    def open(self, key_id: str, sealed: str, about: str) -> str:
        """What was sealed by that key.

        Raises:
            Unreadable: the key is not there, or this is not what it sealed there.
        """
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise Unreadable(key_id, missing=True)
        try:
            raw = b64decode(sealed, validate=True)
            return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], about.encode()).decode("utf-8", "surrogatepass")
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise Unreadable(key_id, missing=False) from error


def read_keys(said: str) -> Keys:
    """Keys as they are set: `id:base64`, a comma or a line between two; what follows a # is not read.

    Raises:
        BadKeys: an id that cannot be one or comes twice, or a key that is not 32 bytes; says nothing of what was given.
    """
    lines = (line.partition("#")[0] for line in said.splitlines())
    found: dict[str, bytes] = {}
    for each in (part.strip() for line in lines for part in line.split(",")):
        if not each:
            continue
        key_id, _, secret = each.partition(":")
        try:
            raw = b64decode(secret, validate=True)
        except (binascii.Error, ValueError):
            raise BadKeys from None
        if not _ID.fullmatch(key_id) or key_id in found or len(raw) != SIZE:
            raise BadKeys
        found[key_id] = raw
    return Keys(found)


def new_key(key_id: str) -> str:
    """A key that nobody has, as it is set.

    Raises:
        BadKeys: that id cannot be one.
    """
    if not _ID.fullmatch(key_id):
        raise BadKeys
    return f"{key_id}:{b64encode(os.urandom(SIZE)).decode('ascii')}"


def use_keys(dialect: Dialect, keys: Keys) -> None:
    """From now on what this dialect's connections write is sealed by these."""
    vars(dialect)[_RING] = keys


def keys_of(dialect: Dialect) -> Keys:
    """The keys of the database that this dialect speaks to."""
    keys: Keys = vars(dialect).get(_RING, _NONE)
    return keys


class Sealed(TypeDecorator[str]):
    """A text that may hold what people wrote: sealed where the desk has keys. Bound to its column, not to its row."""

    impl = Text
    cache_ok = True
    mark = MARK
    """What the database shows before a key's id."""

    def __init__(self, about: str, kind: type[TypeEngine[Any]] = Text) -> None:
        """`about`: table.column. `kind`: the column's own type."""
        super().__init__()
        self.about = about
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """As its column was made."""
        return self.kind()

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        """Seals."""
        about = self.about
        return lambda value: sealed(keys_of(dialect), value, about) if value else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], Any]:
        """Opens; what cannot be opened is UNREADABLE."""
        about = self.about
        return lambda value: value if not value or value[0] != MARK else _opened(keys_of(dialect), value, about)

    def again(self, keys: Keys, value: Any) -> Any:
        """A value as it stands in the database, sealed by the first key.

        Raises:
            Unreadable: by which key it is sealed is not known.
        """
        is_sealed = isinstance(value, str) and value.startswith(MARK)
        text = opened(keys, value, self.about) if is_sealed else self.written(value)
        return sealed(keys, text, self.about)

    def written(self, value: Any) -> str:
        """What is sealed of a value."""
        return str(value)


class SealedJson(Sealed):
    """JSON, sealed whole: it is then a JSON text."""

    impl = JSON  # type: ignore[assignment]  # the column is JSON; what is said of it is a text
    cache_ok = True
    mark = '"\\u001f'

    def __init__(self, about: str) -> None:
        """`about`: table.column."""
        super().__init__(about, JSON)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        """Seals what JSON says of a value."""
        about, say = self.about, _processor(JSON().dialect_impl(dialect).bind_processor(dialect))

        def write(value: Any) -> Any:
            keys = keys_of(dialect)
            return say(value if keys.first is None else sealed(keys, self.written(value), about))

        return write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Opens; nothing is told of what cannot be opened."""
        about, hear = self.about, _processor(JSON().dialect_impl(dialect).result_processor(dialect, coltype))

        def read(value: Any) -> Any:
            found = hear(value)
            if not isinstance(found, str):
                return found
            text = _opened(keys_of(dialect), found, about)
            return {} if text == UNREADABLE else json.loads(text)

        return read

    def written(self, value: Any) -> str:
        """As JSON."""
        return json.dumps(value)


def sealed(keys: Keys, text: str, about: str) -> str:
    """A text as it is written in a column."""
    if keys.first is None:
        # What begins as what is sealed would be read as such.
        return text.lstrip(MARK)
    return f"{MARK}{keys.first:<{WIDTH}}{keys.seal(text, about)}"


def opened(keys: Keys, value: str, about: str) -> str:
    """What was sealed in a column.

    Raises:
        Unreadable: it cannot be opened.
    """
    key_id, body = value[1 : WIDTH + 1], value[WIDTH + 1 :]
    return keys.open(key_id.rstrip(), body, about)


def _opened(keys: Keys, value: str, about: str) -> str:
    try:
        return opened(keys, value, about)
    except Unreadable:
        return UNREADABLE


def _processor(made: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return made or (lambda value: value)


_NONE = Keys()
