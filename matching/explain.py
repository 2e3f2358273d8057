"""Explanations: why a watch matched or did not, and what its query stands for, in words for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matching.names import Form, NameList
from matching.query.lexer import Kind, tokens
from matching.result import ClauseHit, MatchResult, Span
from matching.watch import Watch

_SHOWN = 6


def explain(result: MatchResult, watch: Watch) -> str:
    """Clauses met, each with the words as written, the form and the name behind them; else what was missing."""
    return "\n".join(_lines(result, watch))


def _lines(result: MatchResult, watch: Watch) -> Iterator[str]:
    if result.matched:
        yield f"{watch.id}: matched, score {result.score:g}"
    else:
        yield f"{watch.id}: not matched"
        yield from (f"  missing: {what}" for what in result.missing)
    for hit in result.clauses:
        yield f"  met: {hit.clause}"
        yield from (f"    {line}" for line in _seen(hit))


def _seen(hit: ClauseHit) -> Iterator[str]:
    groups: dict[tuple[str | None, str, str], list[Span]] = {}
    for span in hit.spans:
        groups.setdefault((span.canonical, span.form, _one_line(span.as_written)), []).append(span)
    for (canonical, form, written), spans in groups.items():
        behind = f" = {canonical}" if canonical and canonical != written else ""
        by = f", by the form {form}" if form != written else ""
        yield f"“{written}”{behind}{by}: {_where(spans)}"


def _one_line(written: str) -> str:
    return " ".join(written.split())


def _where(spans: list[Span]) -> str:
    shown = ", ".join(f"{span.field} {span.start}–{span.end}" for span in spans[:_SHOWN])
    more = len(spans) - _SHOWN
    return shown + (f" and {more} more" if more > 0 else "")


def expand(watch: Watch) -> str:
    """The query with every name replaced by its forms, which is a query again.

    What a query cannot say (words that take a form away) follows in comments. A name in brackets stands for itself and
    its context: `("junta" NEAR/30 ("Myanmar" OR "Burma"))`.
    """
    names = {names.id: names for names in watch.names}
    query, used = _replaced(watch.query, names)
    parts = [query.strip()]
    if watch.exclude:
        excluded, more = _replaced(watch.exclude, names)
        parts.append("# excluded:\n" + "\n".join(f"#   {line}" for line in excluded.strip().splitlines()))
        used += more
    parts += [note for id_ in dict.fromkeys(_below(used, names)) for note in _notes(names[id_])]
    return "\n".join(parts)


def _replaced(query: str, names: dict[str, NameList]) -> tuple[str, list[str]]:
    pieces: list[str] = []
    used: list[str] = []
    at = 0
    for token in tokens(query):
        if token.kind is Kind.NAME and token.value in names:
            pieces += (query[at : token.start], _alternatives(token.value, names))
            used.append(token.value)
            at = token.end
    return "".join([*pieces, query[at:]]), used


def _below(ids: Iterable[str], names: dict[str, NameList]) -> Iterator[str]:
    for id_ in ids:
        yield id_
        yield from _below((other.removeprefix("@") for other in names[id_].any), names)


def _alternatives(id_: str, names: dict[str, NameList]) -> str:
    forms = (form for name in dict.fromkeys(_below((id_,), names)) for form in names[name].live)
    shown = dict.fromkeys(_alternative(form, names) for form in forms)
    return f"({' OR '.join(shown)})"


def _alternative(form: Form, names: dict[str, NameList]) -> str:
    if not form.near:
        return _quoted(form.text)
    context = dict.fromkeys(piece for word in form.near for piece in _context(word, names))
    operator = "WITH" if form.within is None else f"NEAR/{form.within}"
    return f"({_quoted(form.text)} {operator} ({' OR '.join(context)}))"


def _context(word: str, names: dict[str, NameList]) -> Iterator[str]:
    if not word.startswith("@"):
        yield _quoted(word)
        return
    for id_ in _below((word[1:],), names):
        yield from (_quoted(form.text) for form in names[id_].live)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', " ") + '"'


def _notes(names: NameList) -> Iterator[str]:
    if names.excepted or names.spoilers:
        yield f"# @{names.id} not in: {', '.join((*names.excepted, *names.spoilers))}"
    for form in names.live:
        if form.unless:
            yield f"# @{names.id} {_quoted(form.text)} not where nearer to: {', '.join(form.unless)}"
    switched_off = [form.text for form in names.forms if form.off]
    if switched_off:
        yield f"# @{names.id} switched off: {', '.join(switched_off)}"
