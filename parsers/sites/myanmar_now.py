"""Myanmar Now, English and Burmese: WordPress with the Jannah theme. An appeal to members ends the text."""

from __future__ import annotations

from parsers.families.wordpress import Jannah


class MyanmarNow(Jannah):
    """As Jannah, up to the appeal."""

    hosts = ("myanmar-now.org", "www.myanmar-now.org")
    drop = (
        *Jannah.drop,
        '.entry-content > :has(a[href*="/members"])',
        '.entry-content > :has(a[href*="/members"]) ~ *',
    )
