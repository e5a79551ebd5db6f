from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from records import chain, seals
from records.seals import BadSignature, Head, Purpose
from tests.writing import device

PRIVATE = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
HEAD = Head(device(), 1, 7, hashlib.sha256(b"x").digest())


def test_a_link_is_the_hash_of_the_value_before_and_the_exact_bytes() -> None:
    before = chain.genesis(device(), 1)
    assert chain.link(before, b"entry") == hashlib.sha256(before + b"entry").digest()


def test_another_device_or_epoch_begins_another_chain() -> None:
    begun = {chain.genesis(device(1), 1), chain.genesis(device(2), 1), chain.genesis(device(1), 2)}
    assert len(begun) == 3


@given(st.lists(st.binary(min_size=1), min_size=1, max_size=6), st.data())
def test_any_changed_byte_changes_the_end_of_the_chain(
    batch: list[bytes], data: st.DataObject
) -> None:
    start = chain.genesis(device(), 1)
    place = data.draw(st.integers(0, len(batch) - 1))
    byte = data.draw(st.integers(0, len(batch[place]) - 1))
    altered = bytearray(batch[place])
    altered[byte] ^= 1
    other = [*batch[:place], bytes(altered), *batch[place + 1 :]]
    assert chain.links(start, batch)[-1] != chain.links(start, other)[-1]


def test_a_signed_head_is_good_for_its_purpose_only() -> None:
    signed = seals.sign_head(PRIVATE, "seal", HEAD)
    seals.check_head(PUBLIC, "seal", signed)
    others: list[Purpose] = ["receipt hub", "receipt centre"]
    for other in others:
        with pytest.raises(BadSignature):
            seals.check_head(PUBLIC, other, signed)


def test_a_seal_over_another_head_is_refused() -> None:
    signature = seals.sign_head(PRIVATE, "seal", HEAD).signature
    moved = Head(HEAD.device, HEAD.epoch, HEAD.seq + 1, HEAD.chain)
    with pytest.raises(BadSignature):
        seals.check_head(PUBLIC, "seal", seals.Signed(moved, signature))


@pytest.mark.parametrize("signature", [b"", b"\0" * 63, b"\0" * 64])
def test_a_signature_of_any_wrong_form_is_refused(signature: bytes) -> None:
    with pytest.raises(BadSignature):
        seals.check_head(PUBLIC, "seal", seals.Signed(HEAD, signature))


def test_an_urgent_entry_is_signed_with_its_place() -> None:
    signature = seals.sign_urgent(PRIVATE, device(), 1, 3, b"entry")
    seals.check_urgent(PUBLIC, signature, device(), 1, 3, b"entry")
    with pytest.raises(BadSignature):
        seals.check_urgent(PUBLIC, signature, device(), 1, 4, b"entry")
    with pytest.raises(BadSignature):
        seals.check_urgent(PUBLIC, signature, device(), 1, 3, b"entrx")
