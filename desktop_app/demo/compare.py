"""Hold what the nurse was shown as saved against what desk 1, the centre and desk 2 hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from immunization import entries
from records import tables

Held = dict[str, tuple[str, str]]
"""Entry id to its kind and the digest of its exact bytes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of entry: how many were shown as saved, and how many are where."""

    kind: str
    shown: int
    desk_1: int
    centre: int
    desk_2: int

    @property
    def agrees(self) -> bool:
        """Whether nothing is lost or doubled on the way."""
        return self.shown <= self.desk_1 == self.centre == self.desk_2


def held_at_desk(folder: Path, device: str) -> Held:
    """Return what a desk's journal holds of one device."""
    from local_db.keys import keys_of
    from local_db.store import Store

    store = Store.open(folder, keys_of(folder))
    try:
        with store.read() as connection:
            return _held(connection, device)
    finally:
        store.close()


def held_at_centre(folder: Path, device: str) -> tuple[Held, int]:
    """Return what the centre's inbox holds of a device, and how many rows that takes."""
    from central.tables import feed
    from desktop_app.commands.centre import open_centre

    with open_centre(folder) as centre, centre.database.reading() as connection:
        query = select(feed.c.written).where(feed.c.device_id == device)
        rows = list(connection.execute(query).scalars())
    return _of_bytes(rows), len(rows)


def table(shown: Iterable[str], desk_1: Held, centre: Held, desk_2: Held) -> list[Line]:
    """Return a line a kind. An entry counts as held only with the very bytes of desk 1."""
    same_at_centre = {id for id in desk_1 if centre.get(id) == desk_1[id]}
    same_at_desk_2 = {id for id in desk_1 if desk_2.get(id) == desk_1[id]}
    kinds = Counter(kind for kind, _ in desk_1.values())
    return [
        Line(
            kind=kind,
            shown=_count(desk_1, kind, shown),
            desk_1=kinds[kind],
            centre=_count(desk_1, kind, same_at_centre),
            desk_2=_count(desk_1, kind, same_at_desk_2),
        )
        for kind in sorted(kinds)
    ]


def _count(held: Mapping[str, tuple[str, str]], kind: str, ids: Iterable[str]) -> int:
    return sum(1 for id in set(ids) if id in held and held[id][0] == kind)


def _held(connection: Connection, device: str) -> Held:
    query = select(tables.entry.c.written).where(tables.entry.c.device_id == device)
    return _of_bytes(connection.execute(query).scalars())


def _of_bytes(rows: Iterable[bytes]) -> Held:
    held = {}
    for written in rows:
        entry = entries.read(bytes(written))
        held[str(entry.id)] = (entry.kind, hashlib.sha256(written).hexdigest())
    return held
