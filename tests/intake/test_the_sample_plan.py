"""The sample plan says what the paper says."""

from collections import Counter
from datetime import date

import pytest

from bot.rules.plan_file import ActionRow, MeasureRow, PlanFile, ReadingRow, SeriesRow, TargetRow

MARCH_15, SEPT_14, SEPT_15 = date(2015, 3, 31), date(2014, 9, 30), date(2015, 9, 30)
SAFEGUARDING = "AD Safeguarding and Children's Service Improvement"
CARE = "AD CIC, Permanency and Children's Resources"


def action(plan: PlanFile, ref: str) -> ActionRow:
    return next(action for action in plan.actions if action.ref == ref)


def measure(plan: PlanFile, ref: str, under: str = "") -> MeasureRow:
    return next(m for m in plan.measures if m.ref == ref and m.action.startswith(under))


def series(plan: PlanFile, ref: str, name: str = "") -> SeriesRow:
    return next(line for line in measure(plan, ref).series if line.name == name)


def values(line: SeriesRow) -> list[tuple[date | None, float | None]]:
    return [(target.due, target.value) for target in line.targets]


def refs_where(plan: PlanFile, status: str) -> set[str]:
    return {action.ref for action in plan.actions if action.status == status}


def led_by(plan: PlanFile, role: str) -> Counter[str | None]:
    return Counter(action.status for action in plan.actions if role in action.leads)


def test_it_is_on_record_from_the_day_of_the_committee(sample: PlanFile) -> None:
    assert (sample.as_of, sample.zone) == (date(2015, 3, 18), "Europe/London")


def test_it_has_eleven_themes_and_41_actions_in_the_papers_order(sample: PlanFile) -> None:
    per_theme = Counter(action.theme for action in sample.actions)
    assert [theme.ref for theme in sample.themes] == [str(n) for n in range(1, 12)]
    assert [per_theme[theme.ref] for theme in sample.themes] == [2, 4, 3, 3, 3, 3, 6, 3, 7, 5, 2]
    assert (sample.actions[0].ref, sample.actions[-1].ref) == ("1.1", "11.2")


def test_29_actions_are_completed_11_residual_and_one_has_no_closing_word(sample: PlanFile) -> None:
    residual = "3.3 4.1 4.2 6.3 7.1 7.2 7.6 8.3 10.5 11.1 11.2"
    assert refs_where(sample, "residual") == set(residual.split())
    assert refs_where(sample, "in_progress") == {"2.3"}
    assert len(refs_where(sample, "completed")) == 29


@pytest.mark.parametrize(
    ("ref", "start", "end"),
    [
        ("1.1", date(2014, 1, 1), date(2014, 3, 31)),
        ("4.1", date(2014, 4, 1), SEPT_15),
        # 13 April 2015 is asked for, and not granted
        ("7.1", date(2014, 1, 1), date(2014, 3, 31)),
        ("7.2", date(2014, 1, 1), MARCH_15),
        ("11.1", date(2014, 1, 1), date(2016, 3, 31)),
    ],
)
def test_actions_run_from_a_months_first_day_to_a_months_last(
    sample: PlanFile, ref: str, start: date, end: date
) -> None:
    assert (action(sample, ref).start, action(sample, ref).end) == (start, end)


def test_the_overdue_are_the_papers(sample: PlanFile) -> None:
    late = {a.ref: (date(2015, 3, 18) - a.end).days for a in sample.actions if a.end}
    open_ones = refs_where(sample, "residual")
    assert {ref: days for ref, days in late.items() if ref in open_ones and days > 0} == {
        "7.1": 352,
        "7.6": 291,
        "8.3": 261,
        "10.5": 230,
    }
    due_in_march = {a.ref for a in sample.actions if a.ref in open_ones and a.end == MARCH_15}
    assert due_in_march == {"3.3", "4.2", "6.3", "7.2", "11.2"}


def test_one_to_three_of_twelve_roles_lead_each_action(sample: PlanFile) -> None:
    assert Counter(len(action.leads) for action in sample.actions) == {1: 31, 2: 9, 3: 1}
    assert {lead for a in sample.actions for lead in a.leads} == {r.name for r in sample.roles}
    assert len(sample.roles) == 12
    assert action(sample, "11.2").leads == (
        "Assistant Directors",
        "Heads of Service",
        "Learning and Development Officer",
    )
    assert action(sample, "2.4").leads == ("AD Child Protection", SAFEGUARDING)


