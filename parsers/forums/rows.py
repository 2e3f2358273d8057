"""What is read of the posts of a thread."""

from __future__ import annotations

from dataclasses import dataclass

from model.documents import Post, SourceCredit


@dataclass(frozen=True, slots=True)
class Row:
    """A post with what it quotes and what it says of its origin."""

    post: Post
    quotes: tuple[SourceCredit, ...] = ()
    origins: tuple[SourceCredit, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What stands inside a post."""

    paragraphs: tuple[str, ...] = ()
    quotes: tuple[SourceCredit, ...] = ()
    origins: tuple[SourceCredit, ...] = ()
