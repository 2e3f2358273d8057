"""WordPress outlets: the JNews theme, Newspack, and a plain theme."""

from __future__ import annotations

import json
from html import escape

from nightdesk.demo.articles import Piece


def jnews(piece: Piece, url: str, name: str, language: str) -> str:
    """An article in the JNews theme."""
    paragraphs = _paragraphs(piece)
    iso = piece.published_at.isoformat(timespec="seconds")
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(piece.title)} - {escape(name)}</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="{escape(name)}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{iso}"></head><body class="single jnews">
<div class="jeg_header"><ul class="jeg_menu"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></div>
<div class="jeg_inner_content"><div class="entry-header"><h1 class="jeg_post_title">{escape(piece.title)}</h1>
<div class="jeg_post_meta"><div class="jeg_meta_author">by <a href="/author">{escape(piece.author)}</a></div>
<div class="jeg_meta_date"><a href="{url}">{piece.published_at:%d %B %Y}</a></div></div></div>
<div class="jeg_featured featured_image"><img src="/wp-content/uploads/{piece.slug}-feat-1140x570.jpg" alt=""></div>
<div class="jeg_share_button"><a href="#">Share</a></div>
<div class="entry-content"><div class="content-inner">{paragraphs}
<div class="jnews_inline_related_post"><h3>Related Posts</h3><a href="/news">Another story</a></div></div></div>
<div class="jeg_authorbox"><p>More by this writer.</p></div></div>
<div class="jnews_related_post_container"><h3>You may like</h3><a href="/news">One more story</a></div></body></html>"""


def newspack(piece: Piece, url: str, name: str, language: str) -> str:
    """An article in the Newspack theme, with the JSON-LD its SEO plug-in writes."""
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(piece.title)} - {escape(name)}</title>
<link rel="canonical" href="{url}"><meta name="generator" content="WordPress 6.8">
<script type="application/ld+json">{_graph(piece, url, name)}</script></head>
<body class="post-template-default single single-post newspack-theme"><header id="masthead"><nav><a href="/">Home</a></nav></header>
<main id="main" class="site-main"><article id="post-7" class="post type-post"><header class="entry-header">
<h1 class="entry-title">{escape(piece.title)}</h1><div class="entry-meta"><span class="byline">by <span class="author vcard">
<a class="url fn n" href="/author">{escape(piece.author)}</a></span></span>
<time class="entry-date published" datetime="{piece.published_at.isoformat()}">{piece.published_at:%B %d, %Y}</time></div></header>
<div class="entry-content">{_paragraphs(piece)}<div class="sharedaddy"><h3>Share this:</h3></div></div></article></main>
<aside class="widget-area"><h2>Newest</h2><ul><li><a href="/">Another story</a></li></ul></aside></body></html>"""


def plain(piece: Piece, url: str, name: str, language: str) -> str:
    """An article in a plain theme: no JSON-LD, a date in words."""
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(piece.title)} | {escape(name)}</title>
</head><body><div id="page"><h2 class="site-title"><a href="/">{escape(name)}</a></h2><div id="content">
<div class="post"><h1 class="post-title">{escape(piece.title)}</h1>
<p class="post-meta">{piece.published_at:%B %d, %Y} by {escape(piece.author)}</p>
<div class="post-body">{_paragraphs(piece)}</div><p class="tags">Filed under: <a href="/tag/world">World</a></p></div></div>
<div id="sidebar"><h3>Archive</h3><ul><li><a href="/archive">Last month</a></li></ul></div>
<div id="footer">Powered by WordPress</div></div></body></html>"""


def _paragraphs(piece: Piece) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in piece.paragraphs)


def _graph(piece: Piece, url: str, name: str) -> str:
    article = {
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published_at.isoformat(),
        "dateModified": (piece.modified_at or piece.published_at).isoformat(),
        "author": {"@type": "Person", "name": piece.author},
        "publisher": {"@type": "Organization", "name": name},
        "mainEntityOfPage": url,
    }
    graph = {"@context": "https://schema.org", "@graph": [article]}
    return json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c")
