"""What an import would do, as values."""

from dataclasses import dataclass, field
from typing import Any

from bot.rules.outcomes import Change

Fields = dict[str, Any]
# (noun, key) to its fields: the shape in which a file, the tables and the ledger are compared.
Facts = dict[tuple[str, str], Fields]


@dataclass(frozen=True, slots=True)
class Changed:
    """A noun whose file now says something else: its fields from what stands to what will."""

    noun: str
    key: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file beside what is kept."""

    name: str
    is_new: bool
    created: Facts = field(default_factory=dict)
    changed: tuple[Changed, ...] = ()
    agreed: tuple[Changed, ...] = ()  # the file has come to say what stands already
    unchanged: int = 0
    absent: tuple[tuple[str, str], ...] = ()  # kept, and not in the file: left alone

    @property
    def does_nothing(self) -> bool:
        """Whether everything stands already as the file says."""
        return not self.created and not self.changed
