"""The query language: how queries are read, and how their faults are told."""

from datetime import date

import pytest

from matching.query.nodes import About, And, AtLeast, Name, Near, Node, Not, Or, Published, Term, Weighted, Within
from matching.query.parser import parse
from model.errors import QueryError


def shape(node: Node) -> object:
    """The tree without positions."""
    match node:
        case Term(text=text):
            return text
        case Name(id=id_):
            return f"@{id_}"
        case And(parts=parts):
            return ("and", *map(shape, parts))
        case Or(parts=parts):
            return ("or", *map(shape, parts))
        case AtLeast(count=count, parts=parts):
            return ("at least", count, *map(shape, parts))
    return shape_of_one(node)


def shape_of_one(node: Node) -> object:
    match node:
        case Not(part=part):
            return ("not", shape(part))
        case Near(left=left, right=right, distance=distance):
            return ("near", distance, shape(left), shape(right))
        case Within(field=field, part=part):
            return (field, shape(part))
        case About(field=field, values=values):
            return (field, *values)
        case Published(first=first, last=last):
            return ("published", first, last)
        case Weighted(part=part, weight=weight):
            return ("weight", weight, shape(part))
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("junta", "junta"),
        ('"military council"', "military council"),
        ("“military council”", "military council"),
        ("«военный совет»", "военный совет"),
        ("@min_aung_hlaing", "@min_aung_hlaing"),
        ("a AND b OR c AND d", ("or", ("and", "a", "b"), ("and", "c", "d"))),
        ("a AND (b OR c)", ("and", "a", ("or", "b", "c"))),
        ("NOT a AND b", ("and", ("not", "a"), "b")),
        ("NOT NOT a", ("not", ("not", "a"))),
        ("a NEAR/60 b AND c", ("and", ("near", 60, "a", "b"), "c")),
        ("a WITH (b OR c)", ("near", None, "a", ("or", "b", "c"))),
        ("a NEAR/3 b NEAR/4 c", ("near", 4, ("near", 3, "a", "b"), "c")),
        ("Хлайн*", "Хлайн*"),
        ("2 OF (a, b OR c, @d)", ("at least", 2, "a", ("or", "b", "c"), "@d")),
        ("title:junta", ("title", "junta")),
        ('lead:("a b" OR c)', ("lead", ("or", "a b", "c"))),
        ("lang:en", ("lang", "en")),
        ("lang:(en OR ru)", ("lang", "en", "ru")),
        ("host:news.example AND body:x", ("and", ("host", "news.example"), ("body", "x"))),
        ('author:"A. Writer"', ("author", "A. Writer")),
        ("published:2025-03..2025-05", ("published", date(2025, 3, 1), date(2025, 5, 31))),
        ("published:2024", ("published", date(2024, 1, 1), date(2024, 12, 31))),
        ("published:2024-02", ("published", date(2024, 2, 1), date(2024, 2, 29))),
        ("published:2025-03-04..", ("published", date(2025, 3, 4), None)),
        ("published:..2025-03-04", ("published", None, date(2025, 3, 4))),
        ("a^2 OR b^0.5", ("or", ("weight", 2.0, "a"), ("weight", 0.5, "b"))),
        ("a # the first\nAND b", ("and", "a", "b")),
        ("Notorious OR ANDES", ("or", "Notorious", "ANDES")),
        ("pro-military", "pro-military"),
    ],
)
def test_a_query_is_read_as_meant(query: str, expected: object) -> None:
    assert shape(parse(query)) == expected


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("", 0, "expected a word, a phrase, a /pattern/, @name, a field or ("),
        ("a AND", 5, "found the end of the query"),
        ("AND a", 0, "found 'AND'"),
        ("(a OR b", 7, "a ) is missing"),
        ("a OR b)", 6, "closes nothing"),
        ("a b", 2, "an operator is missing"),
        ("(a b)", 3, "an operator is missing"),
        ('"a b', 0, "not closed"),
        ("a and b", 2, "AND"),
        ("a NEAR b", 2, "NEAR/10"),
        ("a NEAR/x b", 2, "NEAR/10"),
        ("titel:a", 0, "did you mean title?"),
        ("colour:a", 0, "known are"),
        ("published:yesterday", 10, "2025-03..2025-05"),
        ("published:2025-13", 10, "not a day"),
        ("published:2025-05..2025-03", 10, "empty"),
        ("published:..", 10, "empty"),
        ("3 OF (a, b)", 0, "choose 1 to 2"),
        ("0 OF (a, b)", 0, "choose 1 to 2"),
        ("2 OF a", 5, "expected ( after OF"),
        ("2 OF (a, b", 10, "expected , or )"),
        ("a AND /b+", 6, "a pattern is not closed"),
        ("a AND *", 6, "nothing to search for"),
        ("@", 0, "a name is missing"),
        ("a^", 1, "needs a number"),
        ("a NEAR/5 NOT b", 9, "no place in the text"),
        ("lang:en WITH b", 0, "no place in the text"),
        ("a NEAR/5 (b OR (c AND d) OR NOT e)", 28, "no place in the text"),
        ("1 OF (a, b, title:lang:en) NEAR/5 c", 18, "no place in the text"),
        ("a NEAR/5 (NOT b AND NOT c)", 10, "no place in the text"),
        ("(" * 60 + "a" + ")" * 60, 51, "deeper than 50"),
        ("NOT " * 60 + "a", 204, "deeper than 50"),
        ("a AND", 5, "write what is to be found there"),
        ("a AND AND b", 6, "take AND away"),
        ("a NEER/5 b", 2, "did you mean NEAR/5?"),
        ("a ADN b", 2, "did you mean AND?"),
        ("a && b", 2, "write AND"),
        ("a NOT b", 2, "write AND NOT"),
        ("a AND -b", 6, "write NOT b"),
        ("kind:artcle", 0, "did you mean article?"),
        ("2 OF (a b)", 8, "commas"),
        ("lang:", 5, "as in lang:en"),
    ],
)
def test_a_fault_is_told_with_its_place(query: str, position: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert words in str(caught.value)
    assert caught.value.position == position
    assert caught.value.query == query
