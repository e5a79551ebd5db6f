"""The person card: everything that the screen shows about one person, read at one moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from desk.standing import Standing
from immunization.dates import PartialDate
from immunization.entries import Conclusion, DoseKind, IdentityNumber, Outcome, Severity, Sex
from immunization.ids import EntryId, PersonId
from immunization.text import Text

Stage = Literal["none", "screening", "injection", "observation", "done"]
VerdictKind = Literal["vaccinate", "delay", "contraindicated", "transfer", "unknown", "nothing_due"]
ItemKind = Literal[
    "today", "dose", "screening", "not_given", "reaction", "arrival", "registered", "corrected"
]
Completeness = Literal["complete", "old", "unknown"]


class Knowledge(Struct, frozen=True):
    """How much this desk knows of a person's history, and since when.

    ``complete``  the history came from the centre, up to ``as_of``.
    ``old``       it did, but so long ago that a dose elsewhere could change the verdict.
    ``unknown``   the centre never told: an empty history is *not* "no doses".
    ``unchecked`` names desks of the site whose work of today may be missing here.
    """

    history: Completeness
    as_of: datetime | None
    unchecked: tuple[str, ...] = ()
    sentence: Text | None = None


class Due(Struct, frozen=True):
    """The dose that the schedule proposes. ``volume`` in ml."""

    product: str
    product_name: str
    dose_kind: DoseKind
    number: int
    title: Text
    volume: float | None


class Verdict(Struct, frozen=True):
    """May this person be injected now, and why; ``title`` is the 28 px line.

    ``because`` are facts in order of weight; ``rule`` and ``source`` answer "Vì sao?";
    ``data`` lists what was used. ``needs_reason``: going on overrules the verdict.
    """

    kind: VerdictKind
    title: Text
    because: tuple[Text, ...]
    knowledge: Knowledge
    due: Due | None = None
    from_day: date | None = None
    rule: Text | None = None
    source: str = ""
    data: tuple[Text, ...] = ()
    needs_reason: bool = False


class VoidMark(Struct, frozen=True):
    """Who took an entry back, when and why."""

    reason: Text
    note: str | None
    at: datetime
    by: str | None


class HistoryItem(Struct, frozen=True):
    """One stop of the history timeline, newest first.

    ``entry`` is None for "today" while nothing is written yet. ``void`` strikes it through.
    """

    kind: ItemKind
    day: date
    at: datetime | None
    title: Text
    lines: tuple[Text, ...]
    entry: EntryId | None = None
    standing: Standing | None = None
    void: VoidMark | None = None
    may_void: bool = False
    doubtful_clock: bool = False
    severity: Severity | None = None
    outcome: Outcome | None = None


class Clash(Struct, frozen=True):
    """A contradiction between two things that are known: shown, never fixed in silence."""

    field: Literal["name", "birth", "sex", "number", "issued"]
    text: Text
    on_card: str | None = None
    on_record: str | None = None


class Lookalike(Struct, frozen=True):
    """Another record that may be the same human being, and why that is thought."""

    person: PersonId
    name: str
    birth: PartialDate | None
    number_tail: str | None
    why: Text


class PersonCard(Struct, frozen=True):
    """One person at this moment. ``number`` is the number of the day at this site ("A061").

    ``stage`` is where the person stands today ("none": not received yet). ``allergies`` and
    ``past_reactions`` are the pills in front; ``allergies`` None means nobody ever asked.
    ``held`` says that another desk has the person open for injection now. ``still_due`` names
    what may be injected today with the vaccines at hand and has not been.
    """

    person: PersonId
    number: str | None
    name: str
    given_name: str
    sex: Sex | None
    sex_words: Text
    birth: PartialDate | None
    birth_words: Text
    age: Text
    numbers: tuple[IdentityNumber, ...]
    phone: str | None
    address: str | None
    guardian: str | None
    group: int | None
    allergies: str | None
    past_reactions: tuple[Text, ...]
    stage: Stage
    conclusion: Conclusion | None
    verdict: Verdict
    history: tuple[HistoryItem, ...]
    clashes: tuple[Clash, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    same_as: tuple[PersonId, ...] = ()
    dose_today: EntryId | None = None
    observe_until: datetime | None = None
    held: Text | None = None
    still_due: tuple[Text, ...] = ()

    @property
    def may_inject(self) -> bool:
        """Whether the injection is where the person is, or may come back to."""
        return self.stage == "injection" or (self.stage == "observation" and bool(self.still_due))

    @property
    def knowledge(self) -> Knowledge:
        """How complete the history is."""
        return self.verdict.knowledge
