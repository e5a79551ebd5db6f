"""The staff of a site, as the centre registered them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from central import sites
from central.centre import Centre
from central.errors import UnknownSite
from immunization.entries import Role
from immunization.ids import SiteCode, StaffId, derived
from records import tables

_staff = tables.staff.c


@dataclass(frozen=True, slots=True)
class Registered:
    """A member of staff who may sign in."""

    id: StaffId
    login: str
    name: str
    title: str
    role: Role


def of_site(centre: Centre, code: SiteCode) -> tuple[str, tuple[Registered, ...]]:
    """Return the name of a site, and who may sign in there, by login. Raises UnknownSite."""
    columns = _staff.staff_id, _staff.login, _staff.name, _staff.title, _staff.role
    query = select(*columns).where(_staff.active.is_(True)).order_by(_staff.login)
    with centre.database.reading() as connection:
        name = sites.name_of(connection, code)
        if name is None:
            raise UnknownSite(code=code)
        rows = [Registered(*row) for row in connection.execute(query)]
    # The id of a member is derived from site and login; the table has no other sign of the site.
    return name, tuple(row for row in rows if row.id == derived("staff", code, row.login))
