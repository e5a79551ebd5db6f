"""This server's own receipts: its signature over the end of a chain that it holds."""

from __future__ import annotations

from central.centre import Centre
from records import seals
from records.seals import Head, Purpose
from sync import wire


def receipt_of(centre: Centre, head: Head) -> wire.Receipt:
    """Return the receipt over a head, by the role of who gives it."""
    purpose: Purpose = "receipt hub" if centre.hub else "receipt centre"
    signed = seals.sign_head(centre.key.private, purpose, head)
    return wire.Receipt(head.device, head.epoch, head.seq, head.chain, signed.signature)
