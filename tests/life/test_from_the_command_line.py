"""Figures, targets, doubts and decisions from the command line, on the sample plan."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.helpers.command_line import SAMPLE_FOLDER, CommandLine


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A folder with the sample plan, a lead, the manager and an administrator."""
    cli = CommandLine(tmp_path_factory.mktemp("council"))
    assert cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes").code == 0
    cli("people", "assign", "AD Child Protection", "U0LEAD", "--from", "2014-01-01")
    cli("people", "admin", "U0ADMIN")
    return cli


def test_a_figure_is_recorded_disputed_and_exported_so(cli: CommandLine) -> None:
    told = cli("measure", "record", "1c", "6/7%", "--on", "2014-09-30", "--as", "U0ADMIN")
    assert (told.code, "1c: 6/7% on 30 September 2014" in told.out) == (0, True), told
    cli("measure", "target", "1c", "35", "--by", "2015-03-31", "--as", "U0ADMIN")
    cli("measure", "dispute", "1c", "--why", "counted twice", "--as", "U0ADMIN")
    (measure,) = (one for one in cli("export").json["measures"] if one["ref"] == "1c")
    assert measure["latest"]["disputed"] is True
    assert {"due": "2015-03-31", "value": 35.0, "version": 2} in measure["targets"]


# what is asked of the command line, and why it is refused
REFUSED = [
    (("measure", "record", "1c", "a few", "--as", "U0ADMIN"), 1, "no figure of 1c"),
    (("measure", "record", "99z", "97", "--as", "U0ADMIN"), 1, "no measure 99z"),
    (("measure", "target", "1c", "35", "--by", "2015-03-31", "--as", "U0LEAD"), 1, "Only the man"),
    (("measure", "dispute", "1c", "--as", "U0ADMIN"), 2, "--lift"),
    (("plan", "grant", "9.9", "--as", "U0ADMIN"), 1, "There is no action 9.9"),
    (("plan", "grant", "2.3", "--as", "U0ADMIN"), 1, "Nothing waits"),
]


@pytest.mark.parametrize(("words", "code", "says"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(
    cli: CommandLine, words: tuple[str, ...], code: int, says: str
) -> None:
    ran = cli(*words)
    assert (ran.code, says in ran.err + ran.out) == (code, True), ran


def test_a_date_is_refused_and_the_next_one_granted(cli: CommandLine) -> None:
    cli("say", "--as", "U0LEAD", "2.3 new date 30 June 2027, the trainer is booked")
    refused = cli("plan", "refuse", "2.3", "--as", "U0ADMIN", "--reason", "not so late")
    assert "not so late" in refused.out
    cli("say", "--as", "U0LEAD", "2.3 new date 31 May 2027, the trainer is booked")
    granted = cli("plan", "grant", "2.3", "--as", "U0ADMIN")
    assert "end date from 31 March 2015 to 31 May 2027" in granted.out
    assert "2.3" in cli("dates").out
    assert cli("verify").code == 0


def test_an_excel_export_has_a_sheet_for_each_register_and_for_the_figures(
    cli: CommandLine, tmp_path: Path
) -> None:
    cli("measure", "record", "2b", "40", "--on", "2014-09-30", "--as", "U0ADMIN")
    told = cli(
        "register", "add", "risk", "No managers", "rating=red", "review=2015-04-30",
        "--as", "U0ADMIN",
    )  # fmt: skip
    assert told.code == 0, told
    path = tmp_path / "plan.xlsx"
    assert cli("export", "-o", str(path)).code == 0
    sheets = {sheet.title: list(sheet.values) for sheet in load_workbook(path).worksheets}
    assert list(sheets)[:3] == ["Actions", "Themes", "Measures"]
    headings, risk = sheets["Risks"]
    assert dict(zip(headings, risk, strict=True))["Title"] == "No managers"
    assert datetime.fromisoformat("2015-04-30") in risk
    assert ("2b", datetime.fromisoformat("2014-09-30")) in [
        (row[0], row[3]) for row in sheets["Readings"]
    ]
