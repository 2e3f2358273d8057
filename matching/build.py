"""Building watches from what a TOML file says, with every fault found at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matching.literals import fault_of
from matching.names import NEARBY, Form, NameList, Sureness, find_cycle
from matching.query.suggest import closest
from matching.tables import Table
from matching.watch import Watch, compile_watch
from model.errors import ConfigError, QueryError

_WATCH_KEYS = ("id", "title", "query", "exclude", "channels", "threshold", "enabled", "description", "names")
_NAME_KEYS = ("canonical", "any", "titles", "except", "spoilers", "off", "note")
_FORM_KEYS = ("form", "sure", "near", "unless", "within", "off", "note")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,8})?")
#: What `within` says where the whole document is meant.
_ANYWHERE = "document"


def watch_from_mapping(data: Mapping[str, object], file: str) -> Watch:
    """The watch a file describes. Raises ConfigError with every fault: file, key, problem and hint."""
    table = Table(data, file, "")
    table.refuse_unknown(_WATCH_KEYS)
    watch = Watch(
        id=_id(table),
        title=table.text("title", required=True),
        query=table.text("query", required=True),
        exclude=table.text("exclude").strip() or None,
        names=_names(table),
        threshold=_threshold(table),
        channels=table.texts("channels", ("feed",)),
        enabled=table.flag("enabled", default=True),
        description=table.text("description"),
    )
    _check_names(watch, table)
    _check_queries(watch, table)
    if table.faults:
        raise ConfigError(table.faults)
    return watch


def _id(table: Table) -> str:
    value = table.text("id", required=True)
    if value and not _ID.fullmatch(value):
        table.fault("id", f"{value!r} is not an id", "use small letters, digits, - and _")
    return value


def _threshold(table: Table) -> float | None:
    value = table.data.get("threshold")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        table.fault("threshold", "must be a number from 0 up", f"got {value!r}")
        return None
    return float(value)


def _names(table: Table) -> tuple[NameList, ...]:
    value = table.data.get("names", {})
    if not isinstance(value, Mapping):
        table.fault("names", "must be tables", "write [names.some_name]")
        return ()
    names = []
    for id_, content in value.items():
        if not isinstance(content, Mapping):
            table.fault(f"names.{id_}", "must be a table", f"write [names.{id_}]")
        else:
            names.append(_name(id_, table.below(f"names.{id_}", content)))
    return tuple(names)


def _name(id_: str, table: Table) -> NameList:
    switched_off = table.texts("off")
    forms: list[Form] = []
    for key in table.data:
        if key not in _NAME_KEYS and _LANGUAGE.fullmatch(key):
            forms += _forms(key, table, switched_off)
        elif key not in _NAME_KEYS:
            table.fault(key, "unknown key", "a language such as en or zh, or one of " + ", ".join(_NAME_KEYS))
    _check_switches(switched_off, forms, table)
    canonical = table.text("canonical") or (forms[0].text if forms else id_)
    return NameList(
        id_, canonical, tuple(forms),
        any=_references(table), titles=_words(table, "titles"),
        excepted=_words(table, "except"), spoilers=_words(table, "spoilers"),
    )  # fmt: skip


def _words(table: Table, key: str) -> tuple[str, ...]:
    """A list of expressions, each of which leaves something to look for."""
    words = table.texts(key)
    for word in words:
        if not word.startswith("@") and (fault := fault_of(word)):
            table.fault(key, f"{word!r} {fault}")
    return words


def _references(table: Table) -> tuple[str, ...]:
    references = table.texts("any")
    for reference in references:
        if not reference.startswith("@"):
            table.fault("any", f"{reference!r} is not a name", f"write @{reference}")
    return tuple(reference for reference in references if reference.startswith("@"))


def _check_switches(off: tuple[str, ...], forms: list[Form], table: Table) -> None:
    known = [form.text for form in forms]
    for text in off:
        if text not in known:
            table.fault("off", f"{text!r} is not a form of this name", closest(text, known))
    if not any(not form.off for form in forms) and not table.data.get("any"):
        table.fault("", "no form is left to search for")


def _forms(language: str, table: Table, off: tuple[str, ...]) -> list[Form]:
    value = table.data[language]
    if not isinstance(value, list):
        table.fault(language, "must be a list of forms", 'write ["…", { form = "…", near = ["…"] }]')
        return []
    forms = []
    for number, item in enumerate(value, start=1):
        content = {"form": item} if isinstance(item, str) else item
        if isinstance(content, Mapping):
            forms.append(_form(language, table.below(f"{language}[{number}]", content), off))
        else:
            table.fault(f"{language}[{number}]", "must be a text or a table", f"got {item!r}")
    return forms


def _form(language: str, table: Table, off: tuple[str, ...]) -> Form:
    table.refuse_unknown(_FORM_KEYS)
    text = table.text("form", required=True)
    if text and (fault := fault_of(text)):
        table.fault("form", f"{text!r} {fault}")
    return Form(
        text,
        language,
        sure=_sureness(table),
        near=_words(table, "near"),
        unless=_words(table, "unless"),
        within=_within(table),
        off=table.flag("off", default=False) or text in off,
    )


def _sureness(table: Table) -> Sureness:
    value = table.text("sure", Sureness.HIGH)
    try:
        return Sureness(value)
    except ValueError:
        table.fault("sure", f"{value!r} is no sureness", "high, medium or low")
        return Sureness.HIGH


def _within(table: Table) -> int | None:
    value = table.data.get("within", NEARBY)
    if value == _ANYWHERE:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        table.fault("within", "must be a number of words", f'or "{_ANYWHERE}"')
        return NEARBY
    return value


def _check_names(watch: Watch, table: Table) -> None:
    names = {names.id: names for names in watch.names}
    for own in watch.names:
        for reference in own.references():
            if reference not in names:
                table.fault(f"names.{own.id}", f"unknown name @{reference}", closest(reference, names, "@"))
    circle = find_cycle(names)
    if circle:
        table.fault(f"names.{circle[0]}", "names speak of each other in a circle", " -> ".join(circle))


def _check_queries(watch: Watch, table: Table) -> None:
    if any(fault.key.startswith("names") for fault in table.faults):
        names: tuple[NameList, ...] = tuple(NameList(own.id, own.canonical) for own in watch.names)
    else:
        names = watch.names
    for key, query in (("query", watch.query), ("exclude", watch.exclude)):
        if query and query.strip():
            _note_query(Watch(watch.id, "", query, names=names), key, table)


def _note_query(watch: Watch, key: str, table: Table) -> None:
    try:
        compile_watch(watch)
    except QueryError as error:
        line = error.query.count("\n", 0, error.position) + 1
        column = error.position - (error.query.rfind("\n", 0, error.position) + 1) + 1
        table.fault(key, f"{error.problem} (line {line}, character {column})", error.hint)
