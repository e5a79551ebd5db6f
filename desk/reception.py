"""Reception: registering a person, correcting, linking, and giving the number of the day."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass

from desk.card import Lookalike
from desk.recorder import Saved
from immunization.entries import IdentityNumber, PersonCorrected, Sex
from immunization.ids import EntryId, PersonId
from immunization.text import Text


@dataclass(frozen=True, slots=True)
class Registration:
    """The form of a new person, as text that is still being typed.

    ``birth`` as typed or read: 12/03/1979, 1979. ``source`` names where it came from (a payload
    kind or ``typed``); ``from_card`` names the fields that the code filled in.
    """

    form: EntryId
    name: str = ""
    sex: Sex | None = None
    birth: str = ""
    numbers: tuple[IdentityNumber, ...] = ()
    phone: str = ""
    address: str = ""
    allergies: str = ""
    guardian: str = ""
    group: int | None = None
    source: str = "typed"
    person: PersonId | None = None
    from_card: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is missing or wrong in a field: the sentence takes the place of the field's limit.

    ``stops``: cannot be saved like this. Else it is shown and may be saved.
    """

    field: str
    text: Text
    stops: bool = True


class Reception:
    """Registers and receives people."""

    def blank(self) -> Registration:
        """Return an empty registration form with its id."""
        raise NotImplementedError

    def flaws(self, draft: Registration) -> tuple[Flaw, ...]:
        """Return what is missing, wrong or contradictory in a registration."""
        raise NotImplementedError

    def lookalikes(self, draft: Registration) -> tuple[Lookalike, ...]:
        """Return people here with the same number, or the same folded name and birth date."""
        raise NotImplementedError

    def register(self, draft: Registration) -> Future[Saved]:
        """Register the person and nothing else. Raises FieldMissing at once for a flaw."""
        raise NotImplementedError

    def register_and_arrive(self, draft: Registration) -> Future[Saved]:
        """Register the person and give the number of the day, in one transaction."""
        raise NotImplementedError

    def correct(self, form: EntryId, person: PersonId, change: PersonCorrected) -> Future[Saved]:
        """Correct particulars; only the fields given change. The reason is required."""
        raise NotImplementedError

    def link(
        self, form: EntryId, person: PersonId, same_as: PersonId, reason: str
    ) -> Future[Saved]:
        """Say that two records are the same human being. Needs a supervisor."""
        raise NotImplementedError

    def next_number(self) -> str:
        """Return the number that the next person received here will get ("A062")."""
        raise NotImplementedError

    def arrive(self, form: EntryId, person: PersonId) -> Future[Saved]:
        """Receive a person: the number of the day is in the answer.

        Who was received today already keeps the number (``again``).
        """
        raise NotImplementedError
