"""Prepared statements: the same rows on both databases, whatever they are given."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Select, Table, bindparam, select, update
from sqlmodel import JSON, Field, Session, SQLModel

from models.errors import StoreUnavailableError
from models.prepared import LONGEST, Prepared, Row
from models.store import Store, insert_into, on, table

NOON = datetime(2015, 3, 18, 12, tzinfo=UTC)
KINDS = MetaData()


class Kind(SQLModel, table=True):
    """A row with a column of each type that the bot's own tables have."""

    __tablename__ = "kind_of_value"
    metadata = KINDS

    id: int | None = Field(default=None, primary_key=True)
    at: datetime | None = None
    on: date | None = None
    share: float | None = None
    told: bool = False
    known: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


FIRST = {"id": 1, "at": NOON, "on": NOON.date(), "share": 0.25, "told": True, "known": ["4.2", {}]}
OTHERS = [{**FIRST, "id": number, "at": None, "known": None} for number in (2, 3)]
COLUMNS = table(Kind).c
ADD = Prepared(table(Kind).insert())


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with three rows of every kind of value."""
    KINDS.create_all(store.engine)
    with store.writing() as session:
        ADD.each(session, [FIRST, *OTHERS])
    return store


def found(store: Store, statement: Select[Any], **values: object) -> list[Row]:
    with store.reading() as session:
        return [tuple(row) for row in Prepared(statement).rows(session, values)]


def test_what_was_put_in_comes_out_as_it_was_and_as_the_models_read_it(kept: Store) -> None:
    rows = found(kept, select(table(Kind)).order_by(COLUMNS.id))
    assert rows == [tuple(one.values()) for one in (FIRST, *OTHERS)]
    with kept.reading() as session:
        read = session.get_one(Kind, 1)
    assert read.model_dump() == FIRST


@pytest.mark.parametrize("numbers", [[], [2], [3, 1], [1, 2, 3, 4]])
def test_a_list_may_have_any_length(kept: Store, numbers: list[int]) -> None:
    listed = COLUMNS.id.in_(bindparam("numbers", expanding=True))
    query = select(COLUMNS.id).where(listed).order_by(COLUMNS.id)
    assert found(kept, query, numbers=numbers) == [(n,) for n in sorted(numbers) if n < 4]


def test_a_list_of_any_length_is_kept_in_a_few_forms(kept: Store) -> None:
    listed = COLUMNS.id.in_(bindparam("numbers", expanding=True))
    prepared = Prepared(select(COLUMNS.id).where(listed))
    with kept.reading() as session:
        for length in range(LONGEST + 10):
            found = prepared.rows(session, {"numbers": list(range(length, 0, -1))})
            assert len(found) == min(length, 3)
    assert len(prepared._made) <= 8


def test_a_value_that_is_a_list_is_no_form_of_its_own(kept: Store) -> None:
    add = Prepared(table(Kind).insert())
    with kept.writing() as session:
        for number in range(10, 20):
            add.changed(session, {**FIRST, "id": number, "known": list(range(number))})
    assert len(add._made) <= 1


def test_one_statement_takes_lists_of_several_lengths(kept: Store) -> None:
    prepared = Prepared(
        select(COLUMNS.id)
        .where(COLUMNS.at.in_(bindparam("moments", expanding=True)))
        .where(COLUMNS.id.in_([1, 2]))  # its own, not given
    )
    with kept.reading() as session:
        for moments in ([NOON], [], [NOON, NOON]):
            rows = prepared.rows(session, {"moments": moments})
            assert [tuple(row) for row in rows] == [(1,)] * bool(moments)


def test_an_update_sets_what_it_is_given(kept: Store) -> None:
    change = Prepared(update(table(Kind)).where(COLUMNS.id == bindparam("which")))
    with kept.writing() as session:
        assert change.changed(session, {"which": 2, "at": NOON}) == 1
        assert change.changed(session, {"which": 2, "share": 1.5, "told": False}) == 1
        assert change.changed(session, {"which": 9, "share": 1.5}) == 0
    assert found(kept, select(COLUMNS.at, COLUMNS.share, COLUMNS.told).where(COLUMNS.id == 2)) == [
        (NOON, 1.5, False)
    ]


def test_an_insert_returns_what_it_was_asked_for(kept: Store) -> None:
    with kept.writing() as session:
        once = insert_into(Kind, on(session).dialect.name).on_conflict_do_nothing()
        prepared = Prepared(once.returning(COLUMNS.on))
        assert prepared.rows(session, FIRST) == []
        assert [tuple(row) for row in prepared.rows(session, {**FIRST, "id": 4})] == [
            (NOON.date(),)
        ]


def test_nothing_of_a_block_that_fails_is_kept(kept: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)unique") as raised, kept.writing() as session:
        ADD.each(session, [{**FIRST, "id": 5}, {**FIRST, "id": 5}])
    assert not isinstance(raised.value, StoreUnavailableError)
    assert found(kept, select(COLUMNS.id).where(COLUMNS.id == 5)) == []


def test_what_comes_after_a_rollback_is_not_kept_where_the_block_fails(kept: Store) -> None:
    def goes_on(session: Session) -> None:
        session.rollback()
        ADD.changed(session, {**FIRST, "id": 5})
        raise LookupError

    with pytest.raises(LookupError), kept.writing() as session:
        goes_on(session)
    assert found(kept, select(COLUMNS.id).where(COLUMNS.id == 5)) == []


def test_several_rows_name_the_same_columns(kept: Store) -> None:
    with pytest.raises(ValueError, match="same columns"), kept.writing() as session:
        ADD.each(session, [{**FIRST, "id": 5}, {"id": 6}])
    with kept.writing() as session:
        ADD.each(session, [])
    assert found(kept, select(COLUMNS.id).where(COLUMNS.id > 3)) == []


def test_without_its_table_it_says_what_to_run(store: Store) -> None:
    with pytest.raises(StoreUnavailableError, match="python -m bot migrate"):
        found(store, select(table(Kind)))


def test_values_are_not_kept_with_the_statement(kept: Store) -> None:
    prepared = Prepared(select(COLUMNS.id).where(COLUMNS.share == bindparam("share")))
    with kept.reading() as session:
        assert prepared.rows(session, {"share": 0.25})
        assert prepared.rows(session, {"share": 0.5}) == []
    assert "0.25" not in repr(vars(prepared))


def test_a_default_that_would_be_left_out_is_refused(sqlite_url: str) -> None:
    counted = Table("counted", MetaData(), Column("id", Integer), Column("n", Integer, default=7))
    store = Store(sqlite_url)
    with pytest.raises(TypeError, match="default"), store.writing() as session:
        Prepared(counted.insert()).changed(session, {"id": 1})
    store.close()
