"""The data of an enrolled desk where two members of staff may sign in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from sqlalchemy import Connection

from desk.badges import new_badge
from desk.staff import Operator
from immunization import entries
from immunization.entries import Body, DeviceEnrolled, StaffRegistered
from immunization.ids import DeviceId, EntryId, SiteCode, StaffId, derived
from local_db import node
from local_db.file_keys import FileKeys
from local_db.store import Store
from records import projection
from records.lines import StoredEntry
from sync.carrying.keys import public_of
from tests import writing

SITE = SiteCode("75-001")
DEVICE_KEY = b"d" * 32
SIGNER = Ed25519PrivateKey.from_private_bytes(DEVICE_KEY)
CENTRE = DeviceId(derived("test", "centre"))
PASSWORD = "mật khẩu dài"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
HOA = Operator(StaffId(derived("staff", "hoa")), "hoa", "Lê Thị Mai Hoa", "ĐD.", "nurse")
NAM = Operator(StaffId(derived("staff", "nam")), "nam", "Trần Văn Nam", "ĐD.", "supervisor")


def badge_of(operator: Operator) -> str:
    return new_badge(operator, SIGNER, date(2026, 11, 23)).code


def desk_in(folder: Path) -> None:
    """Leave the data of an enrolled desk whose feed brought two members of staff."""
    keys = FileKeys(folder)
    store = Store.open(folder, keys)
    centre = public_of(b"c" * 32).hex()
    own = node.Node(writing.device(1), 1, 1, "Bàn 1", SITE, "TYT Tân Phú")
    own = replace(own, upstream="http://127.0.0.1:9", upstream_key=centre, centre_key=centre)
    key = SIGNER.public_key().public_bytes_raw().hex()
    said: list[tuple[str, Body]] = [(writing.device(1), DeviceEnrolled(name="PC", desk=1, key=key))]
    said += [
        (
            one.id,
            StaffRegistered(
                login=one.login, name=one.name, role=one.role, password=HASH, title=one.title
            ),
        )
        for one in (HOA, NAM)
    ]

    def work(connection: Connection) -> None:
        node.enrol(connection, own)
        for seq, (about, body) in enumerate(said, 1):
            id = EntryId(derived("entry", str(seq)))
            written = entries.write(body, id=id, at=writing.MORNING, lc=seq, site=SITE, about=about)
            projection.store(connection, [(StoredEntry(CENTRE, 1, seq, written), None)])

    store.write(work, origin="feed").result()
    store.close()
    keys.keep_device_key(DEVICE_KEY)
