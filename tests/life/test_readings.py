"""Figures that people give: in a sentence, by form, as printed, in doubt; and the papers' own."""

from datetime import date

import pytest

from bot.rules.outcomes import Recorded, Refused
from bot.rules.readings import (
    MET,
    Figure,
    Point,
    Report,
    bounds,
    ends_on,
    fault_in,
    figure_in,
    spark,
    weekly_change,
)
from bot.services import reading, targeting
from bot.views.outcomes import answer
from bot.views.plain import as_text
from tests.helpers.plans import LEAD, MANAGER, STRANGER
from tests.life.conftest import Life


def shown(outcome: object) -> str:
    """An answer as it is read."""
    return as_text(answer(outcome).blocks)  # type: ignore[arg-type]


def test_a_figure_in_a_sentence_is_kept_with_its_day_its_source_and_who(life: Life) -> None:
    done = life.say("6b LAC now 97%", LEAD)
    assert "6b LAC: 97% on 18 March 2015.\n" in shown(done)
    line = next(s for s in life.measure("6b", "6.2")["series"] if s["name"] == "LAC")
    assert line["latest"] == {"on": "2015-03-18", "value": 97.0, "who": LEAD}
    life.say("1c 30% in February, from the audit report")
    assert life.measure("1c", "1.2")["latest"]["source"] == "from the audit report"
    assert [one["value"] for one in life.measure("1c", "1.2")["readings"]] == [22.0, 30.0]
    assert life.is_sound()


def test_a_figure_says_how_far_it_is_from_the_target_in_force(life: Life) -> None:
    assert "short" not in shown(life.say("1c 60%"))
    assert "25 points short of 55% due 30 September 2014" in shown(life.say("1c 30%"))


def test_a_figure_is_a_word_on_its_action_and_undo_takes_both_back(life: Life) -> None:
    before = life.export()
    life.say("1c 30%")
    action = next(one for one in life.export()["actions"] if one["ref"] == "1.2")
    assert action["last_update"] == "2015-03-18"
    at, _ = life.clock(), life.clock.move(hours=1)
    assert "1c from 30 to none" in shown(life.say("undo"))
    assert life.export() == before
    assert life.measure("1c", "1.2", at)["latest"]["value"] == 30.0
    assert life.is_sound()


def test_a_pair_is_two_figures_that_make_100(life: Life) -> None:
    done = life.say("11b 20/80")
    assert "50 points short of 70% due 30 September 2014" in shown(done)
    assert [s["latest"]["value"] for s in life.measure("11b", "11.1")["series"]] == [20.0, 80.0]
    refused = life.do(reading.give, (None, "11b"), Report(Figure(20, "20", 70)))
    assert "20 and 70 make 90" in shown(refused)
    assert isinstance(refused, Refused)
    life.clock.move(hours=1)
    life.say("undo")
    assert [len(s["readings"]) for s in life.measure("11b", "11.1")["series"]] == [1, 1]
    assert life.is_sound()


# what is written, the kind of the measure, what it is read as
FIGURES = [
    ("97", "at_least", Figure(97.0, "97")),
    ("97.2 %", "at_least", Figure(97.2, "97.2", unit="%")),
    ("6/7%", "at_least", Figure(None, "6/7%")),  # as printed: low 6, high 7
    ("16-23", "count", Figure(None, "16-23")),
    ("20/80", "pair", Figure(20.0, "20", 80.0)),
    ("yes", "yes_no", Figure(1.0, "yes")),
    ("not met", "yes_no", Figure(0.0, "no")),
    ("40 cases", "no_more_than", Figure(40.0, "40", unit="cases")),
    ("reported met", "no_more_than", Figure(None, MET)),  # Kent's core assessments
    ("80/20", "at_least", None),  # no range, and no pair
    ("about 40", "count", None),
    ("", "count", None),
]


@pytest.mark.parametrize(("text", "kind", "figure"), FIGURES)
def test_what_a_figure_is_read_as(text: str, kind: str, figure: Figure | None) -> None:
    assert figure_in(text, kind) == figure


# a figure, the measure's kind and unit, what is wrong with it
FAULTS = [
    (Figure(101, "101"), "at_least", "%", "not_percent"),
    (Figure(100, "100"), "at_least", "%", None),
    (Figure(None, "99/101"), "at_least", "%", "not_percent"),
    (Figure(131, "131"), "no_more_than", "cases", None),
    (Figure(97, "97", unit="days"), "at_least", "%", "other_unit"),
    (Figure(40, "40", unit="cases"), "no_more_than", "cases", None),
    (Figure(40, "40", unit="children"), "no_more_than", "cases", "other_unit"),
    (Figure(20, "20", 70), "pair", "%", "not_100"),
    (Figure(20, "20", 80), "pair", "%", None),
    (Figure(20, "20"), "pair", "%", "not_a_pair"),
    (Figure(1, "yes"), "at_least", "%", "not_a_figure"),
    (Figure(5, "5"), "yes_no", "yes/no", "not_yes_no"),
    (Figure(None, MET), "yes_no", "yes/no", None),
]


@pytest.mark.parametrize(("figure", "kind", "unit", "fault"), FAULTS)
def test_what_is_wrong_with_a_figure(
    figure: Figure, kind: str, unit: str, fault: str | None
) -> None:
    assert fault_in(figure, kind, unit) == fault


