"""Compare a hub with its centre now and then, in the thread of the way down.

What the centre acknowledged while its feed was being read may lie beyond what was read. So a
hub looks at what it holds first, and compares that once the next page has brought nothing new.
"""

from __future__ import annotations

from typing import Final

from central import agreements, hub_shelf
from central.centre import Centre
from central.hub import Hub
from central.hub_mending import HubMender
from central.hub_shelf import Horizon, HubShelf
from sync.client import Upstream
from sync.comparing import Comparing, Verdict
from sync.reconciling import Reconciler

_DAY: Final = 86_400


class Agreeing:
    """The comparisons of one hub; called from the thread of the way down only."""

    def __init__(self, centre: Centre, own: Hub, upstream: Upstream) -> None:
        self._centre, self._hub, self._upstream = centre, own, upstream
        self._horizon = Horizon()
        self._comparing = Comparing(
            self._reconciler, self._keep, lambda: int(centre.clock().timestamp()) // _DAY
        )

    @property
    def pause(self) -> float:
        """Return in how many seconds it is time to compare; 0 if it is."""
        return self._comparing.pause

    def look(self) -> None:
        """See what is held now, before the centre's feed is read to its end."""
        with self._centre.database.reading() as connection:
            self._horizon = hub_shelf.look(connection, self._hub.site)

    def compare(self) -> None:
        """Compare what was held then, if it is time; raises the errors of `sync.errors`."""
        self._comparing.after_round(self._upstream)

    def centre_lost_entries(self) -> None:
        """See what the centre still holds of each chain, and compare soon."""
        self._mender(self._upstream).see_what_is_held()
        self._comparing.compare_soon()

    def _mender(self, upstream: Upstream) -> HubMender:
        return HubMender(self._centre, self._hub, upstream, self._horizon)

    def _reconciler(self, upstream: Upstream) -> Reconciler:
        shelf = HubShelf(self._centre.database, self._hub.site, self._horizon)
        return Reconciler(self._mender(upstream), shelf, upstream)

    def _keep(self, verdict: Verdict) -> None:
        with self._centre.database.writing() as connection:
            agreements.keep(connection, verdict, self._centre.clock())
