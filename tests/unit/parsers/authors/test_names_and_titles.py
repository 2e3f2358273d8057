"""Bylines, titles and languages."""

from __future__ import annotations

import pytest

from model.agencies import agency_named
from model.text import likeness
from parsers.authors.told_authors import told_at_end
from parsers.languages import language_of, language_tag, script_language
from parsers.lines.agencies import agency_in_dateline, agency_in_last_line
from parsers.lines.bylines import byline_in, lines_that_may_name, names_in
from parsers.lines.signatures import heads_text, reporters_in, signature_in
from parsers.page import Page
from parsers.scope import Scope
from parsers.titles.cleaning import clean_title


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Oak", ("Ann Oak",)),
        ("By Ann Oak, Ben Elm and Cy Fir", ("Ann Oak", "Ben Elm", "Cy Fir")),
        ("Written by: Ann Oak | Staff Writer", ("Ann Oak",)),
        ("Автор: Вера Синицына и Пётр Лодкин", ("Вера Синицына", "Пётр Лодкин")),
        ("作者：李明", ("李明",)),
        ("Ann Oak (Harl) ann@harl.example", ("Ann Oak",)),
        ("Ann Oak, Jr.", ("Ann Oak, Jr",)),
        ("June 22, 2021", ()),
        ("https://harl.example/ann", ()),
        ("By Ann Oak Published May 3, 2024", ("Ann Oak",)),
        ("Ann Oak Senior Harbour Reporter", ("Ann Oak",)),
        ("Ann de Oak Content Marketing Manager", ("Ann de Oak",)),
        ("Gazette staff reporter", ("Gazette staff reporter",)),
        ("Our Special Correspondent", ("Our Special Correspondent",)),
        ("View all posts by Ann Oak", ("Ann Oak",)),
        ("Zeige alle Beiträge von Ann Eiche", ("Ann Eiche",)),
        ("Ann Eiche Alle Artikel", ("Ann Eiche",)),
        ("Posted on May 3, 2024 by Ann Oak", ("Ann Oak",)),
        ("Li Sun May 3, 2024", ("Li Sun",)),
        ("Ann Eiche Fr, 3. Mai 2024", ("Ann Eiche",)),
        ("Wednesday, May 3, 2024", ()),
        ("Skip to main content", ()),
        ("Photograph by Ann Oak", ()),
        ("Zum Profil von annoak", ("annoak",)),
        ("Ann Oak | Ann Oak Head Ferryman", ("Ann Oak",)),
        ("Oleh Ani Jati", ("Ani Jati",)),
        ("Posted by Ann Oak on Friday, May 3, 2024 from the late-or-lost dept.", ("Ann Oak",)),
        ("Ann Oak 3 May 2024 — 5 min read", ("Ann Oak",)),
        ("Ann Oak May 03, 2024 ∙ Paid", ("Ann Oak",)),
        ("Par Anne Chêne le 3 mai 2024", ("Anne Chêne",)),
        ("Ein Artikel von Ann Eiche | 03.05.2024 - 12:45", ("Ann Eiche",)),
        ("Text und Interview: Ann Eiche", ("Ann Eiche",)),
        ("By Ann Oak in Harbours", ("Ann Oak",)),
        ("Ann Oak in Harbourtown and Ben Elm in Pierhaven", ("Ann Oak", "Ben Elm")),
        ("Posted by Ann Oak | Filed under: ferries", ("Ann Oak",)),
        ("Иван Петров, корреспондент", ("Иван Петров",)),
        ("Текст: Иван Петров. Фото: Анна Сидорова", ("Иван Петров",)),
        ("Автор статьи: Иван Петров 3 мая 2024 в 14:05", ("Иван Петров",)),
        ("Подготовила Анна Сидорова", ("Анна Сидорова",)),
        ("Иван Петров, специально для «Листка»", ("Иван Петров",)),
        ("Пятница, 3 мая 2024 | Просмотров: 345 | Автор: Иван Петров", ("Иван Петров",)),
        ("Автор: Иван Петров | Дата: 3-05-2024, 14:05 | Категория: Порт", ("Иван Петров",)),
        ("記者 李明／台北報導", ("李明",)),
        ("เผยแพร่: 3 พ.ค. 67 14:05 น.โดย: สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("来源：海港日报 | 作者：李明 | 责任编辑：王小红", ("李明",)),
        ("文｜李明 编辑｜王小红", ("李明",)),
        ("作者丨李明", ("李明",)),
        ("本报记者 李明 摄影报道", ("李明",)),
        ("本报记者 李明 王小红", ("李明", "王小红")),
        ("Super User", ()),
        ("Ann Oak / Harbourtown", ("Ann Oak",)),
        ("Ann Oak / Ben Elm", ("Ann Oak", "Ben Elm")),
        ("Ann Oak / Reuters", ("Ann Oak", "Reuters")),
        ("Oak / Elm", ("Oak", "Elm")),
        ("See all", ()),
        ("Technology", ()),
        ("Ann Sport", ("Ann Sport",)),
        ("เขียนโดย สมชาย ใจดี 3 พ.ค. 2567", ("สมชาย ใจดี",)),
        ("เรื่อง : สมชาย ใจดี ภาพ : สมหญิง ใจงาม", ("สมชาย ใจดี",)),
        ("ရေးသားသူ - ကိုအောင်၊ မောင်မောင်", ("ကိုအောင်", "မောင်မောင်")),
        ("သတင်း: မောင်မောင်", ("မောင်မောင်",)),
        ("စာရေးသူ ကိုအောင် ၃ မေ ၂၀၂၄", ("ကိုအောင်",)),
    ],
)
def test_a_byline_gives_its_names_and_nothing_else(line: str, names: tuple[str, ...]) -> None:
    assert names_in([line]) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("May 3, 2024 by Ann Oak", ("Ann Oak",)),
        ("3 May 2024 | By Ann Oak", ("Ann Oak",)),
        ("Posted on Friday, May 3rd, 2024 by Ann Oak", ("Ann Oak",)),
        ("Опубликовано 3 мая 2024 в 14:05, автор Иван Петров", ("Иван Петров",)),
        ("2024-05-03 14:05 来源：海港日报 作者：李明", ("李明",)),
        ("May 3, 2024 | Updated May 4, 2024 | By Ann Oak", ("Ann Oak",)),
        ("3 мая 2024, обновлено 4 мая 2024, автор Иван Петров", ("Иван Петров",)),
        ("May 3, 2024: on May 4, 2024 the pier was shut by order of the mayor.", ()),
        ("The harbour closed in 2024 by order of the mayor.", ()),
        ("The harbour was closed on May 3, 2024 by order of the mayor.", ()),
        ("The ferry came by noon", ()),
    ],
)
def test_a_byline_begins_a_line_or_follows_a_day(line: str, names: tuple[str, ...]) -> None:
    told = byline_in(line)
    assert (names_in([told]) if told else ()) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("港湾日报记者 李明 王小红", ("李明", "王小红")),
        ("（总台记者 李明）", ("李明",)),
        ("□ 本报记者 李明、王小红 通讯员 张三", ("李明", "王小红")),
        ("顶端新闻·港湾商报记者李明/文", ("李明",)),
        ("文：李明", ("李明",)),
        ("执笔人：李明 王小红 张三", ("李明", "王小红", "张三")),
        ("（撰稿：李明、王小红）", ("李明", "王小红")),
        ("编辑：李明", ()),
        ("责任编辑：李明 王小红", ()),
        ("作者：佚名", ()),
        ("原文：李明写的信", ()),
        ("他对记者表示，渡轮明天开。", ()),
        ("记者在码头看到，起重机已经停了下来，工人们正在等待消息。", ()),
    ],
)
def test_a_chinese_text_names_its_reporters_in_a_line_of_their_own(line: str, names: tuple[str, ...]) -> None:
    told = reporters_in(line)
    assert (names_in([told]) if told else ()) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（李明 王小红）", ("李明", "王小红")),
        ("(李明 上海报道)", ("李明",)),
        ("Иван Петров", ("Иван Петров",)),
        ("Иван ПЕТРОВ-ВОДКИН", ("Иван ПЕТРОВ-ВОДКИН",)),
        ("（码头 渡轮）", ()),
        ("（图片来自网络）", ()),
        ("Что делать пассажирам", ()),
        ("Ann Oak", ()),
    ],
)
def test_a_line_of_names_alone_is_a_signature_where_headings_have_no_capitals(
    line: str, names: tuple[str, ...]
) -> None:
    told = signature_in(line)
    assert (names_in([told]) if told else ()) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Автор: Иван Петров", ("Иван Петров",)),
        ("Подготовил Иван Петров, фото автора", ("Иван Петров",)),
        ("Беседовала Анна Сидорова", ("Анна Сидорова",)),
        ("Текст — Иван Петров", ("Иван Петров",)),
        ("ผู้เขียน: สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("เรียบเรียงโดย สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("เรียบเรียง : สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("ရေးသားသူ - ကိုအောင်", ("ကိုအောင်",)),
        ("Author: Ann Oak", ("Ann Oak",)),
        ("Подготовил к печати доклад о порте", ()),
        ("Автор этих строк ждал парома", ()),
        ("Редактор: Иван Петров", ()),
        ("บรรณาธิการ: สมชาย ใจดี", ()),
        ("Text: the whole of the law", ()),
        ("By Ann Oak", ()),
    ],
)
def test_the_last_line_of_a_text_names_who_wrote_it_behind_a_word_for_that(line: str, names: tuple[str, ...]) -> None:
    text = "<p>The evening ferry waited forty minutes for a wedding party, and nobody on the pier complained.</p>" * 4

    assert told_at_end(Scope.of(Page(f"<h1>The ferry that waited</h1>{text}<div>{line}</div>"))) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("李小明", ("李小明",)),
        ("李小明、王红", ("李小明", "王红")),
        ("江苏", ()),
        ("江苏 安徽", ()),
        ("江苏省", ()),
        ("李小明、码头", ()),
        ("码头工", ()),
    ],
)
def test_a_chinese_text_may_begin_with_the_names_of_its_writers(line: str, names: tuple[str, ...]) -> None:
    told = heads_text(line)
    assert (names_in([told]) if told else ()) == names


