"""The body of any page, without rules for its site: blocks judged by what they are and by where they stand.

The seam is one function from an outline to the blocks of its main text; whatever weighs them better replaces it.
"""

from __future__ import annotations

from parsers.generic.selection import select_blocks

__all__ = ["select_blocks"]
