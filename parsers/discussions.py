"""Whether a page is a discussion, in which what readers write is the text and not what stands below one."""

from __future__ import annotations

import re

import re2

from parsers.embedded.json_ld import ARTICLES, LinkedData

_DECLARED = frozenset({"DiscussionForumPosting", "QAPage"})
_POSTING = b"schema.org/DiscussionForumPosting"  #: the type of a discussion in microdata
_ENGINE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|invision|ipsapp|nodebb|flarum|mybb|\bsmf\b|simple machines|vanilla|ip\.board|"
    r"pg_viewthread|lemmy|woltlab|bbpress|is_wpforo_page-1|question2answer|\bxf\b|\bvb_|question-page|section-viewtopic",
    re.IGNORECASE,
)
_MAY_BE_ENGINE = re2.compile(f"(?i){_ENGINE.pattern}")  #: the same with boundaries of words in ASCII, far cheaper
_ADDRESS = re.compile(
    r"/t/[^/]+/\d|/threads?[/-]|/topic/|showthread|viewtopic|[?&]topic=|/forums?/|/questions/\d|/r/\w+/comments/|"
    r"/discussions?/|/d/\d|/post/\d|/item\?id=\d|/s/(?=[a-z0-9]*[a-z])[a-z0-9]{6}/[\w-]+$|[/?]topic,\d|printthread|"
    r"mod=viewthread|/pipermail/.*/\d{6}\.html|"
    r"/archive/index\.php[/?]t(?:hread)?-\d",
    re.IGNORECASE,
)


def is_discussion(linked: LinkedData, marks: str, address: str, markup: bytes) -> bool:
    """Whether JSON-LD, the marks of an engine, the address or microdata say so, and no JSON-LD speaks of an article.

    `marks` are the names that the page gives its generator, its root and its body.
    """
    if linked.of_types(ARTICLES):
        return False
    is_built = _MAY_BE_ENGINE.search(marks) and _ENGINE.search(marks)
    return bool(linked.of_types(_DECLARED) or is_built or _ADDRESS.search(address) or _POSTING in markup)
