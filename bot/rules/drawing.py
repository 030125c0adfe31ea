"""Drawing a round: which case goes to which auditor, by area, and never to who holds it.

The same list, the same auditors and the same seed give the same draw.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.rules.programmes import Programme, ProgrammeError
from bot.rules.return_form import CODE
from bot.rules.role_names import role_key

HEADINGS = ("code", "case", "case code")


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the list: its code, its area, and the key of the role that holds it."""

    code: str
    area: str = ""
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Auditor:
    """A role that is to be given cases; `barred` are those that it may not have (again)."""

    role: str  # its key
    wanted: int
    areas: frozenset[str] = frozenset()  # every area where there is none
    barred: frozenset[str] = frozenset()

    def fits(self, case: Case) -> bool:
        """Whether a case lies within their area, and they have had no part in it."""
        in_area = not self.areas or case.area.casefold() in self.areas
        return in_area and case.held_by != self.role and case.code not in self.barred


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of a draw: cases by role, and how many a role is short of."""

    given: Mapping[str, tuple[str, ...]]
    short: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many cases were given."""
        return sum(len(codes) for codes in self.given.values())


def draw(cases: Sequence[Case], auditors: Sequence[Auditor], seed: str) -> Drawn:
    """Give each auditor as many cases as they are to have, as far as there are any that fit.

    One that was given already moves to another auditor where that leaves nobody short.
    """
    ordered = sorted(cases, key=lambda one: _dice(seed, one.code))
    slots = [
        one
        for turn in range(max((one.wanted for one in auditors), default=0))
        for one in sorted(auditors, key=lambda it: _dice(seed, f"{turn}/{it.role}"))
        if turn < one.wanted
    ]
    taken: dict[str, int] = {}
    for number in range(len(slots)):
        _place(number, slots, ordered, taken, set())
    found: dict[str, list[str]] = {one.role: [] for one in auditors}
    for code, number in taken.items():
        found[slots[number].role].append(code)
    given = {role: tuple(sorted(codes)) for role, codes in found.items()}
    short = {one.role: one.wanted - len(given[one.role]) for one in auditors}
    return Drawn(given, {role: missing for role, missing in short.items() if missing})


def _place(
    number: int,
    slots: Sequence[Auditor],
    cases: Sequence[Case],
    taken: dict[str, int],
    tried: set[str],
) -> bool:
    """Find a case for a slot, moving those of other slots where they can have another."""
    fitting = [one.code for one in cases if slots[number].fits(one)]
    for code in sorted(fitting, key=lambda it: it in taken):
        if code in tried:
            continue
        tried.add(code)
        if code not in taken or _place(taken[code], slots, cases, taken, tried):
            taken[code] = number
            return True
    return False


def _dice(seed: str, what: str) -> str:
    return hashlib.sha256(f"{seed}:{what}".encode()).hexdigest()


def areas_of(programme: Programme, role_name: str) -> frozenset[str]:
    """The areas that a role audits in, as its programme says; none for everywhere."""
    named = {role_key(name): areas for name, areas in programme.areas.items()}
    return frozenset(area.casefold() for area in named.get(role_key(role_name), ()))


# ---- the list


def read_cases(text: str, roles: Mapping[str, str]) -> list[Case]:
    """The cases of a list, one a line: code, area, held by. `roles` are keys by folded name.

    Raises ProgrammeError with the line that cannot be read; it never repeats what stands in it.
    """
    found = list(_lines(text, roles))
    codes = [one.code for one in found]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice:
        raise ProgrammeError(f"{twice} stands twice in the list.")
    if not found:
        raise ProgrammeError("There is no case in the list.")
    return found


def _lines(text: str, roles: Mapping[str, str]) -> Iterator[Case]:
    for number, cells in enumerate(csv.reader(text.splitlines(), skipinitialspace=True), 1):
        row = [cell.strip() for cell in cells]
        if not any(row) or (number == 1 and row[0].casefold() in HEADINGS):
            continue
        code, area, held_by, *more = (*row, "", "")[: max(3, len(row))]
        if more:
            raise ProgrammeError(f"Line {number} has more than a code, an area and who holds it.")
        if not CODE.fullmatch(code.upper()):
            raise ProgrammeError(f"Line {number} begins with no case code, such as HX-1042.")
        if held_by and role_key(held_by) not in roles:
            raise ProgrammeError(f"Line {number}: who holds it is no role of the plan.")
        yield Case(code.upper(), area, roles.get(role_key(held_by), ""))
