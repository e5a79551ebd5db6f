"""How facts are worded on every screen alike: numbers, times, vital signs, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from immunization.dates import PartialDate
from immunization.entries import Sex, Vitals
from immunization.labels import SEXES
from immunization.text import Language, Text

UNKNOWN_SEX = Text(vi="Chưa rõ giới tính", en="Sex not known")
UNKNOWN_BIRTH = Text(vi="Chưa rõ ngày sinh", en="Birth date not known")
UNKNOWN_AGE = Text(vi="chưa rõ tuổi", en="age not known")
_AND = Text(vi=" và ", en=" and ")


def both(words: Callable[[Language], str]) -> Text:
    """Return a text from what says it in one language."""
    return Text(vi=words("vi"), en=words("en"))


def same(words: str) -> Text:
    """Return what is alike in both languages: a name, a number, a date."""
    return Text(vi=words, en=words)


def filled(words: Text, **values: object) -> Text:
    """Return words with their values filled in; a value that is a text gives its language."""

    def say(language: Language) -> str:
        given = {
            name: value.say(language) if isinstance(value, Text) else value
            for name, value in values.items()
        }
        return words.say(language, **given)

    return both(say)


def lower(text: Text) -> Text:
    """Return the text beginning with a small letter, as it stands inside a sentence."""
    return both(lambda language: text.say(language)[:1].lower() + text.say(language)[1:])


def capital(text: Text) -> Text:
    """Return the text beginning with a capital letter."""
    return both(lambda language: text.say(language)[:1].upper() + text.say(language)[1:])


def joined(parts: Iterable[Text], by: str = " ") -> Text:
    """Return texts as one, parted by ``by``."""
    texts = tuple(parts)
    return both(lambda language: by.join(text.say(language) for text in texts))


def listed(names: Iterable[str]) -> Text:
    """Return names as a sentence lists them: "Bàn 1, Bàn 2 và Bàn 4"."""
    *first, last = names
    return both(lambda language: f"{', '.join(first)}{_AND.say(language)}{last}" if first else last)


def decimal(value: float, language: Language) -> str:
    """Return a number with the language's decimal sign: 0,3 or 0.3."""
    shown = f"{value:g}"
    return shown.replace(".", ",") if language == "vi" else shown


def millilitres(volume: float | None) -> Text:
    """Return a volume: "0,3 ml"."""
    if volume is None:
        return same("")
    return both(lambda language: f"{decimal(volume, language)} ml")


def clock_time(at: datetime) -> str:
    """Return the time of day as it is shown: 09:42. ``at`` is in the desk's zone."""
    return f"{at:%H:%M}"


def sex_words(sex: Sex | None) -> Text:
    """Return the word for a sex, or that it is not known."""
    return SEXES[sex] if sex else UNKNOWN_SEX


def birth_words(birth: PartialDate | None) -> Text:
    """Return a birth date as it is shown: 12/03/1979, or the year alone."""
    return same(birth.show()) if birth else UNKNOWN_BIRTH


def age_words(birth: PartialDate | None, today: date) -> Text:
    """Return an age as the screen shows it: "47 tuổi", "khoảng 75 tuổi"."""
    if birth is None:
        return UNKNOWN_AGE
    return both(lambda language: birth.show_age(today, language))


def vital_signs(vitals: Vitals) -> Text | None:
    """Return vital signs in one line: "36,7 °C; mạch 78; huyết áp 122/78", None without any."""
    parts = []
    if vitals.temperature is not None:
        temperature = vitals.temperature
        parts.append(both(lambda language: f"{decimal(temperature, language)} °C"))
    if vitals.pulse is not None:
        parts.append(Text(vi=f"mạch {vitals.pulse}", en=f"pulse {vitals.pulse}"))
    if vitals.systolic is not None or vitals.diastolic is not None:
        pressure = f"{vitals.systolic or '?'}/{vitals.diastolic or '?'}"
        parts.append(Text(vi=f"huyết áp {pressure}", en=f"blood pressure {pressure}"))
    if vitals.respiration is not None:
        breaths = vitals.respiration
        parts.append(Text(vi=f"nhịp thở {breaths}", en=f"respiration {breaths}"))
    return capital(joined(parts, "; ")) if parts else None
