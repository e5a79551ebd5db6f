"""All presenters of one workplace, each made and connected with its page when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from ui import wiring
from ui.desk_work import DeskWork
from ui.presenters.stage import StagePage, Where

if TYPE_CHECKING:
    from desk.desk import Desk
    from ui.presenters.day_list import DayListPresenter
    from ui.presenters.devices import DevicesPresenter
    from ui.presenters.injection import InjectionPresenter
    from ui.presenters.observation import ObservationPresenter
    from ui.presenters.reception import ReceptionPresenter
    from ui.presenters.screening import ScreeningPresenter
    from ui.presenters.serious import SeriousPresenter
    from ui.presenters.stock import StockPresenter
    from ui.presenters.sync_page import SyncPresenter
    from ui.workplace import Workplace

_ATTRIBUTES: Final[dict[Where, str]] = {"list": "day_list"}


class PresenterSet:
    """The presenters of all pages; it is `ui.presenters.workplace.Pages`."""

    def __init__(self, place: Workplace, desk: Desk, work: DeskWork) -> None:
        self._place, self._desk, self._work = place, desk, work

    def of(self, where: Where) -> StagePage:
        """Return the presenter of a place."""
        found: StagePage = getattr(self, _ATTRIBUTES.get(where, where))
        return found

    def is_made(self, where: Where) -> bool:
        """Whether a place was ever asked for: what was not has nothing to tell."""
        return _ATTRIBUTES.get(where, where) in self.__dict__

    @cached_property
    def reception(self) -> ReceptionPresenter:
        """Đón tiếp."""
        from ui.presenters.reception import ReceptionPresenter

        page, place = self._place.pages.reception, self._place
        does = ReceptionPresenter(page, self._desk, self._work, place.presenter)
        wiring.reception(place, page, does)
        return does

    @cached_property
    def screening(self) -> ScreeningPresenter:
        """Khám sàng lọc."""
        from ui.presenters.screening import ScreeningPresenter

        page = self._place.pages.screening
        does = ScreeningPresenter(page, self._desk, self._work, self._place.presenter)
        wiring.screening(page, does)
        return does

    @cached_property
    def injection(self) -> InjectionPresenter:
        """Tiêm."""
        from ui.presenters.injection import InjectionPresenter

        page = self._place.pages.injection
        does = InjectionPresenter(page, self._desk, self._work, self._place.presenter)
        wiring.injection(page, does)
        return does

    @cached_property
    def observation(self) -> ObservationPresenter:
        """Theo dõi."""
        from ui.presenters.observation import ObservationPresenter

        page, place = self._place.pages.observation, self._place
        does = ObservationPresenter(page, self._desk, self._work, place.presenter, place.slips)
        wiring.observation(place, page, does)
        return does

    @cached_property
    def day_list(self) -> DayListPresenter:
        """The day's list."""
        from ui.presenters.day_list import DayListPresenter

        page, place = self._place.pages.day_list, self._place
        does = DayListPresenter(page, self._desk, self._work, place.presenter)
        wiring.day_list(place, page, does)
        return does

    @cached_property
    def stock(self) -> StockPresenter:
        """The stock."""
        from ui.presenters.stock import StockPresenter

        page = self._place.pages.stock
        does = StockPresenter(page, self._desk, self._work, self._place.presenter)
        wiring.stock(page, does)
        return does

    @cached_property
    def serious(self) -> SeriousPresenter:
        """Serious adverse events."""
        from ui.presenters.serious import SeriousPresenter

        page = self._place.pages.serious
        does = SeriousPresenter(page, self._desk, self._work, self._place.presenter)
        wiring.serious(page, does)
        return does

    @cached_property
    def devices(self) -> DevicesPresenter:
        """Camera and hand scanners."""
        from ui.presenters.devices import DevicesPresenter

        page, place = self._place.pages.devices, self._place
        ports = place.camera, place.scanners, place.badges
        does = DevicesPresenter(page, self._desk, self._work, place.presenter, *ports)
        wiring.devices(page, does)
        does.heard(camera=place.told.camera)
        return does

    @cached_property
    def sync(self) -> SyncPresenter:
        """The exchange with the centre."""
        from ui.presenters.sync_page import SyncPresenter

        page, place = self._place.pages.sync, self._place
        does = SyncPresenter(
            page, self._desk, self._work, place.presenter, place.line, place.carrier
        )
        wiring.sync(page, does)
        told = place.told
        does.heard(line=told.line, camera=told.camera, health=told.health)
        return does
