"""The words of bylines: those that begin one, lead from it to a day, end it, or stand in it and are no name."""

from __future__ import annotations

import re

import re2

#: What may stand before the word for "by".
_DEEDS = (
    r"(?:view |see |show )?(?:all|more) (?:posts|articles|stories)|articles|"
    r"(?:zeige )?alle(?: beiträge| artikel)|zum profil|alles|"
    r"publié|publicado|pubblicato|publicat|publicerad|veröffentlicht|"
    r"napisan[eay]|написано|testo|(?:guest )?post|"
    r"geschrieben|verfasst|erstellt|escrito|écrit|rédigé|scritto|geschreven|skrevet|skriven|ditulis|"
    r"(?:written|authored|posted|published|reported|compiled|edited|contributed|submitted)|"
    r"story|words|text|article|report|reporting|opinion|"
    r"(?:eine?\s+)?(?:[^\W\d_]*(?:artikel|beitrag|bericht|essay|interview|kolumne|kommentar|reportage|text))"
)
_BY = (
    r"by|von|par|por|di|da|door|af|av|oleh|szerző|yazan|от|autor(?:in|en)?|authors?|reporters?|byline|作者|记者|記者|文|"
    r"автор(?:ы|ка)?(?: (?:статьи|материала|текста|публикации))?|(?:материал )?подготовил[аи]?|написал[аи]?|"
    r"беседовал[аи]?|підготува(?:в|ла|ли)|propos recueillis par|a cura di|texto de|scris de|γράφει (?:ο|η)|"
    r"nap[ií]?sal[ai]?|przez|bởi|מאת|بقلم|লিখেছেন|द्वारा|tác giả|"
    r"(?:เขียน|รายงาน|เรียบเรียง|เผยแพร่)?โดย|ผู้เขียน|ရေးသားသူ|စာရေးသူ|ဆောင်းပါးရှင်"
)
#: Words that make a byline of any part of a line of parts.
BARRED = re.compile(r"\s(?:[|•·]|//)\s(?=(?:by|von|автор|текст|โดย|ผู้เขียน|ရေးသားသူ)(?:\s*[:：]|\s))", re.IGNORECASE)
#: Words that make a byline where a colon follows: Text and photos: Ann Oak.
_LABELS = (
    r"(?:text|words|story|interview|report|bericht|redakteur(?:in)?|journalist(?:in)?|auteurs?|autora|autor[ae]s|autore|autrice|"
    r"redacción|texto|testo|teksti?|reportagem|autork[ai]|autorzy|autoři|opracowa(?:ł|ła|li)|yazar|haber|muhabir|"
    r"kirjoittaja|toimittaja|írta|συντάκτ(?:ης|ρια)|επιμέλεια|автори|аутор|пише|piše|napisa(?:o|la)|penulis|"
    r"كتبت?|الكاتب|إعداد|نویسنده|خبرنگار|گزارش|लेखक|रिपोर्ट|লেখক|প্রতিবেদক|執筆|著者|取材・文|ライター|기자|글|작성자|"
    r"autorius|autors|ავტორი|հեղինակ|müəllif|muallif|អ្នកនិពន្ធ|ໂດຍ|"
    r"текст|слова|интервью|журналист|корреспондент|журналіст|เรื่อง|ผู้สื่อข่าว|ผู้รายงาน|"
    r"သတင်းထောက်|သတင်း)(?:\s*(?:and|und|et|и|และ|&|\+|/)\s*[^\W\d_]+)?"
)
LEAD = re.compile(
    rf"^[\s|•·—–:-]*(?:(?:(?:{_DEEDS})\s+)?(?:{_BY})(?:\s*[:：]\s*|\s+)|(?:{_LABELS})\s*[:：՝]\s*|"
    r"(?:သတင်းထောက်|သတင်း)\s*[-–—]\s*|(?:作者|记者|記者|撰文|文)\s*[/／|｜丨＝]\s*|(?-i:By(?=[A-Z](?:[a-z]|\.))))(?=\S)",
    re.IGNORECASE,
)
#: How a line begins that may be about something else than its writer: Report: Crane falls. Przez miasto idzie burza.
MAY_LABEL_ELSE = re.compile(rf"^[\s|•·—–:-]*(?:(?:{_LABELS})\s*[:：՝]|(?:przez|texto de)\s)", re.IGNORECASE)
#: The same words anywhere, in bytes: to look for them costs a tenth of what it does to read a day.
_ANYWHERE = rf"(?:{_BY}|{_LABELS}|记者|記者|撰文|기자|특파원)"
MAY_NAME = re2.compile(rf"(?i:(?:^|[^a-z]){_ANYWHERE})".encode())
#: Where a byline goes on to who took the pictures or edited the text.
OTHERS = re.compile(
    r"[\s.,;|/·•-]+(?:photos?(?:graph[sy]?)?|fotos?|bild(?:er)?|pictures?|video|editor|editing|фото(?:графии)?|видео|редактор|"
    r"ภาพ|编辑|責編|责编|责任编辑|摄影|图|校对|来源)(?:\s+by\b|\s*[:：/／|｜丨]).*$",
    re.IGNORECASE,
)
#: What stands between a name of Korea and what its bearer is: an intern, for what field, at which desk.
_KOREAN_RANK = r"인턴|선임|수습|객원|시민|사진|취재|(?:[\uac00-\ud7a3]{2}\s?)?전문|[\uac00-\ud7a3]{1,4}부"
#: A name of Korea, which begins with that of a family, before what its bearer is and, of a correspondent, where.
KOREAN = re.compile(
    rf"(?:^|[\s\[(|=])(?!(?:{_KOREAN_RANK}|현[장직]|전직|주재|신문|문화|유명|우리|서울|한겨레)\s?(?:기자|특파원))"
    r"([강고곽구권김나남노류문민박배백서성손송신심안양엄오우원유윤이임장전정조주지진차채천최하한허현홍황]"
    rf"[\uac00-\ud7a3]{{1,2}})\s?(?:(?:{_KOREAN_RANK})\s?|[\uac00-\ud7a3]{{2,5}}\s?(?=특파원))?"
    r"(?:기자|특파원)(?=$|[\s\])|=])"
)
LEAD_CHINESE = re.compile(
    r"^(?:作者|撰文|(?:本[报刊台网]|总台|见习|实习|特约|首席)*(?:记者|記者))[:：\s]*(?:记者|記者)?|\s+(?:摄影)?报道$"
)
CHINESE = re.compile(
    r"(?:作者|记者|記者|撰文)\s*[:：/／|｜丨]\s*((?:记者|記者)?\s*[^\s:：，。（）()]{2,20}(?:\s[\u4e00-\u9fff]{2,4}(?=\s|$))*)"
)
#: What may stand between a day and a byline: a clock time and marks.
AFTER_DAY = re.compile(
    r"^\W*(?:(?:at|um|à|в|เวลา)\s+)?(?:\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m\b\.?|น\.|uhr\b|мск\b))?)?\W*",
    re.IGNORECASE,
)
NOISE = re.compile(
    r"https?://\S+|\S+@\S+\.\w+|@\w+|\([^)]*\)|\s+\d{1,2}:\d\d.*$"
    r"|,\s+in\s+[A-Z].*?(?=,?\s+(?:and|und|&)\s+\S+\s+\S|$)|\b(?:last\s+)?(?:updated|published|modified|posted|veröffentlicht)\b.*$"
    r"|(?-i:(?<=[a-z])(?:Updated|Published|Last|Posted|Twitter|Facebook|LinkedIn|Veröffentlicht)\b).*$"
    r"|\b(?:alle (?:artikel|beiträge)|"
    r"(?:see )?all (?:posts|articles|stories)|follow|reply|illustration(?:en|s)? (?:von|by))\b.*$",
    re.IGNORECASE,
)
PARTING = re.compile(
    r"[;|/／•·、，၊&]|\b(?:and|und|et|y|og|och|и|และ|with)\b|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|ii|iii)\b)",
    re.IGNORECASE,
)
#: Of what stands after a name: what somebody does, and for whom in several small words.
FURTHER = re.compile(
    r"^(?!(?:de|del|della|den|der|van|von|da|dos?|di|du|al|el|la|le)\b)(?-i:[a-zа-яё])\S*\s+\S+\s+\S|"
    r"\b(?:(?:editor|correspondent|reporter|writer|columnist|photographer|journalist|contributor|producer)s?|bureau|chief|"
    r"analyst|desk|manager|director|coordinator|reviewer|consultant|founder|ceo|minutes?|read|ago|comments?|shares?|"
    r"views?|follow|subscribe|click|email|twitter|facebook|корреспондент|редактор|журналист|обозреватель|"
    r"redakteur(?:in)?|korrespondent(?:in)?|journalist(?:in)?|autor(?:in)?)\b",
    re.IGNORECASE,
)
#: What desks are called where no person is named, as their pages are linked like those of authors.
_DESKS = (
    r"business|culture|economy|education|entertainment|finance|health|lifestyle|opinions?|politics|science|sports?|"
    r"technology|travel|weather|world|экономика|политика|технологии|происшествия|спорт|культура|общество|наука|"
    r"ပြည်တွင်း|ပြည်ပ|နိုင်ငံတကာ|ကမ္ဘာ|မြန်မာ(?:နိုင်ငံ)?|နိုင်ငံရေး|စီးပွားရေး|အားကစား|ဖျော်ဖြေရေး|"
    r"การเมือง|เศรษฐกิจ|สังคม|กีฬา|ต่างประเทศ|บันเทิง|정치|경제|사회|국제|문화|"
    r"gündem|siyaset|ekonomi|dünya|spor|son dakika"
)
#: Words that stand where a name should: labels, and accounts of the system.
NO_NAME = re.compile(
    rf"{_DESKS}|(?:see|show|view|read) (?:all|more)|показать все|все (?:статьи|материалы)|ดูทั้งหมด|查看(?:全部|更多)|"
    r"(?:written|posted|published|edited|reviewed)(?: by)?|(?:the |no |about the |post |by )?authors?|autor(?:in)?|"
    r"by|von|par|от|"
    r"(?:site ?|web ?)?admin(?:istrator)?|super ?user|webmaster|"
    r"editors?|staff|uncategorized|unknown|anonymous|guest|default|wordpressadmin|all articles|alle artikel|#.*|"
    r"(?:view |read )?(?:full |my |more )?(?:bio|profile)|text|words|photos?|fotos?|опубликовано|"
    r"zuletzt geändert.*|date|datum|дата|quelle|source|.*(?:报道|報導)|skip to (?:main )?content|more|mehr|"
    r"(?:share|tweet|e-?mail|print)(?: (?:on|via|by|to|this|it|link|article|story)\b.*)?|"
    r"copy (?:the |this )?(?:link|url).*|"
    r"teilen(?: (?:auf|per|über|via) .*)?|link (?:kopieren|teilen)|поделиться.*|(?:с?копировать|копия) ссылк.*|"
    r"แชร์.*|คัดลอกลิงก์|分享(?:到|至).*|复制链接|မျှဝေ.*|"
    r"about us|our team|here|news|null|none|undefined|n/a|(?:.* )?(?:the|this) (?:author|article)s?|guide to .*|"
    r".*(?:policy|policies)|"
    r"(?:fact[- ]?checked|reviewed)(?: by .*)?|twitter|facebook|instagram|linkedin|youtube|telegram|"
    r"(?:getty|istock|shutterstock|unsplash|pexels)(?: images)?|(?-i:[a-z]+(?: [a-z]+){2,})|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|photo(?:graph)?s? by .*|"
    r"(?:www\.|\w+://).*|[\w-]+\.(?:com|org|net|de|co)|category",
    re.IGNORECASE,
)
#: The last word of what somebody does, which some pages print after the name without a comma.
TITLE = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|columnist|journalist|contributor|manager|coordinator|specialist|"
    r"analyst|director|producer)$",
    re.IGNORECASE,
)
#: What leads from a name to a day: Ann Oak on Friday, May 3.
TO_A_DAY = re.compile(
    r"(?:[\s|,;·]+(?:date|datum|fecha|дата|опубликовано|published|posted|时间|日期|发布时间|เผยแพร่|เมื่อ|วันที่)\s*[:：]?)?"
    r"(?:(?:^|\s+)(?:on|am|vom|den|le|el|il|em|op|den|at))?"
    r"(?:[\s,]+(?:(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun|mo|di|mi|do|fr|sa|so)[.,]+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch))?[\s,.]*$",
    re.IGNORECASE,
)
#: Where somebody writes, in which of the paper's parts or for whom: Ann Oak in Harbours.
WHERE = re.compile(r"^(\S+\s.*?\S|\S+(?=\s+\S+$))\s+(?:in|on|at|for|from|für|bei|aus|im)(?:\s.*)?$")
OF_OFFICES = frozenset(
    {"our", "special", "staff", "senior", "the", "chief", "guest", "foreign", "news", "web", "online"}
)
