"""Who is at the desk: signing in without a network, and who may do what.

Staff come with the feed; passwords are argon2id hashes (RFC 9106) that the desk checks by
itself. Wrong passwords in a row lock a login out for a time that doubles; the count is kept in
the database, so that a restart does not clear it.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Final

import msgspec
from msgspec import Struct

from desk.clock import Clock
from desk.errors import LockedOut, WrongPassword
from immunization.entries import Role
from immunization.ids import SiteCode, StaffId
from immunization.names import tidy
from immunization.struct_types import prepare
from local_db import kept, queries
from local_db.queries import StaffMember
from local_db.store import Store
from records import passwords

TRIES: Final = 5
"""Wrong passwords in a row that cost nothing but the trouble."""

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)
_LONGEST_LOGIN: Final = 64
# A hash of nothing anybody knows: an unknown login takes as long as a wrong password.
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$3UaEBZsEKsraGZyk+0L2Sw"
    "$PSC2Z5fIYrPY4iG0WBok7gW6o3KO9CTQ7PaiJbHzZQo"
)


class Operator(Struct, frozen=True):
    """The member of staff who is signed in. ``title`` as in "BS.", "ĐD."."""

    id: StaffId
    login: str
    name: str
    title: str
    role: Role

    @property
    def shown(self) -> str:
        """Title and name: "ĐD. Lê Thị Mai Hoa"."""
        return f"{self.title} {self.name}".strip()

    @property
    def is_supervisor(self) -> bool:
        """Whether the operator may do what needs a supervisor."""
        return self.role in {"supervisor", "administrator"}

    def may_void(self, recorded_at: SiteCode, here: SiteCode) -> bool:
        """Tell whether the operator may void a dose that was recorded at a site."""
        return recorded_at == here or self.is_supervisor


class Failures(msgspec.Struct, frozen=True):
    """Wrong passwords of one login in a row, and until when it is locked (seconds, UTC)."""

    count: int
    until: float = 0.0


prepare(Failures)


class SignIn:
    """Checks who wants to work here. Call it from an io thread: a hash takes some 50 ms."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sign_in(self, login: str, password: str) -> Operator:
        """Return who it is. Raises WrongPassword, or LockedOut with the minutes to wait."""
        if len(login) > _LONGEST_LOGIN or len(password) > passwords.LONGEST:
            raise WrongPassword
        login = tidy(login).lower()
        with self._store.read() as connection:
            failures = kept.get(connection, _name(login), Failures) or Failures(0)
            members = queries.staff_of_login(connection, login)
        self._refuse_while_locked(failures)
        member = next((one for one in members if one.active), None)
        fitting = passwords.fits(password, member.password if member else _NOBODY)
        if member is None or not fitting:
            self._keep(login, self._one_more(failures))
            raise WrongPassword
        if failures.count:
            self._keep(login, None)
        return operator_of(member)

    def has_staff(self) -> bool:
        """Tell whether anybody may sign in: a desk just enrolled waits for its first feed."""
        with self._store.read() as connection:
            return any(member.active for member in queries.staff(connection))

    def _refuse_while_locked(self, failures: Failures) -> None:
        left = failures.until - self._clock.now().timestamp()
        # A clock that was set back must not lock anybody out for longer than the longest wait.
        if 0 < left <= LONGEST_WAIT.total_seconds():
            raise LockedOut(minutes=math.ceil(left / 60))

    def _one_more(self, failures: Failures) -> Failures:
        count = failures.count + 1
        if count < TRIES:
            return Failures(count)
        wait = min(FIRST_WAIT * 2 ** min(count - TRIES, 16), LONGEST_WAIT)
        return Failures(count, self._clock.now().timestamp() + wait.total_seconds())

    def _keep(self, login: str, failures: Failures | None) -> None:
        self._store.write(
            lambda connection: kept.put(connection, _name(login), failures), origin="sync"
        ).result()


def operator_of(member: StaffMember) -> Operator:
    """Return a member of staff without the password."""
    return Operator(member.id, member.login, member.name, member.title, member.role)


def _name(login: str) -> str:
    return f"failures {login}"
