"""What is done with vaccine besides receiving it: vials, lots that move, refrigerators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Final, Literal, Protocol

from msgspec import Struct, field

from desk.desk import Desk
from desk.errors import FieldMissing
from desk.fridges import Fridge
from desk.recorder import Saved
from desk.stock import MoveDraft
from desk.stock_warnings import StockWarning
from desk.vial_use import VialRow
from immunization.errors import KnownError
from immunization.ids import EntryId, LotId
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work

Tab = Literal["lots", "vials", "fridges"]
DeedKind = Literal["move", "discard", "dilute", "temperature", "file"]

_NO_LOT: Final = Text(vi="Xin chọn một lô trong bảng.", en="Please choose a lot of the table.")
_NO_VIAL: Final = Text(
    vi="Xin chọn một lọ đang mở trong bảng.", en="Please choose an open vial of the table."
)


class Deed(Struct, frozen=True):
    """A form that is open: what kind, what about, in words, and what it begins with."""

    kind: DeedKind
    form: EntryId
    about: str = ""
    words: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


class KeepingView(Protocol):
    """What the stock page can show of it."""

    def show_tab(self, tab: Tab) -> None:
        """Show one of the three tables."""

    def show_vials(self, vials: tuple[VialRow, ...]) -> None:
        """Show the vials of today and those that are still open."""

    def show_fridges(self, fridges: tuple[Fridge, ...]) -> None:
        """Show the refrigerators."""

    def show_warnings(self, warnings: tuple[StockWarning, ...]) -> None:
        """Say what to know before it is too late."""

    def show_deed(self, deed: Deed | None) -> None:
        """Open a form beside the table, or with None close it."""

    def say_missing(self, field: str, text: Text) -> None:
        """Put a sentence under a field of the form and go there."""

    def chosen_lot(self) -> tuple[str, str]:
        """Return the lot that is chosen and its words; "" for none."""

    def chosen_vial(self) -> tuple[str, str]:
        """Return the open vial that is chosen and its words; "" for none."""

    def ask_for_file(self) -> bytes | None:
        """Ask for a logger's file and return what is in it; None for none."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class KeepingPresenter:
    """Its behaviour. All calls on the GUI thread."""

    def __init__(self, view: KeepingView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._reads = Latest(work)
        self.tab: Tab = "lots"
        self._deed: Deed | None = None
        self._typed: dict[str, str] = {}
        self._file: bytes | None = None
        self._touched = self._saving = False
        self._fridge = ""

    @property
    def is_open(self) -> bool:
        """Whether a form is open."""
        return self._deed is not None

    @property
    def is_half_entered(self) -> bool:
        """Whether something was entered into it."""
        return self._touched

    def close(self) -> bool:
        """Close the form. Return whether it was open."""
        was_open, self._deed = self._deed is not None, None
        self._touched = self._saving = False
        self._file = None
        if was_open:
            self._view.show_deed(None)
            self._view.show_alert(None)
        return was_open

    def tab_chosen(self, tab: Tab) -> None:
        """Show another table; a form that is open is closed with its table."""
        self.close()
        self.tab = tab
        self._view.show_tab(tab)
        self.refresh()

    def refresh(self) -> None:
        """Read what is in sight again, and what there is to warn of."""
        desk = self._desk
        self._reads.ask(
            lambda: (desk.warnings.now(), desk.vials.today(), desk.fridges.all()),
            self._read,
            self._failed,
        )

    def primary(self) -> None:
        """Save the form that is open, or open the one of this table."""
        if self._deed is not None:
            self._save(self._deed)
        elif self.tab == "vials":
            self.discard_asked()
        elif self.tab == "fridges":
            self._open(Deed("temperature", self._desk.new_form(), typed={"fridge": self._fridge}))

    def move_asked(self) -> None:
        """Open the form of a lot that moves."""
        lot, words = self._view.chosen_lot()
        if not lot:
            self._view.show_alert(Alert("info", _NO_LOT))
            return
        self._open(Deed("move", self._desk.new_form(), lot, words))

    def discard_asked(self) -> None:
        """Open the form of a vial that is thrown away."""
        vial, words = self._view.chosen_vial()
        if not vial:
            self._view.show_alert(Alert("info", _NO_VIAL))
            return
        self._open(Deed("discard", self._desk.new_form(), vial, words))

    def dilute_asked(self) -> None:
        """Open the form of a vial's diluent."""
        vial, words = self._view.chosen_vial()
        if not vial:
            self._view.show_alert(Alert("info", _NO_VIAL))
            return
        self._open(Deed("dilute", self._desk.new_form(), vial, words))

    def file_asked(self) -> None:
        """Take a logger's file; the form asks for which refrigerator."""
        self._file = self._view.ask_for_file()
        if self._file is not None:
            deed = Deed("file", self._desk.new_form(), typed={"fridge": self._fridge})
            self._open(deed)

    def typed(self, fields: Mapping[str, str]) -> None:
        """Take the fields as they are being typed."""
        self._typed = dict(fields)
        self._touched = True

    def _open(self, deed: Deed) -> None:
        self._deed, self._typed = deed, dict(deed.typed)
        self._touched = self._saving = False
        self._view.show_alert(None)
        self._view.show_deed(deed)

    def _save(self, deed: Deed) -> None:
        if self._saving:
            return
        self._saving = True
        self._work.write(self._act(deed), self._saved, self._refused)

    def _act(self, deed: Deed) -> Callable[[], Future[Saved]]:
        desk, typed, file = self._desk, dict(self._typed), self._file

        def said(name: str) -> str:
            return typed.get(name, "")

        match deed.kind:
            case "move":
                draft = MoveDraft(
                    deed.form, LotId(deed.about), said("how"), said("doses"), said("to"),
                    said("to"),
                )  # fmt: skip
                return lambda: desk.stock.move(draft)
            case "discard":
                vial = EntryId(deed.about)
                return lambda: desk.vials.discard(
                    deed.form, vial, said("reason"), said("wasted"), said("note")
                )
            case "dilute":
                opened = EntryId(deed.about)
                return lambda: desk.vials.dilute(
                    deed.form, opened, said("diluent"), said("diluent_expiry")
                )
            case "temperature":
                self._fridge = said("fridge")
                return lambda: desk.fridges.record(deed.form, said("fridge"), said("celsius"))
            case "file":
                self._fridge = said("fridge")
                return lambda: desk.fridges.take_file(deed.form, said("fridge"), file or b"")

    def _saved(self, saved: Saved) -> None:
        self.close()
        self._host.saved(saved)
        self.refresh()

    def _refused(self, error: KnownError) -> None:
        self._saving = False
        if isinstance(error, FieldMissing):
            self._view.say_missing(error.field, error.text)
        else:
            self._failed(error)

    def _read(
        self, read: tuple[tuple[StockWarning, ...], tuple[VialRow, ...], tuple[Fridge, ...]]
    ) -> None:
        warnings, vials, fridges = read
        self._view.show_warnings(warnings)
        self._view.show_vials(vials)
        self._view.show_fridges(fridges)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
