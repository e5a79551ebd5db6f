"""Rules, recalls and declarations leave the centre by the feed of every site that they concern."""

from __future__ import annotations

from importlib.resources import files

import pytest
from sqlalchemy import select

from central import administration
from central.centre import Centre
from central.projector import Projector
from central.tables import feed
from immunization import entries
from immunization.entries import HealthDeclared, RecallIssued, RulesIssued
from immunization.ids import SiteCode
from immunization.rulebook import UnreadableRules
from tests.centres import NOW, Clock
from tests.writing import person

SCHEDULE = (files("immunization") / "rules" / "covid19_schedule.toml").read_bytes()
NORTH, SOUTH, LATE = SiteCode("01-001"), SiteCode("79-001"), SiteCode("79-002")


def said(centre: Centre, site: SiteCode) -> list[entries.Body]:
    """What the centre has said at a site, but for its name."""
    query = select(feed.c.written).where(feed.c.site == site).order_by(feed.c.position)
    with centre.database.reading() as connection:
        written = [bytes(one) for one in connection.execute(query).scalars()]
    bodies = [entries.body_of(entries.read(one)) for one in written]
    return [one for one in bodies if one and not isinstance(one, entries.SiteDescribed)]


@pytest.fixture
def two_sites(centre: Centre, clock: Clock) -> Centre:
    del clock
    administration.add_site(centre, NORTH, "TYT Bắc")
    administration.add_site(centre, SOUTH, "TYT Nam")
    return centre


def test_a_document_reaches_every_site_as_it_was_written(two_sites: Centre) -> None:
    administration.issue_rules(two_sites, SCHEDULE)
    for site in (NORTH, SOUTH):
        (body,) = said(two_sites, site)
        assert isinstance(body, RulesIssued)
        assert body.text.encode() == SCHEDULE
        assert (body.document, body.version) == ("covid-19/schedule", 1)


def test_a_document_that_contradicts_the_others_is_not_sent(two_sites: Centre) -> None:
    with pytest.raises(UnreadableRules):
        administration.issue_rules(two_sites, SCHEDULE.replace(b'"comirnaty"', b'"nobody"'))
    assert said(two_sites, NORTH) == []


def test_a_site_that_joins_later_gets_what_is_in_force(two_sites: Centre) -> None:
    administration.issue_rules(two_sites, SCHEDULE)
    administration.recall_lot(two_sites, "comirnaty", "MT2611A", "vỏ lọ nứt")
    administration.recall_lot(two_sites, "comirnaty", "MT2612B", "nhầm")
    administration.recall_lot(two_sites, "comirnaty", "MT2612B", "nhầm", lifted=True)
    Projector(two_sites).catch_up()
    administration.add_site(two_sites, LATE, "TYT Mới")
    rules, recall = said(two_sites, LATE)
    assert isinstance(rules, RulesIssued)
    assert isinstance(recall, RecallIssued)
    assert recall.lot == "MT2611A"


def test_a_declaration_goes_to_the_site_where_the_person_is_expected(two_sites: Centre) -> None:
    declared = HealthDeclared(form="5785/QĐ-BYT", made_at=NOW, yes={"6": "hải sản"})
    administration.pass_on_declaration(two_sites, SOUTH, person(1), declared)
    assert said(two_sites, SOUTH) == [declared]
    assert said(two_sites, NORTH) == []
