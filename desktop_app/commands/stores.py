"""A data folder's store and keys, for the length of a command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from immunization.errors import KnownError
from immunization.text import Text

if TYPE_CHECKING:
    from local_db.keys import KeyStore
    from local_db.store import Store


class NoDeskHere(KnownError):
    """The folder holds no desk's database: a new one would be empty, and say that all is well."""

    text = Text(
        vi="Không có dữ liệu của bàn tiêm nào trong thư mục {folder}. Chưa tạo gì. "
        "Xin xem lại --data; máy mới bắt đầu bằng lệnh enrol.",
        en="There is no desk's data in the folder {folder}. Nothing was made. "
        "Please check --data; a new computer begins with enrol.",
    )


def see_a_desk(options: argparse.Namespace) -> None:
    """Raise NoDeskHere if ``options.data`` holds neither a database nor the rest of one."""
    from local_db import wiping
    from local_db.connecting import FILE

    if not (options.data / FILE).is_file() and not wiping.is_begun(options.data):
        raise NoDeskHere(folder=options.data)


@contextmanager
def open_store(options: argparse.Namespace) -> Iterator[tuple[Store, KeyStore]]:
    """Open the store of ``options.data``; raises NoDeskHere and the errors of `local_db.errors`."""
    see_a_desk(options)
    with open_or_make_store(options) as opened:
        yield opened


@contextmanager
def open_or_make_store(options: argparse.Namespace) -> Iterator[tuple[Store, KeyStore]]:
    """Do the same for a computer that is to become a desk."""
    from local_db.keys import keys_of
    from local_db.store import Store

    keys = keys_of(options.data)
    store = Store.open(options.data, keys)
    try:
        yield store, keys
    finally:
        store.close()
