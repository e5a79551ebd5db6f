"""All pages of one workplace, each made when it is first asked for.

To make them all takes a quarter of a second, in which the desk could not listen; so the first
is made at the start, and the others when they are shown or, one by one, when nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from desk.clock import Clock
from desk.staff import Operator
from ui.pages.page import Page
from ui.pages.wording import Wording
from ui.presenters.stage import Where

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.day_list import DayListPage
    from ui.pages.devices import DevicesPage
    from ui.pages.injection import InjectionPage
    from ui.pages.observation import ObservationPage
    from ui.pages.reception import ReceptionPage
    from ui.pages.screening import ScreeningPage
    from ui.pages.serious import SeriousPage
    from ui.pages.stock import StockPage
    from ui.pages.sync_page import SyncPage

P = TypeVar("P", bound=Page)
_ATTRIBUTES: Final[dict[Where, str]] = {"list": "day_list"}
MODULES: Final = (
    "ui.pages.hit_list",
    "ui.pages.person_card",
    "ui.pages.registration_form",
    *(
        f"ui.{part}.{name}"
        for name in (
            "screening",
            "injection",
            "observation",
            "day_list",
            "stock",
            "sync_page",
            "serious",
            "devices",
        )
        for part in ("pages", "presenters")
    ),
)
"""What is imported for the parts of the first page that come later, and for the other pages."""


class PageSet:
    """The widgets of all pages. ``take`` is told of each page as it is made.

    Each is made inside ``home``, where it will be shown: to move a page styles it anew.
    """

    def __init__(
        self,
        wording: Wording,
        clock: Clock,
        operator: Operator,
        home: QWidget,
        *,
        blinks: bool = True,
    ) -> None:
        self._wording, self._clock, self._operator = wording, clock, operator
        self._home, self._blinks = home, blinks
        self._made: dict[Where, Page] = {}
        self.take: Callable[[Where, Page], None] = lambda _where, _page: None

    @cached_property
    def reception(self) -> ReceptionPage:
        """Đón tiếp."""
        from ui.pages.reception import ReceptionPage

        return self._taken("reception", ReceptionPage(self._wording, self._home))

    @cached_property
    def screening(self) -> ScreeningPage:
        """Khám sàng lọc."""
        from ui.pages.screening import ScreeningPage

        return self._taken("screening", ScreeningPage(self._wording, self._home))

    @cached_property
    def injection(self) -> InjectionPage:
        """Tiêm."""
        from ui.pages.injection import InjectionPage

        page = InjectionPage(self._wording, self._clock, self._operator, self._home)
        return self._taken("injection", page)

    @cached_property
    def observation(self) -> ObservationPage:
        """Theo dõi."""
        from ui.pages.observation import ObservationPage

        page = ObservationPage(self._wording, blinks=self._blinks, parent=self._home)
        return self._taken("observation", page)

    @cached_property
    def day_list(self) -> DayListPage:
        """The day's list."""
        from ui.pages.day_list import DayListPage

        return self._taken("list", DayListPage(self._wording, self._home))

    @cached_property
    def stock(self) -> StockPage:
        """The stock."""
        from ui.pages.stock import StockPage

        return self._taken("stock", StockPage(self._wording, self._home))

    @cached_property
    def sync(self) -> SyncPage:
        """The exchange with the centre."""
        from ui.pages.sync_page import SyncPage

        return self._taken("sync", SyncPage(self._wording, self._home))

    @cached_property
    def serious(self) -> SeriousPage:
        """Serious adverse events."""
        from ui.pages.serious import SeriousPage

        return self._taken("serious", SeriousPage(self._wording, self._home))

    @cached_property
    def devices(self) -> DevicesPage:
        """Camera and hand scanners."""
        from ui.pages.devices import DevicesPage

        return self._taken("devices", DevicesPage(self._wording, self._home))

    def at(self, where: Where) -> Page:
        """Return the page of a stage or place."""
        page: Page = getattr(self, _ATTRIBUTES.get(where, where))
        return page

    def made(self) -> dict[Where, Page]:
        """Return the pages that there are so far."""
        return dict(self._made)

    def _taken(self, where: Where, page: P) -> P:
        self._made[where] = page
        self.take(where, page)
        return page
