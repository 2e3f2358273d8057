"""Eleven Myanmar: Drupal 7."""

from __future__ import annotations

from parsers.families.drupal import Drupal7


class ElevenMyanmar(Drupal7):
    """As Drupal 7."""

    hosts = ("elevenmyanmar.com", "www.elevenmyanmar.com", "news-eleven.com")
