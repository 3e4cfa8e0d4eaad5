"""Statements said for every event: compiled by SQLAlchemy once a dialect, then given to its driver as they are.

What SQLAlchemy does around each execution (finding the compiled text again, describing the result again) costs several
times the statement itself, and an intake says thirty of them. Text, parameters' types and results' types are its own;
so are transactions, events and errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import ReturningInsert

Statement = Select[Any] | Insert | ReturningInsert[Any] | Update | Delete
Values = Mapping[str, Any]
_Processor = Callable[[Any], Any]
_FORMS = "_relais_forms"
"""Under which name a dialect keeps what statements were compiled to for it."""
_STEP = 1024
"""Past so many values of a list, room is made by as many at a time: databases take a few ten thousand at once."""
_CURSOR = "cursor"
"""Under which name a driver's connection keeps the cursor of all that is said here: each answer is read at once."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A statement as one driver takes it."""

    text: str
    named: bool
    """Parameters go by name, not by place."""
    parameters: tuple[tuple[str, Any], ...]
    """Each one's name, and what it is when it is not given."""
    makers: tuple[tuple[int, str, _Processor], ...]
    """What makes the driver's value of a parameter, where it takes another: its place and its name."""
    columns: tuple[str, ...]
    results: tuple[tuple[str, _Processor], ...]
    """The columns whose values the driver does not give as they are meant."""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The parameters that are lists, and under which names their values go."""

    def bound(self, values: Values) -> Any:
        given = (self._spread(values) if self.lists else values).get
        if self.named:
            named = {name: given(name, usual) for name, usual in self.parameters}
            named |= {name: make(named[name]) for _, name, make in self.makers}
            return named
        found = [given(name, usual) for name, usual in self.parameters]
        for place, _, make in self.makers:
            found[place] = make(found[place])
        return found

    def _spread(self, values: Values) -> Values:
        """Each value of a list under its own name, the last one again for what is left of the room."""
        spread = dict(values)
        for name, places in self.lists:
            listed = list(values[name])
            again = listed[-1:] * (len(places) - len(listed))
            spread |= zip(places, listed + again, strict=True)
        return spread

    def row(self, found: Iterable[Any]) -> dict[str, Any]:
        row = dict(zip(self.columns, found, strict=True))
        for name, read in self.results:
            row[name] = read(row[name])
        return row


class Prepared:
    """One statement, and what it was compiled to. Values are given by name: its `bindparam`s', and those of `columns`.

    A list is another text for each length: it is given room for the next power of two, so that texts stay few.
    """

    def __init__(self, statement: Statement, columns: Iterable[str] = (), lists: Iterable[str] = ()) -> None:
        """`columns`: what an INSERT or an UPDATE writes besides its own constants. `lists`: the `bindparam`s that are
        lists to be expanded (`in_` of a parameter), of what may stand there several times."""
        self._statement = statement
        self._columns = tuple(columns)
        self._lists = tuple(lists)

    def rows(self, connection: Connection, values: Values) -> list[dict[str, Any]]:
        """All the rows that it finds, by column name."""
        form, cursor = self._execute(connection, values)
        return [form.row(found) for found in cursor.fetchall()]

    def first(self, connection: Connection, values: Values) -> dict[str, Any] | None:
        """The first row that it finds; it says `LIMIT 1` itself where it may find more."""
        rows = self.rows(connection, values)
        return rows[0] if rows else None

    def scalar(self, connection: Connection, values: Values) -> Any:
        """The first column of the first row; none when there is no row."""
        form, cursor = self._execute(connection, values)
        found = cursor.fetchall()
        return form.row(found[0])[form.columns[0]] if found else None

    def write(self, connection: Connection, values: Values) -> int:
        """How many rows it changed."""
        return int(self._execute(connection, values)[1].rowcount)

    def key(self, connection: Connection, values: Values) -> int:
        """The key that the database gave to the row that it inserted: what it returns, else what SQLite remembers."""
        form, cursor = self._execute(connection, values)
        return int(cursor.fetchall()[0][0] if form.columns else cursor.lastrowid)

    def _execute(self, connection: Connection, values: Values) -> tuple[_Form, Any]:
        # Kept with the dialect, and gone with it: a form holds the dialect that it was compiled for.
        forms: dict[Any, _Form] = vars(connection.dialect).setdefault(_FORMS, {})
        rooms = {name: _room_for(len(values[name])) for name in self._lists}
        kind = (self, *rooms.values()) if rooms else self
        form = forms.get(kind)
        if form is None:
            form = forms[kind] = _compiled(self._statement, connection.dialect, self._columns, rooms)
        return form, say(connection, form.text, form.bound(values))


def say(connection: Connection, text: str, bound: Any = ()) -> Any:
    """Give the driver a text and its own values, in the connection's transaction; its cursor."""
    if not connection.in_transaction():
        connection.begin()
    kept = connection.info
    cursor: Any = kept.get(_CURSOR)
    if cursor is None:
        cursor = kept[_CURSOR] = connection.connection.cursor()
    for listener in connection.dispatch.before_cursor_execute:
        listener(connection, cursor, text, bound, None, False)
    try:
        cursor.execute(text, bound)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _explained(connection, text, cursor, error) from error
    return cursor


def _room_for(count: int) -> int:
    return 1 << (count - 1).bit_length() if 0 < count <= _STEP else -(-count // _STEP) * _STEP


def _compiled(statement: Statement, dialect: Dialect, written: tuple[str, ...], rooms: Mapping[str, int]) -> _Form:
    compiled = statement.compile(dialect=dialect, column_keys=list(written))
    assert isinstance(compiled, SQLCompiler)
    binds = {name: bind for bind, name in compiled.bind_names.items()}
    if any(bind.expanding and bind.required and name not in rooms for name, bind in binds.items()):
        raise TypeError("a list of values makes another statement for each length: it is to be named as one")
    given = {name: [None] * rooms[name] if name in rooms else None for name, bind in binds.items() if bind.required}
    whole = compiled.construct_expanded_state(given, escape_names=False)
    origin = {each: name for name, expanded in whole.parameter_expansion.items() for each in expanded}
    order = tuple((whole.positiontup if compiled.positional else list(whole.parameters)) or ())
    makers = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
    found = ((place, name, makers[origin.get(name, name)]) for place, name in enumerate(order))
    columns = () if isinstance(statement, Update | Delete) else statement.exported_columns
    types = {str(each.key): each.type.dialect_impl(dialect) for each in columns}
    readers = ((name, kind.result_processor(dialect, None)) for name, kind in types.items())
    return _Form(
        text=whole.statement,
        named=not compiled.positional,
        parameters=tuple((name, whole.parameters[name]) for name in order),
        makers=tuple((place, name, make) for place, name, make in found if make is not None),
        columns=tuple(types),
        results=tuple((name, read) for name, read in readers if read is not None),
        lists=tuple((name, tuple(whole.parameter_expansion[name])) for name in rooms),
    )


def _explained(connection: Connection, text: str, cursor: Any, error: Exception) -> BaseException:
    """The error as SQLAlchemy says it, without the values: they are what people wrote."""
    dialect = connection.dialect
    driver = connection.connection.dbapi_connection
    gone = dialect.is_disconnect(error, driver, cursor)  # type: ignore[arg-type]  # of the driver's own errors it is one
    explained = DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error, True, connection_invalidated=gone, dialect=dialect
    )
    if gone:
        connection.invalidate(error)
    return explained
