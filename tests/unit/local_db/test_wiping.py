"""A desk is wiped when the centre has everything, never before, and whatever stops it between."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from local_db import backup, node, wiping
from local_db.connecting import FILE
from local_db.errors import KeyStoreRefused, StoreCorrupt, StoreLocked
from local_db.file_keys import FileKeys
from local_db.keys import KeyStore
from local_db.ledger import DeskLedger
from local_db.os_keys import OsKeys
from local_db.store import Store
from records import journal, seals
from tests import writing

HEX_DIGITS = set(b"0123456789abcdef\n")


class Killed(BaseException):
    """The process ends here."""


class Kept(KeyringBackend):
    """A key store in memory."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


def used(folder: Path, keys: KeyStore, *, waiting: int = 0) -> None:
    """Leave a folder in which a desk recorded and the centre acknowledged all but some."""
    store = Store.open(folder, keys)
    keys.keep_device_key(b"d" * 32)
    number = writing.device(1)
    store.write(
        lambda c: node.enrol(c, node.Node(number, 1, 1, "Bàn 1", writing.SITE, "TYT Tân Phú"))
    ).result()
    pen = writing.Pen(1)
    batch = [pen.write(writing.arrived(f"A{at}"), writing.person(at)) for at in range(3 + waiting)]
    store.write(lambda c: journal.append(c, pen.author, batch)).result()
    ledger = DeskLedger(store)
    held = seals.Head(number, 1, 3, ledger.chain_at(3))
    ledger.take_receipt("centre", seals.Signed(held, b"s" * 64))
    backup.make(store.path, store.key, why="test")
    store.close()


def killed_at(step: int) -> Callable[[str], None]:
    """What ends the process after so many steps."""
    done: list[str] = []

    def between(name: str) -> None:
        done.append(name)
        if len(done) == step:
            raise Killed

    return between


def left(folder: Path) -> set[str]:
    """The names of what lies in a folder, but locks."""
    return {one.name for one in folder.iterdir() if not one.name.endswith(".lock")}


def test_a_wiped_folder_holds_neither_keys_nor_data(tmp_path: Path) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys)
    wiping.wipe(tmp_path, keys)
    assert left(tmp_path) == set()
    assert keys.device_key() is None


def test_nothing_is_wiped_while_an_entry_waits(tmp_path: Path) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys, waiting=2)
    before = left(tmp_path)
    with pytest.raises(wiping.NotAcknowledged) as refused:
        wiping.wipe(tmp_path, keys)
    assert refused.value.values == {"waiting": 2}
    assert left(tmp_path) == before
    store = Store.open(tmp_path, keys)
    with store.read() as connection:
        assert journal.count(connection) == 5
    store.close()


def test_nothing_is_wiped_while_a_former_epoch_waits(tmp_path: Path) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys)
    store = Store.open(tmp_path, keys)
    author = journal.Author(writing.device(1), 2)
    more = writing.Pen(1, seq=50).write(writing.arrived("A9"), writing.person(9))
    store.write(lambda c: journal.append(c, author, [more])).result()
    store.close()
    with pytest.raises(wiping.NotAcknowledged):
        wiping.wipe(tmp_path, keys)


def test_nothing_is_wiped_while_the_desk_is_open(tmp_path: Path) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys)
    store = Store.open(tmp_path, keys)
    with pytest.raises(StoreLocked):
        wiping.wipe(tmp_path, keys)
    store.close()


@pytest.mark.parametrize("step", range(1, 12))
def test_a_wipe_that_is_killed_anywhere_is_ended_at_the_next_start(
    tmp_path: Path, step: int
) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys)
    copy = (tmp_path / FILE).read_bytes()
    with pytest.raises(Killed):
        wiping.wipe(tmp_path, keys, killed_at(step))
    if step > 1:
        # From the second step on no key is there: a copy of the file tells nothing.
        assert not (tmp_path / "database.key").exists()
        assert not (tmp_path / "device.key").exists()
    with pytest.raises(wiping.Wiped):
        Store.open(tmp_path, FileKeys(tmp_path))
    assert left(tmp_path) == set()
    Store.open(tmp_path, FileKeys(tmp_path)).close()
    (tmp_path / FILE).write_bytes(copy)
    with pytest.raises(StoreCorrupt):
        Store.open(tmp_path, FileKeys(tmp_path))


_DYING = """
import os, sys
from pathlib import Path
from local_db import wiping
from local_db.file_keys import FileKeys

folder, last = Path(sys.argv[1]), sys.argv[2]
wiping.wipe(folder, FileKeys(folder), lambda step: os._exit(9) if step == last else None)
"""


@pytest.mark.parametrize("step", ["marked", "keys destroyed", FILE, backup.FOLDER])
def test_a_process_that_dies_in_a_wipe_leaves_no_key_behind(tmp_path: Path, step: str) -> None:
    used(tmp_path, FileKeys(tmp_path))
    words = [sys.executable, "-c", _DYING, str(tmp_path), step]
    assert subprocess.run(words, check=False, timeout=60).returncode == 9
    assert step == "marked" or not (tmp_path / "database.key").exists()
    with pytest.raises(wiping.Wiped):
        Store.open(tmp_path, FileKeys(tmp_path))
    assert left(tmp_path) == set()


def test_a_kill_between_the_two_keys_leaves_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FileKeys(tmp_path)
    used(tmp_path, keys)
    real = Path.unlink

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        real(path, missing_ok=missing_ok)
        raise Killed

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(Killed):
        wiping.wipe(tmp_path, keys)
    monkeypatch.undo()
    # The file by which the key store is chosen is gone by now, so another may be asked.
    with pytest.raises(wiping.Wiped):
        Store.open(tmp_path, OsKeys(tmp_path, Kept()))
    assert left(tmp_path) == set()


def test_a_key_file_is_written_over_before_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FileKeys(tmp_path)
    kept = keys.make_database_key()
    seen: list[bytes] = []
    monkeypatch.setattr(Path, "unlink", lambda path, **_: seen.append(path.read_bytes()))
    keys.destroy()
    assert seen
    assert all(kept.hex().encode() not in one and not set(one) <= HEX_DIGITS for one in seen)


def test_keys_go_from_the_systems_key_store(tmp_path: Path) -> None:
    kept = Kept()
    keys = OsKeys(tmp_path, kept)
    used(tmp_path, keys)
    assert len(kept.held) == 2
    wiping.wipe(tmp_path, keys)
    assert kept.held == {}
    assert left(tmp_path) == set()
    keys.destroy()


def test_a_key_store_that_keeps_the_key_stops_the_wipe(tmp_path: Path) -> None:
    class Stubborn(Kept):
        def delete_password(self, service: str, username: str) -> None:
            """Say nothing and delete nothing."""

    keys = OsKeys(tmp_path, Stubborn())
    used(tmp_path, keys)
    with pytest.raises(KeyStoreRefused):
        wiping.wipe(tmp_path, keys)
    assert (tmp_path / FILE).exists()
    assert wiping.is_begun(tmp_path)
