"""Staff badges: whom a badge names, and the code of a new one.

A badge chooses who wants to work here; the password is asked all the same (decision 26). It
is signed by the centre or by a desk of the site, so that nobody is offered a name that no
supervisor or IT printed, and is verified without a network.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desk.errors import SupervisorOnly
from desk.identified import NotOurs, StaffScanned
from desk.signers import signers
from desk.staff import Operator, operator_of
from immunization.text import Text
from local_db import queries
from local_db.store import Store
from scanners.payloads import Payload, badge, normalise, recognise
from scanners.payloads.payload import Badge

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_GONE: Final = Text(
    vi="Người mang thẻ này không được đăng nhập ở đây. Không đổi người. Xin hỏi người phụ trách.",
    en="Who carries this badge may not sign in here. The user is unchanged. "
    "Please ask the supervisor.",
)
_FIRST: Final = Text(
    vi="Xin đăng nhập trước, rồi quét mã này. Không lưu gì.",
    en="Please sign in first, then scan this code. Nothing is saved.",
)


class NewBadge(Struct, frozen=True):
    """A badge to print: whose, the text of its code, and its day."""

    operator: Operator
    code: str
    issued: date


class Badges:
    """Reads badges and makes them. For an io thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def scanned(self, raw: bytes | str) -> StaffScanned | NotOurs:
        """Answer a code that was read while nobody is signed in: only a badge is of use."""
        payload = recognise(raw)
        return self.meet(payload) if payload.kind == "badge" else NotOurs(_FIRST, payload.kind)

    def meet(self, payload: Payload) -> StaffScanned | NotOurs:
        """Return whose badge it is; the sentence where it names nobody who may sign in."""
        with self._store.read() as connection:
            read = badge.read(normalise.line(payload.raw), payload.raw, signers(connection))
            if read is None or read.badge is None:
                return NotOurs((read and read.answer) or badge.BAD, "badge")
            whose = read.badge.staff
            members = (one for one in queries.staff(connection) if one.active)
            member = next((one for one in members if one.id == whose), None)
        return StaffScanned(operator_of(member)) if member else NotOurs(_GONE, "badge")

    def issue(
        self,
        key: Ed25519PrivateKey,
        day: date,
        logins: Iterable[str] = (),
        by: Operator | None = None,
    ) -> tuple[NewBadge, ...]:
        """Return a badge for each of ``logins``, or for all who may sign in.

        ``by`` is who asks at the desk's window. Raises SupervisorOnly.
        """
        if by is not None and not by.is_supervisor:
            raise SupervisorOnly
        wanted = frozenset(logins)
        with self._store.read() as connection:
            members = [one for one in queries.staff(connection) if one.active]
        chosen = [one for one in members if not wanted or one.login in wanted]
        return tuple(new_badge(operator_of(one), key, day) for one in chosen)


def new_badge(operator: Operator, key: Ed25519PrivateKey, day: date) -> NewBadge:
    """Return a badge of one member of staff."""
    return NewBadge(operator, badge.encode(Badge(staff=operator.id, issued=day), key), day)
