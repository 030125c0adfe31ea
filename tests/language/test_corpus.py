"""Messages as people write them, and what each is read as."""

from bot.language import read
from bot.rules.intents import Intent, Update
from tests.language.lines import Case, cases, shown
from tests.language.plan import KNOWN, TODAY

CORPUS = list(cases("corpus.txt"))
NOT_COMPLETED = [case.text for case in cases("not_completed.txt")]


def completed(intents: tuple[Intent, ...]) -> set[str]:
    """The actions that a message would complete."""
    return {i.action for i in intents if isinstance(i, Update) and i.status == "completed"}


def _as_read(case: Case) -> str:
    return shown(read(case.text, KNOWN, TODAY, case.context))


def test_each_message_is_read_as_the_corpus_says() -> None:
    found = [(case, as_read) for case in CORPUS if (as_read := _as_read(case)) != case.expected]
    assert found == []


def test_a_message_that_leaves_doubt_completes_nothing() -> None:
    found = [text for text in NOT_COMPLETED if "4.2" in completed(read(text, KNOWN, TODAY))]
    assert found == []


def test_the_corpus_is_as_large_as_was_agreed() -> None:
    assert len(CORPUS) >= 300
    assert len(NOT_COMPLETED) >= 60
    assert len({(case.text, case.context) for case in CORPUS}) == len(CORPUS)
