"""The wire: what goes out comes in the same, and nothing else comes in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.rehearsal.nurses_day import Day
from immunization.entries import MAX_ENTRY_BYTES
from immunization.ids import SiteCode
from sync import packing, wire
from sync.limits import MAX_BODY, MAX_ENTRIES, MAX_ENTRIES_SIZE, MAX_PACKED
from tests import writing

KINDS: tuple[type[wire.Message], ...] = (
    wire.Batch, wire.BatchAnswer, wire.Urgent, wire.UrgentAnswer, wire.Page,
    wire.Subscription, wire.Status, wire.Enrolment, wire.Enrolled, wire.Membership,
)  # fmt: skip
digests = st.binary(min_size=32, max_size=32)
places = st.integers(1, 2**53)
written = st.binary(min_size=1, max_size=300)


def batch(entries: list[bytes], **changes: Any) -> wire.Batch:
    fields: dict[str, Any] = {
        "device": writing.device(1),
        "epoch": 1,
        "first": 1,
        "before": b"b" * 32,
        "entries": entries,
        "signature": b"s" * 64,
    }
    return wire.Batch(**(fields | changes))


def packed(plain: object) -> bytes:
    return zstandard.ZstdCompressor().compress(msgspec.msgpack.encode(plain))


def unpacks(kind: type[wire.Message], content: bytes) -> bool:
    """Whether bytes are taken; anything but the two errors of the wire fails the test."""
    try:
        packing.unpack(kind, content)
    except (wire.Malformed, wire.VersionUnknown):
        return False
    return True


@given(st.lists(written, min_size=1, max_size=20), places, digests, st.integers(1, 2**31 - 1))
def test_a_batch_comes_in_as_it_went_out(
    entries: list[bytes], first: int, before: bytes, epoch: int
) -> None:
    sent = batch(entries, first=first, before=before, epoch=epoch)
    assert packing.unpack(wire.Batch, packing.pack(sent)) == sent


@given(st.binary(max_size=2_000))
def test_noise_is_never_a_body(noise: bytes) -> None:
    assert not any(unpacks(kind, noise) for kind in KINDS)


@given(st.binary(max_size=2_000))
def test_compressed_noise_raises_nothing_but_the_errors_of_the_wire(noise: bytes) -> None:
    content = zstandard.ZstdCompressor().compress(noise)
    for kind in KINDS:
        unpacks(kind, content)


leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.binary(max_size=70)
    | st.text(max_size=70)
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=30,
)


@given(values)
def test_any_value_raises_nothing_but_the_errors_of_the_wire(value: object) -> None:
    for content in (packed(value), packed([1, value, value]), packed([wire.VERSION] + [value] * 8)):
        for kind in KINDS:
            unpacks(kind, content)


@given(st.data())
def test_a_body_with_a_byte_changed_is_another_body_or_none(data: st.DataObject) -> None:
    content = bytearray(packing.pack(batch([b"one", b"two", b"three"])))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    unpacks(wire.Batch, bytes(content))


@given(st.integers(0, 10_000))
def test_a_body_cut_short_is_malformed(end: int) -> None:
    content = packing.pack(batch([bytes(range(256))] * 9))
    if end < len(content):
        with pytest.raises(wire.Malformed):
            packing.unpack(wire.Batch, content[:end])


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "x"},
        {"device": writing.device(1).upper()},
        {"device": writing.device(1) + "\n"},
        {"epoch": 0},
        {"epoch": 2**31},
        {"first": 0},
        {"first": 2**53 + 1},
        {"before": b"short"},
        {"signature": b"x" * 65},
        {"entries": []},
        {"entries": [b""]},
        {"entries": [b"x" * (MAX_ENTRY_BYTES + 1)]},
        {"entries": [b"x"] * (MAX_ENTRIES + 1)},
    ],
)
def test_a_batch_beyond_a_limit_is_malformed(wrong: dict[str, Any]) -> None:
    with pytest.raises(wire.Malformed):
        packing.unpack(wire.Batch, packing.pack(batch(**({"entries": [b"x"]} | wrong))))


def test_what_does_not_compress_still_fits_into_a_body() -> None:
    noise = bytes(zstandard.ZstdCompressor().compress(b"").ljust(MAX_ENTRY_BYTES, b"\x01"))
    entries = [noise] * (MAX_ENTRIES_SIZE // len(noise))
    assert len(packing.encode(batch(entries))) < MAX_PACKED


@pytest.mark.parametrize("tells_its_size", [True, False])
def test_a_bomb_is_malformed_and_is_not_unpacked(*, tells_its_size: bool) -> None:
    compressor = zstandard.ZstdCompressor(write_content_size=tells_its_size)
    bomb = compressor.compress(b"\x00" * (MAX_BODY * 8))
    with pytest.raises(wire.Malformed, match="too long"):
        packing.unpack(wire.Batch, bomb)


def test_a_frame_that_does_not_tell_its_size_is_read_all_the_same() -> None:
    sent = batch([b"entry"])
    content = zstandard.ZstdCompressor(write_content_size=False).compress(packing.encode(sent))
    assert packing.unpack(wire.Batch, content) == sent


def test_a_body_too_long_as_it_travels_is_malformed() -> None:
    with pytest.raises(wire.Malformed, match="too long"):
        packing.unpack(wire.Batch, b"\x00" * (MAX_PACKED + 1))


@pytest.mark.parametrize("version", [0, wire.VERSION + 1, -1, 2**40])
def test_a_version_that_is_not_spoken_is_told_apart_from_garbage(version: int) -> None:
    with pytest.raises(wire.VersionUnknown) as raised:
        packing.unpack(wire.Batch, packed([version, "a form of the future"]))
    assert raised.value.version == version


def test_what_a_newer_version_adds_at_the_end_is_passed_over() -> None:
    sent = batch([b"entry"])
    longer = [*msgspec.msgpack.decode(packing.encode(sent)), "more", {"and": "more"}]
    assert packing.unpack(wire.Batch, packed(longer)) == sent


def test_an_error_says_nothing_of_what_was_in_the_body() -> None:
    secret = "Nguyễn Thị Bí Mật"
    for plain in (["x", secret], [1, secret], [1, secret, 1, 1, b"", [secret], b""]):
        with pytest.raises(wire.Malformed) as raised:
            packing.unpack(wire.Batch, packed(plain))
        assert secret not in str(raised.value)


def test_a_nurses_day_costs_at_most_80_bytes_an_entry() -> None:
    entries = Day(SiteCode("75-001")).entries(400)
    assert len(packing.pack(batch(entries))) <= 60 * len(entries)
