"""The text of a robots.txt file, read for one agent: forgiving in form, strict in what groups mean."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.robots.patterns import encoded, equalised

#: RFC 9309, section 2.5: at least so much must be read; the rest is left out.
MOST_BYTES = 500 * 1024
#: A Crawl-delay beyond this is taken for this, in seconds: some say a day.
LONGEST_DELAY = 60.0

_MOST_LINE = 16_663  # Google's parser cuts longer lines here
_LINE_END = re.compile(r"\r\n|\r|\n")
_TWO_WORDS = re.compile(r"^(\S+)[ \t]+(\S+)$")
_TOKEN = re.compile(r"^[A-Za-z_-]+")
_RATE = re.compile(r"^(\d{1,6})\s*/\s*(\d{1,6})\s*([smhd]?)", re.IGNORECASE)
_UNIT_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_BLANKS = " \t\x00\x0b\x0c"

#: How keys are written, common slips included; compared by their beginning, as Google does.
_AGENT_KEYS = ("user-agent", "useragent", "user agent")
_DISALLOW_KEYS = ("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw")
_ALLOW_KEYS = ("allow",)


@dataclass(frozen=True, slots=True)
class Rule:
    """One Allow or Disallow line: its pattern encoded, the same in its plainest spelling, and the line as written."""

    allow: bool
    pattern: str
    plain: str
    written: str


@dataclass(slots=True)
class _Gathering:
    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What a file says to one agent: the rules, and the least seconds between two requests where it names any.

    `found` is false where no group is meant for the agent.
    """

    rules: tuple[Rule, ...] = ()
    delay: float | None = None
    found: bool = False


def product_token(agent: str) -> str:
    """The token by which a user agent is named in robots.txt: `nightdesk` for `Nightdesk/1.0 (+…)`.

    What stands before the version and is no token (it holds blanks) stays whole and so meets no group of its own.
    """
    name = agent.partition("/")[0].strip().lower()
    token = _TOKEN.match(name)
    return token.group() if token and not re.search(r"\s", name) else name


@lru_cache(maxsize=128)
def read_group(text: str, token: str) -> Group:
    """All groups of a file for the agent of that token, joined; those for `*` where it has none of its own."""
    own, everyone = _Gathering(), _Gathering()
    current: list[_Gathering] = []
    ruled = named = starred = False
    for key, value, written in _lines(text):
        if key.startswith(_AGENT_KEYS):
            if ruled:
                current, ruled = [], False
            if _is_star(value):
                current.append(everyone)
                starred = True
            elif _token_of(value) == token:
                current.append(own)
                named = True
        else:
            ruled = _take(current, key, value, written) or ruled
    group = own if named else everyone
    return Group(tuple(group.rules), group.delay, named or starred)


def _take(current: list[_Gathering], key: str, value: str, written: str) -> bool:
    """Adds a line to the groups it stands in; true where it is a rule, after which an agent begins a new group.

    Other lines do not end a group (section 2.2.4).
    """
    is_rule = key.startswith(_DISALLOW_KEYS + _ALLOW_KEYS)
    delay = None if is_rule else _delay(key, value)
    for gathering in current:
        if is_rule and value:
            allow = key.startswith(_ALLOW_KEYS)
            gathering.rules.append(Rule(allow, encoded(value), equalised(value), written))
        elif delay is not None:
            gathering.delay = max(delay, gathering.delay or 0.0)
    return is_rule


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Key in lower case, value, and the line as written, of each line that has both."""
    for raw in _LINE_END.split(text.lstrip("\ufeff")):
        line = raw[:_MOST_LINE].partition("#")[0].strip(_BLANKS)
        key, colon, value = line.partition(":")
        if not colon:
            words = _TWO_WORDS.match(line)
            if not words:
                continue
            key, value = words.groups()
        yield key.strip(_BLANKS).lower(), value.strip(_BLANKS), line


def _is_star(value: str) -> bool:
    return value == "*" or (value[:1] == "*" and value[1:2].isspace())


def _token_of(value: str) -> str:
    token = _TOKEN.match(value)
    return token.group().lower() if token else "\x00"


def _delay(key: str, value: str) -> float | None:
    """Seconds between two requests: Crawl-delay in seconds, Request-rate as `1/5` or `30/1m`."""
    if key == "crawl-delay":
        return _seconds(value)
    rate = _RATE.match(value) if key == "request-rate" else None
    if rate is None or not int(rate.group(1)):
        return None
    return min(int(rate.group(2)) * _UNIT_SECONDS[rate.group(3).lower()] / int(rate.group(1)), LONGEST_DELAY)


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return min(seconds, LONGEST_DELAY) if math.isfinite(seconds) and seconds >= 0 else None
