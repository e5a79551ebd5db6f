from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import settings
from desktop_app.settings import Settings, SettingsUnreadable


def test_settings_are_read_back_as_they_were_kept(tmp_path: Path) -> None:
    folder = tmp_path / "Nông trại"
    chosen = Settings(language="en", theme="dark", camera="rtsp://cam.example/1", burst_ms=50)
    settings.keep(folder, chosen)
    assert settings.load(folder) == chosen


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings()


_DEEP = b'{"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
_NO_UTF_8 = b'{"camera_name":"\xff"}'


@pytest.mark.parametrize(
    "content",
    [b"{", b'{"language":"fr"}', b"\xff\xfe", b"[]", _DEEP, _NO_UTF_8, b'{"observe_minutes":3}'],
    ids=["cut", "another value", "no text", "a list", "lists in lists", "no UTF-8", "no minutes"],
)
def test_a_broken_file_gets_a_sentence_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / settings.FILE
    path.write_bytes(content)
    with pytest.raises(SettingsUnreadable) as refused:
        settings.load(tmp_path)
    assert str(path) in refused.value.sentence("vi")
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_at_all_gets_the_sentence_too(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).mkdir()
    with pytest.raises(SettingsUnreadable):
        settings.load(tmp_path)


def test_what_a_newer_version_chose_is_no_error(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_bytes(b'{"theme":"dark","wallpaper":"sen"}')
    assert settings.load(tmp_path).theme == "dark"


def test_settings_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "desk").write_bytes(b"a file where the folder should be")
    with pytest.raises(settings.SettingsNotKept):
        settings.keep(tmp_path / "desk", settings.Settings())
