"""Numbers that belong to one child: health, school and state numbers, and dates of birth."""

import re
from collections.abc import Iterator
from itertools import pairwise

_NHS_LABEL = re.compile(r"\bN[. ]?H[. ]?S\b\.?(?!\.?net)[^\d\n@]{0,20}$", re.I)
_LABEL_REACH = 32
_TEN_DIGITS = 10
_RUN = re.compile(r"(?<![\d.])\d{1,10}(?:[ .,/:()-]{1,2}\d{1,10})*(?![\d])")
_GROUP = re.compile(r"\d+")
_CLOCK_TAIL = re.compile(r"\.\d{6}\b")  # a Slack message's own time stamp
_WAYS_TO_WRITE = {(10,), (3, 3, 4), (5, 5), (4, 3, 3), (3, 4, 3), (1,) * 10, (3, 7), (4, 6), (6, 4)}

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SPELT = (
    r"(?:(?:twenty|thirty)[ -]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_DAY = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)?|{_SPELT})"
_GAP = r" ?[./ ,-] ?"
_FULL_DATE = (
    rf"(?:\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}(?:\d{{4}}|\d{{2}})(?!\d)|\d{{4}}{_GAP}\d{{1,2}}{_GAP}\d{{1,2}}"
    rf"|{_DAY} ?(?:of )?[ .,/-]?{_MONTH}|{_MONTH} ?{_DAY}(?!\d))"
)
_ANY_DATE = (
    rf"(?:{_FULL_DATE}|{_MONTH} ?'?\d{{2,4}}|\d{{6}}(?!\d)|\d{{8}}(?!\d)"
    r"|\d{1,2}[./-]\d{2,4}|\d{1,2}/\d{1,2})"
)
_DOB = (
    r"(?:\bd[./]? ?o[./]? ?bb?\.?(?![a-z])|\bb'?day\b|\bdate[ -]of[ -](?:birth|brith|bith|birht)\b"
    r"|\bbirth ?-?(?:date|day)\b|\bdate born\b)"
)
_SAYS = (
    r"(?:[ :=(,.-]|is\b|was\b|on\b|as\b|given\b|recorded\b|of\b|the\b|it's\b|missing\b|wrong\b)"
    r"{0,6}"
)
_BIRTH = re.compile(
    rf"{_DOB}(?:'s)?{_SAYS}{_ANY_DATE}"
    rf"|{_DOB}(?: (?:for|of|as|i|i've|have|we|says|say|[a-z]{{1,4}}-\d{{2,6}})){{1,5}} {_FULL_DATE}"
    rf"|\bborn\b ?{_SAYS}{_FULL_DATE}"
    rf"|\b(?:[A-Z]\.){{2,3}},? ?\(?{_FULL_DATE}"
    rf"|\bborn {_MONTH} ?\d{{4}}"
    rf"|\bage[ds]? \d{{1,2}},? ?\(?{_FULL_DATE}\)?"
    rf"|\b(?:he|she|child|baby|boy|girl|son|daughter) (?:was |is )?born {_SAYS}(?:in )?"
    rf"{_MONTH} ?\d{{4}}"
    rf"|\b(?:turns|turned|turning|will be|(?:s?he|they)'ll be) \d{{1,2}} on {_SAYS}{_FULL_DATE}"
    rf"|\bb\. ?{_FULL_DATE}"
    r"|\((?:b\.?|born) ?(?:19|20)\d\d\)"
    rf"|(?:{_DOB}|\bdates of birth\b)[^.\n]{{0,40}}?\b(?:is|are|was|be) {_FULL_DATE}"
    rf"|{_FULL_DATE}[ .,'\d]{{0,6}}[ (,-]{{0,3}}{_DOB}"
    rf"|{_FULL_DATE}[ .,'\d]{{0,6}}[ (,-]{{1,3}}born\b",
    re.I,
)

# A quick look, before the slow one.
_SPEAKS_OF_BIRTH = re.compile(
    r"born|birth|\bof b|day\b|\bage|[a-z]\.[a-z]\.|\bd[./]? ?o[./]? ?b|\bturn|will be|'ll be"
    r"|\bb\.|\(b ",
    re.I,
)
_DIGIT = re.compile(r"\d")

_LABELLED = re.compile(
    r"\bU\.?P\.?N\b[^\d\n]{0,20}[A-Z]?[ -]?\d{4}"
    r"|\b(?:unique )?(?:pupil|learner)(?:'s)? (?:number|no|ref\w*|record)\b[^\d\n]{0,20}\d{4}"
    r"|\bU\.?L\.?N\b[^\d\n]{0,20}\d{4}"
    r"|\bpassport\b[^\d\n]{0,25}\d{3} ?\d{3}"
    r"|\b(?:NI|NINO|N\.I\.|national insurance)\b[^\d\n]{0,25}\d\d ?-?\d\d ?-?\d\d"
    r"|\b(?:BRP|residence permit|home office ref\w*|hospital (?:no|number)|CHI)\b[^\d\n]{0,20}\d{4}"
    r"|\bbirth certificate (?:no|number|ref\w*)\b[^\d\n]{0,12}\d{4}",
    re.I,
)
_SYSTEM = r"(?:LCS|mosaic|liquid ?logic|care ?first|protocol|eclipse|azeus|framework-?i)"
_RECORD = re.compile(
    rf"\b{_SYSTEM}\b(?:'s)?[ :#,(-]{{0,3}}(?:(?:id|no|nr|number|num|ref|record|case|person|client"
    r"|file|child|pin)\b[ .:#,(-]{0,3}){0,3}\d{6,10}(?!\d|[/.]\d)"
    r"|\b(?:ICS|LL) (?:id|no|number|ref|record)\b[ .:#]{0,3}\d{6,10}(?!\d|[/.]\d)"
    rf"|\b{_SYSTEM} (?:\w+ )?(?:id|no|number|ref)\b[ .:#]{{0,3}}"
    r"(?:[A-Z]?\d{6,10}|\d{2,4}(?: \d{2,4}){2,3})\b"
    r"|\bcase (?:no|number|ref)\b[ .:#]{0,3}[A-Z]{2,4}/\d{2,4}/\d{2,6}\b"
    rf"|\b(?:id|record|number|no\.?)[ :#]{{1,2}}\d{{6,10}} (?:on|in) (?:{_SYSTEM}|ICS)\b",
    re.I,
)
_UNLABELLED = re.compile(
    r"(?<![\w-])[A-HJ-NP-TV-Z]\d{12}(?!\w)"  # a pupil's number
    r"|(?<![\w-])(?!BG|GB|NK|KN|TN|NT|ZZ|CR)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r" ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)"  # a National Insurance number
)


