"""What a measurement comes to: rows of figures, and whether an aim was met."""

from dataclasses import dataclass, field
from statistics import median

Row = dict[str, str | float]


@dataclass(frozen=True)
class Aim:
    """A figure that we mean to stay at or under; `at_least` turns it round."""

    name: str
    figure: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


@dataclass(frozen=True)
class Result:
    """One measurement: a title, its rows (the first cell says what), and its aims."""

    title: str
    rows: list[Row]
    aims: list[Aim] = field(default_factory=list)


def percentile(samples: list[float], part: float) -> float:
    """The sample below which that part of them lies."""
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * part))]


def milliseconds(samples: list[float]) -> tuple[float, float]:
    """p50 and p99 of seconds, in milliseconds."""
    return 1000 * median(samples), 1000 * percentile(samples, 0.99)


def timed_rows(samples: dict[str, list[float]], floor: str) -> list[Row]:
    """A row for each way: p50 and p99 in milliseconds, and as multiples of the floor's."""
    floor50, floor99 = milliseconds(samples[floor])
    rows: list[Row] = []
    for what, seconds in samples.items():
        p50, p99 = milliseconds(seconds)
        ratios = {"p50_ratio": p50 / floor50, "p99_ratio": p99 / floor99}
        rows.append({"what": what, "p50_ms": p50, "p99_ms": p99, **ratios})
    return rows


def cell(rows: list[Row], what: str, column: str) -> float:
    """One figure of a table."""
    return float(next(row[column] for row in rows if row["what"] == what))
