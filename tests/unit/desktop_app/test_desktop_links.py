"""What joins scanners, camera and sounds to the windows, which do not know each other."""

from __future__ import annotations

import io
import wave
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from desktop_app import camera, sounds
from desktop_app.hand_scanner import Bursts
from scanners.sources import CameraDevice, NetworkStream, PictureFolder, VideoFile
from scanners.watching import Preview
from ui.ports import CameraState, CameraWish, Frame, SoundName

CARD = "001202000000||Bui Duc Thinh|15052002|Nam|So 1, Ha Noi|20042021"


def typed(bursts: Bursts, text: str, *, pace: int, at: int = 0) -> int:
    for sign in text:
        at += pace
        bursts.typed(sign, at)
    return at


def test_a_scanners_typing_is_a_scan() -> None:
    bursts = Bursts(35)
    end = typed(bursts, CARD, pace=4)
    assert bursts.ended(end + 4) == CARD


def test_a_hands_typing_is_none() -> None:
    bursts = Bursts(35)
    end = typed(bursts, CARD, pace=120)
    assert bursts.ended(end + 120) is None


def test_a_scan_is_forgotten_once_it_was_told() -> None:
    bursts = Bursts(35)
    end = typed(bursts, CARD, pace=4)
    bursts.ended(end)
    assert bursts.ended(end + 4) is None


def test_a_setting_names_a_camera_a_stream_a_folder_or_a_film(tmp_path: Path) -> None:
    assert isinstance(camera.source_of(CameraWish("1")), CameraDevice)
    assert isinstance(camera.source_of(CameraWish("rtsp://cam.example/1")), NetworkStream)
    assert isinstance(camera.source_of(CameraWish(str(tmp_path))), PictureFolder)
    assert isinstance(camera.source_of(CameraWish(str(tmp_path / "day.avi"))), VideoFile)


def test_without_a_camera_in_the_settings_it_says_that_it_is_off() -> None:
    told: list[CameraState] = []
    heard = camera.Heard(lambda _code: None, lambda _frame: None, told.append)
    desk_camera = camera.DeskCamera(CameraWish(), heard)
    desk_camera.start()
    desk_camera.stop()
    assert [state.kind for state in told] == ["off"]
    assert told[0].sentence is not None


@pytest.mark.parametrize("name", get_args(SoundName))
def test_every_sound_is_a_short_wav_file_that_is_not_silence(name: SoundName) -> None:
    with wave.open(io.BytesIO(sounds.tones(name))) as file:
        frames = file.readframes(file.getnframes())
        assert 0.05 < file.getnframes() / file.getframerate() < 3
    assert any(frames)


def test_the_outline_of_a_code_reaches_the_windows_as_parts_of_the_picture() -> None:
    told: list[Frame] = []
    heard = camera.Heard(lambda _code: None, told.append, lambda _state: None)
    desk_camera = camera.DeskCamera(CameraWish(), heard)
    outline = ((120.0, 27.0), (360.0, 27.0), (360.0, 243.0), (120.0, 243.0))
    picture = np.zeros((270, 480, 3), np.uint8)

    desk_camera._show(Preview(picture, (outline,), "read"))

    assert told[0].code == ((0.25, 0.1), (0.75, 0.1), (0.75, 0.9), (0.25, 0.9))
