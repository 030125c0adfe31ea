"""What the light nouns owe by a day, and how many of them are open."""

from datetime import date, datetime

from sqlmodel import Session

from bot.rules.life import Owed
from bot.rules.nouns import NOUNS
from bot.rules.registers import dues, is_open
from bot.services import register

Open = tuple[tuple[str, int], ...]


def owed(session: Session, plan_id: int, day: date, as_at: datetime) -> tuple[list[Owed], Open]:
    """What is due by a day and not there yet, the longest due first; how many are open of each."""
    kept = register.items_of(session, plan_id, [noun.name for noun in NOUNS], as_at)
    found = [
        Owed(noun.name, key, "" if noun.private else it["title"], due)
        for noun in NOUNS
        for key, it in kept[noun.name].items()
        for due in dues(noun, it)
        if due <= day
    ]
    counted = ((one.many, sum(is_open(one, it) for it in kept[one.name].values())) for one in NOUNS)
    return sorted(found, key=lambda one: one.due), tuple((many, n) for many, n in counted if n)
