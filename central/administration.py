"""What IT does at the centre: create it, add sites and staff, enrol and revoke devices.

Each is one transaction on the database; the server may be running meanwhile and takes
notice within seconds.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import msgspec

from central import chains, enrolment, epochs, in_force, nodes, sites, writer
from central.centre import Centre
from central.errors import (
    NoName,
    NoReason,
    NoSites,
    RulesOutdated,
    SaidTooMuch,
    SiteCodeWrong,
    UnknownProduct,
    WeakPassword,
)
from central.nodes import NodeRole
from central.writer import Saying
from immunization.entries import (
    MAX_BODY_BYTES,
    Body,
    DeviceRevoked,
    HealthDeclared,
    RecallIssued,
    Role,
    RulesIssued,
    SiteDescribed,
    StaffRegistered,
)
from immunization.ids import DeviceId, PersonId, SiteCode, StaffId, derived
from immunization.names import tidy
from immunization.rulebook import (
    Document,
    catalogue_of,
    check,
    default_documents,
    read_document,
)
from immunization.stock import read_lot
from records import passwords
from records.seals import Head
from sync.codes import make_code

CODE_LIFE: Final = timedelta(hours=24)
LEAST_PASSWORD: Final = 8
LONGEST_LOGIN: Final = 64
"""Characters; a desk looks up no longer one."""
"""Bytes of what an entry says; the rest is for its envelope."""
_SITE_CODE: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,30}[0-9A-Za-z])?")
"""It stands in columns of 32, on paper, in codes and in the names of files."""
_SHOWN: Final = 40
"""Characters of an unknown word that are said back."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff to be."""

    login: str
    name: str
    role: Role
    password: str
    title: str = ""


def add_site(centre: Centre, code: SiteCode, name: str, commune: str | None = None) -> None:
    """Add a site, say its name in its feed, and the rules in force.

    Raises SiteExists, SiteCodeWrong, NoName, SaidTooMuch.
    """
    if _SITE_CODE.fullmatch(code) is None:
        raise SiteCodeWrong
    body = SiteDescribed(name=tidy(name), commune=commune)
    if not body.name:
        raise NoName(most=LONGEST_LOGIN)
    _see_that_it_fits(body)
    with centre.database.writing() as connection:
        ruled = in_force.sayings(connection)
        sites.add(connection, code, body.name)
        site = sites.lock(connection, code)
        saying = Saying(writer.subject_of_site(code), body)
        writer.append(connection, site, [saying, *ruled], centre.clock())
        sites.save(connection, site)
    centre.traffic.feed_grew(code)


def add_staff(centre: Centre, code: SiteCode, member: Member) -> StaffId:
    """Let somebody sign in at a site's desks; the same login again changes who it is.

    A login is kept as desks look for it: tidy, in small letters. Raises UnknownSite, NoName,
    WeakPassword, SaidTooMuch.
    """
    login, name = tidy(member.login).lower(), tidy(member.name)
    if not name or not 1 <= len(login) <= LONGEST_LOGIN:
        raise NoName(most=LONGEST_LOGIN)
    if len(member.password) < LEAST_PASSWORD:
        raise WeakPassword(least=LEAST_PASSWORD)
    if len(member.password) > passwords.LONGEST:
        raise SaidTooMuch("a password", most=passwords.LONGEST)
    staff = StaffId(derived("staff", code, login))
    body = StaffRegistered(
        login=login,
        name=name,
        role=member.role,
        password=passwords.hashed(member.password),
        title=tidy(member.title),
    )
    _say(centre, code, Saying(staff, body))
    return staff


def issue_rules(centre: Centre, text: bytes) -> Document:
    """Send a document of rules to every site.

    It is checked together with the documents of the program, as a desk will read it. Raises
    UnreadableRules if it makes no sense, RulesOutdated if desks would pass it over, NoSites,
    SaidTooMuch.
    """
    document = read_document(text)
    own = [one for one in default_documents() if one.document != document.document]
    check([*own, document])
    with centre.database.reading() as connection:
        issued = in_force.documents(connection)
    versions = [(one.document, one.version) for one in default_documents()]
    versions += [(one.document, one.version) for one in issued]
    alike = [version for name, version in versions if name == document.document]
    known = max(alike, default=document.version)
    if document.version < known:
        raise RulesOutdated(document=document.document, version=document.version, known=known)
    body = RulesIssued(
        document=document.document, version=document.version, text=text.decode("utf-8")
    )
    _say_everywhere(centre, Saying(derived("rules", document.document), body))
    return document


