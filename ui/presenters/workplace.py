"""The workplace: which page is shown, what stands around it, and what the keys of the house do."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

from desk.card import PersonCard
from desk.desk import Desk
from desk.queues import Counts, QueueRow
from desk.recorder import Saved
from desk.staff import Operator
from desk.standing import JustSaved
from immunization.entries import VoidReason
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from ui.gifts import Gift
from ui.ports import ScannedCode, SoundName, Sounds
from ui.presenters.alarm import AlarmPresenter, AlarmView
from ui.presenters.alert import Alert, of_error
from ui.presenters.intake import Intake, IntakeView, Named
from ui.presenters.pages import Pages
from ui.presenters.stage import StagePage, Where
from ui.presenters.stock_watch import StockWatch, StockWatchView
from ui.presenters.void import VoidPresenter
from ui.presenters.work import Latest, Work

__all__ = ["Named", "Pages", "QueueState", "WorkplacePresenter", "WorkplaceView"]

QueuedStage = Literal["screening", "injection"]

_AGAIN = Text(
    vi="Đang ghi dở. Bấm Esc lần nữa để bỏ.", en="Half entered. Press Esc once more to drop it."
)
_YOURSELF = Text(
    vi="Đây là thẻ của bạn. Bạn đang làm ở bàn này.",
    en="This is your own badge. You are working at this desk.",
)
_HALF_ENTERED = Text(
    vi="Ở trang Tiêm đang ghi dở cho người khác. Xin lưu hoặc bỏ trước, rồi báo phản ứng.",
    en="Injection is half entered for somebody else. Save or drop that first, then report.",
)
_VOIDED = Text(
    vi="Đã huỷ mũi. Đang ghi dở người khác: mở lại người ấy để ghi lại.",
    en="The dose is voided. Somebody else is half entered: open the person again to redo it.",
)


class QueueState(Struct, frozen=True):
    """The queue beside a page: its rows, who is open, and who comes next."""

    stage: QueuedStage
    rows: tuple[QueueRow, ...]
    open: PersonId | None
    next_up: PersonId | None


class WorkplaceView(IntakeView, AlarmView, StockWatchView, Protocol):
    """What the frame can show around the pages."""

    def show_place(self, where: Where) -> None:
        """Show a page."""

    def show_counts(self, counts: Counts) -> None:
        """Show the counts on the rail."""

    def show_queue(self, queue: QueueState) -> None:
        """Show the queue of the stage."""

    def show_saved(self, rows: tuple[JustSaved, ...]) -> None:
        """Show "Vừa ghi tại bàn này"."""

    def announce_saved(self, saved: Saved) -> None:
        """Let a screen reader say what was saved."""

    def show_waiting(self, entries: int) -> None:
        """Say how many own entries the centre lacks."""

    def show_message(self, alert: Alert | None) -> None:
        """Say one thing about what came in by the field."""

    def refuse_in_dialog(self) -> None:
        """Say that a scan is not taken while a dialog is open."""

    def open_emergency(self) -> None:
        """Open the emergency card."""

    def ask_user(self, operator: Operator) -> None:
        """Ask for the password of somebody who wants to work here now."""


class WorkplacePresenter:
    """The workplace's behaviour; it is the `Host` of all pages. All calls on the GUI thread."""

    def __init__(self, view: WorkplaceView, desk: Desk, work: Work, sounds: Sounds) -> None:
        self._view, self._desk, self._work, self._sounds = view, desk, work, sounds
        self._pages: Pages | None = None
        self._void: VoidPresenter | None = None
        self._where: Where = "reception"
        self._intake = Intake(self, view, desk, work, sounds)
        self._counts, self._queue, self._saved_rows = Latest(work), Latest(work), Latest(work)
        self._waiting, self._redone = Latest(work), Latest(work)
        self._alarm = AlarmPresenter(view, desk, work, sounds)
        self._stock = StockWatch(view, desk, work)
        self._rows: tuple[QueueRow, ...] = ()
        self._saved: tuple[JustSaved, ...] = ()
        self._open_person: PersonId | None = None
        self._message = self._warned = False

    def attach(self, pages: Pages, void: VoidPresenter) -> None:
        """Take the pages, which were made with this workplace as their host; show the first."""
        self._pages, self._void = pages, void
        self.show(self._where)

    @property
    def where(self) -> Where:
        """Which page is shown."""
        return self._where

    @property
    def page(self) -> StagePage:
        """The page that is shown."""
        return self.pages.of(self._where)

    @property
    def next_up(self) -> PersonId | None:
        """Who comes next in the queue while nobody is open: Enter opens them."""
        free = (row.person for row in self._rows if row.held_by is None)
        return next(free, None) if self._open_person is None else None

    @property
    def pages(self) -> Pages:
        """All pages. Only after `attach`."""
        if self._pages is None:
            raise RuntimeError("the pages are attached first")
        return self._pages

    # -- ui.presenters.stage.Host --

    def saved(self, saved: Saved) -> None:
        """Something was committed: show it, empty the field, listen."""
        # "Vừa ghi" is read from the journal's own tables, so it shows what is there.
        self._view.announce_saved(saved)
        self._sounds.play("saved")
        self.say(None)
        self._view.clear_field()
        self._view.listen()
        self.changed()

    def go(self, where: Where, person: PersonId | None = None) -> None:
        """Show a page, with a person opened on it."""
        self.show(where)
        if person is not None:
            self.open_person(person)

    def opened(self, person: PersonId | None) -> None:
        """Mark who is open in the queue."""
        self._open_person = person
        self._show_queue()

    def listen(self) -> None:
        """Give the focus back to the scan field."""
        self._view.listen()

    def play(self, sound: SoundName) -> None:
        """Play a sound."""
        self._sounds.play(sound)

    def report_reaction(self, person: PersonId, treatment: str = "") -> None:
        """Open the form of a reaction, on the injection's page, with what was given already."""
        injection = self.pages.injection
        if injection.is_half_entered():
            self.say(Alert("warn", _HALF_ENTERED))
            return
        self.show("injection")
        self._redone.ask(
            lambda: self._desk.cards.of(person),
            lambda card: injection.open_reaction(card, treatment),
            self._failed,
        )

    def emergency(self) -> None:
        """Open the emergency card."""
        self._view.open_emergency()

    # -- places --

    def show(self, where: Where) -> None:
        """Show a page; what is half entered on the other stays there."""
        if self._where == "devices" != where:
            self.pages.devices.left()
        self._where = where
        self._warned = False
        self._intake.forget()
        self.say(None)
        self._view.show_place(where)
        self._open_person = self._whose()
        self._rows = ()
        self.changed()
        if where == "devices":
            self.pages.devices.entered()
        self._view.listen()

    def changed(self) -> None:
        """Something changed at the desk: read again what is in sight."""
        self._counts.ask(self._desk.queues.counts, self._view.show_counts, self._failed)
        self._alarm.refresh()
        self._waiting.ask(self._desk.standings.waiting, self._view.show_waiting, self._failed)
        self._saved_rows.ask(self._desk.standings.just_saved, self._just_saved, self._failed)
        if self._where in {"screening", "injection"}:
            stage: QueuedStage = "screening" if self._where == "screening" else "injection"
            self._queue.ask(lambda: self._desk.queues.rows(stage), self._queued, self._failed)
        if self._pages is not None:
            self.page.refresh()
            if self._where != "observation" and self._pages.is_made("observation"):
                self._pages.observation.refresh_board()

    def tick(self, *, has_wall: bool = False) -> None:
        """Once a second: only what counts down. ``has_wall``: the waiting room's window is open."""
        if self._pages is not None and self._pages.is_made("observation"):
            in_sight = has_wall or self._where == "observation"
            self._pages.observation.tick(in_sight=in_sight)
        if self._pages is not None and self._where == "serious":
            self._pages.serious.tick()
        if self._pages is not None and self._where == "devices":
            self._pages.devices.tick()
        self._alarm.tick()
        self._stock.tick()

    # -- the one field --

    def code_read(self, raw: bytes | str) -> None:
        """Take a code, from the camera or a hand scanner alike."""
        self._warned = False
        if self._void is not None and self._void.is_open:
            self._sounds.play("not_ours")
            self._view.refuse_in_dialog()
        else:
            self._intake.code_read(raw)

    def scanned(self, code: ScannedCode) -> None:
        """Take a code from a hand scanner: the test code on its page, else like any code."""
        if self._where != "devices" or not self.pages.devices.took(code):
            self.code_read(code.raw)

    def given(self, gift: Gift) -> None:
        """Take what was dropped or pasted."""
        self._warned = False
        self._intake.given(gift)

    def typed(self, text: str) -> None:
        """Take the field's text while it changes."""
        self._intake.typed(text)

    def entered(self, text: str) -> None:
        """Take Enter in the field."""
        self._warned = False
        self._intake.entered(text)

    def open_person(self, person: PersonId) -> None:
        """Open somebody from a list or a queue."""
        self._warned = False
        self._intake.open_person(person)

    def stayed(self) -> None:
        """Stay with who is open."""
        self._intake.stayed()

    def switched(self) -> None:
        """Leave what is half entered and go to the other person."""
        self._intake.switched()

    def user_asked(self, operator: Operator) -> None:
        """Somebody's badge was read: nothing that is half entered here is touched by it."""
        if operator.id == self._desk.station.operator.id:
            self.say(Alert("info", _YOURSELF))
        else:
            self._work.when_saved(lambda: self._view.ask_user(operator))

    # -- keys --

    def primary(self) -> None:
        """Ctrl+Enter."""
        self.page.primary()

    def close(self) -> None:
        """Esc: close what is open on top; what is half entered is dropped by the second only."""
        if not self._intake.close():
            self._close_page()
        self._view.listen()

    def _close_page(self) -> None:
        page = self.page
        if page.is_half_entered() and not self._warned:
            if not page.close_aside():
                self._warned = True
                self.say(Alert("warn", _AGAIN))
            return
        self._warned = False
        self.say(None)
        if not page.close():
            self._view.clear_field()

    def register_asked(self) -> None:
        """Ctrl+N: the form of a new person, on reception."""
        if self._where != "reception":
            self.show("reception")
        self.pages.reception.register_asked()

    def correct_asked(self) -> None:
        """F4: put the open person's particulars right; from another page first to the card."""
        person = self._whose()
        if self._where == "reception":
            self.pages.reception.correct_asked()
        elif person is not None:
            self.go("reception", person)

    def undo_asked(self, entry: EntryId | None = None) -> None:
        """Ctrl+Z: void the dose just saved (or the one of a row of "Vừa ghi")."""
        rows = (row for row in self._saved if row.dose is not None and row.void_reason is None)
        row = next((one for one in rows if entry is None or one.entry == entry), None)
        if row is not None and self._void is not None:
            self._void.open(row)

    def voided(self, saved: Saved, person: PersonId, dose: EntryId, _reason: VoidReason) -> None:
        """A dose was taken back: the form comes back filled in, for doing it again."""
        injection = self.pages.injection
        if injection.is_half_entered():
            self.saved(saved)
            self.say(Alert("ok", _VOIDED))
            return
        self.show("injection")
        self._redone.ask(
            lambda: self._desk.cards.of(person),
            lambda card: injection.open_again(card, dose),
            self._failed,
        )
        self.saved(saved)

    def say(self, alert: Alert | None) -> None:
        """Say one thing in the page, or take back what was said here."""
        if alert is not None or self._message:
            self._message = alert is not None
            self._view.show_message(alert)

    # -- inside --

    def _whose(self) -> PersonId | None:
        card: PersonCard | None = self.page.card() if self._pages is not None else None
        return card.person if card is not None else None

    def _queued(self, rows: tuple[QueueRow, ...]) -> None:
        self._rows = rows
        self._show_queue()

    def _show_queue(self) -> None:
        if self._where in {"screening", "injection"}:
            stage: QueuedStage = "screening" if self._where == "screening" else "injection"
            state = QueueState(stage, self._rows, self._open_person, self.next_up)
            self._view.show_queue(state)

    def _just_saved(self, rows: tuple[JustSaved, ...]) -> None:
        self._saved = rows
        self._view.show_saved(rows)

    def _failed(self, error: KnownError) -> None:
        self.say(of_error(error))
