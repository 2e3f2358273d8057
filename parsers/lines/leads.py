"""Lines that lead away instead of telling a story: a call to read on with the link it means, and the page's tools."""

from __future__ import annotations

import re

from parsers.tree.outline import Block

LINKED = 0.9  #: of its characters, from where on a block is a link and nothing else
_CALL = re.compile(
    r"[»>►▶•*\s]{0,4}(?:related(?: (?:reading|resources?|posts?|articles?|stor(?:y|ies)|content))?|"
    r"(?:see|read) (?:more|also|next)|(?:(?:you )?can )?also read|must[- ]read|check out|learn more|more|watch|listen|"
    r"recommended(?: reading)?|don['’]t miss|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|"
    r"чита(?:йте|ть) также|подробнее|смотрите также|(?:материалы |ещё )?по теме|相关(?:阅读|报道|新闻)?|延伸阅读|"
    r"อ่าน(?:เพิ่มเติม|ต่อ|ข่าวที่เกี่ยวข้อง)|ข่าวที่เกี่ยวข้อง|ဆက်စပ်သတင်း(?:များ)?|(?:ဆက်လက်|ထပ်မံ)ဖတ်ရှုရန်|"
    r"(?:lesen sie|lies) auch|mehr (?:dazu|zum thema|lesen)|lire aussi|[àa] lire(?: aussi)?|le[ai] tamb(?:ién|ém)|"
    r"también pued[aeo]s? leer|te pued[ae] interesar|"
    r"veja também|czytaj (?:też|także|również)|dowiedz się więcej)\s*[:：|]\s*",
    re.IGNORECASE,
)
#: What a page offers to do with its text, where that is all that a line says.
_TOOL = re.compile(
    r"\W*(?:(?:print|share|save|e-?mail|download|bookmark|listen to|send|copy)(?: (?:this|the|to))?"
    r"(?: (?:page|article|story|post|news|link|pdf|(?:a )?friends?))?|"
    r"(?:share|post|send|save)(?: (?:this|it))? (?:on|via|to|by|with) (?:facebook|twitter|x|telegram|whatsapp|linkedin|"
    r"e-?mail|reddit|messenger|viber|line|weibo|pinterest|bluesky|threads|your friends)|"
    r"[^.?!]{5,60}\? share (?:this|the) (?:story|article|post|page)(?: with (?:them|your friends))?|"
    r"back to top|printer[- ]friendly(?: version)?|"
    r"поделиться(?: ссылкой)?|распечатать(?: страницу)?|версия для печати|打印(?:本页|此页|本文)?|关闭窗口|分享到?|"
    r"(?:already|are you) a (?:subscriber|member)\W{1,3}(?:log|sign) ?in(?: here)?|"
    r"уже есть подписка\W{1,3}во(?:йти|йдите)|"
    r"พิมพ์หน้านี้|แชร์(?:บทความ|ข่าว)?|မျှဝေ(?:ရန်|ပါ)?)\W*",
    re.IGNORECASE,
)
#: What asks to follow the house elsewhere.
_FOLLOW = re.compile(
    r"\W*(?:(?:please )?(?:subscribe to (?:the|our|us|my)|sign up (?:for|to) our|follow (?:us|our)|join (?:us on|our)|"
    r"like us on)\b|(?:подпис(?:ывайтесь|ывайся|аться|итесь|ись)|читайте нас|следите за (?:нами|нашими)|"
    r"присоединяйтесь к|вступайте в) |(?:欢迎)?(?:关注(?:我们|本)|扫(?:码|一扫|描(?:上|下|二))|订阅(?:我们|本))|"
    r"(?:กด)?ติดตาม(?:ข่าว|เรา|ช่อง)|สมัคร(?:รับข่าว|สมาชิก)|abonnieren sie|folgen sie uns|abonnez-vous|suivez-nous|"
    r"s[ií]guenos|suscr[ií]b[ae]te|obserwuj nas)",
    re.IGNORECASE,
)
_LONGEST_CALL = 160  #: characters


def asks_to_follow(block: Block) -> bool:
    """Whether a short line with a link asks to subscribe to the house's letters or to follow it elsewhere."""
    return block.linked > 0 and len(block.text) <= _LONGEST_CALL and _FOLLOW.match(block.text) is not None


def is_tool(text: str) -> bool:
    """Whether a line is what a page offers to do with its text: print it, share it, send it to a friend."""
    return _TOOL.fullmatch(text) is not None


def call_in(text: str) -> str:
    """The call to read on that a text begins with, "" where it begins otherwise."""
    found = _CALL.match(text)
    return found.group() if found else ""


def is_link(block: Block) -> bool:
    """Whether a block is a link and nothing else, or a link with a call to follow it before."""
    return block.linked > LINKED * (len(block.text) - len(call_in(block.text)))
