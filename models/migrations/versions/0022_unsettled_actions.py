"""An index of the few actions whose end has moved, or of which something is asked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UNSETTLED = sa.text('"end" != original_end OR end_asked IS NOT NULL OR status_asked IS NOT NULL')


def upgrade() -> None:
    op.create_index(
        "action_unsettled",
        "action",
        ["plan_id", "position"],
        sqlite_where=UNSETTLED,
        postgresql_where=UNSETTLED,
    )


def downgrade() -> None:
    op.drop_index("action_unsettled", "action")
