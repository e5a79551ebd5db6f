"""Files for carrying by hand, from and to this desk's database, for commands and windows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from immunization.text import Text
from ui.ports import Brought

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.store import Store
    from sync.carrying.incoming import Taken
    from sync.carrying.outgoing import Carrier
    from sync.carrying.watching import Watch

_WROTE: Final = Text(
    vi="Đã ghi {count} mục vào tệp {file}. Xin đưa đến trung tâm, rồi đem tệp biên nhận về đây.",
    en="Wrote {count} entries to the file {file}. Please bring it to the centre, and its file of "
    "receipts back here.",
)
_BROUGHT: Final = {
    "receipts": Text(
        vi="Trung tâm đã xác nhận đến mục {acknowledged}; {refused} mục bị từ chối.",
        en="Acknowledged up to entry {acknowledged}; {refused} refused.",
    ),
    "feed": Text(vi="Đã nhận {stored} mục của điểm tiêm.", en="Took {stored} entries of the site."),
    "entries": Text(
        vi="Đã nhận {stored} mục của bàn khác.", en="Took {stored} entries of another desk."
    ),
}
WIPING: Final = Text(
    vi="Máy này đã bị thu hồi và trung tâm đã nhận mọi mục: dữ liệu ở đây được xoá.",
    en="This desk was revoked and the centre has every entry: the data here is destroyed.",
)


def carrier(store: Store, keys: KeyStore) -> Carrier:
    """Return who carries: this desk and whom it knows. Raises NotEnrolled, KeyMissing."""
    from local_db import node, site_devices
    from local_db.errors import KeyMissing
    from sync.carrying.outgoing import Carrier

    with store.read() as connection:
        own = node.read(connection)
        desks = site_devices.keys_of(connection, own.site)
    private = keys.device_key()
    if private is None or own.centre_key is None:
        raise KeyMissing("device key")
    centre = bytes.fromhex(own.centre_key)
    upstream = bytes.fromhex(own.upstream_key) if own.upstream_key else centre
    return Carrier(own.device, own.site, private, centre, upstream, desks)


def export_entries(
    store: Store,
    keys: KeyStore,
    path: Path,
    watch: Watch | None = None,
    *,
    everything: bool = False,
) -> int:
    """Write what the centre has not acknowledged into a file; return how many entries."""
    from local_db.ledger import DeskLedger
    from sync.carrying import outgoing
    from sync.carrying.watching import UNWATCHED

    who = carrier(store, keys)
    watch = watch or UNWATCHED
    return outgoing.export_entries(DeskLedger(store), who, path, watch, everything=everything)


def import_file(store: Store, keys: KeyStore, path: Path, watch: Watch | None = None) -> Taken:
    """Take a file of receipts, of a feed, or of another desk's entries."""
    from local_db.carried import Shelf
    from local_db.ledger import DeskLedger
    from sync.carrying import incoming
    from sync.carrying.watching import UNWATCHED

    ledger, shelf, who = DeskLedger(store), Shelf(store), carrier(store, keys)
    return incoming.import_file(ledger, shelf, who, path, watch or UNWATCHED)


def brought(taken: Taken) -> Text:
    """Return what a file brought, in words."""
    return _filled(
        _BROUGHT[taken.kind],
        stored=taken.stored,
        acknowledged=taken.acknowledged,
        refused=taken.refused,
    )


def file_name(site: str, desk: int, now: datetime) -> str:
    """Return what an export is called: no name of a person, and another one each minute."""
    return f"bantiem-{site}-{desk}-{now:%Y%m%d-%H%M}.carried"


class DeskCarrier:
    """Implements `ui.ports.Carrier`. ``destroy`` is called on the GUI thread."""

    def __init__(
        self, store: Store, keys: KeyStore, of: tuple[str, int], destroy: Callable[[], None]
    ) -> None:
        """Take the desk's database and keys, its site and number, and how it is destroyed."""
        self._store, self._keys, self._of = store, keys, of
        self.destroy = destroy

    def name(self) -> str:
        """Return what a new file may be called."""
        return file_name(*self._of, datetime.now().astimezone())

    def write(
        self, path: str, told: Callable[[int, int], None], is_cancelled: Callable[[], bool]
    ) -> Text:
        """Write what the centre has not acknowledged."""
        from sync.carrying.watching import Watch

        target = Path(path)
        count = export_entries(self._store, self._keys, target, Watch(told, is_cancelled))
        return _filled(_WROTE, count=count, file=target.name)

    def read(
        self, path: str, told: Callable[[int, int], None], is_cancelled: Callable[[], bool]
    ) -> Brought:
        """Take a file; a desk that is to be destroyed says so."""
        from sync.carrying.watching import Watch

        taken = import_file(self._store, self._keys, Path(path), Watch(told, is_cancelled))
        if taken.may_destroy:
            return Brought(WIPING, must_destroy=True)
        return Brought(brought(taken))


def _filled(text: Text, **values: object) -> Text:
    return Text(vi=text.say("vi", **values), en=text.say("en", **values))
