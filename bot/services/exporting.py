"""A plan as one document, now or as it had been recorded by a moment."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.comparison import Facts, Fields
from bot.rules.readings import bounds
from bot.rules.times import local_day
from bot.services import evidence, facts, measuring, register, tracking
from models.entry import Entry
from models.plan import Plan

LIFE = ("end_asked", "status_asked", "closed", "carried_to", "carried_from")


def exported(session: Session, plan: Plan, as_at: datetime | None = None) -> dict[str, Any]:
    """The plan with its themes, actions and measures, each in the plan's own order; dates ISO."""
    entries = facts.entries_of(session, plan)
    if as_at is not None:
        entries = [entry for entry in entries if entry.at <= as_at]
    known = facts.of_store(session, plan) if as_at is None else facts.fold(entries)
    first_ends = _first_ends(entries)
    words = facts.last_words(entries)
    doubts = register.items(session, plan.id or 0, measuring.DISPUTE, as_at)
    return {
        "plan": plan.name,
        "state": known.get(("plan", plan.name), {}).get("state") or "open",
        "themes": [{"ref": ref, "title": it["title"]} for ref, it in _of("theme", known)],
        "actions": [
            _action(plan, known, ref, it, first_ends.get(ref), words.get(ref))
            for ref, it in _of("action", known)
        ],
        "measures": [
            _measure(key, it, _given(known, key), doubts) for key, it in _of("measure", known)
        ],
        "evidence": evidence.exported(session, plan.id or 0, as_at),
        **tracking.exported(session, plan.id or 0, as_at),
    }


def _of(noun: str, known: Facts) -> list[tuple[str, Fields]]:
    found = [(key, it) for (kind, key), it in known.items() if kind == noun]
    return sorted(found, key=lambda one: one[1]["position"])


def _first_ends(entries: list[Entry]) -> dict[str, str | None]:
    made = facts.fold(entry for entry in entries if entry.act == "create")
    return {key: facts.first_end(it) for (noun, key), it in made.items() if noun == "action"}


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
        **{name: it.get(name) for name in LIFE},
    }


def _given(known: Facts, measure: str) -> list[tuple[str, Fields]]:
    """The figures and the targets that people gave of a measure, in their order."""
    found = [
        (noun, int(key.rpartition("/")[2]), it)
        for (noun, key), it in known.items()
        if noun in facts.GIVEN and key.rpartition("/")[0] == measure
    ]
    return [(noun, it) for noun, _, it in sorted(found, key=lambda one: one[1])]


def _measure(
    key: str, it: Fields, given: list[tuple[str, Fields]], doubts: dict[str, Fields]
) -> dict[str, Any]:
    action, ref = key.split("/", 1)
    common = {"ref": ref, "action": action, "title": it["title"], "unit": it["unit"]}
    lines = [
        _series(_with_given(line, given), doubts.get(f"{key}/{line['name']}", {}).get("figure"))
        for line in it["series"]
    ]
    if len(lines) == 1 and not it["series"][0]["name"]:
        return {**common, "kind": it["kind"], **lines[0]}
    named = [{"name": line["name"], **one} for line, one in zip(it["series"], lines, strict=True)]
    shared = next((one for one in named if not one["name"]), {})
    first = {name: shared.get(name) for name in ("baseline", "latest")}
    targets = shared.get("targets", [])
    return {**common, "kind": it["kind"], **first, "targets": targets, "series": named}


def _with_given(line: Fields, given: list[tuple[str, Fields]]) -> Fields:
    """A line of figures as its file has it, and what people gave of it."""
    mine = [(noun, it) for noun, it in given if it["series"] == line["name"]]
    targets = [*line["targets"], *(it for noun, it in mine if noun == "target")]
    return {
        **line,
        "targets": sorted(targets, key=lambda it: (it["due"] or "", it["version"])),
        "readings": [*line["readings"], *(it for noun, it in mine if noun == "reading")],
    }


def _series(line: Fields, doubted: str | None) -> dict[str, Any]:
    began = [it for it in line["readings"] if it.get("is_baseline")]
    figures = [it for it in line["readings"] if not it.get("is_baseline")]
    figures.sort(key=lambda it: it["on"] or "")
    latest = figures[-1] if figures else None
    return {
        "baseline": _figure(began[-1]) if began else line["baseline"],
        "targets": [_target(target) for target in line["targets"]],
        "latest": _reading(latest, doubted) if latest else None,
        "readings": [_reading(it, doubted) for it in figures],
    }


def _reading(it: Fields, doubted: str | None) -> dict[str, Any]:
    """A figure; a range has its low and its high, a disputed one is marked."""
    made: dict[str, Any] = {"on": it["on"], "value": _figure(it)}
    ends = bounds(it["printed"]) if it["value"] is None else None
    if ends:
        made["low"], made["high"] = ends
    if doubted == f"{it['printed']} on {it['on']}":
        made["disputed"] = True
    told = {"source": it["source"], "who": it.get("who")}
    return {**made, **{name: value for name, value in told.items() if value}}


def _target(target: Fields) -> dict[str, Any]:
    made = {"due": target["due"], "value": _figure(target)}
    return made if target["version"] == 1 else {**made, "version": target["version"]}


def _figure(it: Fields) -> Any:
    """The number, or what was printed where there is none."""
    return it["printed"] if it["value"] is None else it["value"]
