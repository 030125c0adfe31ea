"""Who is in the workspace, as far as Slack has told us: what kind of account, and which zone.

No names and no addresses: Slack keeps those, and shows them where we mention somebody.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, SQLModel, select

from models.store import insert_into

FULL, GUEST, BOT, LEFT = "member", "guest", "bot", "left"
KINDS = (FULL, GUEST, BOT, LEFT)


class Member(SQLModel, table=True):
    """One account. `kind` is what the bot goes by: only full members are heard."""

    __tablename__: ClassVar[str] = "member"
    __table_args__ = (CheckConstraint(f"kind in {KINDS}", "member_kind"),)

    user: str = Field(primary_key=True)
    workspace: str
    kind: str
    zone: str | None = None
    seen_at: datetime


def kind_of(user: Mapping[str, Any]) -> str:
    """What kind of account a Slack user object describes.

    https://docs.slack.dev/reference/objects/user-object
    """
    if user.get("deleted"):
        return LEFT
    if user.get("is_bot"):
        return BOT
    restricted = user.get("is_restricted") or user.get("is_ultra_restricted")
    return GUEST if restricted or user.get("is_stranger") else FULL


def keep_members(
    session: Session, workspace: str, users: Sequence[Mapping[str, Any]], now: datetime
) -> None:
    """Keep what Slack's user objects say, in place of what was known of these people."""
    statement = insert_into(Member, session.get_bind().dialect.name)
    fresh = ("workspace", "kind", "zone", "seen_at")
    latest = statement.on_conflict_do_update(
        index_elements=["user"], set_={name: statement.excluded[name] for name in fresh}
    )
    rows = [
        {
            "user": user["id"],
            "workspace": user.get("team_id") or workspace,
            "kind": kind_of(user),
            "zone": user.get("tz"),
            "seen_at": now,
        }
        for user in users
    ]
    if rows:
        session.connection().execute(latest, rows)


def members(session: Session) -> dict[str, Member]:
    """Everybody who is known, by Slack user id."""
    return {one.user: one for one in session.exec(select(Member)).all()}
