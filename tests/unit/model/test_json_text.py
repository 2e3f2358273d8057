"""JSON whose values can be written anywhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.json_text import load_first_json, load_json

ANY = st.characters(codec=None, exclude_categories=())
VALUES = st.recursive(
    st.text(ANY) | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(ANY), inner)
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r'"\ud83d\ude00 \uD83D\uDE00"', "😀 😀"), (r'"Ann \ud83d"', "Ann �"), (r'"\ude00\ud83d"', "��"),
        (r'"\ud83d\ud83d\ude00"', "�😀"), (r'"\\ud83d"', r"\ud83d"), (r'{"\udfff": ["\ud800"]}', {"�": ["�"]}),
    ],
)  # fmt: skip
def test_half_of_a_character_is_told_as_lost_and_a_whole_one_is_kept(written: str, told: object) -> None:
    assert load_json(written) == told
    assert load_first_json(f"{written}; window.other = '\ud83d'") == told


@given(VALUES)
def test_whatever_json_holds_can_be_written(value: Any) -> None:
    read = load_json(json.dumps(value))

    written = json.dumps(read, ensure_ascii=False)
    written.encode()
    assert (read == value) is (re.search("[\ud800-\udfff]", json.dumps(value, ensure_ascii=False)) is None)
