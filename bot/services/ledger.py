"""Writing to the ledger, and reading back what one request did."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.rules.outcomes import Change
from bot.rules.said import Said
from models import entry
from models.entry import Entry, packed, unpacked


def write(
    session: Session,
    said: Said,
    plan_id: int | None,
    act: str,
    noun: str,
    key: str,
    changes: Sequence[Change],
    words: tuple[int, str] | None = None,
    undoes: Sequence[int] = (),
) -> None:
    """Append one entry a change, all of them tied to the request and to the words kept apart."""
    common = {**_common(said, plan_id, act, noun, words), "key": key}
    back: Sequence[int | None] = undoes or [None] * len(changes)
    rows = [
        {**common, **_columns(change), "undoes": number}
        for change, number in zip(changes, back, strict=True)
    ]
    entry.append(session, rows)


def make_each(
    session: Session, said: Said, plan_id: int, noun: str, made: Mapping[str, Mapping[str, Any]]
) -> None:
    """Append that things of one kind were made, by their keys."""
    common = _common(said, plan_id, entry.CREATE, noun, None)
    rows = [
        {**common, "key": key, "undoes": None, **_columns(Change("*", None, dict(fields)))}
        for key, fields in made.items()
    ]
    if rows:
        entry.append(session, rows)


def _common(
    said: Said, plan_id: int | None, act: str, noun: str, words: tuple[int, str] | None
) -> dict[str, Any]:
    """What all the entries of one request about one kind of thing have in common."""
    payload_id, payload_mac = words or (None, None)
    return {
        "plan_id": plan_id,
        "at": said.at,
        "recorded_at": said.recorded_at,
        "who": said.user,
        "via": said.via,
        "place": said.place,
        "request": said.request,
        "act": act,
        "noun": noun,
        "payload_id": payload_id,
        "payload_mac": payload_mac,
    }


def _columns(change: Change) -> dict[str, Any]:
    return {"field": change.field, "old": packed(change.old), "new": packed(change.new)}


def keep_words(
    session: Session, words: str, note: str | None, given: Mapping[str, Any] | None = None
) -> tuple[int, str]:
    """Keep what was said, and the note in it, where it can be destroyed one day.

    `given` is what else must not stand in the ledger itself: the details of a return.
    """
    kept = {"words": words, "note": note} | ({"given": plain(dict(given))} if given else {})
    return entry.keep_payload(session, json.dumps(kept))


def note_of(session: Session, rows: Sequence[Entry]) -> str | None:
    """The note that came with a request; None where there was none or it has been destroyed."""
    numbers = [row.payload_id for row in rows if row.payload_id is not None]
    text = entry.payload_text(session, numbers[0]) if numbers else None
    return json.loads(text)["note"] if text else None


def plain(value: Any) -> Any:
    """A value as the ledger holds it: a date as an ISO text, in a dictionary too."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def change_of(row: Entry) -> Change:
    """An entry's change, as values; dates stay ISO texts."""
    return Change(row.field, unpacked(row.old), unpacked(row.new))
