"""Discourse in its older and newer versions: as crawlers get it, as browsers save it, and as data."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from model.captures import RawPage
from model.documents import Document, Kind
from parsers import parse

WORDS = "The council has closed the old terminal, and nobody knows when the new boats will come."
HEAD = '<html><head><meta name="generator" content="Discourse 3"></head><body>'
TAGS = '<div class="discourse-tags"><a class="discourse-tag">boats</a></div>'
TITLE = f'<div id="topic-title"><h1><a>Terminal closed</a></h1>{TAGS}</div>'


def read(body: str, url: str = "https://talk.example/t/terminal-closed/5") -> Document:
    return parse(RawPage(body.encode(), url)).document


def data(topic: dict[str, Any], path: str) -> Document:
    return read(json.dumps(topic), f"https://talk.example{path}")


def plain(number: int) -> str:
    return (
        '<div class="topic-body crawler-post"><span class="creator">zaw</span><time class="post-time" datetime='
        f'"2018-06-14T09:12:00Z"></time><span itemprop="position">#{number}</span><div class="post">{WORDS}</div></div>'
    )


def test_a_post_of_an_older_version_is_found_by_the_number_that_it_shows() -> None:
    first, later = read(HEAD + TITLE + plain(1)), read(HEAD + TITLE + plain(21))

    assert first.posts[0].permalink == "https://talk.example/t/terminal-closed/5/1"
    assert (first.text, later.text) == (WORDS, "")


def test_the_tags_of_topics_suggested_below_are_none_of_this_one() -> None:
    below = '<table><tr class="topic-list-item"><td class="discourse-tags"><a class="discourse-tag">rats</a></td></tr>'

    assert read(HEAD + TITLE + plain(1) + below).tags == ("boats",)


def test_a_topic_that_a_browser_saved_is_read_as_it_was_drawn() -> None:
    post = (
        '<div class="topic-post"><article id="post_1"><div class="topic-body"><div class="names"><span class="first '
        'username"><a href="/u/zaw">zaw</a></span></div><a class="post-date"><span data-time="1749892320000">2h</span>'
        f'</a><div class="cooked"><p>{WORDS}</p></div><nav class="post-controls">Like</nav></div></article></div>'
    )
    document = read(HEAD + TITLE + post)
    (found,) = document.posts

    assert (document.kind, found.author, found.text) == (Kind.THREAD, "zaw", WORDS)
    assert found.permalink == "https://talk.example/t/terminal-closed/5/1"
    assert found.posted_at is not None
    assert found.posted_at.iso() == "2025-06-14T09:12:00Z"


def test_a_topic_as_data_has_the_names_of_its_tags_and_no_posts_without_words() -> None:
    posts = [
        {"username": "zaw", "cooked": f"<p>{WORDS}</p>", "post_number": 1},
        {"username": "system", "cooked": "", "post_number": 2, "action_code": "pinned.enabled"},
    ]
    topic = {"title": "Terminal", "tags": [{"id": 7, "name": "boats"}, "rats"], "post_stream": {"posts": posts}}
    document = data(topic, "/t/terminal/5.json")

    assert document.tags == ("boats", "rats")
    assert [post.author for post in document.posts] == ["zaw"]


def test_a_list_of_topics_as_data_is_a_list() -> None:
    topics = [{"id": 5, "slug": "terminal", "title": "Ropes & boats", "created_at": "2025-06-14T09:12:00.000Z"}, {}]
    found = {"users": [], "topic_list": {"more_topics_url": "/latest?page=1", "topics": topics}}
    document = data(found, "/latest.json")
    (link,) = document.links

    assert (document.kind, link.url, link.title) == (
        Kind.LISTING,
        "https://talk.example/t/terminal/5",
        "Ropes & boats",
    )
    assert link.published_at is not None
    assert link.published_at.iso() == "2025-06-14T09:12:00Z"
    assert document.next_url == "https://talk.example/latest.json?page=1"


@pytest.mark.parametrize("is_nested", [True, False])
@pytest.mark.parametrize("in_script", [True, False])
def test_what_a_page_carries_for_its_scripts_is_read_wherever_it_stands(*, is_nested: bool, in_script: bool) -> None:
    topic = {"title": "Terminal", "post_stream": {"posts": [{"username": "zaw", "cooked": WORDS, "post_number": 1}]}}
    listed = {"topic_list": {"topics": [{"id": 5, "slug": "terminal", "title": "Terminal"}]}}

    def shell(key: str, found: object) -> str:
        carried = json.dumps({"site": "{}", key: json.dumps(found) if is_nested else found})
        if in_script:
            return f'{HEAD}<script id="data-preloaded" type="application/json">{carried}</script>'
        return f'{HEAD}<div id="data-preloaded" data-preloaded="{escape(carried)}"></div>'

    document = read(shell("topic_5", topic))

    assert (document.kind, document.title, document.text) == (Kind.THREAD, "Terminal", WORDS)
    assert [link.url for link in read(shell("topic_list", listed), "https://talk.example/latest").links] == [
        "https://talk.example/t/terminal/5"
    ]
