"""A device's own entries: append them, read them back, prove them unbroken.

Appending is one act with projecting, in the caller's transaction. Sequence numbers start
at 1 and have no gaps. Nothing here updates or deletes: the database refuses both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from immunization import entries
from immunization.entries import UnreadableEntry
from immunization.errors import KnownError
from immunization.ids import DeviceId
from immunization.text import Text
from records import bulk, projection, seals, tables
from records.chain import genesis, link
from records.lines import StoredEntry, read_line
from records.seals import Head, Signed

_PAGE = 1000
_LAST = (
    "SELECT seq, chain FROM entry WHERE device_id = ? AND epoch = ? AND chain IS NOT NULL "
    "ORDER BY seq DESC LIMIT 1"
)


class JournalBroken(KnownError):
    """The chain of the journal does not hold; ``fault`` names the first entry that is wrong."""

    text = Text(
        vi="Nhật ký không còn nguyên vẹn ở mục {seq}. Không ghi thêm gì. Xin báo ngay cho IT.",
        en="The journal is no longer intact at entry {seq}. Nothing more is written. Tell IT now.",
    )


class Author(Struct, frozen=True):
    """The device that writes here, and its epoch: 1 at enrolment, one more after a restore."""

    device: DeviceId
    epoch: int


class Fault(Struct, frozen=True):
    """The first entry of a chain that is wrong, and what is wrong with it."""

    device: DeviceId
    epoch: int
    seq: int
    what: str


def head(connection: Connection, author: Author) -> Head:
    """Return the end of the author's chain; an empty chain ends at 0 with its genesis."""
    last = bulk.ask(connection, _LAST, (author.device, author.epoch))
    if not last:
        return Head(author.device, author.epoch, 0, genesis(author.device, author.epoch))
    seq, chain = last[0]
    return Head(author.device, author.epoch, seq, bytes(chain))


def append(
    connection: Connection, author: Author, batch: Sequence[bytes]
) -> tuple[Head, projection.Outcome]:
    """Append entries to the author's chain and project them; return the new head.

    An entry that is already in the journal (the same tap twice) takes no place in the
    chain. Raises UnreadableEntry if the bytes are not an entry: then nothing was appended.
    """
    end = head(connection, author)
    read = {(one.about, one.id): written for written in batch for one in [entries.read(written)]}
    before = projection.lines_of(connection, {about for about, _ in read})
    there = {(line.entry.about, line.entry.id) for lines in before.values() for line in lines}
    chained = []
    for written in (written for key, written in read.items() if key not in there):
        end = Head(author.device, author.epoch, end.seq + 1, link(end.chain, written))
        chained.append((StoredEntry(author.device, author.epoch, end.seq, written), end.chain))
    return end, projection.store(connection, chained, before)


def read(
    connection: Connection, author: Author, after: int = 0, limit: int | None = None
) -> Iterator[StoredEntry]:
    """Yield the author's own entries after a sequence number, in order, in bounded pages."""
    left = limit
    while left is None or left > 0:
        page = _page(connection, author, after, _PAGE if left is None else min(left, _PAGE))
        yield from (stored for stored, _ in page)
        if len(page) < _PAGE:
            return
        after = page[-1][0].seq
        left = None if left is None else left - len(page)


def add_seal(connection: Connection, signed: Signed) -> None:
    """Keep a seal; one that is kept already stays as it is."""
    held = tables.seal.c
    end = signed.head
    where = (held.device_id == end.device, held.epoch == end.epoch, held.seq == end.seq)
    if connection.execute(select(held.seq).where(*where)).first() is None:
        connection.execute(
            insert(tables.seal).values(
                device_id=end.device,
                epoch=end.epoch,
                seq=end.seq,
                chain=end.chain,
                signature=signed.signature,
            )
        )


def authors(connection: Connection) -> list[Author]:
    """Return the devices and epochs whose chains are kept here."""
    columns = tables.entry.c
    query = (
        select(columns.device_id, columns.epoch)
        .where(columns.chain.isnot(None))
        .distinct()
        .order_by(columns.device_id, columns.epoch)
    )
    return [Author(DeviceId(device), epoch) for device, epoch in connection.execute(query)]


