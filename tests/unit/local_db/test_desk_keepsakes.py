"""What a desk keeps for itself: read back, and passed over where it cannot be read."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import insert

from local_db import kept, tables
from tests.unit.local_db.conftest import Site


class Vial(msgspec.Struct, frozen=True):
    lot: str
    doses: int = 0


def test_what_is_kept_is_read_back_until_it_is_forgotten(site: Site) -> None:
    site.write(lambda connection: kept.put(connection, "vial", Vial("AB1", 3)))
    assert site.read(lambda connection: kept.get(connection, "vial", Vial)) == Vial("AB1", 3)
    site.write(lambda connection: kept.put(connection, "vial", None))
    assert site.read(lambda connection: kept.get(connection, "vial", Vial)) is None


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b'{"lot":1}',
        b'{"lot":"\xff"}',
        b'{"lot":"a","more":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=["nothing", "of another type", "no UTF-8", "lists in lists"],
)
def test_what_cannot_be_read_is_as_if_nothing_were_kept(site: Site, value: bytes) -> None:
    site.write(lambda c: c.execute(insert(tables.kept).values(name="vial", value=value)))
    assert site.read(lambda connection: kept.get(connection, "vial", Vial)) is None
