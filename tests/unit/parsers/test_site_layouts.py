"""Layouts of sites and themes beside the one that their saved page shows."""

from __future__ import annotations

import pytest

from model.captures import RawPage
from model.documents import Document, Kind
from parsers import parse

STORM = "The council closed the old ferry terminal on Tuesday after a storm had carried away its roof."
OWNER = "Its owner said that three letters to the harbour office had remained without any answer until now."
TEXT = f"<p>{STORM}</p><p>{OWNER}</p>"


def read(body: str, url: str) -> Document:
    return parse(RawPage(f"<html lang=en><body>{body}".encode(), url)).document


@pytest.mark.parametrize(
    ("url", "byline", "authors"),
    [
        (
            "https://www.bbc.com/news/articles/c0abcdefghij",
            (
                '<div data-component="byline-block"><div data-testid="byline-contributors"><div><span>Ann Oak'
                '</span><span>Ferry correspondent</span></div></div></div><div data-component="text-block">'
            ),
            ("Ann Oak",),
        ),
        (
            "https://www.theguardian.com/world/2025/may/07/terminal",
            (
                '<address>Ann Oak and Ben Ash in Harbourtown</address><div id="maincontent"><div '
                'class="article-body-viewer-selector">'
            ),
            ("Ann Oak", "Ben Ash"),
        ),
        (
            "https://www.theguardian.com/world/2025/may/07/terminal",
            (
                '<div data-gu-name="byline">by <span>Ann Oak</span></div><div id="maincontent"><div '
                'class="article-body-viewer-selector">'
            ),
            ("Ann Oak",),
        ),
        (
            "https://www.irrawaddy.com/news/burma/terminal.html",
            (
                '<div><div class="jeg_meta_container"><div class="jeg_meta_author">by <a>Ann Oak</a></div>'
                '</div><article class="jeg_post"><div class="jeg_meta_author"><a>Ben Ash</a></div></article><div '
                'class="content-inner">'
            ),
            ("Ann Oak",),
        ),
        (
            "https://www.bbc.com/burmese/articles/c0abcdefghij",
            (
                '<section role="region" aria-labelledby="article-byline"><ul><li><ul><li><span>Author, </span><span>'
                'Ann Oak</span></li><li><span>Role, </span><span>Boats</span></li></ul></ul></section><div dir="ltr">'
            ),
            ("Ann Oak",),
        ),
        (
            "https://www.kommersant.ru/doc/7700001",
            '<p class="document_authors">Ann Oak, Ben Ash, Harbourtown</p><div class="article_text_wrapper"><h2>',
            ("Ann Oak", "Ben Ash"),
        ),
        (
            "https://www.chinadaily.com.cn/a/202505/07/WS681a0000a310a04af22b0000.html",
            '<span class="info_l">Xinhua | Updated: 2025-05-07 09:00</span><div id="Content">',
            ("Xinhua",),
        ),
        (
            "https://www.rferl.org/a/terminal/33400001.html",
            (
                '<div class="publishing-details"><a class="links__item-link">Ann Oak</a><a class="links__item-link">'
                'RFE/RL Ferries</a></div><div id="article-content"><div class="wsw">'
            ),
            ("Ann Oak", "RFE/RL Ferries"),
        ),
        (
            "https://www.rferl.org/a/terminal/33400001.html",
            (
                '<div class="publishing-details"><ul><li class="links__item">By Ann Oak</li></ul></div><div '
                'id="article-content"><div class="wsw">'
            ),
            ("Ann Oak",),
        ),
    ],
)
def test_a_byline_is_read_wherever_a_layout_has_it(url: str, byline: str, authors: tuple[str, ...]) -> None:
    document = read(f"<main>{byline}{TEXT}", url)

    assert document.authors == authors
    assert document.text == f"{STORM}\n\n{OWNER}"


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (
            "https://www.aljazeera.com/news/2019/11/terminal.html",
            (
                f'<div class="article-p-wrapper"><p>{STORM}</p><div><div style="display: none">191119'
                f"052250266</div></div><p>{OWNER}</p></div>"
            ),
        ),
        (
            "https://www.reuters.com/article/us-terminal-idUSKBN1ZI0EH",
            (
                f'<div class="StandardArticleBody_body"><p>{STORM}</p><div class="RelatedCoverage_module">'
                '<h4>Related Coverage</h4></div><div class="Slideshow_container">Slideshow (14 Images)</div>'
                f"<p>{OWNER}</p></div>"
            ),
        ),
        (
            "https://www.rt.com/news/600001-terminal/",
            (
                f'<div class="article__text">{TEXT}<p><b><i>Like this story? Share it with a friend!</i></b></p>'
                "<p>You can share this story on social media:</p></div>"
            ),
        ),
        (
            "https://www.hindustantimes.com/world-news/terminal.html",
            (
                f'<div class="fullStory"><div class="storyDetails"><div class="detail">{TEXT}</div></div></div><div '
                'class="fullStory"><div class="storyDetails"><div class="detail"><p>Another.</p></div></div>'
            ),
        ),
        (
            "https://www.interfax.ru/world/1023456",
            (
                f'<div class="infinitblock"><article itemprop="articleBody">{TEXT}</article></div><div '
                'class="infinitblock"><article itemprop="articleBody"><p>Another story.</p></article></div>'
            ),
        ),
        (
            "https://apnews.com/0123456789abcdef0123456789abcdef",
            (
                f'<div class="Article" data-key="article"><p>{STORM}</p><div class="ad-placeholder">ADVERTISEMENT</div>'
                f"<p>{OWNER}</p></div>"
            ),
        ),
        (
            "https://tass.ru/obschestvo/2388888",
            (
                f'<p class="NewsHeader_lead__z">{STORM}</p><article class="Content_wrapper__x"><p '
                f'class="Paragraph_paragraph__x">{OWNER}</p></article>'
            ),
        ),
        (
            "https://news.un.org/en/story/2025/05/1163001",
            (
                f'<article><div class="field--name-field-news-story-lead"><p>{STORM}</p></div><div '
                f'class="paragraph--type--one-column-text"><div class="field--type-text-long"><p>{OWNER}</p></div>'
            ),
        ),
        (
            "https://burma.irrawaddy.com/news/2025/05/07/400001.html",
            (
                '<div class="content-inner"><div id="ez-toc-container"><ul><li>Contents</li></ul></div><div dir="auto">'
                f'{STORM}</div><div class="jeg_ad">Advertisement</div><p>{OWNER}</p></div>'
            ),
        ),
        (
            "https://ria.ru/20250507/parom-2015555555.html",
            (
                f'<div class="article__block" data-type="text"><div class="article__text">{STORM}</div></div><div '
                f'class="article__block" data-type="list"><ul><li>{OWNER}</li></ul></div>'
            ),
        ),
        (
            "https://english.news.cn/20250507/0123456789abcdef/c.html",
            f'<div id="detailContent"><p>The quay on Tuesday. (Xinhua/Ann Oak)</p>{TEXT}</div>',
        ),
        (
            "https://english.dvb.no/terminal/",
            (
                '<div class="td-post-content"><div class="td-module-meta-info">By Ann Oak - 7 May 2025</div><span '
                f'class="td-adspot-title">- Advertisement -</span>{TEXT}<div class="shariff">share 50</div></div>'
            ),
        ),
    ],
)
def test_a_text_is_whole_and_nothing_else_in_each_layout(url: str, body: str) -> None:
    assert read(f"<main>{body}", url).text == f"{STORM}\n\n{OWNER}"


