"""Make a database a site's hub: join the centre with a one-time code, once.

Joining again with a new code (the hub's database was lost, its key file not) gives the same
device and a new epoch, as it does for a desk.
"""

from __future__ import annotations

from pathlib import Path

from central import hub, schema, sites
from central.database import Database
from central.errors import NoHub, NotAHubsCode, WrongSiteOfHub
from central.hub import Hub
from central.keys import CentreKey
from immunization.ids import DeviceId, SiteCode
from records.journal import Author
from sync.enrolment import enrol


def join(database: Database, key: CentreKey, url: str, code: str, name: str) -> Hub:
    """Join the centre at ``url`` as a hub, and write down what it said.

    Raises CodeRefused and the errors of `sync.errors`; NotAHubsCode, WrongSiteOfHub.
    """
    database.create()
    told = enrol(url, code, name, key.public)
    if told.role != "hub":
        raise NotAHubsCode
    made = Hub(Author(DeviceId(told.device), told.epoch), SiteCode(told.site), url, told.centre_key)
    with database.writing() as connection:
        before = hub.find(connection)
        if before is not None and before.site != made.site:
            raise WrongSiteOfHub(site=before.site)
        if before is None:
            sites.add(connection, made.site, told.site_name)
            schema.let_rows_move(connection)
        hub.become(connection, made)
    return made


def opened(path: Path) -> tuple[Database, Hub]:
    """Open a hub's database; raises NoHub where there is none."""
    if not path.exists():
        raise NoHub
    database = Database(path)
    database.check()
    with database.reading() as connection:
        found = hub.find(connection)
    if found is None:
        database.close()
        raise NoHub
    return database, found
