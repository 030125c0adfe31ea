"""The plan's references, made ready for looking up; built once for each `Known`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from bot.language.tokens import Patterns, patterns_of
from bot.rules.intents import Known, KnownAction, KnownMeasure

_KEPT = 16
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Index:
    """What reading looks up: references folded to lower case, themes and labels in plan order.

    `series` are the words that the measures' series have in their names, in lower case.
    """

    known: Known
    order: tuple[str, ...]
    refs: Mapping[str, str]
    themes: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[KnownMeasure, ...]]
    series: frozenset[str]
    patterns: Patterns

    def action(self, ref: str) -> KnownAction:
        """The action of a reference that the plan knows."""
        return self.known.actions[ref]

    def range(self, first: str, last: str) -> tuple[str, ...]:
        """The references from one to another in the plan's order; empty where they run back."""
        start, end = self.order.index(first), self.order.index(last)
        return self.order[start : end + 1]

    def nearest(self, ref: str) -> tuple[str, ...]:
        """Up to three references that exist and look most like one that does not."""
        theme = self.themes.get(ref.split(".")[0], ())
        alike = _alike(ref, self.order, 0.5)
        parts = _NUMBER.findall(ref)
        close = sorted(theme, key=lambda r: _far(r, parts)) if theme else alike
        return tuple(dict.fromkeys([*close[:2], *alike]))[:3]

    def nearest_measures(self, label: str) -> tuple[str, ...]:
        """Up to three measure labels that exist and look most like one that does not."""
        return _alike(label, tuple(self.measures), 0.4)


@lru_cache(maxsize=1024)  # comparing with every one there is takes longer than all the reading
def _alike(said: str, known: tuple[str, ...], cutoff: float) -> tuple[str, ...]:
    return tuple(get_close_matches(said, known, n=3, cutoff=cutoff))


def _far(ref: str, parts: list[str]) -> int:
    own = _NUMBER.findall(ref)
    return abs(int(own[-1][:9]) - int(parts[-1][:9])) if own and parts else 0


_made: dict[int, Index] = {}


def index_of(known: Known) -> Index:
    """The index of a plan; the last few are kept, because a plan changes seldom."""
    found = _made.get(id(known))
    if found is None or found.known is not known:
        if len(_made) >= _KEPT:
            _made.clear()
        found = _made[id(known)] = _build(known)
    return found


def _words(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in name.lower().split())


def _build(known: Known) -> Index:
    themes: dict[str, list[str]] = {}
    for action in known.actions.values():
        themes.setdefault(action.theme.lower(), []).append(action.ref)
    measures: dict[str, list[KnownMeasure]] = {}
    for measure in known.measures:
        measures.setdefault(measure.ref.lower(), []).append(measure)
    return Index(
        known=known,
        order=tuple(known.actions),
        refs={ref.lower(): ref for ref in known.actions},
        themes={theme: tuple(refs) for theme, refs in themes.items()},
        measures={label: tuple(found) for label, found in measures.items()},
        series=frozenset(_words(name for one in known.measures for name in one.series)),
        patterns=patterns_of(ref.lower() for ref in known.actions),
    )
