"""Dates as sites write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.moments import Precision
from parsers.dates.reading import ascii_digits, read_moment

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "fr": "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "pl short": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "tr short": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "el": "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος "
    "Δεκέμβριος",
    "el short": "Ιαν Φεβ Μαρ Απρ Μάι Ιουν Ιουλ Αυγ Σεπ Οκτ Νοέ Δεκ",
    "uk alone": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "uk short": "січ лют бер квіт трав черв лип серп вер жовт лист груд",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "my": "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
}


@pytest.mark.parametrize(
    ("text", "zone", "told"),
    [
        ("2021-06-22", None, "2021-06-22"),
        ("2025-05-07T04:00:00Z", None, "2025-05-07T04:00:00Z"),
        ("2024-03-10T09:46:37+0000", None, "2024-03-10T09:46:37Z"),
        ("2024-04-28 07:00:00Z", None, "2024-04-28T07:00:00Z"),
        ("2017-12-11T05:00:00.000-0500", None, "2017-12-11T10:00:00Z"),
        ("2023-11-03T06:55+02", None, "2023-11-03T04:55:00Z"),
        ("2026-05-03 2:20 PM", "Asia/Yangon", "2026-05-03T07:50:00Z"),
        ("2026-05-03 2:20:15 p.m. UTC", None, "2026-05-03T14:20:15Z"),
        ("Sun, 19 May 2019 15:21:36 GMT", None, "2019-05-19T15:21:36Z"),
        ("Tue Nov 19 2019 05:44:06 GMT+0300 (MSK)", None, "2019-11-19T02:44:06Z"),
        ("1746590400", None, "2025-05-07T04:00:00Z"),
        ("1746590400123", None, "2025-05-07T04:00:00Z"),
        ("June 22, 2021", None, "2021-06-22"),
        ("Published: 22nd June 2021", None, "2021-06-22"),
        ("Apr 28, 2024 3:00 a.m. EDT", None, "2024-04-28T07:00:00Z"),
        ("22 июня 2021 года, 16:30", "Europe/Moscow", "2021-06-22T13:30:00Z"),
        ("22 июня 2021 года, 16:30", None, "2021-06-22"),
        ("၇ မေ ၂၀၂၅", None, "2025-05-07"),
        ("၂၀၂၅ ခုနှစ် မေလ ၇ ရက်", None, "2025-05-07"),
        ("မေလ (၇) ရက်၊ ၂၀၂၅", None, "2025-05-07"),
        ("၂၀၂၅ ခုနှစ်၊ မေလ (၇) ရက်", None, "2025-05-07"),
        ("၇ ရက် မေလ ၂၀၂၅", None, "2025-05-07"),
        ("ေဖေဖာ္ဝါရီ ၁၊ ၂၀၁၆", None, "2016-02-01"),
        ("၂၀၁၆ ခုႏွစ္ ဧၿပီလ ၃ ရက္", None, "2016-04-03"),
        ("7 พฤษภาคม 2568 15.30 น.", "Asia/Bangkok", "2025-05-07T08:30:00Z"),
        ("2568-05-07", "Asia/Bangkok", "2025-05-07"),
        ("2568-05-07T15:30:00+07:00", None, "2025-05-07T08:30:00Z"),
        ("2023年11月17日 下午3:13", "Asia/Shanghai", "2023-11-17T07:13:00Z"),
        ("2023年11月17日 上午 9:05", "Asia/Shanghai", "2023-11-17T01:05:00Z"),
        ("2023年11月17日15时13分", "Asia/Shanghai", "2023-11-17T07:13:00Z"),
        ("7 พ.ค. 2568 เวลา 15:30 น.", "Asia/Bangkok", "2025-05-07T08:30:00Z"),
        ("7 พ.ค. 68", None, "2025-05-07"),
        ("Ιουνίου 14, 2025, 09:12:00 μμ", "Europe/Athens", "2025-06-14T18:12:00Z"),
        ("14 Ιουν 2025, 9:12 π.μ.", "Europe/Athens", "2025-06-14T06:12:00Z"),
        ("14 Haz 2025, 09:12 ÖS", "Europe/Istanbul", "2025-06-14T18:12:00Z"),
        ("14 Haziran 2025 09:12 öö", "Europe/Istanbul", "2025-06-14T06:12:00Z"),
        ("2023年11月17日 15:13", "Asia/Shanghai", "2023-11-17T07:13:00Z"),
        ("2023-11-17 20:52:15", "Asia/Yangon", "2023-11-17T14:22:15Z"),
        ("13/10/25", None, "2025-10-13"),
        ("2021-1-29 9:18", "Asia/Shanghai", "2021-01-29T01:18:00Z"),
        ("10/04/2016 05:07 AM EDT", None, "2016-10-04T09:07:00Z"),
        ("24 نيسان / أبريل 2020 09:22", None, "2020-04-24"),
        ("3 ARALIK 2023", None, "2023-12-03"),
        ("2024년 3월 12일", None, "2024-03-12"),
        ("ngày 12 tháng 3, 2024", None, "2024-03-12"),
        ("By Mira SolNovember 11, 2024February 18th, 2026", None, "2024-11-11"),
        ("12 March 2024, 00:00", "Europe/Moscow", "2024-03-12"),
        ("3-May-24", None, "2024-05-03"),
        ("03-May-2024 14:05", "Asia/Yangon", "2024-05-03T07:35:00Z"),
        ("3-мая-24", None, "2024-05-03"),
        ("3 May '98", None, "1998-05-03"),
        ("03.05.98", None, "1998-05-03"),
        ("二〇二六年五月三日", None, "2026-05-03"),
        ("二零二六年十二月二十五日 14:05", "Asia/Shanghai", "2026-12-25T06:05:00Z"),
        ("一九九八年十月三十日", None, "1998-10-30"),
        ("二○二六年二月廿三日", None, "2026-02-23"),
        ("民國115年5月3日", None, "2026-05-03"),
        ("中華民國 115 年 5 月 3 日", None, "2026-05-03"),
        ("民国一一五年五月十日", None, "2026-05-10"),
        ("22.06.2021 09:05", "Europe/Moscow", "2021-06-22T06:05:00Z"),
    ],
)
def test_a_written_date_is_read(text: str, zone: str | None, told: str) -> None:
    moment = read_moment(text, zone)

    assert moment is not None
    assert moment.iso() == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 hours ago",
        "0001-01-01",
        "1970-01-01T00:00:00Z",
        "0",
        "2021-02-30",
        "31 June 2021",
        "12345678",
        "3-May",
        "the 3 May 24 left for",
        "3-May-67",
        "5-3-May-24-7",
        "二〇二六年",
        "二〇二六年十三月三日",
        "民國115年",
        "一五年五月三日",
    ],
)
def test_what_tells_no_believable_moment_gives_none(text: str) -> None:
    assert read_moment(text) is None


def test_a_local_midnight_is_a_day_without_a_clock_time() -> None:
    moment = read_moment("2024-10-16T00:00:00+08:00")

    assert moment is not None
    assert (moment.iso(), moment.precision) == ("2024-10-16", Precision.DAY)


@pytest.mark.parametrize(
    ("told", "zone", "day"),
    [
        ("2025-05-08T17:30:00Z", "Asia/Yangon", "2025-05-09"),
        ("2025-05-08T21:00:00+00:00", "Europe/Moscow", "2025-05-09"),
        ("2025-05-08T17:00:00.000Z", "Asia/Bangkok", "2025-05-09"),
        ("2025-05-08T17:30:00Z", None, "2025-05-08T17:30:00Z"),
        ("2025-05-08T17:30:01Z", "Asia/Yangon", "2025-05-08T17:30:01Z"),
        ("2025-05-08T17:30:00+07:00", "Asia/Yangon", "2025-05-08T10:30:00Z"),
    ],
)
def test_a_local_midnight_told_in_utc_is_a_day_where_the_zone_is_known(told: str, zone: str | None, day: str) -> None:
    moment = read_moment(told, zone)

    assert moment is not None
    assert moment.iso() == day


@pytest.mark.parametrize("told", ["2025-05-08T21:15:00Z", "1746738900", "2025-05-09T03:45:00+06:30"])
def test_an_instant_keeps_the_day_that_it_has_where_its_source_is(told: str) -> None:
    moment = read_moment(told, "Asia/Yangon")

    assert moment is not None
    assert (moment.iso(), moment.day) == ("2025-05-08T21:15:00Z", date(2025, 5, 9))


def test_a_time_without_seconds_is_precise_to_the_minute() -> None:
    moment = read_moment("2024-10-16 14:05", "Asia/Yangon")

    assert moment is not None
    assert moment.precision is Precision.MINUTE


def test_the_place_decides_between_day_and_month() -> None:
    abroad, at_home = read_moment("3/4/2025"), read_moment("3/4/2025", month_first=True)

    assert abroad is not None
    assert at_home is not None
    assert (abroad.iso(), at_home.iso()) == ("2025-04-03", "2025-03-04")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-05-03 10:30 (KST)", "2024-05-03T01:30:00Z"),
        ("3 Mei 2024 10.30 WIB", "2024-05-03T03:30:00Z"),
        ("3 May 2024 10:30 NPT", "2024-05-03T04:45:00Z"),
        ("3 May 2024 10:30 EAT", "2024-05-03T07:30:00Z"),
        ("3 May 2024 10:30 Eat and drink", "2024-05-03T04:00:00Z"),
        ("3 mai 2024 à 10h30", "2024-05-03T04:00:00Z"),
        ("2024年5月3日 午後9時5分", "2024-05-03T14:35:00Z"),
        ("၂၀၂၄ မေ ၃ ရက် နံနက် ၁၀ နာရီ ၃၀ မိနစ်", "2024-05-03T04:00:00Z"),
        ("၃ မေ ၂၀၂၄ ည ၉ နာရီ", "2024-05-03T14:30:00Z"),
    ],
)
def test_a_clock_time_is_that_of_the_zone_it_names_else_of_the_place(text: str, told: str) -> None:
    moment = read_moment(text, "Asia/Yangon")

    assert moment is not None
    assert moment.iso() == told


def test_an_unknown_zone_costs_the_clock_time_and_not_the_day() -> None:
    moment = read_moment("2024-10-16 14:05:00", "Nowhere/Atall")

    assert moment is not None
    assert moment.iso() == "2024-10-16"


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_every_day_is_read_back_in_every_language(day: date, language: str) -> None:
    name = MONTHS[language].split()[day.month - 1]
    year = day.year + 543 if language == "th" else day.year

    moment = read_moment(f"{day.day} {name} {year}")

    assert moment is not None
    assert moment.at.date() == day


@given(DAYS)
def test_a_day_in_burmese_digits_is_the_same_day(day: date) -> None:
    burmese = day.isoformat().translate(str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉"))

    assert ascii_digits(burmese) == day.isoformat()


@given(st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_an_instant_is_the_same_whatever_offset_it_is_told_in(naive: datetime, minutes: int) -> None:
    at = naive.replace(microsecond=0, tzinfo=UTC)
    local = at + timedelta(minutes=minutes)
    sign, size = ("-" if minutes < 0 else "+"), abs(minutes)
    moment = read_moment(f"{local:%Y-%m-%dT%H:%M:%S}{sign}{size // 60:02}:{size % 60:02}")

    assert moment is not None
    assert moment.precision is Precision.DAY or moment.at == at


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    moment = read_moment(text, "Asia/Yangon")

    assert moment is None or moment.at.year >= 1989


@pytest.mark.parametrize(
    "text",
    ["5 May 2024, 10:15 -30% off", "5 May 2024 10:15 +99 views", "2024-05-05T10:15+31:00", "2024-05-05 10:15 -45"],
)
def test_a_figure_by_which_no_clock_on_earth_goes_ahead_is_no_offset(text: str) -> None:
    at_home, anywhere = read_moment(text, "Asia/Yangon"), read_moment(text)

    assert (at_home and at_home.iso(), anywhere and anywhere.iso()) == ("2024-05-05T03:45:00Z", "2024-05-05")


@given(
    st.sampled_from(["5 May 2024", "2024-05-05"]), st.from_regex(r"[ T]\d\d?:\d\d ?[+-]\d{1,4}(:\d\d)?", fullmatch=True)
)
def test_whatever_follows_a_clock_time_its_day_is_read(day: str, clock: str) -> None:
    moment = read_moment(f"{day}{clock}", "Asia/Yangon")

    assert moment is not None
    assert abs(moment.at.date() - date(2024, 5, 5)) <= timedelta(days=1)


@pytest.mark.parametrize("month_first", [False, True])
def test_the_day_of_the_week_tells_which_figure_is_the_month(month_first: bool) -> None:
    told = ("Wed, 05/07/2025 - 09:30", "Wednesday 7/5/2025", "Wed, 5.7.2025")

    assert {str(at.day) for text in told if (at := read_moment(text, month_first=month_first))} == {"2025-05-07"}
