"""The confirmation slip for the window: signed by this desk, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.slips import Slips
    from desk.station import Station
    from immunization.ids import PersonId
    from local_db.keys import KeyStore


class DeskSlips:
    """It is `ui.ports.SlipPaper`."""

    def __init__(self, slips: Slips, keys: KeyStore, station: Station) -> None:
        self._slips, self._keys, self._station = slips, keys, station

    def pdf(self, person: PersonId) -> bytes:
        """Return the slip of a person. On an io thread. Raises NothingToConfirm, NotPrinted."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from desk import slip_paper

        key = Ed25519PrivateKey.from_private_bytes(self._keys.device_key() or b"")
        return slip_paper.paper(self._slips.confirmation(person, key), self._station.site_name)
