"""The screening form before an injection, and the conclusion that its answers propose.

The forms lie as data: for adults that of Decision 5785/QĐ-BYT, for children that of Decision
5002/QĐ-BYT (``rules/screening_*.toml``). The doctor decides; a rule only proposes, and says
from which items. Where several items are answered yes, the gravest wins: contraindicated, then
delay (who is ill today is not sent elsewhere today), then transfer. Items of caution alone
propose to vaccinate, with care.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from immunization.dates import PartialDate
from immunization.entries import Conclusion, Sex, Vitals
from immunization.struct_types import prepare
from immunization.text import Text
from immunization.vitals import Finding, Sign, abnormal

Leads = Literal["contraindicated", "delay", "transfer", "caution"]
Meaning = Literal["anaphylaxis_before", "allergy", "pregnant", "breastfeeding", "immunocompromised"]

_GRAVEST_FIRST: Final[tuple[Conclusion, ...]] = ("contraindicated", "delay", "transfer")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the form: ``legal`` words for paper, ``short`` ones for the screen.

    ``sexes`` is empty where everybody is asked. ``by_vitals``: a rule answers it yes when a
    vital sign is abnormal. ``reason`` is how the conclusion cites it. ``means`` tells the rules
    of the schedule, and the record that fills the form in, what a yes stands for.
    """

    key: str
    leads: Leads
    legal: Text
    short: Text
    reason: Text
    sexes: tuple[Sex, ...] = ()
    needs_note: bool = False
    by_vitals: bool = False
    delay_days: int | None = None
    means: Meaning | None = None
    confirmed: bool = True

    def is_for(self, sex: Sex | None) -> bool:
        """Tell whether the item applies; to a person of unknown sex every item does."""
        return not self.sexes or sex is None or sex in self.sexes


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A screening form: its legal name, its items in order, and the limits of vital signs.

    For ages from ``age_from`` to ``age_to`` in whole years. ``needs_guardian``: a parent or
    guardian is named. ``caveat`` says what of it could not be compared with the text of the law.
    """

    id: str
    title: Text
    source: str
    since: date
    until: date | None = None
    age_from: int = 0
    age_to: int | None = None
    needs_guardian: bool = False
    caveat: Text | None = None
    items: tuple[Item, ...]
    signs: tuple[Sign, ...]

    def item(self, key: str) -> Item | None:
        """Return the item with this key, or None."""
        return next((item for item in self.items if item.key == key), None)

    def keys_meaning(self, meaning: Meaning) -> frozenset[str]:
        """Return the items of which a yes stands for ``meaning``."""
        return frozenset(item.key for item in self.items if item.means == meaning)

    def is_for(self, birth: PartialDate | None, on: date) -> bool:
        """Tell whether the form holds ``on`` that day for a person born then.

        Whose age is not known counts as grown up. Whoever may still be a child is one.
        """
        if not (self.since <= on and (self.until is None or on <= self.until)):
            return False
        if birth is None:
            return self.age_to is None
        youngest = birth.ages_on(on)[0]
        return self.age_from <= youngest and (self.age_to is None or youngest <= self.age_to)


def form_for(forms: Sequence[Form], birth: PartialDate | None, on: date) -> Form | None:
    """Return the form for a person, else the one for adults, or None where there are none."""
    fitting = (form for form in forms if form.is_for(birth, on))
    grown_up = (form for form in forms if form.age_to is None)
    return next(fitting, next(grown_up, None))


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules propose, and from what.

    ``because`` is the one line of the action bar; ``reasons`` has one sentence an item;
    ``cautions`` are the items that ask for care whatever the conclusion. ``items`` are the
    keys answered yes, those by rule included; ``lacking`` those whose note is missing, and
    ``unsure`` those of which no text of the law confirms what follows.
    """

    conclusion: Conclusion
    because: Text
    reasons: tuple[Text, ...] = ()
    cautions: tuple[Text, ...] = ()
    items: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    delay_until: date | None = None


prepare(Form)


def by_rule(form: Form, vitals: Vitals, usual: Vitals | None = None) -> dict[str, str]:
    """Return the items that vital signs answer with yes, each with its note in Vietnamese."""
    findings = abnormal(vitals, form.signs, usual)
    if not findings:
        return {}
    note = ", ".join(finding.spoken.vi for finding in findings)
    return {item.key: note for item in form.items if item.by_vitals}


def propose(
    yes: Mapping[str, str],
    vitals: Vitals,
    sex: Sex | None,
    on: date,
    *,
    form: Form,
    usual: Vitals | None = None,
) -> Proposal:
    """Return the conclusion that the answers to a form and vital signs propose ``on`` that day.

    ``yes`` holds the items answered yes with their notes; an item that does not apply to the
    person's sex counts for nothing. ``usual`` are the person's usual vital signs if known.
    """
    findings = abnormal(vitals, form.signs, usual)
    answered = [
        item
        for item in form.items
        if item.is_for(sex) and (item.key in yes or (item.by_vitals and findings))
    ]
    conclusion = _gravest(answered)
    deciding = [item for item in answered if item.leads == conclusion]
    return Proposal(
        conclusion=conclusion,
        because=_because(deciding, findings),
        reasons=tuple(_cited(item, findings) for item in deciding),
        cautions=tuple(_cited(item, findings) for item in answered if item.leads == "caution"),
        items=tuple(item.key for item in answered),
        lacking=tuple(
            item.key
            for item in answered
            if item.needs_note
            and not yes.get(item.key, "").strip()
            and not (item.by_vitals and findings)
        ),
        unsure=tuple(item.key for item in answered if not item.confirmed),
        delay_until=_delay_until(deciding, on) if conclusion == "delay" else None,
    )


def _gravest(answered: Sequence[Item]) -> Conclusion:
    led_to = {item.leads for item in answered}
    return next((grave for grave in _GRAVEST_FIRST if grave in led_to), "vaccinate")


def _delay_until(deciding: Sequence[Item], on: date) -> date | None:
    """Return the latest suggested day; None when an item gives no number of days."""
    days = [item.delay_days for item in deciding]
    known = [number for number in days if number is not None]
    return on + timedelta(days=max(known)) if known and len(known) == len(days) else None


def _because(deciding: Sequence[Item], findings: Sequence[Finding]) -> Text:
    if not deciding:
        return Text(vi="Không có mục nào cần hoãn.", en="No item asks for a delay.")
    spoken = [_reason(item, findings) for item in deciding]
    vi = " và ".join(f"mục {item.key}" for item in deciding)
    en = " and ".join(f"item {item.key}" for item in deciding)
    return Text(
        vi=f"{vi[0].upper()}{vi[1:]}: {', '.join(reason.vi for reason in spoken)}.",
        en=f"{en[0].upper()}{en[1:]}: {', '.join(reason.en for reason in spoken)}.",
    )


def _cited(item: Item, findings: Sequence[Finding]) -> Text:
    reason = _reason(item, findings)
    return Text(vi=f"Mục {item.key}: {reason.vi}.", en=f"Item {item.key}: {reason.en}.")


def _reason(item: Item, findings: Sequence[Finding]) -> Text:
    if not (item.by_vitals and findings):
        return item.reason
    return Text(
        vi=", ".join(finding.spoken.vi for finding in findings),
        en=", ".join(finding.spoken.en for finding in findings),
    )
