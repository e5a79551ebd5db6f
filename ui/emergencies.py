"""The emergency card over the workplace: for whom it opens, and what it leaves to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from immunization.dates import stored
from immunization.emergency import default_chart
from ui.presenters.emergency import Emergency

if TYPE_CHECKING:
    from desk.clock import Clock
    from ui.pages.emergency import EmergencyCard
    from ui.pages.wording import Wording
    from ui.workplace import Workplace


class Emergencies(QObject):
    """Each person's emergency: closed and opened again, its card goes on where it was.

    ``now`` is the one that was shown last, ``card`` its card while it is open.
    """

    def __init__(self, place: Workplace, wording: Wording, clock: Clock) -> None:
        super().__init__(place)
        self._place, self._wording, self._clock = place, wording, clock
        self._known: list[Emergency] = []
        self.now: Emergency | None = None
        self.card: EmergencyCard | None = None

    @Slot()
    def show(self) -> None:
        """Open the card for whoever is open; nothing if it is open."""
        if self.card is not None:
            return
        from ui.pages.emergency import EmergencyCard

        self.now = self._of_now()
        card = self.card = EmergencyCard(self.now, self._wording, self._clock, self._place.window)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.reaction_asked.connect(self._report)
        card.due.connect(lambda: self._place.bell.play("serious"))
        card.finished.connect(self._closed)
        card.open()

    def _of_now(self) -> Emergency:
        """Return the emergency that goes on for who is open, or a new one.

        While nobody is open it is the last of all; one that began so is of who is opened next.
        """
        presenter, now = self._place.presenter, self._clock.now()
        card = presenter.page.card()
        person = card.person if card is not None else None
        name = card.name if card is not None else ""
        birth = card.birth if card is not None else None
        if presenter.where == "observation":
            row = self._place.presenters.observation.row()
            person = row.person if row is not None else None
            name = row.name if row is not None else ""
            birth = stored(row.birth) if row is not None else None
        chart = default_chart()
        adult = chart.is_adult(birth, now)
        going = [one for one in reversed(self._known) if not one.is_over(now)]
        if person is not None:
            own = next((one for one in going if one.person == person), None)
            nameless = next((one for one in going if one.person is None), None)
            if own is None and nameless is not None:
                nameless.is_of(person, name, adult=adult)
            going = [one for one in (own, nameless) if one is not None]
        if going:
            return going[0]
        begun = Emergency(chart, person, name, now, adult=adult)
        self._known.append(begun)
        return begun

    def _closed(self) -> None:
        self.card = None

    def _report(self) -> None:
        presenter, presenters = self._place.presenter, self._place.presenters
        said = self.now.treatment().say(self._wording.language) if self.now else ""
        if presenter.where == "injection":
            does = presenters.injection
            if not does.reaction.is_open:
                does.reaction_asked()
            does.reaction.treated(said)
        elif presenter.where == "observation":
            board = presenters.observation
            if not board.reaction.is_open:
                board.reaction_asked()
            board.reaction.treated(said)
        elif self.now is not None and self.now.person is not None:
            presenter.report_reaction(self.now.person, said)
        else:
            presenter.go("injection")
