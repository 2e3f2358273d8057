"""Flarum's plain view, and what its data may be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.documents import Document
from tests.unit.parsers.forums.boards import WORDS, read

AT = "2025-06-14T09:12:00+00:00"


def discussion(told: object, words: str = WORDS) -> Document:
    post = f'<article><h3 class="PostUser-name">Zaw</h3><div class="Post-body"><p>{words}</p></div></article>'
    view = f'<noscript id="flarum-content"><div class="container"><h1>Terminal</h1>{post}</div></noscript>'
    data = json.dumps(told).replace("<", "\\u003C")
    script = f'<script id="flarum-json-payload" type="application/json">{data}</script>'
    return read(f"<body><main></main>{view}{script}", "/d/5-terminal")


def post(words: str, number: object = 3, **other: Any) -> dict[str, Any]:
    told = {"contentHtml": f"<p>{words}</p>", "number": number, "createdAt": AT, **other}
    return {"type": "posts", "attributes": told}


def test_a_post_is_found_in_the_data_by_its_words_whatever_else_the_data_holds() -> None:
    told = {"apiDocument": {"included": [post("Of an answer below."), post(WORDS, 7), post("Of another page.")]}}
    (found,) = discussion(told).posts

    assert found.permalink == "https://board.example/d/5-terminal/7"
    assert found.posted_at is not None
    assert found.posted_at.iso() == "2025-06-14T09:12:00Z"


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {"apiDocument": []},
        {"apiDocument": {"data": [1, {"id": {}}], "included": [1, None, {"type": "posts"}]}},
        {"apiDocument": {"included": [{"type": "posts", "attributes": None}, post("", contentHtml=7)]}},
        {
            "apiDocument": {
                "data": {"relationships": {"tags": {"data": [{"id": []}]}}},
                "included": [{"type": "tags", "id": []}],
            }
        },
        {"apiDocument": {"included": [post(WORDS, [1], createdAt=5)]}},
    ],
)
@pytest.mark.parametrize("words", [WORDS, ""])
def test_data_of_another_shape_leaves_the_plain_view_as_it_is(told: object, words: str) -> None:
    (found,) = discussion(told, words).posts

    assert (found.author, found.text, found.posted_at) == ("Zaw", words, None)