@pytest.mark.parametrize(
    "tool",
    [
        "Share on Telegram",
        "Copy link",
        "Tweet this",
        "Teilen auf Mastodon",
        "Поделиться в VK",
        "分享到微博",
        "แชร์บน LINE",
    ],
)
def test_what_a_byline_offers_to_do_with_the_text_is_no_author(tool: str) -> None:
    assert names_in(["Ann Oak", tool]) == ("Ann Oak",)


@pytest.mark.parametrize(
    "words",
    [
        "Editorial policies", "Privacy Policy", "Guide to authors", "of the article", "Fact checked", "Twitter", "here",
        "Reviewed by Cy Fir", "Getty Images", "harbour sheet consultant", "Thu",
    ],
)  # fmt: skip
def test_what_pages_print_in_the_place_of_a_name_is_none(words: str) -> None:
    assert names_in(["By Ann Oak", words]) == ("Ann Oak",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Oak, in News, Harbour, Tourism · 31 Jan 2025 · 0 Comments", ("Ann Oak",)),
        ("Geschrieben von Ann Oak am 25.08.2015 22:30 (19 x gelesen)", ("Ann Oak",)),
        ("Zuletzt geändert am 3. Mai 2024", ()),
        ("ByA.B. Oak", ("A.B. Oak",)),
        ("by", ()),
    ],
)
def test_what_blogs_write_around_a_name_is_none_of_it(line: str, names: tuple[str, ...]) -> None:
    assert names_in([line]) == names


