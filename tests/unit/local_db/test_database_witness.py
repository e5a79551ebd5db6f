"""What the computer remembers of its database: it tells an older one, and another computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from immunization.ids import DeviceId
from local_db import epochs, node, witness
from tests import writing
from tests.unit.local_db.conftest import Site


def test_the_same_database_on_the_same_computer_is_known(site: Site, tmp_path: Path) -> None:
    site.save(writing.arrived(), writing.person(1))
    site.read(lambda c: witness.keep(tmp_path, site.store.key, c, "board 1"))
    site.save(writing.arrived("A002"), writing.person(2))
    assert site.read(lambda c: witness.doubt(tmp_path, site.store.key, c, "board 1")) is None


def test_another_computer_is_told_and_an_unnamed_one_is_not(site: Site, tmp_path: Path) -> None:
    def doubt_on(board: str) -> str | None:
        return site.read(lambda c: witness.doubt(tmp_path, site.store.key, c, board))

    site.read(lambda c: witness.keep(tmp_path, site.store.key, c, "board 1"))
    assert doubt_on("board 2") == "moved"
    assert doubt_on("") is None


def test_a_database_that_does_not_reach_so_far_is_older(site: Site, tmp_path: Path) -> None:
    key = site.store.key
    site.save(writing.arrived(), writing.person(1))
    kept = tmp_path / witness.FILE

    def later(connection: Connection) -> None:
        epochs.begin(connection, epochs.OLDER)
        witness.keep(tmp_path, key, connection, "")
        raise InterruptedError

    with pytest.raises(InterruptedError):
        site.write(later)
    assert kept.exists()
    assert site.read(lambda c: witness.doubt(tmp_path, key, c, "")) == "older"


def test_a_new_epoch_that_the_witness_has_not_heard_of_is_no_older_database(
    site: Site, tmp_path: Path
) -> None:
    key = site.store.key
    site.save(writing.arrived(), writing.person(1))
    site.read(lambda c: witness.keep(tmp_path, key, c, ""))
    site.write(lambda c: epochs.begin(c, epochs.FORKED))
    assert site.read(lambda c: witness.doubt(tmp_path, key, c, "")) is None


@given(st.binary(max_size=300))
def test_a_witness_that_is_not_one_says_nothing(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("witness")
    (folder / witness.FILE).write_bytes(content)
    assert witness._read(folder, b"k" * 32) is None


def test_a_witness_of_another_key_or_another_desk_says_nothing(site: Site, tmp_path: Path) -> None:
    site.read(lambda c: witness.keep(tmp_path, b"k" * 32, c, "board 1"))
    assert site.read(lambda c: witness.doubt(tmp_path, site.store.key, c, "board 2")) is None
    site.read(lambda c: witness.keep(tmp_path, site.store.key, c, "board 1"))
    other = node.Node(DeviceId(writing.device(9)), 1, 9, "Bàn 9", writing.SITE, "TYT")
    site.write(lambda c: node.enrol(c, other))
    assert site.read(lambda c: witness.doubt(tmp_path, site.store.key, c, "board 2")) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET seq = 9",
        "UPDATE entry SET epoch = epoch - 1",
        "UPDATE entry SET epoch = 9, written = x'00'",
        "UPDATE entry SET epoch = 9, chain = NULL",
    ],
)
def test_nothing_of_an_entry_changes_but_its_place_in_a_later_epoch(
    site: Site, statement: str
) -> None:
    site.save(writing.arrived(), writing.person(1))
    with pytest.raises(IntegrityError, match="only ever added to"):
        site.write(lambda c: c.exec_driver_sql(statement))
