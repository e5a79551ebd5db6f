"""The three tables of the stock page: their columns, and a row of each."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from desk.fridges import Fridge
from desk.stock import LotRow
from desk.vial_use import VialRow, VialWhere
from desk.wording import decimal
from immunization.dates import show_day
from ui.icons import IconName
from ui.kit import formats
from ui.kit.data_table import Cell, Column, TableRow
from ui.kit.tokens import Tone
from ui.pages.wording import Wording, brand

_SIGNS: dict[VialWhere, tuple[IconName, Tone]] = {
    "open": ("circle-dashed", "info"),
    "soon": ("clock-alert", "warn"),
    "past": ("octagon-x", "stop"),
    "gone": ("circle-check", "neutral"),
}


class StockTables(QObject):
    """Makes columns and rows. A QObject only so that its words go through Qt Linguist."""

    def __init__(self, wording: Wording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording

    def lot_columns(self) -> tuple[Column, ...]:
        """Return the columns of the lots."""
        return (
            Column(self.tr("Vaccine"), 160, 4),
            Column(self.tr("Lot"), 104, 2),
            Column(self.tr("Expiry"), 124, 1),
            Column(self.tr("Received"), 88, 1, "right"),
            Column(self.tr("Allocated"), 88, 1, "right", gives_way=True),
            Column(self.tr("Used"), 84, 1, "right"),
            Column(self.tr("Returned"), 84, 1, "right", gives_way=True),
            Column(self.tr("Lost"), 80, 1, "right", gives_way=True),
            Column(self.tr("Left"), 80, 1, "right"),
        )

    def lot(self, lot: LotRow) -> TableRow:
        """Return a lot's row."""
        language = self._wording.language
        expiry = Cell(show_day(lot.expiry), sort=lot.expiry.toordinal())
        if lot.is_expired:
            expiry = Cell(show_day(lot.expiry), icon="octagon-x", tone="stop", sort=expiry.sort)
        elif lot.expires_soon:
            expiry = Cell(show_day(lot.expiry), icon="clock-alert", tone="warn", sort=expiry.sort)
        counts = [
            Cell(formats.whole(count, language), figures=True, sort=count)
            for count in (
                lot.received,
                lot.allocated,
                lot.used,
                lot.returned,
                lot.lost,
                lot.left,
            )
        ]
        return TableRow(
            lot.lot_id, (Cell(f"**{lot.product_name}**"), Cell(lot.lot), expiry, *counts)
        )

    def vial_columns(self) -> tuple[Column, ...]:
        """Return the columns of the vials."""
        return (
            Column(self.tr("Vaccine"), 112, 1),
            Column(self.tr("Lot"), 96, 1),
            Column(self.tr("Desk"), 66),
            Column(self.tr("Opened"), 76),
            Column(self.tr("Discard at"), 112),
            Column(self.tr("Drawn"), 76, 0, "right"),
            Column(self.tr("What became of it"), 240, 3),
        )

    def vial(self, vial: VialRow) -> TableRow:
        """Return a vial's row."""
        icon, tone = _SIGNS[vial.where]
        until = formats.clock(vial.discard_at) if vial.discard_at else self.tr("not confirmed")
        at = int(vial.opened_at.timestamp())
        return TableRow(
            vial.vial,
            (
                Cell(f"**{brand(vial.product_name)}**"),
                Cell(vial.lot),
                Cell(vial.desk),
                Cell(formats.clock(vial.opened_at), sort=at),
                Cell(until, icon=icon, tone=tone),
                Cell(f"{vial.drawn}/{vial.doses or '?'}", sort=vial.drawn),
                Cell(self._became(vial)),
            ),
        )

    def fridge_columns(self) -> tuple[Column, ...]:
        """Return the columns of the refrigerators."""
        return (
            Column(self.tr("Refrigerator"), 140, 3),
            Column(self.tr("Last read"), 150, 1),
            Column(self.tr("Temperature"), 116, 1),
            Column(self.tr("Outside 2-8 °C in 30 days"), 210, 3),
        )

    def fridge(self, fridge: Fridge) -> TableRow:
        """Return a refrigerator's row."""
        celsius = f"{decimal(fridge.celsius, self._wording.language)} °C"
        tone: Tone = "stop" if fridge.is_out else "ok"
        icon: IconName = "octagon-x" if fridge.is_out else "circle-check"
        last = _moment(fridge.last_at)
        read = Cell(last, sort=int(fridge.last_at.timestamp()))
        if fridge.is_quiet:
            read = Cell(last, icon="clock-alert", tone="warn", sort=read.sort)
        return TableRow(
            fridge.name.casefold(),
            (
                Cell(f"**{fridge.name}**"),
                read,
                Cell(celsius, icon=icon, tone=tone),
                Cell(self._excursions(fridge)),
            ),
        )

    def _became(self, vial: VialRow) -> str:
        if vial.reason is None:
            left = vial.left
            return self.tr("%n left", "", left) if left is not None else self.tr("open")
        words = self._wording.text(vial.reason)
        if vial.extra:
            words += ", " + self.tr("%n extra", "", vial.extra)
        if vial.wasted:
            words += ", " + self.tr("%n wasted", "", vial.wasted)
        if vial.missing:
            words += ", " + self.tr("%n missing", "", vial.missing)
        return words

    def _excursions(self, fridge: Fridge) -> str:
        if not fridge.excursions:
            return self.tr("none")
        worst = fridge.excursions[0]
        celsius = decimal(worst.worst, self._wording.language)
        words = self.tr("{0} °C, {1}").format(celsius, _moment(worst.since))
        more = len(fridge.excursions) - 1
        return words + (", " + self.tr("%n more", "", more) if more else "")


def _moment(at: datetime) -> str:
    return f"{formats.clock(at)} {show_day(at.date())}"
