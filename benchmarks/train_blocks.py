"""Train the trees of parsers/generic: python -P benchmarks/train_blocks.py DATA [--folds 5] [--write].

DATA is the folder with the `*.jsonl.xz` sets. Needs lightgbm beside the project's own dependencies, in an environment
of its own. `--folds` judges by sites that were not trained on; `--write` trains on everything and writes the JSON.
"""

from __future__ import annotations

import argparse
import json
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy

from benchmarks.block_labels import labels
from benchmarks.measures import Truth, body_shares, segment_f1, shingle_f1
from parsers.generic.features import FEATURES, Describer
from parsers.generic.selection import first_guess
from parsers.generic.verdict import is_text
from parsers.generic.weights import weigh
from parsers.outline import Block
from parsers.page import Page

SETS = ("sh", "fundus_eval", "wcxb", "zh", "traf")
WHOLE_PAGES = frozenset({"sh", "fundus_eval", "zh"})  #: whose marks follow one rule, news pages most of them
OUT = Path(__file__).parent.parent / "parsers" / "generic"
SETTINGS = {
    "objective": "binary", "verbosity": -1, "num_threads": 2, "min_sum_hessian_in_leaf": 5, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "seed": 1, "deterministic": True,
}  # fmt: skip
#: What may only speak for the text of an article, or only against it, whatever else is known of a block.
SIGNS = {
    "picked": 1, "within_main": 1, "finished": 1, "apart": -1, "linked": -1, "phrase": -1, "byline": -1, "hidden": -1,
}  # fmt: skip
SHAPES: dict[str, dict[str, Any]] = {
    "articles": {
        "num_leaves": 31, "min_data_in_leaf": 60, "lambda_l2": 20, "learning_rate": 0.08,
        "monotone_constraints": [SIGNS.get(feature, 0) for feature in FEATURES],
        "monotone_constraints_method": "intermediate",
    },
    "discussions": {"num_leaves": 31, "min_data_in_leaf": 30, "lambda_l2": 10, "learning_rate": 0.08},
}  # fmt: skip
SNIPPET_WORTH = 8.0  #: of a block that a snippet judges, where 100 is what a whole text is worth
TREES = {"articles": 80, "discussions": 80}


@dataclass(slots=True)
class Example:
    """A page as training sees it."""

    name: str
    site: str
    truth: Truth
    discussion: bool
    blocks: list[Block]
    rows: Any
    shares: Any
    weights: Any

    @property
    def is_forum(self) -> bool:
        """Whether people called it a forum's page, or the page says so itself."""
        return self.discussion or self.truth.get("page_type") == "forum"


