"""An outlet with a content system of its own, in the manner of a Moscow English-language daily."""

from __future__ import annotations

from html import escape

from nightdesk.demo.articles import Piece


def article(piece: Piece, url: str, name: str) -> str:
    """An article page, with the chrome such pages carry."""
    blocks = "".join(
        f'<div class="article__block article__block--html"><p>{escape(p)}</p></div>' for p in piece.paragraphs
    )
    shown, iso = piece.published_at.strftime("%B %d, %Y"), piece.published_at.isoformat(timespec="seconds")
    byline = piece.credit or piece.author
    modified = (
        f'<meta property="article:modified_time" content="{piece.modified_at.isoformat()}">'
        if piece.modified_at
        else ""
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(piece.title)} - {escape(name)}</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(piece.title)}">
<meta property="og:type" content="article"><meta property="og:site_name" content="{escape(name)}">
<meta property="article:published_time" content="{iso}">{modified}</head><body>
<nav class="menu"><a href="/news">News</a> <a href="/opinion">Opinion</a> <a href="/donate">Contribute today</a></nav>
<div class="container article-container"><article class="article article--news">
<header class="article__header"><h1>{escape(piece.title)}</h1></header>
<div class="article__byline byline"><span>By <a class="byline__author__name" href="/author">{escape(byline)}</a></span>
<time class="byline__datetime" datetime="{iso}">{shown}</time>
<div class="byline__social social"><a href="#">Share on Telegram</a><a href="#">Copy link</a></div></div>
<figure class="article__featured-image featured-image"><img src="/images/{piece.slug}.jpg" alt="">
<figcaption><span class="featured-image__credits">Courier archive</span></figcaption></figure>
<div class="article__content">{blocks}
<aside class="article__related-article"><label>Related article:</label> <a href="/news">Ferry Adds Two Crossings</a></aside></div>
<div class="article__bottom"><div class="newsletter"><h4>Sign up for our newsletter</h4><p>Every Friday.</p></div></div>
</article><aside class="sidebar"><h3>Most read</h3><ul><li><a href="/news">Another story</a></li></ul></aside></div>
<footer><p>{escape(name)}, all rights reserved.</p></footer></body></html>"""