@pytest.mark.parametrize(
    ("role", "completed", "residual", "in_progress"),
    [
        (SAFEGUARDING, 14, 2, 0),
        ("AD Child Protection", 6, 3, 1),
        ("Head of Virtual School", 3, 3, 0),
        (CARE, 2, 2, 0),
        ("Head of Performance and Improvement", 3, 1, 0),
        ("DCS", 2, 0, 0),
    ],
)
def test_a_role_is_one_however_it_is_printed(
    sample: PlanFile, role: str, completed: int, residual: int, in_progress: int
) -> None:
    led = led_by(sample, role)
    assert (led["completed"], led["residual"], led["in_progress"]) == (
        completed,
        residual,
        in_progress,
    )


def test_every_role_reports_up_to_the_director(sample: PlanFile) -> None:
    above = {role.name: role.reports_to for role in sample.roles}
    assert [name for name, manager in above.items() if manager is None] == ["DCS"]
    assert {name for name, manager in above.items() if manager == "DCS"} == {
        SAFEGUARDING,
        CARE,
        "AD Child Protection",
        "Assistant Directors",
    }


def test_47_measures_are_of_the_papers_kinds(sample: PlanFile) -> None:
    assert Counter(m.unit for m in sample.measures) == {"%": 28, "yes/no": 17, "count": 2}
    assert Counter(m.kind for m in sample.measures) == {
        "at_least": 25,
        "no_more_than": 2,
        "pair": 1,
        "yes_no": 17,
        "monitoring": 1,
        "count": 1,
    }
    assert {m.ref for m in sample.measures if m.kind == "no_more_than"} == {"7g", "8c"}
    assert (measure(sample, "4c").kind, measure(sample, "11b").kind) == ("monitoring", "pair")


def test_two_measures_are_labelled_10d(sample: PlanFile) -> None:
    assert [m.action for m in sample.measures if m.ref == "10d"] == ["10.4", "10.5"]
    assert len({m.ref for m in sample.measures}) == 46
    assert measure(sample, "10d", under="10.5").series[0].readings[0].value is None


def test_1c_has_its_baseline_four_targets_and_a_reading(sample: PlanFile) -> None:
    line = series(sample, "1c")
    assert (line.baseline, line.baseline_on) == (46, date(2014, 4, 30))
    assert values(line) == [
        (SEPT_14, 55),
        (MARCH_15, 75),
        (SEPT_15, 90),
        (date(2016, 3, 31), 100),
    ]
    minutes = "minutes 18 Feb 2015 item 60"
    assert line.readings == (ReadingRow(date(2015, 1, 31), 22, "22", minutes),)


def test_11b_is_a_pair_that_adds_to_a_hundred_throughout(sample: PlanFile) -> None:
    permanent, agency = measure(sample, "11b").series
    assert (permanent.name, agency.name) == ("permanent", "agency")
    assert (permanent.baseline, agency.baseline) == (63, 37)
    assert [value for _, value in values(permanent)] == [70, 77, 80, 90]
    assert [value for _, value in values(agency)] == [30, 23, 20, 10]
    assert [line.readings[0].value for line in (permanent, agency)] == [20, 80]


def test_6b_has_two_baselines_and_one_set_of_targets(sample: PlanFile) -> None:
    assert series(sample, "6b", "LAC").baseline == 91.3
    assert series(sample, "6b", "CP").baseline == 96
    shared = [(SEPT_14, 95), (date(2014, 12, 31), 97), (MARCH_15, 100)]
    assert values(series(sample, "6b")) == shared
    assert not series(sample, "6b", "CP").targets


@pytest.mark.parametrize(
    ("ref", "names"),
    [
        ("2c", ["45-day", "10-day"]),
        ("9b", ["plans", "PADA"]),
        ("9c", ["attendance", "service managers"]),
        ("9f", ["heads of service SMART targets", "audit findings in reports", ""]),
        ("11a", ["recruited", "further offers"]),
    ],
)
def test_some_labels_hold_several_series(sample: PlanFile, ref: str, names: list[str]) -> None:
    assert [line.name for line in measure(sample, ref).series] == names


