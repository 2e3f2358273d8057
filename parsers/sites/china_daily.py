"""China Daily, Chinese and English."""

from __future__ import annotations

from model.agencies import agency_named
from parsers.authors import told_authors
from parsers.base import NewsParser
from parsers.fields import address, by, moment, text
from parsers.lines.bylines import byline_in, names_in
from parsers.listings.cards import Cards
from parsers.story_text import story

_HOSTS = (
    "www.chinadaily.com.cn", "chinadaily.com.cn", "china.chinadaily.com.cn", "world.chinadaily.com.cn",
    "cn.chinadaily.com.cn", "global.chinadaily.com.cn", "africa.chinadaily.com.cn", "usa.chinadaily.com.cn",
    "europe.chinadaily.com.cn", "epaper.chinadaily.com.cn",
)  # fmt: skip


def byline_before_rule(line: str) -> tuple[str, ...]:
    """By Fan Wei | China Daily | Updated: …: what stands before the first rule, if that is a byline or an agency."""
    first = line.split("|", maxsplit=1)[0]
    return names_in((first,)) if byline_in(line) or agency_named(first) else ()


class ChinaDaily(NewsParser):
    """Articles and lists. Who edited the page is no author, and the one whom its metas name as such."""

    hosts = _HOSTS
    drop = (".selectpage", "#div_currpage", ".email", ".share", ".article-img", "table figure", ".picinfo")
    cards = Cards(
        ".mb10.tw3_01_2, .lft_art .mb10, .busBox3, .bus_list",
        url=address("h4 a[href], h3 a[href]"),
        title=text("h4, h3"),
        published_at=moment("b, .time"),
    )

    authors = text(".info_l").map(byline_before_rule) | by(told_authors.told_authors) | by(told_authors.reporters_told)
    title = text("h1.dabiaoti, .lft_art h1, .main_art h1") | NewsParser.title
    published_at = NewsParser.published_at | moment(".fenx .xinf-le, .fenx, .info_l, .main_title .info")
    body = story("#Content > p, #Content > h2, #Content > h3") | story("#Content")
