"""Observation: who may go and when, reactions first; nobody leaves early without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

from msgspec import Struct, field

from desk.card import PersonCard
from desk.desk import Desk
from desk.observation import BoardRow, Observed
from desk.recorder import Saved
from immunization.entries import Outcome, Severity
from immunization.errors import KnownError
from immunization.ids import EntryId, PersonId
from ui.ports import SlipPaper
from ui.presenters.alert import of_error
from ui.presenters.reaction import ReactionPresenter, ReactionView
from ui.presenters.stage import Host
from ui.presenters.vitals import read_vitals
from ui.presenters.work import Latest, Work

PanelMode = Literal["nobody", "overview", "early", "follow_up"]

_REMIND: Final = timedelta(minutes=1)


class Course(Struct, frozen=True):
    """What happened since a reaction was reported, as it is being typed.

    ``criterion`` of seriousness that is met now, or "".
    """

    outcome: Outcome | None = None
    note: str = ""
    vitals: Mapping[str, str] = field(default_factory=dict)
    criterion: str = ""

    @property
    def makes_serious(self) -> bool:
        """Whether it says that the reaction is serious now."""
        return bool(self.criterion) or self.outcome == "died"


class ObservationView(ReactionView, Protocol):
    """What the observation page can show."""

    def show_board(self, rows: tuple[BoardRow, ...], now: datetime) -> None:
        """Show the tiles; only those whose words changed are painted again."""

    def show_chosen(self, person: PersonId | None) -> None:
        """Mark the chosen tile."""

    def show_panel(self, mode: PanelMode, observed: Observed | None, now: datetime) -> None:
        """Show the panel of the chosen person."""

    def show_elsewhere(self, card: PersonCard) -> None:
        """Say that a person is not under observation, and where they are."""

    def ask_where_to_print(self, name: str) -> str:
        """Ask for the file of a slip; empty if the user leaves it."""

    def keep_paper(self, path: str, pdf: bytes) -> None:
        """Write a slip and open it for the printer; say where it cannot be written."""

    def blink(self) -> None:
        """Show that the same person's code came again."""


