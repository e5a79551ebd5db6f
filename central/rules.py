"""Which entries of a desk the centre takes into account, and which it quarantines.

A quarantined entry is kept as it is and answered by an ``entry.refused`` in the site's
feed; it never stops those behind it. The codes are in `immunization.refusals`.

A void or a follow-up that comes before what it speaks of is accepted: it waits there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from central.fitting import fits
from immunization.entries import (
    DeviceEnrolled,
    DeviceRevoked,
    DoseCertified,
    DoseGiven,
    DoseVoided,
    Entry,
    ReactionReported,
    ReactionVoided,
    Role,
    UnreadableEntry,
)
from immunization.ids import EntryId, SiteCode, StaffId, SubjectId, derived
from immunization.refusals import RefusalCode
from records.lines import Line, StoredEntry, read_line

CENTRE_ONLY: Final = frozenset(
    ("staff", "device", "site", "entry", "rules", "recall", "declaration")
)
"""The first words of the kinds that only the centre writes."""

_LEAP: Final = 10_000_000
"""How far a logical clock may be ahead of its site's: more than any backlog counts."""

_KEY: Final = re.compile(r"[0-9a-f]{64}")

_SLACK: Final = timedelta(minutes=10)
"""How far a desk's clock may be ahead at midnight before its doses are of tomorrow."""

_SUPERVISORS: Final[frozenset[Role]] = frozenset(("supervisor", "administrator"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an entry: its line if it could be read, and why it is refused, if it is."""

    line: Line | None
    code: RefusalCode | None


@dataclass(frozen=True, slots=True)
class Terms:
    """Who judges whose entries: a hub or the centre, those of a desk or of a hub.

    ``until`` is when the device was revoked, if what it wrote later is not to count; ``is_over``
    if an entry before these in its chain was written later.
    """

    at_hub: bool = False
    from_hub: bool = False
    until: datetime | None = None
    is_over: bool = False


@dataclass(slots=True)
class Rules:
    """What the rules look at beside the entry. One for each batch.

    ``site_of`` (a dose or a reaction) and ``role_of`` ask what the centre holds; None means
    unknown. ``is_foreign`` tells whether a device is another site's, or a hub.
    """

    site: SiteCode
    now: datetime
    lc: int
    site_of: Callable[[SubjectId, EntryId], SiteCode | None]
    role_of: Callable[[StaffId], Role | None]
    terms: Terms = Terms()
    is_foreign: Callable[[str], bool] = lambda _device: False
    _own: set[EntryId] = field(default_factory=set)
    _is_over: bool = False

    def __post_init__(self) -> None:
        self._is_over = self.terms.is_over

    def judge(self, stored: StoredEntry) -> Verdict:
        """Return the verdict on one entry, given in the order of its chain."""
        try:
            line = read_line(stored)
        except UnreadableEntry:
            return Verdict(None, "unreadable")
        code = self._refusal(line, stored.written)
        if code is None and isinstance(line.body, DoseGiven | ReactionReported):
            self._own.add(line.entry.id)
        return Verdict(line, code)

    def _refusal(self, line: Line, written: bytes) -> RefusalCode | None:  # noqa: PLR0911 (a list)
        entry = line.entry
        if line.is_malformed:
            return "malformed-body"
        if entry.site != self.site:
            return "wrong-site"
        if entry.kind.partition(".")[0] in CENTRE_ONLY and not self._is_by_hub(line):
            return "centre-only"
        if entry.lc > self.lc + _LEAP:
            return "clock-leap"
        if self._is_after_revocation(entry):
            return "after-revocation"
        match line.body:
            # What hangs on the clock or on other sites, only the centre can know.
            case DoseGiven(day=day) | DoseCertified(day=day) if (
                not self.terms.at_hub and day > self._latest_day(entry)
            ):
                return "dose-in-future"
            case DoseVoided(dose=meant) | ReactionVoided(reaction=meant) if (
                not self.terms.at_hub and not self._may_void(entry, meant)
            ):
                return "void-elsewhere"
            case _:
                fitting = _has_short_kind(entry) and fits(line, written)
                return None if fitting else "not-projectable"

    def _is_after_revocation(self, entry: Entry) -> bool:
        """Tell by the desk's clock, and by the chain: what follows something later is later.

        So whoever sets the clock back gains nothing. A clock that its desk knew to be wrong says
        nothing about what follows.
        """
        if self.terms.until is None:
            return False
        is_later = entry.at > self.terms.until
        if is_later and not entry.doubt:
            self._is_over = True
        return is_later or self._is_over

    def _is_by_hub(self, line: Line) -> bool:
        """Tell whether a hub may say this: which desks its site has, and which were revoked."""
        match line.body:
            case DeviceEnrolled(key=key, role="desk") if self.terms.from_hub:
                is_key = _KEY.fullmatch(key) is not None
                return is_key and line.entry.about == derived("device", key)
            case DeviceRevoked() if self.terms.from_hub:
                return not self.is_foreign(line.entry.about)
            case _:
                return False

    def _latest_day(self, entry: Entry) -> date:
        return (self.now + _SLACK).astimezone(entry.at.tzinfo).date()

    def _may_void(self, entry: Entry, meant: EntryId) -> bool:
        if meant in self._own:
            return True
        site = self.site_of(entry.about, meant)
        if site in (None, self.site):
            return True
        return entry.by is not None and self.role_of(entry.by) in _SUPERVISORS


def _has_short_kind(entry: Entry) -> bool:
    # A kind of a newer version is kept unread, but it stands in a column of every node.
    return len(entry.kind) <= 64 and "\x00" not in entry.kind
