"""A Russian outlet: microdata, a written date, windows-1251."""

from __future__ import annotations

from html import escape

from nightdesk.demo.articles import Piece

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def article(piece: Piece, name: str) -> bytes:
    """An article page, in the encoding such sites still use."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in piece.paragraphs)
    at = piece.published_at
    shown = f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"
    page = f"""<!DOCTYPE html><html lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>{escape(piece.title)} — {escape(name)}</title></head><body><div class="menu"><a href="/">Главная</a> <a href="/politics">Политика</a></div>
<div class="layout" itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(piece.title)}</h1>
<div class="info"><time itemprop="datePublished" datetime="{at.isoformat(timespec="seconds")}">{shown}</time>
<span itemprop="author">{escape(piece.author)}</span></div>
<div class="text" itemprop="articleBody">{paragraphs}</div><div class="share">Поделиться</div></div>
<div class="more"><h3>Читайте также</h3><a href="/politics">Другая новость</a></div></body></html>"""
    return page.encode("windows-1251", "xmlcharrefreplace")
