"""What the light nouns owe by a day."""

from datetime import date, datetime

from sqlmodel import Session

from bot.rules.life import Owed


def owed(session: Session, plan_id: int, day: date, as_at: datetime) -> list[Owed]:
    """What is due by a day and not there yet, the longest due first."""
    return []
