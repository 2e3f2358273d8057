"""How pages say in their languages that a date is that of the publication, or of a later change of the text.

Each word is told as far as its endings leave it as it is: обновлен finds обновлено. Re2 reads all in one pass over a
line, where Python would try one after the other; in bytes, in which any text can be written.
"""

from __future__ import annotations

import re
from typing import Final

import re2

PUBLISHED: Final = (
    r"(?:(?:first|originally) )?(?:published|posted)|publication|release date|date of publication|"
    r"veröffentlicht|erschienen|erstellt|publiziert|erscheinungsdatum|"
    r"publié|paru le|posté|mis en ligne|date de publication|publicad|postad|fecha de publicación|data d[ea] publicação|"
    r"pubblicat|data (?:di )?pubblicazione|gepubliceerd|geplaatst|verschenen|publicatiedatum|"
    r"opublikowan|zamieszczon|data (?:publikacji|dodania|utworzenia)|yayın|giriş tarihi|eklenme tarihi|"
    r"опубликован|размещен|дата публикации|дата создания|опубліковано|дата публікації|"
    r"(?:วันที่ ?)?เผยแพร่|โพสต์เมื่อ|โพสเมื่อ|ลงวันที่|ထုတ်ဝေ|ထုတ်ပြန်|ရက်စွဲ|နေ့စွဲ|"
    r"发布|发表|發布|發佈|發表|刊登|公開|投稿|掲載|配信|作成日|(?:기사)?입력|등록|게시|작성일|발행|승인|"
    r"diterbitkan|dipublikasikan|disiarkan|diposting|tanggal (?:terbit|publikasi)|"
    r"đăng (?:ngày|lúc|tải)|ngày đăng|xuất bản|"
    r"تاريخ النشر|نشر|نُشر|تاریخ انتشار|منتشر|انتشار|شائع|تاریخ اشاعت|प्रकाश|প্রকাশ|"
    r"publicerad|publisert|publiceret|offentliggjort|udgivet|julkaistu|publikován|vydáno|zveřejněn|publikovan|zverejnen|"
    r"közzétéve|megjelen|publikálva|publicat|data publicării|δημοσ[ιί]|αναρτήθηκε|публикуван|"
    r"objavljen|објављен|објавен|פורסם|תאריך פרסום|paskelbt|publicēts|avaldatud|"
    r"ចេញផ្សាយ|ផ្សាយ|ເຜີຍແຜ່|გამოქვეყნ|հրապարակ|dərc (?:edil|olun)|yayımlan|жариялан|жарыялан|chop etil|"
    r"нийтэл|нийтлэг|nai-publish|inilathala"
)
#: Words that speak of a change wherever they stand in a line with a date.
_REVISED_WITHIN = (
    r"\b(?:last|was|article|story|post|page) (?:updated|modified|edited|revised|changed)\b|"
    r"zuletzt (?:aktualisiert|geändert|bearbeitet|am\b)|letzte (?:aktualisierung|änderung)|"
    r"mise? à jour|dernière modification|actualizad[oa]|última (?:actualización|modificación)|"
    r"atualizad[oa]|última (?:atualização|modificação)|aggiornat[oa]|ultim[oa] (?:aggiornamento|modifica)|"
    r"bijgewerkt|(?:laatst )?gewijzigd|laatste (?:update|wijziging)|"
    r"(?:ostatnia )?aktualizacja|zaktualizowan|ostatnia (?:zmiana|modyfikacja)|(?:son )?güncelle|son düzenleme|"
    r"обновлен|изменен|дата (?:обновления|изменения)|последн(?:ее|яя) (?:обновление|изменение)|оновлен|"
    r"อัปเดต|อัพเดท|อัพเดต|อัปเดท|ปรับปรุง|แก้ไข|(?:နောက်ဆုံး ?)?(?:ပြင်ဆင်|မွမ်းမံ|အပ်ဒိတ်)|"
    r"更新于|更新於|更新时间|更新時間|更新日|(?:最终|最終|最后|最後|最新)(?:更新|修改)|최종 ?수정|업데이트|"
    r"diperbarui|diperbaharui|dikemas ?kini|terakhir diubah|cập nhật(?: lần cuối)?|chỉnh sửa|"
    r"(?:آخر )?(?:تحديث|تعديل)|به‌روزرسانی|بروزرسانی|به روزرسانی|اپ ?ڈیٹ|अपडेट|अद्यतन|संशोधित|আপডেট|হালনাগাদ|"
    r"uppdatera|oppdatert|opdateret|(?:sist|senast|senest) (?:endret|ändrad|ændret)|päivitetty|muokattu|"
    r"aktualizov|naposledy|frissít|módosít|ultima actualizare|"
    r"ενημερώθηκε|τελευταία (?:ενημέρωση|τροποποίηση)|обновен|последна промяна|променен|актуализиран|"
    r"ažuriran|ажуриран|עודכן|עדכון|atnaujint|atjauno|uuendatud|muudetud|"
    r"ធ្វើបច្ចុប្បន្នភាព|កែសម្រួល|ອັບເດດ|ປັບປຸງ|განახლ|թարմացվ|yenilən|жаңартыл|жаңыртыл|yangilan|шинэчил|na-update"
)
#: Those that do so where a line begins.
_REVISED_FIRST = (
    r"(?:last )?(?:updated?|modified|edited|revised|changed)\b|last reviewed|reviewed by|"
    r"(?:aktualisiert|geändert|bearbeitet|überarbeitet)\b|"
    r"modifié|actualisé|modificad[oa]|actualizat|modificat|upraven|更新|수정"
)
_MARKS = r"\s!-/:-@\[-`{-~«»‹›“”„•·–—…\x{a0}"  #: none of which begins or ends a word
REVISED: Final = rf"^[{_MARKS}]*(?:{_REVISED_FIRST})|{_REVISED_WITHIN}"
_JOINT = r"(?:on|at|am|le|el|il|em|op|tarihi|է|w dniu|dne|den)"  #: between a label and its date
_LABELS = rf"{PUBLISHED}|{_REVISED_FIRST}|{_REVISED_WITHIN}"
_LABEL_ALONE = re2.compile(rf"(?i)^[{_MARKS}]*(?:{_LABELS})[^{_MARKS}0-9]*(?: {_JOINT})?[{_MARKS}]*$".encode())
_REVISED = re2.compile(rf"(?i){REVISED}".encode())
_ENDING = re.compile(rf"^[^\W\d_]*\W*(?:{_JOINT}\b)?\W*", re.IGNORECASE)  #: of a label, with what leads to the date
_LONGEST_LABEL = 40  #: characters


def is_date_label(text: str) -> bool:
    """Whether a line is nothing but such words, and the date is to follow on the next."""
    return len(text) <= _LONGEST_LABEL and _LABEL_ALONE.search(_in_bytes(text)) is not None


def before_revision(line: str) -> str:
    """What a line says before it comes to a revision: the day of publication, if any."""
    written = _in_bytes(line)
    found = _REVISED.search(written)
    return written[: found.start()].decode("utf-8", "surrogatepass") if found else line


def behind_revision(line: str) -> str:
    """What a line says behind the words of a revision and what leads from them, "" where it speaks of none."""
    written = _in_bytes(line)
    found = _REVISED.search(written)
    return _ENDING.sub("", written[found.end() :].decode("utf-8", "surrogatepass")) if found else ""


def _in_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