def recall_lot(centre: Centre, product: str, lot: str, reason: str, *, lifted: bool = False) -> str:
    """Bar a lot at every site, or with ``lifted`` let it be used again; return its number.

    The number is brought into the form in which desks keep it, or it would bar nothing.
    Raises UnreadableLot, UnknownProduct, NoReason, NoSites, SaidTooMuch.
    """
    number = read_lot(lot)
    with centre.database.reading() as connection:
        issued = [one.text.encode() for one in in_force.documents(connection)]
    catalogue = catalogue_of(default_documents(), issued)
    if catalogue.vaccine(product) is None:
        raise UnknownProduct(product=product[:_SHOWN])
    if not reason.strip():
        raise NoReason
    body = RecallIssued(product=product, lot=number, reason=reason.strip(), lifted=lifted)
    _say_everywhere(centre, Saying(derived("recall", product, number), body))
    return number


def pass_on_declaration(
    centre: Centre, code: SiteCode, person: PersonId, declared: HealthDeclared
) -> None:
    """Hand a citizen's health declaration to the site where they are expected."""
    _say(centre, code, Saying(person, declared))


def issue_code(
    centre: Centre, code: SiteCode, life: timedelta = CODE_LIFE, role: NodeRole = "desk"
) -> str:
    """Return a new one-time code with which one device can join a site; raises UnknownSite.

    Only what is derived from it is kept: it cannot be shown again.
    """
    plain = make_code(secrets.token_bytes(10))
    with centre.database.writing() as connection:
        enrolment.issue(connection, code, plain, centre.clock() + life, role)
    return plain


def revoke_device(centre: Centre, device: DeviceId, reason: str) -> None:
    """Take no more from a device, and say so in its site's feed.

    Raises UnknownDevice, NoReason, SaidTooMuch.
    """
    if not reason.strip():
        raise NoReason
    body = DeviceRevoked(reason=reason.strip())
    _see_that_it_fits(body)
    with centre.database.writing() as connection:
        node = nodes.revoke(connection, device)
        site = sites.lock(connection, node.site)
        writer.append(connection, site, [Saying(device, body)], centre.clock())
        sites.save(connection, site)
    centre.traffic.feed_grew(node.site)


def see_that_there_is(centre: Centre, code: SiteCode) -> None:
    """Raise UnknownSite if there is no such site."""
    with centre.database.reading() as connection:
        sites.head(connection, code)


def list_devices(centre: Centre, code: SiteCode) -> list[nodes.Node]:
    """Return the devices of a site by their number. Raises UnknownSite."""
    with centre.database.reading() as connection:
        sites.head(connection, code)
        return nodes.of_site(connection, code)


def list_held(centre: Centre, code: SiteCode) -> dict[DeviceId, Head]:
    """Return up to where the last chain of each device of a site is held."""
    with centre.database.reading() as connection:
        return chains.last_heads(connection, code)


def list_epochs(centre: Centre, code: SiteCode) -> list[epochs.Begun]:
    """Return what its devices said of disks that were restored or copied."""
    with centre.database.reading() as connection:
        return epochs.of_site(connection, code)


def _say_everywhere(centre: Centre, saying: Saying) -> None:
    with centre.database.reading() as connection:
        codes = sites.codes(connection)
    if not codes:
        raise NoSites
    for code in codes:
        _say(centre, code, saying)


def _say(centre: Centre, code: SiteCode, saying: Saying) -> None:
    _see_that_it_fits(saying.body)
    with centre.database.writing() as connection:
        site = sites.lock(connection, code)
        writer.append(connection, site, [saying], centre.clock())
        sites.save(connection, site)
    centre.traffic.feed_grew(code)


def _see_that_it_fits(body: Body) -> None:
    if len(msgspec.json.encode(body)) > MAX_BODY_BYTES:
        raise SaidTooMuch(most=MAX_BODY_BYTES)