def test_every_sort_of_card_of_the_moscow_times_is_listed_and_nothing_inside_one() -> None:
    cards = (
        '<div class="article-excerpt-default" data-url="/2024/03/05/boats-a80001" data-title="Boats"><a '
        'class="article-excerpt-default__author" href="/author/ann-oak">Ann Oak</a></div>'
        '<div class="article-excerpt-tiny" data-url="/2024/03/04/loaves-a79998" data-title="Loaves"></div>'
    )
    document = read(cards, "https://www.themoscowtimes.com/news")

    assert [link.title for link in document.links] == ["Boats", "Loaves"]


def test_the_headline_of_a_story_that_is_data_is_taken_before_a_title_with_the_sites_name() -> None:
    data = (
        '{"headlines": {"basic": "Who gets a boat?"}, "content_elements": ['
        f'{{"type": "text", "content": "{STORM}"}}, {{"type": "text", "content": "{OWNER} {STORM}"}}]}}'
    )
    script = f"<script>Fusion.globalContent={data};</script>"
    page = f'<html><head><meta property="og:title" content="Boats | Harbour Gazette">{script}</head><body></body>'

    assert parse(RawPage(page.encode(), "https://gazette.example/boats")).document.title == "Who gets a boat?"


@pytest.mark.parametrize(
    ("path", "kind"), [("/events/president/news/76888", Kind.ARTICLE), ("/events/president/news", Kind.LISTING)]
)
def test_a_site_that_calls_every_page_a_website_has_articles_by_their_addresses(path: str, kind: Kind) -> None:
    page = (
        f'<html lang="ru"><head><meta property="og:type" content="website"></head><body><p class="read__lead">{STORM}'
        '</p><div class="hentry"><h3 class="hentry__title"><a href="/events/president/news/76887">Boats</a></h3></div>'
    )

    assert parse(RawPage(page.encode(), f"http://kremlin.ru{path}")).document.kind is kind
