"""Figures and targets that people give, beside those that came with a file."""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0013"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    moment = sqlmodel.UTCDateTime()
    op.add_column("target", sa.Column("key", sqlmodel.AutoString(), nullable=True))
    op.add_column("target", sa.Column("recorded_from", moment, nullable=True))
    op.add_column("target", sa.Column("withdrawn_at", moment, nullable=True))
    op.add_column("reading", sa.Column("key", sqlmodel.AutoString(), nullable=True))
    op.add_column("reading", sa.Column("who", sqlmodel.AutoString(), nullable=True))
    op.add_column(
        "reading", sa.Column("is_baseline", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("reading", sa.Column("withdrawn_at", moment, nullable=True))


def downgrade() -> None:
    for table, columns in (
        ("reading", ("withdrawn_at", "is_baseline", "who", "key")),
        ("target", ("withdrawn_at", "recorded_from", "key")),
    ):
        for column in columns:
            op.drop_column(table, column)
