"""Screening: the form as the law words it, vital signs, the proposal, the decision."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

from desk.recorder import Saved
from immunization.entries import Conclusion, Vitals
from immunization.ids import EntryId, PersonId
from immunization.text import Text


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the checklist.

    ``short`` is what the screen may say, ``words`` what paper says. ``not_applicable`` is the
    reason for which the row has no answer (a man is not pregnant). ``by_rule`` says from what a
    rule chose yes.
    """

    code: str
    number: str
    words: Text
    short: Text
    yes: bool = False
    note: str = ""
    not_applicable: Text | None = None
    by_rule: Text | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A vital sign's field: its name, unit, limits in words, and whether it must be taken."""

    name: str
    words: Text
    unit: str
    limits: Text
    required: bool


@dataclass(frozen=True, slots=True)
class ScreeningForm:
    """A screening form opened for one person. ``form`` is its id and the later entry's."""

    form: EntryId
    person: PersonId
    law: str
    title: Text
    items: tuple[Item, ...]
    signs: tuple[Sign, ...]
    prefilled: Text | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the form: items answered yes with their notes, vital signs, decision.

    ``conclusion`` None follows the proposal. ``reason`` is needed where it differs.
    """

    form: EntryId
    person: PersonId
    yes: dict[str, str] = field(default_factory=dict)
    vitals: Vitals = field(default_factory=Vitals)
    conclusion: Conclusion | None = None
    delay_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An abnormal vital sign: which, and the sentence ("Trên 37,5 °C")."""

    sign: str
    text: Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes. ``chosen`` are items that a rule answers yes, and from what."""

    conclusion: Conclusion
    title: Text
    because: tuple[Text, ...]
    delay_until: date | None
    chosen: dict[str, Text]
    findings: tuple[Finding, ...]
    missing: tuple[Text, ...] = ()


class Screening:
    """Screens people."""

    def open(self, person: PersonId) -> ScreeningForm:
        """Open the form that the person's age asks for. Raises NoSuchPerson."""
        raise NotImplementedError

    def propose(self, answers: Answers) -> Proposal:
        """Return what the rules make of the answers so far; fast enough for every key."""
        raise NotImplementedError

    def save(self, answers: Answers) -> Future[Saved]:
        """Save the form.

        Raises ReasonMissing at once if it overrules without a reason, FieldMissing if a sign
        cannot be true.
        """
        raise NotImplementedError
