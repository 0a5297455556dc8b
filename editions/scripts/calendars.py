"""Dates as each edition writes them. URLs, feeds and `datetime` attributes stay Gregorian and ISO."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache

import jdatetime
from django.utils import dates, translation

from editions.scripts import hijri
from editions.scripts.digits import to_digits

# Month names by (language, set). The sets are those of CLDR's regional locales (ar-IQ, ar-EG, ar-DZ and ar-TN, ar-MA,
# fa-AF); Albanian names are lower case in running text.
MONTHS: dict[tuple[str, str], list[str]] = {
    ("en", ""): "January February March April May June July August September October November December".split(),
    ("sq", ""): "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor".split(),
    ("ar", "levant"): [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ],
    ("ar", "gulf"): "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    ("ar", "maghreb"): "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    ("ar", "morocco"): "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split(),
    ("fa", ""): "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split(),
    ("fa", "afghan"): "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر".split(),
}  # fmt: skip
MONTHS["ar", ""] = MONTHS["ar", "gulf"]
JALALI_MONTHS: dict[tuple[str, str], list[str]] = {
    ("fa", ""): "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split(),
    ("fa", "afghan"): "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split(),
    ("ar", ""): "فروردين أرديبهشت خرداد تير مرداد شهريور مهر آبان آذر دي بهمن إسفند".split(),
    ("en", ""): "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand".split(),
}
# As CLDR has them; the letter ʻ is its own.
HIJRI_MONTHS: dict[tuple[str, str], list[str]] = {
    ("en", ""): [
        "Muharram", "Safar", "Rabiʻ I", "Rabiʻ II", "Jumada I", "Jumada II",
        "Rajab", "Shaʻban", "Ramadan", "Shawwal", "Dhuʻl-Qiʻdah", "Dhuʻl-Hijjah",
    ],
    ("ar", ""): [
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ],
    ("fa", ""): [
        "محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی",
        "رجب", "شعبان", "رمضان", "شوال", "ذیقعده", "ذیحجه",
    ],
    ("sq", ""): [
        "muharrem", "sefer", "rebiul-evel", "rebiu-theni", "xhumadel-ula", "xhumade-theni",
        "rexheb", "shaban", "ramazan", "sheval", "dhul-kade", "dhul-hixhe",
    ],
}  # fmt: skip
# What says after the year that it is a lunar one: two eras count from the Hijra. No break before it.
HIJRI_ERAS = {"en": "\u00a0AH", "ar": "\u00a0هـ", "fa": "\u00a0ه‍.ق.", "sq": "\u00a0h."}
# Monday first, as `date.weekday()` counts.
WEEKDAYS: dict[str, list[str]] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "sq": ["e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë", "e diel"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    "fa": ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
}


@dataclass(frozen=True)
class DateStyle:
    """How an edition writes dates: language code, "gregorian", "jalali" or "hijri", digit family, month names."""

    language: str
    calendar: str = "gregorian"
    digits: str = "latn"
    month_names: str = ""


@cache
def _months(language: str, month_names: str, *, alone: bool) -> list[str]:
    """Gregorian months: ours, else those of Django's own translations (English where it has none for the language).

    Args:
        alone: without a day before them; many languages have another form for that.
    """
    base = language.split("-")[0]
    if ours := MONTHS.get((base, month_names)) or MONTHS.get((base, "")):
        return ours
    with translation.override(language):
        return [str((dates.MONTHS if alone else dates.MONTHS_ALT)[number]) for number in range(1, 13)]


@cache
def _weekdays(language: str) -> list[str]:
    """Monday first; ours, else Django's."""
    if ours := WEEKDAYS.get(language.split("-")[0]):
        return ours
    with translation.override(language):
        return [str(dates.WEEKDAYS[number]) for number in range(7)]


def _names(table: dict[tuple[str, str], list[str]], style: DateStyle) -> list[str]:
    language = style.language.split("-")[0]
    return table.get((language, style.month_names)) or table.get((language, "")) or table["en", ""]


def _jalali(day: date) -> jdatetime.date | None:
    """The day in the Jalali calendar; None before its first year and in the last one that Python's dates have."""
    try:
        return jdatetime.date.fromgregorian(date=day)
    except ValueError:
        return None


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The moment in a time zone; as it is where that would lie outside the years that Python's dates have."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def month_names(style: DateStyle, calendar: str) -> list[str]:
    """The twelve months of a calendar ("gregorian" or "jalali") as they stand alone, in the style's language."""
    if calendar == "jalali":
        return _names(JALALI_MONTHS, style)
    return _months(style.language, style.month_names, alone=True)


