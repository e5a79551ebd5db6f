"""Destroy what a revoked desk holds, once the centre has acknowledged all of it.

The keys go first: from then on nobody reads the database, whatever becomes of its file, its
log and its backups. A mark is written before, so that a program that is killed in between
goes on with it at its next start and with nothing else. Nothing is marked while an entry is
not acknowledged: the question is asked with the folder locked, when nobody can write.

The program's settings and logs stay: they hold nothing of people.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, func, select

from immunization.text import Text
from local_db import tables
from local_db.connecting import FILE
from local_db.errors import StoreError
from local_db.keys import KeyStore
from records import tables as records_tables

if TYPE_CHECKING:
    from local_db.store import Store

MARK: Final = "bantiem.wiping"

_FILES: Final = (
    FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", "bantiem.mark", "key.name",
    "database.key", "device.key", "bantiem.seen", "bantiem.seen.new",
)  # fmt: skip

_entry, _receipt = records_tables.entry.c, tables.receipt.c
_WAITING = (
    select(func.count())
    .select_from(
        records_tables.entry.outerjoin(
            tables.receipt,
            and_(
                _receipt.holder == "centre",
                _receipt.device_id == _entry.device_id,
                _receipt.epoch == _entry.epoch,
            ),
        )
    )
    .where(_entry.chain.isnot(None), _entry.seq > func.coalesce(_receipt.seq, 0))
)


class NotAcknowledged(StoreError):
    """Entries wait that the centre has not acknowledged: nothing is destroyed."""

    text = Text(
        vi="Còn {waiting} mục trung tâm chưa xác nhận. Chưa xoá gì. Xin xuất ra USB, nhờ người "
        "quản trị nhập ở trung tâm, rồi nhập tệp biên nhận vào máy này.",
        en="The centre has not acknowledged {waiting} entries. Nothing was destroyed. Please "
        "export them to a USB stick, have an administrator import them at the centre, and import "
        "its receipts here.",
    )


class Wiped(StoreError):
    """This desk's data was destroyed on purpose; it can join again as a new desk."""

    text = Text(
        vi="Máy này đã bị thu hồi; trung tâm đã nhận mọi mục và dữ liệu ở đây đã được xoá. "
        "Không mất gì. Muốn dùng lại, xin IT đăng ký máy bằng mã mới.",
        en="This PC was revoked; the centre has every entry, and the data here was destroyed. "
        "Nothing is lost. To use it again, ask IT to enrol it with a new code.",
    )


def _nothing(_step: str) -> None:
    """Between two steps nothing happens."""


def waiting(store: Store) -> int:
    """Return how many entries of any chain that was written here the centre has not acknowledged.

    Epochs and devices of before count too: they are destroyed with the rest.
    """
    with store.read() as connection:
        count: int = connection.execute(_WAITING).scalar_one()
    return count


def wipe(folder: Path, keys: KeyStore, between: Callable[[str], None] = _nothing) -> None:
    """Destroy a desk's keys and data; its store must be closed.

    Raises NotAcknowledged, StoreLocked while somebody has it open, KeyStoreRefused. ``between``
    is called after each step with its name.
    """
    from local_db.store import Store

    store = Store.open(folder, keys)
    try:
        if lacking := waiting(store):
            raise NotAcknowledged(waiting=lacking)
        _mark(folder)
        between("marked")
        keys.destroy()
        between("keys destroyed")
    finally:
        store.close()
    _remove(folder, between)


def is_begun(folder: Path) -> bool:
    """Tell whether a wipe was begun here and not ended."""
    return (folder / MARK).exists()


def go_on(folder: Path, keys: KeyStore) -> None:
    """End a wipe that was begun, with the folder locked. Raises KeyStoreRefused."""
    keys.destroy()
    _remove(folder, _nothing)


def _mark(folder: Path) -> None:
    handle = os.open(folder / MARK, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(folder: Path, between: Callable[[str], None]) -> None:
    # Not above: every start imports this module, and hardly any wipes.
    import shutil

    from local_db import backup

    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
        between(name)
    if (folder / backup.FOLDER).exists():
        shutil.rmtree(folder / backup.FOLDER)
    between(backup.FOLDER)
    (folder / MARK).unlink(missing_ok=True)
