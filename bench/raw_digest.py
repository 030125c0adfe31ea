"""The digest in raw SQL, as somebody would write it by hand for the present moment."""

import json
import sqlite3
from datetime import timedelta
from typing import Any

from bench.large_plan import DAY, NOW, STAMP
from bot.rules.digest import DUE_SOON_DAYS, SHOWN, Digest, Line
from bot.rules.life import SHOWN as MOST
from bot.rules.policy import DEFAULT, quiet_since
from bot.rules.times import WEEK, start_of_day

LONDON = "Europe/London"
OPEN = "plan_id = 1 and status <> 'completed' and closed is null"
SOON = (DAY + timedelta(days=DUE_SOON_DAYS)).isoformat()
STORED = "%Y-%m-%d %H:%M:%S.%f"
QUIET_SINCE = quiet_since(DEFAULT, DAY, LONDON).strftime(STORED)
FRESH = timedelta(days=DEFAULT.ratings.stale_after)
STALE_SINCE = start_of_day(DAY - FRESH, LONDON).strftime(STORED)
SINCE = (NOW - WEEK).strftime(STORED)
SLIPPED = f"""
select a.id, a.ref, a.original_end, a."end", (select count(*) from entry e where e.plan_id = 1
    and e.noun = 'action' and e.key = a.ref and e.field = 'end' and e.act in ('change', 'import')
    and e.at <= '{STAMP}' and e.old is not null and e.old <> e.new) as times
from action a where a.plan_id = 1 and a.closed is null and a."end" <> a.original_end
order by julianday(a."end") - julianday(a.original_end) desc, times desc, a.ref limit {MOST}"""
RED = (f"rag = 'red' and (\"end\" is null or \"end\" >= '{DAY}')", '"end", position')
KINDS = {
    "overdue": (f"\"end\" < '{DAY}'", '"end", position'),
    "due_soon": (f"\"end\" between '{DAY}' and '{SOON}'", '"end", position'),
    "silent": (
        f"coalesce(last_update, recorded_from) < '{QUIET_SINCE}'",
        "coalesce(last_update, recorded_from), position",
    ),
}
RATINGS = f"""
select case when rag is not null and coalesce(last_update, recorded_from) < '{STALE_SINCE}'
    then 'stale' else rag end as shown, count(*) from action where {OPEN} group by shown"""
COUNTS = """select count(*), count(*) filter (where status = 'completed'),
    count(*) filter (where status = 'residual'), {kinds} from action where plan_id = 1"""
MOVED = f"""
select e.key, e.field, first.old, last.new from (
    select key, field, min(id) as first, max(id) as last from entry
    where plan_id = 1 and noun = 'action' and act <> 'create' and at > '{SINCE}' and at <= '{STAMP}'
        and field in ('status', 'rag', 'end')
    group by key, field
) e join entry first on first.id = e.first join entry last on last.id = e.last
join action on action.plan_id = 1 and action.ref = e.key
where coalesce(first.old, '') <> coalesce(last.new, '') order by action.position"""


def raw_digest(connection: sqlite3.Connection) -> dict[str, Any]:
    """Counts, ratings, the worst of each kind with their leads, and what moved in a week."""
    wanted = ", ".join(
        f"count(*) filter (where status <> 'completed' and {test})" for test, _ in KINDS.values()
    )
    counts = connection.execute(COUNTS.format(kinds=wanted)).fetchone()
    ratings = connection.execute(RATINGS)
    moved = connection.execute(MOVED).fetchall()
    return {
        "counts": counts,
        "ratings": {rag or "none": number for rag, number in ratings},
        "red": _worst(connection, *RED),
        "slipped": [(ref, n) for _, ref, _, _, n in connection.execute(SLIPPED).fetchall()],
        "lists": {kind: _worst(connection, *KINDS[kind]) for kind in KINDS},
        "moved": [(key, field, _plain(old), _plain(new)) for key, field, old, new in moved],
    }


def _worst(connection: sqlite3.Connection, test: str, order: str) -> list[tuple[Any, ...]]:
    found = connection.execute(
        f'select id, ref, title, status, rag, "end", last_update, recorded_from from action '
        f"where {OPEN} and {test} order by {order} limit {SHOWN}"
    ).fetchall()
    leads: dict[int, tuple[str, ...]] = {}
    marks = ",".join("?" * len(found))
    for action, role in connection.execute(
        "select l.action_id, r.name from action_lead l join role r on r.id = l.role_id "
        f"where l.action_id in ({marks}) order by l.position",
        [row[0] for row in found],
    ):
        leads[action] = (*leads.get(action, ()), role)
    return [(*row[1:], leads.get(row[0], ())) for row in found]


def _plain(packed: str | None) -> Any:
    return None if packed is None else json.loads(packed)


def check_same(raw: dict[str, Any], ours: Digest) -> None:
    """Raise where the two have not come to the same: then their times say nothing."""
    counts = ours.counts
    shown: dict[str, tuple[Line, ...]]
    shown = {"overdue": ours.overdue, "due_soon": ours.due_soon, "silent": ours.silent}
    same = {
        "red": [row[0] for row in raw["red"]] == [line.ref for line in ours.red],
        "slipped": raw["slipped"] == [(slip.ref, slip.moves) for slip in ours.life.slipped],
        "counts": raw["counts"]
        == tuple(counts[name] for name in ("total", "completed", "residual", *KINDS)),
        "ratings": raw["ratings"] == {rag: n for rag, n in ours.rag.items() if n},
        "lists": all(
            [(row[0], row[-1]) for row in raw["lists"][kind]]
            == [(line.ref, line.leads) for line in shown[kind]]
            for kind in KINDS
        ),
        "moved": [(k, o, n) for k, field, o, n in raw["moved"] if field == "rag"]
        == [(move.ref, move.before, move.after) for move in ours.movement.rag],
    }
    if not all(same.values()):
        raise RuntimeError(f"the digests differ: {same}")
