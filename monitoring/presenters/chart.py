"""A line of yearly figures as geometry for `components/chart.html`: real text, gaps kept, whole numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LEFT, RIGHT, TOP, BOTTOM = 44, 20, 24, 52
PLOT_HEIGHT = 200
LEAST_WIDTH, STEP = 480, 72
TICKS = (0, 25, 50, 75, 100)
NOT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the axis. `value` is from 0 to 100, None is a gap; `note` stands below the label."""

    label: str
    value: int | None
    note: str = ""


def line_chart(name: str, title: str, description: str, marks: Sequence[Mark]) -> dict[str, Any]:
    """`name` begins the ids of the drawing, so that a page can hold several."""
    width = max(LEAST_WIDTH, LEFT + RIGHT + STEP * len(marks))
    step = (width - LEFT - RIGHT) / max(len(marks), 1)
    places = [round(LEFT + step * (number + 0.5)) for number in range(len(marks))]
    return {
        "name": name,
        "title": xml_text(title),
        "description": xml_text(description),
        "width": width,
        "height": TOP + PLOT_HEIGHT + BOTTOM,
        "left": LEFT,
        "right": width - RIGHT,
        "ticks": [{"label": tick, "y": height_of(tick)} for tick in TICKS],
        "labels": [{"x": x, "text": mark.label, "note": mark.note} for x, mark in zip(places, marks, strict=True)],
        "points": [
            {"x": x, "y": height_of(mark.value), "text": mark.value, "text_y": height_of(mark.value) - 10}
            for x, mark in zip(places, marks, strict=True)
            if mark.value is not None
        ],
        "gaps": [x for x, mark in zip(places, marks, strict=True) if mark.value is None],
        "lines": lines(places, marks),
        "label_y": TOP + PLOT_HEIGHT + 22,
        "note_y": TOP + PLOT_HEIGHT + 40,
        "gap_y": TOP + PLOT_HEIGHT - 8,
    }


def lines(places: Sequence[int], marks: Sequence[Mark]) -> list[str]:
    """One line between two gaps; a point alone needs none."""
    runs: list[list[str]] = [[]]
    for x, mark in zip(places, marks, strict=True):
        if mark.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x},{height_of(mark.value)}")
    return [" ".join(run) for run in runs if len(run) > 1]


def height_of(value: int) -> int:
    return round(TOP + PLOT_HEIGHT * (1 - value / 100))


def xml_text(text: str) -> str:
    """Without the characters that XML cannot hold at all."""
    return NOT_OF_XML.sub("", text)
