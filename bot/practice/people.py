"""The people of the workspace, as `users.info` tells of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.practice.errors import Json, SlackError

LONDON = "Europe/London"


@dataclass
class Person:
    """Somebody with an account; `deleted` is Slack's word for deactivated."""

    id: str
    real_name: str
    email: str = ""
    tz: str = LONDON
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False  # a guest
    is_stranger: bool = False  # of another organisation, in a channel shared with it
    status_text: str = ""

    @property
    def name(self) -> str:
        return re.sub(r"[^a-z0-9]+", ".", self.real_name.lower()).strip(".")

    def as_json(self, team_id: str, now: float, with_email: bool) -> Json:
        zone = _offset(self.tz, now)
        return {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_offset": zone,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
            "is_stranger": self.is_stranger,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "profile": self._profile(team_id, with_email),
        }

    def _profile(self, team_id: str, with_email: bool) -> Json:
        profile = {
            "real_name": self.real_name,
            "display_name": self.name,
            "status_text": self.status_text,
            "team": team_id,
        }
        return profile | ({"email": self.email} if with_email and self.email else {})


def _offset(tz: str, now: float) -> int:
    offset = datetime.fromtimestamp(now, ZoneInfo(tz)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


class People:
    """Everybody by id, the bot's own user among them."""

    def __init__(self, people: Mapping[str, str | Person], bot: Person) -> None:
        self._by_id = {user: _person(user, given) for user, given in people.items()}
        self._by_id[bot.id] = bot

    def find(self, user: str) -> Person:
        """The person, or `user_not_found`."""
        if user not in self._by_id:
            raise SlackError("user_not_found")
        return self._by_id[user]

    def by_email(self, email: str) -> Person:
        """The person with this address, or `users_not_found`."""
        for person in self._by_id.values():
            if person.email and person.email.lower() == email.lower():
                return person
        raise SlackError("users_not_found")

    def add(self, person: Person) -> None:
        self._by_id[person.id] = person

    def all(self) -> list[Person]:
        return list(self._by_id.values())

    def __contains__(self, user: str) -> bool:
        return user in self._by_id


def _person(user: str, given: str | Person) -> Person:
    return Person(user, given) if isinstance(given, str) else replace(given)
