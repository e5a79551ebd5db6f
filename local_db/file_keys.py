"""Keys in files of the data folder, readable by their owner only."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from pathlib import Path

from immunization.text import Text
from local_db.errors import KeyExposed, KeyMissing, KeyStoreRefused
from local_db.keys import KEY_BYTES

_DATABASE = "database.key"
_DEVICE = "device.key"


class FileKeys:
    """Keys as hexadecimal text in files of mode 0600.

    On Windows a file in the user's own profile is readable by that user, the system and its
    administrators; mode bits mean nothing there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def chosen_for(folder: Path) -> bool:
        """Tell whether this folder's key lies in a file."""
        return (folder / _DATABASE).exists()

    @property
    def description(self) -> Text:
        """Say to IT where the keys are."""
        return Text(
            vi=f"Khoá nằm trong tệp {self._folder / _DATABASE} (chỉ chủ tệp đọc được), "
            "vì máy này không có kho khoá của hệ điều hành.",
            en=f"The key is in the file {self._folder / _DATABASE} (readable by its owner only), "
            "because this PC has no key store of the operating system.",
        )

    def database_key(self) -> bytes:
        """Return the key of the existing database. Raises KeyMissing or KeyExposed."""
        key = _read(self._folder / _DATABASE)
        if key is None:
            raise KeyMissing(_DATABASE)
        return key

    def make_database_key(self) -> bytes:
        """Return the key kept here, or make one."""
        kept = _read(self._folder / _DATABASE)
        return kept or _write(self._folder / _DATABASE, secrets.token_bytes(KEY_BYTES))

    def device_key(self) -> bytes | None:
        """Return the device's private key, or None before enrolment."""
        return _read(self._folder / _DEVICE)

    def keep_device_key(self, key: bytes) -> None:
        """Keep the device's private key."""
        _write(self._folder / _DEVICE, key)

    def destroy(self) -> None:
        """Write over both keys and remove them.

        A disk may keep old blocks for a while (flash does): where that matters, the disk is
        encrypted, or the keys lie in the operating system's key store.
        """
        for name in (_DATABASE, _DEVICE):
            for path in (self._folder / name, self._folder / f"{name}.new"):
                _destroy(path)
        _settle(self._folder)


def _read(path: Path) -> bytes | None:
    try:
        _close_to_others(path)
        text = path.read_text("ascii").strip()
        key = bytes.fromhex(text)
    except FileNotFoundError:
        return None
    except (ValueError, UnicodeDecodeError) as error:
        raise KeyMissing(f"{path.name} is not a key") from error
    if len(key) != KEY_BYTES:
        raise KeyMissing(f"{path.name} is not a key")
    return key


def _close_to_others(path: Path) -> None:
    if sys.platform == "win32":
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        try:
            path.chmod(0o600)
        except OSError as error:
            raise KeyExposed(path.name) from error


def _write(path: Path, key: bytes) -> bytes:
    # Written beside and moved over: a power cut leaves the old key or the new one, whole.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _settle(path.parent)
    return key


def _destroy(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(2 * KEY_BYTES + 1))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise KeyStoreRefused(path.name) from error


def _settle(folder: Path) -> None:
    """Make a file's new name outlast a power cut (POSIX; Windows does it by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
