"""What it takes to say what a code is, kind by kind: part of the benchmark ``scan``."""

from __future__ import annotations

import time
from typing import Final

from desktop_app.bench.figures import Figures, figure, median
from scanners.payloads import recognise

RUNS: Final = 21
_EACH: Final = 50
_LONGEST: Final = 100.0  # microseconds
_NAME: Final = "Nguyễn Thị Mẫu".encode().hex()
CODES: Final = {
    "cccd": "001202000000||Nguyễn Thị Mẫu|15052002|Nữ|Số 1, Phường X, Quận Y, Hà Nội|20042021",
    "can_cuoc": "001202000000||Nguyễn Thị Mẫu|15052002|Nữ|Số 1, Phường X, Hà Nội|06082024||||",
    "bhyt": f"0123456789|{_NAME}|01/02/1990|2|{_NAME}|79 - 024|01/01/2022|-|02/01/2022|1|-|4|"
    f" 01/01/2027|0123456789abcdef-1234|4|{_NAME}|$",
    "national_qr": "001202000000|NGUYEN THI MAU|2002-05-15|0|123456789012345678|1<2<-<09123456<S",
    "hc1": "HC1:" + "6BF $%*+-./:" * 80,
    "shc": "shc:/" + "5676290952432060" * 60,
    "number": "001202000000",
    "vial": "\x1d01089350061234581726123110AB-1234\x1d21S1",
    "vial's link": "https://id.example/01/08935006123458/10/AB-1234/21/S1?17=261231",
    "unknown": "https://example.org/" + "a|" * 12 + "b" * 2000,
}


def measured() -> Figures:
    """Return the median microseconds of the slowest kind, and which it is."""
    spent = {kind: median([_run(code) for _ in range(RUNS)]) for kind, code in CODES.items()}
    slowest = max(spent, key=lambda kind: spent[kind])
    return {f"saying what a code is, slowest ({slowest})": figure(spent[slowest], "us", _LONGEST)}


def _run(code: str) -> float:
    began = time.thread_time()
    for _ in range(_EACH):
        recognise(code)
    return (time.thread_time() - began) / _EACH * 1e6
