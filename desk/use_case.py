"""What most use cases of the desk work with."""

from __future__ import annotations

from desk.clock import Clock
from desk.recorder import Recorder
from desk.station import Station
from immunization.vaccines import Catalogue
from local_db.store import Store


class UseCase:
    """Reads the store and writes through the recorder, as the member of staff at this desk."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        station: Station,
        catalogue: Catalogue,
        recorder: Recorder,
    ) -> None:
        self._store = store
        self._clock = clock
        self._station = station
        self._catalogue = catalogue
        self._recorder = recorder
