"""Which pages are kept as they came."""

from __future__ import annotations

import pytest

from model.captures import RawPage
from nightdesk.visits.looking import is_kept
from parsers import parse

ZAWGYI = "ေမာ္စကိုၿမိဳ႕သို႔ ေရာက္ရွိခဲ့ၿပီး ကာကြယ္ေရးဝန္ႀကီးႏွင့္ ေတြ႕ဆုံခဲ့သည္ဟု တပ္မေတာ္က ထုတ္ျပန္သည္။ "
ENGLISH = "The evening ferry waited forty minutes for a wedding party, and none of the passengers complained. "


@pytest.mark.parametrize(
    ("policy", "words", "matched", "kept"),
    [
        ("matched", ENGLISH, True, True),
        ("matched", ENGLISH, False, False),
        ("matched", ZAWGYI, False, True),
        ("all", ENGLISH, False, True),
        ("none", ZAWGYI, True, False),
    ],
)
def test_a_page_is_kept_where_it_matched_or_its_text_was_rewritten(
    policy: str, words: str, matched: bool, kept: bool
) -> None:
    page = f"<html><body><article><h1>A ferry</h1>{f'<p>{words * 3}</p>' * 3}</article></body></html>"
    parsed = parse(RawPage(page.encode(), "https://quay.example/news/1"))

    assert is_kept(policy, parsed, matched=matched) is kept
