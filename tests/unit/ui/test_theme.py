"""The tokens: readable in both themes, and every place that names one names one that exists."""

import re

import pytest

from btg_desktop.resources import RESOURCES
from btg_desktop.ui.look.theme import DARK, LIGHT, ThemeColours

TEXT_PAIRS = [
    ("text", "surface"),
    ("text", "ground"),
    ("text", "hover"),
    ("text", "field"),
    ("muted", "surface"),
    ("muted", "ground"),
    ("muted", "field"),
    ("primary", "surface"),
    ("primary", "ground"),
    ("primary", "hover"),
    ("primary", "primary_soft"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("good", "surface"),
    ("good", "good_soft"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("warn", "surface"),
    ("warn", "warn_soft"),
    ("rail_text", "rail"),
    ("rail_text", "rail_field"),
    ("rail_muted", "rail"),
    ("rail_muted", "rail_field"),
]
SIGN_PAIRS = [
    ("primary", "surface"),
    ("field_line", "surface"),
    ("field_line", "field"),
    ("halo", "primary"),
    ("rail_focus", "rail"),
    ("rail_line", "rail"),
    ("rail_good", "rail"),
    ("rail_bad", "rail"),
    ("rail_warn", "rail"),
]
BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: ThemeColours, one: str, other: str) -> float:
    lights = sorted(luminance(getattr(tokens, name)) for name in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@BOTH
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(tokens: ThemeColours, ink: str, ground: str) -> None:
    assert contrast(tokens, ink, ground) >= 4.5


@BOTH
@pytest.mark.parametrize(("sign", "ground"), SIGN_PAIRS)
def test_focus_rings_frames_and_lights_can_be_seen(tokens: ThemeColours, sign: str, ground: str) -> None:
    assert contrast(tokens, sign, ground) >= 3


def test_the_style_sheet_names_only_tokens_that_exist() -> None:
    template = (RESOURCES / "style" / "desk.qss").read_text(encoding="utf-8")
    names = set(re.findall(r"@([a-z_]+)@", template)) - {"icons"}
    assert {name for name in names if not hasattr(LIGHT, name)} == set()


@BOTH
def test_the_pictures_that_the_style_sheet_shows_exist(tokens: ThemeColours) -> None:
    template = (RESOURCES / "style" / "desk.qss").read_text(encoding="utf-8")
    files = re.findall(r"@icons@/([\w@-]+\.svg)", template)
    assert files
    for file in files:
        assert (RESOURCES / "icons" / file.replace("@name@", tokens.name)).is_file()


def test_every_drawing_takes_the_colour_it_is_given() -> None:
    pairs = ("check", "check-menu", "chevron", "chevron-up")
    own_colours = {"btg", *(f"{name}-{theme}" for name in pairs for theme in ("dark", "light"))}
    for file in (RESOURCES / "icons").glob("*.svg"):
        assert ("currentColor" in file.read_text(encoding="utf-8")) is (file.stem not in own_colours)
