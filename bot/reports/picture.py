"""The picture under a digest: each theme as a bar, and the twelve weeks before as lines.

Drawing takes half a second and fifty megabytes to begin with: it is left to a process that ends.
"""

import io
from datetime import date
from typing import Any

WIDTH, BAR, FRAME, TREND = 8.0, 0.36, 1.3, 2.5  # inches
DPI = 200  # twice what a telephone needs
MOST_THEMES = 40
NAME_CHARACTERS = 40
# Told apart by those who see no red or no green (Okabe and Ito), and by pattern without colour.
LOOKS = {
    "completed": ("complete", "#0072B2", "", "white"),
    "residual": ("residual", "#E69F00", "//", "black"),
    "in_progress": ("in progress", "#56B4E9", "..", "black"),
    "not_started": ("not started", "#D9D9D9", "xx", "black"),
}
LINES = {
    "completed": ("complete", "#0072B2", "o", "-"),
    "overdue": ("overdue", "#D55E00", "^", "--"),
}


def draw(what: dict[str, Any]) -> bytes:
    """A PNG of `{"title", "themes": [{"name", counts}], "weeks": [{"day", counts}]}`."""
    from matplotlib import rcParams
    from matplotlib.figure import Figure

    rcParams["text.parse_math"] = False  # a $ in a title is a $
    themes = what["themes"][:MOST_THEMES]
    height = FRAME + BAR * len(themes) + TREND
    figure = Figure((WIDTH, height))
    bars, trend = figure.subplots(2, 1, height_ratios=[BAR * len(themes) + FRAME / 2, TREND])
    left_out = len(what["themes"]) - len(themes)
    more = f" (and {left_out} more themes)" if left_out else ""
    bars.set_title(f"{what['title']}: actions by theme{more}", loc="left", fontsize=10, pad=24)
    _bars(bars, themes)
    _trend(trend, what["weeks"])
    figure.tight_layout()
    out = io.BytesIO()
    figure.savefig(out, dpi=DPI, format="png")
    return out.getvalue()


def _bars(axes: Any, themes: list[dict[str, Any]]) -> None:
    places = range(len(themes))
    base = [0] * len(themes)
    for status, (word, colour, hatch, ink) in LOOKS.items():
        counts = [theme[status] for theme in themes]
        drawn = axes.barh(
            places, counts, left=base, color=colour, hatch=hatch, edgecolor="white", label=word
        )
        ground = {"facecolor": colour, "edgecolor": "none", "pad": 1} if hatch else None
        for bar, count in zip(drawn, counts, strict=True):
            if count:
                middle = (bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2)
                axes.text(
                    *middle, count, ha="center", va="center", color=ink, fontsize=8, bbox=ground
                )
        base = [low + n for low, n in zip(base, counts, strict=True)]
    for place, theme in zip(places, themes, strict=True):
        if theme["overdue"]:
            late = f" ▲ {theme['overdue']} overdue"
            axes.text(base[place], place, late, va="center", fontsize=8, color="#B03A00")
    axes.set_yticks(places, [_short(theme["name"]) for theme in themes], fontsize=8)
    axes.invert_yaxis()
    axes.set_ylim(len(themes) - 0.4, -0.6)
    axes.set_xlim(0, 1.25 * max(base, default=1))
    axes.legend(
        ncols=4, fontsize=8, frameon=False, loc="lower left", bbox_to_anchor=(0, 1),
        borderaxespad=0.2, handlelength=2.4,
    )  # fmt: skip
    _plain(axes)
    axes.xaxis.set_visible(False)


def _trend(axes: Any, weeks: list[dict[str, Any]]) -> None:
    """Two lines, each with its own mark and its word and figure at the end."""
    days = [date.fromisoformat(week["day"]) for week in weeks]
    for name, (word, colour, mark, dashes) in LINES.items():
        counts = [week[name] for week in weeks]
        axes.plot(days, counts, color=colour, marker=mark, linestyle=dashes, markersize=5)
        if days:
            last = (days[-1], counts[-1])
            axes.annotate(
                f" {word} {counts[-1]}", last, (4, 0), textcoords="offset points", va="center",
                color=colour, fontsize=8,
            )  # fmt: skip
    most = max([1, *(week[name] for week in weeks for name in LINES)])
    axes.set_ylim(-0.08 * most, 1.1 * most)
    axes.margins(x=0.12)
    axes.set_xticks(days[-1::-4], [f"{day.day} {day:%b}" for day in days[-1::-4]], fontsize=8)
    axes.tick_params(axis="y", labelsize=8)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_title("The last twelve weeks", loc="left", fontsize=10)
    _plain(axes)


def _plain(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _short(name: str) -> str:
    return name if len(name) <= NAME_CHARACTERS else f"{name[: NAME_CHARACTERS - 1].rstrip()}…"
