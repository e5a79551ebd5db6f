"""What lies in a carried file's chunks: bodies of the wire, and two of its own.

A file of entries holds `sync.wire.Batch` bodies, one of a feed `sync.wire.Page`; both end
with an :class:`End`. One of receipts holds a single :class:`Receipts`. All are written in the
oldest wire version that is understood, because whoever reads them cannot be asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeVar

import msgspec

from immunization.struct_types import prepare
from sync import packing
from sync.carrying.errors import CarriedAltered, CarriedCut, CarriedTooNew
from sync.carrying.reading import CarriedFile
from sync.carrying.watching import Watch
from sync.limits import MAX_ENTRIES
from sync.wire import OLDEST, Count, Malformed, Message, Millis, Receipt, VersionUnknown

M = TypeVar("M", bound=Message)


class End(Message, frozen=True, kw_only=True):
    """The last body: how many bodies stand before it."""

    bodies: Count


class Receipts(Message, frozen=True, kw_only=True):
    """What is held of a device's chains after its file was taken; ``refused`` are quarantined.

    ``receipts`` are the file's sender's own; a hub adds those that it has of the centre.
    ``is_revoked``: the device may not send by the line any more, and is to destroy what it holds
    once the centre has acknowledged all of it. Only the centre may say so.
    """

    time: Millis
    is_revoked: bool
    refused: Count
    receipts: Annotated[list[Receipt], msgspec.Meta(max_length=MAX_ENTRIES)]
    of_centre: Annotated[list[Receipt], msgspec.Meta(max_length=MAX_ENTRIES)]


prepare(End, Receipts)


def packed(body: Message) -> bytes:
    """Return a body as it lies in a chunk."""
    return packing.pack(msgspec.structs.replace(body, version=OLDEST))


def unpacked(kind: type[M], body: bytes) -> M:
    """Return a body of a chunk; raises CarriedAltered or CarriedTooNew."""
    try:
        return packing.unpack(kind, body)
    except Malformed as error:
        raise CarriedAltered(str(error)) from error
    except VersionUnknown as error:
        raise CarriedTooNew(str(error)) from error


def pieces(file: CarriedFile, kind: type[M], watch: Watch) -> Iterator[M]:
    """Yield the bodies of a file that ends with an :class:`End`; it is checked too."""
    count, total = 0, file.size
    for one in file.bodies():
        if one.is_last:
            if unpacked(End, one.packed).bodies != count:
                raise CarriedCut("another count of bodies")
        else:
            yield unpacked(kind, one.packed)
            count += 1
        watch.tell(one.end, total)
