"""Messages as people write them, and what each is read as."""

import pytest

from bot.language import read
from bot.rules.intents import Intent, Update
from tests.language.lines import Case, cases, shown
from tests.language.plan import KNOWN, TODAY

CORPUS = list(cases("corpus.txt"))
NOT_COMPLETED = [case.text for case in cases("not_completed.txt")]


def completed(intents: tuple[Intent, ...]) -> set[str]:
    """The actions that a message would complete."""
    return {i.action for i in intents if isinstance(i, Update) and i.status == "completed"}


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.text)
def test_a_message_is_read_as_the_corpus_says(case: Case) -> None:
    assert shown(read(case.text, KNOWN, TODAY, case.context)) == case.expected


@pytest.mark.parametrize("text", NOT_COMPLETED)
def test_a_message_that_leaves_doubt_completes_nothing(text: str) -> None:
    assert "4.2" not in completed(read(text, KNOWN, TODAY))


def test_the_corpus_is_as_large_as_was_agreed() -> None:
    assert len(CORPUS) >= 300
    assert len(NOT_COMPLETED) >= 60
    assert len({(case.text, case.context) for case in CORPUS}) == len(CORPUS)