def number_of_a_person(text: str) -> str | None:
    """What the text shows of a person's numbers, as a reason; None when it shows none."""
    if _SPEAKS_OF_BIRTH.search(text) and _BIRTH.search(text):  # which may be all in words
        return "It looks like a date of birth."
    if not _DIGIT.search(text):
        return None
    if any(_is_nhs(text, start, digits) for start, digits in _ten_digit_numbers(text)):
        return "It looks like an NHS number."
    if _LABELLED.search(text) or _UNLABELLED.search(text):
        return "It looks like a person's official number."
    if _RECORD.search(text):
        return "It looks like the number of a child's record."
    return None


def _ten_digit_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Each run of groups that makes ten digits, with where it starts."""
    for run in _RUN.finditer(text):
        groups = [(m.start(), m.end(), m.group()) for m in _GROUP.finditer(text, *run.span())]
        for first in range(len(groups)):
            last, count = first, len(groups[first][2])
            while count < _TEN_DIGITS and last + 1 < len(groups):
                last += 1
                count += len(groups[last][2])
            if count == _TEN_DIGITS and _stands_alone(text, groups[first : last + 1]):
                yield groups[first][0], "".join(group for _, _, group in groups[first : last + 1])


def _stands_alone(text: str, groups: list[tuple[int, int, str]]) -> bool:
    """Whether the groups are written as one number, and not as a row of figures or a time."""
    if _CLOCK_TAIL.match(text, groups[-1][1]):
        return False
    start = groups[0][0]
    lengths = tuple(len(group) for _, _, group in groups)
    if lengths in _WAYS_TO_WRITE or _labelled_nhs(text, start):
        return True
    gaps = {text[one[1] : other[0]] for one, other in pairwise(groups)}
    return len(gaps) == 1 and not gaps & {" ", ", ", ",", ". "}


def _is_nhs(text: str, start: int, digits: str) -> bool:
    return _check_digit_holds(digits) or _labelled_nhs(text, start)


def _labelled_nhs(text: str, start: int) -> bool:
    return _NHS_LABEL.search(text[max(0, start - _LABEL_REACH) : start]) is not None


def _check_digit_holds(digits: str) -> bool:
    """The NHS number's own check: weights ten down to two, modulo eleven."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9]) and digits != digits[0] * _TEN_DIGITS