def test_revised_targets_stand_beside_the_originals(sample: PlanFile) -> None:
    assert series(sample, "3c").targets == (
        TargetRow(SEPT_14, 90, "90", 1),
        TargetRow(MARCH_15, 100, "100", 1),
        TargetRow(MARCH_15, 35, "35", 2),
        TargetRow(SEPT_15, 50, "50", 2),
    )


@pytest.mark.parametrize(
    ("ref", "name", "promised"),
    [
        ("2a", "", date(2014, 10, 31)),
        ("2c", "10-day", date(2014, 6, 30)),
        ("8a", "", date(2014, 6, 30)),
        ("8c", "", date(2014, 6, 30)),
    ],
)
def test_a_promised_baseline_has_its_day_and_no_figure(
    sample: PlanFile, ref: str, name: str, promised: date
) -> None:
    line = series(sample, ref, name)
    assert (line.baseline, line.baseline_on) == (None, promised)
    assert (line.baseline_printed or "").startswith("due ")


def test_no_other_baseline_is_promised(sample: PlanFile) -> None:
    printed = [line.baseline_printed or "" for m in sample.measures for line in m.series]
    assert len([text for text in printed if text.startswith("due ")]) == 4


@pytest.mark.parametrize("ref", ["2e", "7c", "9e"])
def test_an_intention_is_no_baseline(sample: PlanFile, ref: str) -> None:
    line = series(sample, ref)
    assert (line.baseline, line.baseline_on, line.baseline_printed) == (None, None, None)


def test_a_sentence_is_no_baseline_of_a_percentage(sample: PlanFile) -> None:
    line = series(sample, "1b")
    assert (line.baseline, line.baseline_printed) == (None, "yes (April audit done)")


@pytest.mark.parametrize(
    ("ref", "printed"),
    [
        ("7f", "at least statistical-neighbour average"),
        ("7g", "better than statistical-neighbour average"),
        ("8c", "top quartile"),
    ],
)
def test_a_target_in_words_has_no_figure(sample: PlanFile, ref: str, printed: str) -> None:
    assert series(sample, ref).targets == (TargetRow(MARCH_15, None, printed, 1),)


@pytest.mark.parametrize(
    ("ref", "name", "on", "value"),
    [
        ("1a", "", date(2015, 2, 28), 100),  # two months printed: the later
        ("4c", "", date(2014, 8, 31), 5),  # a span: its last day
        ("5a", "", None, 1),  # not dated
        ("7f", "", date(2014, 3, 31), 7.1),  # a financial year: its last day
        ("5c", "", date(2015, 3, 18), 97.2),  # the running month: the day of record
        ("8a", "", date(2015, 3, 18), 98),
        ("9c", "service managers", SEPT_14, 100),
    ],
)
def test_readings_are_dated_as_far_as_the_paper_dates_them(
    sample: PlanFile, ref: str, name: str, on: date | None, value: float
) -> None:
    (reading,) = series(sample, ref, name).readings
    assert (reading.on, reading.value) == (on, value)


def test_baselines_of_a_financial_year_or_an_implied_one(sample: PlanFile) -> None:
    assert (series(sample, "5c").baseline, series(sample, "5c").baseline_on) == (
        95.9,
        date(2014, 3, 31),
    )
    assert {series(sample, ref).baseline_on for ref in ("4b", "6c", "11c")} == {date(2014, 6, 30)}


def test_a_yes_is_one_and_a_percentage_under_the_same_label_keeps_its_sign(
    sample: PlanFile,
) -> None:
    assert series(sample, "9b", "plans").targets == (TargetRow(date(2014, 4, 30), 1, "yes", 1),)
    assert series(sample, "9b", "PADA").targets == (TargetRow(date(2014, 4, 30), 100, "100%", 1),)


def test_no_figure_was_lost_on_the_way(sample: PlanFile) -> None:
    lines = [line for measure in sample.measures for line in measure.series]
    assert sum(len(line.targets) for line in lines) == 84
    assert sum(len(line.readings) for line in lines) == 25
    assert len([line for line in lines if line.baseline is not None]) == 21
