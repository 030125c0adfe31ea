"""A payload's number is never given again: its entry would hold words that are not its own.

SQLite numbers a row by the highest that is there, so a table whose last rows were destroyed would
begin again below them. PostgreSQL's sequences only go on.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    _made_anew(sqlite_autoincrement=True)


def downgrade() -> None:
    _made_anew(sqlite_autoincrement=False)


def _made_anew(sqlite_autoincrement: bool) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    kinds = {"sqlite_autoincrement": sqlite_autoincrement}
    with op.batch_alter_table("payload", recreate="always", table_kwargs=kinds):
        pass
