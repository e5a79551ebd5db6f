"""What this computer remembers of its database, beside it: a restored copy is then noticed.

A small file says how far the own chain had come and on which computer. A database that does
not reach so far was put back from an older copy; one on another computer is a copy. Both are
noticed when it is opened, without any network, before anything is written. The file is signed
with the database's key; one that is missing or unreadable says nothing. It is written after
COMMIT, so it is never ahead of a database that was merely cut off. If it was restored together
with the database, the upstream notices (`sync.epochs`).
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from local_db import node
from local_db.machine import machine_id
from records import journal
from records import tables as records_tables
from records.chain import genesis
from records.journal import Author

FILE: Final = "bantiem.seen"

_log = logging.getLogger(__name__)
_MOST: Final = 2_000
_entry = records_tables.entry.c


class Seen(msgspec.Struct, frozen=True):
    """How far the own chain had come, and a hash that stands for the computer ("" unknown)."""

    device: str
    epoch: int
    seq: int
    chain: str
    machine: str


class _Signed(msgspec.Struct, frozen=True):
    seen: msgspec.Raw
    mac: str


def keep(folder: Path, key: bytes, connection: Connection, machine: str | None = None) -> None:
    """Write down how far the own chain has come; nothing before enrolment.

    A failure is logged and no more: the file is a help, the journal is the truth.
    """
    own = node.find(connection)
    if own is None:
        return
    head = journal.head(connection, own.author)
    computer = machine_id() if machine is None else machine
    seen = msgspec.json.encode(
        Seen(head.device, head.epoch, head.seq, head.chain.hex(), _stands_for(key, computer))
    )
    signed = _Signed(msgspec.Raw(seen), _mac(key, seen))
    beside = folder / f"{FILE}.new"
    try:
        beside.write_bytes(msgspec.json.encode(signed))
        beside.replace(folder / FILE)
    except OSError as error:
        _log.warning("the witness cannot be written: %s", type(error).__name__)


def doubt(
    folder: Path, key: bytes, connection: Connection, machine: str | None = None
) -> str | None:
    """Return why this is not the database that this computer knew: "older", "moved", or None."""
    seen, own = _read(folder, key), node.find(connection)
    if seen is None or own is None or seen.device != own.device or seen.epoch < own.epoch:
        return None
    if seen.epoch > own.epoch or _chain_at(connection, own.author, seen.seq) != seen.chain:
        return "older"
    computer = _stands_for(key, machine_id() if machine is None else machine)
    return "moved" if computer and seen.machine and computer != seen.machine else None


def _read(folder: Path, key: bytes) -> Seen | None:
    try:
        content = (folder / FILE).read_bytes()[:_MOST]
        signed = msgspec.json.decode(content, type=_Signed)
        if not hmac.compare_digest(_mac(key, bytes(signed.seen)), signed.mac):
            return None
        return msgspec.json.decode(signed.seen, type=Seen)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, TypeError, RecursionError) as error:
        _log.warning("the witness cannot be read: %s", type(error).__name__)
        return None


def _chain_at(connection: Connection, author: Author, seq: int) -> str | None:
    if seq == 0:
        return genesis(author.device, author.epoch).hex()
    chain = connection.execute(
        select(_entry.chain).where(
            _entry.device_id == author.device,
            _entry.epoch == author.epoch,
            _entry.seq == seq,
            _entry.chain.isnot(None),
        )
    ).scalar_one_or_none()
    return None if chain is None else bytes(chain).hex()


def _stands_for(key: bytes, computer: str) -> str:
    return computer and _mac(key, b"computer\n" + computer.encode())


def _mac(key: bytes, content: bytes) -> str:
    return hmac.new(key, b"bantiem seen\n" + content, hashlib.sha256).hexdigest()
