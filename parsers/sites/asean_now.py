"""ASEAN NOW, before that ThaiVisa: an Invision board whose newsroom reposts the region's press."""

from __future__ import annotations

from parsers.forums.invision import Invision


class AseanNow(Invision):
    """As Invision."""

    hosts = ("aseannow.com", "www.aseannow.com", "forum.thaivisa.com", "www.thaivisa.com", "thaivisa.com")
