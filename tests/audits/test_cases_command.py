"""Drawing, seeing and destroying from the command line, as an administrator runs it."""

from pathlib import Path

from tests.helpers.command_line import SAMPLE_FOLDER, CommandLine


def test_a_round_is_drawn_shown_and_destroyed_from_the_command_line(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    assert cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes").code == 0
    path = tmp_path / "cases.csv"
    path.write_text("code,area,held by\nHX-1001,,Head of HR\nHX-1002\n")
    april = ("--round", "2015-04", "--seed", "april")
    dry = cli("audits", "draw", str(path), *april, "--dry-run")
    assert "HX-1001" in dry.out
    assert "Nothing was saved." in dry.out
    drawn = cli("audits", "draw", str(path), *april)
    assert "2 cases are with 2 auditors" in drawn.out
    assert "HX-" not in drawn.out
    said = cli("say", "--as", "U0LEAD", "--at", "2015-04-10T09:00", "HX-1002 good")
    assert "None of your roles owes" in said.out + said.err
    refused = cli("audits", "show", "HX-1002", "--reason", "an appeal")
    assert (refused.code, "no return of that case" in refused.err) == (1, True)
    missing = cli("audits", "draw", str(tmp_path / "gone.csv"), *april)
    assert (missing.code, missing.err.strip()) == (1, "gone.csv cannot be read as a list in text.")
    assert (
        "to be destroyed from 1 April 2018" in cli("audits", "retention", "--on", "2018-04-01").out
    )
    assert "Destroyed: the returns of 1 round." in cli("audits", "retention").out
    assert "No returns are due" in cli("audits", "retention").out
    assert cli("verify").code == 0
