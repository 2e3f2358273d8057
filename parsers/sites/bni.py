"""BNI Multimedia Group, English and Burmese: Drupal 7."""

from __future__ import annotations

from parsers.families.drupal import Drupal7


class Bni(Drupal7):
    """As Drupal 7."""

    hosts = ("www.bnionline.net", "bnionline.net")
