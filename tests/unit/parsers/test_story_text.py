"""The text of a story in the element that a site keeps it in."""

from __future__ import annotations

import pytest

from parsers.page import Page
from parsers.scope import Scope
from parsers.story_text import story

FERRY = "The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it."
CAPTAIN = "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him."
GULLS = "Gulls that had followed the boat all afternoon sat down on the rail and waited as well, one beside another."
BOTH = pytest.mark.parametrize("selector", [".body", ".body p, .body h4, .body li"])


def story_of(
    selector: str, inset: str, *, html: str = '<div class="body"><p>{}</p><p>{}</p>{}<p>{}</p></div>'
) -> list[str]:
    page = Page(f"<body>{html.format(FERRY, CAPTAIN, inset, GULLS)}</body>")
    return list(story(selector).read(Scope.of(page)).value or ())


@BOTH
@pytest.mark.parametrize(
    "inset",
    [
        '<div class="advertisement"><p>Buy a boat today.</p></div>',
        '<div class="inline ad-slot"><p>Buy a boat today.</p></div>',
        '<div class="newsletter-signup"><h4>Morning letter</h4><p>Every morning in your inbox.</p></div>',
        '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">The ferry at the quay</p></div>',
        '<p class="photo-caption">The ferry at the quay</p>',
        '<ul class="post-tags"><li>harbour, ferry</li></ul>',
        '<div class="video-player"><p class="video-title">Watch: the ferry arrives</p></div>',
        '<div style="display:none"><p>Nobody sees this.</p></div>',
        "<noscript><p>Nobody sees this either.</p></noscript>",
        '<p>Subscribe to <a href="https://t.me/harbour">our Telegram channel</a></p>',
        '<p>Подписывайтесь на <a href="https://t.me/harbour">наш Telegram-канал</a></p>',
        '<p>欢迎关注<a href="/weixin">我们的公众号</a></p>',
        '<p>ติดตามข่าว<a href="/line">ทาง LINE</a></p>',
    ],
)  # fmt: skip
def test_boxes_and_calls_set_into_a_story_are_no_part_of_it(selector: str, inset: str) -> None:
    assert story_of(selector, inset) == [FERRY, CAPTAIN, GULLS]


@BOTH
def test_what_holds_a_good_part_of_the_story_is_the_story_whatever_it_is_called(selector: str) -> None:
    html = '<div class="body promo"><div class="share"><p>{}</p><p>{}</p></div>{}<p>{}</p></div>'

    assert story_of(selector, "", html=html) == [FERRY, CAPTAIN, GULLS]


@BOTH
def test_a_box_of_a_thousand_characters_is_told_however_long_the_story_is(selector: str) -> None:
    box = f'<div class="related">{f"<p>{FERRY}</p>" * 11}</div>{f"<p>{GULLS}</p>" * 50}'

    assert len(story_of(selector, box)) == 3 + 11 + 50


@BOTH
@pytest.mark.parametrize(
    "told",
    [
        '<p class="has-large-text heading">The mayor said that tags were read.</p>',
        '<div class="shared-story"><p>The mayor came by road.</p></div>',
        "<p>Follow us, the captain called to the gulls.</p>",
        '<p>Sign up for <a href="/pier">the pier</a>, the mayor said.</p>',
    ],
)
def test_what_only_sounds_like_such_is_told(selector: str, told: str) -> None:
    assert len(story_of(selector, told)) == 4
