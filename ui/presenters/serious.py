"""Serious events: acknowledging, the 24 hours, the report on paper, follow-ups until closed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import Literal, Protocol

from desk.card import PersonCard
from desk.desk import Desk
from desk.recorder import Saved
from desk.serious import SeriousEvent, SeriousNote
from immunization.errors import KnownError
from immunization.ids import EntryId
from ui.presenters.alert import Alert, of_error
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work

SeriousMode = Literal["overview", "phone", "written", "follow_up"]


class SeriousView(Protocol):
    """What the page of serious events can show."""

    def show_events(self, events: tuple[SeriousEvent, ...], now: datetime) -> None:
        """Show the list; each second again, because the hours count down."""

    def show_event(
        self,
        event: SeriousEvent | None,
        mode: SeriousMode,
        now: datetime,
        *,
        may_acknowledge: bool,
    ) -> None:
        """Show one event beside the list, with one of the panel's forms."""

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the report; "" for none."""

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the report and open it with the system's own program."""

    def go_to(self, field: str) -> None:
        """Give a field the focus and say that it is missing."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class SeriousPresenter:
    """The page's behaviour. All calls on the GUI thread."""

    def __init__(self, view: SeriousView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads, self._papers = Latest(work), Latest(work)
        self._events: tuple[SeriousEvent, ...] = ()
        self._chosen: EntryId | None = None
        self._mode: SeriousMode = "overview"
        self._form: EntryId | None = None
        self._to = ""
        self._note: SeriousNote | None = None
        self._touched = self._saving = False

    # -- ui.presenters.stage.StagePage --

    def card(self) -> PersonCard | None:
        """Nobody's card is open here."""
        return None

    def is_half_entered(self) -> bool:
        """Tell whether a form of the panel was begun."""
        return self._touched

    def open(self, card: PersonCard) -> None:
        """Choose the person's event; who has none is shown at reception."""
        event = next((one for one in self._events if one.person == card.person), None)
        if event is None:
            self._host.go("reception", card.person)
        else:
            self.chosen(event.reaction)

    def same_again(self) -> None:
        """Nothing blinks here."""

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Leave the form of the panel."""
        was_open = self._mode != "overview"
        self._leave_form()
        return was_open

    def primary(self) -> None:
        """Do what the panel's first button says."""
        event = self.event()
        if event is None:
            self._host.listen()
        elif self._mode in {"phone", "written"}:
            self._save_told(event)
        elif self._mode == "follow_up":
            self._save_note(event)
        elif event.acknowledged_at is None and self._desk.serious.may_acknowledge:
            self._write(
                lambda form: self._desk.serious.acknowledge(form, event.person, event.reaction)
            )
        elif event.written_at is None:
            self.print_asked()
        else:
            self.form_asked("follow_up")

    def refresh(self) -> None:
        """Read the list again."""
        self._reads.ask(self._desk.serious.open_events, self._read, self._failed)

    # -- the clock and the view --

    def tick(self) -> None:
        """Once a second: the hours count down."""
        if self._events:
            self._view.show_events(self._events, self._desk.clock.now())

    def event(self) -> SeriousEvent | None:
        """Return the event that is chosen."""
        return next((one for one in self._events if one.reaction == self._chosen), None)

    def chosen(self, reaction: EntryId) -> None:
        """Choose an event of the list; what is half entered for another keeps it."""
        if reaction != self._chosen and not self._touched:
            self._chosen = reaction
            self._leave_form()

    def form_asked(self, mode: SeriousMode) -> None:
        """Open a form of the panel."""
        self._mode, self._form = mode, None
        self._to, self._note = "", None
        self._show_event()

    def told(self, to: str) -> None:
        """Take who was told, as it is being typed."""
        self._to, self._touched = to, bool(to)

    def noted(self, note: SeriousNote | None) -> None:
        """Take what happened since as it is being typed; None while no outcome is chosen."""
        self._note, self._touched = note, True

    def print_asked(self) -> None:
        """Make the report and write it where the user says."""
        event = self.event()
        if event is None:
            return
        number = event.number or event.reaction[-6:]
        path = self._view.ask_where_to_print(f"tai-bien-{event.reported_at:%Y-%m-%d}-{number}.pdf")
        if path:
            self._papers.ask(
                lambda: self._desk.serious.paper(event.person, event.reaction),
                lambda pdf: self._view.keep_paper(path, pdf),
                self._failed,
            )

    # -- inside --

    def _save_told(self, event: SeriousEvent) -> None:
        how: Literal["phone", "written"] = "phone" if self._mode == "phone" else "written"
        if not self._to.strip():
            self._view.go_to("to")
            return
        to = self._to
        self._write(
            lambda form: self._desk.serious.notified(form, event.person, event.reaction, how, to)
        )

    def _save_note(self, event: SeriousEvent) -> None:
        note = self._note
        if note is None:
            self._view.go_to("outcome")
            return
        self._write(lambda form: self._desk.serious.add(form, event.person, event.reaction, note))

    def _write(self, act: Callable[[EntryId], Future[Saved]]) -> None:
        if self._saving:
            return
        form = self._form = self._form or self._desk.new_form()
        self._saving = True
        self._work.write(lambda: act(form), self._saved, self._save_failed)

    def _saved(self, saved: Saved) -> None:
        self._saving = False
        self._leave_form()
        self._host.saved(saved)
        self.refresh()

    def _leave_form(self) -> None:
        self._mode, self._form, self._touched = "overview", None, False
        self._view.show_alert(None)
        self._show_event()

    def _read(self, events: tuple[SeriousEvent, ...]) -> None:
        self._events = events
        if self.event() is None and not self._touched:
            self._chosen = events[0].reaction if events else None
            self._mode = "overview"
        self._view.show_events(events, self._desk.clock.now())
        # News must not take away a form that is being filled in.
        if self._mode == "overview":
            self._show_event()

    def _show_event(self) -> None:
        self._view.show_event(
            self.event(),
            self._mode,
            self._desk.clock.now(),
            may_acknowledge=self._desk.serious.may_acknowledge,
        )

    def _save_failed(self, error: KnownError) -> None:
        self._saving = False
        self._failed(error)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
