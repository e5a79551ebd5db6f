"""Badges that a supervisor prints in the window are signed by this desk, and known at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk import badge_paper
from desk.badges import Badges, NewBadge
from desk.errors import SupervisorOnly
from desk.identify import StaffScanned
from desk.station import Station
from desktop_app.badge_printing import DeskBadges
from local_db import node
from local_db.file_keys import FileKeys
from local_db.store import Store
from tests.unit.desktop_app.staffed_desk import HOA, NAM, desk_in


def test_a_desks_badges_are_for_supervisors_and_are_read_at_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk_in(tmp_path)
    printed: list[NewBadge] = []

    def paper(badges: tuple[NewBadge, ...], _site: str) -> bytes:
        printed.extend(badges)
        return b"%PDF"

    monkeypatch.setattr(badge_paper, "paper", paper)
    keys = FileKeys(tmp_path)
    store = Store.open(tmp_path, keys)
    try:
        with store.read() as connection:
            own = node.read(connection)
        facts = (own.author, own.desk, own.desk_name, own.site, own.site_name)
        with pytest.raises(SupervisorOnly):
            DeskBadges(store, keys, Station(*facts, HOA)).pdf()
        DeskBadges(store, keys, Station(*facts, NAM)).pdf()

        assert [one.operator.login for one in printed] == ["hoa", "nam"]
        found = Badges(store).scanned(printed[0].code)
        assert isinstance(found, StaffScanned)
        assert found.operator == HOA
    finally:
        store.close()
