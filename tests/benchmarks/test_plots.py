"""Plots of the benchmarks: readable by who sees no colours, and by who sees nothing."""

import re
from xml.etree import ElementTree

import pytest

from benchmarks.measuring.plots import FILLS, SCHEMES, Chart, drawn, length, told

SVG = "{http://www.w3.org/2000/svg}"
BARS = Chart(
    "cached",
    "A page <stored>",
    "How fast & small.",
    "answers a second",
    groups=[("home", {"ours": 30000.0, "bare": 31000.0}), ("feed", {"ours": 20000.0})],
)
LINES = Chart(
    "growth",
    "Growth",
    "Flat.",
    "CPU ms",
    kind="lines",
    lines={"ours": [(1000, 2.0), (100000, 2.1)], "peer": [(1000, 20.0), (100000, 300.0)]},
    across="articles",
)


@pytest.mark.parametrize("chart", [BARS, LINES], ids=["bars", "lines"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plot_says_in_words_all_that_it_shows(chart, scheme):
    root = parsed(drawn(chart, scheme))
    named = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
    assert root.attrib["role"] == "img"
    assert [named[key].tag for key in root.attrib["aria-labelledby"].split()] == [f"{SVG}title", f"{SVG}desc"]
    assert named["title"].text == chart.title
    assert named["described"].text == f"{chart.description} {told(chart)}"
    words = [one.text for one in root.iter(f"{SVG}text")]
    for name in ("ours", "bare") if chart is BARS else ("ours 2.10", "peer 300"):
        assert name in words
    assert not list(root.iter(f"{SVG}script"))


def test_series_differ_by_pattern_and_not_by_colour_alone():
    root = parsed(drawn(BARS, "light"))
    patterns = {one.attrib["id"]: ElementTree.tostring(one[0]) for one in root.iter(f"{SVG}pattern")}
    used = set(re.findall(r"url\(#(pattern\d)\)", drawn(BARS, "light")))
    assert used == {"pattern0", "pattern1"}
    assert len({re.sub(rb"#[0-9a-f]{6}", b"", drawing) for drawing in patterns.values()}) == len(patterns) == 5


def test_bars_are_as_long_as_their_values():
    root = parsed(drawn(BARS, "dark"))
    bars = [float(one.attrib["width"]) for one in root.iter(f"{SVG}rect") if one.attrib.get("x") == "190"]
    assert bars[0] / bars[1] == pytest.approx(30 / 31, rel=0.01)
    assert bars[2] / bars[1] == pytest.approx(20 / 31, rel=0.01)


def test_logarithmic_scale_gives_every_power_of_ten_the_same_room():
    assert length(10, 1000, 300, least=1) == pytest.approx(100)
    assert length(1000, 1000, 300, least=1) == pytest.approx(300)
    assert length(0, 1000, 300, least=1) == 0


@pytest.mark.parametrize(("scheme", "ground"), [("light", "#ffffff"), ("dark", "#0d1117")])
def test_text_and_marks_stand_out_from_the_page(scheme, ground):
    for name in ("text", "soft"):
        assert contrast(SCHEMES[scheme][name], ground) >= 4.5
    for fill in FILLS[scheme]:
        assert contrast(fill, ground) >= 3


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    lights = sorted((light(one), light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
