"""Who is in the workspace, what somebody was asked, and what a message was about."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    _create_member()
    _create_question()
    _create_reporting()
    _create_checkin()
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("about", sa.String(), nullable=True))
        outbox.create_index("outbox_place", ["sent_to", "ts"], unique=False)
    with op.batch_alter_table("heard") as heard:
        heard.add_column(sa.Column("message", sa.String(), nullable=True))
        heard.create_index("ix_heard_message", ["message"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("heard") as heard:
        heard.drop_index("ix_heard_message")
        heard.drop_column("message")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index("outbox_place")
        outbox.drop_column("about")
    for name in ("checkin", "reporting", "question"):
        op.drop_table(name)
    op.drop_table("member")


def _create_member() -> None:
    op.create_table(
        "member",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("kind in ('member', 'guest', 'bot', 'left')", name="member_kind"),
        sa.PrimaryKeyConstraint("user"),
    )


def _create_question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("lapses_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("request", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index("question_open", "question", ["user", "place", "closed_at"], unique=False)


def _create_reporting() -> None:
    op.create_table(
        "reporting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("asks_from", sa.Date(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "on"),
    )


def _create_checkin() -> None:
    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("reporting_id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("waits_for_note", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.JSON(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"]),
        sa.ForeignKeyConstraint(["reporting_id"], ["reporting.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reporting_id", "user"),
    )
    op.create_index("ix_checkin_user", "checkin", ["user"], unique=False)
