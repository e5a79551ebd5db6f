"""Why it is not green yet: the three stops with their counts, then what to do, worst first."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from desk.card import PersonCard
from desk.desk import Desk
from desk.standing import Upstream
from immunization.errors import KnownError
from immunization.ids import EntryId
from ui.ports import CameraState, Carrier, Health, Line, LineState, Refusal
from ui.presenters.alert import Alert, of_error
from ui.presenters.carrying import Carrying, CarryingPresenter
from ui.presenters.stage import Host
from ui.presenters.work import Latest, Work


class SyncState(Struct, frozen=True):
    """All that the page says."""

    figures: Upstream
    line: LineState
    health: Health
    camera: CameraState
    clock_doubtful: bool

    @property
    def nothing_lost(self) -> bool:
        """Whether "Chưa mất gì cả." may be said: only when the chain check agreed."""
        return self.health.chain is True


class SyncView(Protocol):
    """What the sync page can show."""

    def show_sync(self, state: SyncState) -> None:
        """Show the stops, what to do, and this machine's health."""

    def show_carrying(self, state: Carrying) -> None:
        """Show the buttons for files, or how far one is."""

    def show_alert(self, alert: Alert | None) -> None:
        """Show one line, or take it back."""


class SyncPresenter:
    """The sync page's behaviour. All calls on the GUI thread."""

    def __init__(
        self,
        view: SyncView,
        desk: Desk,
        work: Work,
        host: Host,
        line: Line | None,
        carrier: Carrier | None = None,
    ) -> None:
        self._view, self._desk, self._host, self._line = view, desk, host, line
        self.carrying = CarryingPresenter(view, work, carrier)
        self._reads = Latest(work)
        self._figures: Upstream | None = None
        self._line_state = LineState()
        self._health = Health()
        self._camera = CameraState()

    def card(self) -> PersonCard | None:
        """Nobody is open here."""
        return None

    def is_half_entered(self) -> bool:
        """Nothing is entered here."""
        return False

    def open(self, card: PersonCard) -> None:
        """A person has no place here: go to reception with them."""
        self._host.go("reception", card.person)

    def same_again(self) -> None:
        """Nothing blinks here."""

    def close_aside(self) -> bool:
        """Nothing is opened here only to look at."""
        return False

    def close(self) -> bool:
        """Nothing is open here."""
        return False

    def primary(self) -> None:
        """Open the worst refused entry's person, else try the line again."""
        worst = next((one for one in self._line_state.refusals if one.person), None)
        if worst is not None:
            self._open(worst)
        else:
            self.try_now()

    def refresh(self) -> None:
        """Read the figures again."""
        self.carrying.show()
        self._reads.ask(self._desk.standings.upstream, self._read, self._failed)

    def heard(
        self,
        line: LineState | None = None,
        health: Health | None = None,
        camera: CameraState | None = None,
    ) -> None:
        """Take what changed of the line, the health or the camera."""
        self._line_state = line or self._line_state
        self._health = health or self._health
        self._camera = camera or self._camera
        self._show()

    def refusal_opened(self, entry: EntryId) -> None:
        """Open the person of a refused entry."""
        found = next((one for one in self._line_state.refusals if one.entry == entry), None)
        if found is not None:
            self._open(found)

    def try_now(self) -> None:
        """Try the line at once."""
        if self._line is not None:
            self._line.try_now()

    def _open(self, refusal: Refusal) -> None:
        self._host.go("list", refusal.person)

    def _read(self, figures: Upstream) -> None:
        self._figures = figures
        self._show()

    def _show(self) -> None:
        if self._figures is not None:
            doubtful = self._desk.clock.doubtful
            self._view.show_sync(
                SyncState(self._figures, self._line_state, self._health, self._camera, doubtful)
            )

    def _failed(self, error: KnownError) -> None:
        self._view.show_alert(of_error(error))
