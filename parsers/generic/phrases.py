"""Short blocks that hold a word or two by which they are known: labels, requests to the reader, credits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from parsers.generic.spotter import Spotter
from parsers.tree.outline import Block

#: Words of labels, notes and invitations, in lower case, at the beginning of a word.
_LABEL = (
    r"(?:^|[^a-z])(?:read more|sign up|subscribe|newsletter|related|advertis|(?:share|print) this|follow us|click here|"
    r"copyright|©|all rights|photo|image|getty|credit:|source:|posted|updated|published|min read|comment|log in|cookie|"
    r"privacy|more from|also read|read also|see also|don(?:'|’)t miss|download|contact|email|tags?:|filed under|"
    r"facebook|twitter|whatsapp|written by|reporting by|扫|编辑|记者|责任|版权|转载|来源|点击|上一篇|下一篇|相关|关注|"
    r"分享|подпис|читайте|реклама|фото|источник)"
)
#: What asks something of the reader.
_ASKS = (
    r"(?:^|[^a-z])(?:sign up|signing up|sign in|log in|logged in|subscribe|newsletter|terms of|"
    r"your inbox|your email|click here|download|follow us|join (?:us|our)|free trial|register|browser|javascript|"
    r"support (?:us|our)|donat|advertis|unsubscribe|abonn|anmelden|подпис|关注|扫)"
)
#: Who made a picture or a report.
_CREDITS = (
    r"(?:^|[^a-z])(?:photo|image|picture|getty|credit|courtesy|illustration|screenshot|shutterstock|reporting by|"
    r"editing by|written by|writing by|©|\(ap\)|afp|reuters|фото|图|编辑|记者|责任)"
)
#: Headings of what follows a text.
_AFTER = re.compile(
    r"^\W*(?:\d+\s+)?(?:comments?|responses?|replies|discussion|leave a|related|recommended|you (?:may|might)|more[ :]|"
    r"don['’]t miss|read (?:more|next|also)|about the author|disclaimer|latest|trending|popular|see also|share|tags|"
    r"sources?|references|footnotes|评论|相关|推荐|комментар|читайте|kommentare|weitere|mehr |commentaires|lire aussi|"
    r"comentarios)",
    re.IGNORECASE,
)
_HEADING, _SHORT, _LONGER = 60, 200, 400  #: characters


_SPOTTER = Spotter(dict(enumerate((_LABEL, _ASKS, _CREDITS))), once=False)


def heads_what_follows(line: str) -> bool:
    """Whether a line is the heading of what comes after a text: comments, related stories, the author."""
    return len(line) < _HEADING and _AFTER.match(line) is not None


class Phrases:
    """Which of some blocks are such, by their numbers."""

    def __init__(self, blocks: Sequence[Block], numbers: Sequence[int]) -> None:
        short = [number for number in numbers if len(blocks[number].text) < _LONGER]
        lines = [blocks[number].text.lower().encode("utf-8", "surrogatepass") for number in short]
        ends = list(accumulate([len(line) + 1 for line in lines]))
        kinds: tuple[set[int], ...] = (set(), set(), set())

        def note(kind: int, _start: int, end: int, *_: object) -> None:
            kinds[kind].add(short[bisect_right(ends, end - 1)])

        _SPOTTER.spot(b"\n".join(lines), note)  # all lines at once: to begin costs more than a line
        labels, self.asking, crediting = kinds
        self.labels, self.crediting = (
            {number for number in kind if len(blocks[number].text) < _SHORT} for kind in (labels, crediting)
        )
