"""Keys in the operating system's key store, by the keyring library."""

from __future__ import annotations

import secrets
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from immunization.text import Text
from local_db.errors import KeyMissing, KeyStoreRefused
from local_db.keys import KEY_BYTES

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "Ban Tiem"
_NAME = "key.name"
# Back ends that keep nothing, or keep it in the clear: a file of ours is better than those.
_UNFIT = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class OsKeys:
    """Keys under a random name of this data folder, kept beside the database.

    Two desks on one PC so have two keys, and a folder that is moved keeps its own.
    """

    def __init__(self, folder: Path, backend: KeyringBackend | None = None) -> None:
        self._folder = folder
        self._backend = backend

    @staticmethod
    def chosen_for(folder: Path) -> bool:
        """Tell whether this folder's key lies in the operating system's key store."""
        return (folder / _NAME).exists()

    @staticmethod
    def usable() -> bool:
        """Tell whether there is a key store here that keeps secrets."""
        return _fit(_best())

    @property
    def description(self) -> Text:
        """Say to IT where the keys are."""
        name = type(self._os()).__module__.rpartition(".")[2]
        return Text(
            vi=f"Khoá nằm trong kho khoá của hệ điều hành ({name}).",
            en=f"The key is in the operating system's key store ({name}).",
        )

    def database_key(self) -> bytes:
        """Return the key of the existing database. Raises KeyMissing or KeyStoreRefused."""
        key = self._get("database")
        if key is None:
            raise KeyMissing(self.description.en)
        return key

    def make_database_key(self) -> bytes:
        """Return the key kept here, or make one and see that it is really kept."""
        key = self._get("database")
        if key is None:
            key = secrets.token_bytes(KEY_BYTES)
            self._set("database", key)
        return key

    def device_key(self) -> bytes | None:
        """Return the device's private key, or None before enrolment."""
        return self._get("device")

    def keep_device_key(self, key: bytes) -> None:
        """Keep the device's private key."""
        self._set("device", key)

    def destroy(self) -> None:
        """Delete both keys from the key store, and see that they are gone."""
        from keyring.errors import KeyringError, PasswordDeleteError

        name = self._name()
        for what in ("database", "device") if name else ():
            if self._get(what) is None:
                continue
            try:
                self._os().delete_password(_SERVICE, f"{name} {what}")
            except PasswordDeleteError as error:
                raise KeyStoreRefused("the key store did not delete the key") from error
            except (KeyringError, OSError) as error:
                raise KeyStoreRefused(type(error).__name__) from error
            if self._get(what) is not None:
                raise KeyStoreRefused("the key store did not delete the key")

    def _os(self) -> KeyringBackend:
        self._backend = self._backend or _best()
        return self._backend

    def _get(self, what: str) -> bytes | None:
        from keyring.errors import KeyringError

        name = self._name()
        if name is None:
            return None
        if not _fit(self._os()):
            raise KeyStoreRefused("no key store answers")
        try:
            kept = self._os().get_password(_SERVICE, f"{name} {what}")
        except (KeyringError, OSError) as error:
            raise KeyStoreRefused(type(error).__name__) from error
        return bytes.fromhex(kept) if kept else None

    def _set(self, what: str, key: bytes) -> None:
        from keyring.errors import KeyringError

        name = self._name() or self._new_name()
        try:
            self._os().set_password(_SERVICE, f"{name} {what}", key.hex())
            kept = self._os().get_password(_SERVICE, f"{name} {what}")
        except (KeyringError, OSError) as error:
            raise KeyStoreRefused(type(error).__name__) from error
        if kept != key.hex():
            raise KeyStoreRefused("the key store did not keep the key")

    def _name(self) -> str | None:
        try:
            return (self._folder / _NAME).read_text("ascii").strip() or None
        except FileNotFoundError:
            return None

    def _new_name(self) -> str:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = str(uuid.uuid4())
        (self._folder / _NAME).write_text(name + "\n", "ascii")
        return name


def _best() -> KeyringBackend:
    import keyring

    return keyring.get_keyring()


def _fit(backend: KeyringBackend) -> bool:
    module = type(backend).__module__
    if module == "keyring.backends.chainer":
        return any(_fit(one) for one in getattr(backend, "backends", ()))
    return not module.startswith(_UNFIT)
