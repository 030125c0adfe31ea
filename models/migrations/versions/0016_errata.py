"""Up to which entry of the ledger errata of a plan's digests were looked for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "plan", sa.Column("corrected_to", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute("update plan set corrected_to = (select coalesce(max(id), 0) from entry)")


def downgrade() -> None:
    op.drop_column("plan", "corrected_to")
