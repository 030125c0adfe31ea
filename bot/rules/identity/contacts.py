"""Where a family lives, and how it is reached."""

import re

_STREET = r"[#0][EIuw]?,?(?:[CFSXLBOMTZ]{1,3}|[usfL]{1,2})T"
_HOUSE = rf"(?:!(?:[#0N][EI]?,?)?(?:{_STREET}|[#0]|[CFSXLZ])?|{_STREET})"
_ADDRESS = re.compile(
    rf"R[:i-]{{0,2}}e?(?:{_HOUSE}|[#0^!])|R[^|]{{0,6}}[CFSXLBMZ]T"
    rf"|a(?:{_HOUSE}|!|\^|[CFSXLBMZ]{{1,3}}T)|R[:-](?:[CFSXLBMZ#0N])"
    rf"|[Ra][^|oO]{{0,4}}\^"
    rf"|x[:,i-]{{0,2}}{_HOUSE}|Yx[^|]{{0,8}}[#0N]|[CFSXLBMZ]T:[KPY]"
    rf"|[KPYHRv_][^|oOjD]{{0,8}}{_HOUSE}"
    rf"|[Kc]'[oO],{_HOUSE}"
    rf"|{_HOUSE}[^|oOjD]{{0,9}}[KPY]|K[wi]{{0,2}}V[^|]{{0,4}}{_STREET}|{_HOUSE},?(?:g[#0]|#-?y)"
    rf"|(?:g[#0]|#-?y|c)[^|oOjDdT]{{0,4}}{_HOUSE}|II\(#\)1[CFSXLBMZ]{{1,3}}T"
    rf"|Yl?[wi]{{0,3}}[;w]#[XFS]|![#0N]|[KPY]w?V[^|oOjDL]{{0,4}}{_STREET}|Re?[CFSXLBMZO]{{1,3}},[CFSXLBMZO]{{0,3}}T"
    rf"|[KP]'oV?[^|]{{0,8}}[T^]|R[^|oO]{{0,4}}[#0],[CXSFLB]{{1,2}}"
    rf"|(?:^|\|)[^|oOjDdW@]{{0,6}}{_STREET}[CL,]{{0,4}}\^"
    rf"|[KYRHP][^|oOjDd]{{0,8}}\^"
    rf"|KQ[^|]{{0,16}}[\^T]"
    rf"|\^[(,i]?[eH]?[KY]|4[^|oO]{{0,3}}V[#0][EIuw]?e?[XSLC]|K'wi[#0]"
)
_BETWEEN = r"[^|oOjDdUW~]"
_REACHED = re.compile(
    rf"(?<!E)K{_BETWEEN}{{0,6}}(?<!;)[G~]"
    rf"|2{_BETWEEN}{{0,6}}~|@\([eH]?K\)|Pq~|P[wiqC]{{1,4}}~|Kw?jb~|[KPY];?[iw]{{1,3}}q~|[KPY]wi[G@]"
    rf"|K'wiw;~|KV?@|[G@][^|]{{0,8}}H[KP]"
    rf"|[PY]'{_BETWEEN}{{0,4}}[G~]|[PY][w:]{{1,2}}G"
    rf"|Y{_BETWEEN}{{0,2}}(?<!;)[G~]"
    rf"|[KPY]'[^|oOjD]{{0,3}}@"
    rf"|h[^|oO]{{0,3}}[G~@]"
    rf"|[G~][,(:-]{{0,2}}[eH]?K(?![oO])"
    rf"|[G~@]i[eH]?[KP]'?"
)
# A mailbox of one's own, in a message about a child or a family, wherever it stands.
_OWN_MAILBOX = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|aol|msn|btinternet|sky|talktalk"
    r"|virginmedia|ntlworld|protonmail|proton|gmx|mail)\.(?!gov|nhs)[\w.]{2,10}",
    re.I,
)
_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|facebook|fb|whats ?app|discord|xbox|psn|roblox"
    r"|twitter|telegram|kik|gamer ?tag)\b[^\n]{0,40}?"
    r"(?:(?<![\w.])@[\w.]{3,40}|\b(?:as|is|under|called|name|id|tag)[ :]{1,3}"
    r"(?=[a-z._]{0,30}[\d._])[a-z][\w.]{3,40}|\.com/[\w.]{4,40})",
    re.I,
)
_OF_A_CHILD = re.compile(r"[KPYH2]|#-?y")


def lives_somewhere(letters: str) -> bool:
    """Whether a message of this shape gives a family's home address."""
    return _ADDRESS.search(letters.replace("+", "K")) is not None


def can_be_reached(text: str, letters: str) -> bool:
    """Whether a text of this shape gives a family's telephone number or email."""
    letters = letters.replace("+", "K")
    own = _OF_A_CHILD.search(letters) and _OWN_MAILBOX.search(text)
    return bool(own or _REACHED.search(letters))


def has_an_account(text: str, letters: str) -> bool:
    """Whether a text of this shape, as it was typed, names a child's account with a network."""
    of_a_child = _OF_A_CHILD.search(letters.replace("+", "K"))
    return bool(of_a_child and _ACCOUNT.search(text))
