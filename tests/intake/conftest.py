"""Plan files made for one test, and the sample plan."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.intake.reader import read_plan
from bot.rules.plan_file import Fault, PlanFile, PlanFileError

SAMPLE = Path(__file__).parents[2] / "examples" / "hillingdon"

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def sample() -> PlanFile:
    return read_plan(SAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Writes a folder: each keyword is a file, its rows separated by line breaks."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            suffix = ".toml" if name == "plan" else ".csv"
            (tmp_path / f"{name}{suffix}").write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def csv_file(tmp_path: Path) -> Write:
    """Writes one CSV file of actions."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "actions.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    """Writes a workbook, a keyword a sheet; a cell may be (value, number format)."""

    def write(**sheets: Sequence[Sequence[object]]) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title.replace("_", " "))
            for number, row in enumerate(rows, start=1):
                for place, held in enumerate(row, start=1):
                    value, shape = held if isinstance(held, tuple) else (held, None)
                    cell = sheet.cell(number, place, value)
                    cell.number_format = shape or cell.number_format
        book.save(tmp_path / "plan.xlsx")
        return tmp_path / "plan.xlsx"

    return write


@pytest.fixture
def faults_in() -> Callable[[Path], tuple[Fault, ...]]:
    """The faults for which a file is refused."""

    def refused(path: Path) -> tuple[Fault, ...]:
        with pytest.raises(PlanFileError) as caught:
            read_plan(path)
        return caught.value.faults

    return refused
