"""A picture's size is known before it is unpacked, and nothing in its head raises."""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.picture_size import size_of


@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp", ".bmp"])
@pytest.mark.parametrize(("width", "height"), [(640, 480), (33, 1021)])
def test_the_size_is_what_opencv_unpacks(kind: str, width: int, height: int) -> None:
    _, data = cv2.imencode(kind, np.full((height, width, 3), 99, np.uint8))
    assert size_of(bytes(data)) == (width, height)


def test_a_lossless_webp_says_its_size_too() -> None:
    picture = np.arange(90 * 70 * 3, dtype=np.uint8).reshape(70, 90, 3)
    _, data = cv2.imencode(".webp", picture, [cv2.IMWRITE_WEBP_QUALITY, 101])
    assert size_of(bytes(data)) == (90, 70)


def test_a_small_file_that_claims_a_giant_picture_is_known_by_its_head() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    png = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    assert size_of(png) == (60_000, 60_000)


def test_fill_bytes_before_a_marker_are_passed_over_and_a_file_of_them_is_no_picture() -> None:
    _, data = cv2.imencode(".jpg", np.full((48, 64, 3), 99, np.uint8))
    written = bytes(data)
    assert size_of(written[:2] + b"\xff" * 20 + written[2:]) == (64, 48)
    assert size_of(written[:2] + b"\xff" * 1_000_000 + written[2:]) is None


@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF1234WEBPVP8 ", b"BM"]),
    st.binary(max_size=200),
)
def test_no_bytes_raise(begin: bytes, rest: bytes) -> None:
    found = size_of(begin + rest)
    assert found is None or min(found) >= 0
