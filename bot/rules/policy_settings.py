"""A policy's settings one by one, as people read and type them."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any

from bot.rules.policy import DEFAULT, Policy, PolicyError, policy_of
from bot.rules.ratings import RatingRules
from bot.rules.times import NATIONS

OF_RATINGS = "ratings."
RATING_NAMES = tuple(f"{OF_RATINGS}{one.name}" for one in fields(RatingRules))
SETTINGS = (*(one.name for one in fields(Policy) if one.name != "ratings"), *RATING_NAMES)
CHOICES = {"reasons": ("asked", "required"), "holidays": tuple(NATIONS)}
WHO = ("dates_by", "confirmed_by")
LISTS = ("before_end",)
TEXTS = (*WHO, *CHOICES, "opens", "closes")


def as_texts(policy: Policy) -> dict[str, str]:
    """Every setting of a policy, as it is read and typed."""
    return {name: _text(_value(policy, name)) for name in SETTINGS}


def _value(policy: Policy, name: str) -> Any:
    if name.startswith(OF_RATINGS):
        return getattr(policy.ratings, name.removeprefix(OF_RATINGS))
    return getattr(policy, name)


def _text(it: Any) -> str:
    if isinstance(it, tuple):
        return ", ".join(map(str, it))
    return it.isoformat("minutes") if isinstance(it, time) else str(it)


USUAL = as_texts(DEFAULT)


def with_settings(
    settings: Mapping[str, Any] | None, typed: Mapping[str, str]
) -> dict[str, Any] | None:
    """Settings with some of them typed anew; an empty text goes back to what is usual.

    Raises PolicyError for what cannot be kept to.
    """
    found: dict[str, Any] = {**(settings or {})}
    for name, text in typed.items():
        if name not in SETTINGS:
            known = ", ".join(SETTINGS)
            raise PolicyError(f"“{name}” is no setting of a policy; there are {known}")
        _put(found, name, _read(name, text.strip()))
    if not found.get("ratings", True):
        del found["ratings"]
    policy_of(found)
    return found or None


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    here, key = found, name
    if name.startswith(OF_RATINGS):
        here, key = {**found.get("ratings", {})}, name.removeprefix(OF_RATINGS)
        found["ratings"] = here
    if value is None:
        here.pop(key, None)
    else:
        here[key] = value


def _read(name: str, text: str) -> Any:
    """The value of a text; None where it is empty."""
    if not text or name in TEXTS:
        return text or None
    if name in LISTS:
        return [_number(name, one) for one in text.replace(",", " ").split()]
    return _number(name, text)


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise PolicyError(f"{name} has to be a whole number, and “{text}” is none") from error
