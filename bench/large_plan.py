"""A made-up plan of any size, written by the database itself: twenty entries an action."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

from models.schema import migrate
from models.store import Store
from tests.helpers.plans import LEAD

NOW = datetime(2015, 3, 18, 9, 30, tzinfo=UTC)
STAMP = "2015-03-18 09:30:00.000000"
DAY = date(2015, 3, 18)
ENTRIES = 20
PER_THEME = 100
ROLES = 12

# One action in ten is completed, one in ten has long been silent, and their ends lie about today.
_ACTIONS = f"""
with recursive number(n) as (select 0 union all select n + 1 from number where n + 1 < :count)
insert into action (plan_id, theme_id, ref, position, title, start, "end", original_end, status,
    rag, recorded_from, last_update, entered_at, version)
select 1, n / {PER_THEME} + 1, (n / {PER_THEME} + 1) || '.' || (n % {PER_THEME} + 1), n,
    'Made-up action number ' || n, '2014-01-01', date('2015-03-18', (n % 400 - 60) || ' days'),
    date('2015-03-18', (n % 400 - 60) || ' days'),
    case n % 10 when 0 then 'completed' when 1 then 'residual' else 'in_progress' end,
    case n % 4 when 0 then 'red' when 1 then 'amber' when 2 then 'green' end,
    '2014-03-01 09:00:00.000000', {{last}}, {{last}}, 1
from number
"""
_AT = "strftime('%Y-%m-%d 09:00:00.000000', '2015-03-18', ({days}) || ' days')"
_DAYS = "k * 18 - 365 + n % 18 - (n % 10 = 9) * 40"
_ENTRIES = f"""
with recursive step(k) as (select 0 union all select k + 1 from step where k + 1 < {ENTRIES})
insert into entry (plan_id, at, recorded_at, who, via, request, act, noun, key, field, old, new)
select 1, at, at, '{LEAD}', 'made up', 'made-up:' || n || ':' || k, 'change', 'action', ref,
    case (n + k) % 3 when 0 then 'status' when 1 then 'rag' else 'end' end,
    case (n + k) % 3 when 0 then '"not_started"' when 1 then '"red"' else '"2014-12-31"' end,
    case (n + k) % 3 when 0 then '"completed"' when 1 then '"green"' else '"2015-03-31"' end
from (select k, position as n, ref, {_AT.format(days=_DAYS.replace("n %", "position %"))} as at
    from step cross join action order by at)
"""


def make(path: Path, actions: int) -> None:
    """Migrate a new file and fill it."""
    store = Store(f"sqlite:///{path}")
    migrate(store)
    store.close()
    with sqlite3.connect(path) as connection:
        _around(connection, actions)
        last = _AT.format(days=_DAYS.replace("k", str(ENTRIES - 1)))
        connection.execute(_ACTIONS.format(last=last), {"count": actions})
        connection.execute(
            "insert into action_lead (action_id, role_id, position) "
            f"select id, position % {ROLES} + 1, 0 from action"
        )
        connection.execute(_ENTRIES)
    connection.close()


def _around(connection: sqlite3.Connection, actions: int) -> None:
    """The plan, its themes, the roles that one person holds, and a digest that is due at `NOW`."""
    connection.execute(
        "insert into plan (name, status, zone, created_at, revision) "
        f"values ('Large', 'open', 'Europe/London', '{STAMP}', 1)"
    )
    connection.execute(
        "insert into body (plan_id, channel, receives, every, weekday, at, since, active, style) "
        f"values (1, 'C0BENCH', 'digest', 'weekly', {DAY.weekday()}, '09:00:00.000000', "
        "'2014-03-01 09:00:00.000000', 1, 'full')"
    )
    themes = range(1, (actions - 1) // PER_THEME + 2)
    connection.executemany(
        "insert into theme (plan_id, ref, title, position) values (1, ?, 'Made up', ?)",
        [(str(number), number) for number in themes],
    )
    roles = [(f"Role {n}", f"role {n}", n) for n in range(1, ROLES + 1)]
    connection.executemany(
        "insert into role (plan_id, name, key, position) values (1, ?, ?, ?)", roles
    )
    connection.executemany(
        "insert into holding (role_id, user, from_day) values (?, ?, '2014-01-01')",
        [(number, LEAD) for number in range(1, ROLES + 1)],
    )
