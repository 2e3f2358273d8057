"""What of an answer is sent back when its address is asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from config.sources import Source
from crawler.asking import request_of, validators_of
from model.captures import Capture

NOW = datetime(2026, 8, 1, 12, 0, tzinfo=UTC)
URL = "https://quay.example/feed.xml"


def validators(**headers: str) -> tuple[str | None, str | None]:
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return validators_of(Capture(URL, URL, 200, said, b"<rss/>", NOW, NOW))


@pytest.mark.parametrize("etag", ['"a1"', 'W/"a1"', "a1", 'W/"café"', "x" * 1000])
def test_an_etag_is_kept_as_received(etag: str) -> None:
    assert validators(ETag=etag) == (etag, None)


@pytest.mark.parametrize(
    "date",
    ["Sat, 01 Aug 2026 10:00:00 GMT", "Sat, 01 Aug 2026 20:00:00 GMT", "2026-08-01 10:00", "yesterday", "-1"],
)
def test_a_last_modified_is_kept_as_received_though_a_zone_be_wrong(date: str) -> None:
    assert validators(Last_Modified=date) == (None, date)


@pytest.mark.parametrize("etag", ["*", " * ", '"' + "e" * 8000 + '"', '"a"\r\nX-Evil: 1', '"a\0b"', '"a\x0bb"'])
def test_an_etag_that_hides_what_is_new_or_is_refused_is_not_kept(etag: str) -> None:
    assert validators(ETag=etag, Last_Modified="Sat, 01 Aug 2026 10:00:00 GMT") == (
        None,
        "Sat, 01 Aug 2026 10:00:00 GMT",
    )


@pytest.mark.parametrize("date", ["Fri, 01 Jan 2999 00:00:00 GMT", "Mon, 03 Aug 2026 12:00:00 GMT", "S" * 8000])
def test_a_last_modified_that_lies_ahead_or_is_over_long_is_not_kept(date: str) -> None:
    assert validators(ETag='"a1"', Last_Modified=date) == ('"a1"', None)


def test_a_request_has_the_pace_of_its_source_and_passes_robots_txt_over_only_where_its_owner_agreed() -> None:
    said = {
        "id": "quay", "name": "Quay", "kind": "outlet", "home": "https://quay.example/", "hosts": ["quay.example"],
        "discover": [{"kind": "feed", "url": URL}],
    }  # fmt: skip
    usual = request_of(Source.model_validate(said), URL)
    assert (usual.gap, usual.agreed, usual.own_hosts) == (timedelta(0), None, ("quay.example",))
    agreed = {"per_host_gap": "2s", "robots": "override", "robots_reason": "asked on May 3"}
    other = request_of(Source.model_validate({**said, "fetch": agreed}), URL)
    assert (other.gap, other.agreed) == (timedelta(seconds=2), "asked on May 3")
    reason_alone = Source.model_validate({**said, "fetch": {"robots_reason": "asked on May 3"}})
    assert request_of(reason_alone, URL).agreed is None
