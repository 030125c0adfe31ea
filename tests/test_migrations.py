"""The tables: one head, up and down, and what the models say is what the migrations make."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from models import schema
from models.errors import StoreUnavailableError
from models.store import Store


def test_there_is_one_head_and_every_file_is_named_by_its_version() -> None:
    scripts = ScriptDirectory.from_config(schema._config())
    assert scripts.get_heads() == [schema.head()]
    assert [one.revision for one in scripts.walk_revisions()] == schema.versions()[::-1]


def test_what_the_migrations_make_is_what_the_models_say(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_up_and_down_and_up_again(store: Store) -> None:
    assert schema.version_of(store) == schema.head()
    schema.migrate(store, "base")
    assert set(inspect(store.engine).get_table_names()) <= {"alembic_version"}
    assert schema.migrate(store)
    assert not schema.migrate(store)


def test_a_database_from_a_newer_program_is_refused(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(schema.NewerDatabaseError, match="9999"):
        schema.migrate(store)


@pytest.mark.usefixtures("impatient")
def test_sqlite_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/new/folder/plan.db")
    with store.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert pragmas == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1500,
    }  # fmt: skip


def test_a_database_without_tables_says_what_to_run(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/plan.db")
    with pytest.raises(StoreUnavailableError, match="migrate"), store.reading() as session:
        session.connection().execute(text("select * from plan"))
    store.close()
