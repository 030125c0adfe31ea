"""The words that people use for a status, a rating or a date, as tables.

A table holds phrases in lower case, separated by bars; a phrase may have several words. What
these words mean beside other words is decided in `verdict.py`.
"""

from typing import NamedTuple


def table(*lines: str) -> tuple[str, ...]:
    """The phrases of a table, in order."""
    return tuple(phrase.strip() for line in lines for phrase in line.split("|"))


class Said(NamedTuple):
    """A field that a phrase speaks of: `form` is "verb" for a command, "doubt" where it asks."""

    field: str
    value: object
    form: str = "plain"
    reason: str = ""


COMPLETED = table(
    "done|finished|complete|completed|closed|closed off|closed out|signed off|wrapped up|sorted",
    "sorted out|ticked off|done and dusted|done & dusted|completely done|completely finished",
)
COMPLETE_IT = table("close|finish|close off|close out|sign off|wrap up|tick off")
COMPLETING = table("completing|closing|finishing|completes|closes|finishes|signing off|completion")
INCOMPLETE = table(
    "not signed off|incomplete|unfinished|uncompleted|undone|unsigned|uncomplete|unclosed"
)
NOT_STARTED = table(
    "not started|not yet started|not begun|not yet begun|hasn't started|hasn't begun",
    "haven't started|has not started|have not started|has not yet started|have not yet started",
    "hasn't yet started|haven't yet started|hasn't been started|has not been started",
    "not been started|never started|yet to start|unstarted|isn't started|not started yet",
    "hasn't started yet|haven't started yet|not even started|still to start",
)
IN_PROGRESS = table(
    "in progress|started|under way|underway|making progress|making good progress|wip",
    "making some progress|making steady progress|work in progress|begun|has begun|work under way",
    "work underway|work has started|work started|we've started|work in hand|progressing",
    "work has begun",
)
CARRY = table(
    "carry over|carried over|carry forward|carried forward|roll over|rolled over|carry it over",
    "carry it forward|carry this over|residual|residual action|residual item",
)
MOVE_ON = table("move|moved|moves|moving|move it|transfer|transferred|transfer it|over|forward")
NEW_PLAN = table("new plan|next plan|sip|service improvement plan")
TO_NEW_PLAN = tuple(
    f"{to} {the}{plan}" for to in ("to", "into", "for") for the in ("the ", "") for plan in NEW_PLAN
)
RESIDUAL = (
    *CARRY,
    *(phrase for phrase in TO_NEW_PLAN if not phrase.startswith("for ")),
    *(f"{carried} {to}" for carried in CARRY for to in TO_NEW_PLAN),
    *(f"{moved} {to}" for moved in MOVE_ON for to in TO_NEW_PLAN if not to.startswith("for ")),
)
GREEN = table(
    "green|on track|fine|going well|all fine|all on track|going fine|going very well",
    "going really well|on schedule|on target|doing fine|doing well|going ok|going okay|ontrack",
    "progressing well",
)
AMBER = table(
    "amber|at risk|slipping|behind|behind schedule|running behind|delayed|running late|slipped",
    "falling behind|fallen behind|at risk of slipping|at risk of delay|slipping a bit|behind plan",
    "slipping behind|slipped back|has slipped|have slipped|running behind schedule",
)
RED = table("red|blocked|stuck|off track|offtrack|at a standstill|gone off track")
HALFWAY = table("halfway|half way|halfway through|half way through|halfway there|half way there")


def _fields() -> dict[str, Said]:
    rows = [
        (COMPLETED, Said("status", "completed")),
        (COMPLETE_IT, Said("status", "completed", "verb")),
        (COMPLETING, Said("status", "completed", "doubt", "future")),
        (INCOMPLETE, Said("status", "completed", "doubt", "negated")),
        (NOT_STARTED, Said("status", "not_started")),
        (IN_PROGRESS, Said("status", "in_progress")),
        (("reopen", "re open"), Said("status", "in_progress")),
        (RESIDUAL, Said("status", "residual")),
        (GREEN, Said("rag", "green")),
        (AMBER, Said("rag", "amber")),
        (RED, Said("rag", "red")),
        (HALFWAY, Said("percent", 50)),
    ]
    return {phrase: said for phrases, said in rows for phrase in phrases}


