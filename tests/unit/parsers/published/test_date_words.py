"""The words for a publication and for a later change, in the languages of the press."""

from __future__ import annotations

import pytest

from parsers.anything import Generic
from parsers.lines.date_words import before_revision, behind_revision, is_date_label
from parsers.lines.labels import is_revision
from parsers.page import Page
from parsers.scope import Scope

PAIRS = """
Published | Updated
First published | Last updated
Posted on | Modified on
Опубликовано | Обновлено
Дата публикации | Дата обновления
Опубліковано | Оновлено
Veröffentlicht | Aktualisiert
Erstellt am | Geändert am
Veröffentlicht am | Zuletzt aktualisiert am
Publié le | Mis à jour le
Publié | Modifié
Publicado | Actualizado
Publicado el | Última actualización
Publicado em | Atualizado em
Publicado | Última atualização
Pubblicato | Aggiornato
Pubblicato il | Ultimo aggiornamento
Gepubliceerd | Bijgewerkt
Geplaatst op | Laatst gewijzigd
Opublikowano | Zaktualizowano
Data publikacji | Ostatnia aktualizacja
Yayınlanma | Güncelleme
Yayın tarihi | Son güncelleme
Giriş Tarihi | Güncellenme Tarihi
เผยแพร่ | อัปเดต
เผยแพร่เมื่อ | แก้ไขล่าสุด
วันที่เผยแพร่ | ปรับปรุงล่าสุด
ထုတ်ဝေသည့်ရက် | ပြင်ဆင်သည့်ရက်
ထုတ်ပြန် | နောက်ဆုံးပြင်ဆင်
发布时间 | 更新时间
发布于 | 最后更新
發布時間 | 最後更新
公開日 | 更新日
投稿日 | 最終更新日
配信 | 更新
입력 | 수정
등록 | 최종수정
게시 | 업데이트
Diterbitkan | Diperbarui
Dipublikasikan | Diperbaharui
Diterbitkan | Dikemas kini
Đăng ngày | Cập nhật
Xuất bản | Cập nhật lần cuối
نشر | تحديث
تاريخ النشر | آخر تحديث
تاریخ انتشار | به‌روزرسانی
प्रकाशित | अपडेटेड
Published | अद्यतन
প্রকাশ | আপডেট
প্রকাশিত | হালনাগাদ
Publicerad | Uppdaterad
Publisert | Oppdatert
Publiceret | Opdateret
Julkaistu | Päivitetty
Publikováno | Aktualizováno
Vydáno | Upraveno
Publikované | Aktualizované
Közzétéve | Frissítve
Megjelent | Módosítva
Publicat | Actualizat
Δημοσιεύτηκε | Ενημερώθηκε
Δημοσίευση | Τελευταία ενημέρωση
Публикувано | Обновено
Публикувана | Последна промяна
Објављено | Ажурирано
Objavljeno | Ažurirano
פורסם | עודכן
Paskelbta | Atnaujinta
Publicēts | Atjaunots
Avaldatud | Uuendatud
ចេញផ្សាយ | ធ្វើបច្ចុប្បន្នភាព
ເຜີຍແຜ່ | ອັບເດດ
გამოქვეყნდა | განახლდა
Հրապարակվել է | Թարմացվել է
Dərc edilib | Yenilənib
Жарияланды | Жаңартылды
Nai-publish | Na-update
شائع | اپ ڈیٹ
"""
PROSE = (
    "<p>The evening ferry waited forty minutes for a wedding party on Friday, and nobody complained about it.</p>" * 5
)


def day_of(head: str) -> str | None:
    page = Page(f"<article><h1>The ferry that waited for a wedding</h1>{head}{PROSE}</article>")
    moment = Generic().published_at.read(Scope.of(page)).value
    return moment.iso() if moment else None


@pytest.mark.parametrize("pair", PAIRS.strip().split("\n"))
def test_the_day_of_the_publication_is_told_from_that_of_a_change_above_it(pair: str) -> None:
    published, revised = pair.split(" | ")

    told = [
        day_of(f"<div>{revised}: 05.05.2024</div><div>{published}: 03.05.2024</div>"),
        day_of(f"<div>{revised}: 05.05.2024 | {published}: 03.05.2024</div>"),
        day_of(f"<div>{revised} 05.05.2024, {published} 03.05.2024</div>"),
        day_of(f"<p><b>{revised}</b> <time>05.05.2024</time></p><p><b>{published}</b> <time>03.05.2024</time></p>"),
        day_of(f"<dl><dt>{revised}</dt><dd>05.05.2024</dd><dt>{published}</dt><dd>03.05.2024</dd></dl>"),
    ]

    assert told == ["2024-05-03"] * 5


@pytest.mark.parametrize("pair", PAIRS.strip().split("\n"))
def test_such_words_alone_are_labels_and_the_line_of_a_change_is_no_text(pair: str) -> None:
    published, revised = pair.split(" | ")

    assert is_date_label(f"{published}:")
    assert is_date_label(revised)
    assert is_revision(f"{revised}: 05.05.2024")
    assert not is_revision(f"{published}: 03.05.2024")


def test_a_change_parts_a_line_in_two() -> None:
    assert before_revision("May 3, 2024. Last updated May 5") == "May 3, 2024. "
    assert behind_revision("May 3, 2024. Last updated May 5") == "May 5"
    assert before_revision("May 3, 2024") == "May 3, 2024"
    assert behind_revision("May 3, 2024") == ""


@pytest.mark.parametrize(
    "line",
    ["Updated rules for ferries come into force on 5 May 2026 in all harbours.", "Published authors met here.", ""],
)
def test_a_sentence_with_such_a_word_is_no_label(line: str) -> None:
    assert not is_date_label(line)
    assert not is_revision(line)


@pytest.mark.parametrize(
    "line",
    [
        "Modified ferries sailed on 5 May 2024.", "Changed trains on 5 May 2024 and lost a bag.",
        "Modificado el contrato, zarpó el 5 de mayo de 2024.", "Изменение вступило в силу 5 мая 2024 года.",
        "تعديل الميناء أقره المجلس في 5 مايو 2024.",
        "수정안은 2024년 5월 5일 통과됐다.", "更新项目于2024年5月5日完工。",
    ],
)  # fmt: skip
def test_a_sentence_of_a_change_and_its_day_is_no_label(line: str) -> None:
    assert not is_revision(line)


@pytest.mark.parametrize(
    "line",
    [
        "Last updated on Sunday, 5 May 2024 at 10:30 am.", "Обновлено: в воскресенье, 5 мая 2024 года.",
        "Zuletzt aktualisiert am Sonntag, 5. Mai 2024, 10.30 Uhr.", "更新于2024年5月5日。",
        "최종수정 2024.05.05 10:30",
        "Обновлено 5 мая 2024 в 10:30 по московскому времени.",
    ],
)  # fmt: skip
def test_a_label_of_a_change_may_name_the_weekday_and_whose_clock_it_is(line: str) -> None:
    assert is_revision(line)
