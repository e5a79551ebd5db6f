"""Staff badges for the window's supervisors: signed by this desk, on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.station import Station
    from local_db.keys import KeyStore
    from local_db.store import Store


class DeskBadges:
    """It is `ui.ports.BadgePaper`."""

    def __init__(self, store: Store, keys: KeyStore, station: Station) -> None:
        self._store, self._keys, self._station = store, keys, station

    def pdf(self) -> bytes:
        """Return the badges of all staff. On an io thread. Raises SupervisorOnly, NotPrinted."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from desk import badge_paper
        from desk.badges import Badges

        key = Ed25519PrivateKey.from_private_bytes(self._keys.device_key() or b"")
        today = datetime.now().astimezone().date()
        badges = Badges(self._store).issue(key, today, by=self._station.operator)
        return badge_paper.paper(badges, self._station.site_name)
