"""Myawady, the army's newspaper: Drupal 7."""

from __future__ import annotations

from parsers.families.drupal import Drupal7
from parsers.fields import address, moment, text
from parsers.listings.cards import Cards


class Myawady(Drupal7):
    """As Drupal, with lists in a grid."""

    hosts = ("www.myawady.net.mm", "myawady.net.mm")
    cards = Cards(
        "ul.blazy li.grid",
        url=address(".views-field-title a[href], h3 a[href]") | address("a[href]"),
        title=text(".views-field-title a, h3 a") | text("a[href]"),
        published_at=moment(".date-display-single, .views-field-created"),
    )
