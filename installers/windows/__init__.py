"""Where the bundle differs on Windows: no zbar, one newest C++ runtime, a twin without console."""

from __future__ import annotations

from installers.recipe import Differences


def differences() -> Differences:
    """Return what is special here.

    pyzbar's wheel for Windows brings zbar 0.10 of 2015, which has no binary mode and needs
    MSVCR120.dll, which neither Windows nor the wheel has: the first code reader does it alone.
    """
    return Differences(
        modules=("win32ctypes.core", "win32ctypes.core.ctypes", "win32ctypes.core.cffi"),
        left_out=("pyzbar",),
        windowed=True,
    )
