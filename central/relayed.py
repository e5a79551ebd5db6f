"""What a hub keeps in order to relay: the desks' seals, and the centre's receipts.

A chain goes up in the pieces in which it came: under its writer's own seals, byte for
byte. A seal is kept for ever, 200 bytes each: a centre that was restored from a backup
asks for what lies far behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, update

from central import chains
from central.tables import ACCEPTED, feed, node_head, relay_receipt, relay_seal, relay_urgent
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head, Signed
from sync import wire
from sync.answers import Gap
from sync.held import Place
from sync.limits import MAX_ENTRIES, MAX_ENTRIES_SIZE, MAX_OTHERS

_LONGEST_CODE: Final = 32
_seal, _receipt, _urgent = relay_seal.c, relay_receipt.c, relay_urgent.c


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a chain as it goes up: its entries, and the seal over the last."""

    entries: list[StoredEntry]
    seal: Signed


def keep_seal(connection: Connection, head: Head, batch: wire.Batch) -> None:
    """Keep the seal of a batch that was taken, if it is over the end of what is held."""
    if batch.first + len(batch.entries) - 1 != head.seq:
        return
    _put(connection, relay_seal, (_seal.seq == head.seq,), Signed(head, batch.signature))


def receipt(connection: Connection, author: Author) -> Signed | None:
    """Return the centre's last receipt for a chain, or None."""
    row = connection.execute(
        select(_receipt.seq, _receipt.chain, _receipt.signature).where(*_of(relay_receipt, author))
    ).first()
    if row is None:
        return None
    head = Head(author.device, author.epoch, row.seq, bytes(row.chain))
    return Signed(head, bytes(row.signature))


def receipts_of_others(connection: Connection, site: SiteCode, device: DeviceId) -> list[Signed]:
    """Return the centre's receipts over the chains of a site's devices but for one."""
    kept = node_head.c
    query = (
        select(_receipt.device_id, _receipt.epoch, _receipt.seq, _receipt.chain, _receipt.signature)
        .join(node_head, (_receipt.device_id == kept.device_id) & (_receipt.epoch == kept.epoch))
        .where(kept.site == site, _receipt.device_id != device, _receipt.seq > 0)
        .order_by(_receipt.epoch.desc(), _receipt.device_id)
        .limit(MAX_OTHERS)
    )
    return [
        Signed(Head(DeviceId(writer), epoch, seq, bytes(chain)), bytes(signature))
        for writer, epoch, seq, chain, signature in connection.execute(query)
    ]


def keep_receipt(connection: Connection, signed: Signed) -> None:
    """Keep a receipt of the centre in place of the last."""
    _put(connection, relay_receipt, (), signed)


def on_wire(signed: Signed | None) -> wire.Receipt | None:
    """Return a receipt as it travels."""
    if signed is None:
        return None
    head = signed.head
    return wire.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)


def acknowledged_ends(connection: Connection, site: SiteCode) -> list[Place]:
    """Return the last entry of each chain that is held here and that the centre acknowledged."""
    kept = node_head.c
    query = (
        select(_receipt.device_id, _receipt.epoch, _receipt.seq, kept.seq)
        .join(node_head, (_receipt.device_id == kept.device_id) & (_receipt.epoch == kept.epoch))
        .where(kept.site == site, _receipt.seq > 0)
    )
    return [
        Place(DeviceId(device), epoch, min(acknowledged, held))
        for device, epoch, acknowledged, held in connection.execute(query)
    ]


def keep_less(connection: Connection, gap: Gap) -> None:
    """Keep what the centre says that it holds of a chain, which is less than it said before."""
    held = gap.held
    head = Head(DeviceId(held.device), held.epoch, held.seq, held.chain)
    keep_receipt(connection, Signed(head, held.signature))


def behind(connection: Connection, site: SiteCode) -> list[Author]:
    """Return the writers of whose chains the centre has not acknowledged all."""
    done = func.coalesce(_receipt.seq, 0)
    query = (
        select(node_head.c.device_id, node_head.c.epoch)
        .outerjoin(
            relay_receipt,
            (_receipt.device_id == node_head.c.device_id) & (_receipt.epoch == node_head.c.epoch),
        )
        .where(node_head.c.site == site, node_head.c.seq > done)
        .order_by(node_head.c.device_id, node_head.c.epoch)
    )
    return [Author(DeviceId(device), epoch) for device, epoch in connection.execute(query)]


def held_by_centre(connection: Connection, author: Author) -> Head:
    """Return up to where the centre has acknowledged a chain; its genesis at first."""
    signed = receipt(connection, author)
    return signed.head if signed else chains.origin(author)


