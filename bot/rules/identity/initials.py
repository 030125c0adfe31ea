"""Initials that stand for a child or someone in a family: "J.T. and her brother", "AB's review".

Colleagues are called by their initials as well ("QA to check", "AB to chase"). So these are only
looked for where the words beside them speak of a child's life, never by themselves.
"""

import re

# Two letters that are an office, a job, a form or a word of the work, and nobody's initials.
_OFFICES = (
    "AC AD AI AM AO AP AR AS AT BC BI BM BO BS CA CC CE CF CI CM CO CP CQ CR CS CV CX DA DC DD DE "
    "DH DI DM DO DP DR DS DT DV EA EC ED EF EH EP EU EY FC FE FF FG FM FN FT FY GP HE HO HQ HR HS "
    "HT HV IA IC ID IF II IN IO IP IQ IS IT IV KM KS LA LO MD ME MH MI MP MY NA NI NO NQ OF OK OM "
    "ON OP OR OS OT PA PC PD PE PH PI PL PM PO PQ PR PS PT QA QI QS RA RI RO RP SA SC SD SE SG SI "
    "SL SM SO SP SQ SR SS ST SW TA TL TM TO TV UK UN UP US VC VP VS WE WS YC YJ YO YP YR"
)
_DOTTED = r"(?<![\w.])(?:[A-Z]\.){2,3}(?:[A-Z]\b)?|(?<![\w.])[A-Z]\.[A-Z]\b"
_PLAIN = rf"(?<![\w&/.-])(?!(?:{_OFFICES.replace(' ', '|')})\b)[A-Z]{{2}}(?![\w&/-]|\.\w)"
_BOTH = rf"(?:{_DOTTED}|{_PLAIN})"
_KIN = (
    r"(?:mums?|mam|mother|dads?|father|parents?|brothers?|sisters?|siblings?|twin|nan|gran|aunt"
    r"|uncle|carers?|family|baby|son|daughter)"
)
_OWN = (
    rf"(?:{_KIN}|LAC|CLA|CP|CIN|PEP|RHI|IHA|EHCP|placement|foster\w*|school|nursery|visits?"
    r"|care plan|core group|contact|case|file|chronology|assessment|birthday|reviews?|disclosure)"
)
_LIVED = (
    r"(?:(?:was|is|were|are|has been|have been|hasn't been|had|has not been|have not been|not) "
    r"(?:\w+ ){0,2}?(?:seen|placed|visited|missing|excluded|moved|removed|accommodated|arrested"
    r"|born|pregnant|subject to|at home|at school|in care|on the edge of care|on a plan|neglected"
    r"|abused|harmed|home educated|looked after|safe)\b"
    r"|(?:turned|turns|is|aged?|,) ?\(?1?\d\b(?! ?(?:%|of|weeks|days|cases|actions|visits))"
    r"|\(aged? \d|disclosed|absconded|ran away|told (?:me|us|her|his|their)\b"
    r"|took an overdose|self.harm)"
)
_FOUND = re.compile(
    rf"{_BOTH}'?s'? (?:\w+ )?{_OWN}\b"
    rf"|{_BOTH},? (?:and [A-Z.]{{2,5}},? )?{_LIVED}"
    rf"|{_BOTH},? (?:and|with) (?:his|her|their) (?:\w+ )?{_KIN}\b"
    rf"|\b{_KIN} (?:of |, |\()?{_BOTH}"
    rf"|\b(?i:child|boy|girl|lad|lass|young person|yp|pupil|baby|initials)[ ,:(]{{1,2}}{_BOTH}"
    rf"|\b(?i:initials)\b[^.\n]{{0,25}} {_BOTH}"
    rf"|(?:{_DOTTED}),? ?\(?(?:aged? )?\d{{1,2}}\b(?![%./])"
    rf"|(?:{_DOTTED}) who (?:has|is|was|had)\b"
    rf"|\b(?:visits?|review|LACR|RHI|S47|s47|PEP|conference|placement|referral|missing)"
    rf" (?:to|for|on|of|with) (?:{_DOTTED})"
    rf"|\bfor {_PLAIN}[^.\n]{{0,20}} because (?:he|she|they)\b",
)


def are_a_childs(text: str) -> bool:
    """Whether a text, folded but in its own letters, has initials of a child or a family."""
    return not text.isupper() and _FOUND.search(text) is not None
