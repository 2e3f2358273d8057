"""The names of the months."""

from __future__ import annotations

import re
import unicodedata

#: One line a month: names in scripts that put blanks between words, and so need a boundary.
_SPACED = """
january jan januar janvier enero ene gennaio janeiro januari января январь янв
february feb februar février fevrier febrero febbraio fevereiro februari февраля февраль фев февр
march mar märz maerz mars marzo março marco maart марта март мар
april apr avril abril abr aprile апреля апрель апр
may mai mayo maggio maio mei мая май
june jun juni juin junio giugno junho июня июнь июн
july jul juli juillet julio luglio julho июля июль июл
august aug août aout agosto ago augustus августа август авг
september sep sept septembre septiembre setiembre settembre setembro сентября сентябрь сен сент
october oct oktober okt octobre octubre ottobre outubro октября октябрь окт
november nov novembre noviembre novembro ноября ноябрь ноя нояб
december dec dezember dez décembre decembre diciembre dicembre dezembro декабря декабрь дек
"""
#: The same in scripts without blanks: Burmese and Thai.
_UNSPACED = """
ဇန်နဝါရီ มกราคม ม.ค.
ဖေဖော်ဝါရီ กุมภาพันธ์ ก.พ.
မတ် มีนาคม มี.ค.
ဧပြီ เมษายน เม.ย.
မေ พฤษภาคม พ.ค.
ဇွန် มิถุนายน มิ.ย.
ဇူလိုင် กรกฎาคม ก.ค.
ဩဂုတ် သြဂုတ် สิงหาคม ส.ค.
စက်တင်ဘာ กันยายน ก.ย.
အောက်တိုဘာ ตุลาคม ต.ค.
နိုဝင်ဘာ พฤศจิกายน พ.ย.
ဒီဇင်ဘာ ธันวาคม ธ.ค.
"""


def _numbers(table: str) -> dict[str, int]:
    lines = unicodedata.normalize("NFC", table).strip().split("\n")
    return {name: number for number, line in enumerate(lines, 1) for name in line.split()}


def _pattern(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_NUMBERS = _numbers(_SPACED) | _numbers(_UNSPACED)
BOUNDED = _pattern(_numbers(_SPACED))
UNBOUNDED = _pattern(_numbers(_UNSPACED))


def month_number(name: str) -> int:
    """The number of a month by its name, 1 to 12."""
    return _NUMBERS[name.lower()]
