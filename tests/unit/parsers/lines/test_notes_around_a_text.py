"""What stands around a text and tells nothing of its story: when it was revised, and who may read on."""

from __future__ import annotations

import pytest

from model.captures import RawPage
from model.documents import Document
from parsers.lines.house_notes import is_house_note
from parsers.lines.labels import is_revision
from parsers.routing import parse

ENGLISH = (
    "The evening ferry waited forty minutes for a wedding party on Friday, and nobody on board complained about it.",
    "The captain said that he had been married on the same pier thirty years ago, when somebody waited for him too.",
    "The harbour office will look into the timetable before the summer, a spokeswoman said on Monday.",
)
RUSSIAN = (
    "Вечерний паром в пятницу сорок минут ждал свадьбу, и никто из пассажиров не стал жаловаться на задержку.",
    "Капитан рассказал, что тридцать лет назад сам женился на этом причале, и тогда тоже кто-то ждал его гостей.",
    "Управление порта до лета пересмотрит расписание, сообщила в понедельник представительница.",
)
THAI = (
    "เรือเฟอร์รี่เที่ยวเย็นวันศุกร์รอแขกงานแต่งงานนานสี่สิบนาที และไม่มีผู้โดยสารคนใดบนเรือบ่นเรื่องความล่าช้านั้นเลย",
    "กัปตันกล่าวว่าเขาแต่งงานที่ท่าเรือเดียวกันนี้เมื่อสามสิบปีก่อน และในวันนั้นก็มีคนรอแขกของเขาเช่นเดียวกัน",
    "สำนักงานท่าเรือจะทบทวนตารางเดินเรือก่อนฤดูร้อน โฆษกหญิงกล่าวเมื่อวันจันทร์",
)
BURMESE = (
    "သောကြာနေ့ ညနေပိုင်း ကူးတို့သင်္ဘောသည် မင်္ဂလာဆောင်ဧည့်သည်များကို မိနစ်လေးဆယ်ကြာ စောင့်ဆိုင်းခဲ့ပြီး မည်သူမျှ မညည်းညူခဲ့ကြပါ။",
    "သင်္ဘောကပ္ပတိန်က လွန်ခဲ့သော နှစ်သုံးဆယ်က ဤဆိပ်ခံတံတားပေါ်တွင် သူလည်း လက်ထပ်ခဲ့ကြောင်း ပြောကြားခဲ့သည်။",
)
CHINESE = (
    "周五晚间的渡轮为一场婚礼等了四十分钟，船上没有一位乘客因为延误而抱怨，大家反而唱起了歌。",
    "船长说，三十年前他也在这个码头上结婚，那时候也有人等他，所以今天他愿意等别人。",
)
REVISIONS = [
    (ENGLISH, "Updated: 5 May 2026, 14:20"),
    (ENGLISH, "This article was last updated on May 5, 2026"),
    (ENGLISH, "Updated 3 hours ago"),
    (ENGLISH, "Updated: yesterday"),
    (RUSSIAN, "Обновлено: 5 мая 2026, 14:20"),
    (RUSSIAN, "Последнее обновление 05.05.2026"),
    (THAI, "อัปเดต 5 พ.ค. 2569 14:20 น."),
    (THAI, "ปรับปรุงล่าสุด: 5 พฤษภาคม 2569"),
    (BURMESE, "နောက်ဆုံးပြင်ဆင်ချိန် - ၅ မေ ၂၀၂၆"),
    (BURMESE, "မေ ၅၊ ၂၀၂၆ တွင် ပြင်ဆင်ခဲ့သည်"),
    (CHINESE, "更新时间：2026-05-05 14:20"),
    (CHINESE, "最後更新於 2026年5月5日"),
]
REFUSALS = [
    (ENGLISH, "Subscribe to continue reading"),
    (ENGLISH, "This article is for subscribers only."),
    (ENGLISH, "For members only"),
    (ENGLISH, "The rest of this story is reserved for paying subscribers."),
    (RUSSIAN, "Чтобы читать дальше, оформите подписку"),
    (RUSSIAN, "Полный текст доступен только подписчикам"),
    (THAI, "สมัครสมาชิกเพื่ออ่านต่อ"),
    (THAI, "บทความนี้สำหรับสมาชิกเท่านั้น"),
    (BURMESE, "ဆက်လက်ဖတ်ရှုရန် အကောင့်ဝင်ပါ"),
    (CHINESE, "登录后阅读全文"),
    (CHINESE, "本文仅限会员阅读"),
    (CHINESE, "開通會員即可閱讀全文"),
]
WRITERS = [
    (ENGLISH, "Written by Mira Sol"),
    (ENGLISH, "Author: Mira Sol"),
    (RUSSIAN, "Автор: Мира Сол"),
    (RUSSIAN, "Подготовила Мира Сол"),
    (THAI, "ผู้เขียน: สมชาย ใจดี"),
]
CALLS = [
    (ENGLISH, "See also"),
    (ENGLISH, "» Related reading"),
    (ENGLISH, "You may also like"),
    (ENGLISH, "Must read"),
    (RUSSIAN, "По теме"),
    (RUSSIAN, "Читать также"),
    (THAI, "ข่าวที่เกี่ยวข้อง"),
    (BURMESE, "ဆက်စပ်သတင်းများ"),
    (CHINESE, "延伸阅读"),
]
HOUSE_NOTES = [
    (ENGLISH, 'You must be <a href="/in">logged in</a> to post a comment.'),
    (ENGLISH, "Sign in or create an account to join the conversation"),
    (ENGLISH, "Comments are closed."),
    (ENGLISH, "Be the first to comment!"),
    (ENGLISH, "Your email address will not be published. Required fields are marked *"),
    (ENGLISH, "Spotted a mistake? Tell the harbour desk."),
    (RUSSIAN, 'Чтобы оставить комментарий, <a href="/in">войдите</a> или зарегистрируйтесь.'),
    (RUSSIAN, "Только зарегистрированные пользователи могут оставлять комментарии"),
    (RUSSIAN, "Нашли ошибку? Выделите её и нажмите Ctrl+Enter."),
    (RUSSIAN, "При перепечатке материалов ссылка на «Пристань» обязательна."),
    (THAI, "กรุณาเข้าสู่ระบบเพื่อแสดงความคิดเห็น"),
    (CHINESE, "请先登录后发表评论"),
    (CHINESE, "暂无评论"),
]
BOXES = ["<article>{}</article>", '<div class="post-content">{}</div>', "<div>{}</div>"]


