"""The workplace: the one place that joins frame, pages, presenters and the desk.

Everything that comes in takes the same way: `code_read` (camera, hand scanner), or the field.
The program's start gives the desk, the tasks and the ports, and calls the slots by queued
signals. Nothing here waits: reads and saves go through `ui.tasks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desk.card import HistoryItem
from desk.desk import Desk
from immunization.errors import KnownError
from immunization.ids import PersonId
from immunization.text import Language
from ui.desk_work import DeskWork
from ui.emergencies import Emergencies
from ui.frame.main_window import MainWindow
from ui.gifts import Gift
from ui.page_set import PageSet
from ui.pages.wording import Wording
from ui.ports import (
    BadgePaper,
    Camera,
    CameraState,
    Carrier,
    CodeEnding,
    Frame,
    HandScanners,
    Health,
    Line,
    LineState,
    ScannedCode,
    ScannerState,
    SlipPaper,
    SoundName,
    Sounds,
)
from ui.presenter_set import PresenterSet
from ui.presenters.alert import of_error
from ui.presenters.stage import PLACES, Where
from ui.presenters.void import VoidPresenter
from ui.presenters.workplace import WorkplacePresenter
from ui.surroundings import Surroundings
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.pages.wall import Wall

_REFRESH_MS = 250
"""Changes of a pull come in bursts: screens are read again at most four times a second."""

_IDLE_MS = 40
"""Between two pages that are made before anybody asks for them."""


class Ports(Struct, frozen=True):
    """What the program's start gives besides the desk; all may be left out.

    ``blinks`` is False where the system asks that nothing move.
    """

    line: Line | None = None
    camera: Camera | None = None
    sounds: Sounds | None = None
    carrier: Carrier | None = None
    scanners: HandScanners | None = None
    badges: BadgePaper | None = None
    slips: SlipPaper | None = None
    blinks: bool = True


class Told(Struct, frozen=True):
    """What was last told of the line, the camera and the desk's health."""

    line: LineState | None = None
    camera: CameraState | None = None
    health: Health | None = None


class Bell:
    """Sounds behind the board's bell: switched off it rings no more, but an alarm still does."""

    def __init__(self, sounds: Sounds | None) -> None:
        self._sounds = sounds
        self.rings = True

    def play(self, sound: SoundName) -> None:
        """Play a sound, unless it is the bell and the bell is off."""
        if self._sounds is not None and (self.rings or sound != "time_up"):
            self._sounds.play(sound)


