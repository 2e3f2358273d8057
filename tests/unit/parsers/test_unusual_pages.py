"""Pages built in less usual ways, in five languages: all of their text is read, and nothing that stands in it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from model.captures import RawPage
from parsers.routing import parse


@dataclass(frozen=True)
class Words:
    """What a page in one language says."""

    story: tuple[str, ...]
    headings: tuple[str, ...]  #: of entries and questions
    times: tuple[str, ...]
    related: tuple[str, ...]  #: a heading and the titles below it
    credit: str


WORDS = {
    "en": Words(
        (
            "The council closed the old bridge on Tuesday after engineers had found cracks in two of its four piers.",
            "Traffic is sent over the northern crossing, which adds twelve kilometres to the way of most villagers.",
            "Shopkeepers on the quay say that they have lost half of their customers since the barriers went up.",
            "A ferry runs every thirty minutes until the autumn, and the council pays for the tickets of pupils.",
        ),
        ("Why was the bridge closed?", "How do I get to the other bank?", "When will it be open again?"),
        ("2:20 pm", "1:05 pm", "11:40 am"),
        ("On the same matter", "Ferry tickets to be free for pupils until spring", "Who pays for the bridges?"),
        "Photo: Mira Sol / Harbour Times",
    ),
    "ru": Words(
        (
            "Совет закрыл старый мост во вторник, после того как инженеры нашли трещины в двух из четырёх опор.",
            "Машины пускают через северную переправу, и путь жителей стал длиннее на двенадцать километров.",
            "Торговцы на набережной говорят, что с тех пор, как поставили ограждение, потеряли половину покупателей.",
            "До осени каждые полчаса ходит паром, а билеты школьникам оплачивает городской совет.",
        ),
        ("Почему закрыли мост?", "Как попасть на другой берег?", "Когда его откроют снова?"),
        ("14:20", "13:05", "11:40 мск"),
        ("Материалы по теме", "Билеты на паром сделают бесплатными до весны", "Кто платит за мосты района?"),
        "Фото: Мира Соль / «Вести порта»",
    ),
    "th": Words(
        (
            "สภาเมืองปิดสะพานเก่าเมื่อวันอังคาร หลังจากวิศวกรพบรอยร้าวในเสาสองต้นจากทั้งหมดสี่ต้นของสะพานแห่งนี้",
            "รถยนต์ต้องใช้ทางข้ามด้านเหนือ ซึ่งทำให้ชาวบ้านส่วนใหญ่ต้องเดินทางไกลขึ้นอีกสิบสองกิโลเมตรทุกวัน",
            "พ่อค้าแม่ค้าริมท่าเรือบอกว่าเสียลูกค้าไปครึ่งหนึ่งตั้งแต่มีการตั้งแผงกั้นบนถนนสายนี้",
            "เรือข้ามฟากออกทุกสามสิบนาทีไปจนถึงฤดูใบไม้ร่วง และสภาเมืองจ่ายค่าตั๋วให้นักเรียนทุกคน",
        ),
        ("ทำไมสะพานจึงปิด", "จะข้ามไปอีกฝั่งได้อย่างไร", "สะพานจะเปิดอีกเมื่อไร"),
        ("14:20 น.", "13:05 น.", "11:40 น."),
        ("ข่าวที่เกี่ยวข้อง", "นักเรียนจะได้ตั๋วเรือฟรีจนถึงฤดูใบไม้ผลิ", "ใครจ่ายค่าสะพานของอำเภอ"),
        "ภาพ: มีรา โซล / ข่าวท่าเรือ",
    ),
    "my": Words(
        (
            "အင်ဂျင်နီယာများက တံတားတိုင်နှစ်တိုင်တွင် အက်ကြောင်းများ တွေ့ရှိပြီးနောက် ကောင်စီက အင်္ဂါနေ့တွင် တံတားဟောင်းကို ပိတ်ခဲ့သည်။",
            "ကားများကို မြောက်ဘက် ကူးတို့ဆိပ်မှ သွားစေရာ ရွာသားအများစုအတွက် ခရီးသည် ဆယ့်နှစ်ကီလိုမီတာ ပိုဝေးသွားသည်။",
            "ကမ်းနားလမ်းရှိ ဈေးသည်များက အတားအဆီးများ ချထားပြီးကတည်းက ဖောက်သည်တစ်ဝက် ဆုံးရှုံးခဲ့ရသည်ဟု ပြောကြသည်။",
            "ဆောင်းဦးရာသီအထိ မိနစ်သုံးဆယ်တိုင်း ကူးတို့ပြေးဆွဲမည်ဖြစ်ပြီး ကျောင်းသားများ၏ လက်မှတ်ခကို ကောင်စီက ပေးမည်။",
        ),
        ("တံတားကို ဘာကြောင့် ပိတ်သလဲ", "တစ်ဖက်ကမ်းသို့ ဘယ်လိုသွားရမလဲ", "ဘယ်တော့ ပြန်ဖွင့်မလဲ"),
        ("၁၄:၂၀", "၁၃:၀၅", "၁၁:၄၀"),
        ("ဆက်စပ်သတင်းများ", "ကျောင်းသားများ နွေဦးအထိ ကူးတို့ အခမဲ့စီးနိုင်မည်", "မြို့နယ်တံတားများအတွက် ဘယ်သူ ပိုက်ဆံပေးသလဲ"),
        "ဓာတ်ပုံ - မီရာဆိုး / ဆိပ်ကမ်းသတင်း",
    ),
    "zh": Words(
        (
            "工程师在四座桥墩中的两座发现裂缝之后，市议会于周二关闭了这座旧桥，禁止一切车辆通行。",
            "车辆改走北面的渡口，大多数村民每天因此要多走十二公里的路，往返需要一个小时。",
            "码头边的店主说，自从设置了路障以后，他们失去了一半的顾客，有人打算关门。",
            "渡轮每三十分钟一班，一直开到秋天，学生的船票由市议会支付，其他人半价。",
        ),
        ("旧桥为什么关闭？", "怎样到对岸去？", "什么时候重新开放？"),
        ("14:20", "13:05", "11:40"),
        ("相关阅读", "学生渡轮船票到春天为止免费", "县里的桥由谁来付钱？"),
        "图片来源：米拉·索尔 / 港口时报",
    ),
}  # fmt: skip
each_language = pytest.mark.parametrize("language", WORDS)


def read(language: str, body: str) -> str:
    title = WORDS[language].story[0][:30]
    head = f'<meta charset="utf-8"><meta property="og:type" content="article"><title>{title}</title>'
    page = f'<html lang="{language}"><head>{head}</head><body><main>{body}</main><footer>© 2026</footer></body></html>'
    return parse(RawPage(page.encode(), "https://harbour.example/bridge"), generic=True).document.text


def told(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@each_language
def test_entries_of_a_live_blog_are_read_without_their_times(language: str) -> None:
    words = WORDS[language]
    first, *rest = words.story
    entries = (
        f'<div class="entry"><time>{time}</time><h3>{heading}</h3>{told(line)}</div>'
        for time, heading, line in zip(words.times, words.headings, rest, strict=True)
    )

    text = read(language, f"<article><h1>{first[:30]}</h1>{told(first)}<div>{''.join(entries)}</div></article>")

    paired = [line for pair in zip(words.headings, rest, strict=True) for line in pair]
    assert text.split("\n\n") == [first, *paired]


@each_language
@pytest.mark.parametrize("form", ["<h2>{}</h2><p>{}</p>", "<dl><dt>{}</dt><dd>{}</dd></dl>"])
def test_questions_and_answers_are_read_together(language: str, form: str) -> None:
    words = WORDS[language]
    first, *answers = words.story
    pairs = list(zip(words.headings, answers, strict=True))

    text = read(
        language, f"<article><h1>{first[:30]}</h1>{told(first)}{''.join(form.format(*p) for p in pairs)}</article>"
    )

    assert text.split("\n\n") == [first, *(line for pair in pairs for line in pair)]


@each_language
@pytest.mark.parametrize("box", ["div", "aside"])
def test_a_box_of_links_in_the_text_goes_with_its_heading(language: str, box: str) -> None:
    words = WORDS[language]
    heading, *titles = words.related
    links = "".join(f'<li><a href="/x/{number}">{title}</a></li>' for number, title in enumerate(titles))
    related = f"<{box}><p><strong>{heading}</strong></p><ul>{links}</ul></{box}>"
    above, below = told(*words.story[:2]), told(*words.story[2:])

    text = read(language, f'<article><h1>x</h1><div class="article-body">{above}{related}{below}</div></article>')

    assert text.split("\n\n") == list(words.story)


@each_language
def test_who_took_a_picture_is_left_out_of_plain_paragraphs(language: str) -> None:
    words = WORDS[language]
    picture = f'<p><img src="/a.jpg"></p><p>{words.credit}</p>'
    above, below = told(*words.story[:2]), told(*words.story[2:])

    text = read(language, f"<article><h1>x</h1>{above}{picture}{below}</article>")

    assert text.split("\n\n") == list(words.story)


@each_language
@pytest.mark.parametrize(
    "name", ["caption", "img-caption", "wp-caption-text", "photo__caption", "imagedescription", "photo_credit"]
)
def test_what_the_page_calls_a_caption_is_left_out_with_who_took_the_picture(language: str, name: str) -> None:
    words = WORDS[language]
    picture = f'<p><img src="/a.jpg"></p><p class="{name}">{words.headings[0]}</p><p>{words.credit}</p>'
    above, below = told(*words.story[:2]), told(*words.story[2:])

    text = read(language, f"<article><h1>x</h1>{above}{picture}{below}</article>")

    assert text.split("\n\n") == list(words.story)


@each_language
def test_a_text_in_sections_is_read_whole(language: str) -> None:
    story = WORDS[language].story
    sections = f"<section>{told(*story[:2])}</section><section>{told(*story[2:])}</section>"

    assert read(language, f"<h1>x</h1>{sections}").split("\n\n") == list(story)


@pytest.mark.parametrize(
    "line", ["Photo finish in the rowing race surprises all.", "At 14:20 the ferry left.", "图书馆：开放"]
)
def test_a_line_that_only_begins_so_is_text(line: str) -> None:
    story = WORDS["en"].story

    assert line in read("en", f"<article><h1>x</h1>{told(*story[:2])}<h2>{line}</h2>{told(*story[2:])}</article>")
