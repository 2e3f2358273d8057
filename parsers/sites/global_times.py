"""The Global Times."""

from __future__ import annotations

from parsers.base import NewsParser
from parsers.fields import address, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.listings.cards import Cards
from parsers.story_text import story


class GlobalTimes(NewsParser):
    """Articles and lists. Paragraphs are parted by line breaks."""

    hosts = ("www.globaltimes.cn", "globaltimes.cn")
    drop = (".article_content center", ".picture", ".article_share", ".related_article", "img + em")
    cards = Cards(
        ".list_info, .news_list > div, .row-fluid .level01_list .list_info",
        url=address("a.new_title_ms[href], a.new_title_ml[href]") | address("a[href]"),
        title=text("a.new_title_ms, a.new_title_ml") | text("a[href]"),
        published_at=moment(".source_time"),
    )

    title = text(".article_title") | NewsParser.title
    authors = texts(".author_share .byline, .article_top .byline").map(names_in) | NewsParser.authors
    published_at = moment(".pub_time") | NewsParser.published_at
    body = story(".article_content .article_right, .article_content")
