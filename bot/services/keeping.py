"""Putting plain facts into tables: the only place that makes or rewrites a plan's parts."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from bot.rules.comparison import Facts, Fields
from bot.rules.said import Said
from bot.services.programmes import PROGRAMME
from models.action import Action, ActionLead
from models.measure import Measure, Reading, Series, Target
from models.plan import Plan, Theme
from models.role import Role


def day(text: Any) -> date:
    """A date from an ISO text."""
    return date.fromisoformat(text)


def make_plan(session: Session, name: str, fields: Fields, said: Said) -> Plan:
    """A new plan, open."""
    as_of = fields.get("as_of")
    plan = Plan(
        name=name,
        workspace=said.workspace,
        zone=fields["zone"],
        as_of=day(as_of) if as_of else None,
        policy=fields["policy"],
        created_at=said.recorded_at,
    )
    session.add(plan)
    session.flush()
    return plan


class Keeper:
    """Writes one plan's nouns. `at` is the moment from which they count as being on record."""

    def __init__(self, session: Session, plan: Plan, at: datetime) -> None:
        self.session = session
        self.plan = plan
        self.plan_id = plan.id or 0
        self.at = at
        self._found: dict[tuple[str, str], Any] = {}

    def make(self, noun: str, key: str, fields: Fields) -> None:
        """Make a noun that is not there yet; the plan itself is."""
        if noun == "theme":
            self._add(Theme(plan_id=self.plan_id, ref=key, **fields))
        elif noun == "role":
            name, position = fields["name"], fields["position"]
            self._add(Role(plan_id=self.plan_id, key=key, name=name, position=position))
        elif noun == "action":
            self._make_action(key, fields)
        elif noun == "measure":
            self._make_measure(key, fields)

    def link_roles(self, created: Facts) -> None:
        """Say to whom the new roles report, once all of them are there."""
        for (noun, key), fields in created.items():
            if noun == "role" and fields["reports_to"]:
                self.change("role", key, {"reports_to": fields["reports_to"]})

    def change(self, noun: str, key: str, fields: Fields) -> None:
        """Change fields of a noun that is there; a programme stands in the ledger alone."""
        if noun == PROGRAMME:
            return
        row = self._find(noun, key)
        for name, value in fields.items():
            if noun == "action" and name == "leads":
                self._lead(row.id, value)
            elif noun == "measure" and name == "series":
                self._fill(row.id, value)
            else:
                setattr(row, *self._column(noun, name, value))
        if noun == "action":
            row.version += 1
            row.entered_at = self.at
        self._add(row)

    def _column(self, noun: str, name: str, value: Any) -> tuple[str, Any]:
        if noun == "action" and name == "theme":
            return "theme_id", self._find("theme", value).id
        if noun == "role" and name == "reports_to":
            return "reports_to", self._find("role", value).id
        if name in ("start", "end", "as_of"):
            return name, day(value)
        return name, value

    def _find(self, noun: str, key: str) -> Any:
        if noun == "plan":
            return self.plan
        if (noun, key) not in self._found:
            self._found[noun, key] = self._look_up(noun, key)
        return self._found[noun, key]

    def _look_up(self, noun: str, key: str) -> Any:
        if noun == "measure":
            return self._measure(*key.split("/", 1))
        model: Any = {"theme": Theme, "role": Role, "action": Action}[noun]
        name = model.key if noun == "role" else model.ref
        found = select(model).where(model.plan_id == self.plan_id, name == key)
        return self.session.exec(found).one()

    def _measure(self, action: str, ref: str) -> Measure:
        action_id = self._find("action", action).id
        found = select(Measure).where(Measure.action_id == action_id, Measure.ref == ref)
        return self.session.exec(found).one()

    def _make_action(self, ref: str, fields: Fields) -> None:
        plain = {k: fields[k] for k in ("title", "position", "status", "rag", "percent")}
        start, end = (day(fields[k]) if fields[k] else None for k in ("start", "end"))
        first = fields.get("first_end")  # of what was carried over
        action = Action(
            plan_id=self.plan_id,
            theme_id=self._find("theme", fields["theme"]).id,
            ref=ref,
            start=start,
            end=end,
            original_end=day(first) if first else end,
            recorded_from=self.at,
            entered_at=self.at,
            carried_from=fields.get("carried_from"),
            **plain,
        )
        self._add(action)
        self._lead(action.id or 0, fields["leads"])

    def _lead(self, action_id: int, keys: list[str]) -> None:
        self.session.exec(delete(ActionLead).where(col(ActionLead.action_id) == action_id))
        for place, key in enumerate(dict.fromkeys(keys), 1):
            role_id = self._find("role", key).id
            self._add(ActionLead(action_id=action_id, role_id=role_id, position=place))

    def _make_measure(self, key: str, fields: Fields) -> None:
        action, ref = key.split("/", 1)
        plain = {name: fields[name] for name in ("title", "unit", "kind", "position")}
        action_id = self._find("action", action).id
        measure = Measure(plan_id=self.plan_id, action_id=action_id, ref=ref, **plain)
        self._add(measure)
        self._fill(measure.id or 0, fields["series"])

    def _fill(self, measure_id: int, lines: list[Fields]) -> None:
        """Let a measure have these series, targets and figures, and leave what people gave of it.

        A figure that was there already goes on counting from when it came.
        """
        known = self._recorded(measure_id)
        there = {line.name: line for line in self.session.exec(_lines(measure_id)).all()}
        for place, line in enumerate(lines, 1):
            series = there.pop(line["name"], None) or Series(
                measure_id=measure_id, name=line["name"], position=place
            )
            self._empty(series)
            self._set(series, place, line)
            for target in line["targets"]:
                due = day(target["due"]) if target["due"] else None
                self._add(Target(series_id=series.id or 0, **{**target, "due": due}))
            for reading in line["readings"]:
                values = {**reading, "on": day(reading["on"]) if reading["on"] else None}
                since = known.get((line["name"], *values.values()), self.at)
                self._add(Reading(series_id=series.id or 0, recorded_from=since, **values))
        for series in there.values():
            self._empty(series)
            self.session.delete(series)

    def _set(self, series: Series, place: int, line: Fields) -> None:
        series.position = place
        series.baseline, series.baseline_printed = line["baseline"], line["baseline_printed"]
        series.baseline_on = day(line["baseline_on"]) if line["baseline_on"] else None
        self._add(series)

    def _recorded(self, measure_id: int) -> dict[tuple[Any, ...], datetime]:
        query = select(Series, Reading).join(Reading).where(Series.measure_id == measure_id)
        return {
            (line.name, it.on, it.value, it.printed, it.source): it.recorded_from
            for line, it in self.session.exec(query).all()
            if it.key is None
        }

    def _empty(self, series: Series) -> None:
        for model in (Target, Reading):
            of_file = (col(model.series_id) == series.id) & col(model.key).is_(None)
            self.session.exec(delete(model).where(of_file))

    def _add(self, row: Any) -> None:
        self.session.add(row)
        self.session.flush()


def _lines(measure_id: int) -> Any:
    return select(Series).where(Series.measure_id == measure_id)
