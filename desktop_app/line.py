"""The line to the upstream as the windows know it: one thread that syncs, states in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from desktop_app.queue_watch import Watch
from desktop_app.upstream import mark_synced
from immunization.errors import KnownError
from immunization.text import Text
from ui.ports import Agreement, LineKind, LineState, Reach

if TYPE_CHECKING:
    from desk.clock import SystemClock
    from desk.guard import Guard
    from desktop_app.holding import Holding
    from local_db.changes import Changes
    from local_db.keys import KeyStore
    from local_db.store import Store
    from sync.comparing import Comparing, Verdict
    from sync.loop import SyncLoop
    from sync.nearby import Nearby
    from sync.route import Route
    from sync.state import Line as SyncLine
    from sync.state import SyncState

_KINDS: Final[dict[SyncLine, LineKind]] = {
    "unknown": "sending",
    "online": "connected",
    "offline": "offline",
    "busy": "offline",
    "refused": "stopped",
    "broken": "offline",
    "stopped": "stopped",
}


class DeskLine:
    """Syncs a desk while it is open. ``heard`` is called from the sync thread.

    ``guard`` hears of what the other desks have open; ``changed`` is called when that changes.
    ``destroy`` is called when the centre has revoked this desk and lacks nothing of it.
    """

    def __init__(
        self,
        store: Store,
        keys: KeyStore,
        clock: SystemClock,
        heard: Callable[[LineState], None],
        guard: Guard | None = None,
        changed: Callable[[], None] = lambda: None,
        destroy: Callable[[], None] = lambda: None,
    ) -> None:
        from local_db.ledger import DeskLedger

        self._store, self._keys, self._clock, self._heard = store, keys, clock, heard
        self._ledger = DeskLedger(store)
        self._guard, self._changed_elsewhere, self._destroy = guard, changed, destroy
        self._holding: Holding | None = None
        self._kind: LineKind = "alone"
        self._since: datetime | None = None
        self._synced_at: datetime | None = None
        self._loop: SyncLoop | None = None
        self._told = LineState()
        self._saying = threading.Lock()
        self._turning = threading.Lock()
        self._is_stopped = False
        self._upstream: str | None = None
        self._watch = Watch(self._look_at_queue)
        self._nearby: Nearby | None = None
        self._deaf: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin; a desk that was never enrolled says that it is alone. Raises KeyMissing.

        On an io thread: it reads the store. What is stopped meanwhile does not begin.
        """
        with self._turning:
            if not self._is_stopped:
                self._start()

    def _start(self) -> None:
        from desktop_app.upstream import connector, one_at_a_time
        from local_db.errors import NotEnrolled
        from sync.loop import SyncLoop

        try:
            connect = connector(self._store, self._keys)
        except NotEnrolled:
            self._heard(LineState())
            return
        self._loop = SyncLoop(
            self._ledger,
            connect,
            self._keys.device_key() or b"",
            one_at_a_time(self._store),
            self._tell,
            route=self._route(),
            after_round=self._comparing().after_round,
        )
        self._loop.start()
        self._watch.start()
        if self._guard is not None:
            from desktop_app.holding import Holding

            device = self._ledger.author().device
            self._holding = Holding(self._guard, device, self._changed_elsewhere)
            self._holding.start(connect)
        self._deaf = self._store.on_change(self._changed)

    def stop(self) -> None:
        """End; what was not sent stays in the journal and goes next time."""
        with self._turning:
            self._is_stopped = True
            self._deaf()
            self._watch.stop()
            if self._holding is not None:
                self._holding.stop()
            if self._loop is not None:
                self._loop.stop()
            if self._nearby is not None:
                self._nearby.stop()

    def try_now(self) -> None:
        """Try at once, without waiting for the next turn."""
        if self._loop is not None:
            self._loop.network_returned()

    @property
    def is_caught_up(self) -> bool:
        """Whether a whole round went well and nothing is left either way."""
        state = self.state
        return state is not None and state.is_green and state.position == state.head

    @property
    def state(self) -> SyncState | None:
        """The last state of the loop, for the demo and the benchmarks."""
        return self._loop.state if self._loop else None

    def _changed(self, changes: Changes) -> None:
        if changes.origin == "desk" and self._loop is not None:
            # A serious reaction does not wait out a pause after a failure.
            self._loop.wake(is_urgent=bool(self._ledger.unsent_urgent()))

    def _tell(self, state: SyncState) -> None:
        if state.clock_offset is not None:
            self._clock.learn(datetime.now(UTC) + timedelta(seconds=state.clock_offset))
        if state.line == "online" and state.last_sync_at != self._synced_at:
            self._synced_at = state.last_sync_at
            mark_synced(self._store, state.clock_offset)
        kind = _KINDS[state.line]
        if kind != self._kind:
            self._kind = kind
            self._since = _local(state.offline_since) or datetime.now().astimezone()
        if self._holding is not None and self._upstream not in {None, state.upstream}:
            self._holding.reconnect()
        self._upstream = state.upstream
        self._say(
            kind="sending" if kind == "connected" and state.waiting else kind,
            since=self._since,
            last_sent=_local(state.last_sync_at),
            next_try=_local(state.retry_at),
            hub=self._reach_of_hub(state),
            centre=self._reach_of_centre(state),
            # No line is no refusal: only what stops this desk is a problem to solve.
            problem=_words(state.error) if state.error and kind == "stopped" else None,
        )
        if _is_revoked(state) and self._lacks_nothing():
            self._destroy()

    def _say(self, **changes: object) -> None:
        """Tell what is other than before; from the sync thread and from the watch's."""
        with self._saying:
            self._told = replace(self._told, **changes)
            self._heard(self._told)

    def _comparing(self) -> Comparing:
        from desktop_app.comparing import comparing

        return comparing(self._store, self._ledger, self._keys, self._agreed)

    def _agreed(self, verdict: Verdict) -> None:
        """Take what a comparison came to; called from the sync thread."""
        agreement = Agreement(
            at=datetime.now().astimezone(),
            entries=verdict.entries,
            mended=len(verdict.mended),
            lost=len(verdict.lost),
            ahead=verdict.ahead,
        )
        self._say(agreement=agreement)

    def _look_at_queue(self) -> None:
        """Say since when the queue is stuck, if it is; called from the watch's thread."""
        state = self.state
        if state is None:
            return
        seconds = self._watch.seconds_stuck(self._ledger, state)
        stuck = None
        if seconds is not None:
            stuck = self._told.stuck or datetime.now().astimezone() - timedelta(seconds=seconds)
        if stuck != self._told.stuck:
            self._say(stuck=stuck)

    def _route(self) -> Route:
        from desktop_app.upstream import route_of
        from sync.nearby import Nearby

        self._nearby = Nearby()
        return route_of(self._store, self._nearby.addresses)

    def _reach_of_hub(self, state: SyncState) -> Reach | None:
        if state.upstream == "hub":
            return "good" if state.line == "online" else "cut"
        return "cut" if self._has_hub() else None

    def _reach_of_centre(self, state: SyncState) -> Reach:
        """Through a hub the centre is known to be reached by its receipts alone."""
        if state.line != "online":
            return "cut"
        return "good" if state.upstream == "centre" or not state.waiting else "none"

    def _lacks_nothing(self) -> bool:
        """Tell whether the centre has all that was written here, in earlier epochs too.

        Else the desk has to stay open: its entries are still to be carried by hand.
        """
        from local_db import wiping

        return not wiping.waiting(self._store)

    def _has_hub(self) -> bool:
        from local_db import upstreams

        with self._store.read() as connection:
            return any(one.role == "hub" for one in upstreams.known(connection))


def _is_revoked(state: SyncState) -> bool:
    """Tell whether the centre itself revoked this desk; a hub's word is not enough."""
    from sync.errors import DeviceRevoked

    return isinstance(state.error, DeviceRevoked) and state.upstream == "centre"


def _words(error: KnownError) -> Text:
    return Text(vi=error.sentence("vi"), en=error.sentence("en"))


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone() if at else None
