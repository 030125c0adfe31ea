"""CSV files as councils save them: UTF-8 or Windows, with commas, semicolons, tabs or bars."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from bot.intake.cells import Faults, Table
from bot.intake.columns import HEADER_ROWS
from bot.intake.progress import Progress

_SEPARATORS = ",;\t|"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # what Excel saves as "Unicode text"


def read_csv(paths: Iterable[Path], progress: Progress, faults: Faults) -> dict[str, Table]:
    """A table for each file that can be read, by the file's name without its ending."""
    texts = {path: text for path in paths if (text := _text(path, faults)) is not None}
    progress.expect(sum(text.count("\n") for text in texts.values()))
    tables = (
        (path.stem, _table(path.name, text, progress, faults)) for path, text in texts.items()
    )
    return {stem: table for stem, table in tables if table}


def _text(path: Path, faults: Faults) -> str | None:
    """UTF-8, with a mark or without, and otherwise Windows' Western European."""
    try:
        data = path.read_bytes()
        if data.startswith(_UTF_16):
            return data.decode("utf-16")
        if b"\0" not in data:
            return _western(data)
    except (OSError, UnicodeDecodeError):
        pass
    faults.of_file(path.name, "the file cannot be read as text; save it as CSV (UTF-8) again")
    return None


def _western(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _table(source: str, text: str, progress: Progress, faults: Faults) -> Table | None:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        return Table(source, tuple(tuple(row) for row in progress.over(reader)))
    except csv.Error:
        reason = f"a quotation mark is not closed, or a cell is too long, by line {reader.line_num}"
        faults.of_file(source, reason)
        return None


def _separator(text: str) -> str:
    """The separator that cuts most of the first rows into the same number of cells."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    rows = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for row in islice(rows, HEADER_ROWS) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
