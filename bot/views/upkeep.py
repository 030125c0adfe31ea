"""What `verify` says."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.views.words import counted

SHOWN = 50


def difference_lines(plan: str, found: Sequence[Any]) -> Iterator[str]:
    """The differences between what is kept and the ledger, one a line."""
    if not found:
        yield f"{plan}: what is kept is what the ledger says."
        return
    yield f"{plan}: {counted(len(found), 'difference')}"
    for one in found[:SHOWN]:
        yield f"  {one.noun} {one.key}, {one.field}: kept {one.kept!r}, ledger {one.ledger!r}"
    if len(found) > SHOWN:
        yield f"  and {len(found) - SHOWN} more"
