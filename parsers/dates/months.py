"""The names of the months."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

#: The months one after the other: names in scripts that put blanks between words, and so need a boundary. A line that
#: is set in goes on with the one above, a low line stands for a blank.
_SPACED = """
january jan januar janvier janv enero ene gennaio gen janeiro januari stycznia styczeń ocak ianuarie январь января янв
  يناير كانون_الثاني जनवरी
  січня január ledna tammikuuta ιανουαρίου ינואר בינואר
  sty oca січень січ ιανουάριος ιαν
february feb februar février fevrier févr fevr fév febrero febbraio fevereiro fev februari lutego luty şubat februarie
  февраля февраль фев февр
  فبراير شباط फरवरी फ़रवरी
  лютого február února helmikuuta φεβρουαρίου פברואר בפברואר
  lut şub лютий лют φεβρουάριος φεβ
march mar märz maerz mars marzo março marco maart maret marca marzec mart martie marts марта март мар
  مارس آذار मार्च
  березня március března maaliskuuta μαρτίου מרץ במרץ
  березень бер μάρτιος μαρ
april apr avril avr abril abr aprile kwietnia kwiecień nisan aprilie апреля апрель апр
  أبريل إبريل ابريل نيسان अप्रैल
  квітня április dubna huhtikuuta απριλίου אפריל באפריל
  kwi kwie nis квітень квіт кві απρίλιος απρ
may mai mayo maggio mag maio mei maj maja mayıs мая май
  مايو أيار मई
  травня május května toukokuuta μαΐου מאי במאי
  травень трав тра μάιος μαΐ μάι μαι
june jun juni juin junio giugno giu junho czerwca czerwiec haziran iunie июня июнь июн
  يونيو حزيران जून
  червня június června kesäkuuta ιουνίου יוני ביוני
  cze haz червень черв чер ιούνιος ιουν ιούν
july jul juli juillet juil julio luglio lug julho lipca lipiec temmuz iulie июля июль июл
  يوليو تموز जुलाई
  липня július července heinäkuuta ιουλίου יולי ביולי
  lip tem липень лип ιούλιος ιουλ ιούλ
august aug août aout agosto ago augustus agustus sierpnia sierpień ağustos augusti августа август авг
  أغسطس آب अगस्त
  серпня augusztus srpna elokuuta αυγούστου אוגוסט באוגוסט
  sie ağu серпень серп сер αύγουστος αυγ αύγ
september sep sept septembre septiembre setiembre settembre setembro set września wrzesień eylül septembrie сентября
  сентябрь сен сент
  سبتمبر أيلول सितंबर सितम्बर
  вересня szeptember září syyskuuta σεπτεμβρίου ספטמבר בספטמבר
  wrz eyl вересень вер σεπτέμβριος σεπ
october oct oktober okt octobre octubre ottobre ott outubro out października październik ekim octombrie октября
  октябрь окт
  أكتوبر اكتوبر تشرين_الأول अक्टूबर अक्तूबर
  жовтня október října lokakuuta οκτωβρίου אוקטובר באוקטובר
  paź eki жовтень жовт жов οκτώβριος οκτ
november nov novembre noviembre novembro listopada listopad kasım noiembrie ноября ноябрь ноя нояб
  نوفمبر تشرين_الثاني नवंबर नवम्बर
  листопада listopadu marraskuuta νοεμβρίου נובמבר בנובמבר
  lis kas листопад лист лис νοέμβριος νοε νοέ
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember grudnia grudzień aralık
  decembrie декабря декабрь дек
  ديسمبر كانون_الأول दिसंबर दिसम्बर
  грудня prosince joulukuuta δεκεμβρίου דצמבר בדצמבר
  gru ara грудень груд гру δεκέμβριος δεκ
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
    lines = unicodedata.normalize("NFC", table).strip().replace("\n  ", " ").split("\n")
    return {name.replace("_", " "): number for number, line in enumerate(lines, 1) for name in line.split()}


def _folded(name: str) -> str:
    """A name as the table's keys are written: Turkish has an i without a dot, and a capital one with."""
    return name.casefold().replace("ı", "i").replace("\u0307", "")


def _pattern(names: Collection[str]) -> str:
    """The expression for any of the names, the longest first; what several begin with is looked at once."""
    endings: dict[str, list[str]] = {}
    for name in filter(None, names):
        endings.setdefault(name[0], []).append(name[1:])
    branches = "|".join(re.escape(first) + _pattern(rest) for first, rest in sorted(endings.items()))
    return f"(?:{branches})" + ("?" if "" in names else "") if branches else ""


_NUMBERS = {_folded(name): number for name, number in (_numbers(_SPACED) | _numbers(_UNSPACED)).items()}
BOUNDED = _pattern(_numbers(_SPACED))
BOUNDED_ASCII = _pattern([name for name in _numbers(_SPACED) if _folded(name).isascii()])  #: those that ASCII can tell
UNBOUNDED = _pattern(_numbers(_UNSPACED))


def month_number(name: str) -> int:
    """The number of a month by its name, 1 to 12."""
    return _NUMBERS[_folded(name)]
