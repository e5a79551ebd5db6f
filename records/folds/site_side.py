"""What a site has: staff, devices, its own name, and entries that were refused.

Staff, devices and refusals are written by the centre alone; its feed is where desks learn
of them. Of two that differ the later one in logical order counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Table

from immunization.entries import (
    DeviceEnrolled,
    DeviceRevoked,
    EntryRefused,
    EpochBegun,
    SiteDescribed,
    StaffRegistered,
)
from records import tables
from records.lines import Line

Rows = Iterator[tuple[Table, tuple[object, ...]]]


def staff_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A member of staff, as last registered."""
    for line in reversed(lines):
        if isinstance(line.body, StaffRegistered):
            body = line.body
            yield (
                tables.staff,
                (subject, body.login, body.name, body.title, body.role, body.password, body.active),
            )
            return


def device_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A device of the site; once revoked it stays so."""
    revoked = any(isinstance(line.body, DeviceRevoked) for line in lines)
    for line in reversed(lines):
        if isinstance(line.body, DeviceEnrolled):
            body = line.body
            yield (
                tables.device,
                (subject, line.entry.site, body.name, body.desk, body.key, revoked, body.role),
            )
            return


def site_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """The site's name."""
    for line in reversed(lines):
        if isinstance(line.body, SiteDescribed):
            body = line.body
            yield tables.site, (subject, line.entry.site, body.name, body.commune)
            return


def epoch_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """The new chains that a desk began."""
    for line in lines:
        if isinstance(line.body, EpochBegun):
            body, at = line.body, int(line.entry.at.timestamp())
            yield (
                tables.epoch_begun,
                (
                    subject, line.entry.id, body.epoch, body.was, body.held, body.carried,
                    body.why, at,
                ),
            )  # fmt: skip


def refusal_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """An entry that the centre could not take into account, and why."""
    for line in lines[:1]:
        if isinstance(line.body, EntryRefused):
            body = line.body
            yield (
                tables.refusal,
                (subject, body.entry, body.device, body.epoch, body.seq, body.code, body.detail),
            )
