"""Myanmar Digital News, of the Ministry of Information: Drupal."""

from __future__ import annotations

from parsers.families.drupal import Drupal
from parsers.fields import address, moment, text
from parsers.listings.cards import Cards


class MyanmarDigitalNews(Drupal):
    """As Drupal; a card prints its day in the form 13/10/25."""

    hosts = ("www.mdn.gov.mm", "mdn.gov.mm")
    cards = Cards(
        ".view-content-wrap .item",
        url=address(".card-title a[href]"),
        title=text(".card-title a"),
        published_at=moment(".card-text:has(.fa-clock-o)"),
    )
