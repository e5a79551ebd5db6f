"""Take files at a desk: the centre's receipts, a feed, entries of the site's other desks.

Each file is run through once before anything of it is stored. What is stored is stored as if
it had come by the line, so that both ways together change nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from immunization import entries
from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId
from records import seals
from records.chain import links
from records.journal import Author
from records.lines import StoredEntry
from records.seals import BadSignature, Head, Holder, Purpose, Signed
from sync import columns
from sync.carrying import bodies
from sync.carrying.bodies import Receipts
from sync.carrying.errors import (
    CarriedAltered,
    CarriedForOthers,
    CarriedOtherSite,
    CarriedUnknownSender,
    CarriedWrongPlace,
)
from sync.carrying.outgoing import Carrier
from sync.carrying.ports import Shelf
from sync.carrying.reading import CarriedFile
from sync.carrying.watching import UNWATCHED, Watch
from sync.ports import Ledger
from sync.wire import Batch, Malformed, Page, Receipt

_PURPOSE: Final[dict[Holder, Purpose]] = {"centre": "receipt centre", "hub": "receipt hub"}
_OF_THE_CENTRE: Final = ("staff", "device", "site", "entry")
"""The first words of kinds that no desk may write: not taken from one either."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought.

    ``stored`` counts entries that it held, whether they were new or not. ``may_destroy``: the
    centre says that this device is revoked, and has acknowledged each entry of it.
    """

    kind: str
    stored: int = 0
    acknowledged: int = 0
    refused: int = 0
    may_destroy: bool = False


def import_file(
    ledger: Ledger, shelf: Shelf, carrier: Carrier, path: Path, watch: Watch = UNWATCHED
) -> Taken:
    """Take a file, whatever of the three it is; raises the errors of `sync.carrying.errors`."""
    file = CarriedFile(path, carrier.key)
    if file.heading.centre != carrier.centre:
        raise CarriedForOthers
    if file.heading.site != carrier.site:
        raise CarriedOtherSite(site=file.heading.site)
    match file.heading.kind:
        case "receipts":
            return _take_receipts(ledger, carrier, file)
        case "feed":
            return _take_feed(ledger.author(), shelf, carrier, file, watch)
        case _:
            return _take_entries(shelf, carrier, file, watch)


def _take_receipts(ledger: Ledger, carrier: Carrier, file: CarriedFile) -> Taken:
    is_centre = _sender_is_centre(carrier, file)
    found = [bodies.unpacked(Receipts, one.packed) for one in file.bodies()]
    if len(found) != 1:
        raise CarriedAltered("another number of bodies")
    body, sender = found[0], file.heading.sender
    acknowledged = _keep(ledger, "centre" if is_centre else "hub", body.receipts, sender)
    _keep(ledger, "centre", body.of_centre, carrier.centre)
    may_destroy = body.is_revoked and is_centre and ledger.waiting() == 0
    return Taken("receipts", 0, acknowledged, body.refused, may_destroy)


def _keep(ledger: Ledger, holder: Holder, receipts: Sequence[Receipt], key: bytes) -> int:
    """Keep receipts over the own chain; return up to where they go."""
    author, reached = ledger.author(), 0
    for receipt in receipts:
        head = Head(DeviceId(receipt.device), receipt.epoch, receipt.seq, receipt.chain)
        signed = Signed(head, receipt.signature)
        try:
            seals.check_head(key, _PURPOSE[holder], signed)
        except BadSignature as error:
            raise CarriedAltered("a receipt with a wrong signature") from error
        # Of an epoch that this desk left, what counts came into the present one.
        if Author(head.device, head.epoch) == author and head.seq > 0:
            ledger.take_receipt(holder, signed)
            reached = head.seq
    return reached


def _take_feed(
    own: Author, shelf: Shelf, carrier: Carrier, file: CarriedFile, watch: Watch
) -> Taken:
    _sender_is_centre(carrier, file)
    last = 0
    for page in bodies.pieces(file, Page, watch.part(0, 2)):
        if page.after != last or page.next <= page.after:
            raise CarriedAltered("pages that do not follow each other")
        columns_of(page)
        last = page.next
    stored, sender = 0, file.heading.sender
    for page in bodies.pieces(file, Page, watch.part(1, 2)):
        found = [one for one in columns_of(page) if Author(one.device, one.epoch) != own]
        stored += len(found)
        position = shelf.position(sender)
        if position is not None and page.next <= position:
            continue
        shelf.store(found)
        shelf.move(sender, page.after, page.next)
    return Taken("feed", stored)


def columns_of(page: Page) -> list[StoredEntry]:
    """Return the entries of a page; raises CarriedAltered."""
    try:
        return columns.entries_of(page)
    except Malformed as error:
        raise CarriedAltered(str(error)) from error


def _take_entries(shelf: Shelf, carrier: Carrier, file: CarriedFile, watch: Watch) -> Taken:
    for _ in _batches(carrier, file, watch.part(0, 2)):
        pass
    stored = 0
    for batch in _batches(carrier, file, watch.part(1, 2)):
        found = [
            StoredEntry(DeviceId(batch.device), batch.epoch, seq, written)
            for seq, written in enumerate(batch.entries, batch.first)
            if _may_come_from_a_desk(carrier, written)
        ]
        shelf.store(found)
        stored += len(found)
    return Taken("entries", stored)


def _batches(carrier: Carrier, file: CarriedFile, watch: Watch) -> Iterator[Batch]:
    """Yield the batches of another desk of the site, their seals checked."""
    device, key = DeviceId(file.heading.device), file.heading.sender
    if device == carrier.device:
        raise CarriedWrongPlace
    if carrier.desks.get(device) != key:
        raise CarriedUnknownSender
    for batch in bodies.pieces(file, Batch, watch):
        if batch.device != device:
            raise CarriedAltered("entries of another device")
        last = batch.first + len(batch.entries) - 1
        head = Head(device, batch.epoch, last, links(batch.before, batch.entries)[-1])
        try:
            seals.check_head(key, "seal", Signed(head, batch.signature))
        except BadSignature as error:
            raise CarriedAltered("a seal with a wrong signature") from error
        yield batch


def _may_come_from_a_desk(carrier: Carrier, written: bytes) -> bool:
    """Leave out what the centre would quarantine: nobody has judged these entries yet."""
    try:
        entry = entries.read(written)
    except UnreadableEntry:
        return False
    return entry.site == carrier.site and entry.kind.partition(".")[0] not in _OF_THE_CENTRE


def _sender_is_centre(carrier: Carrier, file: CarriedFile) -> bool:
    """Tell whether the centre wrote the file, or the site's hub; raises CarriedUnknownSender."""
    sender = file.heading.sender
    if sender not in (carrier.centre, carrier.upstream):
        raise CarriedUnknownSender
    return sender == carrier.centre
