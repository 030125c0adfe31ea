"""Percentages as the papers print them: whole, and a half goes up."""


def percent(part: int, whole: int) -> int:
    """A part of a whole in percent. Raises ZeroDivisionError where there is no whole."""
    return (200 * part + whole) // (2 * whole)
