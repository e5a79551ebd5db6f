"""The cameras of this computer, each by what it is and not by the number it has today.

OpenCV knows cameras by numbers, which change as they are plugged in. Linux tells their names
and USB numbers in sysfs. On Windows `cv2-enumerate-cameras` asks Media Foundation in the order
in which OpenCV counts. Elsewhere a camera is its number.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Final

from msgspec import Struct

_log = logging.getLogger(__name__)

_SYSFS: Final = Path("/sys/class/video4linux")
_MOST: Final = 16
_LONGEST: Final = 200
_NUMBERS: Final = 4  # cameras that are offered where nobody tells which there are


class KnownCamera(Struct, frozen=True):
    """A camera: the ``index`` to open now, its ``id`` to remember, and its name."""

    index: int
    id: str
    name: str


def cameras() -> tuple[KnownCamera, ...]:
    """Return the cameras there are now. For an io thread: the system is asked."""
    if sys.platform == "win32":
        found = _of_media_foundation()
    elif sys.platform == "linux":
        found = of_sysfs(_SYSFS)
    else:
        found = _by_number()
    return found[:_MOST]


def index_of(id: str) -> int | None:
    """Return the number that a remembered camera has now, None while it is not plugged in."""
    return next((one.index for one in cameras() if one.id == id), None)


def of_sysfs(folder: Path) -> tuple[KnownCamera, ...]:
    """Return the cameras that Linux shows in ``/sys/class/video4linux``.

    One camera has several nodes; pictures come from that of index 0.
    """
    found = []
    for node in sorted(folder.glob("video*"), key=lambda node: (len(node.name), node.name)):
        number = node.name.removeprefix("video")
        if number.isdecimal() and _line(node / "index") in {"0", ""}:
            name = _line(node / "name") or node.name
            found.append(KnownCamera(int(number), _usb_id(node, name), name))
    return tuple(found)


def _by_number() -> tuple[KnownCamera, ...]:
    return tuple(KnownCamera(index, str(index), f"Camera {index + 1}") for index in range(_NUMBERS))


def _usb_id(node: Path, name: str) -> str:
    """Return maker, model and serial number, or the USB socket where there is no number."""
    interface = (node / "device").resolve()
    device = interface.parent if ":" in interface.name else interface
    vid, pid = _line(device / "idVendor"), _line(device / "idProduct")
    if not (vid and pid):
        return f"name:{name}"[:_LONGEST]
    which = _line(device / "serial") or f"@{device.name}"
    return f"usb:{vid}:{pid}:{which}"[:_LONGEST]


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")[:_LONGEST].strip()
    except OSError:
        return ""


if sys.platform == "win32":

    def _of_media_foundation() -> tuple[KnownCamera, ...]:
        try:
            import cv2_enumerate_cameras
        except (ImportError, OSError) as error:  # its library was taken away by an antivirus
            _log.warning("cameras have no names here: %s", type(error).__name__)
            return _by_number()
        from scanners.vision import opencv

        listed = cv2_enumerate_cameras.enumerate_cameras(opencv().CAP_MSMF)
        return tuple(
            # The symbolic link names maker, model and serial number or USB socket.
            KnownCamera(one.index, (one.path or one.name).lower()[:_LONGEST], one.name)
            for one in listed
        )
