"""What a house tells its readers below any text: how to comment, to report an error, or to use what it publishes."""

from __future__ import annotations

import re

_TALK = (
    r"(?:you (?:must|need to|have to) (?:be )?|please )?(?:log(?:ged)?|sign(?:ed)?)[ -]?(?:in|on|up)"
    r"(?: (?:or|and) [\w ]{3,25})? (?:to|before you can) (?:post|leave|add|write|make|submit|reply|comment|"
    r"(?:join|view|see|read) the (?:comment|conversation|discussion))\b.{0,60}|"
    r"comments (?:are (?:now |currently )?(?:closed|disabled|off)|have been (?:closed|disabled))\b.{0,40}|"
    r"(?:there are )?no comments?(?: yet| so far)?|be the first (?:one )?to (?:leave a |post a |add a )?"
    r"(?:comment|reply|review)\b.{0,40}|(?:your|the) e-?mail (?:address )?will not be published\b.{0,60}|"
    r"(?:чтобы|для того,? чтобы) (?:оставлять|оставить|написать|добавить|комментировать)\b[^.]{0,40}"
    r"(?:войдите|авторизуйтесь|зарегистрируйтесь|войти|авторизоваться|зарегистрироваться)\b.{0,60}|"
    r"(?:войдите|авторизуйтесь|зарегистрируйтесь)\b[^.]{0,50}чтобы (?:оставлять|оставить|написать|добавить|"
    r"комментировать|ответить)\b.{0,60}|только зарегистрированные\b.{0,30}могут .{0,20}(?:коммент|ответ).{0,20}|"
    r"комментарии (?:к этой \w+ )?(?:закрыты|отключены)\b.{0,40}|комментариев (?:пока )?нет|"
    r"(?:[请請您你需要必须須先]{0,6})[登][录錄陆入][后後并才可即再行以能]{0,4}(?:[发發]表|参与|參與|[进進]行)?"
    r"(?:[评評][论論]|回[复覆]|留言|跟帖|[讨討][论論]).{0,10}|(?:[暂暫尚][无無]|[还還][没沒]有)(?:任何)?(?:[评評][论論]|留言).{0,10}|"
    r"(?:กรุณา|โปรด|คุณ|ต้อง){0,3} ?(?:เข้าสู่ระบบ|ล็อกอิน|ลงชื่อเข้าใช้) ?(?:ก่อน|เพื่อ) ?(?:แสดงความ(?:คิด)?เห็น|ตอบ).{0,20}|"
    r"(?:sie müssen )?(?:sich )?(?:angemeldet|eingeloggt|anmelden|einloggen)\b.{0,15}um .{0,40}"
    r"(?:kommentar|antwort).{0,30}"
)
_ERRORS = (
    r"(?:have you )?(?:spotted|found|noticed|seen?) (?:a|an|any) (?:mistake|error|typo|inaccuracy|bug)\b[^.?]{0,40}\?"
    r".{0,120}|"
    r"(?:если (?:вы|ты) )?(?:нашли|нашёл|нашел|обнаружили|заметили|увидели) (?:в тексте )?"
    r"(?:ошибку|опечатку|неточность)\b.{0,120}"
)
_TERMS = (
    r"при (?:любом |полном |частичном |или |ином ){0,4}(?:использовании|перепечатке|копировании|цитировании)\b.{0,90}"
    r"\b(?:гипер)?ссылк\w+\b.{0,90}|(?:перепечатка|копирование|использование|воспроизведение)\b.{0,40}\bматериал\w*\b.{0,60}"
    r"(?:запрещен|разрешен|допускается|возможн|только)\w*\b.{0,100}"
)
_NOTE = re.compile(rf"\W*(?:{_TALK}|{_ERRORS}|{_TERMS})\W*", re.IGNORECASE)
_LONGEST = 240  #: characters


def is_house_note(text: str) -> bool:
    """Whether a line is nothing else.

    Notes of rights are none of them: they may tell whose text it is.
    """
    return len(text) <= _LONGEST and _NOTE.fullmatch(text) is not None
