"""Take in what a desk carried here in a file, and give its receipts back in another.

The same batches may have come by the line before, or come later: both go through
`central.inbox`, which stores nothing twice. Nothing of a file is stored before all of it was
read; each batch is then a transaction of its own, so that a long file does not hold up desks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from central import chains, inbox, nodes, relayed, sites, writer
from central.centre import Centre
from central.inbox import Sender, Turned
from central.nodes import Node
from central.writer import Saying
from immunization.entries import DeviceHandedOver, DeviceRevoked
from immunization.ids import DeviceId
from records import seals
from records.journal import Author
from records.lines import StoredEntry, read_line
from records.seals import Purpose, Signed
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
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Supervision:
    """An administrator vouches for the file of a revoked desk; ``reason`` goes into the feed.

    ``also_later``: what is dated after it was revoked counts too, and is not quarantined.
    """

    reason: str
    also_later: bool = False


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
    # Only the centre knows whether a desk is revoked: a hub may be the last to hear of it.
    node = _sender(centre, file, is_supervised=supervision is not None and centre.hub is None)
    for _ in _batches(file, node, watch.part(0, 2)):
        pass
    taken = Taken(node)
    sender = Sender(node.device, node.site, node.key, node.role, _until(centre, node, supervision))
    for batch in _batches(file, node, watch.part(1, 2)):
        _take(centre, sender, batch, taken)
    if node.revoked and supervision is not None and taken.new:
        _say_why(centre, taken, supervision)
    return taken


def write_receipts(centre: Centre, taken: Taken, path: Path) -> None:
    """Write what is held of a device now into a file that only it can read.

    One of the same name goes: it said less. Raises ReceiptsNotWritten.
    """
    now = int(centre.clock().timestamp() * 1000)
    own, of_centre = _receipts(centre, taken)
    body = Receipts(
        time=now,
        is_revoked=taken.node.revoked,
        refused=taken.refused,
        receipts=own,
        of_centre=of_centre,
    )
    about = About("receipts", taken.node.site, "", centre_key(centre))
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
    if heading.centre != centre_key(centre):
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


def _until(centre: Centre, node: Node, supervision: Supervision | None) -> datetime | None:
    """Return when a device was revoked, if what it wrote later is not to count."""
    if not node.revoked or supervision is None or supervision.also_later:
        return None
    author, after = writer.author_of(node.site), None
    with centre.database.reading() as connection:
        last = chains.head(connection, node.site, author).seq
        # From the end: it lies among the last things that the centre said at the site.
        for until in range(last, 0, -_PAGE):
            said = chains.held(connection, node.site, author, max(until - _PAGE, 0) + 1, until)
            for seq in sorted(said, reverse=True):
                line = read_line(StoredEntry(author.device, author.epoch, seq, said[seq]))
                if line.entry.about == str(node.device) and isinstance(line.body, DeviceRevoked):
                    after = line.entry.at
            if after is not None:
                break
    return after


def _take(centre: Centre, sender: Sender, batch: Batch, taken: Taken) -> None:
    author, at_hub = Author(DeviceId(batch.device), batch.epoch), centre.hub is not None
    try:
        with centre.traffic.pushing(), centre.database.writing() as connection:
            before = chains.head(connection, sender.site, author).seq
            done = inbox.take_batch(connection, sender, batch, centre.clock(), at_hub=at_hub)
            if at_hub:
                relayed.keep_seal(connection, done.head, batch)
    except Turned as turned:
        match turned.code:
            case "gap":
                raise CarriedGap from turned
            case "forked-chain":
                raise CarriedForked from turned
            case code:
                raise CarriedAltered(code) from turned
    centre.traffic.feed_grew(sender.site)
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


def _receipts(centre: Centre, taken: Taken) -> tuple[list[Receipt], list[Receipt]]:
    """Return the receipts of this server over a device's chains, and those of the centre."""
    purpose: Purpose = "receipt hub" if centre.hub else "receipt centre"
    own, of_centre = [], []
    with centre.database.reading() as connection:
        for epoch in sorted(taken.epochs):
            author = Author(taken.node.device, epoch)
            head = chains.head(connection, taken.node.site, author)
            own.append(seals.sign_head(centre.key.private, purpose, head))
            passed = relayed.receipt(connection, author) if centre.hub else None
            of_centre += [passed] if passed else []
    return [_on_wire(one) for one in own], [_on_wire(one) for one in of_centre]


def _on_wire(signed: Signed) -> Receipt:
    head = signed.head
    return Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)


def centre_key(centre: Centre) -> bytes:
    """Return the public key of the centre that this server is, or relays to."""
    return centre.hub.centre_key if centre.hub else centre.key.public
