"""The desk looks at itself: is the journal whole, is there room, where does the key lie."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from immunization.text import Text
from ui.ports import Health, HealthCheck

if TYPE_CHECKING:
    from local_db.epochs import Begun
    from local_db.keys import KeyStore
    from local_db.store import Store

_LITTLE: Final = 500_000_000  # bytes; a day of a busy site is some 5 MB
_CHAIN: Final = Text(vi="Nhật ký", en="Journal")
_WHOLE: Final = Text(vi="nguyên vẹn", en="intact")
_BROKEN: Final = Text(vi="không nguyên vẹn, xin báo IT ngay", en="not intact, tell IT now")
_ROOM: Final = Text(vi="Ổ đĩa", en="Disk")
_KEY: Final = Text(vi="Khoá dữ liệu", en="Data key")
_IN_STORE: Final = Text(vi="ở kho khoá của hệ điều hành", en="in the system's key store")
_IN_FILE: Final = Text(vi="trong tệp riêng của máy này", en="in a file of this machine")

_REMEMBERED: Final = timedelta(days=30)
_ITS_DISK: Final = Text(vi="Ổ đĩa này", en="This disk")
_RESTORED: Final = Text(
    vi="được khôi phục hoặc sao chép, nhận ra ngày {day}; không mất gì; xin báo IT",
    en="was restored or copied, noticed on {day}; nothing is lost; please tell IT",
)


def look(store: Store, keys: KeyStore, now: datetime) -> Health:
    """Check the own chain from its first entry, the disk and the key's place. For an io thread."""
    from local_db import epochs, node
    from local_db.file_keys import FileKeys
    from records import journal

    with store.read() as connection:
        own = node.find(connection)
        fault = journal.first_fault(connection, own.author) if own else None
        begun = epochs.last_begun(connection)
    free = shutil.disk_usage(store.path.parent).free
    return Health(
        chain=fault is None,
        checked_at=now,
        checks=(
            HealthCheck(_CHAIN, _BROKEN if fault else _WHOLE, "stop" if fault else "ok"),
            HealthCheck(_ROOM, _free(free), "warn" if free < _LITTLE else "ok"),
            # In short: where exactly it lies, IT is told when the desk joins.
            HealthCheck(_KEY, _IN_FILE if isinstance(keys, FileKeys) else _IN_STORE, "neutral"),
            *_restored(begun, now),
        ),
    )


def _restored(begun: Begun | None, now: datetime) -> tuple[HealthCheck, ...]:
    """Say for a month that this disk was restored from a backup, or is a copy of another's."""
    if begun is None or now - begun.at > _REMEMBERED:
        return ()
    day = f"{begun.at.astimezone(now.tzinfo):%d/%m/%Y}"
    found = Text(vi=_RESTORED.say("vi", day=day), en=_RESTORED.say("en", day=day))
    return (HealthCheck(_ITS_DISK, found, "warn"),)


def _free(size: int) -> Text:
    gigabytes = f"{size / 1e9:.1f}"
    return Text(vi=f"còn {gigabytes.replace('.', ',')} GB", en=f"{gigabytes} GB free")
