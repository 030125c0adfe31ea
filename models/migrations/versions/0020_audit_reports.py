"""Channels that get the monthly audit report."""

from collections.abc import Sequence

from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("body") as body:
        body.drop_constraint("body_receives", type_="check")
        body.create_check_constraint(
            "body_receives", "receives in ('digest', 'reminders', 'audits')"
        )


def downgrade() -> None:
    op.execute("delete from body where receives = 'audits'")
    with op.batch_alter_table("body") as body:
        body.drop_constraint("body_receives", type_="check")
        body.create_check_constraint("body_receives", "receives in ('digest', 'reminders')")
