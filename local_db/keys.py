"""The two secrets of a desk, and where they lie.

The *database key* (32 bytes) opens the store; the *device key* (Ed25519, 32 bytes) signs
what the desk sends. Where the operating system keeps secrets for a user (DPAPI behind the
Credential Manager on Windows, Secret Service, macOS Keychain) they lie there; where there
is none, in files of mode 0600 in the data folder, and the program says so.

A choice once made for a folder stays: a key store that is absent today is an error, never
a reason to make a new key, because a new key opens nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from immunization.text import Text

KEY_BYTES = 32


class KeyStore(Protocol):
    """Where the secrets of one data folder lie. Any thread may call it."""

    @property
    def description(self) -> Text:
        """Say to IT where the keys are."""

    def database_key(self) -> bytes:
        """Return the key of the existing database. Raises KeyMissing or KeyStoreRefused."""

    def make_database_key(self) -> bytes:
        """Return the key for a new database: the one kept here already, or a new random one."""

    def device_key(self) -> bytes | None:
        """Return the device's private key, or None before enrolment."""

    def keep_device_key(self, key: bytes) -> None:
        """Keep the device's private key (32 bytes), in place of another."""

    def destroy(self) -> None:
        """Destroy both keys for good: then nobody reads the database any more.

        Destroying again what is gone already does nothing. Raises KeyStoreRefused.
        """


def keys_of(folder: Path) -> KeyStore:
    """Return the key store of a data folder: the one chosen before, else the best there is."""
    from local_db.file_keys import FileKeys
    from local_db.os_keys import OsKeys

    if FileKeys.chosen_for(folder):
        return FileKeys(folder)
    if OsKeys.chosen_for(folder) or OsKeys.usable():
        return OsKeys(folder)
    return FileKeys(folder)
