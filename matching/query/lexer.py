"""The lexer: a query's text cut into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from model.errors import QueryError


class Kind(StrEnum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR/n"
    WITH = "WITH"
    OF = "n OF"
    WEIGHT = "^n"
    FIELD = "field:"
    NAME = "@name"
    PHRASE = "a phrase"
    PATTERN = "a /pattern/"
    WORD = "a word"
    END = "the end of the query"


@dataclass(frozen=True, slots=True)
class Token:
    """A token with the slice of the query it was written as; `value` is its meaning without signs."""

    kind: Kind
    value: str
    start: int
    end: int


_QUOTES = '"“”„«»'
_WORD = r"[^\s()\",^\"“”„«»:#]"
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.OPEN, re.compile(r"(\()")),
    (Kind.CLOSE, re.compile(r"(\))")),
    (Kind.COMMA, re.compile(r"(,)")),
    (Kind.WEIGHT, re.compile(r"\^(\d+(?:\.\d+)?)")),
    (Kind.PHRASE, re.compile(r"[\"“„”]([^\"“”„]*)[\"“”]|«([^»]*)»")),
    (Kind.PATTERN, re.compile(r"/((?:[^/\\\n]|\\[^\n])+)/")),
    (Kind.NEAR, re.compile(r"NEAR/(\d+)(?![^\s()\"@])")),
    (Kind.OF, re.compile(r"(\d+)\s+OF(?=[\s(])")),
    (Kind.AND, re.compile(r"(AND)(?![^\s()\"@])")),
    (Kind.OR, re.compile(r"(OR)(?![^\s()\"@])")),
    (Kind.NOT, re.compile(r"(NOT)(?![^\s()\"@])")),
    (Kind.WITH, re.compile(r"(WITH)(?![^\s()\"@])")),
    (Kind.NAME, re.compile(r"@([\w-]*)")),
    (Kind.FIELD, re.compile(r"([A-Za-z_]+):")),
    (Kind.WORD, re.compile(rf"((?!/){_WORD}+)")),
)
_SPACE = re.compile(r"(?:\s+|#[^\n]*)*")


def tokens(query: str) -> tuple[Token, ...]:
    """The tokens of a query, the last of kind END. Raises QueryError where no token can be read."""
    found: list[Token] = []
    at = _skip(query, 0)
    while at < len(query):
        token = _token(query, at)
        found.append(token)
        at = _skip(query, token.end)
    return (*found, Token(Kind.END, "", len(query), len(query)))


def _skip(query: str, at: int) -> int:
    space = _SPACE.match(query, at)
    return space.end() if space else at


def _token(query: str, at: int) -> Token:
    for kind, rule in _RULES:
        found = rule.match(query, at)
        if found:
            value = next(group for group in found.groups() if group is not None)
            return _checked(Token(kind, value, at, found.end()), query)
    raise QueryError(*_unreadable(query, at))


def _unreadable(query: str, at: int) -> tuple[str, str, int, str]:
    if query[at] in _QUOTES:
        return "a phrase is not closed", query, at, "close it with another quotation mark"
    if query[at] == "/":
        return "a pattern is not closed", query, at, r"write /pattern/ in one line; a / inside it is written \/"
    if query[at] == "^":
        return "a weight needs a number", query, at, 'as in "war crimes"^2'
    return f"{query[at]!r} cannot stand here", query, at, "put it between quotation marks to search for it"


def _checked(token: Token, query: str) -> Token:
    if token.kind is Kind.NAME and not token.value:
        raise QueryError("a name is missing after @", query, token.start, "as in @min_aung_hlaing")
    if token.kind is Kind.WORD and token.value.upper().startswith("NEAR") and token.value[4:5] in ("", "/"):
        raise QueryError(
            f"{token.value} needs a distance", query, token.start, "write NEAR/10; quote it to search for the word"
        )
    if token.kind is Kind.WORD and len(token.value) > 1 and token.value[0] in "-!":
        hint = f"write NOT {token.value[1:]}; quote it to search for it as it is"
        raise QueryError(f"{token.value[0]!r} excludes nothing", query, token.start, hint)
    if token.kind is Kind.WORD and token.value in ("and", "or", "not"):
        hint = f"operators are written in capitals: {token.value.upper()}"
        raise QueryError(f"{token.value!r} is not an operator", query, token.start, hint)
    return token
