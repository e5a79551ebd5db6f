"""Those who wait for a feed look into the database together, not each for itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection

from central import administration, heads, sites
from central.centre import Centre
from central.database import Database
from central.heads import Heads
from central.keys import make_key
from immunization.ids import SiteCode
from tests import writing

SITE = SiteCode(writing.SITE)


def test_many_who_wait_look_once_and_see_what_came_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(tmp_path / "centre.db")
    database.create()
    centre = Centre(database, make_key())
    administration.add_site(centre, SITE, "TYT Thanh Bình")
    looks: list[SiteCode] = []

    def look(connection: Connection, site: SiteCode) -> int:
        looks.append(site)
        return sites.head(connection, site)

    monkeypatch.setattr(heads, "sites", type("Sites", (), {"head": staticmethod(look)}))
    now = [100.0]
    seen = Heads(database, lambda: now[0])
    assert seen.recent(SITE) is None
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: seen.head(SITE), range(40))) == {1}
    assert looks == [SITE]

    member = administration.Member("lan", "Lê Thị Lan", "nurse", "mat-khau-dai")
    administration.add_staff(centre, SITE, member)
    assert seen.recent(SITE) == 1
    now[0] += 2
    assert seen.recent(SITE) is None
    assert seen.head(SITE) == 2
    database.close()
