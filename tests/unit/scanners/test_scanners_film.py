"""Codes as pictures, and the film that the demo plays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanners import avi, printing
from scanners.decoder import Decoder
from scanners.errors import SourceUnreadable
from scanners.payloads.health_book import PREFIX
from scanners.rehearsal import film, frames
from scanners.sources import VideoFile
from scanners.sources import frames as frames_of
from scanners.vision import decoded_picture, opencv

TEXTS = [
    "001202000000||Họ Tên Mẫu|15052002|Nam|Số 1, Phường X, Quận Y, Hà Nội|20042021",
    "001302000001||Đặng Thị Ửng|01011951|Nữ|Xã Ờ, Huyện Ỷ|06082024||||",
    "HC1:" + "6BF%A $*+" * 90,
    PREFIX + "9" * 380,
    "(91)comirnaty(17)261231(10)AB1234",
    "https://example.org/khong-phai-cua-diem-tiem",
]


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=120), st.sampled_from("LMQH"))
def test_a_printed_code_reads_back_as_its_text(text: str, level: printing.Level) -> None:
    picture = decoded_picture(printing.png(text, module=4, level=level))
    assert picture is not None
    assert [reading.raw for reading in Decoder().read(picture)] == [text.encode()]


def test_a_text_that_no_code_can_hold_is_refused_with_a_sentence() -> None:
    with pytest.raises(printing.TooMuchForACode) as refused:
        printing.png("đ" * 3000)
    assert "dài quá" in refused.value.sentence("vi")


def test_every_code_of_the_film_is_read_through_the_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "Nông trại"
    folder.mkdir()
    film(folder / "một ngày.avi", TEXTS, seed=7, seconds_each=0.5, gap=0.2, fps=12)
    decoder = Decoder()
    seen: list[str | None] = []
    for frame in frames_of(VideoFile(folder / "một ngày.avi", realtime=False)):
        seen.extend(reading.text for reading in decoder.look(frame).readings)
    assert list(dict.fromkeys(seen)) == TEXTS


@pytest.mark.parametrize("backend", ["CAP_FFMPEG", "CAP_OPENCV_MJPEG"])
def test_the_film_is_read_by_each_of_the_readers_that_a_bundle_may_have(
    tmp_path: Path, backend: str
) -> None:
    path = tmp_path / "film.avi"
    film(path, TEXTS[:1], seed=1, seconds_each=0.5, gap=0.25, fps=12)
    capture = opencv().VideoCapture(str(path), getattr(opencv(), backend))
    shapes = []
    while (found := capture.read())[0]:
        shapes.append(found[1].shape)
    pace = capture.get(opencv().CAP_PROP_FPS)
    capture.release()
    assert shapes == [(720, 1280, 3)] * 12
    assert pace == pytest.approx(12.0)


def test_the_same_seed_makes_the_same_film_and_another_seed_another() -> None:
    first, again, other = (
        [frame.tobytes() for frame in frames(TEXTS[:1], seed=seed, shown=0.2, size=(320, 240))]
        for seed in (1, 1, 2)
    )
    assert first == again != other


def test_a_film_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable):
        avi.write(tmp_path / "none" / "x.avi", [np.zeros((8, 8), np.uint8)], fps=5, size=(8, 8))