@pytest.mark.parametrize(
    "line",
    [
        "Redakteurin: Ann Oak", "Auteur : Ann Oak", "Propos recueillis par Ann Oak", "Autora: Ann Oak",
        "Texto de Ann Oak", "Pubblicato da Ann Oak", "A cura di Ann Oak", "Tekst: Ann Oak", "Opracowała: Ann Oak",
        "Napisane przez Ann Oak",
        "Yazar: Ann Oak", "Publicerad av Ann Oak", "Kirjoittaja: Ann Oak", "Napsala Ann Oak", "Írta: Ann Oak",
        "Scris de Ann Oak", "Συντάκτης: Ann Oak", "Підготувала Ann Oak", "Написано от Ann Oak", "Пише: Ann Oak",
        "Napisala: Ann Oak", "Penulis: Ann Oak", "Tác giả: Ann Oak", "بقلم: Ann Oak", "نویسنده: Ann Oak",
        "מאת: Ann Oak",
        "लेखक: Ann Oak", "প্রতিবেদক: Ann Oak", "သတင်း - Ann Oak", "執筆：Ann Oak", "기자: Ann Oak", "ავტორი: Ann Oak",
        "Հեղինակ՝ Ann Oak", "អ្នកនិពន្ធ: Ann Oak", "ໂດຍ: Ann Oak",
    ],
)  # fmt: skip
def test_a_byline_begins_with_a_word_of_its_language(line: str) -> None:
    told = byline_in(line)

    assert told is not None
    assert names_in([told]) == ("Ann Oak",)


