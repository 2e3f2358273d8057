"""Readings: distances counted block by block are the distances counted at once."""

import re

from hypothesis import given
from hypothesis import strategies as st

from matching.folding import fold
from matching.literals import literal
from matching.reading import Ruler, read
from matching.scanner import Scanner
from matching.subject import Subject


@given(st.lists(st.sampled_from(["word", "x", "俄国", "มอสโก", ".", "длинноеслово" * 12]), max_size=80).map(" ".join))
def test_a_place_is_measured_by_the_words_that_begin_before_it(text: str) -> None:
    folded = fold(text).text
    ruler = Ruler(folded)
    signs = "[\u0e00-\u0e7f\u4e00-\u9fff]"
    for index in range(0, len(folded), 7):
        before = folded[: index + 1]
        assert ruler.at(index) == 5 * len(re.findall("[a-zа-я]+", before)) + 2 * len(re.findall(signs, before))


def test_what_a_scanner_did_not_see_is_not_looked_for_and_what_it_never_knew_is() -> None:
    known, absent, unknown = literal("crane"), literal("ferry"), literal("quay")
    reading = read(Subject(text="crane on the quay"))
    scanner = Scanner([known, absent])
    reading.scanned, reading.held = scanner.literals, scanner.seen(reading.folded.text)
    assert [reading.may_hold(one) for one in (known, absent, unknown)] == [True, False, True]
    assert reading.places(known) and reading.places(unknown) and not reading.places(absent)
