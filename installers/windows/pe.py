"""What two fields of a Windows library say, read without help (PE/COFF, VS_FIXEDFILEINFO)."""

from __future__ import annotations

import struct
from typing import Final, TypeAlias

Version: TypeAlias = tuple[int, int, int, int]

_FIXED_INFO: Final = struct.pack("<II", 0xFEEF04BD, 0x00010000)  # dwSignature, dwStrucVersion
_PE_AT: Final = 0x3C
_OPTIONAL_HEADER: Final = 24


def file_version(data: bytes) -> Version | None:
    """Return the version that Explorer shows for the file, or None where it has none."""
    at = data.find(_FIXED_INFO)
    if at < 0 or at + 16 > len(data):
        return None
    high, low = struct.unpack_from("<II", data, at + 8)
    return high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF


def linker_version(data: bytes) -> tuple[int, int] | None:
    """Return the version of the linker that wrote the file, or None where it is no PE file."""
    if data[:2] != b"MZ" or len(data) < _PE_AT + 4:
        return None
    (header,) = struct.unpack_from("<I", data, _PE_AT)
    if data[header : header + 4] != b"PE\0\0" or len(data) < header + _OPTIONAL_HEADER + 4:
        return None
    major, minor = struct.unpack_from("<BB", data, header + _OPTIONAL_HEADER + 2)
    return major, minor
