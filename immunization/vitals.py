"""Vital signs: what can be a reading at all, and what the screening form calls abnormal.

Limits lie with their form: those of Decisions 4355/QĐ-BYT and 5785/QĐ-BYT are for adults, those
for children are not confirmed. The value of a limit itself is normal: abnormal is above
37.5 °C, not at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from immunization.entries import Vitals
from immunization.numerals import measured, show_number
from immunization.text import Text

SignName = Literal["temperature", "pulse", "systolic", "diastolic", "respiration"]


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """A vital sign with its limits: normal from ``low`` to ``high``, both included.

    ``least`` and ``most`` bound what can be a reading; ``above_usual`` is how far above the
    person's usual value is abnormal as well. ``required`` signs are taken from everybody,
    others from those older than ``required_over_age``, and where history or symptoms ask for it.
    """

    name: SignName
    label: Text
    unit: Text
    low: float | None = None
    high: float
    above_usual: float | None = None
    least: float
    most: float
    required: bool = False
    required_over_age: int | None = None
    confirmed: bool = True

    def is_required(self, age: int | None) -> bool:
        """Tell whether the sign must be taken from a person of this age in years."""
        over = self.required_over_age
        return self.required or (over is not None and age is not None and age > over)

    def limits(self) -> Text:
        """Return the normal range as the form shows it: "60 đến 100", "tới 25"."""
        low, high = self.low, self.high
        if low is None:
            return Text(vi=f"tới {show_number(high, 'vi')}", en=f"up to {show_number(high, 'en')}")
        return Text(
            vi=f"{show_number(low, 'vi')} đến {show_number(high, 'vi')}",
            en=f"{show_number(low, 'en')} to {show_number(high, 'en')}",
        )


class Finding(msgspec.Struct, frozen=True):
    """A sign out of its limits: ``text`` stands below it, ``spoken`` in a reason."""

    sign: SignName
    value: float
    text: Text
    spoken: Text


def abnormal(
    vitals: Vitals, signs: Sequence[Sign], usual: Vitals | None = None
) -> tuple[Finding, ...]:
    """Return each sign that is abnormal, in the form's order.

    ``usual`` are the person's usual values where they are known.
    """
    return tuple(_findings(vitals, signs, usual or Vitals()))


def implausible(vitals: Vitals, signs: Sequence[Sign]) -> tuple[Finding, ...]:
    """Return each value that cannot be a reading, such as 381 °C: to be typed again."""
    found = [
        _finding(sign, value, _not_between(sign))
        for sign, value in _taken(vitals, signs)
        if not sign.least <= value <= sign.most
    ]
    if not found and _is_crossed(vitals):
        sign = next(sign for sign in signs if sign.name == "diastolic")
        found.append(_finding(sign, vitals.diastolic or 0, _CROSSED))
    return tuple(found)


_CROSSED = Text(
    vi="Số dưới phải nhỏ hơn số trên. Xin đo hoặc nhập lại.",
    en="The lower figure must be less than the upper. Please measure or type again.",
)
_FEVER = Text(vi="sốt", en="fever")


def _taken(vitals: Vitals, signs: Sequence[Sign]) -> Iterator[tuple[Sign, float]]:
    for sign in signs:
        value = getattr(vitals, sign.name)
        if value is not None:
            yield sign, value


def _findings(vitals: Vitals, signs: Sequence[Sign], usual: Vitals) -> Iterator[Finding]:
    for sign, value in _taken(vitals, signs):
        if value > sign.high:
            yield _finding(sign, value, _limit(sign, "Trên", "Above", sign.high))
        elif sign.low is not None and value < sign.low:
            yield _finding(sign, value, _limit(sign, "Dưới", "Below", sign.low))
        elif _is_far_above_usual(sign, value, getattr(usual, sign.name)):
            more = value - getattr(usual, sign.name)
            yield _finding(sign, value, _limit(sign, "Cao hơn thường ngày", "Above usual by", more))


def _is_far_above_usual(sign: Sign, value: float, usual: float | None) -> bool:
    return sign.above_usual is not None and usual is not None and value - usual >= sign.above_usual


def _is_crossed(vitals: Vitals) -> bool:
    return (
        vitals.systolic is not None
        and vitals.diastolic is not None
        and vitals.diastolic >= vitals.systolic
    )


def _finding(sign: Sign, value: float, text: Text) -> Finding:
    label = Text(vi=sign.label.vi.lower(), en=sign.label.en.lower())
    if sign.name == "temperature" and value > sign.high:
        label = _FEVER
    shown = measured(value, sign.unit)
    return Finding(sign.name, value, text, _words(label.vi, label.en, shown))


def _limit(sign: Sign, vi: str, en: str, value: float) -> Text:
    return _words(vi, en, measured(value, sign.unit))


def _words(vi: str, en: str, shown: Text) -> Text:
    return Text(vi=f"{vi} {shown.vi}", en=f"{en} {shown.en}")


def _not_between(sign: Sign) -> Text:
    return Text(
        vi=f"Phải từ {show_number(sign.least, 'vi')} đến {show_number(sign.most, 'vi')} "
        f"{sign.unit.vi}. Xin đo hoặc nhập lại.",
        en=f"Must be {show_number(sign.least, 'en')} to {show_number(sign.most, 'en')} "
        f"{sign.unit.en}. Please measure or type again.",
    )
