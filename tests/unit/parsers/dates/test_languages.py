"""Days as sixty languages write them, by CLDR 47, and every name of a month."""

from __future__ import annotations

import pytest

from parsers.dates.month_names import SPACED, UNSPACED
from parsers.dates.months import month_number
from parsers.dates.reading import read_moment

WRITTEN = """
17 Aug. 2024
17 Augustus 2024
17 أغسطس 2024
17 avq 2024
17 avqust 2024
17 жні 2024 г.
17 жніўня 2024 г.
17.08.2024 г.
17 август 2024 г.
17 আগ, 2024
17 আগস্ট, 2024
17 d’agost del 2024
17. 8. 2024
17. srpna 2024
17. aug. 2024
17. august 2024
17.08.2024
17. August 2024
17 Αυγ 2024
17 Αυγούστου 2024
Aug 17, 2024
August 17, 2024
17 ago 2024
17 de agosto de 2024
17. aug 2024
17 اوت 2024
17.8.2024
17. elokuuta 2024
Ago 17, 2024
Agosto 17, 2024
17 août 2024
17 de ago. de 2024
17 ઑગસ્ટ, 2024
17 באוג׳ 2024
17 באוגוסט 2024
17 अग॰ 2024
17 अगस्त 2024
17. kolovoza 2024.
2024. aug. 17.
2024. augusztus 17.
2024 թ. օգս 17
2024 թ. օգոստոսի 17
17 Agu 2024
17 Agustus 2024
17. ágú. 2024
17. ágúst 2024
17 agosto 2024
2024/08/17
2024年8月17日
17 აგვ. 2024
17 აგვისტო, 2024
2024 ж. 17 там.
2024 ж. 17 тамыз
17 សីហា 2024
ಆಗ 17, 2024
ಆಗಸ್ಟ್ 17, 2024
2024. 8. 17.
2024년 8월 17일
2024-ж., 17-авг.
2024-ж., 17-август
17 ສ.ຫ. 2024
17 ສິງຫາ 2024
2024-08-17
2024 m. rugpjūčio 17 d.
2024. gada 17. aug.
2024. gada 17. augusts
17 авг. 2024 г.
2024 ഓഗ 17
2024 ഓഗസ്റ്റ് 17
2024 оны 8-р сарын 17
17 ऑग, 2024
17 ऑगस्ट, 2024
17 Ogo 2024
17 Ogos 2024
2024 ဩဂုတ် 17
2024 अगस्ट 17
17 aug 2024
17 augustus 2024
17 ਅਗ 2024
17 ਅਗਸਤ 2024
17 sie 2024
17 sierpnia 2024
17 aug. 2024
17 august 2024
17 августа 2024 г.
17. augusta 2024
17. avg. 2024
17. avgust 2024
17 gush 2024
17 gusht 2024
17. 8. 2024.
17. август 2024.
17. avgust 2024.
17 augusti 2024
17 Ago 2024
17 Agosti 2024
17 ஆக., 2024
17 ஆகஸ்ட், 2024
17 ఆగ, 2024
17 ఆగస్టు, 2024
17 ส.ค. 2024
17 สิงหาคม ค.ศ. 2024
17 Ağu 2024
17 Ağustos 2024
17 серп. 2024 р.
17 серпня 2024 р.
17 اگست، 2024
17-avg, 2024
17-avgust, 2024
17 thg 8, 2024
17 tháng 8, 2024
"""
MONTHS = [line for table in (SPACED, UNSPACED) for line in table.strip().replace("\n  ", " ").split("\n")]


@pytest.mark.parametrize("text", WRITTEN.strip().split("\n"))
def test_a_day_is_read_as_the_language_writes_it(text: str) -> None:
    moment = read_moment(text)

    assert moment is not None
    assert moment.iso() == "2024-08-17"


@pytest.mark.parametrize("line", MONTHS)
def test_every_name_of_a_month_is_read_between_a_day_and_a_year(line: str) -> None:
    names = [name.replace("_", " ") for name in line.split()]
    moments = [read_moment(f"17 {name} 2024") for name in names]

    assert {moment.iso()[:7] if moment else name for moment, name in zip(moments, names, strict=True)} == {
        f"2024-{month_number(names[0]):02}"
    }


def test_a_name_of_a_month_is_a_word_of_its_own() -> None:
    assert read_moment("17 macaws 2024") is None
    assert read_moment("17 Machines 2024") is None
    assert read_moment("3. 4. 5 points in 2024") is None
