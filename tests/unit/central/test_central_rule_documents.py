"""Rules, recalls and declarations leave the centre by the feed of every site that they concern."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import select

from central import administration
from central.centre import Centre
from central.errors import NoReason, NoSites, RulesOutdated, UnknownProduct, UnknownSite
from central.projector import Projector
from central.tables import feed
from desktop_app.commands.centre import open_centre
from immunization import entries
from immunization.entries import HealthDeclared, RecallIssued, RulesIssued
from immunization.errors import KnownError
from immunization.ids import SiteCode
from immunization.rulebook import UnreadableRules
from immunization.stock import UnreadableLot
from tests.centres import NOW, Clock
from tests.writing import person

SCHEDULE = (files("immunization") / "rules" / "covid19_schedule.toml").read_bytes()
NEW_VACCINE = b"""
document = "tests/new vaccine"
version = 1
issued = 2026-11-23
source = "-"
title = { vi = "-", en = "-" }

[[vaccines]]
code = "new_vaccine"
family = "new_vaccine"
name = "-"
maker = "-"
platform = "mrna"
volume_ml = 0.5
vial_doses = [10]
open_life_hours = 6
source = "-"
"""
FIRST, NORTH, SOUTH, LATE = map(SiteCode, ("00-001", "01-001", "79-001", "79-002"))


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


@pytest.mark.parametrize("projected", ["none", "some", "all"])
def test_a_site_that_joins_before_a_server_ever_ran_gets_what_is_in_force_too(
    two_sites: Centre, projected: str
) -> None:
    administration.issue_rules(two_sites, SCHEDULE)
    administration.recall_lot(two_sites, "comirnaty", "MT2611A", "vỏ lọ nứt")
    administration.recall_lot(two_sites, "comirnaty", "MT2612B", "nhầm")
    if projected != "none":
        Projector(two_sites).catch_up()
    administration.recall_lot(two_sites, "comirnaty", "MT2612B", "nhầm", lifted=True)
    administration.issue_rules(two_sites, SCHEDULE.replace(b"version = 1", b"version = 7", 1))
    if projected == "all":
        Projector(two_sites).catch_up()

    administration.add_site(two_sites, FIRST, "TYT Mới")

    rules, recall = said(two_sites, FIRST)
    assert isinstance(rules, RulesIssued)
    assert rules.version == 7
    assert isinstance(recall, RecallIssued)
    assert recall.lot == "MT2611A"


def test_a_lot_is_recalled_under_the_number_that_desks_keep(two_sites: Centre) -> None:
    assert administration.recall_lot(two_sites, "comirnaty", " mt 2611a", " nứt ") == "MT2611A"
    (body,) = said(two_sites, NORTH)
    assert body == RecallIssued(product="comirnaty", lot="MT2611A", reason="nứt")


@pytest.mark.parametrize(
    ("product", "lot", "reason", "expected"),
    [
        ("covid19-comirnaty", "MT2611A", "nứt", UnknownProduct),
        ("comirnaty", " ", "nứt", UnreadableLot),
        ("comirnaty", "MT2611A", " ", NoReason),
    ],
)
def test_a_recall_that_would_bar_nothing_or_say_nothing_is_not_sent(
    two_sites: Centre, product: str, lot: str, reason: str, expected: type[KnownError]
) -> None:
    with pytest.raises(expected):
        administration.recall_lot(two_sites, product, lot, reason)
    assert said(two_sites, NORTH) == []


def test_a_vaccine_that_only_an_issued_document_names_can_be_recalled(two_sites: Centre) -> None:
    administration.issue_rules(two_sites, NEW_VACCINE)
    administration.recall_lot(two_sites, "new_vaccine", "MT2611A", "nứt")
    assert isinstance(said(two_sites, NORTH)[-1], RecallIssued)


def test_rules_older_than_those_in_force_are_not_sent_for_desks_would_pass_them_over(
    two_sites: Centre,
) -> None:
    newer = SCHEDULE.replace(b"version = 1", b"version = 3", 1)
    administration.issue_rules(two_sites, newer)
    with pytest.raises(RulesOutdated):
        administration.issue_rules(two_sites, SCHEDULE)
    administration.issue_rules(two_sites, newer)  # the same again does no harm
    assert len(said(two_sites, NORTH)) == 2


def test_rules_and_recalls_without_a_site_are_not_lost_in_silence(tmp_path: Path) -> None:
    with open_centre(tmp_path) as empty:
        with pytest.raises(NoSites):
            administration.issue_rules(empty, SCHEDULE)
        with pytest.raises(NoSites):
            administration.recall_lot(empty, "comirnaty", "MT2611A", "nứt")


def test_the_devices_of_a_site_that_is_not_there_are_not_said_to_be_none(two_sites: Centre) -> None:
    assert administration.list_devices(two_sites, NORTH) == []
    with pytest.raises(UnknownSite):
        administration.list_devices(two_sites, LATE)


def test_a_declaration_goes_to_the_site_where_the_person_is_expected(two_sites: Centre) -> None:
    declared = HealthDeclared(form="5785/QĐ-BYT", made_at=NOW, yes={"6": "hải sản"})
    administration.pass_on_declaration(two_sites, SOUTH, person(1), declared)
    assert said(two_sites, SOUTH) == [declared]
    assert said(two_sites, NORTH) == []