def test_a_korean_name_stands_before_what_its_bearer_is() -> None:
    assert byline_in("[서울] 홍길동 기자 hong@harl.example") == "홍길동"
    assert byline_in("기자들이 모였다") is None


@pytest.mark.parametrize(
    "line",
    [
        "홍길동 인턴기자", "홍길동 선임기자 hong@harl.example", "홍길동 의학 전문기자", "홍길동 정치부 기자",
        "홍길동 워싱턴 특파원", "도쿄 홍길동 특파원", "서울 홍길동 기자",
    ],
)  # fmt: skip
def test_the_rank_the_desk_or_the_post_of_a_korean_reporter_is_no_name(line: str) -> None:
    assert byline_in(line) == "홍길동"


@pytest.mark.parametrize("line", ["온라인 기자 회견", "시민 기자", "현장 기자", "정치부 기자", "베이징 특파원"])
def test_a_korean_word_for_what_reporters_do_is_nobodys_name(line: str) -> None:
    assert byline_in(line) is None


def test_a_byline_may_stand_between_double_strokes() -> None:
    assert byline_in("22. Januar 2020 @ 18:13 // Autor: annoak // Lesezeit: 1 Minute") == (
        "Autor: annoak // Lesezeit: 1 Minute"
    )


@pytest.mark.parametrize("role", ["Guest Columnists", "Staff Writers", "Ferry Reviewer", "Harbour Consultant"])
def test_what_somebody_does_is_no_further_name(role: str) -> None:
    assert names_in([f"Ann Oak, {role}"]) == ("Ann Oak",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Oak, in Harbourtown, and Bo Elm, in Pierhaven", ("Ann Oak", "Bo Elm")),
        ("By Ann Oak, in Harbourtown and Bo Elm in Pierhaven", ("Ann Oak", "Bo Elm")),
        ("By Ann Oak, in Harbourtown, Westland", ("Ann Oak",)),
        ("By Ann Oak, in Trinidad and Tobago", ("Ann Oak",)),
    ],
)
def test_where_somebody_writes_is_no_name_and_hides_no_further_one(line: str, names: tuple[str, ...]) -> None:
    assert names_in([line]) == names


def test_a_portrait_that_repeats_a_name_or_a_word_of_it_adds_none() -> None:
    assert names_in(["Ann Oak Ann Oak"]) == ("Ann Oak",)
    assert names_in(["Ann Oak", "Ann"]) == ("Ann Oak",)
    assert names_in(["Ann Oak, Reuters", "Reuters Harl"]) == ("Ann Oak", "Reuters", "Reuters Harl")


