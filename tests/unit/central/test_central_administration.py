"""What IT types wrong at the centre is refused in a sentence, or brought into the kept form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from sqlalchemy import select

from central import administration, sites
from central.administration import Member
from central.centre import Centre
from central.errors import (
    NoName,
    NoReason,
    SaidTooMuch,
    SiteCodeWrong,
    UnknownDevice,
    UnknownSite,
    WeakPassword,
)
from central.tables import feed
from desktop_app.commands.centre import open_centre
from immunization import entries, rulebook
from immunization.entries import Body, StaffRegistered
from immunization.errors import KnownError
from immunization.ids import DeviceId, SiteCode
from tests import writing

LONG = "à" * 10_000


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """A centre with one site, on SQLite alone: what is refused reaches no database."""
    with open_centre(tmp_path) as made:
        administration.add_site(made, writing.SITE, "TYT Thanh Bình")
        yield made


def bodies(centre: Centre) -> list[tuple[str, Body]]:
    """What the centre said at its site, and about whom."""
    with centre.database.reading() as connection:
        written = connection.execute(select(feed.c.written)).scalars().all()
    read = [entries.read(bytes(one)) for one in written]
    return [(one.about, body) for one in read if (body := entries.body_of(one))]


def said(centre: Centre) -> int:
    with centre.database.reading() as connection:
        return sites.head(connection, writing.SITE)


@pytest.mark.parametrize(
    "code", ["", " ", "T 01", "Trạm", "75/001", "..", "-T01", "T01\n", "x" * 33]
)
def test_a_code_that_no_paper_or_file_name_would_carry_is_refused(
    centre: Centre, code: str
) -> None:
    with pytest.raises(SiteCodeWrong):
        administration.add_site(centre, SiteCode(code), "Trạm")


@pytest.mark.parametrize(("name", "error"), [("", NoName), (" \t", NoName), (LONG, SaidTooMuch)])
def test_a_site_needs_a_name_that_fits(centre: Centre, name: str, error: type[KnownError]) -> None:
    with pytest.raises(error):
        administration.add_site(centre, SiteCode("T01"), name)
    with pytest.raises(UnknownSite):
        administration.see_that_there_is(centre, SiteCode("T01"))


def test_a_login_is_kept_as_a_desk_will_look_for_it(centre: Centre) -> None:
    for login in (" Hoa ", "hoa", "HOA"):
        member = Member(login, "  Lê  Thị Mai Hoa", "nurse", "mật khẩu dài", "ĐD.")
        administration.add_staff(centre, writing.SITE, member)

    registered = {
        (about, one.login, one.name)
        for about, one in bodies(centre)
        if isinstance(one, StaffRegistered)
    }
    assert [told[1:] for told in registered] == [("hoa", "Lê Thị Mai Hoa")]


@pytest.mark.parametrize(
    ("login", "name", "password", "error"),
    [
        ("", "Hoa", "mật khẩu dài", NoName),
        ("h" * 65, "Hoa", "mật khẩu dài", NoName),
        ("hoa", " ", "mật khẩu dài", NoName),
        ("hoa", LONG, "mật khẩu dài", SaidTooMuch),
        ("hoa", "Hoa", "", WeakPassword),
        ("hoa", "Hoa", "x" * 1_025, SaidTooMuch),
    ],
)
def test_staff_who_could_never_sign_in_are_refused(
    centre: Centre, login: str, name: str, password: str, error: type[KnownError]
) -> None:
    before = said(centre)
    with pytest.raises(error):
        administration.add_staff(centre, writing.SITE, Member(login, name, "nurse", password))
    assert said(centre) == before


@pytest.mark.parametrize(
    ("reason", "error"), [("", NoReason), ("  ", NoReason), (LONG, SaidTooMuch), ("mất", None)]
)
def test_a_desk_is_revoked_for_a_reason_that_fits(
    centre: Centre, reason: str, error: type[KnownError] | None
) -> None:
    with pytest.raises(error or UnknownDevice):
        administration.revoke_device(centre, DeviceId("0" * 36), reason)


def test_a_document_of_rules_that_no_entry_holds_is_refused(centre: Centre) -> None:
    own = (files("immunization") / "rules" / "spacing.toml").read_bytes()
    raised = re.sub(rb"(?m)^version = .*", b"version = 999", own)
    # Each end of a line takes two bytes in an entry.
    long = raised + b"\n" * (rulebook.LONGEST - len(raised))

    with pytest.raises(SaidTooMuch):
        administration.issue_rules(centre, long)
    assert administration.issue_rules(centre, raised).version == 999