def test_a_range_is_kept_as_printed_with_its_low_and_its_high(life: Life) -> None:
    assert bounds("6/7%") == (6, 7)
    done = life.do(reading.give, (None, "1c"), Report(Figure(None, "6/7%"), on=date(2014, 9, 30)))
    assert isinstance(done, Recorded)
    first = life.measure("1c", "1.2")["readings"][0]
    assert first == {"on": "2014-09-30", "value": "6/7%", "low": 6, "high": 7, "who": "U0ADMIN"}
    assert life.measure("1c", "1.2")["latest"]["value"] == 22.0  # of a later day
    assert life.is_sound()


def test_a_figure_of_somebody_elses_action_is_refused_and_stores_nothing(life: Life) -> None:
    before = life.export()
    assert "Only AD Safeguarding" in shown(life.say("1c 30%", STRANGER))
    assert life.export() == before


def test_a_figure_for_a_day_to_come_is_refused(life: Life) -> None:
    done = life.do(reading.give, (None, "1c"), Report(Figure(30, "30"), on=date(2015, 4, 1)))
    assert "1 April 2015 has not come yet" in shown(done)


def test_a_missing_baseline_is_owed_until_somebody_gives_it(life: Life) -> None:
    assert "baseline was due 31 October 2014 and is not set" in shown(life.say("2a?"))
    life.do(reading.give, (None, "2a"), Report(Figure(40, "40"), is_baseline=True))
    assert "it began at 40%" in shown(life.say("2a?"))
    assert life.measure("2a", "2.1")["baseline"] == 40.0
    assert life.is_sound()


def test_a_target_is_revised_and_the_original_stands_beside_it(life: Life) -> None:
    assert life.say("3c?") is not None
    assert "target 90% due 30 September 2014" in shown(life.say("3c?"))
    life.clock.set("2015-03-31T09:00")
    assert "target 35% due 31 March 2015 (first 100%)" in shown(life.say("3c?"))
    new = (date(2015, 3, 31), Figure(80, "80"))
    refused = life.do(targeting.revise, (None, "1c"), new, user=LEAD)
    assert "Only the manager of the lead" in shown(refused)
    before = life.clock()
    life.clock.move(hours=1)
    life.do(targeting.revise, (None, "1c"), new, "", "agreed by the board", user=MANAGER)
    assert "target 80% due 31 March 2015 (first 75%)" in shown(life.say("1c?"))
    assert {"due": "2015-03-31", "value": 80, "version": 2} in life.measure("1c", "1.2")["targets"]
    assert len(life.measure("1c", "1.2", before)["targets"]) == 4
    life.clock.move(hours=1)
    life.say("undo", MANAGER)
    assert "target 75% due 31 March 2015;" in shown(life.say("1c?"))
    assert life.is_sound()


def test_a_disputed_figure_is_marked_wherever_it_stands(life: Life) -> None:
    why = "the team's own count differs; Performance is checking"
    life.do(targeting.dispute, (None, "1c"), "", why)
    assert "22% on 31 January 2015 (disputed: the team's own count" in shown(life.say("1c?"))
    assert "22% (disputed), 33 points short" in shown(life.say("how is the plan"))
    assert life.measure("1c", "1.2")["latest"]["disputed"] is True
    life.clock.move(hours=1)
    life.do(targeting.dispute, (None, "1c"), "", "")
    assert "disputed" not in shown(life.say("1c?"))
    life.clock.move(hours=1)
    life.say("undo")
    assert "disputed" in shown(life.say("1c?"))
    life.say("1c 25%")  # another figure is not the one that was doubted
    assert "disputed" not in shown(life.say("1c?"))
    assert life.is_sound()


def test_163_cases_at_25_a_week_end_on_23_march() -> None:
    since, left = date(2015, 2, 2), 163
    assert ends_on(Point(since, left), 0, -25) == date(2015, 3, 23)
    assert ends_on(Point(since, left), 0, -37.7) == date(2015, 3, 9)  # five weeks
    assert ends_on(Point(since, left), 0, 5) is None  # it moves away


def test_603_fewer_in_16_weeks_are_37_7_a_week() -> None:
    points = [Point(date(2014, 10, 13), 2066), Point(date(2015, 2, 2), 1463)]
    assert weekly_change(points) == pytest.approx(-37.7, abs=0.02)
    assert weekly_change(points[:1]) is None
    assert ends_on(points[-1], 1300, weekly_change(points) or 0) == date(2015, 3, 9)


def test_a_measure_says_when_it_will_be_reached_at_the_pace_it_has(life: Life) -> None:
    life.do(reading.give, (None, "1c"), Report(Figure(34, "34"), on=date(2015, 3, 4)))
    told = shown(life.say("1c?"))
    assert "█▁▅ down 12 since 30 April 2014" in told
    assert "reached" not in told
    life.do(reading.give, (None, "1c"), Report(Figure(48, "48"), on=date(2015, 3, 18)))
    assert "at this pace the target of 55 is reached by" in shown(life.say("1c?"))


def test_a_small_picture_of_a_trend() -> None:
    days = [date(2015, month, 1) for month in (1, 2, 3)]
    assert (
        spark([Point(day, value) for day, value in zip(days, (39, 69, 100), strict=True)]) == "▁▄█"
    )
    assert spark([Point(days[0], 1)]) == ""
