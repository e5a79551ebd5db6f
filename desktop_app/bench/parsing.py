"""What it takes to say what a code is, kind by kind: part of the benchmark ``scan``."""

from __future__ import annotations

import time
from datetime import date
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.bench.figures import Figures, figure, median
from immunization.ids import PersonId, StaffId
from scanners.payloads import appointment, badge, confirmation, health_book, recognise
from scanners.payloads.appointment import Appointment
from scanners.payloads.confirmation import Confirmation, SlipDose
from scanners.payloads.health_book import HealthBook
from scanners.payloads.payload import Badge
from scanners.payloads.slip import bearer

RUNS: Final = 21
_EACH: Final = 50
_LONGEST: Final = 100.0  # microseconds
_NAME: Final = "Nguyễn Thị Mẫu".encode().hex()
_KEY: Final = Ed25519PrivateKey.from_private_bytes(bytes(32))
_PERSON: Final = PersonId("0190a000-0000-7000-8000-000000000001")
_BEARER: Final = bearer(_PERSON, "Nguyễn Thị Mẫu", "1990-02-01", "female")
_SIGNED: Final = {
    "health_book": health_book.encode(
        HealthBook("BT24A0001", _PERSON, "Nguyễn Thị Mẫu", "1990-02-01", "female"), _KEY
    ),
    "badge": badge.encode(Badge(staff=StaffId(_PERSON), issued=date(2026, 11, 23)), _KEY),
    "appointment": appointment.encode(Appointment(_BEARER, "24.001", "2026-11-24T08:30"), _KEY),
    "confirmation": confirmation.encode(
        Confirmation(
            _BEARER,
            "24.001",
            "2026-11-23",
            (SlipDose("Comirnaty", "2026-11-23", "AB1234", 1),) * 12,
        ),
        _KEY,
    ),
}
CODES: Final = _SIGNED | {
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
    "consent_sheet": "BTC1:12345678901234567890",
    "hub": "bantiem:hub?url=http%3A%2F%2F192.168.1.5%3A8444&key=" + "ab" * 32,
    "garbled": "001202000000||Nguyễn Thị Mẫu|15052002|Na,|Số 1, Hà Nội|20042021",
    "unknown": "https://example.org/" + "a|" * 12 + "b" * 2000,
}


def measured() -> Figures:
    """Return the median microseconds of each kind, without verifying a signature."""
    return {
        f"saying what a code is: {kind}": figure(
            median([_run(code) for _ in range(RUNS)]), "us", _LONGEST
        )
        for kind, code in CODES.items()
    }


def _run(code: str) -> float:
    began = time.thread_time()
    for _ in range(_EACH):
        recognise(code)
    return (time.thread_time() - began) / _EACH * 1e6
