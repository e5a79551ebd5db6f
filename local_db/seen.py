"""Up to where the chains of other devices were seen, and where: at the centre, or at a hub.

An entry of another desk is green only where the centre has it, as an own one. What is read in the
centre's own feed, the centre has. Of what came by a hub the hub says it, with the centre's
receipts; of what was carried here by hand nobody has said anything yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from immunization.entries import may_go_ahead
from immunization.ids import DeviceId
from local_db import node, tables
from local_db.node import Role
from local_db.question import Question
from records.journal import Author
from records.lines import StoredEntry
from records.seals import Head

_seen = tables.seen.c
_TOLD = "told"
_ALL = Question(select(_seen.holder, _seen.device_id, _seen.epoch, _seen.seq))
_SUM = Question(select(func.coalesce(func.sum(_seen.seq), 0)).where(_seen.holder == _TOLD))


def ends_of(entries: Iterable[StoredEntry]) -> dict[Author, int]:
    """Return up to where each chain is there if some entries of it are.

    What is about a reaction may have gone ahead of its chain: it says nothing of what lies before.
    """
    ends: dict[tuple[DeviceId, int], int] = {}
    for one in entries:
        place = (one.device, one.epoch)
        if one.seq > ends.get(place, 0) and not may_go_ahead(one.written):
            ends[place] = one.seq
    return {Author(*place): seq for place, seq in ends.items()}


def keep(connection: Connection, ends: Mapping[Author, int], *, is_begun_anew: bool) -> None:
    """Keep what was seen in the feed of the upstream in use.

    ``is_begun_anew``: it is another feed than before, and nothing that was seen there counts.
    """
    holder = node.read(connection).upstream_role
    if is_begun_anew:
        connection.execute(delete(tables.seen).where(_seen.holder == holder))
    known = {
        Author(DeviceId(device), epoch): seq
        for device, epoch, seq in connection.execute(
            select(_seen.device_id, _seen.epoch, _seen.seq).where(_seen.holder == holder)
        )
    }
    for author, seq in ends.items():
        if seq > known.get(author, 0):
            _put(connection, holder, author, seq)


def told(connection: Connection) -> int:
    """Return the sum of the numbers that the hub told last."""
    return int(_SUM.value(connection))


def keep_told(connection: Connection, heads: Sequence[Head]) -> None:
    """Keep up to where the centre has the chains, in place of what was told before."""
    connection.execute(delete(tables.seen).where(_seen.holder == _TOLD))
    for head in heads:
        _put(connection, _TOLD, Author(head.device, head.epoch), head.seq)


def forget_hub(connection: Connection) -> None:
    """Forget what was seen at a hub, and what it told: another may know less."""
    connection.execute(delete(tables.seen).where(_seen.holder.in_(("hub", _TOLD))))


def seen(connection: Connection) -> dict[tuple[Role, str, int], int]:
    """Return up to where centre and hub are known to have the chains, by device and epoch."""
    found: dict[tuple[Role, str, int], int] = {}
    for holder, device, epoch, seq in _ALL.all(connection):
        place: tuple[Role, str, int] = ("hub" if holder == "hub" else "centre", device, epoch)
        found[place] = max(seq, found.get(place, 0))
    return found


def _put(connection: Connection, holder: str, author: Author, seq: int) -> None:
    place = (
        _seen.holder == holder,
        _seen.device_id == author.device,
        _seen.epoch == author.epoch,
    )
    connection.execute(delete(tables.seen).where(*place))
    connection.execute(
        insert(tables.seen).values(
            holder=holder, device_id=author.device, epoch=author.epoch, seq=seq
        )
    )
