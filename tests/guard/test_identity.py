"""What the confidentiality guard refuses, what it lets pass, and what it never says."""

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.identity import identifies

_HERE = Path(__file__).parent
_REASON_WORDS = frozenset(
    """looks like the name child someone their family date birth nhs number person official home
    address telephone email account record use case code instead""".split()
)
# Seconds of the processor's own time: several times what the longest needs, and less than what a
# pattern that looks ahead from every word would.
_SECONDS = 10.0


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()


IDENTIFYING = _lines("identifying.txt")
PERMITTED = _lines("permitted.txt")
PROSE = _lines("prose.txt")


def test_the_collections_are_large_enough_to_mean_something() -> None:
    assert len(set(IDENTIFYING)) >= 200
    assert len(set(PERMITTED)) >= 250
    assert len(set(PROSE)) >= 40


def test_what_identifies_a_child_is_refused() -> None:
    assert [text for text in IDENTIFYING if identifies(text) is None] == []


@pytest.mark.parametrize("texts", [PERMITTED, PROSE], ids=["permitted", "prose"])
def test_what_identifies_nobody_may_be_kept(texts: list[str]) -> None:
    assert [text for text in texts if identifies(text) is not None] == []


_AROUND = [
    ("", "\nThanks, more tomorrow."),
    ("4.2 is complete and 4.3 will follow. ", ""),
    ("All managers have finished their audits for March.\n", "\nNext meeting on 12 May."),
    ("> ", " :white_check_mark:"),
    (f"{PROSE[0]} ", f" {PROSE[1]}"),
]


@pytest.mark.parametrize("turn", range(len(_AROUND)))
def test_what_identifies_a_child_is_refused_in_the_midst_of_other_text(turn: int) -> None:
    """Each text in one of the surroundings: there are enough of every kind for each of them."""
    before, after = _AROUND[turn]
    texts = IDENTIFYING[turn :: len(_AROUND)]
    assert [text for text in texts if identifies(f"{before}{text}.{after}") is None] == []


def test_a_reason_is_made_of_its_own_words_only() -> None:
    reasons = " ".join({identifies(text) or "" for text in IDENTIFYING})
    assert set(re.findall(r"[^\W_]{3,}", reasons.lower())) <= _REASON_WORDS
    assert not re.findall(r"\d+", reasons)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("NHS number 943 476 5919", "NHS number"),
        ("DOB 12/03/2009", "date of birth"),
        ("UPN A123456789012", "official number"),
        ("the child, Amelia, was seen", "name of a child"),
        ("lives at 14 Elm Road", "home address"),
        ("mum's number is 07700 900123", "telephone number, email or account"),
    ],
)
def test_the_reason_says_what_it_looks_like_and_what_to_do_instead(text: str, says: str) -> None:
    reason = identifies(text)
    assert reason is not None
    assert says in reason
    assert reason.endswith("Use the case code instead.")


def _with_check_digit(nine: str) -> str | None:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(nine))
    check = (11 - total % 11) % 11
    return None if check == 10 else f"{nine}{check}"


@given(st.from_regex(r"[4-7][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", "-", ".", "/"]))
def test_every_number_whose_check_digit_holds_is_refused(nine: str, gap: str) -> None:
    number = _with_check_digit(nine)
    if number is not None and len(set(number)) > 1:
        written = gap.join((number[:3], number[3:6], number[6:]))
        assert identifies(f"see {written} on file") is not None


@given(st.from_regex(r"[4-7][0-9]{8}", fullmatch=True), st.integers(1, 9))
def test_ten_digits_whose_check_digit_fails_pass_unless_called_an_nhs_number(
    nine: str, by: int
) -> None:
    number = _with_check_digit(nine) or f"{nine}0"
    wrong = f"{number[:9]}{(int(number[9]) + by) % 10}"
    if _with_check_digit(nine) is not None:
        assert identifies(f"order {wrong}") is None
        assert identifies(f"NHS number {wrong}") is not None


@settings(max_examples=500)
@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    answer = identifies(text)
    assert answer is None or answer.endswith("instead.")


_PIECES = [
    "Jayden", "Smith", "child", "mum", "'s", ",", " ", "\n", "(", "7", "943", "476", "5919", "DOB",
    "HX-1042", "re:", "Mrs", "lives at", "14 Elm Road", "@", "<", "|", ">", "a", "I", ".", "07",
    "\u200b", "\ud800", "NHS", "&amp;", "born", "LAC review for",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_any_mixture_of_telling_pieces_has_the_same_answer_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert identifies(text) == identifies(text)


_LONG = 40_000  # as much as Slack lets a message hold


@pytest.mark.parametrize(
    "piece",
    [
        "a", "A ", "1", "1 ", "1.", "9 ", "o'", "a-", "<", "<a|", "a@", "a.", "(", "'", ".", "\n",
        "dob ", "born ", "1 jan ", "nhs ", "NHS no 111111111 ", "0 ", "07", "1 Elm ", "lives at ",
        "Jayden ", "Jayden's ", "Jayden, ", "child ", "he is ", "mum said ", "HX-1042 ", "Mr and ",
        "and his ", "&amp;", "passport ", "zxqv ", "\u200b", "é", "a\u0301", "\U0001d409",
        "x" * 60 + " ", "Kate each ",
    ],
)  # fmt: skip
def test_a_hostile_text_is_answered_in_time_that_grows_with_its_length(piece: str) -> None:
    text = (piece * (_LONG // len(piece) + 1))[:_LONG]
    started = process_time()
    identifies(text)
    assert process_time() - started < _SECONDS
