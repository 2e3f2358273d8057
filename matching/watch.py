"""Watches: a query with its name lists, compiled once and held against subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from matching.evaluate import Evaluator, Finding, Ready
from matching.hits import Hit
from matching.literals import Literal, literal
from matching.meanings import Meaning, make_ready
from matching.missing import missing
from matching.names import NameList, find_cycle
from matching.patterns import compile_pattern
from matching.query.nodes import And, Expression, Name, Node, Or, Term, Weighted, parts_of
from matching.query.parser import parse
from matching.query.suggest import closest
from matching.reading import Reading, readings
from matching.result import ClauseHit, MatchResult, Span
from matching.subject import Subject
from model.errors import QueryError


@dataclass(frozen=True, slots=True)
class Watch:
    """What somebody follows. `query` and `exclude` are texts of the query language; a subject that meets `exclude`
    is not matched, nor is one whose score stays below `threshold`.
    """

    id: str
    title: str
    query: str
    exclude: str | None = None
    names: tuple[NameList, ...] = ()
    threshold: float | None = None
    channels: tuple[str, ...] = ("feed",)
    enabled: bool = True
    description: str = ""

    def name(self, id_: str) -> NameList | None:
        """The name list of an id."""
        return next((names for names in self.names if names.id == id_), None)


@dataclass(frozen=True, slots=True, eq=False)
class Compiled(Ready):
    """A query ready to be held against readings."""

    root: Node

    def find(self, reading: Reading) -> Finding:
        """What the whole query comes to."""
        return self.evaluator(reading).find(self.root)

    def evaluator(self, reading: Reading) -> Evaluator:
        """The query beside a reading."""
        return Evaluator(self, reading)

    @property
    def clauses(self) -> tuple[Node, ...]:
        """The parts that are told apart in a result: those of the outermost OR or AND."""
        return self.root.parts if isinstance(self.root, Or | And) else (self.root,)


@dataclass(frozen=True, slots=True, eq=False)
class CompiledWatch:
    """A watch ready to be matched."""

    watch: Watch
    query: Compiled
    exclude: Compiled | None = None
    meanings: Mapping[str, Meaning] = field(default_factory=dict)

    def literals(self) -> Iterator[Literal]:
        """All that the watch looks for, contexts and exclusions too."""
        for query in (self.query, self.exclude):
            yield from query.terms.values() if query else ()
        for meaning in self.meanings.values():
            yield from meaning.all_literals()

    def canonical(self, name: str) -> str | None:
        """The canonical name behind a name list's id, none behind the empty one."""
        return self.meanings[name].names.canonical if name else None


def compile_watch(watch: Watch) -> CompiledWatch:
    """The watch ready to be matched.

    Raises QueryError for a query or exclusion that cannot be read or speaks of unknown names.
    """
    names = {names.id: names for names in watch.names}
    _check_references(watch, names)
    meanings = make_ready(names)
    exclude = _compile(watch.exclude, meanings) if watch.exclude else None
    return CompiledWatch(watch, _compile(watch.query, meanings), exclude, meanings)


def _check_references(watch: Watch, names: Mapping[str, NameList]) -> None:
    for own in watch.names:
        for reference in own.references():
            if reference not in names:
                raise QueryError(
                    f"@{own.id} speaks of an unknown name @{reference}", watch.query, 0, closest(reference, names, "@")
                )
    circle = find_cycle(names)
    if circle:
        raise QueryError(
            "names speak of each other in a circle", watch.query, 0, " -> ".join(f"@{one}" for one in circle)
        )


def _compile(text: str, meanings: Mapping[str, Meaning]) -> Compiled:
    root = parse(text)
    nodes = tuple(_walk(root))
    for node in nodes:
        if isinstance(node, Name) and node.id not in meanings:
            raise QueryError(f"unknown name @{node.id}", text, node.start, closest(node.id, meanings, "@"))
    terms = {node.text: literal(node.text) for node in nodes if isinstance(node, Term)}
    expressions = (node for node in nodes if isinstance(node, Expression))
    patterns = {node.text: compile_pattern(node.text, text, node.start + 1) for node in expressions}
    return Compiled(text, meanings, terms, patterns, root)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for part in parts_of(node):
        yield from _walk(part)


def match(compiled: CompiledWatch, subject: Subject) -> MatchResult:
    """The verdict of a watch on a subject: of the first reading of it that matches, else of the plain one."""
    results = [match_reading(compiled, reading) for reading in readings(subject)]
    return next((result for result in results if result.matched), results[0])


def found_of(compiled: CompiledWatch, subject: Subject) -> tuple[Span, ...]:
    """What a subject holds of a watch's query, be it too little for a match."""
    reading = next(readings(subject))
    return _spans(compiled.query.find(reading).hits, compiled, reading)


def match_reading(compiled: CompiledWatch, reading: Reading) -> MatchResult:
    """The verdict of a watch on a subject that has been read already, for other watches perhaps."""
    evaluator = compiled.query.evaluator(reading)
    met = _met(compiled, evaluator)
    if met is not None:
        return met
    root = compiled.query.root
    return MatchResult(False, 0.0, (), missing(root, evaluator), evaluator.find(root).progress)


def matched(compiled: CompiledWatch, reading: Reading) -> MatchResult | None:
    """The match of a watch with a subject that has been read already, None where there is none."""
    met = _met(compiled, compiled.query.evaluator(reading))
    return met if met and met.matched else None


def _met(compiled: CompiledWatch, evaluator: Evaluator) -> MatchResult | None:
    """The verdict on a subject that meets the query, None where it does not."""
    if not evaluator.find(compiled.query.root).met:
        return None
    clauses, score = _clauses(compiled, evaluator)
    against = _against(compiled, evaluator.reading, score)
    return MatchResult(not against, score, clauses, against, 1.0)


def _against(compiled: CompiledWatch, reading: Reading, score: float) -> tuple[str, ...]:
    """What keeps a subject out whose query is met."""
    threshold = compiled.watch.threshold
    if threshold is not None and score < threshold:
        return (f"the score {score:g} is below the threshold {threshold:g}",)
    if compiled.exclude and (excluded := compiled.exclude.find(reading)).met:
        words = dict.fromkeys(reading.span(hit.place)[3] for hit in excluded.hits)
        return (f"excluded by {', '.join(words) or compiled.exclude.text.strip()}",)
    return ()


def _clauses(compiled: CompiledWatch, evaluator: Evaluator) -> tuple[tuple[ClauseHit, ...], float]:
    query, reading = compiled.query, evaluator.reading
    met = [(node, finding) for node in query.clauses if (finding := evaluator.find(node)).met]
    strengths = [finding.strength for _, finding in met]
    score = min(strengths) if isinstance(query.root, And) else sum(strengths)
    hits = tuple(
        ClauseHit(_text_of(node, query.text), _spans(finding.hits, compiled, reading)) for node, finding in met
    )
    return hits, round(score, 3)


def _text_of(node: Node, query: str) -> str:
    node = node.part if isinstance(node, Weighted) else node
    return " ".join(query[node.start : node.end].split())


def _spans(hits: tuple[Hit, ...], compiled: CompiledWatch, reading: Reading) -> tuple[Span, ...]:
    return tuple(
        Span(*reading.span(hit.place), hit.form, hit.name or None, compiled.canonical(hit.name)) for hit in hits
    )
