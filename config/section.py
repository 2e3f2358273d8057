"""A table of a configuration file."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Section(BaseModel):
    """A table of a configuration file: frozen, and unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema, each key described by the words below its field: they are read when they are asked for.

        Pydantic can do so by itself, but at the start of every command.
        """
        schema = handler(core_schema)
        keys = handler.resolve_ref_schema(schema)["properties"]
        for key, words in _words_below_fields(cls):
            if handler.resolve_ref_schema(keys[key]).get("description") != words:  # as a table's own words may be
                keys[key]["description"] = words
        return schema


def _words_below_fields(shape: type[Section]) -> Iterator[tuple[str, str]]:
    """The fields of a table and of those it is made from, with the docstring below each."""
    for each in reversed(shape.__mro__):
        if issubclass(each, Section) and each is not Section:
            (written,) = ast.parse(inspect.getsource(each)).body
            for field, below in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(key)), ast.Expr(ast.Constant(str(words))):
                        yield key, inspect.cleandoc(words)