class Workplace(QObject):
    """Holds window, pages and presenters of one operator at one desk.

    A change of operator, language or store makes a new Workplace in a new window. It works
    from `begin`; ``settled`` once all pages are made.
    """

    settled = Signal()

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        tasks: Tasks,
        language: Language,
        ports: Ports | None = None,
    ) -> None:
        super().__init__(window)
        self.window, self._desk, self._language = window, desk, language
        self._ports = ports or Ports()
        self.camera, self.line = self._ports.camera, self._ports.line
        self.carrier, self.scanners = self._ports.carrier, self._ports.scanners
        self.badges, self.slips = self._ports.badges, self._ports.slips
        self._typing: tuple[CodeEnding, float] = ("enter", 0.0)
        self.told = Told()
        self.bell = Bell(self._ports.sounds)
        self._wall: Wall | None = None
        wording = Wording(language, desk.clock.today)
        operator, station = desk.station.operator, desk.station
        home, blinks = window.works, self._ports.blinks
        self.pages = PageSet(wording, desk.clock, operator, home, blinks=blinks)
        self.around = Surroundings(window, self.pages, wording, desk.clock)
        self.emergencies = Emergencies(self, wording, desk.clock)
        work = DeskWork(tasks, self)
        self.presenter = WorkplacePresenter(self.around, desk, work, self.bell)
        self.presenters = PresenterSet(self, desk, work)
        self.void = VoidPresenter(
            self.around, desk, work, self.presenter.voided, self.presenter.saved
        )
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self.presenter.changed)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)
        self._connect_window()
        self.around.show_who(
            operator.shown,
            station.desk_name,
            station.site_name,
            supervisor=operator.is_supervisor,
        )
        self._idle = QTimer(self, interval=_IDLE_MS)
        self._idle.timeout.connect(self._make_another)
        self._rests = False

    def make_first_page(self) -> None:
        """Make the page that is shown first; `begin` does it too, in a longer turn."""
        self.pages.at(self.presenter.where)

    def begin(self) -> None:
        """Show the first page, and let the seconds count."""
        self.presenter.attach(self.presenters, self.void)
        self.around.show_status()
        self.tick()
        self._second.start()

    # -- what the program's start calls, by queued signals --

    @Slot(object)
    def code_read(self, raw: bytes | str) -> None:
        """A code came from the camera or a hand scanner."""
        if self._rests:
            return
        if QApplication.activeModalWidget() is not None:
            self._scan_refused()
            return
        self.presenter.code_read(raw)

    @Slot(object)
    def serial_read(self, code: ScannedCode) -> None:
        """A code came from a hand scanner on a serial port."""
        if self._rests or self._is_strange(code):
            return
        if QApplication.activeModalWidget() is not None:
            self._scan_refused()
            return
        self.presenter.scanned(code)

    @Slot(object)
    def scanner_changed(self, state: ScannerState) -> None:
        """The serial hand scanner is there, busy or gone."""
        self.around.set_scanner(state)
        if self.presenters.is_made("devices"):
            self.presenters.devices.heard(scanner=state)

    def tell(self, error: KnownError) -> None:
        """Say on the page that is shown what went wrong behind it."""
        self.around.show_message(of_error(error))

    @Slot(object)
    def camera_changed(self, state: CameraState) -> None:
        """The camera is ready, busy, gone, or sees something."""
        self.pages.reception.camera.set_camera(state)
        if self.presenters.is_made("devices"):
            self.presenters.devices.heard(camera=state)
        self._tell_sync_page(camera=state)
        self.around.set_camera(state)

    @Slot(object)
    def frame_arrived(self, frame: Frame) -> None:
        """The latest picture; painted only where it can be seen."""
        if self._rests:
            return
        if self.pages.reception.camera.isVisible():
            self.pages.reception.camera.set_frame(frame)
        elif self.presenter.where == "devices":
            self.pages.devices.set_frame(frame)

    @Slot(object)
    def line_changed(self, state: LineState) -> None:
        """The way to the centre changed, or something was sent."""
        self._tell_sync_page(line=state)
        self.around.set_line(state)

    @Slot(object)
    def health_changed(self, health: Health) -> None:
        """The desk looked at itself: chain, backup, disk."""
        self._tell_sync_page(health=health)

    @Slot()
    def changed(self) -> None:
        """Something was stored by whatever way; what is in sight is read again soon."""
        if not self._rests and not self._refresh.isActive():
            self._refresh.start()

    @Slot()
    def tick(self) -> None:
        """Once a second: the clock, and what counts down where it can be seen."""
        self.around.tick()
        has_wall = self._wall is not None and self._wall.isVisible()
        self.presenter.tick(has_wall=has_wall)
        if self.presenter.where == "injection":
            self.pages.injection.tick()
        if self._wall is not None and self._wall.isVisible():
            self._wall.show_board(self.presenters.observation.rows(), self._desk.clock.now())

    def stop(self) -> None:
        """Let nothing happen any more: before the store is closed or the operator changes."""
        self._second.stop()
        self._refresh.stop()
        self._idle.stop()
        if self._wall is not None:
            self._wall.close()

    def half_entered(self) -> bool:
        """Tell whether any page holds what a hand entered and nobody saved."""
        made = (where for where in PLACES if self.presenters.is_made(where))
        return any(self.presenters.of(where).is_half_entered() for where in made)

    def rest(self) -> None:
        """Hear nothing until `wake`: somebody else works at this desk. What is entered stays."""
        self._rests = True
        self.stop()

    def wake(self) -> None:
        """Go on where the operator left, with what happened meanwhile read anew."""
        self._rests = False
        self._second.start()
        self.tick()
        self.presenter.changed()
        if self.presenters.is_made("injection"):
            self.presenters.injection.hold_again()

    # -- keys of the house --

    def show_wall(self) -> None:
        """Open the waiting-room window, on a second screen if there is one; or close it."""
        if self._wall is None:
            from ui.pages.wall import Wall

            self._wall = Wall(self._language, self._desk.station.site_name)
        wall = self._wall
        if wall.isVisible():
            wall.close()
            return
        self.presenters.observation.refresh()
        wall.show_board(self.presenters.observation.rows(), self._desk.clock.now())
        others = [one for one in QApplication.screens() if one is not self.window.screen()]
        if others:
            wall.setGeometry(others[0].geometry())
            wall.showFullScreen()
        else:
            wall.show()

    def shows_wall(self) -> bool:
        """Tell whether the waiting-room window is open."""
        return self._wall is not None and self._wall.isVisible()

    def void_item(self, item: HistoryItem) -> None:
        """Ask why a dose or a reaction in the day's list is taken back."""
        card = self.presenters.day_list.card()
        if card is not None and item.entry is not None:
            does = self.void
            ask = does.open_for_reaction if item.kind == "reaction" else does.open_for
            ask(card.person, item.entry, card.name, item.title)

    def show_help(self) -> None:
        """Explain the screen that is shown, with the keys."""
        from ui.frame.help_panel import HelpPanel
        from ui.pages.help import Help

        dialog = HelpPanel(Help(self).lines(self.presenter.where), self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _tell_sync_page(
        self,
        line: LineState | None = None,
        camera: CameraState | None = None,
        health: Health | None = None,
    ) -> None:
        """Keep what the sync page is to know until there is one."""
        self.told = Told(
            line or self.told.line, camera or self.told.camera, health or self.told.health
        )
        if self.presenters.is_made("sync"):
            self.presenters.sync.heard(line=line, camera=camera, health=health)

    def make_pages(self) -> None:
        """Make the pages that nobody asked for yet, one at a time, so that they are there then.

        Their modules should be imported before, on another thread. ``settled`` follows.
        """
        self._idle.start()

    def _make_another(self) -> None:
        where = next((one for one in PLACES if not self.presenters.is_made(one)), None)
        if self.pages.reception.make_next():
            return
        if where is None:
            self._idle.stop()
            self.settled.emit()
        elif where not in self.pages.made():
            self.pages.at(where)  # the rest at the next turns: each is a hold of its own
        elif not self.pages.at(where).make_next():
            self.presenters.of(where)

    # -- wiring of the window --

    def _connect_window(self) -> None:
        window, presenter = self.window, self.presenter
        window.stage_chosen.connect(presenter.show)
        window.scan_measured.connect(self._measured)
        window.scanned.connect(self._typed_scan)
        window.text_entered.connect(self._entered)
        window.search_changed.connect(presenter.typed)
        window.scan_refused.connect(self._scan_refused)
        window.given.connect(self._given)
        window.walked.connect(self._walked)
        window.open_asked.connect(self._open_marked)
        window.person_opened.connect(presenter.open_person)
        window.undo_asked.connect(presenter.undo_asked)
        window.primary_asked.connect(presenter.primary)
        window.why_asked.connect(self._why)
        window.wall_asked.connect(self.show_wall)
        window.emergency_asked.connect(self.emergencies.show)
        window.help_asked.connect(self.show_help)
        window.register_asked.connect(presenter.register_asked)
        window.correct_asked.connect(presenter.correct_asked)
        window.escaped.connect(presenter.close)
        window.status_pressed.connect(self._status_pressed)
        self.around.emergency_asked.connect(self.emergencies.show)
        self.around.found_opened.connect(presenter.open_person)
        self.around.stayed.connect(presenter.stayed)
        self.around.switched.connect(presenter.switched)
        self.around.void_confirmed.connect(self.void.confirmed)
        self.around.void_dismissed.connect(self.void.dismissed)

    def _entered(self, text: str) -> None:
        """Enter opens who is marked in the list of this very text, else the text is told apart."""
        marked = self.around.found.chosen_key()
        if self.presenter.where == "reception" and self.pages.reception.lists(text):
            marked = self.pages.reception.hits.results.chosen_key()
        if marked:
            self.presenter.open_person(PersonId(marked))
        else:
            self.presenter.entered(text)

    def _measured(self, ending: CodeEnding, slowest: float) -> None:
        self._typing = (ending, slowest)

    def _is_strange(self, code: ScannedCode) -> bool:
        """Tell whether a port sent this that is not this desk's, and nobody looks for one."""
        mine = self.scanners.state().port if self.scanners is not None else code.port
        return code.port != mine and code.way == "serial" and self.presenter.where != "devices"

    def _typed_scan(self, text: str) -> None:
        """A hand scanner typed a code."""
        ending, slowest = self._typing
        self.serial_read(ScannedCode(text, "keys", ending, slowest))

    def _given(self, gift: Gift) -> None:
        """Something was dropped or pasted that is no typed text."""
        if QApplication.activeModalWidget() is not None:
            self._scan_refused()
        else:
            self.presenter.given(gift)

    def _walked(self, by: int) -> None:
        if self.around.found.isVisible():
            self.around.found.results.step(by)
        elif self.presenter.where == "reception":
            self.pages.reception.move_choice(by)
        elif self.presenter.where == "observation":
            self.pages.observation.board.step(by)
        else:
            self.window.queue.view.step(by)

    def _scan_refused(self) -> None:
        """A scan came while a dialog is open, or the field cannot listen: say so, do nothing."""
        self.bell.play("not_ours")
        self.around.refuse_in_dialog()

    def _open_marked(self) -> None:
        if self.presenter.where in {"screening", "injection"}:
            marked = self.window.queue.view.chosen_key() or self.presenter.next_up
            if marked:
                self.presenter.open_person(PersonId(marked))

    def _why(self) -> None:
        if self.presenter.where == "injection":
            self.presenters.injection.why_asked()
        elif self.presenter.where == "reception" and self.presenter.page.card() is not None:
            self.pages.reception.preview.toggle_why()

    def _status_pressed(self, key: str) -> None:
        places: dict[str, Where] = {"stock": "stock", "camera": "devices", "scanner": "devices"}
        self.presenter.show(places.get(key, "sync"))
