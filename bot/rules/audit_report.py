"""The monthly audit report as values, a person's own, and a year of rounds as a grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.audit_figures import RoundFigures, Theme
from bot.rules.follow_ups import Counts
from bot.rules.periods import first_of, month_of
from bot.rules.returns import Owed, Totals
from bot.rules.times import ONE_DAY


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """What came of a programme's round, and what its cases had in place."""

    figures: RoundFigures
    themes: tuple[Theme, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The figures by name, with the questions, what is rarest first."""
        themes = [
            {
                "question": one.label,
                "yes": one.yes,
                "of": one.of,
                "share": one.share,
                "measure": one.aim.measure if one.aim else None,
                "target": one.aim.value if one.aim else None,
                "gap": one.aim.gap(one.share) if one.aim else None,
            }
            for one in self.themes
        ]
        return {"programme": self.figures.key, **self.figures.as_json(), "themes": themes}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What was recommended, and the action that it became; `text` is empty once destroyed."""

    key: str
    text: str
    action: str | None = None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """A month of a plan's programmes: totals only. It has no programme where nothing was asked."""

    plan: str
    zone: str
    day: date
    month: str
    programmes: tuple[ProgrammeReport, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The report as the command prints it."""
        return {
            "plan": self.plan,
            "month": self.month,
            "as_at": self.day.isoformat(),
            "no_audits": all(one.figures.totals.empty for one in self.programmes),
            "programmes": [one.as_json() for one in self.programmes],
            "recommendations": [
                {"key": one.key, "text": one.text, "action": one.action}
                for one in self.recommendations
            ],
        }


@dataclass(frozen=True, slots=True)
class OwnRound:
    """What one role owed in a round, for whoever holds it alone."""

    programme: str
    period: str
    role: str
    wanted: int
    due: date
    totals: Totals
    follow_ups: Counts

    @property
    def done(self) -> int:
        """How many came."""
        return self.totals.cases


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role owed in a round, and what came of it."""

    done: int
    wanted: int
    late: bool
    excused: bool

    @property
    def state(self) -> str:
        """One word for it."""
        if self.excused:
            return "excused"
        if self.done >= self.wanted:
            return "complete, late" if self.late else "complete"
        if self.late:
            return "missing, late" if not self.done else "part, late"
        return "part" if self.done else "to come"


@dataclass(frozen=True, slots=True)
class Grid:
    """A programme's year: who returned what. `cells` by role, then by round."""

    plan: str
    programme: str
    key: str
    year: int
    rounds: tuple[tuple[str, str], ...]  # month and name
    roles: tuple[tuple[str, str], ...]  # key and name
    cells: dict[tuple[str, str], Cell]  # by role and month

    def as_json(self) -> dict[str, object]:
        """The grid as the command prints it."""
        return {
            "programme": self.key,
            "year": self.year,
            "rounds": [month for month, _ in self.rounds],
            "roles": [
                {"role": name, "rounds": {month: _cell(it) for month, it in self.of(key).items()}}
                for key, name in self.roles
            ],
        }

    def of(self, role: str) -> dict[str, Cell]:
        """One role's row."""
        return {
            month: self.cells[role, month]
            for month, _ in self.rounds
            if (role, month) in self.cells
        }


def _cell(it: Cell) -> dict[str, object]:
    return {"done": it.done, "wanted": it.wanted, "state": it.state}


def cells_of(owed: Sequence[Owed], today: date) -> dict[tuple[str, str], Cell]:
    """What stands in a grid, by role and month."""
    return {
        (one.role, one.key.split("/")[1]): Cell(one.done, one.wanted, one.late(today), one.excused)
        for one in owed
    }


def month_before(day: date) -> str:
    """The month before the one that a day is in."""
    return month_of(first_of(month_of(day)) - ONE_DAY)
