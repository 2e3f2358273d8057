from model.browsing import Reason
from web.reasons import Part, marked, passage, words

TEXT = "Long ago " * 30 + "a crane fell into the harbour, and " + "nobody was hurt " * 30


def clause(*found: tuple[int, int, str], field: str = "text", canonical: str | None = None) -> dict[str, object]:
    spans = [
        {"field": field, "start": start, "end": end, "as_written": word, "canonical": canonical}
        for start, end, word in found
    ]
    return {"clause": "crane", "spans": spans}


def test_the_passage_stands_around_the_first_word_that_met_the_watch() -> None:
    start = TEXT.index("crane")
    found = passage(Reason("harbour", "d", None, TEXT, (clause((start, start + 5, "crane")),)))
    assert [part.text for part in found.parts if part.marked] == ["crane"]
    shown = "".join(part.text for part in found.parts)
    assert shown in TEXT and len(shown) < 300 and not found.begins and not found.ends


def test_words_that_no_longer_stand_where_they_stood_are_not_marked() -> None:
    assert marked("A crane fell", [clause((0, 5, "crane"))], "text") == (Part("A crane fell"),)
    assert marked("A crane fell", [clause((2, 7, "crane"))], "title") == (Part("A crane fell"),)


def test_spans_over_one_another_are_marked_as_one() -> None:
    found = marked("A big crane fell", [clause((2, 11, "big crane"), (6, 11, "crane"))], "text")
    assert found == (Part("A "), Part("big crane", True), Part(" fell"))


def test_a_reason_without_words_shows_the_beginning() -> None:
    found = passage(Reason("harbour", "d", None, TEXT, ({"clause": "lang:en", "spans": []},)))
    assert found.begins and TEXT.startswith("".join(part.text for part in found.parts))
    assert passage(Reason("harbour", "d", None, "", ())).parts == ()


def test_the_words_are_told_by_their_names() -> None:
    assert words([clause((0, 1, "A"), canonical="Min  Aung Hlaing"), clause((2, 3, "x"))]) == ("Min Aung Hlaing", "x")
