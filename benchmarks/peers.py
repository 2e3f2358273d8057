"""Other libraries on the same documents: the first match decides, as online as ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from stories.shingles import shingles
from stories.tokens import tokens

Row = dict[str, Any]


def datasketch(documents: Sequence[Row]) -> dict[str, Row]:
    """MinHash and LSH of datasketch, the first match decides."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

    index = MinHashLSH(threshold=0.5, num_perm=128)

    def look(document: Row) -> list[str]:
        sketch_ = MinHash(num_perm=128)
        sketch_.update_batch([str(each).encode() for each in shingles(tokens(document["text"]))])
        near = sorted(index.query(sketch_))
        index.insert(document["id"], sketch_)
        return near

    return online(documents, look)


def rensa(documents: Sequence[Row]) -> dict[str, Row]:
    """R-MinHash and LSH of rensa, the first match decides."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found]

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)

    def look(document: Row) -> list[str]:
        number = int(document["id"].rpartition("-")[2])
        sketch_ = RMinHash(num_perm=128, seed=42)
        sketch_.update([str(each) for each in shingles(tokens(document["text"]))])
        near = [f"{document['id'].rpartition('-')[0]}-{each}" for each in sorted(index.query(sketch_))]
        index.insert(number, sketch_)
        return near

    return online(documents, look)


def online(documents: Sequence[Row], look: Callable[[Row], list[str]]) -> dict[str, Row]:
    """Stories by the first document that is alike."""
    story: dict[str, str] = {}
    for document in documents:
        near = [each for each in look(document) if each in story]
        story[document["id"]] = story[near[0]] if near else document["id"]
    return {id_: {"id": id_, "story": each, "relation": ""} for id_, each in story.items()}
