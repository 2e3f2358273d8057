"""Content codings come apart in any pieces, stop at the cap, and are whole or refused."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # has no stubs
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.bodies import Intake
from model.errors import FetchError
from model.outcomes import Outcome

URL = "https://example.org/"


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
}


def taken(coding: str | None, packed: bytes, size: int = 7, limit: int = 1_000_000) -> bytes:
    intake = Intake(URL, coding, limit)
    for start in range(0, len(packed), size):
        intake.take(packed[start : start + size])
    assert intake.wire_bytes == len(packed)
    return intake.finish()


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=5000), st.integers(1, 300))
def test_a_coded_body_comes_back_whatever_pieces_it_arrives_in(coding: str, data: bytes, size: int) -> None:
    assert taken(coding, PACKERS[coding](data), size) == data


def test_a_machine_that_stands_still_fails_no_law() -> None:
    @settings(max_examples=1, database=None)
    @given(st.just(b"body"))
    def law(data: bytes) -> None:
        time.sleep(0.3)
        assert taken("gzip", gzip.compress(data)) == data

    law()


@given(st.binary(min_size=1, max_size=3000), st.integers(1, 50))
def test_deflate_without_its_header_is_read_too(data: bytes, size: int) -> None:
    packed = bare_deflate(data)
    if packed[0] & 0x0F != 8 or int.from_bytes(packed[:2]) % 31:  # else it looks as if it had the header
        assert taken("deflate", packed, size) == data


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@given(data=st.binary(min_size=40, max_size=400), missing=st.integers(1, 8))
def test_a_coded_body_that_ends_early_is_truncated(coding: str, data: bytes, missing: int) -> None:
    packed = PACKERS[coding](data)[:-missing]
    with pytest.raises(FetchError) as raised:
        taken(coding, packed)
    assert raised.value.outcome is Outcome.TRUNCATED


def test_members_and_frames_one_after_another_are_one_body() -> None:
    assert taken("gzip", gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"
    assert taken("zstd", zstd.compress(b"one ") + zstd.compress(b"two")) == b"one two"


@pytest.mark.parametrize("padding", [b"\0" * 20, b"\x1f", b"<!-- served in 3 ms -->"])
def test_padding_behind_a_gzip_member_is_left_out(padding: bytes) -> None:
    assert taken("gzip", gzip.compress(b"body") + padding) == b"body"


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("padding", [b"\0" * 20, b"<!-- served in 3 ms -->"])
def test_padding_behind_a_zstd_frame_is_left_out(padding: bytes, size: int) -> None:
    assert taken("zstd", zstd.compress(b"body") + padding, size) == b"body"


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_frames_to_be_skipped_are_skipped_wherever_they_stand(size: int) -> None:
    skipped = b"\x5a\x2a\x4d\x18\x04\0\0\0note"
    packed = skipped + zstd.compress(b"one ") + skipped + zstd.compress(b"two")
    assert taken("zstd", packed, size) == b"one two"


def test_codings_on_top_of_each_other_come_apart_in_reverse() -> None:
    assert taken("gzip, br", brotli.compress(gzip.compress(b"body"))) == b"body"


@pytest.mark.parametrize("coding", [None, "", "identity", "UTF-8", "none"])
def test_a_body_without_a_coding_stays_as_it_is(coding: str | None) -> None:
    assert taken(coding, b"\x1f\x8b plain") == b"\x1f\x8b plain"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_stopped_at_the_cap(coding: str) -> None:
    packed = PACKERS[coding](b"\0" * 20_000_000)
    intake = Intake(URL, coding, 100_000)
    with pytest.raises(FetchError) as raised:
        intake.take(packed[:90_000])
    assert raised.value.outcome is Outcome.TOO_LARGE
    assert len(intake.body) <= 100_000


@pytest.mark.parametrize("inner", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_that_the_next_coding_takes_for_padding_is_stopped_as_well(inner: str) -> None:
    intake = Intake(URL, f"{inner}, gzip", 100_000)
    with pytest.raises(FetchError) as raised:
        intake.take(gzip.compress(PACKERS[inner](b"body") + b"\0" * 20_000_000))
    assert raised.value.outcome in {Outcome.TOO_LARGE, Outcome.PROTOCOL}, "brotli knows no padding"


def test_a_body_as_large_as_the_cap_is_taken() -> None:
    assert taken(None, b"x" * 100, limit=100) == b"x" * 100
    with pytest.raises(FetchError):
        taken(None, b"x" * 101, limit=100)


def test_an_announced_length_beyond_the_cap_is_refused_unread() -> None:
    intake = Intake(URL, None, 100)
    intake.announce("100")
    intake.announce("nonsense")
    with pytest.raises(FetchError) as raised:
        intake.announce("101")
    assert raised.value.outcome is Outcome.TOO_LARGE


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip, gzip", "dcb"])
def test_codings_unknown_or_too_many_are_refused(coding: str) -> None:
    with pytest.raises(FetchError) as raised:
        Intake(URL, coding, 100)
    assert raised.value.outcome is Outcome.PROTOCOL


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_bytes_that_are_not_of_their_coding_are_a_broken_protocol(coding: str) -> None:
    with pytest.raises(FetchError) as raised:
        taken(coding, b"<html>not packed at all</html>" * 10)
    assert raised.value.outcome is Outcome.PROTOCOL
