"""The workplace: whatever comes in by field, hand scanner or camera goes one way to one page.

A code is told apart by the desk, then met by the page that is shown: another person while
something is half entered asks first, the same person blinks, a vial changes the vial.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

from desk.card import PersonCard
from desk.desk import Desk
from desk.identify import (
    Candidates,
    Identified,
    NewPerson,
    Nothing,
    NotOurs,
    Opened,
    VialScanned,
)
from desk.queues import Counts, QueueRow
from desk.recorder import Saved
from desk.standing import JustSaved
from immunization.dates import show_day
from immunization.entries import VoidReason
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from immunization.text import Text
from ui.ports import SoundName, Sounds
from ui.presenters.alert import Alert, of_error
from ui.presenters.stage import STAGES, StagePage, Where
from ui.presenters.void import VoidPresenter
from ui.presenters.work import Latest, Work

if TYPE_CHECKING:
    from ui.presenters.injection import InjectionPresenter
    from ui.presenters.observation import ObservationPresenter
    from ui.presenters.reception import ReceptionPresenter
    from ui.presenters.stock import StockPresenter

QueuedStage = Literal["screening", "injection"]

_LEAST_TYPED = 2
"""Letters from which a list is shown while typing; fewer match half the register."""


class Pages(Protocol):
    """The presenters of all pages; each is made when it is first asked for."""

    @property
    def reception(self) -> ReceptionPresenter:
        """Đón tiếp."""

    @property
    def injection(self) -> InjectionPresenter:
        """Tiêm."""

    @property
    def observation(self) -> ObservationPresenter:
        """Theo dõi."""

    @property
    def stock(self) -> StockPresenter:
        """The stock."""

    def of(self, where: Where) -> StagePage:
        """Return the presenter of a place."""

    def is_made(self, where: Where) -> bool:
        """Whether a place was ever asked for: what was not has nothing to tell."""


class QueueState(Struct, frozen=True):
    """The queue beside a page: its rows, who is open, and who comes next."""

    stage: QueuedStage
    rows: tuple[QueueRow, ...]
    open: PersonId | None
    next_up: PersonId | None


class Named(Struct, frozen=True):
    """Somebody in a question: the name, and the card if there is one (for the address)."""

    name: str
    card: PersonCard | None = None


class WorkplaceView(Protocol):
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

    def show_found(self, found: Candidates | None) -> None:
        """Show a list over a page that has none of its own, or take it away."""

    def ask_switch(self, current: Named, other: Named) -> None:
        """Ask in the page whether to go to the other person; staying is the default."""

    def settle_switch(self) -> None:
        """Take the question away."""

    def refuse_in_dialog(self) -> None:
        """Say that a scan is not taken while a dialog is open."""

    def clear_field(self) -> None:
        """Empty the scan field."""

    def listen(self) -> None:
        """Give the scan field the focus."""


class WorkplacePresenter:
    """The workplace's behaviour; it is the `Host` of all pages. All calls on the GUI thread."""

    def __init__(self, view: WorkplaceView, desk: Desk, work: Work, sounds: Sounds) -> None:
        self._view, self._desk, self._work, self._sounds = view, desk, work, sounds
        self._pages: Pages | None = None
        self._void: VoidPresenter | None = None
        self._where: Where = "reception"
        self._scans, self._suggestions, self._cards = Latest(work), Latest(work), Latest(work)
        self._counts, self._queue, self._saved_rows = Latest(work), Latest(work), Latest(work)
        self._waiting = Latest(work)
        self._rows: tuple[QueueRow, ...] = ()
        self._saved: tuple[JustSaved, ...] = ()
        self._open_person: PersonId | None = None
        self._pending: Identified | None = None
        self._message = self._listing = False

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
        return self._rows[0].person if self._rows and self._open_person is None else None

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
        self._say(None)
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

    # -- places --

    def show(self, where: Where) -> None:
        """Show a page; what is half entered on the other stays there."""
        self._where = where
        self._pending = None
        self._view.settle_switch()
        self._close_list()
        self._say(None)
        self._view.show_place(where)
        self._open_person = self._whose()
        self._rows = ()
        self.changed()
        self._view.listen()

    def changed(self) -> None:
        """Something changed at the desk: read again what is in sight."""
        self._counts.ask(self._desk.queues.counts, self._view.show_counts, self._failed)
        self._waiting.ask(self._desk.standings.waiting, self._view.show_waiting, self._failed)
        self._saved_rows.ask(self._desk.standings.just_saved, self._just_saved, self._failed)
        if self._where in {"screening", "injection"}:
            stage: QueuedStage = "screening" if self._where == "screening" else "injection"
            self._queue.ask(lambda: self._desk.queues.rows(stage), self._queued, self._failed)
        if self._pages is not None:
            self.page.refresh()

    def tick(self) -> None:
        """Once a second: only what counts down."""
        if self._pages is not None and self._pages.is_made("observation"):
            self._pages.observation.tick()

    # -- the one field --

    def code_read(self, raw: bytes | str) -> None:
        """Take a code, from the camera or a hand scanner alike."""
        if self._void is not None and self._void.is_open:
            self._sounds.play("not_ours")
            self._view.refuse_in_dialog()
            return
        self._suggestions.forget()
        self._close_list()
        self._scans.ask(lambda: self._desk.identify.scanned(raw), self._scanned, self._failed)

    def typed(self, text: str) -> None:
        """Take the field's text while it changes: a list, never a person."""
        self._say(None)
        plain = text.strip()
        if len(plain) < _LEAST_TYPED:
            self._suggestions.forget()
            self._close_list()
            return
        self._suggestions.ask(
            lambda: self._desk.identify.suggest(plain), self._suggested, self._failed
        )

    def entered(self, text: str) -> None:
        """Take Enter in the field."""
        plain = text.strip()
        if not plain:
            return
        self._suggestions.forget()
        self._scans.ask(lambda: self._desk.identify.typed(plain), self._identified, self._failed)

    def open_person(self, person: PersonId) -> None:
        """Open somebody from a list or a queue."""
        self._close_list()
        self._cards.ask(lambda: self._desk.cards.of(person), self._card_read, self._failed)

    # -- keys --

    def primary(self) -> None:
        """Ctrl+Enter."""
        self.page.primary()

    def close(self) -> None:
        """Esc: close what is open on top; with nothing open the field is emptied."""
        if self._pending is not None:
            self.stayed()
        elif self._listing:
            self._close_list()
            self._view.clear_field()
        elif not self.page.close():
            self._say(None)
            self._view.clear_field()
        self._view.listen()

    def register_asked(self) -> None:
        """Ctrl+N: the form of a new person, on reception."""
        if self._where != "reception":
            self.show("reception")
        self.pages.reception.register_asked()

    def undo_asked(self, entry: EntryId | None = None) -> None:
        """Ctrl+Z: void the dose just saved (or the one of a row of "Vừa ghi")."""
        rows = (row for row in self._saved if row.dose is not None and row.void_reason is None)
        row = next((one for one in rows if entry is None or one.entry == entry), None)
        if row is not None and self._void is not None:
            self._void.open(row)

    def voided(self, saved: Saved, person: PersonId, dose: EntryId, _reason: VoidReason) -> None:
        """A dose was taken back: the form comes back filled in, for doing it again."""
        self.show("injection")
        self._cards.ask(
            lambda: self._desk.cards.of(person),
            lambda card: self.pages.injection.open_again(card, dose),
            self._failed,
        )
        self.saved(saved)

    def stayed(self) -> None:
        """Stay with who is open."""
        self._pending = None
        self._view.settle_switch()
        self._view.listen()

    def switched(self) -> None:
        """Leave what is half entered and go to the other person."""
        pending, self._pending = self._pending, None
        self._view.settle_switch()
        if pending is not None:
            self._follow(pending)

    # -- inside --

    def _scanned(self, found: Identified) -> None:
        self._sounds.play("not_ours" if isinstance(found, NotOurs) else "read")
        self.pages.reception.note_read(found, self._desk.clock.now())
        self._identified(found)

    def _identified(self, found: Identified) -> None:
        self._close_list()
        self._say(None)
        match found:
            case NotOurs(text=text):
                self._say(Alert("warn", text))
            case Nothing():
                self._nothing(found)
            case VialScanned():
                self._vial(found)
            case Candidates():
                self._list(found)
            case Opened() | NewPerson():
                self._meet(found)

    def _meet(self, found: Opened | NewPerson) -> None:
        page = self.page
        card = page.card()
        if isinstance(found, Opened) and card is not None and card.person == found.card.person:
            page.same_again()
            self._view.clear_field()
        elif page.is_half_entered():
            self._pending = found
            self._view.clear_field()
            self._view.ask_switch(self._here(), _named(found))
        else:
            self._follow(found)

    def _follow(self, found: Identified) -> None:
        self._view.clear_field()
        match found:
            case Opened(card=card):
                if self._where in {"stock", "sync"}:
                    self.show("reception")
                if self._where == "reception":
                    self.pages.reception.open_found(found)
                else:
                    self.page.open(card)
            case NewPerson():
                if self._where != "reception":
                    self.show("reception")
                self.pages.reception.register_new(found)
            case _:
                return
        self._view.listen()

    def _nothing(self, found: Nothing) -> None:
        if self._where == "reception" and not self.page.is_half_entered():
            self.pages.reception.show_nothing(found)
        else:
            self._say(Alert("info", found.text))

    def _vial(self, found: VialScanned) -> None:
        self._view.clear_field()
        if self._where == "stock":
            expiry = show_day(date.fromisoformat(found.expiry)) if found.expiry else ""
            self.pages.stock.delivery_asked(
                product=found.product or "", lot=found.lot_number, expiry=expiry
            )
        elif found.refused is not None or found.lot is None:
            self._sounds.play("not_ours")
            self._say(Alert("stop", found.refused or _UNKNOWN_LOT))
        else:
            self.pages.injection.lot_chosen(found.lot)
            if self._where != "injection":
                self._say(Alert("ok", _VIAL_TAKEN))

    def _suggested(self, found: Candidates) -> None:
        if self._where == "reception":
            self.pages.reception.show_candidates(found)
        elif self._where in STAGES:
            self._list(found)

    def _list(self, found: Candidates) -> None:
        if self._where == "reception" and not self.page.is_half_entered():
            self.pages.reception.show_candidates(found)
            return
        self._listing = True
        self._view.show_found(found)

    def _close_list(self) -> None:
        if self._listing:
            self._listing = False
            self._view.show_found(None)

    def _card_read(self, card: PersonCard) -> None:
        self._meet(Opened(card))

    def _here(self) -> Named:
        card = self.page.card()
        if card is not None:
            return Named(card.name, card)
        if self._where == "observation":
            person = self.pages.observation.person()
            return Named(self.pages.observation.name_of(person))
        return Named(self.pages.reception.form.name if self._where == "reception" else "")

    def _whose(self) -> PersonId | None:
        card = self.page.card() if self._pages is not None else None
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

    def _say(self, alert: Alert | None) -> None:
        if alert is not None or self._message:
            self._message = alert is not None
            self._view.show_message(alert)

    def _failed(self, error: KnownError) -> None:
        self._say(of_error(error))


_UNKNOWN_LOT = Text(
    vi="Lô này chưa nhập kho. Chưa đổi lọ. Xin nhập lô ở Kho vắc xin rồi quét lại.",
    en="This lot was not received. The vial is unchanged. Receive it under Stock, then scan again.",
)
_VIAL_TAKEN = Text(vi="Đã đổi lọ ở bàn Tiêm.", en="The vial at Injection was changed.")


def _named(found: Opened | NewPerson) -> Named:
    if isinstance(found, Opened):
        return Named(found.card.name, found.card)
    return Named(found.registration.name)