def entries_after(
    connection: Connection, site: SiteCode, author: Author, after: int
) -> list[StoredEntry]:
    """Return the entries of a chain that follow a number, as many as one batch may hold."""
    query = (
        select(feed.c.seq, feed.c.written)
        .where(feed.c.site == site, feed.c.device_id == author.device)
        .where(feed.c.epoch == author.epoch, feed.c.seq > after)
        .order_by(feed.c.seq)
        .limit(MAX_ENTRIES)
    )
    found: list[StoredEntry] = []
    size = 0
    for seq, written in connection.execute(query):
        size += len(written)
        # What came ahead of its chain stands apart until the chain reaches it.
        if seq != after + len(found) + 1 or (found and size > MAX_ENTRIES_SIZE):
            break
        found.append(StoredEntry(*_named(author), seq, bytes(written)))
    return found


def last_seal(connection: Connection, author: Author, after: int, until: int) -> Signed | None:
    """Return the last seal over an entry of a stretch, or None."""
    row = connection.execute(
        select(_seal.seq, _seal.chain, _seal.signature)
        .where(*_of(relay_seal, author), _seal.seq > after, _seal.seq <= until)
        .order_by(_seal.seq.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return Signed(Head(*_named(author), row.seq, bytes(row.chain)), bytes(row.signature))


def next_piece(connection: Connection, site: SiteCode, author: Author, after: int) -> Piece | None:
    """Return what of a chain goes up next: as many entries as fit, up to one that is sealed."""
    found = entries_after(connection, site, author, after)
    seal = last_seal(connection, author, after, after + len(found))
    return Piece(found[: seal.head.seq - after], seal) if seal else None


def piece_around(
    connection: Connection, site: SiteCode, author: Author, seq: int
) -> tuple[Head, Piece] | None:
    """Return the sealed stretch of a chain in which an entry lies, and what comes before it.

    None where it is not whole here, has no seal, or is longer than a batch.
    """
    before = last_seal(connection, author, 0, seq - 1)
    held = before.head if before else chains.origin(author)
    after = connection.execute(
        select(func.min(_seal.seq)).where(*_of(relay_seal, author), _seal.seq >= seq)
    ).scalar_one_or_none()
    seal = last_seal(connection, author, seq - 1, after) if after else None
    found = entries_after(connection, site, author, held.seq)
    if seal is None or len(found) < seal.head.seq - held.seq:
        return None
    return held, Piece(found[: seal.head.seq - held.seq], seal)


def refuse(connection: Connection, author: Author, seq: int, code: str) -> None:
    """Note that the centre refused an entry that was accepted here."""
    connection.execute(
        update(feed)
        .where(
            feed.c.device_id == author.device,
            feed.c.epoch == author.epoch,
            feed.c.seq == seq,
            feed.c.state == ACCEPTED,
        )
        .values(code=code[:_LONGEST_CODE])
    )


def keep_urgent(connection: Connection, urgent: wire.Urgent) -> None:
    """Keep the signature of an entry that came ahead of its chain, to send it on."""
    place = (
        _urgent.device_id == urgent.device,
        _urgent.epoch == urgent.epoch,
        _urgent.seq == urgent.seq,
    )
    connection.execute(delete(relay_urgent).where(*place))
    connection.execute(
        insert(relay_urgent).values(
            device_id=urgent.device,
            epoch=urgent.epoch,
            seq=urgent.seq,
            signature=urgent.signature,
        )
    )


def urgent_waiting(connection: Connection, site: SiteCode) -> list[tuple[StoredEntry, bytes]]:
    """Return the entries that go ahead of their chains, with their writers' signatures."""
    query = (
        select(_urgent.device_id, _urgent.epoch, _urgent.seq, feed.c.written, _urgent.signature)
        .join(
            feed,
            (feed.c.device_id == _urgent.device_id)
            & (feed.c.epoch == _urgent.epoch)
            & (feed.c.seq == _urgent.seq),
        )
        .where(feed.c.site == site)
        .order_by(feed.c.position)
        .limit(MAX_ENTRIES)
    )
    return [
        (StoredEntry(DeviceId(device), epoch, seq, bytes(written)), bytes(signature))
        for device, epoch, seq, written, signature in connection.execute(query)
    ]


def sent_urgent(connection: Connection, entry: StoredEntry) -> None:
    """Forget an entry that the centre holds now."""
    connection.execute(
        delete(relay_urgent).where(
            _urgent.device_id == entry.device,
            _urgent.epoch == entry.epoch,
            _urgent.seq == entry.seq,
        )
    )


def _put(
    connection: Connection, table: Table, more: tuple[ColumnElement[bool], ...], signed: Signed
) -> None:
    head = signed.head
    author = Author(head.device, head.epoch)
    connection.execute(delete(table).where(*_of(table, author), *more))
    connection.execute(
        insert(table).values(
            device_id=head.device,
            epoch=head.epoch,
            seq=head.seq,
            chain=head.chain,
            signature=signed.signature,
        )
    )


def _of(table: Table, author: Author) -> tuple[ColumnElement[bool], ...]:
    return (table.c.device_id == author.device, table.c.epoch == author.epoch)


def _named(author: Author) -> tuple[DeviceId, int]:
    return author.device, author.epoch