def test_a_name_told_twice_comes_once() -> None:
    assert names_in(["Ann Oak", "ANN OAK", "Ben Elm"]) == ("Ann Oak", "Ben Elm")


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Cranes share a mast - Harbour Sheet", "Cranes share a mast"),
        ("Cranes share a mast | Harbour Sheet", "Cranes share a mast"),
        ("Harbour Sheet: Cranes share a mast", "Harbour Sheet: Cranes share a mast"),
        ("Harbour Sheet | Cranes share a mast", "Cranes share a mast"),
        ("Cranes - and gulls - share a mast", "Cranes - and gulls - share a mast"),
        ("Cranes share a mast – News – Harbour Sheet", "Cranes share a mast – News"),
    ],
)
def test_a_title_loses_the_name_of_the_site_and_keeps_its_own_dashes(title: str, cleaned: str) -> None:
    assert clean_title(title, ("Harbour Sheet",)) == cleaned


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Cranes share a mast | Harbour Sheet Online", "Cranes share a mast"),  # its first word is in the host's name
        ("Cranes share a mast in the port | Old Quay Daily News", "Cranes share a mast in the port"),  # its initials
        ("Cranes share a mast - Gulls of the North", "Cranes share a mast - Gulls of the North"),
        ("Harbour closed - for a day", "Harbour closed - for a day"),
    ],
)
def test_a_sites_name_in_other_words_is_told_by_its_host(title: str, cleaned: str) -> None:
    assert clean_title(title, ("harboursheet", "oqdn")) == cleaned


def test_a_headline_on_the_page_tells_where_the_title_ends() -> None:
    assert clean_title("Cranes - a tale - Port", (), ("Cranes - a tale",)) == "Cranes - a tale"


def test_likeness_counts_the_words_of_the_shorter_line() -> None:
    assert likeness("Cranes share a mast", "Cranes share a mast - Harbour Sheet") == 1.0
    assert likeness("Cranes", "Gulls") == 0.0
    assert likeness("", "Gulls") == 0.0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry waited for the wedding and the guests were late in the end", "en"),
        ("Паром ждал свадьбу сорок минут", "ru"),
        ("Пором чекав на весілля, і її гості їхали", "uk"),
        ("船长说，三十年前他也在这个码头上结婚", "zh"),
        ("เรือเฟอร์รี่รอแขกงานแต่งงาน", "th"),
        ("လှေသမားတွေဟာ လှေတွေကို", "my"),
        ("El barco esperaba a los invitados de la boda y no se quejaban", "es"),
        ("xyz", None),
    ],
)
def test_a_language_is_told_by_script_and_commonest_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_tags_and_locales_are_cut_to_their_language() -> None:
    assert [language_tag(tag) for tag in ("en-US", "my_MM", "RU", "", None, "x")] == [
        "en",
        "my",
        "ru",
        None,
        None,
        None,
    ]


def test_a_few_foreign_words_do_not_change_the_script() -> None:
    assert script_language("The word паром means ferry, as every sailor on this coast will tell you.") is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("MOSCOW, March 4. /TASS/. The post office", "TASS"),
        ("МОСКВА, 29 июня. /ТАСС/. На почте", "TASS"),
        ("STRAIT CITY, May 3 (Reuters) - The ferry", "Reuters"),
        ("HARL (AP) — A clock", "AP"),
        ("新华社北京11月17日电 记者", "Xinhua"),
        ("The office told Reuters that the ferry", None),
    ],
)
def test_a_dateline_names_its_agency(line: str, name: str | None) -> None:
    assert agency_in_dateline(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(AFP)", "AFP"),
        ("— Reuters", "Reuters"),
        ("© 2024 AFP", "AFP"),
        ("It ended. (AP)", "AP"),
        ("It told AFP", None),
    ],
)
def test_a_last_line_names_its_agency(line: str, name: str | None) -> None:
    assert agency_in_last_line(line) == name


def test_an_agency_is_known_by_all_its_names() -> None:
    assert [agency_named(name) for name in ("Agence France-Presse", "THE ASSOCIATED PRESS", "ТАСС", "Ann Oak")] == [
        "AFP",
        "AP",
        "TASS",
        None,
    ]


def test_a_word_that_begins_a_byline_marks_the_line_it_stands_in_and_no_other() -> None:
    named = ["By Ann Oak", "Фото и текст: Анна Дуб", "记者 王小明", "Told on Friday by Bo Elm"]

    assert lines_that_may_name(["Nearby", named[0], "", named[1], "The crane fell", *named[2:]]) == set(named)
    assert lines_that_may_name([]) == frozenset()
