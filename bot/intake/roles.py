"""Roles and whom they report to."""

from collections.abc import Iterable, Mapping

from bot.intake.cells import Faults, Row
from bot.rules.plan_file import RoleRow
from bot.rules.role_names import display_name, role_key


def read_roles(rows: Iterable[Row], faults: Faults) -> tuple[RoleRow, ...]:
    """The roles of a sheet, in order; each reports to another one of them, or to nobody."""
    found = _named(rows, faults)
    names = {key: display_name(row.text("name")) for key, row in found.items()}
    above = {key: role_key(row.text("reports_to")) for key, row in found.items()}
    for key, row in found.items():
        if reason := _refusal(key, above):
            faults.add(row, "reports_to", f"“{names[key]}” reports to {reason}")
    return tuple(RoleRow(name, names.get(above[key])) for key, name in names.items())


def _named(rows: Iterable[Row], faults: Faults) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        key = role_key(row.text("name"))
        if not key:
            faults.add(row, "name", "there is no role")
        elif found.setdefault(key, row) is not row:
            above = found[key].where.row
            faults.add(row, "name", f"“{row.text('name')}” is already the role of row {above}")
    return found


def _refusal(key: str, above: Mapping[str, str]) -> str:
    """Why a role cannot report to the one it names; empty where it can."""
    manager = above[key]
    if manager == key:
        return "itself"
    if manager and manager not in above:
        return "a role that is not in this list"
    passed = {key}
    while manager and manager not in passed:
        passed.add(manager)
        manager = above.get(manager, "")
    return "itself by way of others" if manager == key else ""