def weekday_names(style: DateStyle) -> list[str]:
    """Monday first."""
    return _weekdays(style.language)


def month_name(number: int, style: DateStyle) -> str:
    """The name of the `number`th month of the style's calendar, without a day before it."""
    return month_names(style, style.calendar)[number - 1]


def weekday_name(day: date, language: str) -> str:
    return _weekdays(language)[day.weekday()]


def short_weekday(name: str, language: str) -> str:
    """As the head of a column: one letter in Persian, whole without its article in Arabic, else two letters."""
    if language == "fa":
        return name[0]
    if language == "ar":
        return name.removeprefix("ال")
    return name.removeprefix("e ")[:2].capitalize()


def parts(day: date, style: DateStyle) -> tuple[int, str, int]:
    """Year, month's name and day of the month of `day` in the style's calendar; in the Gregorian one for days that the
    style's does not reach."""
    if style.calendar == "jalali" and (jalali := _jalali(day)):
        return jalali.year, _names(JALALI_MONTHS, style)[jalali.month - 1], jalali.day
    if style.calendar == "hijri" and (lunar := hijri.from_gregorian(day)):
        year, month, number = lunar
        return year, _names(HIJRI_MONTHS, style)[month - 1], number
    return day.year, _months(style.language, style.month_names, alone=False)[day.month - 1], day.day


def first_day(year: int, style: DateStyle) -> date | None:
    """Of a year of the style's calendar; None for years that it does not reach."""
    try:
        if style.calendar == "jalali":
            return jdatetime.date(year, 1, 1).togregorian()
        return hijri.first_day(year) if style.calendar == "hijri" else date(year, 1, 1)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=64)
def next_year(day: date, style: DateStyle) -> date:
    """The first day of the year that follows that of `day`, in the style's calendar."""
    year, low, high = parts(day, style)[0], 0, 366
    while high - low > 1:
        middle = (low + high) // 2
        if parts(day + timedelta(days=middle), style)[0] == year:
            low = middle
        else:
            high = middle
    return day + timedelta(days=high)


def format_date(moment: date | datetime, style: DateStyle, *, weekday: bool = False) -> str:
    """`21 March 2026`, `۱ فروردین ۱۴۰۵`: day, month's name, year; a datetime counts in its own zone."""
    day = moment.date() if isinstance(moment, datetime) else moment
    year, month, number = parts(day, style)
    text = f"{number} {month} {year}"
    if style.calendar == "hijri" and hijri.from_gregorian(day):
        text += HIJRI_ERAS.get(style.language.split("-")[0], HIJRI_ERAS["en"])
    if weekday:
        language = style.language.split("-")[0]
        comma = "، " if language in {"ar", "fa"} else ", "
        names = _weekdays(style.language)
        text = names[day.weekday()] + (" " if language == "fa" else comma) + text
    return to_digits(text, style.digits)


def format_day_and_month(moment: date | datetime, style: DateStyle) -> str:
    """`21 Mar`, `۱ فروردین`: for columns in which the year is plain. Latin month names are cut to three letters."""
    _year, month, number = parts(moment.date() if isinstance(moment, datetime) else moment, style)
    if style.language.split("-")[0] not in {"ar", "fa"}:
        month = month[:3]
    return to_digits(f"{number} {month}", style.digits)


def format_month(day: date, style: DateStyle) -> str:
    """The Gregorian month of `day`, since archives are addressed by it; a Jalali edition says which two it spans."""
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    if style.calendar == "jalali" and _jalali(first) and _jalali(last):
        first_year, first_month, _ = parts(first, style)
        last_year, last_month, _ = parts(last, style)
        start = first_month if first_year == last_year else f"{first_month} {first_year}"
        return to_digits(f"{start} – {last_month} {last_year}", style.digits)
    month = _months(style.language, style.month_names, alone=True)[day.month - 1]
    return to_digits(f"{month} {day.year}", style.digits)


def format_time(moment: datetime, style: DateStyle) -> str:
    return to_digits(f"{moment:%H:%M}", style.digits)
