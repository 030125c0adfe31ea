"""A plan as one document, now or as it had been recorded by a moment."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.comparison import Facts, Fields
from bot.rules.times import local_day
from bot.services import facts
from models.entry import Entry
from models.plan import Plan


def exported(session: Session, plan: Plan, as_at: datetime | None = None) -> dict[str, Any]:
    """The plan with its themes, actions and measures, each in the plan's own order; dates ISO."""
    entries = facts.entries_of(session, plan)
    if as_at is not None:
        entries = [entry for entry in entries if entry.at <= as_at]
    known = facts.of_store(session, plan) if as_at is None else facts.fold(entries)
    first_ends = _first_ends(entries)
    words = facts.last_words(entries)
    return {
        "plan": plan.name,
        "themes": [{"ref": ref, "title": it["title"]} for ref, it in _of("theme", known)],
        "actions": [
            _action(plan, known, ref, it, first_ends.get(ref), words.get(ref))
            for ref, it in _of("action", known)
        ],
        "measures": [_measure(key, it) for key, it in _of("measure", known)],
    }


def _of(noun: str, known: Facts) -> list[tuple[str, Fields]]:
    found = [(key, it) for (kind, key), it in known.items() if kind == noun]
    return sorted(found, key=lambda one: one[1]["position"])


def _first_ends(entries: list[Entry]) -> dict[str, str | None]:
    made = facts.fold(entry for entry in entries if entry.act == "create")
    return {key: it["end"] for (noun, key), it in made.items() if noun == "action"}


def _action(
    plan: Plan, known: Facts, ref: str, it: Fields, first_end: str | None, word: str | None
) -> dict[str, Any]:
    last = local_day(datetime.fromisoformat(word), plan.zone).isoformat() if word else None
    return {
        "ref": ref,
        "theme": it["theme"],
        "title": it["title"],
        "leads": [known["role", key]["name"] for key in it["leads"]],
        "start": it["start"],
        "end": it["end"],
        "original_end": first_end,
        "status": it["status"],
        "rag": it["rag"],
        "percent": it["percent"],
        "last_update": last,
        "end_asked": it.get("end_asked"),
    }


def _measure(key: str, it: Fields) -> dict[str, Any]:
    action, ref = key.split("/", 1)
    common = {"ref": ref, "action": action, "title": it["title"], "unit": it["unit"]}
    lines = [_series(line) for line in it["series"]]
    if len(lines) == 1 and not it["series"][0]["name"]:
        return {**common, "kind": it["kind"], **lines[0]}
    named = [{"name": line["name"], **one} for line, one in zip(it["series"], lines, strict=True)]
    shared = next((one for one in named if not one["name"]), {})
    first = {name: shared.get(name) for name in ("baseline", "latest")}
    targets = shared.get("targets", [])
    return {**common, "kind": it["kind"], **first, "targets": targets, "series": named}


def _series(line: Fields) -> dict[str, Any]:
    latest = line["readings"][-1] if line["readings"] else None
    return {
        "baseline": line["baseline"],
        "targets": [_target(target) for target in line["targets"]],
        "latest": {"on": latest["on"], "value": _figure(latest)} if latest else None,
    }


def _target(target: Fields) -> dict[str, Any]:
    made = {"due": target["due"], "value": _figure(target)}
    return made if target["version"] == 1 else {**made, "version": target["version"]}


def _figure(it: Fields) -> Any:
    """The number, or what was printed where there is none."""
    return it["printed"] if it["value"] is None else it["value"]
