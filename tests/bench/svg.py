"""Plots of the report: bars as SVG, readable on light and dark pages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, LABEL, NUMBER = 720, 250, 70
ROW, BAR, HEAD = 24, 14, 34
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1f2937}.j{font-size:14px;font-weight:600}"
    ".b{fill:#1d5fa8}.m{fill:#b3261e}.g{stroke:#6b7280;stroke-dasharray:4 3}"
    "@media(prefers-color-scheme:dark){text{fill:#e5e7eb}.b{fill:#7db3ec}.m{fill:#f2958f}"
    ".g{stroke:#9ca3af}}"
)


def bars(
    title: str,
    values: Sequence[tuple[str, float]],
    *,
    unit: str,
    limit: float | None = None,
    is_floor: bool = False,
) -> str:
    """Draw one bar per value; those past the limit (below it, if it `is_floor`) are red."""
    most = max([value for _, value in values] + [limit or 0.0]) or 1.0
    room = WIDTH - LABEL - NUMBER
    parts = [f'<text class="j" x="0" y="18">{escape(title)}</text>']
    for number, (name, value) in enumerate(values):
        top = HEAD + number * ROW
        is_missed = limit is not None and (value < limit if is_floor else value > limit)
        length = max(1.0, room * value / most)
        parts.append(
            f'<text x="{LABEL - 8}" y="{top + 12}" text-anchor="end">{escape(_short(name))}</text>'
            f'<rect class="{"m" if is_missed else "b"}" x="{LABEL}" y="{top}" '
            f'width="{length:.1f}" height="{BAR}" rx="2"/>'
            f'<text x="{LABEL + length + 6:.1f}" y="{top + 12}">{number_text(value)} {unit}</text>'
        )
    height = HEAD + len(values) * ROW
    if limit is not None:
        x = LABEL + room * limit / most
        parts.append(f'<line class="g" x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 6}" y2="{height}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )


def _short(name: str) -> str:
    return name if len(name) <= 33 else f"{name[:32]}…"


def number_text(value: float) -> str:
    """Write a number with the digits that mean something: 12,345 · 12.3 · 0.12."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
