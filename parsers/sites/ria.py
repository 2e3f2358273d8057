"""RIA Novosti."""

from __future__ import annotations

from parsers.families.rossiya_segodnya import RossiyaSegodnya


class Ria(RossiyaSegodnya):
    """As its house. Its lists' addresses end in the number of the article."""

    hosts = ("ria.ru", "www.ria.ru")
