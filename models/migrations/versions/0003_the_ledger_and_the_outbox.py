"""What was said, what was heard, and what goes out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("entry", "payload", "heard", "body", "outbox", "pulse")

# Nothing in the ledger is ever changed: the database itself refuses it.
SQLITE_GUARDS = [
    f"""
    create trigger entry_no_{verb} before {verb} on entry
    begin select raise(abort, 'the ledger is never changed'); end
    """
    for verb in ("update", "delete")
]
POSTGRESQL_GUARDS = [
    """
    create function refuse_ledger_change() returns trigger language plpgsql as
    $$ begin raise exception 'the ledger is never changed'; end $$
    """,
    """
    create trigger entry_unchanged before update or delete on entry
    for each row execute function refuse_ledger_change()
    """,
    """
    create trigger entry_kept before truncate on entry
    for each statement execute function refuse_ledger_change()
    """,
]


def upgrade() -> None:
    _create_entry()
    _create_payload()
    _create_heard()
    _create_body()
    _create_outbox()
    _create_pulse()
    _guard_the_ledger()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function refuse_ledger_change()")


def _guard_the_ledger() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_GUARDS if on_sqlite else POSTGRESQL_GUARDS:
        op.execute(statement)


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.String(), nullable=True),
        sa.Column("new", sa.String(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("payload_id", sa.Integer(), nullable=True),
        sa.Column("payload_mac", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["entry.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entry_at", "entry", ["plan_id", "noun", "at"], unique=False)
    op.create_index("entry_noun", "entry", ["plan_id", "noun", "key", "at"], unique=False)
    op.create_index("ix_entry_request", "entry", ["request"], unique=False)
    op.create_index("ix_entry_undoes", "entry", ["undoes"], unique=False)


def _create_payload() -> None:
    op.create_table(
        "payload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_heard() -> None:
    op.create_table(
        "heard",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _create_body() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("receives", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("receives in ('digest', 'reminders')", name="body_receives"),
        sa.CheckConstraint("weekday between 0 and 6", name="body_weekday"),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plan_id", "channel", "receives"),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("response_url", sa.String(), nullable=True),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("slot", UTCDateTime(), nullable=True),
        sa.Column("useful_until", UTCDateTime(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'claimed', 'sending', 'sent', 'failed', 'missed')",
            name="outbox_state",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("outbox_waiting", "outbox", ["state", "not_before"], unique=False)


def _create_pulse() -> None:
    op.create_table(
        "pulse",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind"),
    )
