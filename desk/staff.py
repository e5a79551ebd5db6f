"""Who is at the desk: signing in without a network, and who may do what.

Staff come with the feed; passwords are argon2id hashes (RFC 9106) that the desk checks by
itself. Wrong passwords in a row lock a login out for a time that doubles; the count is kept in
the database, so that a restart does not clear it.
"""

from __future__ import annotations

from dataclasses import dataclass

from immunization.entries import Role
from immunization.ids import SiteCode, StaffId


@dataclass(frozen=True, slots=True)
class Operator:
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
