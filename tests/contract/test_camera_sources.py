"""What every source of pictures must do, held against each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from scanners import printing
from scanners.errors import (
    CameraBusy,
    CameraMissing,
    CameraUnplugged,
    SourceError,
    SourceUnreadable,
)
from scanners.rehearsal import film
from scanners.sources import (
    CameraDevice,
    NetworkStream,
    PictureFolder,
    Source,
    VideoFile,
    frames,
)
from scanners.vision import Frame


class PretendCapture:
    """A camera's driver that gives a number of frames and then nothing."""

    def __init__(self, frames: int) -> None:
        self.left = frames
        self.is_released = False

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's own name
        return True

    def read(self) -> tuple[bool, Frame | None]:
        self.left -= 1
        return (True, np.zeros((48, 64, 3), np.uint8)) if self.left >= 0 else (False, None)

    def get(self, prop: int, /) -> float:
        return 0.0

    def set(self, prop: int, value: float, /) -> bool:
        return True

    def release(self) -> None:
        self.is_released = True


def camera(frames_to_give: int, *, plugged_in: bool | None = True) -> CameraDevice:
    return CameraDevice(
        0, opener=lambda _: PretendCapture(frames_to_give), plugged_in=lambda _: plugged_in
    )


def a_video(folder: Path) -> Source:
    film(folder / "phim.avi", ["012345678"], seed=1, seconds_each=0.2, size=(320, 240))
    return VideoFile(folder / "phim.avi", realtime=False)


def a_paced_video(folder: Path) -> Source:
    a_video(folder)
    return VideoFile(folder / "phim.avi", realtime=True)


def a_folder(folder: Path) -> Source:
    (folder / "ảnh.png").write_bytes(printing.png("012345678"))
    return PictureFolder(folder)


def a_camera(folder: Path) -> Source:
    return camera(5)


@dataclass(frozen=True)
class Case:
    make: Callable[[Path], Source]
    after_the_end: type[SourceError] | None


class TestSourceContract:
    """Each source, opened, read to its end and opened again."""

    CASES: ClassVar = {
        "video": Case(a_video, None),
        "paced video": Case(a_paced_video, None),
        "folder": Case(a_folder, None),
        "camera": Case(a_camera, CameraUnplugged),
    }

    @pytest.fixture(params=list(CASES))
    def case(self, request: pytest.FixtureRequest) -> Case:
        found: Case = self.CASES[request.param]
        return found

    @pytest.fixture
    def source(self, case: Case, tmp_path: Path) -> Source:
        folder = tmp_path / "Nông trại"
        folder.mkdir()
        return case.make(folder)

    def test_it_gives_pictures_of_eight_bits(self, source: Source) -> None:
        source.open()
        frame = source.read()
        source.close()
        assert frame is not None
        assert frame.dtype == np.uint8
        assert frame.shape[2] == 3

    def test_its_end_is_none_or_a_known_error(self, source: Source, case: Case) -> None:
        if case.after_the_end is None:
            assert sum(1 for _ in frames(source)) > 0
        else:
            with pytest.raises(case.after_the_end):
                list(frames(source))

    def test_it_can_be_opened_again_and_closed_twice(self, source: Source) -> None:
        for _ in range(2):
            source.open()
            assert source.read() is not None
            source.close()
            source.close()

    def test_reading_it_closed_is_a_known_error(self, source: Source) -> None:
        with pytest.raises(CameraUnplugged):
            source.read()

    def test_its_name_and_pace_are_told(self, source: Source) -> None:
        source.open()
        assert source.name
        assert source.interval >= 0.0
        assert not (source.live and source.stills)
        source.close()


def test_a_video_in_a_loop_has_no_end(tmp_path: Path) -> None:
    a_video(tmp_path)
    source = VideoFile(tmp_path / "phim.avi", realtime=False, loop=True)
    source.open()
    assert all(source.read() is not None for _ in range(60))
    source.close()


def test_a_paced_video_says_how_long_to_wait_between_frames(tmp_path: Path) -> None:
    source = a_paced_video(tmp_path)
    source.open()
    assert source.interval == pytest.approx(1 / 12)
    source.close()


@pytest.mark.parametrize(
    ("opens", "plugged_in", "expected"),
    [
        (False, False, CameraMissing),
        (False, True, CameraBusy),
        (False, None, CameraMissing),
        (True, True, CameraBusy),
        (True, None, CameraBusy),
    ],
)
def test_a_camera_that_gives_nothing_is_missing_or_busy(
    opens: bool, plugged_in: bool | None, expected: type[SourceError]
) -> None:
    mute = PretendCapture(0)
    source = CameraDevice(
        0, opener=lambda _: mute if opens else None, plugged_in=lambda _: plugged_in
    )
    with pytest.raises(expected):
        source.open()
    assert mute.is_released is opens


def test_a_camera_number_that_does_not_exist_is_missing_on_this_computer() -> None:
    with pytest.raises(CameraMissing):
        CameraDevice(97).open()


@pytest.mark.parametrize("content", [b"", b"RIFF\x00\x00\x00\x00AVI ", b"not a film" * 500])
def test_a_file_that_is_no_video_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "phim.avi"
    path.write_bytes(content)
    with pytest.raises(SourceUnreadable):
        list(frames(VideoFile(path)))


@pytest.mark.parametrize("source", [VideoFile(Path("none.avi")), PictureFolder(Path("none"))])
def test_what_is_not_there_is_unreadable_and_says_what_to_do(source: Source) -> None:
    with pytest.raises(SourceUnreadable) as refused:
        source.open()
    assert "Xin chọn" in refused.value.sentence("vi")


def test_a_folder_without_pictures_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(SourceUnreadable):
        PictureFolder(tmp_path).open()


@pytest.mark.parametrize("url", ["", "file:///etc/hosts", "rtsp://", "http://[", "x" * 3000])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(SourceUnreadable):
        NetworkStream(url)


def test_the_name_of_a_stream_holds_no_password() -> None:
    assert NetworkStream("rtsp://admin:secret@camera.example:554/1").name == "rtsp camera.example"


def test_an_address_where_nobody_answers_is_unreadable() -> None:
    with pytest.raises(SourceUnreadable):
        NetworkStream("http://127.0.0.1:9/stream").open()