def first_fault(
    connection: Connection, author: Author, public_key: bytes | None = None, tail: int | None = None
) -> Fault | None:
    """Recompute a chain and return the first entry that is wrong, or None.

    Checks gaps, chain values, that the indexed columns say what the bytes say, and every
    seal (with ``public_key``, its signature too). ``tail`` checks only that many entries at
    the end, as is done at every start.
    """
    sealed = _seals(connection, author)
    last = head(connection, author).seq
    after = max(0, last - tail) if tail is not None else 0
    chain = _chain_at(connection, author, after)
    expected = after + 1
    while page := _page(connection, author, expected - 1, _PAGE):
        for stored, kept in page:
            what = None if stored.seq == expected else f"entry {expected} is missing"
            chain = link(chain, stored.written)
            what = what or _wrong(connection, stored, kept, chain, sealed, public_key)
            if what:
                return Fault(author.device, author.epoch, expected, what)
            expected += 1
    missing = [seq for seq in sealed if seq >= expected]
    if missing:
        what = f"sealed up to entry {max(missing)}, but the journal ends at {expected - 1}"
        return Fault(author.device, author.epoch, expected, what)
    return None


def _wrong(
    connection: Connection,
    stored: StoredEntry,
    kept: bytes,
    chain: bytes,
    sealed: dict[int, Signed],
    public_key: bytes | None,
) -> str | None:
    if kept != chain:
        return "the bytes do not give the chain value kept beside them"
    signed = sealed.get(stored.seq)
    if signed is not None:
        if signed.head.chain != chain:
            return "the seal at this entry is over another chain"
        if public_key is not None:
            try:
                seals.check_head(public_key, "seal", signed)
            except seals.BadSignature:
                return "the seal at this entry has a wrong signature"
    return _wrong_columns(connection, stored)


def _wrong_columns(connection: Connection, stored: StoredEntry) -> str | None:
    try:
        line = read_line(stored)
    except UnreadableEntry:
        return "the bytes are not an entry"
    columns = tables.entry.c
    row = connection.execute(
        select(columns.kind, columns.lc).where(
            columns.subject == line.entry.about, columns.entry_id == line.entry.id
        )
    ).first()
    if row is None or (row.kind, row.lc) != (line.entry.kind, line.entry.lc):
        return "the columns beside the bytes say something else than the bytes"
    return None


def _chain_of(author: Author, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    kept = tables.entry.c
    return select(*columns).where(
        kept.device_id == author.device, kept.epoch == author.epoch, kept.chain.isnot(None)
    )


def _page(
    connection: Connection, author: Author, after: int, limit: int
) -> list[tuple[StoredEntry, bytes]]:
    kept = tables.entry.c
    query = (
        _chain_of(author, kept.seq, kept.written, kept.chain)
        .where(kept.seq > after)
        .order_by(kept.seq)
        .limit(limit)
    )
    return [
        (StoredEntry(author.device, author.epoch, row.seq, bytes(row.written)), bytes(row.chain))
        for row in connection.execute(query)
    ]


def _chain_at(connection: Connection, author: Author, seq: int) -> bytes:
    if seq == 0:
        return genesis(author.device, author.epoch)
    query = _chain_of(author, tables.entry.c.chain).where(tables.entry.c.seq == seq)
    value = connection.execute(query).scalar_one_or_none()
    return bytes(value) if value is not None else b""


def _seals(connection: Connection, author: Author) -> dict[int, Signed]:
    kept = tables.seal.c
    rows = connection.execute(
        select(kept.seq, kept.chain, kept.signature).where(
            kept.device_id == author.device, kept.epoch == author.epoch
        )
    )
    return {
        row.seq: Signed(
            Head(author.device, author.epoch, row.seq, bytes(row.chain)), bytes(row.signature)
        )
        for row in rows
    }


def count(connection: Connection) -> int:
    """Return how many entries the journal holds, of all writers."""
    return connection.execute(select(func.count()).select_from(tables.entry)).scalar_one()
