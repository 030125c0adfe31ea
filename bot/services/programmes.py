"""The programmes of a plan as they are kept: what their files said, in the ledger."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.programmes import Programme, programme_of
from bot.services import register

PROGRAMME = "programme"


def programmes_of(
    session: Session, plan_id: int, as_at: datetime | None = None
) -> tuple[Programme, ...]:
    """A plan's programmes in the order they came, now or as they stood at a moment."""
    found = register.items(session, plan_id, PROGRAMME, as_at)
    return tuple(programme_of(key, bare(it)) for key, it in found.items())


def bare(it: Mapping[str, Any]) -> dict[str, Any]:
    """Settings without those that a later file has taken out."""
    return {name: value for name, value in it.items() if value is not None}
