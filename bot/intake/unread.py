"""Remarks on what a table holds and nobody reads: whole columns, and text outside any column."""

from collections.abc import Iterable, Mapping, Sequence

from bot.intake.cells import Broken, Faults, Table

_ROWS_NAMED = 5
_ENDS = ("revised_end", "end", "original_end")


def quoted(texts: Iterable[str]) -> str:
    """Texts in quotation marks, as a list in a sentence: “A”, “B” and “C”."""
    *most, last = [f"“{text}”" for text in texts]
    return f"{', '.join(most)} and {last}" if most else last


def tell_of_the_rest(source: str, noun: str, names: Sequence[str], faults: Faults) -> None:
    """Name what is not read of a workbook, a folder or a table: its sheets, files or columns."""
    if names:
        verb = f"{noun} {{}} is" if len(names) == 1 else f"{noun}s {{}} are"
        faults.remark(source, f"the {verb.format(quoted(names))} not read")


def tell_of_columns(
    source: str, headings: Sequence[str], places: Mapping[str, int], faults: Faults
) -> None:
    """Name the columns that are not read, and the ends that are read only for want of another."""
    taken = set(places.values())
    unread = [text for place, text in enumerate(headings) if text and place not in taken]
    tell_of_the_rest(source, "column", unread, faults)
    first, *others = [headings[places[field]] for field in _ENDS if field in places] or [""]
    if others:
        faults.remark(source, f"where “{first}” is filled, {quoted(others)} is not read")


def tell_of_loose_text(table: Table, at: int, headings: Sequence[str], faults: Faults) -> None:
    """Name the text that stands under no heading, below the header at index `at`."""
    loose = {
        number: texts
        for number, cells in enumerate(table.rows[at + 1 :], start=at + 2)
        if (texts := [text for text in _outside(cells, headings) if text])
    }
    if not loose:
        return
    rows = [str(number) for number in loose]
    named = ", ".join(rows[:_ROWS_NAMED])
    more = f" and {len(rows) - _ROWS_NAMED} more" if len(rows) > _ROWS_NAMED else ""
    where = f"row {named}" if len(rows) == 1 else f"rows {named}{more}"
    examples = quoted(next(iter(loose.values())))
    faults.remark(table.source, f"what stands under no heading is not read ({where}: {examples})")


def _outside(cells: Sequence[object], headings: Sequence[str]) -> Iterable[str]:
    for place, cell in enumerate(cells):
        if (place >= len(headings) or not headings[place]) and not isinstance(cell, Broken):
            yield " ".join(str(cell).split())
