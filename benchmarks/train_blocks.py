"""Train the trees of parsers/generic: python -P benchmarks/train_blocks.py DATA [--folds 5] [--seed 0] [--write].

DATA is the folder with the `*.jsonl.xz` sets. Needs lightgbm beside the project's own dependencies, in an environment
of its own. `--folds` judges by sites that were not trained on, parted otherwise by every seed; `--write` trains on
everything and writes the JSON.

The second trees learn from what the first say of pages of sites that those have not seen, for that is what they will
be told.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy

from benchmarks.block_examples import SETS, Example, examples
from benchmarks.measures import body_shares, segment_f1, shingle_f1
from parsers.generic.context import CONTEXT
from parsers.generic.features import FEATURES
from parsers.generic.forest import FIRST_SURE, IN_DOUBT, SECOND_SURE, Span, asked_first
from parsers.generic.verdict import posts_of, text_of
from parsers.tree.chrome import fingerprints, learn, without_chrome
from parsers.tree.outline import Block

WHOLE_PAGES = frozenset({"sh", "fundus_eval", "zh"})  #: whose marks follow one rule, news pages most of them
FEWEST_PAGES = 5  #: of a host, before its chrome is learned
OUT = Path(__file__).parent.parent / "parsers" / "generic"
SETTINGS = {
    "objective": "binary", "verbosity": -1, "num_threads": 1, "min_sum_hessian_in_leaf": 5, "feature_fraction": 0.25,
    "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "seed": 6, "deterministic": True, "num_leaves": 31,
}  # fmt: skip
#: What may only speak for the text of an article, or only against it, whatever else is known of a block.
SIGNS = {
    "picked": 1, "within_main": 1, "finished": 1, "apart": -1, "linked": -1, "phrase": -1, "hidden": -1, "asks": -1,
    "credits": -1, "is_copy": -1, "in_figure": -1, "in_aside": -1,
}  # fmt: skip
FIRST_SIGNS = [SIGNS.get(feature, 0) for feature in FEATURES]
SIGNED = {"monotone_constraints": FIRST_SIGNS, "monotone_constraints_method": "intermediate"}
SECOND = SIGNED | {
    "min_data_in_leaf": 120, "lambda_l2": 60, "learning_rate": 0.04,
    "monotone_constraints": [*FIRST_SIGNS, *[0] * len(CONTEXT)],
}  # fmt: skip
SHAPES: dict[str, dict[str, Any]] = {
    "articles_first": SIGNED | {"min_data_in_leaf": 60, "lambda_l2": 20, "learning_rate": 0.1},
    "discussions_first": {"min_data_in_leaf": 30, "lambda_l2": 10, "learning_rate": 0.08},
    "articles_second": SECOND,
    "discussions_second": SECOND,
}
TREES = {"articles_first": 60, "discussions_first": 80, "articles_second": 160, "discussions_second": 160}
INNER_FOLDS = 4

Rows = Callable[[Example], Any]
Forests = dict[str, Any]


def train(name: str, pages: Iterable[Example], rows_of: Rows) -> Any:
    """The trees that part text from the rest; a block that is text in part counts as both."""
    chosen = [page for page in pages if len(page.rows)]
    rows = numpy.vstack([rows_of(page) for page in chosen])
    shares = numpy.concatenate([page.shares for page in chosen])
    worth = numpy.concatenate([page.weights * (2.0 if page.name in WHOLE_PAGES else 1.0) for page in chosen])
    twice = numpy.vstack([rows, rows])
    weight = numpy.concatenate([worth * shares, worth * (1 - shares)])
    told = numpy.concatenate([numpy.ones(len(rows)), numpy.zeros(len(rows))])
    kept = weight > 0
    marked = lightgbm.Dataset(twice[kept], told[kept], weight=weight[kept])
    return lightgbm.train(SETTINGS | SHAPES[name], marked, TREES[name])


def both(pages: list[Example], which: str, rows_of: Rows) -> Forests:
    """The forests for articles and for discussions."""
    articles = [page for page in pages if page.truth.get("page_type") != "forum"]
    forums = [page for page in pages if page.is_forum]
    return {
        f"articles_{which}": train(f"articles_{which}", articles, rows_of),
        f"discussions_{which}": train(f"discussions_{which}", forums, rows_of),
    }


def learned(pages: list[Example]) -> Forests:
    """All four forests."""
    odds: dict[int, Any] = {}
    for held, others in parted(pages, INNER_FOLDS, "inner"):
        forests = both(others, "first", own)
        odds |= {id(page): first_odds(forests, page) for page in held}

    def around(page: Example) -> Any:
        return page.in_context(odds[id(page)])

    return both(pages, "first", own) | both(pages, "second", around)


def own(page: Example) -> Any:
    """The rows that the first trees are asked about."""
    return page.rows


def parted(pages: list[Example], folds: int, salt: str) -> Iterator[tuple[list[Example], list[Example]]]:
    """The pages of some sites, and those of all others, for each fold."""
    number = {id(page): zlib.crc32(f"{page.site}{salt}".encode()) % folds for page in pages}
    for fold in range(folds):
        yield (
            [page for page in pages if number[id(page)] == fold],
            [page for page in pages if number[id(page)] != fold],
        )


def first_odds(forests: Forests, page: Example) -> Any:
    """What the first trees say of a page's blocks."""
    return odds_of(forests["discussions_first" if page.discussion else "articles_first"], page.rows, FIRST_SURE)


