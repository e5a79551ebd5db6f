"""What comes in by field, hand scanner or camera, and how the page that is shown meets it.

A code is told apart by the desk. Another person while something is half entered asks first,
the same person blinks, a vial changes the vial and never the person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from desk.card import PersonCard
from desk.desk import Desk
from desk.errors import SeveralFiles
from desk.identify import (
    Candidates,
    Identified,
    NewPerson,
    Nothing,
    NotOurs,
    Opened,
    Pixels,
    StaffScanned,
    VialScanned,
)
from desk.staff import Operator
from immunization.dates import show_day
from immunization.errors import KnownError
from immunization.ids import PersonId
from immunization.text import Text
from ui.gifts import DroppedFiles, Gift, GivenText, PastedPicture
from ui.ports import Sounds
from ui.presenters.alert import Alert, of_error
from ui.presenters.pages import Pages
from ui.presenters.stage import STAGES, StagePage, Where
from ui.presenters.work import Latest, Work

_LEAST_TYPED = 2
"""Letters from which a list is shown while typing; fewer match half the register."""

_UNKNOWN_LOT = Text(
    vi="Lô này chưa nhập kho. Chưa đổi lọ. Xin nhập lô ở Kho vắc xin rồi quét lại.",
    en="This lot was not received. The vial is unchanged. Receive it under Stock, then scan again.",
)
_READING = Text(vi="Đang tìm mã trong hình.", en="Looking for a code in the picture.")
_VIAL_TAKEN = Text(vi="Đã đổi lọ ở bàn Tiêm.", en="The vial at Injection was changed.")


class Named(Struct, frozen=True):
    """Somebody in a question: the name, and the card if there is one (for the address)."""

    name: str
    card: PersonCard | None = None


class IntakeView(Protocol):
    """What the frame can show of what came in."""

    def show_found(self, found: Candidates | None) -> None:
        """Show a list over a page that has none of its own, or take it away."""

    def ask_switch(self, current: Named, other: Named) -> None:
        """Ask in the page whether to go to the other person; staying is the default."""

    def settle_switch(self) -> None:
        """Take the question away."""

    def clear_field(self) -> None:
        """Empty the scan field."""

    def listen(self) -> None:
        """Give the scan field the focus."""


class Place(Protocol):
    """Where it comes in: which page is shown, and how to show another or say something."""

    @property
    def where(self) -> Where:
        """Which page is shown."""

    @property
    def page(self) -> StagePage:
        """Its presenter."""

    @property
    def pages(self) -> Pages:
        """All presenters."""

    def show(self, where: Where) -> None:
        """Show another page."""

    def say(self, alert: Alert | None) -> None:
        """Say one thing in the page, or take it back."""

    def user_asked(self, operator: Operator) -> None:
        """Somebody's badge was read: they want to work here now."""


