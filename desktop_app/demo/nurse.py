"""What the demo's nurse does, by keys and codes, in the order of a day."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_app.demo.hands import Hands, Holds, Script, sees
from desktop_app.demo.story import LOGIN, PASSWORD, Guest
from immunization.adverse_events import CRITERIA
from scanners.payloads import gs1
from ui.presenters.stage import PLACES

if TYPE_CHECKING:
    from desk.standing import JustSaved
    from desktop_app.desk_program import DeskProgram
    from ui.workplace import Workplace

_KEY = Qt.Key
_PAINTED: Final = 0.06
_PAUSE: Final = 0.1  # the key filter holds a digit until it is sure that no scanner typed it
_AGAIN: Final = 0.4
_IMPATIENT: Final = 1.5
_TEMPERATURE: Final = "Nhiệt độ"
_SAVES: Final = {"vaccinate": "Lưu: tiêm được", "delay": "Lưu: tạm hoãn"}
_AGREES: Final = "Lưu: đồng ý tiêm"
_INJECTS: Final = "Ghi mũi tiêm"
_WANTS_VIAL: Final = "Quét lọ vắc xin"
_FOREIGN: Final = "không phải của điểm tiêm"


class Nurse:
    """One nurse at one desk. ``told`` hears of each row of "Vừa ghi" as it appears."""

    def __init__(
        self, program: DeskProgram, hands: Hands, told: Callable[[JustSaved], None]
    ) -> None:
        self._program, self._hands, self._told = program, hands, told
        self._seen: dict[str, JustSaved] = {}

    # -- before the first guest --

    def signs_in(self) -> Script:
        """Type login and password at the sign-in screen."""
        program, hands = self._program, self._hands
        yield lambda: program.is_open and QApplication.focusWidget() is not None
        if program.sign_in is None:
            return
        hands.picture(program.sign_in, "dang-nhap")
        hands.type(LOGIN)
        hands.press(_KEY.Key_Tab)
        hands.type(PASSWORD)
        hands.press(_KEY.Key_Return)
        yield lambda: program.workplace is not None
        yield lambda: QApplication.activeWindow() is program.window
        # Half a second: a person has not yet looked from the keys to the screen.
        yield lambda: len(self._workplace.pages.made()) == len(PLACES)
        self._workplace.around.saved_shown.connect(self._rows_shown)

    def receives_lot(self, label: str, doses: int) -> Script:
        """Scan a box at the stock page and say how many doses came."""
        yield from self._goes_to(_KEY.Key_6, "stock")
        self._hands.scan(label)
        yield self._workplace.presenters.stock.is_half_entered
        self._hands.type(str(doses))
        yield from self._saves()
        self._hands.picture(self._window, "nhap-lo")

    def takes_vial(self, label: str) -> Script:
        """Scan the vial that goes on the tray."""
        yield from self._goes_to(_KEY.Key_3, "injection")
        self._hands.scan(label)
        desk = self._program.desk
        yield lambda: desk is not None and desk.injection.vial() is not None

    # -- the stages --

    def receives(self, guests: list[Guest], *, foreign_after: int | None = None) -> Script:
        """Let the camera read each card, look at who it is, and receive them."""
        yield from self._goes_to(_KEY.Key_1, "reception")
        for number, guest in enumerate(guests):
            if number == foreign_after:
                yield from self._camera_reads(lambda: sees(self._window, _FOREIGN))
                self._hands.picture(self._window, "ma-la")
            yield from self._camera_reads(lambda guest=guest: self._is_met(guest))  # type: ignore[misc]
            if number == 0 or guest.walks_in:
                yield after_painting()
                self._hands.picture(self._window, "khach-la" if guest.walks_in else "don-tiep")
            yield from self._saves()

    def screens(self, guests: list[Guest]) -> Script:
        """Screen everybody who waits, first come first served."""
        yield from self._goes_to(_KEY.Key_2, "screening")
        for number, guest in enumerate(guests):
            yield from self._opens_next(guest)
            yield lambda: sees(self._window, _TEMPERATURE)
            self._hands.walk_to(_TEMPERATURE)
            self._hands.type("38,2" if guest.screened == "delay" else "36,7")
            # The button names what it will save: a person looks before pressing.
            said = _SAVES[guest.screened]
            yield lambda said=said: sees(self._window, said)  # type: ignore[misc]
            if number == 0 or guest.screened == "delay":
                yield after_painting()
                self._hands.picture(self._window, f"kham-{guest.screened}")
            if guest.screened == "vaccinate":
                self._hands.primary()
                yield lambda: sees(self._window, _AGREES)
                if number == 0:
                    yield after_painting()
                    self._hands.picture(self._window, "dong-y")
            yield from self._saves()

    def injects(self, guests: list[Guest]) -> Script:
        """Inject everybody who was found fit; take one dose back and record it again."""
        yield from self._goes_to(_KEY.Key_3, "injection")
        for number, guest in enumerate(_fit(guests)):
            yield from self._opens_next(guest)
            yield lambda: any(sees(self._window, one) for one in (_INJECTS, _WANTS_VIAL))
            yield from self._opens_another_vial()
            if number == 0:
                yield after_painting()
                self._hands.picture(self._window, "tiem")
            yield from self._saves()
            if guest.is_redone:
                yield from self._voids()
                yield lambda: sees(self._window, _INJECTS)
                yield from self._saves()

    def observes(self, guests: list[Guest]) -> Script:
        """Watch the board, report what happens, and let people go."""
        presenter = self._workplace.presenters.observation
        yield from self._goes_to(_KEY.Key_4, "observation")
        yield lambda: len(presenter.rows()) >= len(_fit(guests))
        self._hands.picture(self._window, "theo-doi")
        for guest in _fit(guests):
            self._hands.scan(guest.number)
            yield lambda guest=guest: self._is_observed(guest)  # type: ignore[misc]
            if guest.reacts:
                yield from self._reports(guest)
            else:
                self._hands.primary()
                yield self._is_asked
                yield from self._says_why()
                yield from self._saves()

    def looks_around(self) -> Script:
        """Open the day's list and the sync page."""
        yield from self._goes_to(_KEY.Key_5, "list")
        yield after_painting()
        self._hands.picture(self._window, "danh-sach")
        yield from self._goes_to(_KEY.Key_7, "sync")
        yield after_painting()
        self._hands.picture(self._window, "dong-bo")

    def sends_everything(self) -> Script:
        """Press "try again" on the sync page until the centre has acknowledged everything."""
        yield from self._goes_to(_KEY.Key_7, "sync")
        desk = self._program.desk
        while desk is not None and desk.standings.waiting():
            self._hands.primary()
            yield after(_AGAIN)
        yield after(_AGAIN)
        self._hands.picture(self._window, "da-gui-het")

    # -- details --

    @property
    def _workplace(self) -> Workplace:
        if self._program.workplace is None:
            raise RuntimeError("nobody is signed in")
        return self._program.workplace

    @property
    def _window(self) -> QWidget:
        return self._workplace.window

    def _goes_to(self, key: Qt.Key, where: str) -> Script:
        self._hands.control(key)
        yield lambda: self._workplace.presenter.where == where

    def _rows_shown(self, rows: tuple[JustSaved, ...]) -> None:
        for row in reversed(rows):
            known = row.entry in self._seen
            self._seen[row.entry] = row
            if not known:
                self._told(row)

    def _saves(self) -> Script:
        """Press the primary action until the row of the save is shown.

        Where the page asks for a reason it is given; where a press came while the page was
        still thinking, it is pressed again, as people do: one form saves one entry.
        """
        before = len(self._seen)
        while len(self._seen) == before:
            was = QApplication.focusWidget()
            self._hands.primary()
            again = after(_IMPATIENT)
            yield lambda again=again, was=was: (  # type: ignore[misc]
                len(self._seen) > before or self._is_asked(was) or again()
            )
            if len(self._seen) == before and self._is_asked(was):
                yield from self._says_why()

    def _says_why(self) -> Script:
        self._hands.type("khám")
        yield after(_PAINTED)

    def _is_asked(self, was: QWidget | None = None) -> bool:
        """Whether the page went from where it ``was`` to an empty field: something is missing."""
        focus = QApplication.focusWidget()
        known = (was, self._workplace.window.top.scan.edit)
        return isinstance(focus, QLineEdit) and focus not in known and not focus.text()

    def _camera_reads(self, seen: Holds) -> Script:
        camera = self._program.camera
        if camera is None:
            raise RuntimeError("the desk has no camera")
        camera.resume()
        yield seen
        camera.pause()

    def _opens_another_vial(self) -> Script:
        """Scan the next vial of the same lot when the one on the tray is empty."""
        desk = self._program.desk
        vial = desk.injection.vial() if desk else None
        if desk is not None and vial is not None and vial.left == 0:
            self._hands.scan(gs1.label(vial.product, vial.lot, vial.expiry))
            yield lambda: (desk.injection.vial() or vial).left != 0
            yield after_painting()

    def _is_met(self, guest: Guest) -> bool:
        reception = self._workplace.presenters.reception
        if guest.walks_in:
            return reception.form.name == guest.person.name
        card = reception.card()
        return card is not None and card.person == guest.id

    def _opens_next(self, guest: Guest) -> Script:
        """Open who is marked in the queue by Enter."""
        yield lambda: self._workplace.presenter.next_up == guest.id
        self._hands.press(_KEY.Key_F2)
        self._hands.press(_KEY.Key_Return)
        yield lambda: self._is_open(guest)

    def _is_open(self, guest: Guest) -> bool:
        card = self._workplace.presenter.page.card()
        return card is not None and card.person == guest.id

    def _is_observed(self, guest: Guest) -> bool:
        observed = self._workplace.presenters.observation.observed()
        return observed is not None and observed.row.person == guest.id

    def _voids(self) -> Script:
        """Take the dose back by Ctrl+Z, for reason 3: the wrong lot or vial."""
        self._hands.control(_KEY.Key_Z)
        yield lambda: QApplication.activeModalWidget() is not None
        dialog = QApplication.activeModalWidget()
        self._hands.type("3")
        yield after(_PAUSE)
        if dialog is not None:
            self._hands.picture(dialog, "huy-mui")
        self._hands.primary()
        yield lambda: QApplication.activeModalWidget() is None
        yield lambda: not self._workplace.void.is_open

    def _reports(self, guest: Guest) -> Script:
        """Report a reaction: a symptom by digit, and for a serious one a criterion."""
        form = self._workplace.presenters.observation.reaction
        self._hands.click(self._window, "Báo phản ứng")
        yield lambda: form.is_open
        self._hands.type("1")
        yield after(_PAUSE)
        if guest.reacts == "serious":
            self._hands.click(self._window, next(iter(CRITERIA.values())).vi.split(":", 1)[0])
        yield after_painting()
        self._hands.picture(self._window, f"phan-ung-{guest.reacts}")
        yield from self._saves()


def after_painting() -> Holds:
    """Hold once the event loop has come round and painted."""
    return after(_PAINTED)


def after(seconds: float) -> Holds:
    """Hold after some time."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _fit(guests: list[Guest]) -> list[Guest]:
    return [guest for guest in guests if guest.screened == "vaccinate"]
