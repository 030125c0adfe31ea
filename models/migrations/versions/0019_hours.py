"""The hours outside which a post is not said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("hours", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "hours")
