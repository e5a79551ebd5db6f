"""All page widgets of one workplace."""

from __future__ import annotations

from dataclasses import dataclass

from desk.clock import Clock
from desk.staff import Operator
from ui.pages.day_list import DayListPage
from ui.pages.injection import InjectionPage
from ui.pages.observation import ObservationPage
from ui.pages.page import Page
from ui.pages.reception import ReceptionPage
from ui.pages.screening import ScreeningPage
from ui.pages.stock import StockPage
from ui.pages.sync_page import SyncPage
from ui.pages.wording import Wording
from ui.presenters.stage import Where


@dataclass(frozen=True, slots=True)
class PageSet:
    """The widgets of all pages."""

    reception: ReceptionPage
    screening: ScreeningPage
    injection: InjectionPage
    observation: ObservationPage
    day_list: DayListPage
    stock: StockPage
    sync: SyncPage

    @classmethod
    def make(
        cls, wording: Wording, clock: Clock, operator: Operator, *, blinks: bool = True
    ) -> PageSet:
        """Make all pages, in the wording's language."""
        return cls(
            reception=ReceptionPage(wording),
            screening=ScreeningPage(wording),
            injection=InjectionPage(wording, clock, operator),
            observation=ObservationPage(wording, blinks=blinks),
            day_list=DayListPage(wording),
            stock=StockPage(wording),
            sync=SyncPage(wording),
        )

    def by_place(self) -> dict[Where, Page]:
        """Return the pages under their stage or place."""
        return {
            "reception": self.reception,
            "screening": self.screening,
            "injection": self.injection,
            "observation": self.observation,
            "list": self.day_list,
            "stock": self.stock,
            "sync": self.sync,
        }
