"""The presenters of all pages, as the workplace asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ui.presenters.stage import StagePage, Where

if TYPE_CHECKING:
    from ui.presenters.devices import DevicesPresenter
    from ui.presenters.injection import InjectionPresenter
    from ui.presenters.observation import ObservationPresenter
    from ui.presenters.reception import ReceptionPresenter
    from ui.presenters.screening import ScreeningPresenter
    from ui.presenters.serious import SeriousPresenter
    from ui.presenters.stock import StockPresenter


class Pages(Protocol):
    """The presenters of all pages; each is made when it is first asked for."""

    @property
    def reception(self) -> ReceptionPresenter:
        """Đón tiếp."""

    @property
    def screening(self) -> ScreeningPresenter:
        """Khám sàng lọc."""

    @property
    def injection(self) -> InjectionPresenter:
        """Tiêm."""

    @property
    def observation(self) -> ObservationPresenter:
        """Theo dõi."""

    @property
    def serious(self) -> SeriousPresenter:
        """Serious adverse events."""

    @property
    def stock(self) -> StockPresenter:
        """The stock."""

    @property
    def devices(self) -> DevicesPresenter:
        """Camera and hand scanners."""

    def of(self, where: Where) -> StagePage:
        """Return the presenter of a place."""

    def is_made(self, where: Where) -> bool:
        """Whether a place was ever asked for: what was not has nothing to tell."""
