"""A name where the words around it speak of a child or a family.

Each rule is a pattern over a message's shape; what a letter stands for is said in `words.py` and
`shape.py`.
"""

import re

# A name that is surely one: a given name, a surname, or two unknown capital words.
_SURE = r"(?:m?k{0,2}(?:[FS]|M(?=[FSXBI])|X(?=[SXBI])|I(?=[SXBFZ])|B(?=S)))"
# A name by its place: any unknown capital word, where only a name can stand.
_NAME = r"(?:m?k{0,2}(?:[FSXM]|I(?=[SXBFZ])|B(?=[SX])|Z(?=[SXB])))"
_SMALL = r"(?:f|u(?=[us]))"
_ANY = rf"(?:{_NAME}|Z|f)"
_EITHER = rf"(?:{_NAME}|f)"
_TITLED = r"m[FSXMBLZC]"
# What is left of the name.
_REST = r"[FSXMBIZsuk]{0,4}+"
_LISTED = r"(?:[FS]|M(?=[FSX]))"
# A colleague who is about to do something.
_UNLESS_WORKING = r"(?![z;])"

_RULES = (
    # The child, Amelia; mum Kelly Brown; baby: Oscar; siblings Jack and Mia; Family of Khan.
    rf"(?<!9)K(?:e?{_NAME}|[,:/(-]{{1,2}}e?{_NAME}{_REST}{_UNLESS_WORKING})",
    rf"(?<!q)[PY][:(-]?{_NAME}{_REST}{_UNLESS_WORKING}",
    rf"[PY][w#,:(q-]{{1,3}}(?:{_SURE}|M){_REST}[,&]",
    rf"K[,:(-]?{_SMALL}|[PY][:(-]?f|5[Ff]|Km[sfu]|KB(?=[tilpc|]|$)|KII(?=[l,])|PeS",
    rf"KI{{1,3}}[SXZFB]|KV\$,[FX]|K;{_LISTED}|K[:,(-]{{1,2}}m[FSXMBLZCsfu]{_REST}{_UNLESS_WORKING}",
    # Ollie at Cherry Lane school; Ollie Marsh, Cherry Lane School.
    r"(?<![mjdb&])(?:F[SXBI]?|f[su]?)(?:V|,)[LXCTBS]{1,4}[oO]\?(?![j(])",
    # Audited Jayden Smith: a case, where nobody audits colleagues.
    r"z\?(?:F[SXBI]|f[sul]|[XZ][SXB])(?!['&;z])",
    rf"Kwq?{_LISTED}|Hc{_SURE}",
    rf"(?<!E)K1(?:{_EITHER}|m)|[PY]1m?{_NAME}",
    rf"[KH]'?w?i(?:{_SURE}|f)",
    # The child is called Amelia; young person named zofia; child's name is; surname Noor.
    rf"[KPYHp]'?[^|]{{0,4}}n[1q]?e?K?i?[:-]?(?:{_EITHER}|u|(?<=[i:-])B)",
    rf"%i?[:-]?(?:{_EITHER}|s)|2['i]{{1,2}}n{_EITHER}",
    rf"n[q1][eE]?[KY]'?[i:-]{{0,2}}{_NAME}",
    # Kelly Brown (mum); Darren Lee - father; Kelly is his mum; Jack and Mia, siblings.
    rf"(?:{_ANY}|m[BLC]){_REST}[,(-]{{1,2}}[eHJE]?w?K(?=[),|q:-]|1\$|$)",
    rf"{_EITHER}{_REST}i(?:[eHJE]w?K|K'|e?P(?=[|,]|$))",
    rf"{_LISTED}{_REST}[&,][FSM]{_REST}[,(-]P(?=[),|:-]|$)",
    # Jayden and his mum; Amelia with her siblings; Mia told me her dad was out.
    rf"{_ANY}{_REST}[&wq][HJ]#?[w5]?[KP]|[Ff]{_REST}[wzUi1Hj;]{{1,5}}HK|[Ff]{_REST}(?:bH|wHj)K|[Ff]{_REST}VH[c3]",
    # Mrs Okafor's son; Jayden's mum; Amelia's fifth birthday; Tyler's school; the Smiths' baby.
    rf"(?:{_ANY}|m[BLC]|M)[FSXMBIZCsuk]{{0,4}}'(?:[wC#N]{{0,2}}[KcRlxh]|N3|3q[eH]?K)|(?:F[SXIBF]|X[SX])'[cp](?![z;]|wz)",
    rf"F'i?(?:l|4|t(?=[|&,]|$))|z\??F[SXB]?'p|[pK]z\??:{_SURE}",
    rf"(?:{_LISTED}|mX|f){_REST}'[wC]?[PY]",
    rf"(?<!T){_ANY}{_REST}Q(?!;|z(?![2c]))",
    # Jayden is a child in need; Amelia Jones, child in need, was seen.
    rf"{_EITHER}{_REST}(?:iE?<|,E?<(?=[,|)]|$))",
    rf"K'(?:c|w):?{_NAME}",
    # Mr and Mrs Khan; Mr Novak and his sons; Mr Khan, the father.
    rf"m&{_TITLED}|mk{{0,2}}[FSXMBLZCsfu]{_REST}[,&wqr]{{1,2}}[HJ]?[KPY]",
    r"m[FSXMBLCsfu]{1,3}+[,(-]{0,2}[eEH]K",
    # Mr and mrs khan; Mrs Gyamfi and two children; the Begum/Miah case; little bobby.
    r"m&m[FSXMBLZCsfu]|m[FSXMBLCsfu]{1,3}+&[e#]?[PKY]|S/S'?[pc]",
    # Ellis M, Kian O; audit done on Jaswinder Dhillon; Mohammed Yusuf H; initials R.V.
    r"fu'[cp]|YeX|r[FX],2|z#1#:?[FX][SX]|[FX]wHc|[FMX]iwVK|Mi#,[iw]{0,2}l|KVNi[FX][SX]",
    r"FI[,&]FI|zwq[FX][SXB](?!')|F[FS]I(?=[wi|,]|$)|nI{2,3}",
    # Zainab told me she wants to go home; Mia told her IRO she is; Zofia is in her placement.
    r"[FX]wU2[wi]{0,2}l|[FX]wHj2|[FX]iwVHc|F[SX]\(#,[LX]",
    # Visited Jayden Smith; home visit to Amelia; took Mia to the dentist; placed with the Smiths.
    rf"[v_]-?{_SURE}{_REST}(?!'w?o)|[v_]{_TITLED}",
    r"[v_][eq:-]?m?(?:X(?=l|[&,]H)|f)|_[eq:-]?X",
    rf"7[Ff]{_REST}(?:3|[;bV][eH]?[c3])",
    rf"[v4]eS|4(?:{_SURE}|f|{_TITLED})|t(?:{_SURE}|f){_REST}[wVbq]|tX[t4]",
    # LAC review for Chloe W; S47 on Liam; the case of Jayden Smith; PEP: Mia; LAC - Mia Jones.
    rf"[pc3][qr1]e?{_EITHER}{_REST}(?!'w{{0,2}}[oOz])|[pc][qr1:(-]{{1,2}}e?{_EITHER}{_REST}(?!'w{{0,2}}[oOz]|[z;])|[pc][q1]{{1,2}}{_TITLED}",
    r"pwqF[SX](?!')|(?:f[sulL]|I[SXB])c(?![oO])|f[sul]p(?![zoO])|F[SB][cp](?![oOzjDd])|FI[pc](?![oO])|eFp(?![zoO])",
    rf"[pc]w{{0,2}}>e?{_EITHER}{_REST}(?!')",
    r"[pc](?:F[SXIBF]|X[SX]|f[fs]|F(?=N|\||$))(?![zi;])",
    rf"6[:-]?F{_REST}(?![zij;'])|6[:-][XFZ][SXZ](?![zij;'])|[SX],F[,:(-]{{1,2}}[c6]|SF[,:(-][c6]|F[SX]\(c\)",
    r"r[:-]?(?:F(?:[SXIB]|(?![',z;N#0FM]))|f[sI]|X[SXI](?!'))",
    # Jayden was placed; Amelia is subject to a plan; Amelia disclosed; Jayden said he ran away.
    rf"(?:{_EITHER}|Z(?=[SXB])){_REST}i{{1,2}}w?(?:t(?!1|qe)|4|8[eE]?[pcA6])|Zi{{1,2}}4|Zl",
    rf"(?:{_EITHER}|Z(?=[SXB])){_REST}(?:[iwV]{{0,4}}l|[wz,]{{1,2}}2[wi]{{0,2}}l|,?w?4)",
    # Amelia, aged 7; Liam is 14 years old; seven-year-old Mia.
    rf"{_ANY}{_REST}i?[,(-]{{0,2}}(?:g[#0]|#y)",
    rf"#-?y,?{_EITHER}|g[#0],?{_NAME}|[Ff][SXsuB]?#[wCA]?l|mk{{0,2}}[IFf]?[FSXMBLZCsfu][iw]{{0,3}}l",
    rf"{_EITHER}{_REST},?V?=(?=[,iV|)]|-|$)",
    # HX-1042 Jayden; HX-1042 (Jayden Smith); Jayden Smith (HX-1042); Bobby from HX-1042.
    rf"(?:\$|p[#0])[:(/-]{{0,2}}[in]?(?:{_LISTED}|X[SXIB]|f|m[FSXBL]){_REST}(?!['z;])",
    rf"\$[:(-]{{0,2}}I[SX](?!['z;])|\$\(I[SXBFM]|\$[:(-]{{0,2}}X(?=[|)]|$)|\$\(L[SXIB]\)|(?:F[SXBI]|[XZ][SXB]|f[su]){_REST}[(-]?\$|F\(\$\)(?!,)|FI,\$|[Ff]{_REST}b\$",
    # HX-1042 (Thu Trang Nguyen); audit 3 is Mia; Smith, Mia, F, 6/12/2003; the children (wei, jun).
    rf"\$\([CXFZM]{{1,2}}[FSX]\)|z#i{_SURE}|[XSF],F[SX]?,[IA],N|P\([fu]{{1,2}}[&,]",
    # Amina (3), Hodan (12); Samira's case was closed and she was re-referred; he is the lad.
    rf"F\(#\),F\(#\)|F'p[^|]{{0,9}}2i{{1,2}}w?[t4l]|F{_REST}[^|]{{0,9}}2ieK|[FSX][FSX],[iw]{{0,2}}t",
    rf"[#0]j[^|]{{0,5}}qF{_REST}(?:\||$)|F{_REST}ii#j|(?:{_LISTED}|X){_REST}t[0#]|f'o\?|[FXZMC]\(2'?[iw]{{0,2}}#\)",
    # Aaliyah and Yusuf, siblings; 1) Marku, Elira 2) Haxhi, Besart; Angharad / Iestyn.
    r"(?:f[fsu]{0,2}[&,]){1,4}f[fsu]{0,2}[,(-]{0,2}P(?=[),|:-]|$)",
    r"#\)[XSF],[XSF][^|]{0,2}#\)[XSF],[XSF]|[pc][XF]/[XF]|l[^|]{0,4}:F",
    # Hunter told his IRO that his dad; Faith is 9 and; Daisy is settled with her new carers.
    r"(?:^|\|)[MBF]w{0,2}H[^|]{0,9}HK|[MB]i#&|[FX]i[^|;]{0,4}H[wC]{0,2}[KP]",
    r"m[FSXMB]{1,2}[^|]{0,9}H[wC]?[KP]|[FX]'[^|]{0,10},HK|q[FMf]w{0,2}Hc|Fi[wC]{0,2}9c,2",
    # Thanh Tran's had no notes; 'Zac', 13; Lowri (LAC, 14); Abdul, says he is 16; mum says Kai.
    r"F[SX]'?i9|'[FX]',#|[FXSZ]\(6,#\)|[FX],?z2i#|Kz[FfX](?!z)|F'pi|\$\|F[SX]",
    rf"e[XS]K(?![oO'])|o\?we?F[SXI]|[cp]w{{1,2}}q(?:F{_REST}(?!['z;])|MI|M(?=\||$))",
    # Harpreet Kaur to the tracker, she came into care; the child in this case, Ibrahim, told us.
    rf"(?:F[SXI]|X[SX]){_REST}[^|]{{0,8}},2[wi]{{0,2}}l|K[Vep]{{1,3}},F|F[SX]{{1,2}},w?Y,",
    # The Smith case; the Smiths; the Smith family; the Khan children; Okafor siblings.
    rf"(?:{_LISTED}|X|eB|B(?=Y)|Z(?=Y)|f|s)'?(?:Y|P)(?![OoC])|(?:^|[|])ZP(?![OoC])",
    r"(?:^|[|e])Sp|eS(?=[i|]|$)|beS(?=[;l])",
)
_FOUND = re.compile("|".join(f"(?:{rule})" for rule in _RULES))
# Theo was upset after seeing dad: a name and a relation, and nothing of the work between them.
_TOLD_OF_KIN = re.compile(
    r"(?:(?<![bqdj])[Ff][SXBI]?+(?!['z:(,])|m[FSXBLC])[wiU;12Veq,&3tlHE]{1,9}K(?!['oO]|[^|]{0,8}\$)"
)
# A bare age may be a count of actions, unless something near it speaks of a child.
_YOUNG = re.compile(r"[KPYcptl3642]")
_BARE_AGE = re.compile(rf"(?:{_LISTED}|X|f){_REST}(?:\(#\)|,#(?=[,.|)]|$)|,?w?i#(?=[,.|&i]|$))")
# A whole name in a sentence that speaks of a child, and of nobody's work.
_WHOLE = re.compile(
    r"(?<![jdbDz@W;:3V])(?<![jd][,:(-])"
    r"(?:F[FSXBCI]|X[SX]|[ZCMI]S|MS|f[su])[FSXMBIZsuk]{0,3}+"
    r"(?![&FSXM]{0,3}b[ADLoC])(?![,(:-]{0,2}[CwLADoUVeq&]{0,4}[jDo@])(?![wi,]{0,2}[;z])(?![&,]?[FSXMf]{0,3}[;z])"
    r"(?!\)?~|\([6P]|[&,]?[FSXM]{1,3}\([6P])"
)
_CHILDS = re.compile(r"[Kcptl43_6g]|#-?y")  # "children" in general are everybody's work
_WORK = re.compile(r"[jDdWU@Oo]|p-?$")


def names_a_family(letters: str) -> bool:
    """Whether a message of this shape names a child or someone in a child's family."""
    if _TOLD_OF_KIN.search(letters):
        return True
    letters = letters.replace("+", "K")
    if _FOUND.search(letters) or any(map(_tells_of, letters.split("|"))):
        return True
    return _BARE_AGE.search(letters) is not None and _YOUNG.search(letters) is not None


def _tells_of(sentence: str) -> bool:
    """Whether a sentence has somebody's whole name beside what is said of children."""
    named = _WHOLE.search(sentence)
    if named is None or _WORK.search(sentence):
        return False
    return _CHILDS.search(sentence[: named.start()] + sentence[named.end() :]) is not None
