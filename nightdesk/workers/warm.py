"""Imported by the process that parsers are forked from: what every page needs is read once, and its memory shared."""

from __future__ import annotations

import gc

from model.captures import RawPage
from parsers.routing import parse

_PAGE = b"<!doctype html><html lang='en'><title>A ferry</title><body><article><h1>A ferry</h1><p>%s</p></article>"
_FEED = b"<rss version='2.0'><channel><title>A</title><item><title>A</title><link>/a</link></item></channel></rss>"

for body in (_PAGE % (b"The ferry came in the morning, and a crane lifted its cargo to the quay. " * 9), _FEED):
    parse(RawPage(body, "https://quay.example/"))
gc.collect()
gc.freeze()
