"""Learned trees: what they add up to says how likely a block is text.

The trees are data: JSON beside this module, in which a tree is a number or [feature, bound, tree, tree]. They are
written out as one Python expression and compiled when first asked for, which is four times as fast as walking them;
nothing but whole numbers and floats goes from the data into the expression.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

Row = Sequence[float]
Span = tuple[float, float]  #: of log odds

#: Beyond these a forest is sure after its first trees, and the others are not asked: sites held out fare the same.
FIRST_SURE, SECOND_SURE = (-1.5, 2.0), (-1.0, 1.2)
IN_DOUBT = (-1.2, 1.6)  #: by the first forest; beyond, the second changed figures of sites held out by .0002
_FIRST_ASKED = 4  #: that part of all trees


def asked_first(trees: int) -> int:
    """How many of so many trees are asked of every block."""
    return -(-trees // _FIRST_ASKED)


class Forest:
    """Trees in the order of their worth."""

    def __init__(self, trees: Sequence[object], sure: Span) -> None:
        self._told = _compiled(trees, asked_first(len(trees)), sure)

    def odds(self, row: Row) -> float:
        """The log odds for a block's features; where the first trees are sure, the others are not asked."""
        return self._told(*row)


@lru_cache(maxsize=8)
def read_forest(name: str, sure: Span) -> Forest:
    """The forest in a JSON file beside this one."""
    return Forest(json.loads(files("parsers.generic").joinpath(f"{name}.json").read_text("utf-8")), sure)


def _compiled(trees: Sequence[object], few: int, sure: Span) -> Callable[..., float]:
    """The function that adds up what the trees say of features, each an argument of its own; a few may suffice."""
    first, rest = ("+".join(map(_written, some)) or "0.0" for some in (trees[:few], trees[few:]))
    names = ",".join(f"x{number}=0" for number in range(1 + max(map(_last_feature, trees), default=0)))
    expression = f"told+({rest}) if {sure[0]}<=(told:={first})<={sure[1]} else told"
    compiled: Callable[..., float] = eval(f"lambda {names},*rest: {expression}", {"__builtins__": {}})  # noqa: S307
    return compiled


def _last_feature(tree: object) -> int:
    """The highest number of a feature that a tree asks for."""
    if not isinstance(tree, list):
        return 0
    return max(int(tree[0]), _last_feature(tree[2]), _last_feature(tree[3]))


def _written(tree: object) -> str:
    """A tree as a Python expression over the features; anything but numbers and lists of four raises."""
    if not isinstance(tree, list):
        return repr(float(str(tree)))
    feature, bound, low, high = tree
    return f"({_written(low)} if x{int(feature)}<={float(bound)!r} else {_written(high)})"
