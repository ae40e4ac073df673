"""The colours of the style sheet stay readable in both themes (WCAG 2.2 AA)."""

import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css" / "portal.css"
GROUNDS = ["background-primary", "background-secondary", "background-tertiary", "primary-subtle"]
TONES = ["neutral", "guide", "positive", "warning", "negative"]
TEXT = [
    *(
        (text, ground)
        for text in ("content-primary", "content-secondary", "content-tertiary", "content-link")
        for ground in GROUNDS
    ),
    *((f"{tone}-700", f"{tone}-50") for tone in TONES),
    *(("content-primary", f"{tone}-50") for tone in TONES),
    ("content-invert", "primary-primary"),
    ("content-invert", "primary-hover"),
    ("content-invert", "negative-700"),
    ("background-primary", "content-primary"),
]
BORDERS = [(line, ground) for line in ("stroke-secondary", "stroke-focus") for ground in GROUNDS]


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"--ina-([\w-]+):\s*([^;]+);", block))


def themes() -> dict[str, dict[str, str]]:
    """Read the tokens of the light theme and of both ways to the dark one."""
    css = CSS.read_text()
    blocks = {
        selector: declarations(re.search(re.escape(selector) + r" \{(.*?)\}", css, re.S)[1])
        for selector in (":root", ':root:not([data-theme="light"])', ':root[data-theme="dark"]')
    }
    light, system, chosen = blocks.values()
    return {"light": light, "dark (system)": light | system, "dark (chosen)": light | chosen}


def luminance(tokens: dict[str, str], name: str) -> float:
    value = tokens[name]
    while reference := re.fullmatch(r"var\(--ina-([\w-]+)\)", value):
        value = tokens[reference[1]]
    channels = [int(value[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(tokens: dict[str, str], one: str, other: str) -> float:
    dark, light = sorted([luminance(tokens, one), luminance(tokens, other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (BORDERS, 3)], ids=["text", "borders"])
def test_colours_are_readable(theme, pairs, least):
    tokens = themes()[theme]

    faint = [(a, b) for a, b in pairs if contrast(tokens, a, b) < least]

    assert faint == []


@pytest.mark.parametrize("theme", themes())
def test_the_map_scale_is_ordered_by_lightness(theme):
    tokens = themes()[theme]

    steps = [luminance(tokens, f"skala-{n}") for n in range(6)]

    assert steps == sorted(steps, reverse=theme == "light")