FIELDS = _fields()

# Words that may stand between a reference and what is said of it without changing what is meant.
LINKS = frozenset(
    table(
        "is|are|'s|was|were|been|has|have|had|now|all|fully|just|finally|today|also|officially",
        "formally|successfully|both|already|it|it's|this|that|that's|these|they|they're|this one",
        "that one|these two|they've|we're|i'm|i|we|i've|we've|i have|we have|action|actions|item",
        "items|number|status|rag|rating|rated|progress|update|updates|please|pls|plz|to report",
        "happy to say|pleased to say|happy to report|pleased to report|glad to say|glad to report",
        "happy to confirm|pleased to confirm|can confirm|confirming|to confirm|confirmed|fyi",
        "just to say|just to let you know|to let you know|good news|great news|hi|hello|hey|dear",
        "morning|good morning|afternoon|good afternoon|evening|good evening|hi team|hi all",
        "everyone|thanks|thank you|many thanks|cheers|yes|yep|yeah|yup|ok|okay|right|so|well|re",
        "regarding|on|for|with|about|of|the|my|our|completely|entirely|totally|currently|being",
        "get|gets|got|gone|stands at|at|still|again|very|quite|really|overall|percent|rag rating",
        "rag status|then|there|yesterday|as of today|as of now|end of|both of them|both of these",
        "@|bot|hi bot|hello bot|hey bot|um|umm|er|erm|uh|anyway",
        "sorry for the delay|apologies for the delay|sorry for the late reply|sorry for late reply",
        "apologies for the late reply|apologies for late reply|sorry for the late update",
        "each|well done|good job|great work|nice work|team have|team has|the team have",
        "the team has|our team has|our team have|nice|point|moving|move|moved|turned|turns",
        "looking|looks|remain|remains|proud to say|here|just to update on|to update on",
        "an update on|a quick update on|just an update on|position|back|weekly update",
        "monthly update|latest update|final update|current status|current position",
        "progress update|quick update|update on|delighted to say|delighted to report|aye|one's",
        "delighted to confirm|thrilled to say|proud to report|at long last|at last|that one's",
        "this one's|after all that|after all this",
    )
)
# Of those, the ones that would make a completion doubtful.
NOT_BEFORE_COMPLETED = frozenset(
    table(
        "still|for|well|very|quite|really|again|being|get|gets|moving|move|moved|looking|looks",
        "remain|remains|at|is at|stands at|with|about|of|had|overall|there|'d|turned|turns",
        "confirmed|end of|percent|back",
    )
)
# Words that may bring a rating down or up a little, and leave it what it is.
SHADES = frozenset(
    table(
        "a bit|slightly|a little|badly|seriously|well|way|somewhat|mainly|broadly|approx",
        "approximately|roughly|around|circa|~",
    )
)
COPULAS = frozenset(table("is|are|'s|it's|that's|they're|this is|now"))
# Setters make a command of what follows: "set 6.3 to red". Only after one may "to" or "as" stand.
SETTERS = frozenset(
    table(
        "carry|roll|transfer|mark|set|make|put|record|log|update|change|turn|switch|flag|note",
        "show|mark up|rate|marked|marking|put down|setting|re-rate|rerate|call|class|move",
    )
)
# What brings a rating or a status in progress about: "went from amber to green".
RATERS = frozenset(
    table(
        "downgrade|downgraded|upgrade|upgraded|went|goes|keep|kept|stay|stays|staying|changed|back",
        "dropped|raised|lowered|reverted|revert|returned|turning|moved to|move to|moved back to",
        "move back to|changed to",
    )
)
SET_LINKS = frozenset(table("to|as|down|from|with|in"))
ASKED_TO = table("can you|could you|would you|will you|please can you|please could you")
WHEN_DONE = frozenset(
    table("today|yesterday|last week|last month|this week|this month|this morning|already")
)
# Words right after "done" that go on about it; any other word there makes it doubtful.
FOLLOWS = frozenset(
    table(
        "now|today|yesterday|already|finally|this week|this month|this morning|this afternoon",
        "last week|last month|last night|last year|in|on|as|with|at|because|after|following",
        "in full|thanks|thank you|please|pls|cheers|by|since|via|we|i|they|it|he|she|too|also|ok",
        "okay|yes|here|there|early|late|ahead|under|during|through|earlier|a week ago|and|x|we've",
        "i've|they've|it's|that's|we're|i'm|no|nothing|great|good|see|which|who|thx|ta|just|back",
        "on time|on schedule|on target|on budget|in time|for me|as planned|without issue",
        "as of today|without issues",
        "without problems|without any problems|without any issues|without delay|without incident",
        "nothing further to do|nothing more to do|nothing else to do|nothing left to do|no issues",
        "last monday|last tuesday|last wednesday|last thursday|last friday|nothing further",
        "nothing outstanding|no further action|no further action needed",
    )
)
# Of those, the ones that go on about a completion only before a date: "done in LAC" is a part.
BEFORE_DATES = frozenset({"in", "on"})
# Participles that end a piece of work: "training delivered so complete".
VERBS_DONE = frozenset(table("sent|held|gone|met|put|built|written|run|made|given|taken|set|live"))

