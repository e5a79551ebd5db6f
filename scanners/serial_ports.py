"""The serial ports of this computer, each by what it is and not by the number it has today.

Windows numbers ports anew (COM3, COM7) as scanners are plugged in; two scanners of one make
differ by their serial number, or, where the maker gave none, by the USB socket.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

_USB: Final = "usb:"
_MOST: Final = 32
_LONGEST: Final = 80


class SerialPort(Struct, frozen=True):
    """A port: the ``device`` to open now, its ``id`` to remember, and what it calls itself."""

    device: str
    id: str
    name: str


def ports() -> tuple[SerialPort, ...]:
    """Return the ports there are now, USB first. For an io thread: the system is asked."""
    from serial.tools import list_ports

    found = [
        port_of(
            one.device, one.vid, one.pid, one.serial_number, one.location, one.product or one.name
        )
        for one in list_ports.comports()
    ]
    return tuple(sorted(found, key=lambda port: (not port.id.startswith(_USB), port.device)))[
        :_MOST
    ]


def port_of(
    device: str,
    vid: int | None,
    pid: int | None,
    serial: str | None,
    location: str | None,
    name: str | None,
) -> SerialPort:
    """Return a port with the id that its hardware has."""
    shown = (name or device)[:_LONGEST]
    if vid is None or pid is None:
        return SerialPort(device, device, shown)
    which = serial or (f"@{location}" if location else device)
    return SerialPort(device, f"{_USB}{vid:04x}:{pid:04x}:{which}"[:_LONGEST], shown)


def device_of(id: str) -> str | None:
    """Return what to open for a remembered port, None while it is not plugged in.

    A port that is remembered by its name (``COM3``, ``/dev/ttyACM0``) is that name.
    """
    if not id.startswith(_USB):
        return id
    return next((port.device for port in ports() if port.id == id), None)
