"""Files and pictures that are dropped or pasted go the way of a scan, and nothing is opened."""

from __future__ import annotations

import contextlib
import struct
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import (
    FileTooLarge,
    FileUnreadable,
    GivenUnread,
    ManyCodes,
    NoCodeInPicture,
    NotACodeFile,
    OnTheNetwork,
)
from desk.given import LARGEST_TEXT, Pixels, code_of_file, code_of_pixels
from desk.identify import NewPerson, NotOurs
from scanners import printing
from scanners.vision import Frame
from tests.unit.desk.desk_world import World

CARD = "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Hà Nội|06082024||||"
OTHER = "001302000001||Họ Tên Khác|15052002|Nữ|Số 2, Phường X, Hà Nội|06082024||||"


def kept(folder: Path, data: bytes, name: str = "ảnh thẻ.png") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def beside(codes: list[Frame]) -> Frame:
    tall = max(code.shape[0] for code in codes)
    padded = (((0, tall - code.shape[0]), (0, 0)) for code in codes)
    return np.hstack(
        [np.pad(code, room, constant_values=255) for code, room in zip(codes, padded, strict=True)]
    )


def test_a_dropped_picture_is_read_as_the_camera_would(world: World, tmp_path: Path) -> None:
    path = kept(tmp_path, printing.png(CARD, module=5))

    found = world.desk.identify.file(path)

    assert isinstance(found, NewPerson)
    assert found.registration.name == "Họ Tên Mẫu"


def test_a_dropped_text_file_is_the_code_in_it(world: World, tmp_path: Path) -> None:
    path = kept(tmp_path, b"\xef\xbb\xbf" + CARD.encode() + b"\r\n", "mã.txt")

    found = world.desk.identify.file(path)

    assert isinstance(found, NewPerson)


def test_a_pasted_picture_is_read_too(world: World) -> None:
    grey = printing.picture(CARD, module=4)

    found = world.desk.identify.picture(Pixels(grey.shape[1], grey.shape[0], grey.tobytes()))

    assert isinstance(found, NewPerson)


def test_a_link_in_a_file_or_a_picture_is_named_and_not_opened(
    world: World, tmp_path: Path
) -> None:
    link = "https://example.com/a?b=c"
    for path in (kept(tmp_path, printing.png(link)), kept(tmp_path, link.encode(), "x.url")):
        found = world.desk.identify.file(path)
        assert isinstance(found, NotOurs)
        assert "example.com" in found.text.vi


def test_of_two_codes_in_one_picture_none_is_chosen(tmp_path: Path) -> None:
    codes = [printing.picture(code, module=3) for code in (CARD, OTHER)]
    tall = max(code.shape[0] for code in codes)
    both = np.hstack(
        [np.pad(c, ((0, tall - c.shape[0]), (0, 0)), constant_values=255) for c in codes]
    )
    with pytest.raises(ManyCodes):
        code_of_pixels(Pixels(both.shape[1], both.shape[0], both.tobytes()))


def test_a_code_of_ours_is_taken_beside_a_foreign_one() -> None:
    codes = [printing.picture(code, module=3) for code in (CARD, "https://example.com/a")]
    tall = max(code.shape[0] for code in codes)
    both = np.hstack(
        [np.pad(c, ((0, tall - c.shape[0]), (0, 0)), constant_values=255) for c in codes]
    )

    assert code_of_pixels(Pixels(both.shape[1], both.shape[0], both.tobytes())) == CARD.encode()


def test_a_giant_picture_in_a_small_file_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    with pytest.raises(FileTooLarge):
        code_of_file(kept(tmp_path, png))


def test_what_holds_no_code_says_what_it_is(tmp_path: Path) -> None:
    grey = np.full((480, 640), 200, np.uint8)
    with pytest.raises(NoCodeInPicture):
        code_of_pixels(Pixels(640, 480, grey.tobytes()))
    with pytest.raises(NotACodeFile):
        code_of_file(kept(tmp_path, b"%PDF-1.7 \x00\xff", "thẻ.pdf"))
    with pytest.raises(NotACodeFile):
        code_of_file(kept(tmp_path, b"a" * (LARGEST_TEXT + 1), "dài.txt"))
    with pytest.raises(FileUnreadable):
        code_of_file(tmp_path)
    with pytest.raises(FileUnreadable):
        code_of_file(tmp_path / "không có.png")


@pytest.mark.parametrize("path", ["//server/share/a.png", r"\\server\share\a.png"])
def test_a_file_on_another_computer_is_not_even_looked_at(path: str) -> None:
    with pytest.raises(OnTheNetwork):
        code_of_file(Path(path))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_code_or_a_sentence(data: bytes) -> None:
    with (
        TemporaryDirectory() as folder,
        contextlib.suppress(GivenUnread),  # a sentence for each: tests/unit/test_known_errors.py
    ):
        assert code_of_file(kept(Path(folder), b"\xff\xd8\xff" + data, "x.jpg"))
