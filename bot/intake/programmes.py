"""Programmes from their files: one TOML file each, whose name is the programme's key."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bot.intake.cells import Faults
from bot.intake.settings import read_toml
from bot.rules.plan_file import PlanFileError
from bot.rules.programmes import ProgrammeError, programme_of


def programmes_in(path: Path, faults: Faults) -> dict[str, dict[str, Any]]:
    """The programmes that a plan's TOML file names, each by the path of its file from there."""
    named = read_toml(path, faults).get("programmes", [])
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        faults.of_file(path.name, 'programmes: has to be a list of files, such as ["audits.toml"]')
        return {}
    return dict(_each([path.parent / name for name in named], faults))


def read_programme(path: Path) -> tuple[str, dict[str, Any]]:
    """One programme's key and settings, as the ledger keeps them. Raises PlanFileError."""
    faults = Faults()
    found = dict(_each([path], faults))
    if faults:
        raise PlanFileError(faults)
    return next(iter(found.items()))


def _each(paths: Iterable[Path], faults: Faults) -> Iterable[tuple[str, dict[str, Any]]]:
    for path in paths:
        if not path.is_file():
            faults.of_file(path.name, "there is no such file")
            continue
        settings = _plain(read_toml(path, faults))
        try:
            programme_of(path.stem, settings)
        except ProgrammeError as error:
            faults.of_file(path.name, str(error))
        yield path.stem, settings


def _plain(it: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(it, dict):
        return {name: _plain(one) for name, one in it.items()}
    if isinstance(it, list):
        return [_plain(one) for one in it]
    return it.isoformat() if isinstance(it, date) else it
