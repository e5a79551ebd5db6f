"""Taking back what was just saved: a reason by its key, Ctrl+Enter; both entries stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.desk import Desk
from desk.recorder import Saved
from desk.standing import JustSaved
from immunization.entries import VoidReason
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Work


class VoidView(Protocol):
    """The small dialog."""

    def show_void(self, name: str, what: Text) -> None:
        """Open the dialog for one dose."""

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
    ) -> None:
        self._view, self._desk, self._work, self._done = view, desk, work, done
        self._form: EntryId | None = None
        self._dose: tuple[PersonId, EntryId] | None = None
        self._saving = False

    @property
    def is_open(self) -> bool:
        """Whether the dialog is shown: no scan is taken meanwhile."""
        return self._dose is not None

    def open(self, row: JustSaved) -> None:
        """Ask why this dose is taken back."""
        if row.dose is not None and row.person is not None:
            self.open_for(row.person, row.dose, row.name, row.what)

    def open_for(self, person: PersonId, dose: EntryId, name: str, what: Text) -> None:
        """Ask why a dose of a person is taken back."""
        self._form = self._desk.new_form()
        self._dose = (person, dose)
        self._saving = False
        self._view.show_void(name, what)

    def confirmed(self, reason: VoidReason, note: str) -> None:
        """Take it back."""
        dose, form = self._dose, self._form
        if dose is None or form is None or self._saving:
            return
        self._saving = True
        person, entry = dose
        self._work.write(
            lambda: self._desk.injection.void(form, person, entry, reason, note),
            lambda saved: self._voided(saved, person, entry, reason),
            self._failed,
        )

    def dismissed(self) -> None:
        """Leave everything as it is."""
        self._dose = self._form = None

    def _voided(self, saved: Saved, person: PersonId, entry: EntryId, reason: VoidReason) -> None:
        self._dose = self._form = None
        self._done(saved, person, entry, reason)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._dose = self._form = None
        self._view.show_message(of_error(error))
