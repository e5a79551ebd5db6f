"""Where the keys lie, and that a lost one is never replaced."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest

from local_db import os_keys
from local_db.errors import KeyMissing, KeyStoreRefused
from local_db.file_keys import FileKeys
from local_db.keys import KeyStore, keys_of
from local_db.os_keys import OsKeys

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="mode bits are POSIX's")


class FakeVault(keyring.backend.KeyringBackend):
    """An operating system's key store in memory; locked, it refuses."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False
        self.forgets = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked
        if not self.forgets:
            self.kept[service, username] = password


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch) -> FakeVault:
    vault = FakeVault()
    monkeypatch.setattr(os_keys, "_best", lambda: vault)
    return vault


@pytest.fixture
def no_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(os_keys, "_best", Keyring)


@pytest.fixture(params=["file", "os"])
def keys(request: pytest.FixtureRequest, tmp_path: Path, vault: FakeVault) -> KeyStore:
    return FileKeys(tmp_path) if request.param == "file" else OsKeys(tmp_path)


def test_a_key_made_once_stays(keys: KeyStore) -> None:
    key = keys.make_database_key()
    assert len(key) == 32
    assert keys.database_key() == keys.make_database_key() == key


def test_a_missing_key_is_an_error(keys: KeyStore) -> None:
    with pytest.raises(KeyMissing):
        keys.database_key()


def test_the_devices_key_is_kept_and_replaced(keys: KeyStore) -> None:
    assert keys.device_key() is None
    keys.keep_device_key(b"1" * 32)
    keys.keep_device_key(b"2" * 32)
    assert keys.device_key() == b"2" * 32


def test_it_is_said_where_the_key_is(keys: KeyStore) -> None:
    keys.make_database_key()
    assert keys.description.vi
    assert keys.description.en


def test_two_folders_have_two_keys(tmp_path: Path, vault: FakeVault) -> None:
    one, two = OsKeys(tmp_path / "one"), OsKeys(tmp_path / "two")
    assert one.make_database_key() != two.make_database_key()


def test_the_operating_systems_key_store_is_taken_where_there_is_one(
    tmp_path: Path, vault: FakeVault
) -> None:
    keys = keys_of(tmp_path)
    keys.make_database_key()
    assert isinstance(keys, OsKeys)
    assert len(vault.kept) == 1
    assert not (tmp_path / "database.key").exists()


@pytest.mark.usefixtures("no_vault")
def test_a_file_is_taken_where_there_is_no_key_store(tmp_path: Path) -> None:
    keys = keys_of(tmp_path)
    keys.make_database_key()
    assert isinstance(keys, FileKeys)
    assert "database.key" in keys.description.en


def test_a_key_in_a_file_stays_there_when_a_key_store_appears(
    tmp_path: Path, vault: FakeVault
) -> None:
    key = FileKeys(tmp_path).make_database_key()
    assert keys_of(tmp_path).database_key() == key


def test_a_key_store_that_is_gone_is_an_error_and_no_new_key(
    tmp_path: Path, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    OsKeys(tmp_path).make_database_key()
    from keyring.backends.null import Keyring

    monkeypatch.setattr(os_keys, "_best", Keyring)
    with pytest.raises(KeyStoreRefused):
        keys_of(tmp_path).database_key()
    with pytest.raises(KeyStoreRefused):
        keys_of(tmp_path).make_database_key()


def test_a_locked_key_store_says_so(tmp_path: Path, vault: FakeVault) -> None:
    OsKeys(tmp_path).make_database_key()
    vault.is_locked = True
    with pytest.raises(KeyStoreRefused):
        OsKeys(tmp_path).database_key()


def test_a_key_store_that_does_not_keep_is_noticed_before_anything_is_encrypted(
    tmp_path: Path, vault: FakeVault
) -> None:
    vault.forgets = True
    with pytest.raises(KeyStoreRefused):
        OsKeys(tmp_path).make_database_key()


@POSIX
def test_key_files_are_their_owners_alone(tmp_path: Path) -> None:
    FileKeys(tmp_path).make_database_key()
    FileKeys(tmp_path).keep_device_key(b"k" * 32)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}


@POSIX
def test_a_key_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    key = FileKeys(tmp_path).make_database_key()
    (tmp_path / "database.key").chmod(0o644)
    assert FileKeys(tmp_path).database_key() == key
    assert stat.S_IMODE((tmp_path / "database.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31, "ab" * 33, "đ"])
def test_a_key_file_that_is_none_is_not_replaced(tmp_path: Path, content: str) -> None:
    (tmp_path / "database.key").write_text(content, "utf-8")
    with pytest.raises(KeyMissing):
        FileKeys(tmp_path).make_database_key()
    assert (tmp_path / "database.key").read_text("utf-8") == content
