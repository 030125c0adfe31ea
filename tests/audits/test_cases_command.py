"""Drawing and destroying from the command line, as an administrator runs it."""

from pathlib import Path

from tests.helpers.command_line import SAMPLE_FOLDER, CommandLine


def test_a_round_is_drawn_and_destroyed_from_the_command_line(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    assert cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes").code == 0
    path = tmp_path / "cases.csv"
    path.write_text("code,area,held by\nHX-1001,,Head of HR\nHX-1002\n")
    april = ("--round", "2015-04", "--seed", "april")
    drawn = cli("audits", "draw", str(path), *april)
    assert "2 cases are with 2 auditors" in drawn.out
    assert "HX-" not in drawn.out
    missing = cli("audits", "draw", str(tmp_path / "gone.csv"), *april)
    assert (missing.code, missing.err.strip()) == (1, "gone.csv cannot be read as a list in text.")
    assert "Destroyed: the returns of 1 round." in cli("audits", "retention").out  # of 2015
    assert cli("verify").code == 0