class Intake:
    """The one way of everything that comes in. All calls on the GUI thread."""

    def __init__(
        self, place: Place, view: IntakeView, desk: Desk, work: Work, sounds: Sounds
    ) -> None:
        self._place, self._view, self._desk, self._sounds = place, view, desk, sounds
        self._work = work
        self._scans, self._suggestions, self._cards = Latest(work), Latest(work), Latest(work)
        self._pending: Opened | NewPerson | None = None
        self._listing = self._emptied = False

    # -- what comes in --

    def code_read(self, raw: bytes | str) -> None:
        """Take a code."""
        self._suggestions.forget()
        self._emptied = False
        self.close_list()
        self._scans.ask(lambda: self._desk.identify.scanned(raw), self._scanned, self._failed)

    def given(self, gift: Gift) -> None:
        """Take a file, a picture or a text that was dropped or pasted: the code in it."""
        match gift:
            case GivenText(text=text):
                self.code_read(text)
            case DroppedFiles(paths=(path,)):
                self._read_given(lambda: self._desk.identify.file(Path(path)))
            case DroppedFiles():
                self._given_unread(SeveralFiles())
            case PastedPicture(width=width, height=height, rows=rows):
                picture = Pixels(width, height, rows)
                self._read_given(lambda: self._desk.identify.picture(picture))

    def typed(self, text: str) -> None:
        """Take the field's text while it changes: a list, never a person."""
        self._place.say(None)
        plain = text.strip()
        self._emptied = not plain
        if len(plain) >= _LEAST_TYPED:
            self._suggestions.ask(
                lambda: self._desk.identify.suggest(plain), self._suggested, self._failed
            )
            return
        self._suggestions.forget()
        self.close_list()
        if self._place.where == "reception":
            self._place.pages.reception.close_list()

    def entered(self, text: str) -> None:
        """Take Enter in the field."""
        plain = text.strip()
        self._emptied = False
        if plain:
            self._suggestions.forget()
            self._scans.ask(lambda: self._desk.identify.typed(plain), self._met, self._failed)

    def open_person(self, person: PersonId) -> None:
        """Open somebody from a list or a queue."""
        self._suggestions.forget()
        self._emptied = False
        self.close_list()
        self._cards.ask(
            lambda: self._desk.cards.of(person), lambda card: self._meet(Opened(card)), self._failed
        )

    # -- the question, the list, the emptied field --

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

    def forget(self) -> None:
        """Another page is shown: neither question nor list belongs to it."""
        self._pending = None
        self._view.settle_switch()
        self.close_list()

    def close(self) -> bool:
        """Close what is on top (Esc). Return whether there was anything.

        Emptying the field is all that an Esc does which found words in it.
        """
        emptied, self._emptied = self._emptied, False
        if self._pending is not None:
            self.stayed()
            return True
        if self._listing:
            self.close_list()
            self._view.clear_field()
            return True
        return emptied

    def close_list(self) -> None:
        """Take the list away."""
        if self._listing:
            self._listing = False
            self._view.show_found(None)

    # -- inside --

    def _read_given(self, read: Callable[[], Identified]) -> None:
        self._suggestions.forget()
        self._emptied = False
        self.close_list()
        self._place.say(Alert("info", _READING))
        self._scans.ask(read, self._scanned, self._given_unread)

    def _given_unread(self, error: KnownError) -> None:
        self._sounds.play("not_ours")
        self._place.say(Alert("warn", of_error(error).text))

    def _scanned(self, found: Identified) -> None:
        self._sounds.play("not_ours" if isinstance(found, NotOurs) else "read")
        self._place.pages.reception.note_read(found, self._desk.clock.now())
        self._met(found)

    def _met(self, found: Identified) -> None:
        self.close_list()
        self._place.say(None)
        match found:
            case NotOurs(text=text):
                self._place.say(Alert("warn", text))
            case Nothing():
                self._nothing(found)
            case VialScanned():
                self._vial(found)
            case StaffScanned(operator=operator):
                self._view.clear_field()
                self._place.user_asked(operator)
            case Candidates():
                self._list(found)
            case Opened() | NewPerson():
                self._meet(found)

    def _meet(self, found: Opened | NewPerson) -> None:
        # A scan does not wait for the disk, and what was just saved closes who was open.
        self._work.when_saved(lambda: self._meet_now(found))

    def _meet_now(self, found: Opened | NewPerson) -> None:
        page = self._place.page
        if self._is_same(found):
            page.same_again()
            self._view.clear_field()
            self._sheet(found)
        elif page.is_half_entered():
            self._pending = found
            self._view.clear_field()
            self._view.ask_switch(self._here(), _named(found))
        else:
            self._follow(found)

    def _is_same(self, found: Opened | NewPerson) -> bool:
        if isinstance(found, NewPerson):
            form = self._place.pages.reception.form
            return self._place.where == "reception" and form.is_for(found.registration)
        card = self._place.page.card()
        if card is None and self._place.where == "observation":
            return self._place.pages.observation.person() == found.card.person
        return card is not None and card.person == found.card.person

    def _follow(self, found: Opened | NewPerson) -> None:
        self._view.clear_field()
        nobodys = self._place.where in {"stock", "sync", "devices"}
        at_reception = isinstance(found, NewPerson) or nobodys
        if at_reception and self._place.where != "reception":
            self._place.show("reception")
        reception = self._place.pages.reception
        if isinstance(found, NewPerson):
            reception.register_new(found)
            return
        if self._place.where == "reception":
            reception.open_found(found)
        else:
            self._place.page.open(found.card)
            self._sheet(found)
        self._view.listen()

    def _sheet(self, found: Opened | NewPerson) -> None:
        """Give a signed consent sheet to the page where consent is asked."""
        if isinstance(found, Opened) and found.sheet and self._place.where == "screening":
            self._place.pages.screening.sheet_scanned(found.sheet)

    def _nothing(self, found: Nothing) -> None:
        if self._place.where == "reception" and not self._place.page.is_half_entered():
            self._place.pages.reception.show_nothing(found)
        else:
            self._place.say(Alert("info", found.text))

    def _vial(self, found: VialScanned) -> None:
        self._view.clear_field()
        pages = self._place.pages
        if self._place.where == "stock":
            expiry = show_day(date.fromisoformat(found.expiry)) if found.expiry else ""
            pages.stock.delivery_asked(
                product=found.product or "", lot=found.lot_number, expiry=expiry
            )
        elif found.refused is not None or found.lot is None:
            self._sounds.play("not_ours")
            self._place.say(Alert("stop", found.refused or _UNKNOWN_LOT))
        else:
            pages.injection.lot_chosen(found.lot)
            if self._place.where != "injection":
                self._place.say(Alert("ok", _VIAL_TAKEN))

    def _suggested(self, found: Candidates) -> None:
        if self._place.where in STAGES:
            self._list(found)

    def _list(self, found: Candidates) -> None:
        if self._place.where == "reception" and not self._place.page.is_half_entered():
            self._place.pages.reception.show_candidates(found)
            return
        self._listing = True
        self._view.show_found(found)

    def _here(self) -> Named:
        card = self._place.page.card()
        if card is not None:
            return Named(card.name, card)
        if self._place.where == "observation":
            board = self._place.pages.observation
            return Named(board.name_of(board.person()))
        is_form = self._place.where == "reception"
        return Named(self._place.pages.reception.form.name if is_form else "")

    def _failed(self, error: KnownError) -> None:
        self._place.say(of_error(error))


def _named(found: Opened | NewPerson) -> Named:
    if isinstance(found, Opened):
        return Named(found.card.name, found.card)
    return Named(found.registration.name)
