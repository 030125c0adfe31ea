"""Statements that each message is kept by: put into SQL once, and on SQLite given to its driver.

From a statement to its rows SQLAlchemy takes ten times what SQLite does, and a word of somebody's
has seven of them. PostgreSQL is asked through SQLAlchemy: what lies between is short beside the way
there and back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, Select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from models.store import on

LONGEST = 64  # list that the driver is given

Values = Mapping[str, Any]
Row = Sequence[Any]
Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Sql:
    """A statement in SQLite's words: what it takes, in order, and how columns become values."""

    text: str
    takes: tuple[tuple[str, Any, Way | None], ...]  # name, value where none is given, its way in
    lists: tuple[tuple[str, list[str]], ...]  # the names that the values of a list go by
    gives: tuple[tuple[int, Way], ...]  # of the columns that are not taken as they are

    def arguments(self, values: Values) -> list[Any]:
        if self.lists:
            values = {**values, **self._apart(values)}
        return [
            way(values.get(name, fixed)) if way else values.get(name, fixed)
            for name, fixed, way in self.takes
        ]

    def _apart(self, values: Values) -> dict[str, Any]:
        lists = [zip(names, values[name], strict=True) for name, names in self.lists]
        return {name: value for one in lists for name, value in one}

    def row(self, found: Row) -> Row:
        row = list(found)
        for index, way in self.gives:
            row[index] = way(row[index])
        return row


class Prepared:
    """A statement of SQLAlchemy's that selects, or that changes what is named and returns columns.

    It takes the values of its parameters, and of an INSERT's or UPDATE's columns, by name; those of
    `IN` as lists. What a session has not flushed it does not see. Raises TypeError for columns that
    have defaults of their own.
    """

    def __init__(self, statement: Select[Any] | UpdateBase) -> None:
        self._statement = statement
        self._made: dict[tuple[object, ...], _Sql] = {}
        self._lists = _lists_of(statement)

    def rows(self, session: Session, values: Values) -> Sequence[Row]:
        """What is found, or returned, in order."""
        connection = on(session)
        if self._is_for_sqlalchemy(connection, values):
            return connection.execute(self._statement, values).all()
        cursor, sql = self._asked(connection, values)
        found: list[Row] = cursor.fetchall()
        return [sql.row(one) for one in found] if sql.gives else found

    def changed(self, session: Session, values: Values) -> int:
        """How many rows it changed, of a statement that returns none."""
        connection = on(session)
        if self._is_for_sqlalchemy(connection, values):
            return connection.execute(self._statement, values).rowcount
        cursor, _ = self._asked(connection, values)
        return int(cursor.rowcount)

    def each(self, session: Session, many: Sequence[Values]) -> None:
        """Carry it out with each of several, of a statement that returns no rows.

        Raises ValueError where they do not all name the same.
        """
        if any(one.keys() != many[0].keys() for one in many):
            raise ValueError("Several rows in one statement name the same columns.")
        connection = on(session)
        if connection.dialect.name == "sqlite":
            for values in many:
                self._asked(connection, values)
        elif many:
            connection.execute(self._statement, many)

    def _is_for_sqlalchemy(self, connection: Connection, values: Values) -> bool:
        """All on PostgreSQL; and long lists, of which no message has one."""
        return connection.dialect.name != "sqlite" or any(
            len(values[name]) > LONGEST for name in self._lists
        )

    def _asked(self, connection: Connection, values: Values) -> tuple[Any, _Sql]:
        form: tuple[object, ...] = tuple(values)
        if self._lists:
            values = {**values, **{name: _filled_up(values[name]) for name in self._lists}}
            form += tuple(len(values[name]) for name in self._lists)
        sql = self._made.get(form)
        if sql is None:
            sql = self._made[form] = _put(self._statement, values, connection.dialect)
        if not connection.in_transaction():  # the driver would keep what it is given
            connection.begin()
        driver: Any = connection.connection.driver_connection
        return driver.execute(sql.text, sql.arguments(values)), sql


def _lists_of(statement: Select[Any] | UpdateBase) -> tuple[str, ...]:
    """The parameters of `IN` that are to be given; what it has of its own is there already."""
    found = (one for one in visitors.iterate(statement) if isinstance(one, BindParameter))
    return tuple(one.key for one in found if one.expanding and one.required)


def _filled_up(values: Sequence[Any]) -> list[Any]:
    """A list of one of a few lengths, the last value said again: each length is a form to keep."""
    length = 1 << (len(values) - 1).bit_length() if values else 0
    return [*values, *(values[-1] for _ in range(length - len(values)))]


def _put(statement: Select[Any] | UpdateBase, values: Values, dialect: Dialect) -> _Sql:
    compiled = statement.compile(dialect=dialect, column_keys=list(values))
    if compiled.insert_prefetch or compiled.update_prefetch:
        raise TypeError(f"A column with a default of its own in a prepared statement: {compiled}")
    state = compiled.construct_expanded_state(values)
    ways = {name: _way_in(bind.type, dialect) for name, bind in compiled.binds.items()}
    ways |= state.processors
    lists = [(name, new) for name, new in state.parameter_expansion.items() if name in values]
    given = set(values).union(*(new for _, new in lists))
    fixed = {name: value for name, value in state.parameters.items() if name not in given}
    return _Sql(
        state.statement,
        tuple((name, fixed.get(name), ways.get(name)) for name in state.positiontup or ()),
        tuple(lists),
        tuple(
            (index, way)
            for index, column in enumerate(statement.exported_columns)
            if (way := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ),
    )


def _way_in(kind: TypeEngine[Any], dialect: Dialect) -> Way | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)
