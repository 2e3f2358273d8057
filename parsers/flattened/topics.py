"""Forum topics as flattened text."""

from __future__ import annotations

from collections.abc import Iterator

from model.captures import RawPage
from model.documents import Document, Kind, Post
from model.text import join_paragraphs
from parsers.dates.reading import read_moment
from parsers.flattened.chrome import POST_ENDS, POSTED, POSTS_BEGIN, THREAD_ENDS, TOPIC_CHROME, TOPIC_MARKS
from parsers.languages import language_of
from parsers.origins.reposts import Line, paragraphs_in, read_repost

_FEWEST_MARKS = 2


def is_topic(lines: tuple[str, ...]) -> bool:
    """Whether the lines are of a board: two of its fixed phrases, or one where posts begin."""
    marks = {line.lower() for line in lines} & TOPIC_MARKS
    return len(marks) >= _FEWEST_MARKS or bool(marks & POSTS_BEGIN and any(map(POSTED.match, lines)))


def read_topic(lines: tuple[str, ...], raw: RawPage) -> Document:
    """The thread in the lines. Poster and time of posting are lost in flattening, unless a line still tells it."""
    runs = list(_posts(lines))
    opening = read_repost([Line(line) for line in runs[0][1]]) if runs else ((), ())
    posts = tuple(_post(at, body, raw.zone) for at, body in runs)
    text = posts[0].text if posts else ""
    return Document(
        url=raw.url,
        kind=Kind.THREAD,
        parser="flattened",
        title=_title(lines),
        canonical_url=raw.url,
        published_at=posts[0].posted_at if posts else None,
        language=language_of(text) or raw.language,
        text=text,
        credits=opening[1],
        posts=posts,
    )


def _post(at: str, body: list[str], zone: str | None) -> Post:
    kept, _ = read_repost([Line(line) for line in body])
    return Post(None, read_moment(at, zone) if at else None, None, join_paragraphs(paragraphs_in(kept)))


def _title(lines: tuple[str, ...]) -> str | None:
    """The first line above the posts that is no chrome and has more than one word; else any that is no chrome."""
    above: list[str] = []
    for line in lines:
        if line.lower() in POSTS_BEGIN or POSTED.match(line):
            break
        if line and line.lower() not in TOPIC_MARKS and not TOPIC_CHROME.match(line):
            above.append(line)
    return next((line for line in above if len(line.split()) > 2), above[0] if above else None)


def _posts(lines: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """What stands after each "Posted" up to the reactions, as time and lines; signatures come after those."""
    at, is_open = "", False
    body: list[str] = []
    for line in lines:
        if THREAD_ENDS.match(line):
            break
        if found := POSTED.match(line):
            if any(body):
                yield at, body
            at, body, is_open = found.group("at") or "", [], True
        elif is_open and line and POST_ENDS.match(line):
            is_open = False
        elif is_open:
            body.append(line)
    if any(body):
        yield at, body
