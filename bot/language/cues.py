"""The words that take a statement back: a completion beside one of them is asked about.

Grouped by the reason that is given for asking. The tables are phrases as in `words.py`.
"""

from bot.language.words import table

FOREIGN = "foreign"  # no cue, but said of something other than the action

NEGATED = table(
    "not|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|cannot",
    "won't|wouldn't|couldn't|shouldn't|mustn't|ain't|needn't|never|no longer|neither|nor|none",
    "nothing|nobody|without|failed to|unable to|fail to|failing to|refused|forgot to|not yet",
    "not quite|anything but|no way|stop|avoid|instead of|rather than|unlike|false|wrong|wrongly",
    "incorrect|incorrectly|can not|yet to|yet|cancel|reopen|reopened|re-opened|undo|hold off",
    "impossible|by no means|in no way|not really|no one|noone|scrap that|ignore that|by mistake",
    "in error|as if|nowhere near|miles from|anywhere near|prevent|preventing|prevented|prevents",
    "in no sense|by no stretch|not the case that|not true that|isn't true that|isn't the case that",
    "cease|struggling to|struggled to|too early to|premature|non|un|not fully|minus|void|nope|nah",
)
CONDITIONAL = table(
    "if|unless|once|when|until|till|provided|providing|assuming|as soon as|before|after|whether",
    "in case|subject to|depends on|depending on|dependent on|only when|only if|would",
    "conditional on|as long as|so long as|suppose|supposing|whenever|in the event|contingent on",
    "otherwise|should hr|wait for|wait until|even if|if only|wish|imagine|pretend|might as well",
    "by the time|the minute|the moment|the second",
)
FUTURE = table(
    "in due course|within a|shortly|imminently|tonight|later today|in the coming|in future|will",
    "'ll|shall|going to|gonna|should|should be|could|may|might|must|to be|due to be|expected",
    "expect|expecting|expects|hope|hoping|hopes|hoped|hopefully|plan to|plans to|planning|planned",
    "aim|aims|aiming|intend|intends|intending|intended|need|needs|needed|needing|want|wants",
    "wanted|ready to|about to|soon|tomorrow|try|tries|trying|tried|let's|lets|on course to",
    "have to|has to|had to|got to|ought|scheduled|due for|it'll|we'll|i'll|they'll|that'll",
    "promise|promised|able to|want to|wanting|looking to|would like|i'd like|we'd like|next",
    "working towards|on way to|on the way to|push to|pushing to|striving|committed to|can be",
    "ready|required|requires|require|meant to|supposed to|like to|getting|by then|prepare",
    "preparing|target|targeting|start|begin|please ensure|ensure|make sure|remember to|remind",
    "reminder|in order to|helps|help|way to be|forecast|predicted|anticipate|anticipated",
    "anticipating|likely|eventually|later|sometime|asap|by cop|by cob|by close|by eod|by lunch",
    "by end of play|by end of day",
    "by close of play|by close of business|by lunchtime|by noon|by midday|by teatime",
    "by tonight|by morning|cop|cob|eod|tmrw|tmw|tomoz|would've|could've|should've|might've",
    "was to have|were to have|must've|may've|ought to've|needs to've",
)
NEAR_MISS = table(
    "as a|as an|as part of|nearly|almost|mostly|partly|partially|part|half|most|largely|virtually",
    "practically|basically|more or less|just about|close to|closer to|not far off|far from|hardly",
    "barely|scarcely|semi|some|some of|bits|stage|phase|all but|as good as|good as|pretty much",
    "kind of|sort of|sorta|kinda|ish|doneish|rest|the rest|first|second|part of|most of|half of",
    "effectively|essentially|in part|except|except for|apart from|aside from|other than|bar",
    "save for|excluding|excepting|but for|only|outstanding|remaining|remains|left to|to follow",
    "to do|pending|awaiting|still|in principle|in theory|on paper|in draft|draft|so far|for now",
    "for the moment|for me|my side|my end|our side|our end|my part|our part|technically",
    "supposedly|approaching|verging|within reach|near|nearing|reasonably|fairly|mainly|waiting",
    "to go|last bit|last bits|tail end|final touches|substantially|broadly|a few|one or two",
    "several|majority|near enough|nigh on|getting there|nearly there|almost there|not there|tbc",
    "tba|on the whole|by and large|in the main|overall|caveat|caveats|reservations|exceptions",
    "well done on|well done with|good job on|great work on|nice work on",
    "touching distance of|within touching distance",
    "exception|tantamount|point of|provisionally|partial|halfway|half way",
    "e . g .|e . g|eg|for example|for instance|one last|one final|one more",
)
HEARSAY = table(
    "i think|i believe|in my view|in my opinion|to the best of|per|as per|if you ask",
    "supposed to have|says|said|say|saying|tells|told|tell|reckons|reckon|thinks|think|thought",
    "believe|believes|believed|claims|claimed|claim|according to|apparently|allegedly|reportedly",
    "heard|hear|hears|understand|understands|gather|gathers|rumour|rumours|seems|seem|seemed",
    "appears|appear|assured|mentioned|informed|advised|not sure|unsure|maybe|perhaps|possibly",
    "probably|presumably|guess|guessing|assume|assumed|assumes|suspect|as far as|afaik",
    "sounds like|looks like|feels like|may be|might be|not certain|uncertain|unclear|doubt",
    "doubtful|wonder|wondering|confident|convinced|suggests|suggested|implies|suppose|i'm sure",
    "pretty sure|fairly sure|if i remember|iirc|reads|wrote|writes|stated|states|reported|reports",
    "insists|swears|agreed that|asked|asks|asking|ask|check|checking|confirm|seemingly|evidently",
    "ostensibly|supposed|considers|argued|quote|quoted|not convinced|hasn't confirmed|question",
    "debate|debatable|moot|or",
)
ASKED = table(
    "is it|is this|is that|are they|are these|has it|have they|has this|was it|were they|is there",
    "have we|has anyone|did we|have you|are we|did you|isn't it|aren't they|is he|is she|has he",
)
_PAST = table(
    "was|were|used to be|previously|had been|until recently|originally|at first|last time"
)