class ObservationPresenter:
    """The observation page's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: ObservationView,
        desk: Desk,
        work: Work,
        host: Host,
        slips: SlipPaper | None = None,
    ) -> None:
        self._view, self._desk, self._work, self._host = view, desk, work, host
        self._slips = slips
        self._board, self._reads, self._papers = Latest(work), Latest(work), Latest(work)
        self.reaction = ReactionPresenter(view, desk, work, self._reaction_saved, host.emergency)
        self._rows: tuple[BoardRow, ...] = ()
        self._chosen: PersonId | None = None
        self._card: PersonCard | None = None
        self._observed: Observed | None = None
        self._mode: PanelMode = "nobody"
        self._form: EntryId | None = None
        self._early_reason = ""
        self._course = Course()
        self._touched = self._saving = False
        self._reminded: dict[PersonId, datetime] = {}
        self._in_sight = self._was_read = False
        self._show_panel("nobody")

    # -- what the workplace asks (ui.presenters.stage.StagePage) --

    def card(self) -> PersonCard | None:
        """Return whose card is open; a tile chosen by hand has none."""
        return self._card

    def person(self) -> PersonId | None:
        """Return who is chosen."""
        return self._chosen

    def row(self) -> BoardRow | None:
        """Return the tile that is chosen."""
        return next((row for row in self._rows if row.person == self._chosen), None)

    def name_of(self, person: PersonId | None) -> str:
        """Return the name on a tile."""
        return next((row.name for row in self._rows if row.person == person), "")

    def observed(self) -> Observed | None:
        """Return what the panel shows of who is chosen."""
        return self._observed

    def rows(self) -> tuple[BoardRow, ...]:
        """Return who is on the board: the waiting room shows them too."""
        return self._rows

    def is_half_entered(self) -> bool:
        """Tell whether a report or a follow-up was begun."""
        return self.reaction.is_half_entered or self._touched

    def open(self, card: PersonCard) -> None:
        """Choose a person's tile; who is not here is shown where they are."""
        self.reaction.close()
        if card.stage != "observation":
            self._let_go_of_choice()
            self._card = card
            self._view.show_elsewhere(card)
            return
        self._card = card
        self._choose(card.person)

    def same_again(self) -> None:
        """Blink the tile."""
        self._view.blink()

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Close the form on top, else let go of the chosen tile."""
        if self.reaction.close():
            self._show_panel("overview")
            return True
        if self._mode in {"early", "follow_up"}:
            self._show_panel("overview")
            return True
        if self._chosen is None and self._card is None:
            return False
        self._let_go_of_choice()
        return True

    def primary(self) -> None:
        """Do what the panel's first button says."""
        if self.reaction.is_open:
            self.reaction.save()
        elif self._mode == "overview" and self._observed is not None:
            if self._observed.row.reaction is not None:
                self.follow_up_asked()
            else:
                self.end_asked()
        elif self._mode == "early":
            self._end_early()
        elif self._mode == "follow_up":
            self._save_course()
        elif self._card is not None and self._chosen is None:
            self._to_their_stage(self._card)
        else:
            self._host.listen()

    def refresh(self) -> None:
        """Read the board, and the panel of who is chosen."""
        self._in_sight = True  # only the page that is shown is asked
        self.refresh_board()
        if self._chosen is not None and not self.is_half_entered():
            self._read_one(self._chosen)

    def refresh_board(self) -> None:
        """Read the board alone: it counts and rings also while another page is shown."""
        self._was_read = True
        self._board.ask(self._desk.observation.board, self._board_read, self._failed)

    # -- the clock and the view --

    def tick(self, *, in_sight: bool = True) -> None:
        """Once a second: the view counts, and an ended time is said again each minute.

        A desk where the board is not ``in_sight`` rings for those whom it injected itself: so
        nobody is forgotten, and not every desk of the site rings for everybody.
        """
        self._in_sight = in_sight
        if not self._was_read:
            self.refresh_board()
        self._count()

    def _count(self) -> None:
        now = self._desk.clock.now()
        if self._in_sight:
            self._view.show_board(self._rows, now)
        heard = (row for row in self._rows if self._in_sight or row.by_us)
        overdue = {row.person for row in heard if now >= row.until and row.reaction is None}
        due = {
            person
            for person in overdue
            if now - self._reminded.get(person, now - 2 * _REMIND) >= _REMIND
        }
        if due:
            self._host.play("time_up")
            self._reminded |= dict.fromkeys(due, now)
        for person in set(self._reminded) - overdue:
            del self._reminded[person]

    def tile_chosen(self, person: PersonId) -> None:
        """Take the tile that a hand chose."""
        if person != self._chosen and not self.is_half_entered():
            self._card = None
            self._choose(person)

    def reaction_asked(self) -> None:
        """Open the form of a reaction for who is chosen."""
        if self._observed is not None:
            row = self._observed.row
            self.reaction.open(row.person, row.name, row.dose)

    def end_asked(self) -> None:
        """Let the person go; before the time is up, ask for the reason first."""
        if self._observed is None:
            return
        if self._desk.clock.now() < self._observed.row.until:
            self._early_reason = ""
            self._show_panel("early")
        else:
            self._end("")

    def follow_up_asked(self) -> None:
        """Open the form of what happened since."""
        if self._observed is not None and self._observed.row.reaction is not None:
            self._course = Course()
            self._show_panel("follow_up")

    def slip_asked(self) -> None:
        """Make the slip of who is chosen, or shown elsewhere, and write it where the user says."""
        slips, card = self._slips, self._card
        person = self._chosen or (card.person if card else None)
        if slips is None or person is None:
            return
        row = self.row()
        number = row.number if row else card.number if card else None
        path = self._view.ask_where_to_print(f"phieu-xac-nhan-{number or 'tiem'}.pdf")
        if path:
            self._papers.ask(
                lambda: slips.pdf(person),
                lambda pdf: self._view.keep_paper(path, pdf),
                self._failed,
            )

    def back(self) -> None:
        """Leave the form of the panel."""
        self._show_panel("overview")

    def early_reasoned(self, reason: str) -> None:
        """Take why somebody leaves before the time is up."""
        self._early_reason = reason
        self._touched = bool(reason)

    def course_typed(self, course: Course) -> None:
        """Take what happened since, as it is being typed."""
        self._course = course
        self._touched = True

    # -- inside --

    def _end_early(self) -> None:
        if self._early_reason.strip():
            self._end(self._early_reason)
        else:
            self._view.go_to("early")

    def _end(self, early_reason: str) -> None:
        observed = self._observed
        if observed is None or self._saving:
            return
        form, person = self._ask_form(), observed.row.person
        self._saving = True
        self._work.write(
            lambda: self._desk.observation.end(form, person, early_reason),
            self._ended,
            self._save_failed,
        )

    def _save_course(self) -> None:
        observed, course = self._observed, self._course
        if observed is None or observed.row.reaction is None or self._saving:
            return
        if course.outcome is None:
            self._view.go_to("follow_up")
            return
        read = read_vitals(course.vitals)
        if read.unreadable:
            self._view.go_to(min(read.unreadable))
            return
        form, person, reaction = self._ask_form(), observed.row.person, observed.row.reaction
        outcome, vitals = course.outcome, read.vitals
        criteria = (course.criterion,) if course.criterion else ()
        self._saving = True
        self._work.write(
            lambda: self._desk.observation.follow_up(
                form, person, reaction, outcome, course.note, vitals, criteria
            ),
            self._followed_up,
            self._save_failed,
        )

    def _choose(self, person: PersonId) -> None:
        self._chosen = person
        self._mode = "overview"
        self._observed = None
        self._form = None
        self._touched = self._saving = False
        self._view.show_chosen(person)
        self._view.show_alert(None)
        self._read_one(person)

    def _let_go_of_choice(self) -> None:
        self._reads.forget()
        self._chosen = self._card = self._observed = self._form = None
        self._touched = self._saving = False
        self._view.show_chosen(None)
        self._view.show_alert(None)
        self._show_panel("nobody")

    def _ask_form(self) -> EntryId:
        self._form = self._form or self._desk.new_form()
        return self._form

    def _read_one(self, person: PersonId) -> None:
        self._reads.ask(
            lambda: self._desk.observation.one(person), self._one_read, self._one_failed
        )

    def _one_read(self, observed: Observed) -> None:
        self._observed = observed
        # News from elsewhere must not take away a question that was just asked.
        if self._mode not in {"early", "follow_up"} and not self._is_asking():
            self._show_panel("overview")

    def _one_failed(self, error: KnownError) -> None:
        if not self._is_asking():
            self._let_go_of_choice()
        self._failed(error)

    def _is_asking(self) -> bool:
        """Tell whether a form is open, or has words in it, that news must not take away."""
        return self.reaction.is_open or self.is_half_entered()

    def _board_read(self, rows: tuple[BoardRow, ...]) -> None:
        self._rows = rows
        self._count()
        is_gone = self._chosen is not None and all(row.person != self._chosen for row in rows)
        if is_gone and not self._is_asking():
            self._let_go_of_choice()
        else:
            self._view.show_chosen(self._chosen)

    def _show_panel(self, mode: PanelMode) -> None:
        self._mode = mode
        self._touched = False
        self._view.show_panel(mode, self._observed, self._desk.clock.now())

    def _ended(self, saved: Saved) -> None:
        self._let_go_of_choice()
        self._host.saved(saved)
        self.refresh()

    def _followed_up(self, saved: Saved) -> None:
        self._saving = False
        if self._course.makes_serious:
            self._host.play("serious")
        self._form = None
        self._show_panel("overview")
        self._host.saved(saved)
        self.refresh()

    def _reaction_saved(self, saved: Saved, severity: Severity) -> None:
        if severity == "serious":
            self._host.play("serious")
        self._show_panel("overview")
        self._host.saved(saved)
        self.refresh()

    def _to_their_stage(self, card: PersonCard) -> None:
        if card.stage in {"screening", "injection"}:
            self._host.go("screening" if card.stage == "screening" else "injection", card.person)
        else:
            self._host.go("reception", card.person)

    def _save_failed(self, error: KnownError) -> None:
        self._saving = False
        self._failed(error)

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
