"""Lines over time: one for each thing, the largest drawn, the rest in one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.charts.svg import chart, element

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 260, 40, 12, 12, 26
_LABELS = 7


#: All others are drawn where they are no more than so many times what the largest is.
_DWARFED = 2


@dataclass(frozen=True, slots=True)
class Series:
    """A line: what it is of, and its numbers, one a step of time. `number` is that of its colour, from 1 to 8.

    One that would press the others flat is told of and not `drawn`.
    """

    name: str
    numbers: Sequence[int]
    number: int
    drawn: bool = True

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.numbers)


def series_of(counts: Mapping[str, Mapping[str, int]], steps: Sequence[str], most: int = 7) -> list[Series]:
    """The lines of counts by name and step: the largest, and all others together."""
    ordered = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))
    lines = [
        Series(name, [counts[name].get(step, 0) for step in steps], at)
        for at, name in enumerate(ordered[:most], start=1)
    ]
    rest = ordered[most:]
    if rest:
        others = [sum(counts[name].get(step, 0) for name in rest) for step in steps]
        largest = max(number for line in lines for number in line.numbers)
        lines.append(Series("all others", others, 8, max(others) <= _DWARFED * largest))
    return lines


def lines(found: Sequence[Series], steps: Sequence[str], label: str) -> Markup:
    """The picture of some lines over the same steps; the last one is not over yet, and its way there is dashed."""
    found = [each for each in found if each.drawn]
    top = nice(max((max(each.numbers, default=0) for each in found), default=0))
    parts = [*_grid(top), *_steps(steps)]
    parts += [part for each in found for part in _drawn(each, top)]
    return chart(_WIDTH, _HEIGHT, label, parts)


def bars(numbers: Sequence[int], steps: Sequence[str], label: str) -> Markup:
    """The picture of numbers over steps of time, a bar each."""
    top, wide = nice(max(numbers, default=0)), (_WIDTH - _LEFT - _RIGHT) / max(len(numbers), 1)
    parts = [*_grid(top), *_steps(steps)]
    for at, number in enumerate(numbers):
        high = (_HEIGHT - _TOP - _BOTTOM) * number / top
        said = element("title", f"{steps[at]}: {number}")
        where = {"x": _LEFT + at * wide, "y": _HEIGHT - _BOTTOM - high}
        parts.append(element("rect", [said], class_="bar s1", **where, width=max(wide - 1, 0.8), height=high))
    return chart(_WIDTH, _HEIGHT, label, parts)


def spark(numbers: Sequence[int], label: str) -> Markup:
    """A line without axes, as small as a word."""
    top, width, height = max(*numbers, 1) if numbers else 1, 110, 22
    step = width / max(len(numbers) - 1, 1)
    points = " ".join(
        f"{at * step:.1f},{height - 2 - (height - 4) * each / top:.1f}" for at, each in enumerate(numbers)
    )
    return chart(width, height, label, [element("path", class_="line s1", d=f"M{points.replace(' ', 'L')}")])


def nice(number: int) -> int:
    """The end of an axis: a round number, not less, that four steps divide."""
    if number <= 4:
        return 4
    size = 10 ** math.floor(math.log10(number))
    return next(top for part in (1, 2, 4, 8, 10, 20) if (top := int(part * size)) >= number and top % 4 == 0)


def _grid(top: int) -> Iterator[Markup]:
    for part in range(5):
        y = _TOP + (_HEIGHT - _TOP - _BOTTOM) * (4 - part) / 4
        yield element("path", class_="axis" if part == 0 else "grid", d=f"M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}")
        yield element("text", str(top * part // 4), x=_LEFT - 6, y=y + 4, text_anchor="end")


def _steps(steps: Sequence[str]) -> Iterator[Markup]:
    every = max(1, -(-len(steps) // _LABELS))
    for at in range(0, len(steps), every):
        anchor = "start" if at == 0 else "middle"
        yield element("text", steps[at], x=_across(at, len(steps)), y=_HEIGHT - 8, text_anchor=anchor)


def _across(at: int, many: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * at / max(many - 1, 1)


def _drawn(line: Series, top: int) -> Iterator[Markup]:
    """A line, and the way to its last step."""
    high, many = _HEIGHT - _TOP - _BOTTOM, len(line.numbers)
    points = [f"{_across(at, many):.1f} {_TOP + high * (1 - each / top):.1f}" for at, each in enumerate(line.numbers)]
    said = element("title", f"{line.name}: {line.total}")
    yield element("path", [said], class_=f"line s{line.number}", d="M" + "L".join(points[:-1] or points))
    if many > 1:
        yield element("path", class_=f"line open s{line.number}", d=f"M{points[-2]}L{points[-1]}")
