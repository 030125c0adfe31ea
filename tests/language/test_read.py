"""Reading against other plans and other days, and the words that are asked back."""

from collections.abc import Iterator, ValuesView
from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from bot.language import as_json, read
from bot.language.orders import order_in
from bot.language.reader import LONGEST
from bot.rules.intents import Known, KnownAction, Query, Unclear, Update
from tests.language.plan import KNOWN, TODAY
from tests.language.test_corpus import CORPUS


def only(
    text: str, known: Known = KNOWN, today: date = TODAY, context: str | None = None
) -> object:
    """The one intent of a message."""
    (intent,) = read(text, known, today, context)
    return intent


def test_the_json_leaves_out_what_was_not_said() -> None:
    text = "4.2 is done, supervision file relaunched"
    assert as_json(text, read(text, KNOWN, TODAY)) == {
        "text": text,
        "intents": [
            {
                "kind": "update",
                "action": "4.2",
                "status": "completed",
                "note": "supervision file relaunched",
            }
        ],
    }


def test_the_json_of_a_question_holds_what_it_would_have_been() -> None:
    (plain,) = as_json("", read("4.2 will be complete by Friday", KNOWN, TODAY))["intents"]
    assert plain == {
        "kind": "unclear",
        "reason": "future",
        "question": "Not complete yet, then. Should the end date of 4.2 move to 20 March 2015?",
        "read": [{"kind": "update", "action": "4.2", "end": "2015-03-20"}],
    }


def test_the_json_writes_from_without_its_underscore() -> None:
    (plain,) = as_json("", read("what is due in June?", KNOWN, TODAY))["intents"]
    assert plain == {"kind": "query", "about": "due", "from": "2015-06-01", "to": "2015-06-30"}


def test_an_unknown_reference_names_the_nearest() -> None:
    intent = only("4.20 done")
    assert isinstance(intent, Unclear)
    assert "There is no action 4.20" in intent.question
    assert "4.2" in intent.question


def test_a_plan_may_number_its_actions_otherwise() -> None:
    known = Known({"WS3": KnownAction("WS3", "A"), "B7": KnownAction("B7", "B")})
    assert only("WS3 done", known) == Update("WS3", status="completed")
    assert only("ws3 is amber", known) == Update("WS3", rag="amber")


def test_a_plan_without_actions_knows_no_reference() -> None:
    intent = only("4.2 done", Known())
    assert isinstance(intent, Unclear)
    assert intent.reason == "unknown_reference"


def test_two_plans_are_read_apart() -> None:
    other = Known({"4.20": KnownAction("4.20", "4")})
    assert only("4.20 done", other) == Update("4.20", status="completed")
    assert isinstance(only("4.20 done"), Unclear)


def test_a_context_that_the_plan_does_not_know_is_none() -> None:
    intent = only("done", context="99.9")
    assert isinstance(intent, Unclear)
    assert intent.reason == "no_reference"


# Each end is read on the day beside it.
@pytest.mark.parametrize(
    ("said", "today", "end"),
    [
        ("due 30 April", date(2015, 11, 18), date(2016, 4, 30)),  # long gone by: the next one
        ("due end of Feb", date(2015, 12, 1), date(2016, 2, 29)),  # a leap year
        ("due tomorrow", date(2015, 12, 31), date(2016, 1, 1)),
        ("due Friday", date(2015, 3, 20), date(2015, 3, 27)),  # said on a Friday: the next
        ("due end of next month", date(2015, 1, 31), date(2015, 2, 28)),
        ("due in three months", date(2015, 11, 30), date(2016, 2, 29)),
        ("new date 29/2/16", date(2015, 3, 18), date(2016, 2, 29)),
        ("slipped a month", date(2015, 3, 18), date(2015, 4, 30)),  # the end of a month stays one
        ("slipped a fortnight", date(2015, 3, 18), date(2015, 4, 14)),
        ("due the 3rd of May", date(2015, 3, 29), date(2015, 5, 3)),  # the clocks change
    ],
)
def test_an_end_counts_from_the_day_it_is_said(said: str, today: date, end: date) -> None:
    assert only(f"4.2 {said}", today=today) == Update("4.2", end=end)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("31 February", "there is no such day"),
        ("Friday 19 March", "19 March 2015 is a Thursday"),
        ("1 March", "1 March 2015 has passed"),
        ("29/2/15", "there is no such day"),
        ("next Friday", "could be this week's or the week after's"),
        ("mid June", "is not one day"),
        ("Easter", "is not one day"),
        ("Q2", "is not one day"),
        ("Apr 19", "a day or a year"),
    ],
)
def test_a_date_that_cannot_be_used_is_asked_about(said: str, part: str) -> None:
    intent = only(f"4.2 new date {said}")
    assert isinstance(intent, Unclear)
    assert intent.reason == "bad_date"
    assert part in intent.question


def test_an_action_without_an_end_cannot_slip() -> None:
    known = Known({"4.2": KnownAction("4.2", "4")})
    intent = only("4.2 slipped three months", known)
    assert isinstance(intent, Unclear)
    assert "no end date" in intent.question


def test_every_question_fits_a_phone() -> None:
    for case in CORPUS:
        for intent in read(case.text, KNOWN, TODAY, case.context):
            if isinstance(intent, Unclear):
                assert 10 < len(intent.question) <= 160, intent.question


def test_a_long_paragraph_is_read_to_its_end() -> None:
    talk = "We met the team and talked about supervision and how it is recorded. " * 40
    assert read(f"{talk} 4.3 is red.", KNOWN, TODAY)[-1] == Update(
        "4.3", rag="red", note=talk.strip()
    )


def test_a_question_alone_writes_nothing() -> None:
    assert only("4.2?") == Query("action", action="4.2")


# Messages of one thing said over and over, which cost most to read.
@pytest.mark.parametrize(
    "piece",
    ["done ", ".", "<", "4.2 ", "4.2, ", "1,", "@", "IT ", "'", "\n", "🙄", "not 4.2 done, "],
)
def test_no_message_is_slow_however_long(piece: str) -> None:
    for size in (LONGEST, 100_000):
        start = process_time()
        read((piece * size)[:size], KNOWN, TODAY, "4.2")
        assert process_time() - start < 10  # a thousand times what the longest needs


def test_a_message_that_is_too_long_is_asked_to_be_shorter() -> None:
    intent = only("4.2 done " + "x" * LONGEST)
    assert isinstance(intent, Unclear)
    assert (intent.reason, intent.read) == ("ambiguous", ())
    assert "under 4,000 characters" in intent.question


def test_half_a_character_breaks_nothing() -> None:
    text = "4.2 amber waiting a\ud83d"
    shown = as_json(text, read(text, KNOWN, TODAY))
    assert str(shown).encode("utf-8")
    assert shown["text"] == "4.2 amber waiting a?"


class Listed(dict[str, KnownAction]):
    """Actions that count how often somebody goes through all of them."""

    times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return super().__iter__()

    def values(self) -> ValuesView[KnownAction]:
        self.times += 1
        return super().values()


def test_a_message_costs_the_same_in_a_plan_of_any_size() -> None:
    actions = Listed(KNOWN.actions)
    known = replace(KNOWN, actions=actions)
    read("4.2 done", known, TODAY)
    built = actions.times
    assert built
    for text in (
        "4.2 complete",
        "confirm 4.2",
        "I volunteer to lead on 4.2",
        "6b is 62%",
        "4.9 done",
    ):
        order_in(text, known)
        read(text, known, TODAY, "4.2")
    assert actions.times == built
