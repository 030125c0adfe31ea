"""A name by itself, and beside it what could only be said of a child or a family.

A given name may be a colleague's: "Priya has finished the chronology". It is none where the same
sentence goes on to a relative, a social worker of one's own or a child's day.
"""

import re

_NAME = r"(?:[FX]|M(?=[iwl]))"
_RULES = (
    # Bartek was found by his uncle; Hetty and Alf went home to their mum; Xiuying, by her mother.
    rf"{_NAME}[^|]*H[wC5]?[KP]|[FXZMf]&[FXMf][^|]*J[KP]|(?:^|\|)Z[wi][^|]*HK",
    # Can we get Adaeze seen sooner, her SW has tried twice; used Tyla's story with her permission.
    r"[FX][^|z;]*Hj|[FX][SX]'wqH|[FM]w{0,2}Hw?j|fwU2",
    # Every day of a child, unless it is said of all of them: Tomasz is now in a wheelchair.
    r"[FM][^|PK9]*l",
    # Kyle kicked off at the placement; I met with Blessing and she has agreed to a pathway plan.
    r"[FX][^|,;z]{0,4}Ve?c|qF[wV]{0,2}&2[^|]*c|F[^|]{0,3}&2[^|]*[cpl]",
    # This is Zainab's case; we lost Ngozi's file; did the audit for Olumide, chronology ok;
    # Esme and Noah's case; McAllister case is the one; Re Hargreave (Jude).
    r"[FX]'p(?=[V,|q]|$)|zq[FX],c|p[^|]{0,4}qF[iw]|F&[FX]'p|(?:^|\|)[ZX]pi|r[SX]\(F\)",
    # A life story book for Reuben, he's being adopted; bethany wont get in the taxi to school.
    r"[FX][^|]*,2'?i?i?t|(?:^|\|)f[^|]{0,9}3",
    # Mrs. Antoniu's complaint was upheld, the letter went to her neighbour.
    r"m[FSX]{1,2}'w[^|]*H",
    # Mark (14) has had his PEP; Bea 6, Theo 11 - on CP plans; Ka-yan (f, 16); Sinead. She's 15.
    r"[FMX]\(#\)[^|]*[Hc2]|F#,[FX]#[^|]*[cpl]|[FXS]\([uw],#\)|[FXM]\|2.?#"
    r"|(?:^|\|)A,#,|[FXZ][^|]*2'#",
    # The Rahman single assessment.
    r"eSc(?!o)",
)
_FOUND = re.compile("|".join(f"(?:{rule})" for rule in _RULES))


def is_named_alone(letters: str) -> bool:
    """Whether a message of this shape gives the name of somebody who can only be a child."""
    return _FOUND.search(letters.replace("+", "K")) is not None
