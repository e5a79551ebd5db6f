"""Take in what a desk carried here in a file, and give its receipts back in another.

The same batches may have come by the line before, or come later: both go through
`central.inbox`, which stores nothing twice. Nothing of a file is stored before all of it was
read; each batch is then a transaction of its own, so that a long file does not hold up desks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from central import chains, inbox, nodes, sites, writer
from central.centre import Centre
from central.inbox import Sender, Turned
from central.nodes import Node
from central.writer import Saying
from immunization.entries import DeviceHandedOver
from immunization.ids import DeviceId
from records import seals
from records.journal import Author
from sync.carrying import bodies
from sync.carrying.bodies import Receipts
from sync.carrying.errors import (
    CarriedAltered,
    CarriedByRevoked,
    CarriedForked,
    CarriedForOthers,
    CarriedGap,
    CarriedUnknownSender,
    CarriedWrongPlace,
    MediumFailed,
    ReceiptsNotWritten,
)
from sync.carrying.heading import About
from sync.carrying.reading import CarriedFile
from sync.carrying.watching import UNWATCHED, Watch
from sync.carrying.writing import CarriedWriter
from sync.wire import Batch, Receipt

RECEIPTS: Final = ".receipts"
"""What the file of receipts adds to the name of the file that they are for."""

_LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Supervision:
    """An administrator vouches for the file of a revoked desk; ``reason`` goes into the feed."""

    reason: str


@dataclass(slots=True)
class Taken:
    """What a file brought: entries in it, those that are new here, those quarantined; by whom."""

    node: Node
    entries: int = 0
    new: int = 0
    refused: int = 0
    epochs: set[int] = field(default_factory=set)


def import_file(
    centre: Centre, path: Path, watch: Watch = UNWATCHED, supervision: Supervision | None = None
) -> Taken:
    """Take a desk's file; raises the errors of `sync.carrying.errors`.

    Without ``supervision`` the file of a desk that was revoked is refused.
    """
    file = CarriedFile(path, centre.key.private)
    node = _sender(centre, file, is_supervised=supervision is not None)
    for _ in _batches(file, node, watch):
        pass
    taken = Taken(node)
    for batch in _batches(file, node, watch):
        _take(centre, node, batch, taken)
    if node.revoked and supervision is not None and taken.new:
        _say_why(centre, taken, supervision)
    return taken


def write_receipts(centre: Centre, taken: Taken, path: Path) -> None:
    """Write what is held of a device now into a file that only it can read.

    One of the same name goes: it said less. Raises ReceiptsNotWritten.
    """
    now = int(centre.clock().timestamp() * 1000)
    body = Receipts(
        time=now,
        holder="centre",
        is_revoked=taken.node.revoked,
        refused=taken.refused,
        receipts=list(_receipts(centre, taken)),
    )
    about = About("receipts", taken.node.site, "", centre.key.public)
    try:
        for old in (path, path.with_name(path.name + ".unfinished")):
            old.unlink(missing_ok=True)
        with CarriedWriter(path, centre.key.private, about, [taken.node.key]) as writer:
            writer.finish(bodies.packed(body))
    except (OSError, MediumFailed) as error:
        raise ReceiptsNotWritten(type(error).__name__) from error


def _sender(centre: Centre, file: CarriedFile, *, is_supervised: bool) -> Node:
    heading = file.heading
    if heading.kind != "entries":
        raise CarriedWrongPlace
    if heading.centre != centre.key.public:
        raise CarriedForOthers
    with centre.database.reading() as connection:
        node = nodes.find(connection, heading.device)
    if node is None or node.key != heading.sender:
        raise CarriedUnknownSender
    if node.revoked and not is_supervised:
        raise CarriedByRevoked
    return node


def _batches(file: CarriedFile, node: Node, watch: Watch) -> Iterator[Batch]:
    for batch in bodies.pieces(file, Batch, watch):
        if batch.device != node.device:
            raise CarriedAltered("entries of another device than the one that signed")
        yield batch


def _take(centre: Centre, node: Node, batch: Batch, taken: Taken) -> None:
    sender = Sender(node.device, node.site, node.key)
    author = Author(DeviceId(batch.device), batch.epoch)
    try:
        with centre.traffic.pushing(), centre.database.writing() as connection:
            before = chains.head(connection, node.site, author).seq
            done = inbox.take_batch(connection, sender, batch, centre.clock())
    except Turned as turned:
        match turned.code:
            case "gap":
                raise CarriedGap from turned
            case "forked-chain":
                raise CarriedForked from turned
            case code:
                raise CarriedAltered(code) from turned
    centre.traffic.feed_grew(node.site)
    taken.entries += len(batch.entries)
    taken.new += done.head.seq - before
    taken.refused += sum(one.outcome == "quarantined" for one in done.results)
    taken.epochs.add(batch.epoch)


def _say_why(centre: Centre, taken: Taken, supervision: Supervision) -> None:
    node, at = taken.node, centre.clock()
    with centre.database.writing() as connection:
        site = sites.lock(connection, node.site)
        for epoch in sorted(taken.epochs):
            held = chains.head(connection, node.site, Author(node.device, epoch)).seq
            body = DeviceHandedOver(
                reason=supervision.reason[:_LONGEST_REASON],
                epoch=epoch,
                seq=held,
                refused=taken.refused,
            )
            writer.append(connection, site, [Saying(node.device, body)], at)
        sites.save(connection, site)
    centre.traffic.feed_grew(node.site)


def _receipts(centre: Centre, taken: Taken) -> Iterator[Receipt]:
    node = taken.node
    with centre.database.reading() as connection:
        for epoch in sorted(taken.epochs):
            head = chains.head(connection, node.site, Author(node.device, epoch))
            signed = seals.sign_head(centre.key.private, "receipt centre", head)
            yield Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)