PERCENT_WORDS = frozenset(table("percent|per cent|pct|percentage"))
PERCENT_FOLLOWS = frozenset(
    table(
        "there|through|because|but|with|and|as|still|just|now|so|we|i|due|done|complete|completed",
        "finished|currently|today|waiting|awaiting|progress|pending|overall|thanks|hr",
        "then|after|after that|since|though|although|while|expect|expecting|hoping|aiming|please",
    )
)
# "20% left" is 80% done.
LEFT_OVER = frozenset(
    table(
        "left|remaining|remains|remain|to go|outstanding|to do|left to do|still to do|short",
        "to come|to follow|to complete|to finish|off|away|unspent|shortfall|behind|less|down|up",
        "missing|lower|fewer|drop|fall|decrease|reduction|increase|rise|more|higher|gap|under|below|over",
        "above",
    )
)

# A new end that is asked for: "can I have until the end of April".
GRANT_ME = tuple(
    f"{may} {who} have {until}"
    for may in ("can", "could", "may")
    for who in ("i", "we")
    for until in ("until", "till")
)
END_IS = GRANT_ME + table(
    "due|due by|due on|now due|now due by|due date|new due date|new date|new end date|end date",
    "date now|end date now|new deadline|deadline|deadline now|revised date|revised end date",
    "target date|new target date|moved to|move to|moved back to|move back to|pushed to|push to",
    "pushed back to|push back to|put back to|extend to|extended to|extend until|extended until",
    "slipped to|slipping to|delayed to|delayed until|delayed till|postponed to|postponed until",
    "rescheduled to|rescheduled for|reschedule to|ends|ending|now ends|completion date|runs to",
    "completion date moved to|completion date now|now ending|end date moved to|date moved to",
    "end date is now|end date to|date to|end date of|new date is|new end date is|moved out to",
    "slips to|slipped back to|extension to|date changed to|change date to|deadline moved to",
    "bring forward to|brought forward to|bring it forward to",
    "revised to|revised|extended|extend|pushed out to|push out to|end|finish date|will now be",
    "finish date changed to|end date changed to|completion date changed to|need until|needs until",
    "need till|needs till|need to move to|needs to move to|need to push to|needs to push to",
    "need to extend to|needs to extend to|need to move back to|needs to move back to",
)
SLIPPED = table(
    "slipped|slipped by|slips|slips by|slip|slip by|extend by|extended by|extend|extended|delayed",
    "delayed by|pushed back|pushed back by|push back|push back by|moved back|moved back by",
    "move back|move back by|postponed|postponed by|put back|put back by|slipped another",
    "slipped a further|extension of|slipping by|has slipped|have slipped|has slipped by",
    "have slipped by",
)
# With "another" or "more" before a length of time: "need another month".
NEED = table("need|needs|needing|could do with|requires")
# A date beside one of these is not settled: "due 30 June tbc".
TENTATIVE = frozenset(table("tbc|tba|provisional|provisionally|at the earliest|at best|earliest"))
# "Can we move 4.2 to June please" asks for a new end, where "can we close 4.2" only asks.
MAY_I = table("can we|can i|could we|could i|may we|may i")
# Words that make an end of a date further on: "move 4.2 to June", "new date for 4.2: June".
MOVERS = frozenset(END_IS + SLIPPED) | frozenset(
    table(
        "move|moved|push|shift|shifted|postpone|back|out|date|delay|change date|slipping|moving",
        "reset|request|requesting|extension|reschedule|rescheduling",
    )
)
HEADINGS = frozenset(
    table(
        "from me|from|me|report|reports|summary|news|headlines|improvement|plan|month|monthly|week",
        "weekly|latest|quick|round up|feedback|notes|note|today's|this week|this week's|my update",
    )
)
LABELS = frozenset(table("status|rag|rating|progress|update|position|rag rating|rag status"))
# Updates without substance: they are kept, and lead to one question.
EMPTY = frozenset(
    table("sorted by|no change|no changes|no update|no updates|no progress|as above|nothing new")
)
DATE_LINKS = frozenset(table("is|now|to|of|by|on|the|will be|be|for|until|till|at|'s"))
FILLERS = frozenset(
    table(
        "please|pls|plz|thanks|thank you|many thanks|now|cheers|thx|ta|x|too|also|for me|for us",
        "not before time|and not before time",
    )
)
THANKS = frozenset(table("thanks|thank you|many thanks|cheers|thx|ta|x"))
GREETINGS = frozenset(
    table(
        "hi|hello|hey|dear|morning|good morning|afternoon|good afternoon|evening|good evening",
        "team|all|everyone|yes|yep|yeah|yup|ok|okay|fyi|good news|great news|update|quick update",
        "re|hi all|hi team|weekly update|monthly update|latest update|final update|regarding",
        "progress update|just|so|well|right|sorry|here|there|lovely|sorry for the delay",
        "apologies for the delay|sorry for the late reply|sorry for late reply|hiya",
        "apologies for the late reply|apologies for late reply|sorry for the late update",
    )
)
SMALL_TALK = frozenset(
    table(
        "thanks|thank you|many thanks|cheers|ok|okay|hi|hello|hey|morning|good morning|afternoon",
        "good afternoon|evening|good evening|good|great|lovely|brilliant|yes|yep|yeah|no|nope",
        "sure|will do|noted|understood|got it|perfect|nice|bye|ta|thx|lol|haha|ha|sorry",
        "no worries|no problem|all|everyone|team|so|much|very|you|too|and|a|the|happy|friday",
        "weekend|have|nice one|fab|super|cool|yay|well|done you|k|x|there|again|for|that|this|it",
        "np|ace|wow|back|dear|today|speak|soon|later|see|tomorrow|then|right|how|are|hope|enjoy",
        "your|lunch|look|looks|will|i'll|folks|guys|everybody|both|thankyou|cool|amazing|fantastic",
        "excellent|welcome|course|of|me|let|know|in|bit|hiya|cancel|nvm|mind|never|forget|leave",
    )
)
# "Good work", "great news": praise for what was said before, which says nothing by itself.
PRAISED = frozenset(table("work|job|news|stuff|effort|efforts|meeting|session"))
PRAISING = frozenset(
    table(
        "good|great|brilliant|excellent|nice|fab|fantastic|super|top|lovely|amazing|hard|cracking"
    )
)
# Words that show that a message is about the work, when it names nothing.
WORK = frozenset(
    table(
        "waiting|awaiting|chasing|chased|progress|update|updated|delay|delays|audit|audits",
        "training|launched|relaunched|action|actions|deadline|milestone|policy|report|drafted",
        "agreed|supervision|work|ongoing|no change|as above|plan|plans|recruitment|escalated|hr",
    )
)
