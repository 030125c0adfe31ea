"""Whatever stands in a file, it is read whole or refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bot.intake.reader import read_plan
from bot.rules.plan_file import PlanFileError

Write = Callable[..., Path]

HEADINGS = ["Ref", "Action", "Lead", "Start", "End", "Status", "RAG", "%", "Theme"]
TELLING = [
    "4.1",
    "4.2",
    "Mar 14",
    "Apr 13",
    "Done",
    "Amber",
    "80%",
    "101",
    "A; B",
    "2013/14",
    "4: B",
]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from([*HEADINGS, *TELLING]),
)
ROWS = st.lists(st.lists(CELLS, max_size=9), max_size=8)
LIKELY = st.tuples(
    st.sampled_from(["1.1", "1.2", "1.10", "7", "", "Ref"]),
    st.sampled_from(["Bring in", "the framework", "Action"]),
    st.sampled_from(["DCS", "A & B; a and b", ""]),
    st.sampled_from(["Jan 14", ""]),
    st.sampled_from(["Mar 14", "", "soon"]),
).map(list)
HEADED = st.one_of(ROWS, st.lists(LIKELY, max_size=4)).map(lambda rows: [HEADINGS, *rows])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(ROWS, HEADED))
def test_any_table_is_read_whole_or_refused(csv_file: Write, rows: list[list[str]]) -> None:
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path = csv_file("\n".join(quoted).encode("utf-8", "replace"))
    try:
        plan = read_plan(path)
    except PlanFileError:
        event("refused")
        return
    event("read")
    refs = [action.ref for action in plan.actions]
    assert refs
    assert len(refs) == len(set(refs))
    assert all(ref and action.title for ref, action in zip(refs, plan.actions, strict=True))
    assert {action.theme for action in plan.actions} <= {theme.ref for theme in plan.themes}
    assert {r for a in plan.actions for r in a.leads} == {role.name for role in plan.roles}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    for name in ("plan.csv", "plan.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(PlanFileError):
            read_plan(path)
