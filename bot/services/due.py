"""What is due to be said, as values: worked out anywhere, kept by whoever asked."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.rules.escalation import Raised
from bot.rules.hours import Hours
from bot.rules.nudging import NudgeUp
from bot.rules.turns import Up
from bot.services import errata
from bot.services.picturing import Drawn
from bot.services.showing import Showing
from bot.views.blocks import Message
from models.outbox import PENDING

NOTHING = Message("", [])


@dataclass(frozen=True, slots=True)
class Due:
    """A post that is due; its key says what it is for, and stands in the outbox only once."""

    key: str
    channel: str
    message: Message
    slot: datetime | None = None
    state: str = PENDING
    useful_until: datetime | None = None
    about: str | None = None
    under: str | None = None  # the key of the post in whose thread it stands
    steps: tuple[Raised, ...] = ()  # what goes up with it
    ups: tuple[Up, ...] = ()  # and of follow-ups
    nudges: tuple[NudgeUp, ...] = ()  # and of returns
    picture: Drawn | None = None
    hours: Hours | None = None  # outside which it is not said, however late it gets
    shown: Showing | None = None  # the digest that it is, which stays as it is shown now


@dataclass(frozen=True, slots=True)
class Work:
    """What one plan has to say now; `rounds` are those of the day that are done with it."""

    plan_id: int
    posts: list[Due] = field(default_factory=list)
    rounds: tuple[str, ...] = ()
    looked: errata.Looked = errata.NOTHING  # what posted digests got wrong

    def __bool__(self) -> bool:
        return bool(self.posts or self.rounds or self.looked.upto)
