"""What a desk's people choose: one frozen object, read once, written in one place.

The file holds no personal data and no key. What the desk *is* (its device, site and
upstream) stands in the database, because it belongs to the entries.
"""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from immunization.errors import KnownError
from immunization.observation import LEAST_MINUTES, MOST_MINUTES
from immunization.text import Language, Text

FILE = "settings.json"
_MAX_BYTES = 65_536


class SettingsUnreadable(KnownError):
    """The settings file cannot be read, or is not of its form."""

    text = Text(
        vi="Tệp cài đặt bị hỏng. Dữ liệu tiêm không sao. Xin nhờ IT xoá tệp {path}.",
        en="The settings file is broken. Vaccination data is safe. Ask IT to remove {path}.",
    )


class SettingsNotKept(KnownError):
    """The settings could not be written."""

    text = Text(
        vi="Không ghi được cài đặt: đĩa đầy hoặc thư mục chỉ đọc. Cài đặt vẫn có tác dụng đến khi "
        "đóng chương trình. Dữ liệu tiêm không sao. Xin báo IT.",
        en="The settings could not be written: the disk is full, or the folder is read-only. They "
        "hold until the program ends. Vaccination data is safe. Please tell IT.",
    )


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's settings.

    ``camera``        a camera as ``device:`` and its id (`scanners.sources.cameras`) or as its
                      index, a path of a video file or folder, or a stream's URL; empty for none.
    ``camera_name``   what that camera calls itself, to ask for it by name when it is gone.
    ``camera_dense``  ask it for 1920 by 1080, for dense codes.
    ``camera_focus``  where its focus is held; none lets it focus by itself.
    ``real_time``     play a video file at its own speed, as a camera would.
    ``burst_ms``      keys at most this far apart are a hand scanner's.
    ``serial_port``   where a hand scanner in serial mode is: its hardware as ``usb:…``
                      (`scanners.serial_ports`), or a port as ``COM3``; empty for none.
    ``serial_name``   what that scanner calls itself.
    ``observe_minutes``  observation after a dose, where the rule does not say otherwise.
    """

    language: Language = "vi"
    theme: Literal["system", "light", "dark"] = "system"
    camera: str = "0"
    camera_name: str = ""
    camera_dense: bool = False
    camera_focus: float | None = None
    real_time: bool = True
    burst_ms: int = 35
    serial_port: str = ""
    serial_name: str = ""
    observe_minutes: Annotated[int, msgspec.Meta(ge=LEAST_MINUTES, le=MOST_MINUTES)] = 30
    full_screen: bool = False


def load(folder: Path) -> Settings:
    """Return the settings kept in a data folder, or the defaults. Raises SettingsUnreadable."""
    path = folder / FILE
    try:
        # Windows' Notepad may put a mark before UTF-8, and IT edits this file by hand.
        written = path.read_bytes()[:_MAX_BYTES].removeprefix(codecs.BOM_UTF8)
        return msgspec.json.decode(written, type=Settings)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsUnreadable(type(error).__name__, path=path) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsUnreadable(str(error), path=path) from error


def keep(folder: Path, settings: Settings) -> None:
    """Write the settings; a power cut leaves the old file or the new one, never half of one.

    Raises SettingsNotKept.
    """
    draft = folder / f"{FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(settings), indent=2))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / FILE)
    except OSError as error:
        raise SettingsNotKept(type(error).__name__) from error
