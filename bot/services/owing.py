"""What the light nouns owe by a day."""

from datetime import date, datetime

from sqlmodel import Session

from bot.rules.life import Owed
from bot.rules.registers import NOUNS, Noun
from bot.services import register


def owed(session: Session, plan_id: int, day: date, as_at: datetime) -> list[Owed]:
    """What is due by a day and not there yet, the longest due first."""
    found = [one for noun in NOUNS if noun.due for one in _of(session, plan_id, noun, as_at)]
    return sorted((one for one in found if one.due <= day), key=lambda one: one.due)


def _of(session: Session, plan_id: int, noun: Noun, as_at: datetime) -> list[Owed]:
    return [
        Owed(noun.name, key, it["title"], date.fromisoformat(it[noun.due]))
        for key, it in register.items(session, plan_id, noun.name, as_at).items()
        if it.get(noun.due) and it.get("state") not in noun.done
    ]
