"""What a command loads it keeps as long as it runs: none of it is garbage.

Looking through it for some takes a tenth of a start, and later, each time, a tenth of a second in
which nobody is answered.
"""

import gc


def begin() -> None:
    """Look for no garbage while modules are loaded."""
    gc.disable()


def done() -> None:
    """From now on look for it among what comes after this. May be said again."""
    gc.freeze()
    gc.enable()
