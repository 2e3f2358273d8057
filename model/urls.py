"""URLs: cleaned for fetching, keyed for telling items apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"^(utm_.*|at_(medium|campaign|custom.*|link_.*|bbc_team|ptr_.*|format)|ns_(mchannel|source|campaign|linkname|fee)|"
    r"fb(clid|_action_ids|_action_types|_ref|_source)|gclid|gclsrc|dclid|wbraid|gbraid|yclid|ysclid|msclkid|twclid|"
    r"igshid|igsh|mc_cid|mc_eid|_ga|_gl|_hs(enc|mi)|ref_?src|ref_url|cmpid|ito|share_?id|smid|smtyp|"
    r"spm|traffic_source|wt\.mc_id|xtor|zanpid|__twitter_impression|feature_share|amp_js_v|usqp)$",
    re.IGNORECASE,
)
#: What boards and old application servers write into every link for a visitor without cookies, another each time.
_SESSION = re.compile(
    r"(?:s|sid)=(?:\w:)?[0-9a-f]{26,64}|(?:sessionid|phpsessid|jsessionid|zenid|oscsid)=[\w,.!-]{20,}", re.IGNORECASE
)
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/;?]*|/\([SFX]\([0-9a-z]{20,}\)\)", re.IGNORECASE)
_AMP_PARAMETERS = frozenset({"amp", "outputtype", "print", "printable", "view_as"})
_AMP_VALUES = frozenset({"", "1", "true", "amp", "yes", "print", "html"})
_VARIANT_TAIL = re.compile(r"/(amp|pdf|print|embed)/?$|\.amp(?=\.html?$)|\.amp$", re.IGNORECASE)
_VARIANT_HOST = re.compile(r"^(www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_PAGE_TAIL = re.compile(r"/page/\d+/?$")
_LONGEST_KEY = 2000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"
#: An address that is fit to be fetched as it is; what does not match may be as well.
_READY = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z0-9-]+/[\w/:@!$&'()*+,;=~.%-]*(?:\?[\w/:@!$&'()*+,;=~.%?\[\]-]+)?", re.ASCII
)
#: The host of an address as most are written.
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)[/?#]")


@dataclass(frozen=True, slots=True)
class Identity:
    """How a source names its items.

    `hosts` are one house under several names, the first is used for keys. `item_id` is a regular expression over path
    and query whose first group is the site's own number for an item. Where an edition shares its hosts with others,
    `paths` are how its addresses begin. `by_guid` says that what a feed names an item by counts before its address.
    """

    hosts: tuple[str, ...] = ()
    item_id: str | None = None
    paths: tuple[str, ...] = ()
    by_guid: bool = False


def web_url(text: str | None, base: str | None = None) -> str | None:
    """An absolute http(s) URL ready to fetch, or None where the text is not one.

    Joined to `base`, scheme and host in lower case, host in IDNA, path percent-encoded, fragment dropped.
    """
    text = (text or "").strip()
    if _READY.fullmatch(text):
        return text
    try:
        parts = urlsplit(urljoin(base or "", text))
        host, port = _host(parts.hostname or ""), parts.port
        path, query = quote(parts.path or "/", safe=_SAFE_PATH), quote(parts.query, safe=_SAFE_PATH + "?[]")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return None
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii")


def host_of(url: str) -> str:
    """The host of a URL in lower case, "" where it has none."""
    if found := _PLAIN_HOST.match(url):
        return found[1]
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_front_page(url: str) -> bool:
    """Whether a URL is of no more than a host."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def clean_url(url: str) -> str:
    """The URL without tracking parameters, session ids and fragment: what is fetched and shown."""
    parts = urlsplit(url)
    told = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in told if not _TRACKING.match(pair[0]) and not _is_session(pair)]
    query = parts.query if len(kept) == len(told) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, _SESSION_IN_PATH.sub("", parts.path), query, ""))


def url_key(url: str, identity: Identity = Identity()) -> str:
    """What is equal for every variant of one item's address.

    Host aliases, scheme, `www.`, fragment, tracking, AMP, print and PDF forms, page numbers, trailing slash and
    the order of parameters do not count; where the source numbers its items, only the number does. The end of
    a key that is long beyond measure is hashed: PostgreSQL's indexes take less than three thousand bytes.
    """
    try:
        key = _whole_key(url, identity)
    except ValueError:  # no address: it is equal to itself alone
        key = url
    return key if len(key) <= _LONGEST_KEY else f"{key[: _LONGEST_KEY // 2]}~{sha256(key.encode()).hexdigest()}"


def _whole_key(url: str, identity: Identity) -> str:
    parts = urlsplit(clean_url(url))
    host = _key_host((parts.hostname or "").lower(), identity.hosts) + (f":{parts.port}" if parts.port else "")
    if identity.item_id and (
        found := re.search(identity.item_id, parts.path + (f"?{parts.query}" if parts.query else ""))
    ):
        return f"{host}#{found.group(1)}"
    path = _PAGE_TAIL.sub("", _VARIANT_TAIL.sub("", parts.path)).rstrip("/")
    query = sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not _is_variant(p))
    return f"{host}{path}" + (f"?{urlencode(query)}" if query else "")


def item_key(url: str, guid: str | None, identity: Identity = Identity()) -> str:
    """The key of a listed item: of its guid where the source is told apart by those and the list gives one."""
    if not identity.by_guid or not guid:
        return url_key(url, identity)
    return f"{_key_host(host_of(url), identity.hosts)}!{guid.strip()[:500]}"


def _is_session(pair: tuple[str, str]) -> bool:
    return _SESSION.fullmatch("=".join(pair)) is not None


def _is_variant(pair: tuple[str, str]) -> bool:
    return pair[0].lower() in _AMP_PARAMETERS and pair[1].lower() in _AMP_VALUES


def _key_host(host: str, aliases: tuple[str, ...]) -> str:
    if host in aliases:
        host = aliases[0]
    return _VARIANT_HOST.sub("", host)
