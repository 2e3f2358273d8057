"""What readers are told who have not paid, or whom the house does not know: that others may read on."""

from __future__ import annotations

import re

#: What is refused, where a whole sentence tells it: concerts and clubs are for members too.
_TEXT = (
    r"(?:article|story|content|post|page|piece|report|text|feature|column|edition|newsletter|archive|access|rest|"
    r"this(?= is))\b[\w ,’']{0,30}?"
)
_READERS = r"(?:members\b(?! of\b)|subscribers\b)"
_REFUSAL = re.compile(
    rf"(?:^\W*|\b{_TEXT})(?:(?:(?:is|are) (?:only )?(?:for|available to|reserved for)|only for|exclusive to|limited to)"
    rf"(?: our| paying| paid| registered)? {_READERS}|\bfor (?:our )?{_READERS} only|"
    r"\b(?:members|subscribers?)[- ]only\b)|"
    r"\b(?:members|subscribers?)[- ]only (?:article|story|content|post|page|feature)|"
    r"\b(?:log|sign) ?in (?:or \w+ ?\w* ?\w* )?to (?:read|continue|view|unlock)\b|"
    r"\b(?:subscribe|register)(?: now| today)? (?:to|and) (?:read|continue reading|keep reading|unlock)\b|"
    r"\bbecome a (?:\w+ )?(?:member|subscriber) (?:to|and) (?:read|continue|unlock)\b|"
    r"\bcontinue reading (?:with|by) (?:a|your)? ?(?:\w+ )?(?:subscri|account|member|register|free trial)|"
    r"(?:^\W*|(?:текст|стать|материал|верси|продолжени|архив)[\w ]{0,30})доступ\w* только (?:по подписке|подписчик)|"
    r"оформите подписку,? чтобы|"
    r"чтобы (?:про)?(?:читать|должить)[\w ]{0,30}, (?:оформите|купите) подписку|"
    r"(?:войдите|авторизуйтесь|зарегистрируйтесь),? чтобы (?:про)?(?:читать|должить)|"
    r"(?:^\W*|(?:บทความ|เนื้อหา|ข่าว|อ่าน)[^.!?]{0,20})(?:สำหรับ|เฉพาะ)สมาชิก(?:เท่านั้น)?|"
    r"(?:สมัครสมาชิก|เข้าสู่ระบบ|ล็อกอิน)เพื่ออ่าน|"
    r"(?:登[录錄陆入]|订阅|訂閱|付费|付費|购买|購買|[开開]通[会會][员員])[后後]?(?:即可|可|以)?"
    r"(?:(?:继续|繼續)?(?:阅读|閱讀|查看)(?:全文|完整|剩余|剩餘|更多)|(?:继续|繼續)(?:阅读|閱讀))|"
    r"[仅僅只]限(?:付费|付費|注册|註冊)?(?:会员|會員|订户|訂戶|订阅者|訂閱者)(?:阅读|閱讀|查看)|"
    r"အသင်းဝင်များ(?:အတွက်)?သာ|ဆက်လက်ဖတ်ရှုရန် ?(?:အကောင့်ဝင်|လော့ဂ်အင်|မှတ်ပုံတင်|အသင်းဝင်)",
    re.IGNORECASE,
)
#: Each of them holds one of these: to look for them costs a tenth.
_WORDS = (
    "member", "subscri", "regist", "log", "sign", "continue", "доступ", "чтобы", "สมาชิก", "เพื่ออ่าน",
    "阅读", "閱讀", "查看", "限", "အသင်းဝင်", "ဆက်လက်ဖတ်",
)  # fmt: skip
_LONGEST = 300  #: characters


def refusal_in(line: str) -> str:
    """The words of a line that say who may read on, "" where it has none."""
    if len(line) > _LONGEST or not any(map(line.casefold().__contains__, _WORDS)):
        return ""
    found = _REFUSAL.search(line)
    return found.group() if found else ""
