"""A small language for the shapes that Slack accepts, and for its words when one is broken.

A check takes a value and the place it stands, as a JSON pointer, and returns the faults in it.
"""

from collections.abc import Callable, Mapping

Check = Callable[[object, str], list[str]]


def fault(words: str, pointer: str) -> list[str]:
    return [f"{words} [json-pointer:{pointer}]"]


def anything(_value: object, _pointer: str) -> list[str]:
    return []


def flag(value: object, pointer: str) -> list[str]:
    return [] if isinstance(value, bool) else fault("must be a boolean", pointer)


def number(value: object, pointer: str) -> list[str]:
    return [] if isinstance(value, int) else fault("must be a number", pointer)


def words(most: int, least: int = 1) -> Check:
    """A string of at least `least` and at most `most` characters."""

    def check(value: object, pointer: str) -> list[str]:
        if not isinstance(value, str):
            return fault("must be a string", pointer)
        if len(value) < least:
            return fault(f"must be more than {least - 1} characters", pointer)
        if len(value) > most:
            return fault(f"must be less than {most + 1} characters", pointer)
        return []

    return check


def one_of(*allowed: str) -> Check:
    def check(value: object, pointer: str) -> list[str]:
        return [] if value in allowed else fault("must be a valid enum value", pointer)

    return check


def items(most: int, each: Check, least: int = 1) -> Check:
    """A list of at least `least` and at most `most`, every one of them passing `each`."""

    def check(value: object, pointer: str) -> list[str]:
        if not isinstance(value, list):
            return fault("must be an array", pointer)
        if len(value) < least:
            return fault(f"must provide at least {least} items", pointer)
        if len(value) > most:
            return fault(f"no more than {most} items allowed", pointer)
        found = [each(one, f"{pointer}/{at}") for at, one in enumerate(value)]
        return [fault for faults in found for fault in faults]

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    """An object with these properties and no others; `type` is looked at elsewhere."""
    known = {"type": anything, **required, **optional}

    def check(value: object, pointer: str) -> list[str]:
        if not isinstance(value, dict):
            return fault("must be an object", pointer)
        found = []
        for name in value.keys() - known.keys():
            found += fault(f"invalid additional property: {name}", pointer)
        for name in required.keys() - value.keys():
            found += fault(f"missing required field: {name}", pointer)
        for name in sorted(value.keys() & known.keys()):
            found += known[name](value[name], f"{pointer}/{name}")
        return found

    return check


def typed(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of the table's checks it must pass."""

    def check(value: object, pointer: str) -> list[str]:
        if not isinstance(value, dict):
            return fault("must be an object", pointer)
        if "type" not in value:
            return fault("missing required field: type", pointer)
        kind = value["type"]
        if kind not in table:
            return fault(f"unsupported type: {kind}", f"{pointer}/type")
        return table[kind](value, pointer)

    return check


def either(check: Check) -> Check:
    """As `check`, with the line that Slack puts first where several shapes were allowed."""

    def checked(value: object, pointer: str) -> list[str]:
        found = check(value, pointer)
        return fault("failed to match all allowed schemas", pointer) + found if found else []

    return checked


def both(*checks: Check) -> Check:
    """Every one of the checks; the faults of all."""

    def check(value: object, pointer: str) -> list[str]:
        return [fault for each in checks for fault in each(value, pointer)]

    return check


def exactly_one(*names: str) -> Check:
    """An object with one of these properties, and not two."""

    def check(value: object, pointer: str) -> list[str]:
        present = [name for name in names if isinstance(value, dict) and value.get(name)]
        if len(present) == 1:
            return []
        choice = " or ".join(f"`{name}`" for name in names)
        return fault(f"must define either {choice}", pointer)

    return check


def plain(most: int) -> Check:
    """A `plain_text` object."""
    return typed({"plain_text": shape({"text": words(most)}, {"emoji": flag})})


def rich(most: int) -> Check:
    """A text object of either kind."""
    mrkdwn = shape({"text": words(most)}, {"verbatim": flag})
    simple = shape({"text": words(most)}, {"emoji": flag})
    return either(typed({"mrkdwn": mrkdwn, "plain_text": simple}))
