"""Bodies that are bombs, go on for too long or too deep, by themselves or made of a sound one."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterator
from functools import cache

import brotli  # type: ignore[import-untyped]  # has no stubs
from backports import zstd


@cache
def bomb(coding: str, megabytes: int) -> bytes:
    """Zeros, packed small."""
    pieces: Iterator[bytes] = itertools.repeat(bytes(1_000_000), megabytes)
    if coding == "gzip":
        return gzip.compress(bytes(megabytes * 1_000_000), 1)
    if coding == "zstd":
        packer = zstd.ZstdCompressor(level=1)
        return b"".join(map(packer.compress, pieces)) + packer.flush()
    brotling = brotli.Compressor(quality=1)
    return b"".join(map(brotling.process, pieces)) + bytes(brotling.finish())


@cache
def long_feed(title: str, also: str = "", items: int = 100_000) -> bytes:
    """A feed with very many items; with a little more in each it has nearly as many bytes as are taken."""
    rows = "".join(f"<item><title>Item {n}</title><link>/news/{n}</link>{also}</item>" for n in range(items))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{rows}</channel></rss>".encode()


def entity_bomb() -> bytes:
    """A feed whose entities unfold to a billion words."""
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    feed = (
        "<rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title><link>/a</link></item></channel></rss>"
    )
    return f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'lol'>{''.join(lines)}]>{feed}".encode()


def nested(sound: bytes) -> bytes:
    """A page within 300,000 boxes."""
    return b"<!doctype html><html><body>" + b"<div>" * 300_000 + sound


@cache
def large_sitemap(pages: int = 95_000) -> bytes:
    """A sitemap of nearly as many bytes as are taken, and twice as many pages as its protocol allows."""
    rows = "".join(
        f"<url><loc>http://large-sitemap-list.faults.localhost/news/{n}</loc><lastmod>2026-03-01</lastmod></url>"
        for n in range(pages)
    )
    return f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode()


def deep_feed(_: bytes) -> bytes:
    """A feed whose elements stand 100,000 deep within each other."""
    return b"<?xml version='1.0'?><rss version='2.0'><channel>" + b"<outline><title>deep</title>" * 100_000


def deep_json(_: bytes) -> bytes:
    """Nothing but lists within lists, 4 MB of them."""
    return b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 4_000_000


def many_attributes(sound: bytes) -> bytes:
    """A sound answer with one element of 100,000 attributes."""
    odd = "".join(f' data-{n}="{n:030}"' for n in range(100_000)).encode()
    place = b"<item" if b"<item" in sound else b"<article"
    return sound.replace(place, place + odd, 1)