def read(text: str, box: str) -> Document:
    body = box.format(f"<h1>A ferry waits</h1>{text}")
    html = f'<head><meta property="og:type" content="article"><title>A ferry waits</title></head><body>{body}</body>'
    return parse(RawPage(f"<html>{html}</html>".encode(), "https://harbour.example/ferry"), generic=True).document


def told(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("lines", "note"), REVISIONS)
def test_when_a_text_was_revised_is_no_text_above_or_below_it(lines: tuple[str, ...], note: str, box: str) -> None:
    assert read(f"<p>{note}</p>{told(lines)}", box).text == "\n\n".join(lines)
    assert read(f"{told(lines)}<p>{note}</p>", box).text == "\n\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was updated in 2019 and has been open ever since, the office said.",
        "Updated rules for ferries come into force on 5 May 2026 in all harbours of the region.",
        "Обновлённый причал откроют 5 мая 2026 года, сказал начальник порта.",
        "Updated to add what the captain said.",
    ],
)
def test_what_tells_of_a_revision_in_a_sentence_is_text(line: str) -> None:
    assert not is_revision(line)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("lines", "note"), HOUSE_NOTES)
def test_what_a_house_tells_its_readers_below_any_text_is_none_of_it(
    lines: tuple[str, ...], note: str, box: str
) -> None:
    assert read(f"{told(lines)}<p>{note}</p>", box).text == "\n\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the minister were met with silence in the harbour on Tuesday.",
        "The crew found an error in the tables and sailed back before noon.",
        "При перепечатке писем в газете ошиблись в двух именах, признал редактор.",
        "© The Harbour Times 2026. All rights reserved.",
        "登录港口系统的船只昨天增加了三倍，工作人员说他们从未见过这样的情况。",
    ],
)
def test_what_tells_of_comments_and_errors_in_a_sentence_and_whose_a_text_is_stays(line: str) -> None:
    assert not is_house_note(line)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("lines", "writer"), WRITERS)
