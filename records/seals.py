"""Signatures over the head of a chain (Ed25519, RFC 8032).

A *seal* is the writer's: "these are my entries up to here". A *receipt* is the holder's:
"I hold them, byte for byte". One covers all that lies before it, because the chain does.
What cannot wait for its turn in the chain is signed alone, as an *urgent* entry.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from immunization.errors import KnownError
from immunization.ids import DeviceId
from immunization.text import Text

Purpose = Literal["seal", "receipt hub", "receipt centre"]
Holder = Literal["hub", "centre"]


class BadSignature(KnownError):
    """A signature does not belong to what it stands under."""

    text = Text(
        vi="Chữ ký không đúng. Không nhận gì, không mất gì. Xin báo cho IT.",
        en="A signature is wrong. Nothing was taken, nothing is lost. Please tell IT.",
    )


class Head(msgspec.Struct, frozen=True):
    """The end of a chain: all entries of the device's epoch up to ``seq`` give ``chain``."""

    device: DeviceId
    epoch: int
    seq: int
    chain: bytes


class Signed(msgspec.Struct, frozen=True):
    """A head and a signature over it; what it says depends on the purpose it is checked for."""

    head: Head
    signature: bytes


def sign_head(private_key: bytes, purpose: Purpose, head: Head) -> Signed:
    """Sign a head with a raw 32-byte Ed25519 private key."""
    return Signed(head, _sign(private_key, _head_message(purpose, head)))


def check_head(public_key: bytes, purpose: Purpose, signed: Signed) -> None:
    """Check a signed head against a raw 32-byte public key; raises BadSignature."""
    _check(public_key, signed.signature, _head_message(purpose, signed.head))


def sign_urgent(private_key: bytes, device: DeviceId, epoch: int, seq: int, entry: bytes) -> bytes:
    """Sign one entry that is sent ahead of its chain."""
    return _sign(private_key, _urgent_message(device, epoch, seq, entry))


def check_urgent(
    public_key: bytes, signature: bytes, device: DeviceId, epoch: int, seq: int, entry: bytes
) -> None:
    """Check an entry that came ahead of its chain; raises BadSignature."""
    _check(public_key, signature, _urgent_message(device, epoch, seq, entry))


def _head_message(purpose: Purpose, head: Head) -> bytes:
    lines = (f"bantiem {purpose} v1", head.device, head.epoch, head.seq, head.chain.hex())
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _urgent_message(device: DeviceId, epoch: int, seq: int, entry: bytes) -> bytes:
    digest = hashlib.sha256(entry).hexdigest()
    return f"bantiem urgent v1\n{device}\n{epoch}\n{seq}\n{digest}\n".encode("ascii")


def _sign(private_key: bytes, message: bytes) -> bytes:
    # Imported here: a desk signs seconds after its window shows, never before.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).sign(message)


def _check(public_key: bytes, signature: bytes, message: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise BadSignature(type(error).__name__) from error