REASONS = {
    phrase: reason
    for reason, phrases in (
        ("near_miss", NEAR_MISS),
        ("future", FUTURE),
        ("negated", NEGATED),
        ("conditional", CONDITIONAL),
        ("hearsay", HEARSAY),
        ("ambiguous", ASKED),
    )
    for phrase in phrases
}

# Cues that reach over a comma to what follows: "if HR agree, 4.2 is done".
CARRIED_WORDS = frozenset(
    table(
        "hope|hoping|hopefully|tomorrow|soon|eventually|wish|imagine|pretend|asap|by then|next",
        "technically|effectively|essentially|in principle|in theory|on paper|likely|forecast",
        "mostly|basically|more or less|pretty much|let's|e . g .|e . g|eg|for example|for instance",
        "one last|one final|one more",
        "not the case that|not true that|isn't true that|isn't the case that",
    )
)
CARRIED_REASONS = frozenset({"conditional", "hearsay"})

# What takes a completion, or a new date, back: "done - rejected at panel".
_REVOKED = table(
    "rejected|rejects|refused|declined|turned down|knocked back|sent back|handed back|returned",
    "thrown out|thrown back|denied|overturned|overruled|vetoed|withdrawn|dismissed|bounced",
    "bounced back|not agreed|not approved|not accepted|not signed off|reversed|revoked|rescinded",
    "retracted|cancelled|canceled|disputed|challenged|contested|failed|failed at|reopening",
    "re-opening|undone|unpicked|unravelled|too early|too soon|prematurely|jumped the gun|reject",
    "taken back|took back|pulled back|came back|come back|redo|redone|to be redone|start again",
    "starting again|starting over|back to square one|back to the drawing board|fell through",
    "fallen through|collapsed|on hold|paused|suspended|quashed|voided|annulled|deferred|lapsed",
    "opened again|threw out|threw it out|threw it back|chucked out|kicked back|pushed back",
    "sent it back|handed it back|view|views|words|opinion|eyes|otherwise|not ratified",
    "not endorsed|back open|open again|disagrees|disagree|disagreed|objects",
    "objected|questioned|queried|contradicted|untrue|not true|nonsense|rubbish|regressed",
)
# What shows that a sentence is not meant, or is being put right as it is said.
_JEST = table(
    "fingers crossed|touch wood|god willing|in spirit|sure|inshallah|hahahaha|hahah|hehe|heh",
    "bahaha|knock on wood|with luck|allegedly|supposedly|s|ha ha|haha|hahaha|ha|lol|lmao|rofl",
    "joke|jokes|dreams|dreaming|wish|wishes|universe|dimension|wishful thinking|wishful",
    "oh sure|april fool|april fools|so called|so-called|inverted commas|hmm|hmmm|hm",
    "pfft|yawn|hang on|hold on",
)
# Of those, the ones after which a rating is no more meant than a completion: "red, I meant amber".
_MOCKED = table(
    "yeah right|yea right|ya right|joking|kidding|just kidding|jk|in my dreams|in your dreams",
    "in our dreams|in their dreams|dream on|i wish|we wish|as if|oops|whoops|ooops|i mean|i meant",
    "sorry meant|we meant|he meant|she meant|sarcasm|sarcastic|typo|scratch that|correction|sike",
    "wrong one|no sorry|sorry no|scrap that|make that|no make it",
    "wrong action|wrong number|never mind|nevermind|pigs|fairyland|fat chance|my foot|not likely",
    "cloud cuckoo land|la la land|pull the other one|sure it is|of course not|pulling my leg",
    "forget i said|forget that|forget it|forget what i said|actually no|no actually|take that back",
    "oh wait|no wait|strike that|ignore me|ignore that|my mistake|my bad|nobody ever|no one ever",
    "said nobody|said no one|queen of sheba|king of sheba|tooth fairy|father christmas",
)
# Looked into for every word: as sets.
# In dictation they only fill a pause, where something begins; within a statement they waver.
HESITANT = frozenset(table("um|umm|er|erm|uh"))
REVOKED, JEST, PAST = frozenset(_REVOKED), frozenset(_JEST + _MOCKED), frozenset(_PAST)
MOCKED = frozenset(_MOCKED)
# What takes a figure back in the sentence after it.
AMENDS = frozenset(
    table(
        "actually|wait|hold on|oops|scratch that|scrap that|ignore that|by mistake|in error|maybe",
        "not sure|unsure|i think|probably|apparently|kidding|just kidding|joking|correction|typo",
        "i mean|i meant|wrong one|wrong case|my mistake|strike that|cancel|undo|sorry",
    )
)
# Cues that cast doubt on a completion from a later clause: "done, apart from the audits".
LATER = frozenset(
    table(
        "kidding|joking|jk|except for|remain|really|tbc|tba|in my view|in my opinion",
        "to the best of|wait|hold on|actually|don't|never mind|oops|scratch that|apart from",
        "aside from|other than|bar|save for|excluding|excepting|but for|except|only|outstanding",
        "remaining|remains|left to|to follow|to do|pending|awaiting|still|not yet|yet",
        "in principle|in theory|on paper|in draft|for now|for the moment|technically|subject to",
        "hopefully|probably|maybe|perhaps|possibly|presumably|apparently|allegedly|i think",
        "i believe|think|believe|reckon|guess|hope|assume|suspect|not sure|unsure|as far as|afaik",
        "according to|says|said|provided|providing|assuming|unless|conditional on|reopen|reopened",
        "re-opened|mostly|nearly|almost|partly|partially|more or less|basically|pretty much",
        "not really|ish|not quite|scrap that|ignore that|by mistake|in error|nope|nah|undo|cancel",
        "waiting|yet to|near enough|need|needs|soon|tomorrow|to go|the rest|rest|half|no longer",
        "isn't|wasn't|it'll|supposedly|reportedly|sort of|kind of|kinda|heard|told|until|till",
        "wrong|incorrect|hasn't|haven't|i'll|doubt|unclear|uncertain|if|once|my side|my end",
        "our side|our end|for me|claim|claims|claimed|alleged|alleges|reckons|thinks|tells|insists",
        "insist|swears|wrote|writes|stated|states|so i'm told|seemingly|evidently|in a|in an",
    )
    + _REVOKED
    + _JEST
    + _MOCKED
)
# Of those, the ones that are still heard a sentence later.
MUCH_LATER = frozenset(
    table(
        "kidding|joking|jk|except for|only|left|remain|tbc|tba|wait|hold on|actually|don't",
        "never mind|oops|scratch that|apart from|aside from|other than|except|outstanding",
        "remaining|pending|awaiting|still|not yet|not really|not quite|scrap that|ignore that",
        "by mistake|in error|nope|nah|undo|cancel|waiting|yet to|reopen|reopened|re-opened",
        "technically|subject to|the rest|no longer|isn't|wasn't|almost|nearly|need|needs|to go",
        "i think|not sure|unsure|wrong|incorrect|yet|hopefully|apparently|maybe|probably|hasn't",
        "left to|mostly",
    )
    + _REVOKED
    + _JEST
    + _MOCKED
)
# Cues that make a question of a clause that says nothing else: "4.2 isn't", "4.2 nearly there".
BARE = frozenset(
    table(
        "isn't|not|not yet|hasn't|nearly|almost|nearly there|almost there|not there|getting there",
        "not quite|far from|partly|mostly|half|wasn't|aren't|no longer|unlike|except|no|wait|soon",
        "neither|nor|not really|nope|hardly|barely|yet|haven't|not far off|to be|probably|maybe",
        "hopefully",
    )
)
# Terms of the work whose words mean something else alone.
TERMS = table(
    "child's views|children's views|childrens views|views of the child|views of children",
    "views of young people|young person's views|young people's views|views of the young person",
    "their views|parents' views|parents views|wishes and feelings|views form",
)
TURNS = frozenset(table("but|though|although|however|except|while|whereas|yet"))

CONTRACTIONS = {
    word.replace("'", ""): word
    for word in table(
        "isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|won't",
        "wouldn't|couldn't|shouldn't|mustn't|ain't|needn't|it's|that's|i've|we've|they've|let's",
        "what's|who's|where's|how's|they're|i'm|it'll|they'll|that'll",
    )
} | {"cannt": "can't", "nto": "not", "nt": "not", "dosent": "doesn't", "doesnt": "doesn't"}
