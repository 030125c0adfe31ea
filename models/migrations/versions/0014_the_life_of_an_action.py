"""What is asked for and not yet decided, and what became of an action that is neither done nor open.

The columns are added as they are written, so that SQLite need not make the table anew: what
refers to it stays.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHECKED = {
    "status_asked": "status_asked = 'completed'",
    "closed": "closed in ('carried_over', 'withdrawn')",
}


def upgrade() -> None:
    for name, check in CHECKED.items():
        op.execute(
            f"alter table action add column {name} varchar constraint action_{name} check ({check})"
        )
    op.add_column("action", sa.Column("carried_to", sa.String(), nullable=True))
    op.add_column("action", sa.Column("carried_from", sa.String(), nullable=True))


def downgrade() -> None:
    for name in ("carried_from", "carried_to", *CHECKED):
        op.execute(f"alter table action drop column {name}")
