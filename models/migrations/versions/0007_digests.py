"""How each body wants its digest, posts under another post, and pictures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

EVERY = "every in ('weekly', 'fortnightly', 'monthly', 'two-monthly', 'quarterly')"


def upgrade() -> None:
    with op.batch_alter_table("body") as body:
        every = sa.Column("every", sa.String(), nullable=False, server_default="weekly")
        style = sa.Column("style", sa.String(), nullable=False, server_default="full")
        body.add_column(every)
        body.add_column(style)
        body.add_column(sa.Column("themes", sa.JSON(), nullable=True))
        body.create_check_constraint("body_every", EVERY)
        body.create_check_constraint("body_style", "style in ('full', 'exceptions')")
    with op.batch_alter_table("body") as body:
        body.alter_column("every", server_default=None)
        body.alter_column("style", server_default=None)
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("under", sa.String(), nullable=True))
        outbox.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
        outbox.create_index("ix_outbox_under", ["under"], unique=False)
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table("picture")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index("ix_outbox_under")
        outbox.drop_column("picture_id")
        outbox.drop_column("under")
    with op.batch_alter_table("body") as body:
        body.drop_constraint("body_style", type_="check")
        body.drop_constraint("body_every", type_="check")
        body.drop_column("themes")
        body.drop_column("style")
        body.drop_column("every")
