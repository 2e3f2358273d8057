"""The Irrawaddy, English and Burmese: WordPress with the JNews theme."""

from __future__ import annotations

from parsers.families.jnews import JNews


class Irrawaddy(JNews):
    """As JNews; its English pages are dated by the theme, its Burmese ones by the address too."""

    hosts = ("www.irrawaddy.com", "irrawaddy.com", "burma.irrawaddy.com")