def last_odds(forests: Forests, page: Example) -> Any:
    """What the second say where the first are in doubt."""
    first = first_odds(forests, page)
    second = forests["discussions_second" if page.discussion else "articles_second"]
    told = odds_of(second, page.in_context(first), SECOND_SURE)
    return numpy.where((first > IN_DOUBT[0]) & (first < IN_DOUBT[1]), told, first)


def odds_of(forest: Any, rows: Any, sure: Span) -> Any:
    """The log odds as parsers.generic.forest tells them: by its first trees where those are sure."""
    if not len(rows):
        return numpy.zeros(0)
    told = forest.predict(rows, raw_score=True, num_iteration=asked_first(forest.num_trees()))
    return numpy.where((told < sure[0]) | (told > sure[1]), told, forest.predict(rows, raw_score=True))


def judged(pages: list[Example], folds: int, seed: int = 0) -> dict[int, str]:
    """The text of every page, found by trees that saw no page of its site."""
    texts: dict[int, str] = {}
    for held, others in parted(pages, folds, f"#{seed}" if seed else ""):
        forests = learned(others)
        for page in held:
            text = "\n\n".join(block.text for block in kept(page, last_odds(forests, page)))
            texts[id(page)] = page.posted or text or page.guessed
    return texts


def kept(page: Example, odds: Sequence[float]) -> list[Block]:
    """The blocks that are text by these odds, as parsers.generic decides it."""
    judged = zip(page.numbers, odds, strict=True)
    return posts_of(page.outline, judged) if page.discussion else text_of(page.outline, judged, page.first)


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


def report_chrome(pages: list[Example], texts: dict[int, str]) -> None:
    """Print the F1 of pages of hosts with several in a set, without and with what these teach of their site's chrome."""
    sites: dict[tuple[str, str], list[Example]] = {}
    for page in pages:
        if page.truth.get("articleBody"):
            sites.setdefault((page.name, page.site), []).append(page)
    several = [site for site in sites.values() if len(site) >= FEWEST_PAGES]
    cut = {key: text for site in several for key, text in without_repeated(site, texts).items()}
    told = [page for site in several for page in site]
    before, after = (shingle_f1(body_shares(page.truth, of[id(page)]) for page in told) for of in (texts, cut))
    changed = sum(texts[id(page)] != cut[id(page)] for page in told)
    print(f"{len(told)} pages of {len(several)} hosts with {FEWEST_PAGES} and more: {before:.4f}, with their chrome learned "
          f"{after:.4f}, {changed} changed")  # fmt: skip


def without_repeated(site: list[Example], texts: dict[int, str]) -> dict[int, str]:
    """The texts of a host's pages without the blocks that its pages repeat."""
    rows = [[Block(line, "p", 0, 0) for line in texts[id(page)].split("\n\n")] for page in site]
    chrome = learn(map(fingerprints, rows)).chrome()
    cut = ("\n\n".join(block.text for block in without_chrome(row, chrome)) for row in rows)
    return dict(zip(map(id, site), cut, strict=True))


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
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--write", action="store_true")
    told = ask.parse_args()
    pages = list(examples(told.data))
    if told.folds:
        texts = judged(pages, told.folds, told.seed)
        report(pages, texts)
        report_chrome(pages, texts)
    if told.write:
        for name, forest in learned(pages).items():
            trees = [flat(tree["tree_structure"]) for tree in forest.dump_model()["tree_info"]]
            lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
            (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n", "utf-8")


if __name__ == "__main__":
    main()
