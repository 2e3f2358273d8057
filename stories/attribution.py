"""Attribution: a post that names an outlet and a day, or links an article, and tells in other words what stood there.

Such a text shares too few words with its original to be found by them. It is tied by what it says of its origin, and
only where names and figures agree as well.
"""

from __future__ import annotations

import re
from datetime import timedelta

from model.documents import Credit, Document
from model.moments import Moment
from model.urls import Identity, url_key
from stories.provenance import same_name
from stories.ties import Firmness, Tie

#: How far the day a post gives may lie from the article's own: time zones, and papers dated ahead.
_DAY = timedelta(days=1, hours=12)
#: A post that gives no day carries over what is not older than this.
_FRESH = timedelta(days=3)
#: Names and figures that must agree: so many, and so much of those of the shorter list.
_LEAST_NAMES, _NAMES_SHARE = 4, 0.4
_NAME = re.compile(r"(?<![.!?»”\"]\s)(?<!^)\b[^\W\d_a-zа-яё][^\W\d_]{2,}\b|\b\d[\d.,]*\d\b", re.MULTILINE)
_SAYS_SO = (Credit.REPRINT, Credit.ORIGINAL)
_ANY = Identity()


def attribution(post: Document, article: Document, outlet: str, identity: Identity = _ANY) -> tuple[Tie, str] | None:
    """The tie of a post to the article it says it carries over, with the evidence; None where that is not borne out.

    `outlet` is the article's, `identity` how that tells its items apart.
    """
    said = _linked(post, article, identity) or _named(post, article, outlet)
    if said is None:
        return None
    mine, theirs = names_in(post), names_in(article)
    shared = mine & theirs
    fewer = min(len(mine), len(theirs))
    if len(shared) < _LEAST_NAMES or len(shared) < _NAMES_SHARE * fewer:
        return None
    shown = ", ".join(sorted(shared)[:6])
    return Tie(Firmness.CREDIT, len(shared) / fewer), f"{said}; {len(shared)} names and figures agree: {shown}"


def origins(post: Document) -> list[str]:
    """The addresses that a post gives as its source's."""
    return [credit.url for credit in post.credits if credit.kind in _SAYS_SO and credit.url]


def _linked(post: Document, article: Document, identity: Identity) -> str | None:
    """What is said where a post gives an article's address as its source, and was not written before it."""
    addresses = {url_key(address, identity) for address in (article.url, article.canonical_url) if address}
    if addresses.isdisjoint(url_key(url, identity) for url in origins(post)):
        return None
    posted, published = post.published_at, article.published_at
    return None if posted and published and posted.at < published.at - _DAY else "links it as its source"


def _named(post: Document, article: Document, outlet: str) -> str | None:
    """What is said where a post names the outlet of an article of its day."""
    named = [credit for credit in post.credits if credit.kind in _SAYS_SO and credit.name]
    credit = next((one for one in named if same_name(str(one.name), outlet)), None)
    if credit is None or not _same_day(credit.published_at, post.published_at, article.published_at):
        return None
    return f"names {outlet}"


def told_at(post: Document) -> Moment | None:
    """The day a post tells of its source, else the day it was written."""
    told = (credit.published_at for credit in post.credits if credit.kind in _SAYS_SO)
    return next((day for day in told if day), post.published_at)


def names_in(document: Document) -> set[str]:
    """The words written as names, and the figures of two digits and more."""
    return set(_NAME.findall(f"{document.title or ''}\n{document.text}"))


def _same_day(told: Moment | None, posted: Moment | None, published: Moment | None) -> bool:
    if published is None:
        return False
    if told is not None:
        return abs(told.at - published.at) <= _DAY
    return posted is not None and -_DAY <= posted.at - published.at <= _FRESH
