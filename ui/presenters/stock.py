"""Vaccine at the site: what came, what was used, what is left; receiving a delivery."""

from __future__ import annotations

from typing import Final, Protocol

from msgspec.structs import replace

from desk.card import PersonCard
from desk.desk import Desk
from desk.recorder import Saved
from desk.stock import LotDraft, LotFlaw, LotRow, Product
from immunization.errors import KnownError
from ui.presenters.alert import Alert, of_error
from ui.presenters.keeping import KeepingPresenter, KeepingView, Tab
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work

LOT_FIELDS: Final = ("product", "lot", "expiry", "doses", "supplier", "licence", "storage")


class StockView(KeepingView, Protocol):
    """What the stock page can show."""

    def show_lots(self, lots: tuple[LotRow, ...]) -> None:
        """Show the lots."""

    def show_delivery(self, draft: LotDraft | None, products: tuple[Product, ...]) -> None:
        """Open the form of a delivery, or with None close it."""

    def show_flaws(self, flaws: tuple[LotFlaw, ...]) -> None:
        """Put each sentence under its field; fields not named are right."""

    def go_to(self, field: str) -> None:
        """Give a field the focus."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class StockPresenter:
    """The stock page's behaviour. All calls on the GUI thread."""

    def __init__(self, view: StockView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads, self._checks = Latest(work), Latest(work)
        self.keeping = KeepingPresenter(view, desk, work, host)
        self._products: tuple[Product, ...] = ()
        self._draft: LotDraft | None = None
        self._seen: set[str] = set()
        self._touched = self._saving = self._pressed = False

    def card(self) -> PersonCard | None:
        """Nobody is open here."""
        return None

    def is_half_entered(self) -> bool:
        """Tell whether a delivery was begun."""
        return self._touched or self.keeping.is_half_entered

    def open(self, card: PersonCard) -> None:
        """A person has no place here: go to reception with them."""
        self._host.go("reception", card.person)

    def same_again(self) -> None:
        """Nothing blinks here."""

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Close the form that is open."""
        if self.keeping.close():
            return True
        was_open, self._draft = self._draft is not None, None
        self._touched = self._saving = self._pressed = False
        if was_open:
            self._checks.forget()
            self._view.show_delivery(None, ())
            self._view.show_alert(None)
        return was_open

    def primary(self) -> None:
        """Record the delivery, or open its form."""
        if self.keeping.is_open or self.keeping.tab != "lots":
            self.keeping.primary()
        elif self._draft is None:
            self.delivery_asked()
        elif not self._saving:
            self._seen |= set(LOT_FIELDS)
            self._pressed = True
            self._check()

    def refresh(self) -> None:
        """Read the lots again, and the rest."""
        self.keeping.refresh()
        self._reads.ask(
            lambda: (self._desk.stock.lots(), self._desk.stock.products()),
            self._read,
            self._failed,
        )

    def delivery_asked(self, *, product: str = "", lot: str = "", expiry: str = "") -> None:
        """Open the form of a delivery; a scanned box fills product, lot and expiry.

        The code of the box whose form is open already changes nothing that was typed.
        """
        if lot and self._draft is not None and self._draft.lot == lot:
            return
        if self.keeping.tab != "lots" or self.keeping.is_open:
            self.keeping.tab_chosen("lots")
        self._draft = LotDraft(self._desk.new_form(), product, lot, expiry, "")
        self._seen = set()
        self._touched = bool(lot)
        self._saving = self._pressed = False
        self._view.show_delivery(self._draft, self._products)

    def tab_chosen(self, tab: Tab) -> None:
        """Show another table."""
        self.close()
        self.keeping.tab_chosen(tab)

    def move_asked(self) -> None:
        """Open the form of a lot that moves."""
        self.close()
        self.keeping.move_asked()

    def changed(
        self,
        product: str,
        lot: str,
        expiry: str,
        doses: str,
        supplier: str,
        licence: str = "",
        storage: str = "",
    ) -> None:
        """Take the fields as they are being typed."""
        if self._draft is not None:
            self._draft = replace(
                self._draft, product=product, lot=lot, expiry=expiry, doses=doses,
                supplier=supplier, licence=licence, storage=storage,
            )  # fmt: skip
            self._touched = True
            self._check()

    def left(self, field: str) -> None:
        """A field was left: from now on it says what is wrong with it."""
        if self._draft is not None:
            self._seen.add(field)
            self._check()

    def _check(self) -> None:
        draft = self._draft
        if draft is not None:
            self._checks.ask(lambda: self._desk.stock.flaws(draft), self._checked, self._failed)

    def _checked(self, flaws: tuple[LotFlaw, ...]) -> None:
        self._view.show_flaws(tuple(flaw for flaw in flaws if flaw.field in self._seen))
        if not self._pressed:
            return
        self._pressed = False
        stops = [flaw.field for flaw in flaws if flaw.stops]
        if stops:
            self._view.go_to(min(stops, key=_place))
        else:
            self._save()

    def _save(self) -> None:
        draft = self._draft
        if draft is not None:
            self._saving = True
            self._work.write(lambda: self._desk.stock.receive(draft), self._saved, self._failed)

    def _saved(self, saved: Saved) -> None:
        self.close()
        self._host.saved(saved)
        self.refresh()

    def _read(self, read: tuple[tuple[LotRow, ...], tuple[Product, ...]]) -> None:
        lots, self._products = read
        self._view.show_lots(lots)

    def _failed(self, error: KnownError) -> None:
        self._saving = False
        self._view.show_alert(of_error(error))


def _place(field: str) -> int:
    return LOT_FIELDS.index(field) if field in LOT_FIELDS else len(LOT_FIELDS)