def examples(data: Path) -> Iterator[Example]:
    """The pages of the sets that have any text."""
    for name in SETS:
        with lzma.open(data / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            found = (example(name, json.loads(line)) for line in lines)
            yield from (page for page in found if page)


def example(name: str, line: dict[str, Any]) -> Example | None:
    """A page with what is text in it, None where it has no text at all."""
    truth, url = line["truth"], line["url"] or line["truth"].get("url")
    page = Page(line["html"], url=url)
    weights = weigh(page.outline)
    guess = first_guess(page.outline, weights)
    if guess is None:
        return None
    described = list(Describer(page.outline, weights, guess, discussion=page.is_discussion).rows())
    blocks = [page.outline.blocks[number] for number, _ in described]
    if truth.get("articleBody"):
        shares, counts = labels(page.outline.blocks, truth)
        length = max(20, sum(count * share for count, share in zip(counts, shares, strict=True)))
        worth = [min(12.0, max(0.05, (counts[number] + 2) / length * 100)) for number, _ in described]
        shares = [shares[number] for number, _ in described]
    else:
        shares = [snippet_share(truth, block.text) for block in blocks]
        worth = [0.0 if share < 0 else SNIPPET_WORTH for share in shares]
    return Example(
        name,
        site_of(url) or line["id"],
        truth,
        page.is_discussion,
        blocks,
        numpy.array([row for _, row in described], dtype=numpy.float32).reshape(len(described), -1),
        numpy.array(shares).clip(0, 1),
        numpy.array(worth),
    )


def snippet_share(truth: Truth, text: str) -> float:
    """1 for a block with a snippet of the text, 0 for one with a snippet of what is none, -1 where nothing is known."""
    line = " ".join(text.split())
    if any(" ".join(part.split()) in line for part in truth.get("with", ())):
        return 1.0
    return 0.0 if any(" ".join(part.split()) in line for part in truth.get("without", ())) else -1.0


def site_of(url: str | None) -> str | None:
    """The part of a host that a site's pages share, by and large."""
    labels_of_host = (urlsplit(url or "").hostname or "").split(".")
    short = len(labels_of_host) > 2 and len(labels_of_host[-1]) == 2 and len(labels_of_host[-2]) <= 3
    return ".".join(labels_of_host[-3 if short else -2 :]) or None


def train(name: str, pages: Iterable[Example]) -> Any:
    """The trees that part text from the rest; a block that is text in part counts as both."""
    chosen = [page for page in pages if len(page.rows)]
    rows = numpy.vstack([page.rows for page in chosen])
    shares = numpy.concatenate([page.shares for page in chosen])
    worth = numpy.concatenate([page.weights * (2.0 if page.name in WHOLE_PAGES else 1.0) for page in chosen])
    twice = numpy.vstack([rows, rows])
    weight = numpy.concatenate([worth * shares, worth * (1 - shares)])
    told = numpy.concatenate([numpy.ones(len(rows)), numpy.zeros(len(rows))])
    kept = weight > 0
    marked = lightgbm.Dataset(twice[kept], told[kept], weight=weight[kept])
    return lightgbm.train(SETTINGS | SHAPES[name], marked, TREES[name])


def both(pages: list[Example]) -> dict[str, Any]:
    """The forests for articles and for discussions."""
    return {
        "articles": train("articles", (page for page in pages if page.truth.get("page_type") != "forum")),
        "discussions": train("discussions", (page for page in pages if page.is_forum)),
    }


def judged(pages: list[Example], folds: int) -> dict[int, str]:
    """The text of every page, found by trees that saw no page of its site."""
    texts: dict[int, str] = {}
    for fold in range(folds):
        held = [page for page in pages if zlib.crc32(page.site.encode()) % folds == fold]
        forests = both([page for page in pages if zlib.crc32(page.site.encode()) % folds != fold])
        for page in held:
            forest = forests["discussions" if page.discussion else "articles"]
            odds = forest.predict(page.rows, raw_score=True) if len(page.rows) else []
            texts[id(page)] = "\n\n".join(block.text for block in kept(page, odds))
    return texts


def kept(page: Example, odds: Sequence[float]) -> Iterator[Block]:
    """The blocks that are text by these odds, as parsers.generic decides it."""
    first = FEATURES.index("from_first")
    for block, row, odd in zip(page.blocks, page.rows, odds, strict=True):
        is_kept = odd > 0 if page.discussion else is_text(block, odd, above=row[first] < 0)
        if is_kept:
            yield block


def report(pages: list[Example], texts: dict[int, str]) -> None:
    """Print the F1 of every set."""
    kinds: dict[str, Callable[[Example], bool]] = {
        name: (lambda page, name=name: page.name == name) for name in SETS if name != "wcxb"
    }
    kinds |= {
        f"wcxb {kind}": (lambda page, kind=kind: page.name == "wcxb" and page.truth.get("page_type") == kind)
        for kind in ("article", "forum")
    }
    for name, belongs in kinds.items():
        chosen = [page for page in pages if belongs(page)]
        if name == "traf":
            print(f"{name:14} {segment_f1((page.truth, texts[id(page)]) for page in chosen):.4f}")
        else:
            marked = [page for page in chosen if page.truth.get("articleBody")]
            print(f"{name:14} {shingle_f1(body_shares(page.truth, texts[id(page)]) for page in marked):.4f}")


def flat(node: dict[str, Any]) -> object:
    """A tree of lightgbm as parsers.generic.forest reads it."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 3)
    bound = float(f"{node['threshold']:.5g}")
    return [node["split_feature"], bound, flat(node["left_child"]), flat(node["right_child"])]


def main() -> None:
    """Judge, write, or both."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--folds", type=int, default=0)
    ask.add_argument("--write", action="store_true")
    told = ask.parse_args()
    pages = list(examples(told.data))
    if told.folds:
        report(pages, judged(pages, told.folds))
    if told.write:
        for name, forest in both(pages).items():
            trees = [flat(tree["tree_structure"]) for tree in forest.dump_model()["tree_info"]]
            lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
            (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
