"""The command line that others rely on: what it prints, and how it says no."""

from pathlib import Path

import pytest

from tests.helpers.command_line import SAMPLE_FOLDER, CommandLine


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A folder with the sample plan brought in, and a lead."""
    cli = CommandLine(tmp_path_factory.mktemp("council"))
    assert cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes").code == 0
    cli("people", "assign", "AD Child Protection", "U0LEAD", "--from", "2014-01-01")
    return cli


def test_a_second_import_of_the_same_folder_says_nothing_changed(cli: CommandLine) -> None:
    ran = cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert "nothing changed" in ran.out


def test_export_gives_themes_actions_in_order_and_both_10d(cli: CommandLine) -> None:
    plan = cli("export", "--plan", "Hillingdon", "--format", "json").json
    assert [len(plan[name]) for name in ("themes", "actions", "measures")] == [11, 41, 47]
    refs = [action["ref"] for action in plan["actions"]]
    assert refs == sorted(refs, key=lambda ref: [int(part) for part in ref.split(".")])
    assert [m["action"] for m in plan["measures"] if m["ref"] == "10d"] == ["10.4", "10.5"]
    first = plan["actions"][0]
    assert set(first) >= {
        "ref", "theme", "title", "leads", "start", "end", "original_end", "status", "rag",
        "percent", "last_update",
    }  # fmt: skip
    assert (first["start"], first["end"]) == ("2014-01-01", "2014-03-31")
    pair = next(m for m in plan["measures"] if m["ref"] == "11b")
    assert [line["name"] for line in pair["series"]] == ["permanent", "agency"]


def test_the_digest_of_that_spring_has_the_papers_figures(cli: CommandLine) -> None:
    march = cli("digest", "--plan", "Hillingdon", "--as-at", "2015-03-18", "--json").json
    counts = march["counts"]
    assert (counts["completed"], counts["residual"], counts["in_progress"]) == (29, 11, 1)
    assert march["overdue"] == [
        {"ref": "7.1", "days": 352},
        {"ref": "7.6", "days": 291},
        {"ref": "8.3", "days": 261},
        {"ref": "10.5", "days": 230},
    ]
    assert {line["ref"] for line in march["due_soon"]} == {
        "2.3", "3.3", "4.2", "6.3", "7.2", "11.2",
    }  # fmt: skip
    april = cli("digest", "--as-at", "2015-04-01", "--json").json
    assert april["counts"]["overdue"] == 10
    assert "2.3" in [line["ref"] for line in april["overdue"]]


def test_before_the_day_it_is_on_record_from_the_plan_is_empty(cli: CommandLine) -> None:
    assert cli("digest", "--as-at", "2015-03-17", "--json").json["counts"]["total"] == 0


def test_reminders_name_each_role_once_with_a_reason_for_each_item(cli: CommandLine) -> None:
    found = cli("reminders", "--on", "2015-03-18", "--json").json
    roles = [one["to_role"] for one in found]
    assert len(roles) == len(set(roles))
    school = next(one for one in found if one["to_role"] == "Head of Virtual School")
    assert school["to_user"] is None
    assert [(i["ref"], i["reason"], i["days"]) for i in school["items"]] == [
        ("7.1", "overdue", 352),
        ("7.6", "overdue", 291),
        ("7.2", "due_soon", 13),
    ]
    lead = next(one for one in found if one["to_role"] == "AD Child Protection")
    assert lead["to_user"] == "U0LEAD"
    assert {i["ref"] for i in lead["items"] if i["as"] == "lead"} == {"2.3", "3.3", "4.2"}


def test_what_is_said_from_the_command_line_counts_from_then(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--yes")
    cli("people", "assign", "AD Child Protection", "U0LEAD", "--from", "2014-01-01")
    said = cli("say", "--as", "U0LEAD", "--at", "2015-03-20T10:00", "4.2 complete")
    assert said.code == 0
    assert "from residual to complete" in said.out
    before = cli("digest", "--as-at", "2015-03-19", "--json").json
    after = cli("digest", "--as-at", "2015-03-20", "--json").json
    assert (before["counts"]["completed"], after["counts"]["completed"]) == (29, 30)
    assert after["movement"]["completed"] == ["4.2"]
    then = cli("export", "--as-at", "2015-03-19").json
    assert next(a["status"] for a in then["actions"] if a["ref"] == "4.2") == "residual"
    assert cli("verify").code == 0


# words, exit code, what standard error says
REFUSED = [
    (["say", "--as", "U0STRANGER", "4.2 complete"], 1, "Only AD Child Protection"),
    (["say", "--as", "someone", "4.2 complete"], 1, "not a Slack user id"),
    (["say", "--as", "U0LEAD", "--at", "2015-01-01", "4.2 complete"], 1, "already has a word"),
    (["digest", "--plan", "Harrow"], 1, "There is no plan called Harrow"),
    (["digest", "--as-at", "soon"], 1, "not a date"),
    (["digest", "--as-at", "2015-03-18Tnoon"], 1, "not a moment"),
    (["people", "assign", "Head of Nothing", "U0LEAD"], 1, "There is no role"),
    (["import", "nowhere.csv", "--plan", "Harrow"], 1, "nowhere.csv"),
    (["understand", "--today", "2015-02-31", "4.2 done"], 1, "not a date"),
    (["serve"], 1, "SLACK_BOT_TOKEN"),
    (["say", "--as", "U0LEAD", "--at", "2099-01-01", "4.2 complete"], 1, "has not come yet"),
    (["export", "-o", "no/such/folder/plan.json"], 1, "cannot be written"),
    (["export", "--format", "json", "-o", "."], 1, "cannot be written"),
    (["export", "-o", "plan.docx"], 2, "docx"),
    (["export", "--format", "csv", "-o", "plan.xlsx"], 2, "xlsx"),
    (["digest", "--json", "--blocks"], 2, "either"),
    (["digest", "--as-at", "9999-12-31"], 1, "too far off"),
    (["reminders", "--on", "0001-01-01"], 1, "too far off"),
    (["import", "x.csv", "--plan", "  "], 1, "needs a name"),
    (["import", "x.csv", "--plan", "a" * 81], 1, "needs a name"),
    (["practice", "--port", "99999"], 2, "65535"),
    (["export", "--format", "pdf"], 2, "pdf"),
    (["digest", "--nonsense"], 2, "nonsense"),
    (["understand"], 2, "TEXT"),
]


@pytest.mark.parametrize(("words", "code", "says"), REFUSED, ids=lambda it: str(it)[:40])
def test_it_says_no_in_one_clear_sentence(
    cli: CommandLine, words: list[str], code: int, says: str
) -> None:
    ran = cli(*words)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err
    if code == 1:
        assert ran.out == ""


# a setting, what it is set to, what standard error says
SETTINGS = [
    ("DATABASE_URL", "mysql://nowhere/plan", "DATABASE_URL"),
    ("DATABASE_URL", "nonsense", "sqlite:///"),
    ("DATABASE_URL", "sqlite:////proc/nowhere/plan.db", "cannot be made"),
    ("DATABASE_URL", "postgresql://127.0.0.1:9/plan", "cannot be reached"),
    ("TZ_DEFAULT", "Mars/Base", "not a time zone"),
    ("LOG_LEVEL", "loud", "LOG_LEVEL"),
]


@pytest.mark.parametrize(("name", "value", "says"), SETTINGS)
def test_a_setting_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    ran = CommandLine(tmp_path, **{name: value})("digest")
    assert (ran.code, says in ran.err) == (1, True), ran.err
    assert "Traceback" not in ran.err


def test_with_no_database_yet_commands_say_what_to_run(tmp_path: Path) -> None:
    ran = CommandLine(tmp_path)("digest")
    assert ran.code == 1
    assert "migrate" in ran.err


def test_understand_needs_no_plan_and_writes_nothing(tmp_path: Path) -> None:
    ran = CommandLine(tmp_path)(
        "understand", "--today", "2015-03-18", "4.2 is done, file relaunched"
    )
    assert ran.json["intents"] == [
        {"kind": "update", "action": "4.2", "status": "completed", "note": "file relaunched"}
    ]


def test_understand_and_guard_answer_line_by_line(cli: CommandLine) -> None:
    lines = '{"text": "4.2 done", "today": "2015-03-18"}\n\n{"text": "done", "context": "3.3"}\n'
    ran = cli("understand", "--batch", say=lines)
    answers = [line for line in ran.out.splitlines() if line]
    assert len(answers) == 2
    assert '"action": "3.3"' in answers[1]
    guarded = cli("guard", "--batch", say='{"text": "4.2 complete"}\n')
    assert guarded.out == '{"refused": false, "reason": null}\n'
    half = cli("understand", "--batch", say='{"text": "a\\ud83d"}\n')
    assert (half.code, half.err) == (0, "")
    for line in ("not json", '["4.2"]', '{"text": 4.2}', '{"text": "x", "today": 5}', "[" * 9999):
        broken = cli("understand", "--batch", say=f"{line}\n")
        assert (broken.code, "Line 1" in broken.err) == (1, True), line


def test_an_import_asks_first_and_a_no_leaves_everything(tmp_path: Path) -> None:
    cli = CommandLine(tmp_path)
    asked = cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", say="n\n")
    assert (asked.code, "Nothing was done" in asked.out) == (0, True)
    dry = cli("import", str(SAMPLE_FOLDER), "--plan", "Hillingdon", "--dry-run")
    assert "creates 11 themes" in dry.out
    assert cli("digest").code == 1


def test_what_is_exported_as_a_table_comes_in_again(cli: CommandLine, tmp_path: Path) -> None:
    for form in ("csv", "xlsx"):
        path = tmp_path / f"plan.{form}"
        assert cli("export", "--format", form, "-o", str(path)).code == 0
        ran = cli("import", str(path), "--plan", "Hillingdon", "--dry-run")
        assert ran.code == 0, ran.err
        assert "status" not in ran.out


def test_doctor_says_what_is_missing(cli: CommandLine) -> None:
    ran = cli("doctor")
    assert ran.code == 1
    assert "PROBLEM SLACK_BOT_TOKEN: not set" in ran.out
    assert "ok      database: sqlite" in ran.out
    assert "PROBLEM administrator" in ran.out
