"""What may be the number of an action or the label of a measure.

It stands in nearly every sentence of ours, so nothing in it may mention or format.
"""

import re

LONGEST_REF = 20
_STEERS = re.compile(r"[<>&*~`|@]")
_NEW = re.compile(rf"[\w.() -]{{1,{LONGEST_REF}}}")


def steers(ref: str) -> bool:
    """Whether a reference holds what Slack reads as a mention, a link or formatting."""
    return bool(_STEERS.search(ref))


def is_reference(ref: str) -> bool:
    """Whether somebody may give this number to an action."""
    return ref == ref.strip() and _NEW.fullmatch(ref) is not None
