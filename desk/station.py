"""Where the work is done: the one desk, its site and who sits at it. Passed to every use case."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from desk.staff import Operator
from immunization.ids import EntryId, SiteCode
from records.journal import Author

Ids = Callable[[], EntryId]
"""Mints a UUIDv7 (RFC 9562): time-ordered, so that a day's entries lie together."""


class Station(Struct, frozen=True):
    """A desk of a site with its operator. ``desk`` is its number at the site: 1 is letter A."""

    author: Author
    desk: int
    desk_name: str
    site: SiteCode
    site_name: str
    operator: Operator

    @property
    def letter(self) -> str:
        """The letter before this desk's numbers of the day: A to Z, then AA."""
        return desk_letter(self.desk)


def desk_letter(desk: int) -> str:
    """Return the letter of a desk's numbers: 1 is A, 26 is Z, 27 is AA."""
    if desk < 1:
        raise ValueError(f"desks are counted from 1, not {desk}")
    letters = ""
    while desk:
        desk, place = divmod(desk - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def fresh_id() -> EntryId:
    """Mint a UUIDv7."""
    import uuid_utils

    return EntryId(str(uuid_utils.uuid7()))
