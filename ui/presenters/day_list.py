"""The day's list: who came, what became of them, and how far each entry has come."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec.structs import replace

from desk import refused_doses
from desk.card import PersonCard
from desk.day import DayRow, Figures
from desk.desk import Desk
from desk.doubles import WHAT_TO_DO, Double
from desk.refused_doses import RefusedDose
from desk.wording import filled
from immunization.errors import KnownError
from immunization.ids import PersonId
from immunization.text import Text
from ui.presenters.alert import Alert, of_error
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work

DayFilter = Literal[
    "all", "vaccinated", "not_vaccinated", "observing", "doubles", "refused", "overruled"
]

_LOOK = Text(
    vi="{n} người có hai mũi sát nhau, ghi ở hai bàn. Xin mở danh sách Hai mũi.",
    en="{n} people have two doses close together, recorded apart. Please open Two doses.",
)
_LOOK_REFUSED = Text(
    vi="Trung tâm từ chối {n} mũi của điểm tiêm. Xin mở danh sách Bị từ chối.",
    en="The centre refused {n} doses of this site. Please open Refused.",
)
_NOT_VACCINATED = frozenset({"delay", "contraindicated", "transfer", "not_given", "voided"})


class DayListView(Protocol):
    """What the day's list can show."""

    def show_doubles(self, doubles: tuple[Double, ...]) -> None:
        """Take who has two doses where one was meant; `show_day` shows them when chosen."""

    def show_refused(self, refused: tuple[RefusedDose, ...]) -> None:
        """Take the doses that the centre refused; `show_day` shows them when chosen."""

    def show_day(self, rows: tuple[DayRow, ...], figures: Figures, chosen: DayFilter) -> None:
        """Show the rows that the filter lets through, and the figures of all."""

    def show_row(self, row: DayRow | None, card: PersonCard | None) -> None:
        """Show one person's day beside the list."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of the screening form; empty if the user leaves it."""

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write the form and open it."""


class DayListPresenter:
    """The list's behaviour. All calls on the GUI thread."""

    def __init__(self, view: DayListView, desk: Desk, work: Work, host: Host) -> None:
        self._view, self._desk, self._host = view, desk, host
        self._reads, self._cards, self._papers = Latest(work), Latest(work), Latest(work)
        self._rows: tuple[DayRow, ...] = ()
        self._figures: Figures | None = None
        self._doubles: tuple[Double, ...] = ()
        self._refused: tuple[RefusedDose, ...] = ()
        self._filter: DayFilter = "all"
        self._chosen: PersonId | None = None
        self._card: PersonCard | None = None

    def card(self) -> PersonCard | None:
        """Return whose row is chosen."""
        return self._card

    def is_half_entered(self) -> bool:
        """Tell whether leaving loses anything: never here."""
        return False

    def open(self, card: PersonCard) -> None:
        """Choose a person's row."""
        self.row_chosen(card.person)

    def same_again(self) -> None:
        """Nothing blinks here."""

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Let go of the chosen row."""
        was_chosen, self._chosen = self._chosen is not None, None
        self._card = None
        self._cards.forget()
        if was_chosen:
            self._view.show_row(None, None)
        return was_chosen

    def primary(self) -> None:
        """Open the chosen person where they are."""
        row = self._row(self._chosen)
        if row is None and self._card is not None:
            self._host.go("reception", self._card.person)
        elif row is None:
            self._host.listen()
        elif row.status in {"screening", "injection", "observation"}:
            self._host.go(row.status, row.person)
        else:
            self._host.go("reception", row.person)

    def reaction_asked(self) -> None:
        """Report a reaction of who is chosen."""
        if self._chosen is not None:
            self._host.report_reaction(self._chosen)

    def print_asked(self) -> None:
        """Make the screening form of who is chosen and write it where the user says."""
        row = self._row(self._chosen)
        if row is None:
            return
        path = self._view.ask_where_to_print(f"phieu-kham-{row.number or 'moi'}.pdf")
        if path:
            self._papers.ask(
                lambda: self._desk.screening_sheets.paper(row.person),
                lambda pdf: self._view.keep_paper(path, pdf),
                self._failed,
            )

    def refresh(self) -> None:
        """Read the day again."""
        self._reads.ask(
            lambda: (
                self._desk.day.rows(),
                self._desk.day.figures(),
                self._desk.doubles.of_late(),
                self._desk.refused.of_late(),
            ),
            self._read,
            self._failed,
        )

    def filter_chosen(self, chosen: DayFilter) -> None:
        """Let other rows through."""
        self._filter = chosen
        self._show()
        self._say_what_to_decide()

    def row_chosen(self, person: PersonId | None) -> None:
        """Show a person's day beside the list."""
        self._chosen = person
        self._card = None
        self._cards.forget()
        self._view.show_row(self._row(person), None)
        if person is not None:
            self._cards.ask(lambda: self._desk.cards.of(person), self._card_read, self._failed)

    def _row(self, person: PersonId | None) -> DayRow | None:
        return next((row for row in self._rows if row.person == person), None)

    def _card_read(self, card: PersonCard) -> None:
        self._card = card
        if card.person == self._chosen:
            self._view.show_row(self._row(card.person), card)

    def _read(
        self,
        read: tuple[tuple[DayRow, ...], Figures, tuple[Double, ...], tuple[RefusedDose, ...]],
    ) -> None:
        had = (self._doubles, self._refused)
        self._rows, self._figures, self._doubles, self._refused = read
        empty = {"doubles": not self._doubles, "refused": not self._refused}
        if empty.get(self._filter):
            self._filter = "all"
        self._view.show_doubles(self._doubles)
        self._view.show_refused(self._refused)
        if (self._doubles, self._refused) != had:
            self._say_what_to_decide()
        self._show()
        if self._chosen is not None:
            self.row_chosen(self._chosen)

    def _say_what_to_decide(self) -> None:
        """Say that there are doses to decide about, and with their list what to do."""
        if self._filter == "doubles":
            self._view.show_alert(Alert("stop", WHAT_TO_DO))
        elif self._filter == "refused":
            self._view.show_alert(Alert("stop", refused_doses.WHAT_TO_DO))
        elif self._doubles:
            self._view.show_alert(Alert("warn", filled(_LOOK, n=len(self._doubles))))
        elif self._refused:
            self._view.show_alert(Alert("warn", filled(_LOOK_REFUSED, n=len(self._refused))))
        else:
            self._view.show_alert(None)

    def _show(self) -> None:
        if self._figures is not None:
            shown = tuple(row for row in self._rows if _passes(row, self._filter))
            if self._filter == "overruled":
                shown = _overruled(self._rows, self._figures)
            self._view.show_day(shown, self._figures, self._filter)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))


def _overruled(rows: tuple[DayRow, ...], figures: Figures) -> tuple[DayRow, ...]:
    """Return who was decided about against the proposal; why stands in the row's own day."""
    said = {one.person: one.short for one in figures.overruled}
    return tuple(
        replace(row, dose_words=None, note=said[row.person]) for row in rows if row.person in said
    )


def _passes(row: DayRow, chosen: DayFilter) -> bool:
    match chosen:
        case "all":
            return True
        case "vaccinated":
            return row.status in {"vaccinated", "observation"}
        case "observing":
            return row.status == "observation"
        case "not_vaccinated":
            return row.status in _NOT_VACCINATED
        case "overruled":
            return False  # what was decided stands in the figures
        case "doubles" | "refused":
            return False  # they are shown dose by dose, also those of other days
