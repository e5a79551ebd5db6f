"""Contradictions between a card and the record: named and shown, never fixed in silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desk.card import Clash, PersonCard
from desk.wording import filled
from immunization import identity
from immunization.dates import PartialDate, stored
from immunization.labels import SEXES
from immunization.names import fold
from immunization.text import Text
from records.folds.person_values import Person
from scanners.payloads import PersonFacts

_NAME: Final = Text(
    vi="Tên trên thẻ khác hồ sơ: {card} / {record}.",
    en="The name on the card differs from the record: {card} / {record}.",
)
_BIRTH: Final = Text(
    vi="Ngày sinh trên thẻ khác hồ sơ: {card} / {record}.",
    en="The birth date on the card differs from the record: {card} / {record}.",
)
_SEX: Final = Text(
    vi="Giới tính trên thẻ khác hồ sơ: {card} / {record}.",
    en="The sex on the card differs from the record: {card} / {record}.",
)


def card_against_record(facts: PersonFacts, card: PersonCard) -> Iterator[Clash]:
    """Yield where a code says something else than the record.

    What is not known contradicts nothing. Names are compared without marks and case: the
    national QR has neither.
    """
    if facts.name and card.name and fold(facts.name) != fold(card.name):
        text = filled(_NAME, card=facts.name, record=card.name)
        yield Clash("name", text, facts.name, card.name)
    if facts.birth and card.birth and not _may_be_same(facts.birth, card.birth):
        on_card, on_record = facts.birth.show(), card.birth.show()
        yield Clash("birth", filled(_BIRTH, card=on_card, record=on_record), on_card, on_record)
    if facts.sex and card.sex and facts.sex != card.sex:
        text = filled(_SEX, card=SEXES[facts.sex], record=SEXES[card.sex])
        yield Clash("sex", text, facts.sex, card.sex)


def within_record(person: Person) -> Iterator[Clash]:
    """Yield the contradictions between a person's numbers and particulars."""
    for number in person.numbers:
        for found in identity.conflicts(number, person.sex, stored(person.birth)):
            yield as_clash(found)


def as_clash(conflict: identity.Conflict) -> Clash:
    """Return a contradiction found in a number as the screen shows it."""
    match conflict.kind:
        case "sex":
            return Clash("sex", conflict.text)
        case "birth_year":
            return Clash("birth", conflict.text)
        case "prefix":
            return Clash("number", conflict.text)
        case "issued_before_birth":
            return Clash("issued", conflict.text)


def _may_be_same(one: PartialDate, other: PartialDate) -> bool:
    """Tell whether a day could be meant by both: 1951 and 12/03/1951 do not clash."""
    return one.earliest <= other.latest and other.earliest <= one.latest