def test_who_wrote_a_text_is_its_author_and_no_last_line_of_it(lines: tuple[str, ...], writer: str, box: str) -> None:
    document = read(f"{told(lines)}<p>{writer}</p>", box)

    assert document.text == "\n\n".join(lines)
    assert len(document.authors) == 1


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("lines", "call"), CALLS)
def test_a_call_to_read_another_story_is_no_text(lines: tuple[str, ...], call: str, box: str) -> None:
    other = f'<p>{call}: <a href="/2">A parrot flies to the harbour on its own</a></p>'

    assert read(f"<p>{lines[0]}</p>{other}{told(lines[1:])}", box).text == "\n\n".join(lines)


@pytest.mark.parametrize(
    "tool", ["Listen to this story", "Share on Telegram", "Know who would? Share this story!", "Поделиться", "分享到"]
)
def test_what_a_page_offers_to_do_with_a_text_is_none_wherever_it_stands(tool: str) -> None:
    text = f"<p>{tool}</p>{told(ENGLISH[:2])}<p>{tool}</p>{told(ENGLISH[2:])}"

    assert read(text, BOXES[0]).text == "\n\n".join(ENGLISH)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("lines", "refusal"), REFUSALS)
def test_words_of_a_wall_are_no_text_and_still_make_it_partial(lines: tuple[str, ...], refusal: str, box: str) -> None:
    document = read(f"{told(lines)}<p>{refusal}</p>", box)

    assert document.text == "\n\n".join(lines)
    assert document.partial is not None
    assert document.partial.startswith("the text ends where it says “")


def test_what_a_wall_says_below_its_first_words_goes_with_them() -> None:
    offer = (
        "<p>Subscribe to continue reading</p><p>One euro for the first month.</p><p>Already a subscriber? Log in</p>"
    )

    document = read(told(ENGLISH) + offer, BOXES[0])

    assert document.text == "\n\n".join(ENGLISH)
    assert document.partial is not None


def test_a_long_paragraph_that_speaks_of_subscribers_is_text() -> None:
    last = f"The evening concert on the upper deck is only for members of the harbour club. {ENGLISH[1]}"

    assert read(told((*ENGLISH, last)), BOXES[0]).text.endswith(last)


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (ENGLISH, "The evening concert on the upper deck is only for members of the harbour club."),
        (ENGLISH, "Tickets are for members only."),
        (ENGLISH, "Access to the upper deck is limited to members of the crew."),
        (ENGLISH, "“It is a members-only deck,” the captain said."),
        (RUSSIAN, "Прогулки на катере теперь доступны только подписчикам портового клуба."),
        (THAI, "ส่วนลดค่าตั๋วเรือสำหรับสมาชิกสหกรณ์จะเริ่มในเดือนหน้า"),
    ],
)
def test_a_last_sentence_about_what_is_for_members_is_text(lines: tuple[str, ...], last: str) -> None:
    document = read(told((*lines, last)), BOXES[0])

    assert document.text.endswith(last)
    assert document.partial is None


@pytest.mark.parametrize("words", ["edit", '<a href="/e">править</a> | <a href="/c">править код</a>'])
def test_links_to_edit_a_section_of_a_wiki_are_no_part_of_its_heading(words: str) -> None:
    edit = f'<span class="mw-editsection"><span>[</span>{words}<span>]</span></span>'
    heading = f'<h2><span class="mw-headline">Later years</span>{edit}</h2>'

    document = read(f"{told(ENGLISH)}{heading}{told(RUSSIAN)}", BOXES[1])

    assert "\n\nLater years\n\n" in document.text
