"""Building watches from TOML: what is read, and every fault at once."""

import tomllib

import pytest

from matching.build import watch_from_mapping
from matching.names import Sureness
from matching.watch import Watch
from model.errors import ConfigError, ConfigFault

WHOLE = """
id = "harbour-strike"
title = "The strike at the harbour"
query = "@union AND strike"
exclude = "title:quiz"
channels = ["feed", "desk"]
threshold = 0.8
enabled = false
description = "What the dockers do."

[names.union]
canonical = "Dockers' Union"
titles = ["chair"]
except = ["European Union"]
spoilers = ["Union, Maine"]
off = ["DU"]
en = [
  "Dockers' Union", "DU",
  { form = "union", sure = "low", near = ["dock*", "@port"], unless = ["credit"], within = 10 },
]
ru = ["профсоюз* докеров"]

[names.port]
en = [{ form = "port", within = "document", near = ["ship"] }]

[names.all]
any = ["@union", "@port"]
"""


def built(toml: str) -> Watch:
    return watch_from_mapping(tomllib.loads(toml), "watches/test.toml")


def faults(toml: str) -> dict[str, ConfigFault]:
    with pytest.raises(ConfigError) as caught:
        built(toml)
    return {fault.key: fault for fault in caught.value.faults}


def small(extra: str = "", query: str = "strike") -> str:
    return f"id = \"w\"\ntitle = \"W\"\nquery = '''{query}'''\n{extra}"


def test_a_whole_watch_is_read() -> None:
    watch = built(WHOLE)
    assert (watch.id, watch.channels, watch.threshold, watch.enabled) == (
        "harbour-strike",
        ("feed", "desk"),
        0.8,
        False,
    )
    assert watch.exclude == "title:quiz"
    union = watch.name("union")
    assert union is not None
    assert union.canonical == "Dockers' Union"
    assert [form.text for form in union.live] == ["Dockers' Union", "union", "профсоюз* докеров"]
    assert (union.titles, union.excepted, union.spoilers) == (("chair",), ("European Union",), ("Union, Maine",))
    vague = union.live[1]
    assert (vague.sure, vague.near, vague.unless, vague.within) == (Sureness.LOW, ("dock*", "@port"), ("credit",), 10)


def test_what_is_left_out_has_its_default() -> None:
    watch = built(small())
    assert (watch.channels, watch.threshold, watch.enabled, watch.exclude, watch.names) == (
        ("feed",),
        None,
        True,
        None,
        (),
    )


def test_a_name_without_a_canonical_form_is_called_by_its_first() -> None:
    watch = built(small('[names.n]\nen = ["First", "Second"]'))
    assert watch.names[0].canonical == "First"


def test_within_a_document_means_anywhere_in_it() -> None:
    port = built(WHOLE).name("port")
    assert port is not None
    assert port.forms[0].within is None


def test_every_fault_is_told_at_once() -> None:
    told = faults(
        """
        titel = "Misspelt"
        query = "@unoin AND"
        channels = "feed"
        threshold = -1
        [names.union]
        english = 3
        en = ["x", { form = "y", sure = "very", within = 0, nere = ["z"] }, 7]
        off = ["q"]
        """
    )
    assert set(told) == {
        "titel", "id", "title", "query", "channels", "threshold", "names.union.english", "names.union.en[2].sure",
        "names.union.en[2].within", "names.union.en[2].nere", "names.union.en[3]", "names.union.off",
    }  # fmt: skip
    assert told["titel"].hint == "did you mean title?"
    assert told["names.union.en[2].nere"].hint == "did you mean near?"
    assert all(fault.file == "watches/test.toml" for fault in told.values())


def test_a_fault_of_the_query_tells_its_line() -> None:
    told = faults(small(query="alpha\nAND @nobody"))
    assert told["query"].problem == "unknown name @nobody (line 2, character 5)"


def test_a_fault_of_the_exclusion_is_told_under_its_key() -> None:
    assert "exclude" in faults(small('exclude = "alpha AND"'))


@pytest.mark.parametrize(
    ("extra", "key"),
    [
        ("names = 3", "names"),
        ("enabled = 1", "enabled"),
        ("threshold = true", "threshold"),
        ("channels = [3]", "channels"),
        ("channels = [' ']", "channels"),
        ("[names]\nn = 3", "names.n"),
        ("[names.n]\nen = 'x'", "names.n.en"),
        ("[names.n]\nen = []", "names.n"),
        ("[names.n]\nen = ['*']", "names.n.en[1].form"),
        ("[names.n]\nen = [{ near = ['x'] }]", "names.n.en[1].form"),
        ("[names.n]\nen = [{ form = 'x', near = ['-'] }]", "names.n.en[1].near"),
        ("[names.n]\nen = [{ form = 'x', near = ['@nobody'] }]", "names.n"),
        ("[names.n]\nany = ['n']", "names.n.any"),
        ("[names.n]\nany = ['@m']\n[names.m]\nany = ['@n']", "names.n"),
    ],
)
def test_a_wrong_value_is_a_fault_at_its_key(extra: str, key: str) -> None:
    assert key in faults(small(extra))


def test_a_wrong_id_is_a_fault() -> None:
    assert "id" in faults(small().replace('"w"', '"Two Words"'))
