"""Xinhua, under three addresses: news.cn now, xinhuanet.com before, and provinces in tables."""

from __future__ import annotations

import re

from model.moments import Moment
from parsers.base import NewsParser
from parsers.dates.reading import read_moment
from parsers.defaults import main_text
from parsers.fields import by, moment, text, texts
from parsers.lines.bylines import names_in
from parsers.page import Page
from parsers.scope import Scope
from parsers.story_text import story

_HOSTS = (
    "www.news.cn", "news.cn", "english.news.cn", "www.xinhuanet.com", "xinhuanet.com", "news.xinhuanet.com",
    "russian.news.cn", "big5.news.cn", "politics.news.cn",
)  # fmt: skip


_PROVINCES = (
    "bj", "tj", "he", "sx", "nmg", "ln", "jl", "hlj", "sh", "js", "zj", "ah", "fj", "jx", "sd", "ha", "hb", "hn", "gd",
    "gx", "hq", "cq", "sc", "gz", "yn", "xz", "sn", "gs", "qh", "nx", "xj",
)  # fmt: skip
_ITEM = re.compile(r"(?:content|c)_\d+\.html?$")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?")
_LONGEST_NOTE = 100
_CAPTION = re.compile(r"[(（]Xinhua/[^()（）]{2,60}[)）]$|新华社(?:记者)?[^。，]{0,20}[摄发][)）]?$")


def short_lines(page: Page) -> list[str]:
    """The page's short lines, in one of which it says where the text is from and who wrote it."""
    return [block.text for block in page.outline.blocks if len(block.text) <= _LONGEST_NOTE]


def signed(scope: Scope) -> tuple[str, ...]:
    """The name in the line that says who wrote the text; who edited it stands in the same line or another."""
    lines = (line.partition("编辑")[0] for line in short_lines(scope.page) if line.startswith("作者"))
    return next(filter(None, (names_in((line,)) for line in lines)), ())


def told_beside_source(scope: Scope) -> Moment | None:
    """The clock time in the line that names the source."""
    told = (_CLOCK.search(line) for line in short_lines(scope.page) if "来源" in line)
    return next((at for found in told if found and (at := read_moment(found.group(), scope.page.zone))), None)


def numbered_text(scope: Scope) -> tuple[str, ...]:
    """The main text of a page whose address is an article's."""
    return main_text(scope) if _ITEM.search(scope.page.url or "") else ()


def without_captions(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs without those that say who took a picture; of a page of pictures all."""
    return tuple(line for line in lines if not _CAPTION.search(line)) or lines


def header_time(scope: Scope) -> Moment | None:
    """The time above the headline, whose year, month, day and clock are elements of their own."""
    told = (scope.line(node) for node in scope.all(".header-time .year, .header-time .day em, .header-time .time"))
    parts = re.findall(r"\d+", " ".join(told))
    return read_moment("{}-{}-{} {}:{}:{}".format(*parts), scope.page.zone) if len(parts) == 6 else None


class NewsCn(NewsParser):
    """Since 2021, Chinese and English."""

    hosts = _HOSTS
    drop = ("#articleEdit", ".tadd", ".pageVideo", "#page_nav", ".editor", "#enclosure", ".p-tags")

    title = text(".head-line h1 .title, .head-line h1, .mheader h1, h1.Btitle") | NewsParser.title
    published_at = (
        by(header_time)
        | NewsParser.published_at
        | moment(".header-time, .domPC .info .time, .source .time, .conTop .time")
    )
    body = (story("#detail p, #detailContent p") | story("#detail, #detailContent")).map(without_captions)


class Xinhuanet(NewsParser):
    """2012 to 2021."""

    hosts = _HOSTS
    drop = (".p-tags", "#articleEdit", ".zan-wap", ".p-jc", ".bianji", "#div_currpage", ".lb", "#pageArea")

    title = text(".h-title, #title") | NewsParser.title
    authors = texts(".p-author, #author").map(names_in) | NewsParser.authors
    published_at = NewsParser.published_at | moment(".h-time, #pubtime, .info .time, .h-info")
    body = (story("#p-detail p, #content p, .article p") | story("#p-detail, .article .content")).map(without_captions)


class XinhuaProvinces(NewsParser):
    """The pages of the provinces, built of tables: who wrote the text and when stands in short lines around it."""

    hosts = tuple(f"{www}{province}.xinhuanet.com" for province in _PROVINCES for www in ("", "www."))

    authors = by(signed)
    published_at = by(told_beside_source) | NewsParser.published_at
    body = by(numbered_text)
