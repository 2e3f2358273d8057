"""The cursor: where a parser stands among the tokens of a query, and what it says where it cannot go on."""

from __future__ import annotations

from matching.query.lexer import Kind, Token, tokens
from model.errors import QueryError


class Cursor:
    """A place among the tokens of a query. Raises QueryError where none can be read."""

    def __init__(self, query: str) -> None:
        self.query, self.tokens = query, tokens(query)
        self.at = 0

    @property
    def now(self) -> Token:
        """The token that is looked at."""
        return self.tokens[self.at]

    @property
    def last(self) -> Token:
        """The token that was taken last."""
        return self.tokens[self.at - 1]

    @property
    def seen(self) -> str:
        """What is looked at, as written."""
        return self.query[self.now.start : self.now.end]

    def take(self, *kinds: Kind) -> Token | None:
        """The token that is looked at, if it is of these kinds; the next one is looked at then."""
        token = self.now
        if token.kind not in kinds:
            return None
        self.at += 1
        return token

    def fault(self, problem: str, hint: str = "", token: Token | None = None) -> QueryError:
        """What is wrong at a token, else at the one that is looked at."""
        return QueryError(problem, self.query, (token or self.now).start, hint)

    def expected(self, what: str, hint: str = "") -> QueryError:
        """That something else stands here than should."""
        if self.now.kind is Kind.END:
            return self.fault(
                f"expected {what}, found {self.now.kind.value}", hint or "write what is to be found there"
            )
        seen = self.seen
        return self.fault(f"expected {what}, found {seen!r}", hint or f"take {seen} away, or write something before it")
