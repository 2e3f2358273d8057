"""Headlines without what the site adds to them."""

from __future__ import annotations

import re

from model.text import clean_line, letters_only

_SEPARATOR = re.compile(r"\s+[-–—|·•»«:]{1,2}\s+|\s*\|\s*|\s+::\s+")
_WORD = re.compile(r"\w+")
#: A day in figures that a rule parts from the headline, or nothing: 23.01.2022 - The ferry.
_DAY = re.compile(
    r"^[(\[]?(?:\d{1,2}([./])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)[)\]]?(?:\s*[-–—|:·]\s*(?!\d)|(?=[^\W\d]))"
)
_LONGEST_SITE_NAME, _LONGEST_TITLE = 60, 1000
_MOST_NAME_WORDS, _NAMING_LETTERS = 5, 5  #: of a site's name, and of the word that its host has too


def clean_title(title: str, site_names: tuple[str, ...] = (), headlines: tuple[str, ...] = ()) -> str:
    """A title without the site's name, which stands before or after a separator.

    `site_names` are the names known; `headlines` are shown on the page and tell where the headline ends.
    """
    title = clean_line(title[:_LONGEST_TITLE])
    known = {folded for name in site_names if (folded := letters_only(name))}
    shown = {folded for line in headlines if (folded := letters_only(line))}
    for kept, rest in _cuts(title):
        if letters_only(kept) in shown:
            return clean_title(kept, site_names) if letters_only(rest) in known else kept
        if len(rest) <= _LONGEST_SITE_NAME and (
            letters_only(rest) in known or (title.endswith(rest) and _calls_itself(rest, kept, known))
        ):
            return clean_title(kept, site_names)
    return title


def without_day(title: str) -> str:
    """A title without the day of the article before it."""
    return _DAY.sub("", title, count=1) or title


def _calls_itself(rest: str, kept: str, known: set[str]) -> bool:
    """Whether a part of a title is the site's name in other words: their first, or their initials, are its host's."""
    words = _WORD.findall(rest.casefold())
    if not words or len(words) > min(_MOST_NAME_WORDS, len(_WORD.findall(kept))):
        return False
    initials = "".join(word[0] for word in words)
    named = words[0] if len(words[0]) >= _NAMING_LETTERS else "".join(words[:2])
    return (len(initials) > 2 and initials in known) or (
        len(named) >= _NAMING_LETTERS and any(named in name for name in known)
    )


def _cuts(title: str) -> list[tuple[str, str]]:
    """The ways to part a title in headline and rest, longest headline first."""
    cuts = []
    for found in _SEPARATOR.finditer(title):
        before, after = title[: found.start()], title[found.end() :]
        cuts += [(before, after), (after, before)]
    return sorted(((kept, rest) for kept, rest in cuts if kept and rest), key=lambda cut: -len(cut[0]))


def parts_beside(line: str, title: str) -> list[str]:
    """What a title holds beside a line that a separator cuts off from it; [""] where the line is all of it."""
    folded = letters_only(line)
    if folded == letters_only(title):
        return [""]
    cuts = _cuts(clean_line(title[:_LONGEST_TITLE]))
    return [kept for kept, rest in cuts if letters_only(rest) == folded]


def names_of_host(host: str) -> tuple[str, ...]:
    """What a site on this host may call itself in a title: its labels, its host."""
    labels = host.removeprefix("www.").split(".")
    return (host, host.removeprefix("www."), *labels[:-1])
