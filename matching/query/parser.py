"""The parser: a query's text made into a tree, by recursive descent.

or      = and { "OR" and }
and     = near { "AND" near }
near    = unary { ("NEAR/n" | "WITH") unary }
unary   = "NOT" unary | primary [ "^n" ]
primary = "(" or ")" | word | phrase | "/pattern/" | "@name" | field ":" primary | n "OF" "(" or { "," or } ")"
"""

from __future__ import annotations

from collections.abc import Callable

from matching.literals import fault_of
from matching.query.cursor import Cursor
from matching.query.days import day_range
from matching.query.lexer import Kind, Token
from matching.query.nodes import (
    About,
    And,
    AtLeast,
    Expression,
    Name,
    Near,
    Node,
    Not,
    Or,
    Published,
    Term,
    Weighted,
    Within,
    placeless,
)
from matching.query.suggest import closest, operator_for
from model.documents import Kind as Kinds
from model.errors import QueryError

PLACES = ("title", "lead", "body")
FACTS = ("lang", "source", "host", "kind", "author")
FIELDS = (*PLACES, *FACTS, "published")
_DEEPEST = 50
_OPERAND = "a word, a phrase, a /pattern/, @name, a field or ("
_PRIMARIES = (Kind.WORD, Kind.PHRASE, Kind.PATTERN, Kind.NAME, Kind.FIELD, Kind.OPEN, Kind.OF)
_STARTS = (*_PRIMARIES, Kind.NOT)


def parse(query: str) -> Node:
    """The tree of a query. Raises QueryError with the position, what was expected and what may have been meant."""
    parser = _Parser(query)
    node = parser.either()
    parser.expect_end()
    return node


class _Parser(Cursor):
    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.depth = 0

    def expect_end(self) -> None:
        if self.now.kind is Kind.CLOSE:
            raise self.fault("this ) closes nothing", "remove it, or open a ( before")
        if self.now.kind in _STARTS:
            raise self.fault("an operator is missing here", operator_for(self.seen))
        if self.now.kind is not Kind.END:
            raise self.expected("AND, OR, NEAR/n or the end of the query")

    def either(self) -> Node:
        return self._chain(Kind.OR, self.both, Or)

    def both(self) -> Node:
        return self._chain(Kind.AND, self.near, And)

    def _chain(self, operator: Kind, operand: Callable[[], Node], make: type[And] | type[Or]) -> Node:
        parts = [operand()]
        while self.take(operator):
            parts.append(operand())
        return parts[0] if len(parts) == 1 else make(parts[0].start, parts[-1].end, tuple(parts))

    def near(self) -> Node:
        node = self.unary()
        while operator := self.take(Kind.NEAR, Kind.WITH):
            right = self.unary()
            for side in (node, right):
                self._refuse_unplaced(side, operator)
            distance = int(operator.value) if operator.kind is Kind.NEAR else None
            node = Near(node.start, right.end, node, right, distance)
        return node

    def _refuse_unplaced(self, side: Node, operator: Token) -> None:
        """Refuse as a side of NEAR what may be met without a place in the text."""
        without = placeless(side)
        if without:
            problem = f"this has no place in the text for {operator.kind.value} to measure"
            raise QueryError(problem, self.query, without.start, "put it outside, joined with AND")

    def unary(self) -> Node:
        negation = self.take(Kind.NOT)
        if negation:
            part = self._deeper(self.unary)
            return Not(negation.start, part.end, part)
        node = self.primary()
        weight = self.take(Kind.WEIGHT)
        return Weighted(node.start, weight.end, node, float(weight.value)) if weight else node

    def primary(self) -> Node:
        token = self.take(*_PRIMARIES)
        if token is None:
            raise self.expected(_OPERAND)
        match token.kind:
            case Kind.OPEN:
                return self._deeper(self._group)
            case Kind.FIELD:
                return self._field(token)
            case Kind.OF:
                return self._deeper(self._at_least)
            case Kind.NAME:
                return Name(token.start, token.end, token.value)
            case Kind.PATTERN:
                return Expression(token.start, token.end, token.value)
        return self._term(token)

    def _deeper(self, rule: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.fault(f"parentheses go deeper than {_DEEPEST}")
        node = rule()
        self.depth -= 1
        return node

    def _term(self, token: Token) -> Term:
        fault = fault_of(token.value)
        if fault:
            raise self.fault(f"{token.value!r} {fault}", 'as in junta, juntas* or "military council"', token)
        return Term(token.start, token.end, token.value)

    def _group(self) -> Node:
        opened = self.last
        node = self.either()
        if not self.take(Kind.CLOSE):
            if self.now.kind in _STARTS:
                self.expect_end()
            hint = f"it closes the ( at character {opened.start + 1}"
            raise QueryError("a ) is missing", self.query, self.now.start, hint)
        return node

    def _at_least(self) -> Node:
        number = self.last
        if not self.take(Kind.OPEN):
            raise self.expected("( after OF", "as in 2 OF (arms, jets, radar)")
        parts = [self.either()]
        while self.take(Kind.COMMA):
            parts.append(self.either())
        closed = self.take(Kind.CLOSE)
        if not closed:
            raise self.expected(", or )", "between the choices of OF stand commas")
        count = int(number.value)
        if not 1 <= count <= len(parts):
            raise self.fault(f"{count} of {len(parts)} can never be right", f"choose 1 to {len(parts)}", number)
        return AtLeast(number.start, closed.end, count, tuple(parts))

    def _field(self, token: Token) -> Node:
        name = token.value.lower()
        if name not in FIELDS:
            raise self.fault(f"unknown field {token.value!r}", closest(name, FIELDS), token)
        if name in PLACES:
            part = self._deeper(self.unary)
            return Within(token.start, part.end, name, part)
        values = self._values()
        end = self.last.end
        if name == "published":
            first, last = day_range(values[0], self.query, token.end)
            return Published(token.start, end, first, last)
        if name == "kind":
            self._check_kinds(values, token)
        return About(token.start, end, name, values)

    def _check_kinds(self, values: tuple[str, ...], token: Token) -> None:
        kinds = [kind.value for kind in Kinds]
        for value in values:
            if "*" not in value and value.lower() not in kinds:
                raise self.fault(f"no document is of the kind {value!r}", closest(value, kinds), token)

    def _values(self) -> tuple[str, ...]:
        if not self.take(Kind.OPEN):
            return (self._value(),)
        values = [self._value()]
        while self.take(Kind.OR, Kind.COMMA):
            values.append(self._value())
        if not self.take(Kind.CLOSE):
            raise self.expected("OR or )", "as in lang:(en OR ru)")
        return tuple(values)

    def _value(self) -> str:
        token = self.take(Kind.WORD, Kind.PHRASE)
        if not token:
            raise self.expected("a value", "as in lang:en or host:*.example")
        return token.value
