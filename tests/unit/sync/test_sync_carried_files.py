"""A carried file is read as it was written, or refused with its reason: nothing in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.carrying import heading, keys
from sync.carrying.errors import (
    CarriedAltered,
    CarriedCut,
    CarriedExists,
    CarriedForOthers,
    CarriedTooNew,
    CarryError,
    MediumFailed,
)
from sync.carrying.heading import About
from sync.carrying.reading import CarriedFile
from sync.carrying.writing import CarriedWriter

SENDER = b"\x01" * 32
CENTRE = b"\x02" * 32
STRANGER = b"\x03" * 32
ABOUT = About("entries", "75-001", "", keys.public_of(CENTRE))
BODIES = [b"one", b"two" * 400, b"", b"the last"]
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def write(path: Path, bodies: list[bytes] = BODIES, private: bytes = SENDER) -> Path:
    with CarriedWriter(path, private, ABOUT, [keys.public_of(CENTRE)]) as writer:
        for body in bodies[:-1]:
            writer.add(body)
        writer.finish(bodies[-1])
    return path


def read(path: Path, private: bytes = CENTRE) -> list[bytes]:
    return [body.packed for body in CarriedFile(path, private).bodies()]


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("usb") / "carried").read_bytes()


def test_who_it_is_for_reads_what_was_written(tmp_path: Path) -> None:
    path = write(tmp_path / "carried")
    assert read(path) == BODIES
    assert read(path, SENDER) == BODIES
    assert CarriedFile(path, CENTRE).heading.sender == keys.public_of(SENDER)


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path / "carried")
    with pytest.raises(CarriedForOthers):
        CarriedFile(path, STRANGER)
    assert b"twotwo" not in path.read_bytes()


@given(cut=st.data())
@quick
def test_a_file_that_is_cut_anywhere_is_refused(
    cut: st.DataObject, carried: bytes, tmp_path: Path
) -> None:
    at = cut.draw(st.integers(0, len(carried) - 1))
    path = tmp_path / "cut"
    path.write_bytes(carried[:at])
    with pytest.raises(CarriedCut):
        read(path)


@given(flip=st.data())
@quick
def test_a_file_with_any_bit_flipped_is_refused(
    flip: st.DataObject, carried: bytes, tmp_path: Path
) -> None:
    bit = flip.draw(st.integers(0, len(carried) * 8 - 1))
    altered = bytearray(carried)
    altered[bit // 8] ^= 1 << bit % 8
    path = tmp_path / "flipped"
    path.write_bytes(altered)
    with pytest.raises(CarryError):
        read(path)


def chunks_of(carried: bytes) -> tuple[bytes, list[bytes]]:
    """The heading of a file and its chunks with their lengths."""
    at = len(heading.MAGIC)
    at += 4 + int.from_bytes(carried[at : at + 4])
    head, chunks = carried[:at], []
    while at < len(carried):
        size = 4 + int.from_bytes(carried[at : at + 4])
        chunks.append(carried[at : at + size])
        at += size
    return head, chunks


@given(order=st.lists(st.integers(0, len(BODIES) - 1), max_size=6))
@quick
def test_chunks_in_another_order_dropped_or_twice_are_refused(
    order: list[int], carried: bytes, tmp_path: Path
) -> None:
    head, chunks = chunks_of(carried)
    path = tmp_path / "shuffled"
    path.write_bytes(head + b"".join(chunks[at] for at in order))
    if order == list(range(len(BODIES))):
        assert read(path) == BODIES
    else:
        with pytest.raises((CarriedAltered, CarriedCut)):
            read(path)


@given(garbage=st.binary(max_size=300))
@quick
def test_any_other_bytes_are_refused(garbage: bytes, carried: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    for content in (garbage, heading.MAGIC + garbage, carried + b"\x00" + garbage):
        path.write_bytes(content)
        with pytest.raises(CarryError):
            read(path)


def test_a_file_of_a_newer_version_says_so(carried: bytes, tmp_path: Path) -> None:
    path = tmp_path / "newer"
    path.write_bytes(carried.replace(b"carried v1\n", b"carried v2\n", 1))
    with pytest.raises(CarriedTooNew):
        read(path)
    body = bytearray(carried)
    body[len(heading.MAGIC) + 5] = 2  # the first element of the heading's array
    path.write_bytes(body)
    with pytest.raises(CarriedTooNew):
        read(path)


def test_who_may_read_a_file_cannot_write_one_in_its_senders_name(tmp_path: Path) -> None:
    forged = CarriedWriter(tmp_path / "forged", CENTRE, ABOUT, [keys.public_of(CENTRE)])
    path = write(tmp_path / "carried")
    head, _ = chunks_of(path.read_bytes())
    real = CarriedFile(path, CENTRE)
    forged._cipher, forged._place = real._cipher, forged._place.first(head)
    forged._file.seek(0)
    forged._file.write(head)
    forged.finish(b"made up")
    with pytest.raises(CarriedAltered):
        read(tmp_path / "forged")


def test_a_torn_write_goes_on_from_its_last_whole_chunk(tmp_path: Path) -> None:
    path = tmp_path / "carried"
    with CarriedWriter(path, SENDER, ABOUT, [keys.public_of(CENTRE)]) as writer:
        writer.add(BODIES[0])
        writer.add(BODIES[1])
    torn = tmp_path / "carried.unfinished"
    begun = torn.read_bytes()
    torn.write_bytes(begun[:-100])
    assert not path.exists()
    there: list[bytes] = []

    def took(body: bytes) -> bool:
        there.append(body)
        return True

    with CarriedWriter(path, SENDER, ABOUT, [keys.public_of(CENTRE)], took=took) as writer:
        for body in BODIES[len(there) : -1]:
            writer.add(body)
        writer.finish(BODIES[-1])
    assert there == BODIES[:1]
    assert read(path) == BODIES
    assert path.read_bytes()[: len(begun) - 1300] == begun[: len(begun) - 1300]
    assert not torn.exists()


@given(cut=st.data())
@quick
def test_a_write_that_was_torn_anywhere_ends_as_a_whole_file(
    cut: st.DataObject, carried: bytes, tmp_path: Path
) -> None:
    at = cut.draw(st.integers(0, len(carried) - 1))
    (tmp_path / "torn.unfinished").write_bytes(carried[:at])
    there: list[bytes] = []

    def took(body: bytes) -> bool:
        there.append(body)
        return True

    path = tmp_path / "torn"
    path.unlink(missing_ok=True)
    with CarriedWriter(path, SENDER, ABOUT, [keys.public_of(CENTRE)], took=took) as writer:
        for body in BODIES[len(there) : -1]:
            writer.add(body)
        writer.finish(BODIES[-1])
    assert read(path) == BODIES


def test_what_no_longer_holds_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "carried"
    with CarriedWriter(path, SENDER, ABOUT, [keys.public_of(CENTRE)]) as writer:
        writer.add(b"of before")
        writer.add(b"of before too")
    with CarriedWriter(path, SENDER, ABOUT, [], took=lambda body: body == b"of before") as writer:
        writer.finish(b"now")
    assert read(path) == [b"of before", b"now"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = write(tmp_path / "carried")
    with pytest.raises(CarriedExists):
        write(path)
    for theirs in (path.read_bytes(), b"a diary"):
        (tmp_path / "others.unfinished").write_bytes(theirs)
        with pytest.raises(CarriedExists):
            write(tmp_path / "others", private=STRANGER)
    assert read(path) == BODIES


def test_a_place_that_cannot_be_written_or_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(MediumFailed):
        write(tmp_path / "no such folder" / "carried")
    with pytest.raises(MediumFailed):
        read(tmp_path / "none")


@given(private=st.binary(min_size=32, max_size=32))
@quick
def test_the_key_to_agree_with_is_that_of_the_private_key(private: bytes) -> None:
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    secret = X25519PrivateKey.from_private_bytes(keys.agreement_secret(private))
    assert keys.agreement_key(public) == secret.public_key().public_bytes_raw()


def test_the_key_to_agree_with_is_that_of_the_published_example() -> None:
    # RFC 7748, 4.1: the base points of both curves are each other's.
    base = (4 * pow(5, -1, 2**255 - 19) % (2**255 - 19)).to_bytes(32, "little")
    assert keys.agreement_key(base) == (9).to_bytes(32, "little")


@pytest.mark.parametrize(
    "public",
    [b"", b"\x01" + bytes(31), bytes(31), b"\xff" * 32, (2**255 - 20).to_bytes(32, "little")],
)
def test_a_point_that_nobody_can_agree_with_is_no_reader(public: bytes) -> None:
    with pytest.raises(keys.BadKey):
        keys.Wrapper(b"k" * 32, b"e" * 32).wrap(public)


def test_a_device_with_a_bad_key_keeps_nobody_from_writing(tmp_path: Path) -> None:
    low = [bytes(31) + b"\x80", b"\x00" * 32, b"\x01" + bytes(31)]
    with CarriedWriter(tmp_path / "out", SENDER, ABOUT, [*low, keys.public_of(CENTRE)]) as writer:
        writer.finish(b"all the same")
    assert read(tmp_path / "out") == [b"all the same"]


def test_a_heading_with_as_many_readers_as_there_may_be_is_read(tmp_path: Path) -> None:
    many = [keys.public_of(number.to_bytes(32)) for number in range(heading.MAX_READERS + 50)]
    with CarriedWriter(tmp_path / "out", SENDER, ABOUT, [keys.public_of(CENTRE), *many]) as writer:
        writer.finish(b"for all")
    assert read(tmp_path / "out") == [b"for all"]
    assert len(CarriedFile(tmp_path / "out", CENTRE).heading.readers) == heading.MAX_READERS
