"""Taking back a dose or a reaction: a reason by its key, Ctrl+Enter; both entries stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from desk.desk import Desk
from desk.recorder import Saved
from desk.standing import JustSaved
from immunization.entries import VoidReason
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.labels import REACTION_VOID_REASONS, VOID_REASONS
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Work

Reasons = Mapping[str, Text]


class VoidView(Protocol):
    """The small dialog."""

    def show_void(self, name: str, what: Text, reasons: Reasons) -> None:
        """Open the dialog for one dose or reaction, with the reasons by key."""

    def show_message(self, alert: Alert | None) -> None:
        """Say in the page what went wrong."""


class VoidPresenter:
    """The dialog's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: VoidView,
        desk: Desk,
        work: Work,
        done: Callable[[Saved, PersonId, EntryId, VoidReason], None],
        done_with_reaction: Callable[[Saved], None],
    ) -> None:
        self._view, self._desk, self._work, self._done = view, desk, work, done
        self._done_with_reaction = done_with_reaction
        self._form: EntryId | None = None
        self._dose: tuple[PersonId, EntryId] | None = None
        self._reaction: tuple[PersonId, EntryId] | None = None
        self._saving = False

    @property
    def is_open(self) -> bool:
        """Whether the dialog is shown: no scan is taken meanwhile."""
        return self._dose is not None or self._reaction is not None

    def open(self, row: JustSaved) -> None:
        """Ask why this dose is taken back."""
        if row.dose is not None and row.person is not None:
            self.open_for(row.person, row.dose, row.name, row.what)

    def open_for(self, person: PersonId, dose: EntryId, name: str, what: Text) -> None:
        """Ask why a dose of a person is taken back."""
        self._begin()
        self._dose = (person, dose)
        self._view.show_void(name, what, {str(key): words for key, words in VOID_REASONS.items()})

    def open_for_reaction(self, person: PersonId, reaction: EntryId, name: str, what: Text) -> None:
        """Ask why a reaction of a person is taken back."""
        self._begin()
        self._reaction = (person, reaction)
        reasons = {str(key): words for key, words in REACTION_VOID_REASONS.items()}
        self._view.show_void(name, what, reasons)

    def confirmed(self, reason: str, note: str) -> None:
        """Take it back, for one of the reasons that were shown."""
        dose, reaction, form = self._dose, self._reaction, self._form
        if form is None or self._saving:
            return
        self._saving = True
        if dose is not None:
            why = next(key for key in VOID_REASONS if key == reason)
            self._work.write(
                lambda: self._desk.injection.void(form, *dose, why, note),
                lambda saved: self._voided(saved, *dose, why),
                self._failed,
            )
        elif reaction is not None:
            because = next(key for key in REACTION_VOID_REASONS if key == reason)
            self._work.write(
                lambda: self._desk.reaction_voids.void(form, *reaction, because, note),
                self._reaction_voided,
                self._failed,
            )

    def dismissed(self) -> None:
        """Leave everything as it is."""
        self._dose = self._reaction = self._form = None

    def _begin(self) -> None:
        self._form = self._desk.new_form()
        self._dose = self._reaction = None
        self._saving = False

    def _voided(self, saved: Saved, person: PersonId, entry: EntryId, reason: VoidReason) -> None:
        self.dismissed()
        self._done(saved, person, entry, reason)

    def _reaction_voided(self, saved: Saved) -> None:
        self.dismissed()
        self._done_with_reaction(saved)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self.dismissed()
        self._view.show_message(of_error(error))
