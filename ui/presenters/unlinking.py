"""Taking two linked records apart: which link, why, and the card of who is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk.desk import Desk
from desk.recorder import Saved
from desk.unlinking import LinkHeld
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from ui.presenters.alert import Alert, of_error
from ui.presenters.work import Latest, Work


class UnlinkView(Protocol):
    """What the reception page can show of it."""

    def ask_unlink(self, link: LinkHeld) -> None:
        """Ask why these two records are two people after all."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class UnlinkPresenter:
    """Its behaviour. All calls on the GUI thread."""

    def __init__(
        self, view: UnlinkView, desk: Desk, work: Work, done: Callable[[Saved], None]
    ) -> None:
        self._view, self._desk, self._work, self._done = view, desk, work, done
        self._reads = Latest(work)
        self._link: LinkHeld | None = None
        self._form: EntryId | None = None
        self._saving = False

    def open(self, person: PersonId) -> None:
        """Ask about the newest of a person's links."""
        self._reads.ask(lambda: self._desk.unlinking.links(person), self._read, self._failed)

    def confirmed(self, reason: str) -> None:
        """Take the link back."""
        link, form = self._link, self._form
        if link is None or form is None or self._saving:
            return
        self._saving = True
        self._work.write(
            lambda: self._desk.unlinking.undo(form, link, reason), self._saved, self._failed
        )

    def _read(self, links: tuple[LinkHeld, ...]) -> None:
        if links:
            self._link, self._form = links[0], self._desk.new_form()
            self._saving = False
            self._view.ask_unlink(links[0])

    def _saved(self, saved: Saved) -> None:
        self._link = self._form = None
        self._saving = False
        self._done(saved)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))
