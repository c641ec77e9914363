import gzip
import re
from itertools import pairwise
from pathlib import Path

import pytest

from config.assets import asset

LOOK = Path(__file__).parents[3] / "config" / "look"
LARGEST = 25_000  # bytes of the whole style sheet, gzip
# Text on what it stands on, and lines that must be seen: WCAG 2.2, 1.4.3 and 1.4.11.
READ = [
    *[(text, ground) for text in ("ink", "ink-quiet") for ground in ("paper", "paper-raised", "paper-sunk", "lamp")],
    *[(text, ground) for text in ("accent", "flame-ink", "bad") for ground in ("paper", "paper-raised", "lamp")],
    *[("ink", f"{kind}-soft") for kind in ("accent", "good", "mid", "bad")],
    *[(kind, f"{kind}-soft") for kind in ("accent", "good", "mid", "bad")],
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("paper-raised", "bad"),
    *[("ink", f"h{step}") for step in range(2, 7)], ("h1-ink", "h1"), ("h7-ink", "h7"),
]  # fmt: skip
SEEN = [
    (line, ground)
    for line in ("edge", "focus", "flame", "accent")
    for ground in ("paper", "paper-raised", "paper-sunk")
    if (line, ground) != ("flame", "paper-sunk")  # the flame is drawn there with an edge
]
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-\w+)-(?:left|right|top|bottom)\b"
    r"|(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)
QUERIES = re.compile(r"@media[^{]*")


def palettes():
    css = (LOOK / "tokens.css").read_text()
    by_day, by_night = css.split("@media", 1)
    by_system, by_choice = by_night.split('[data-theme="dark"]', 1)
    light = colours(by_day)
    return {"light": light, "dark": light | colours(by_system), "chosen dark": light | colours(by_choice)}


def colours(css):
    return dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", css))


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark", "chosen dark"])
def test_text_when_on_any_of_its_grounds_can_be_read(theme):
    palette = palettes()[theme]

    faint = [(text, on) for text, on in READ if contrast(palette[text], palette[on]) < 4.5]

    assert faint == []


@pytest.mark.parametrize("theme", ["light", "dark", "chosen dark"])
def test_lines_of_controls_when_on_any_ground_can_be_seen(theme):
    palette = palettes()[theme]

    faint = [(line, on) for line, on in SEEN if contrast(palette[line], palette[on]) < 3]

    assert faint == []


def test_the_dark_tokens_when_chosen_are_those_of_the_system():
    themes = palettes()

    assert themes["dark"] == themes["chosen dark"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_steps_of_the_heat_when_seen_without_red_or_green_are_apart(theme):
    """Neighbours differ in light, or lie on two sides of the middle that a blue-yellow sight keeps apart."""
    palette = palettes()[theme]

    steps = [palette[f"h{step}"] for step in range(1, 8)]

    assert [one for one, next_ in pairwise(steps) if contrast(one, next_) < 1.15] == []
    assert all(red(one) > blue(one) for one in steps[:3])
    assert all(red(one) < blue(one) for one in steps[4:])


def red(colour):
    return int(colour[:2], 16)


def blue(colour):
    return int(colour[4:], 16)


@pytest.mark.parametrize("file", sorted(LOOK.glob("*.css")), ids=lambda file: file.name)
def test_a_style_sheet_when_read_the_other_way_round_still_fits(file):
    css = QUERIES.sub("", re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S))

    assert PHYSICAL.findall(css) == []


@pytest.mark.parametrize("file", sorted(LOOK.glob("*.css")), ids=lambda file: file.name)
def test_a_style_sheet_says_what_it_is_for_and_asks_nobody_else(file):
    css = file.read_text()

    assert css.startswith("/* ")
    assert re.findall(r"https?:|url\(|@font-face", css) == []


def test_the_whole_style_sheet_when_sent_is_small(settings):
    built = settings.ASSETS / Path(asset("look.css").url).name

    assert len(gzip.compress(built.read_bytes(), 9)) <= LARGEST
