"""What holds of every message, whatever is in it."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import as_json, read
from bot.rules.intents import Intent, Unclear, Update
from tests.language.plan import KNOWN, TODAY
from tests.language.test_corpus import CORPUS, NOT_COMPLETED, completed

VOCABULARY = sorted({word for case in CORPUS for word in case.text.split(" ")})
CONTEXTS = st.sampled_from([None, "4.2", "10.5", "99.9"])
MIXED = st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=200), MIXED)

DONE = st.sampled_from(["done", "complete", "completed", "finished", "closed", "signed off"])
IS = st.sampled_from(["is", "was", "has been", "'s", "is now", ""])
# What may be said in another sentence without a bearing on the one that is tested.
REMARKS = st.sampled_from(["", "Hi all. ", "Staff were briefed. ", "3.1 amber. ", "Thanks! "])
AFTERWARDS = st.sampled_from(["", " Thanks.", "\n3.1 amber", ". Staff were briefed.", " :tada:"])
DOUBTS_BEFORE = st.sampled_from(
    [
        "if HR agree",
        "once HR agree",
        "unless HR object",
        "when HR agree",
        "I doubt",
        "not sure",
        "I don't think",
        "hopefully",
        "apparently",
        "HR say",
        "nobody says",
        "I wish",
        "let me know when",
        "it is not true that",
        "assuming HR agree",
        "before",
        "until",
    ]
)
DOUBTS_BETWEEN = st.sampled_from(
    [
        "isn't",
        "is not",
        "hasn't been",
        "was never",
        "isnt",
        "will be",
        "should be",
        "might be",
        "needs to be",
        "is nearly",
        "is half",
        "is almost",
        "is partly",
        "can't be",
        "is hardly",
        "is yet to be",
        "would be",
        "is far from",
        "is due to be",
    ]
)
DOUBTS_AFTER = st.sampled_from(
    [
        "if HR agree",
        "once HR agree",
        "unless HR object",
        "subject to sign off",
        "by Friday",
        "next week",
        "according to HR",
        ", I think",
        "except the audits",
        "but not signed off",
        "pending approval",
        "in part",
        ", apparently",
        "?",
        ", isn't it?",
        ", not",
        ". Not really.",
    ]
)
DOUBTED = st.one_of(
    st.builds("{} 4.2 {} {}".format, DOUBTS_BEFORE, IS, DONE),
    st.builds("{}, 4.2 {} {}".format, DOUBTS_BEFORE, IS, DONE),
    st.builds("4.2 {} {}".format, DOUBTS_BETWEEN, DONE),
    st.builds("4.2 {} {} {}".format, IS, DONE, DOUBTS_AFTER),
    st.builds("{} we {} 4.2".format, DOUBTS_BEFORE, DONE),
    st.builds("is 4.2 {}".format, DONE),
    st.sampled_from(NOT_COMPLETED).filter(lambda text: not text.startswith("&gt;")),
)


def notes(intents: tuple[Intent, ...]) -> list[str]:
    """Every note in what was read, those inside questions too."""
    found = []
    for intent in intents:
        if isinstance(intent, Unclear):
            found += notes(intent.read)
        elif note := getattr(intent, "note", None):
            found.append(note)
    return found


def stands_in(note: str, text: str) -> bool:
    """Whether a note's characters come from a text, in order, spaces apart."""
    left = iter(text)
    return all(character in left for character in note if not character.isspace())


@given(text=ANYTHING, context=CONTEXTS)
@settings(max_examples=400, deadline=None)
def test_nothing_that_is_typed_breaks_it(text: str, context: str | None) -> None:
    assert json.dumps(as_json(text, read(text, KNOWN, TODAY, context)))


@given(text=ANYTHING.filter(lambda text: "&" not in text), context=CONTEXTS)
@settings(max_examples=400, deadline=None)
def test_a_note_is_made_of_the_message(text: str, context: str | None) -> None:
    for note in notes(read(text, KNOWN, TODAY, context)):
        assert stands_in(note, text)


@given(before=REMARKS, doubted=DOUBTED, afterwards=AFTERWARDS)
@settings(max_examples=600, deadline=None)
def test_a_doubted_completion_is_never_written(before: str, doubted: str, afterwards: str) -> None:
    assert "4.2" not in completed(read(before + doubted + afterwards, KNOWN, TODAY))


# Words, figures and marks that mean nothing to the bot, so that all of them belong to the note.
NOTE_WORDS = (
    "supervision file relaunched managers teams template staff café “good” standards £1.2m 97.2% "
    "v8.2 AD/HoS children’s it’s 24/03/14 policy (see minutes) e.g. Ofsted 🎨 & –"
).split(" ")
NOTES = st.builds(
    "{}{}{}".format,
    st.lists(st.sampled_from(NOTE_WORDS), max_size=12).map(" ".join).map("file {}".format),
    st.sampled_from([" ", "  ", ", ", "; ", " - ", ". ", "\n"]),
    st.sampled_from(["relaunched", "relaunched.", "relaunched!", "relaunched…", "(relaunched)"]),
)


@given(said=st.sampled_from(["amber", "amber:", "amber -", "complete,", "complete:"]), note=NOTES)
@settings(max_examples=400, deadline=None)
def test_a_note_keeps_every_character(said: str, note: str) -> None:
    (intent,) = read(f"4.2 {said} {note}", KNOWN, TODAY)
    assert isinstance(intent, Update)
    assert intent.note == note


@given(text=ANYTHING, context=CONTEXTS)
@settings(max_examples=200, deadline=None)
def test_an_update_always_says_something_of_an_action_that_exists(
    text: str, context: str | None
) -> None:
    for intent in read(text, KNOWN, TODAY, context):
        if isinstance(intent, Update):
            assert intent.action in KNOWN.actions
            assert intent != Update(intent.action)


@given(text=MIXED)
@settings(max_examples=200, deadline=None)
def test_case_and_smart_quotes_do_not_matter(text: str) -> None:
    def fields(message: str) -> list[object]:
        return [
            (type(i).__name__, getattr(i, "action", None), getattr(i, "status", None))
            for i in read(message, KNOWN, TODAY)
        ]

    assert fields(text.replace("'", "’")) == fields(text)
