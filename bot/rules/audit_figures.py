"""Rounds of returns in figures, for digests and reports: totals only, nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules.percent import percent
from bot.rules.programmes import Programme
from bot.rules.returns import Totals
from bot.rules.targets import MeasureFacts, first_of, judged, next_due


@dataclass(frozen=True, slots=True)
class Aim:
    """The target that a figure is held against, and what was first to be reached on its day."""

    measure: str
    value: float
    printed: str
    due: date | None = None
    original: float | None = None
    original_printed: str | None = None

    def gap(self, figure: int | None) -> float | None:
        """How far short a figure is, 0 where it is met; None where there is no figure."""
        return None if figure is None else _short(self.value, figure)

    def original_gap(self, figure: int | None) -> float | None:
        """As `gap`, of what was first to be reached."""
        known = figure is not None and self.original is not None
        return _short(self.original or 0.0, figure or 0) if known else None


def _short(target: float, figure: int) -> float:
    return max(0.0, round(target - figure, 6))


def aim_of(facts: MeasureFacts | None, day: date) -> Aim | None:
    """What a measure is to reach next from a day on; None where that is no number."""
    lines = judged(facts) if facts else []
    targets = lines[0].targets if lines else ()
    now = next_due(targets, day)
    if facts is None or now is None or now.value is None:
        return None
    first = first_of(targets, now)
    return Aim(
        facts.measure.ref,
        now.value,
        now.printed,
        now.due,
        first.value if first else None,
        first.printed if first else None,
    )


@dataclass(frozen=True, slots=True)
class Theme:
    """One yes/no question of a round: how many said yes of how many, and its measure's target."""

    label: str
    yes: int
    of: int
    share: int
    aim: Aim | None = None


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """A round as a digest or a report shows it. `month` is the one in which it begins."""

    key: str  # of its programme
    programme: str
    period: str
    month: str
    due: date
    totals: Totals
    aim: Aim | None = None
    follow_ups_open: int = 0
    follow_ups_late: int = 0

    @property
    def gap(self) -> float | None:
        """How far good or better is short of the target in force."""
        return self.aim.gap(self.totals.good) if self.aim else None

    def as_json(self) -> dict[str, object]:
        """The figures by name."""
        it = self.totals
        return {
            "period": self.period,
            "month": self.month,
            "due": self.due.isoformat(),
            "expected": it.expected,
            "returned": it.returned,
            "late": it.late,
            "excused": it.excused,
            "compliance": it.compliance,
            "cases": it.cases,
            "grades": dict(it.grades),
            "graded": it.graded,
            "good_or_better": it.good,
            "target": self.aim.value if self.aim else None,
            "target_due": self.aim.due.isoformat() if self.aim and self.aim.due else None,
            "gap": self.gap,
            "original_target": self.aim.original if self.aim else None,
            "follow_ups_open": self.follow_ups_open,
            "follow_ups_late": self.follow_ups_late,
        }


def audits_json(rounds: tuple[RoundFigures, ...]) -> dict[str, object]:
    """Each programme's last round by its key, with the one before where there is one."""
    found: dict[str, dict[str, object]] = {}
    for one in rounds:  # a programme's last round comes first
        if one.key in found:
            found[one.key]["before"] = one.as_json()
        else:
            found[one.key] = one.as_json()
    return dict(found)


def themes_of(programme: Programme, totals: Totals, aims: Mapping[str, Aim]) -> tuple[Theme, ...]:
    """What a round's cases had in place, question by question, what is rarest first."""
    found = [
        Theme(ask.label, *of, percent(*of), aims.get(ask.measure or ""))
        for ask in programme.asks
        if (of := totals.answers.get(ask.name)) and of[1]
    ]
    return tuple(sorted(found, key=lambda it: it.share))
