"""The words of the work, by which talk about an action is told from talk about anything else.

In a thread nobody repeats the number: "stuck on procurement" is of the action talked about, and
"stuck in 2014" is of a clock. A word that is missing here costs one question.
"""

from bot.language.words import table

_NOUNS = table(
    "action|advert|adviser|advocate|agency|agenda|agreement|allegation|allocation|allowance",
    "analysis|analyst|appointment|approval|assessment|assessor|audit|auditor|authority|backlog",
    "board|briefing|budget|business|cabinet|capacity|care|carer|case|caseload|chair|change",
    "chasing|checklist|child|children|chronology|clinic|cohort|colleague|commissioner|committee",
    "compliance|conference|consent|consultant|consultation|contact|contract|contractor|corporate",
    "council|councillor|court|cover|cpd|culture|dashboard|data|database|date|dates|deadline",
    "decision|delay|delivery|deputy|design|detail|diary|dip|director|directorate|document|draft",
    "duty|evaluation|evidence|family|feedback|figure|file|finance|folder|form|forum|foster",
    "framework|funding|governance|governor|group|guidance|guide|handbook|head|health|hr|hub|ict",
    "inspection|inspector|interview|invite|invitation|iro|issue|job|judge|lead|leadership|leaflet",
    "learning|legal|letter|level|licence|list|log|manager|management|mapping|matrix|measure",
    "medical|meeting|member|milestone|minutes|model|module|monitoring|multi-agency|nhs|notice",
    "officer|ofsted|outcome|owner|pack|page|panel|paper|paperwork|partner|partnership|pay|pep",
    "performance|permanency|pilot|place|placement|plan|planning|police|policy|portal|position",
    "post|practice|practitioner|procedure|process|procurement|programme|progress|project|proposal",
    "protocol|provider|pupil|qa|quality|quarter|question|questionnaire|reading|reason|record",
    "recording|recruit|recruitment|referral|register|report|request|resource|response|restructure",
    "return|review|reviewer|risk|roll-out|rollout|rota|round|sample|scheme|school|scope|screen",
    "section|sector|service|session|share|sign-off|signature|sickness|site|social|software|spec",
    "specification|sponsor|staff|staffing|standard|start|steering|step|strategy|structure|stuff",
    "supervision|supervisor|supplier|survey|system|target|task|team|template|tender|test|testing",
    "theme|thing|threshold|timescale|timetable|tool|toolkit|tracker|trainer|training|unit|update",
    "user|vacancy|vacancies|vendor|venue|version|view|viewpoint|visit|website|wording|work|worker",
    "workforce|workload|workshop|workstream|young|youth|everything|anything|nothing|everyone|it",
)
_DOING = table(
    "agreed|agree|agreeing|allocating|appoint|appointed|appointing|approve|approving|arrange",
    "arranged|arranging|ask|asked|asking|assess|assessing|awaiting|book|booked|booking|brief",
    "briefed|chase|chased|check|checking|circulate|circulated|collect|collecting|come|coming",
    "complete|confirm|consult|consulting|coordinate|delayed|deliver|delivered|delivering|develop",
    "developing|draft|drafted|drafting|escalate|escalated|expect|expected|find|finding|follow",
    "following|gather|getting|given|happen|happening|hear|help|hire|hiring|implement|improve",
    "improving|interviewing|issue|issued|issuing|launch|launched|leaving|left|looking|making|map",
    "meet|met|need|needs|negotiate|offered|ongoing|organise|organised|pending|pilot|piloting",
    "prepare|preparing|procure|produce|publish|published|recruiting|reply|resigned|respond|review",
    "reviewed|reviewing|roll|rolling|run|running|sample|sampling|schedule|scheduled|sent|sharing",
    "short|sign|signed|sitting|slow|slower|sort|support|testing|trained|trial|trialling|try|trying",
    "waiting|write|writing|worse|better|tight|resolved|unresolved|still|again|ok|okay|good|bad",
    "afraid|tbh|honest|honestly|far|back|forward|worried|unfortunately|sadly|obviously",
)
_ALL = frozenset(_NOUNS + _DOING)


def of_the_work(word: str) -> bool:
    """Whether a word or phrase in small letters, or one of its parts, belongs to the work."""
    return any(part in _ALL or part.removesuffix("s") in _ALL for part in word.lower().split())
