"""`python -m bench`: every measurement in one run, as tables or as JSON."""

import argparse
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from os import cpu_count
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import digests, draining, over_http, parsing, postgresql, starts, updates
from bench.figures import Aim, Result
from bench.sizes import FULL, QUICK, USUAL, Size

MEASUREMENTS: dict[str, Callable[[Size], list[Result]]] = {
    "update": updates.measure,
    "http": over_http.measure,
    "postgresql": postgresql.measure,
    "digest": digests.measure,
    "drain": draining.measure,
    "parse": parsing.measure,
    "start": starts.measure,
}


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _asked()
    size = QUICK if asked.quick else FULL if asked.full else USUAL
    names = asked.only or list(MEASUREMENTS)
    found: dict[str, list[Result]] = {}
    for name in names:
        found[name] = MEASUREMENTS[name](size)
        if not asked.json:
            _print(found[name])
    if asked.json:
        json.dump(as_json(found), sys.stdout, indent=2)
    else:
        _print_aims([aim for results in found.values() for one in results for aim in one.aims])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="a few seconds of each")
    size.add_argument("--full", action="store_true", help="with 100,000 actions; minutes")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--only", action="append", metavar="NAME", choices=MEASUREMENTS)
    return parser.parse_args()


def as_json(found: dict[str, list[Result]]) -> dict[str, Any]:
    """The machine in a few words, each measurement's tables, and the aims."""
    aims = [aim for every in found.values() for one in every for aim in one.aims]
    return {
        "machine": {"python": platform.python_version(), "cores": cpu_count()},
        "results": {
            name: [{"title": one.title, "rows": one.rows} for one in results]
            for name, results in found.items()
        },
        "aims": [{**asdict(aim), "met": aim.met} for aim in aims],
    }


def _print(results: list[Result]) -> None:
    for result in results:
        table = Table(title=result.title, title_justify="left")
        for column in result.rows[0]:
            table.add_column(
                column.replace("_", " "), justify="left" if column == "what" else "right"
            )
        for row in result.rows:
            table.add_row(*(_shown(value) for value in row.values()))
        Console().print(table)


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def _print_aims(aims: list[Aim]) -> None:
    for aim in aims:
        word, sign = ("met" if aim.met else "NOT MET"), ("at least" if aim.at_least else "at most")
        print(f"{word:8} {aim.name}: {_shown(aim.figure)} ({sign} {_shown(aim.limit)})")


if __name__ == "__main__":
    main()
