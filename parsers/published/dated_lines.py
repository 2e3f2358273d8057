"""The lines on a page that tell its readers a date, by what they begin with and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import re2

from model.moments import Moment
from parsers.beside import lines_above_headline, lines_below_headline, lines_beside_headline, uncommented
from parsers.lines.date_words import PUBLISHED, before_revision, is_date_label
from parsers.page import Page, once
from parsers.tree.prose import is_finished

LONGEST_DATE = 120  #: characters of a line with a date
_ALONE, _LONGEST_LABEL, _FIRST_BLOCKS = 45, 30, 3
_MEMBER = re.compile(r"^\W*(?:joined|registered|member since)\b", re.IGNORECASE)
_PUBLISHED = re.compile(rf"^\W*(?:{PUBLISHED})", re.IGNORECASE)
#: How a line begins that says when a text came out, wherever it stands.
_LABELS = (
    rf"(?:{PUBLISHED}|date|created|release|datum|fecha|data di|дата|时间|日期|"
    r"asked |started |by |von |par |por |"
    r"\(re\)published|this (?:entry|post|article) was (?:posted|published)|dieser (?:beitrag|eintrag|artikel) wurde|"
    r"cet article a été publié|est[ea] (?:entrada|artículo) (?:fue|se) public)"
)
#: A label that may stand after a name.
_LABELS_WITHIN = (
    r"发表于|發表於|发布于|發佈於|发布时间|发布日期|发表时间|公開日|掲載日|เผยแพร่|โพสต์เมื่อ|"
    r"опубликован|posted (?:on|at|@)"
)
_LABELLED, _WITHIN, _AFTER_REVISION = (
    re.compile(labels, re.IGNORECASE) for labels in (rf"^\W*{_LABELS}", _LABELS_WITHIN, PUBLISHED)
)
#: Of many lines, in bytes, each that may have any of them: most have none, which is told at a tenth of the cost.
_MAY_BE_LABELLED = re2.compile(rf"(?im:^(?:[^\w\n]*{_LABELS}|.*(?:{_LABELS_WITHIN}|{PUBLISHED})).*$)".encode())
#: A label whose date stands on the next line.
_LABEL_ALONE = re.compile(
    r"\W*(?:(?:date|day) (?:published|posted)|publication date|re\W*published(?: on)?|date|datum|fecha|data|дата|"
    r"发布时间|发布日期)\W*",
    re.IGNORECASE,
)
#: What stands before a text: at most a place and a day, up to a full stop, a dash or a closing bracket; or a day in
#: brackets alone.
_DATELINE = re.compile(
    r"^(?:[^.–—-]{0,30}\b\d{1,2}\.?\s?(?:\d{1,2}\.|\w{3,12})\s?\d{4}\)?\s*[.:–—-]|[(\[（][^()\[\]（）]{6,24}[)\]）])"
)


def beside_headline(page: Page) -> Iterator[Moment]:
    """The dates beside the headline: of lines that say what they are, of short ones below it, at the head of the text,
    of short ones above it, of others; at last of those that seem to be about other texts.
    """
    above, below = lines_above_headline(page), lines_below_headline(page)
    lines = (*above, *below)
    yield from _in_lines(page, _labelled(lines))
    yield from _in_lines(page, (line for line in below if len(line) <= _ALONE))
    yield from datelines(page)
    yield from _in_lines(page, (line for line in above if len(line) <= _ALONE))
    yield from _in_lines(page, (line for line in lines if len(line) > _ALONE and not is_finished(line)))
    yield from _in_lines(page, (line for line in lines_beside_headline(page) if not is_finished(line)))


@once
def shown_for_publication(page: Page) -> list[tuple[str, Moment]]:
    """The lines beside the headline that speak of the publication, else the short ones below it, with their dates."""
    above, below = lines_above_headline(page), lines_below_headline(page)
    labelled = [line for line in (*above, *below) if _PUBLISHED.match(line)]
    lines = labelled or [line for line in below if len(line) <= _ALONE]
    return [(line, at) for line in lines if (at := read_line(page, line))]


def labelled_dates(page: Page) -> Iterator[Moment]:
    """The dates in lines that say what they are, those of comments apart."""
    lines = (line for block in uncommented(page) for line in block.text.split("\n"))
    return _in_lines(page, (line[:LONGEST_DATE] for line in _labelled(_with_labels(lines))))


def all_dates(page: Page) -> Iterator[Moment]:
    """The dates in the short lines of a page."""
    return _in_lines(page, (line for block in page.outline.blocks for line in block.text.split("\n")))


def datelines(page: Page) -> Iterator[Moment]:
    """The day at the head of the text: Harbourtown, (12.11.2021). The ferry …"""
    heads = (_DATELINE.match(block.text) for block in page.main_blocks[:_FIRST_BLOCKS])
    return _in_lines(page, (found.group() for found in heads if found))


def read_line(page: Page, line: str) -> Moment | None:
    """The date of a short line, as far as it is one of publication."""
    if len(line) > LONGEST_DATE or _MEMBER.match(line) or (at := page.moment(line)) is None:
        return None
    told = before_revision(line)
    return at if told == line else page.moment(told)


def _in_lines(page: Page, lines: Iterable[str]) -> Iterator[Moment]:
    return (at for line in lines if (at := read_line(page, line)))


def _labelled(lines: Iterable[str]) -> Iterator[str]:
    """The lines that say what they are, from where they do."""
    for line in _that_may(lines):
        if label := _behind_revision(line):
            yield line[label.start() :]
        elif _LABELLED.match(line):
            yield line
        elif label := _WITHIN.search(line):
            yield line[label.start() :]


def _that_may(lines: Iterable[str]) -> Iterator[str]:
    written = [(line, line.encode("utf-8", "surrogatepass")) for line in lines]
    found: frozenset[bytes] = frozenset(_MAY_BE_LABELLED.findall(b"\n".join([line for _, line in written])))
    return (line for line, in_bytes in written if in_bytes in found)


def _behind_revision(line: str) -> re.Match[str] | None:
    """The label of publication in a line that begins with a revision: Updated: May 6. Published: May 4."""
    is_revised = len(line) <= LONGEST_DATE and not before_revision(line).strip()
    return _AFTER_REVISION.search(line) if is_revised else None


def _with_labels(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each after the one above it where that is a label alone, as in a table or a list of terms."""
    above = ""
    for line in lines:
        yield f"{above} {line}" if above else line
        above = line if len(line) <= _LONGEST_LABEL and (_LABEL_ALONE.fullmatch(line) or is_date_label(line)) else ""
