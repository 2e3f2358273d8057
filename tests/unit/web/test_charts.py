from datetime import date
from xml.etree import ElementTree as ET

import pytest

from web.charts.graph import Node, graph
from web.charts.heat import Day, heat
from web.charts.lines import bars, lines, nice, series_of, spark

EVIL = '"><script>x()</script>'
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("number", [0, 1, 3, 4, 5, 9, 10, 11, 99, 100, 101, 12_345, 99_999])
def test_an_axis_ends_at_a_round_number_that_holds_everything(number: int) -> None:
    assert nice(number) >= number and nice(number) % 4 == 0


def test_the_largest_are_drawn_and_the_rest_is_one_line() -> None:
    counts = {f"outlet {n}": {"2026-03-01": n} for n in range(1, 12)}
    found = series_of(counts, ["2026-03-01", "2026-03-02"])
    assert found[0].name == "outlet 11" and found[-1].name == "all others"
    assert sum(each.total for each in found) == sum(range(1, 12)) and found[-1].numbers == [10, 0]


def test_a_line_that_would_press_the_others_flat_is_told_of_and_not_drawn() -> None:
    steps = ["2026-03-01", "2026-03-02"]
    counts = {f"outlet {n}": dict.fromkeys(steps, 5) for n in range(30)}
    found = series_of(counts, steps)
    assert [each.drawn for each in found] == [True] * 7 + [False]
    picture = ET.fromstring(lines(found, steps, "attention"))
    kinds = [each.get("class") or "" for each in picture.iter("path")]
    assert len([kind for kind in kinds if "open" in kind]) == 7 and "s8" not in " ".join(kinds)
    assert lines([], [], "nothing") and lines(series_of({"a": {steps[0]: 1}}, steps[:1]), steps[:1], "one")


def test_nothing_in_a_chart_is_markup() -> None:
    nodes = [Node("a", EVIL, EVIL, None), Node("b", EVIL, EVIL, "a", True)]
    found = series_of({EVIL: {EVIL: 3}}, [EVIL])
    pictures = [graph(nodes), lines(found, [EVIL], EVIL), bars([3], [EVIL], EVIL), spark([1, 2], EVIL)]
    pictures.append(heat({date(2026, 3, 1): Day(2, EVIL)}, date(2026, 3, 2), EVIL))
    for picture in pictures:
        tree = ET.fromstring(picture)
        assert not [each for each in tree.iter() if "script" in each.tag]
        assert EVIL in "".join(tree.itertext()) and "style=" not in picture


def test_a_copy_stands_under_the_one_it_has_its_text_from() -> None:
    nodes = [Node("late", "Late", "", "first"), Node("first", "First", "", None), Node("lost", "Lost", "", "nobody")]
    names = [each.text for each in ET.fromstring(graph(nodes)).iter("text") if each.text]
    assert names == ["First", "Late", "Lost"]
    circle = [Node("a", "A", "", "b"), Node("b", "B", "", "a")]
    assert "A" in graph(circle) and "B" in graph(circle)


def test_a_day_that_could_not_be_looked_at_is_marked() -> None:
    days = {date(2026, 3, 1): Day(0, "tried", bad=True), date(2026, 3, 2): Day(9, "9 stored")}
    squares = [each.get("class") for each in ET.fromstring(heat(days, date(2026, 3, 2), "year")).iter("rect")]
    assert squares[-2:] == ["hx", "h4"] and set(squares[:-2]) == {"h0"}
