"""Bot walls: pages that stand in place of the one asked for, told apart by their own marks."""

from __future__ import annotations

from collections.abc import Mapping

#: Headers by which a wall says itself that it answered: header, value, wall.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("sg-captcha", "challenge", "SiteGround"),
)

#: What the title of a wall begins with, in lower case.
_TITLES = (
    (b"just a moment...", "Cloudflare"),
    (b"attention required! | cloudflare", "Cloudflare"),
    (b"please wait... | cloudflare", "Cloudflare"),
    (b"ddos-guard", "DDoS-Guard"),
    (b"sucuri website firewall - access denied", "Sucuri"),
    (b"making sure you're not a bot", "Anubis"),
    (b"making sure you&#39;re not a bot", "Anubis"),
    (b"vercel security checkpoint", "Vercel"),
    (b"radware captcha", "Radware"),
    (b"radware bot manager", "Radware"),
    (b"establishing a secure connection", "Bunny"),
    (b"bot verification", "an unnamed wall"),
    (b"human verification", "an unnamed wall"),
    (b"are you a robot?", "an unnamed wall"),
)

#: Marks that stand on the wall itself, in lower case. Scripts which the same companies put into ordinary pages are not
#: among them: Cloudflare's /cdn-cgi/challenge-platform/, Imperva's /_Incapsula_Resource, DataDome's and HUMAN's tags.
_MARKS = (
    (b"window._cf_chl_opt", "Cloudflare"),
    (b"cf-browser-verification", "Cloudflare"),
    (b'id="cf-challenge-', "Cloudflare"),
    (b"data-ddg-origin", "DDoS-Guard"),
    (b"/.well-known/ddos-guard/js-challenge", "DDoS-Guard"),
    (b"sec-if-cpt-container", "Akamai"),
    (b"/_sec/cp_challenge/", "Akamai"),
    (b"bm-verify=", "Akamai"),
    (b"request unsuccessful. incapsula incident id", "Imperva"),
    (b".captcha-delivery.com/captcha", "DataDome"),
    (b".captcha-delivery.com/interstitial", "DataDome"),
    (b"ct.captcha-delivery.com/", "DataDome"),
    (b'id="px-captcha"', "HUMAN"),
    (b'content="px-captcha"', "HUMAN"),
    (b"window.gokuprops", "AWS WAF"),
    (b"awswafintegration.gettoken", "AWS WAF"),
    (b"sucuri_cloudproxy_js", "Sucuri"),
    (b'id="anubis_challenge"', "Anubis"),
    (b'id="anubis_version"', "Anubis"),
    (b"/.well-known/sgcaptcha/", "SiteGround"),
    (b"/.well-known/captcha/", "SiteGround"),
    (b"://validate.perfdrive.com/", "Radware"),
    (b"please enable javascript to view the page content.<br/>your support id is", "F5"),
    (b"/__qrator/qauth", "Qrator"),
)
_LOOKED_AT = 24 * 1024  # walls are small, and their marks stand at the top


def find_challenge(headers: Mapping[str, str], body: bytes) -> str | None:
    """The name of the bot wall that a response is, None where it is none. Header names are in lower case."""
    for header, value, name in _HEADERS:
        if value in headers.get(header, "").lower():
            return name
    head = body[:_LOOKED_AT].lower()
    if b"<" not in head:
        return None
    title = _title(head)
    named = (name for words, name in _TITLES if title.startswith(words))
    marked = (name for mark, name in _MARKS if mark in head)
    return next(named, None) or next(marked, None)


def _title(head: bytes) -> bytes:
    start = head.find(b"<title")
    inner = head.find(b">", start) + 1 if start >= 0 else 0
    return head[inner : inner + 200].lstrip() if inner else b""
