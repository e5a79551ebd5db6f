"""The person side follows the feeds: resumable, once, and stopped by nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, func, select

from central import administration, feed, inbox, sites, subscriptions, tables
from central.centre import Centre
from central.inbox import Sender
from central.projector import Projector
from central.traffic import Traffic
from immunization.entries import EntryRefused
from immunization.ids import SiteCode, SubjectId
from records import projection, seals
from records import tables as records_tables
from records.chain import genesis, links
from records.lines import StoredEntry, read_line
from records.seals import Head
from sync.wire import Batch
from tests import writing
from tests.centres import OTHER_SITE

KEY = b"\x07" * 32
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def public() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()


def take(centre: Centre, pen: writing.Pen, site: SiteCode = writing.SITE) -> None:
    """Let the centre take in all that a pen wrote."""
    author = pen.author
    before = genesis(author.device, 1)
    entries = [one.written for one in pen.written]
    head = Head(author.device, 1, len(entries), links(before, entries)[-1])
    signature = seals.sign_head(KEY, "seal", head).signature
    batch = Batch(
        device=author.device, epoch=1, first=1, before=before, entries=entries, signature=signature
    )
    with centre.database.writing() as connection:
        inbox.take_batch(connection, Sender(author.device, site, public()), batch, NOW)


def count(connection: Connection, name: str) -> int:
    table = records_tables.metadata.tables[name]
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def people(centre: Centre) -> int:
    with centre.database.reading() as connection:
        return count(connection, "person")


def write_people(pen: writing.Pen, first: int, last: int) -> None:
    for number in range(first, last):
        pen.write(writing.registered(), writing.person(number))


def codes(centre: Centre) -> list[str]:
    with centre.database.reading() as connection:
        found = feed.read(connection, writing.SITE, 0, 2_000).entries
    bodies = [read_line(one).body for one in found]
    return [body.code for body in bodies if isinstance(body, EntryRefused)]


def test_what_was_taken_in_is_projected_and_equals_a_rebuild(centre: Centre) -> None:
    pen = writing.Pen(1)
    write_people(pen, 0, 20)
    pen.write(writing.arrived(), writing.person(3))
    pen.write(writing.dose(), writing.person(3))
    take(centre, pen)
    Projector(centre).catch_up()
    names = [table.name for table in records_tables.PROJECTED]
    with centre.database.writing() as connection:
        before = {name: rows(connection, name) for name in names}
        projection.rebuild(connection)
        assert before == {name: rows(connection, name) for name in names}
    assert people(centre) == 20


def rows(connection: Connection, name: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(select(records_tables.metadata.tables[name]))}


def test_it_goes_on_where_it_was_cut(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    pen = writing.Pen(1)
    write_people(pen, 0, 700)
    take(centre, pen)
    projector = Projector(centre)
    assert projector.step(is_patient=False)
    done = people(centre)
    assert 0 < done < 700

    def cut(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("central.stretches._pass_on", cut)
        with pytest.raises(SystemExit):
            Projector(centre).step(is_patient=False)
    assert people(centre) == done
    Projector(centre).catch_up()
    assert people(centre) == 700
    assert not Projector(centre).step(is_patient=False)


def test_an_entry_that_cannot_be_projected_is_refused_and_those_behind_it_are_not(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    pen = writing.Pen(1)
    write_people(pen, 0, 50)
    take(centre, pen)
    poison = pen.written[31].written
    real = projection.store

    def store(
        connection: Connection, entries: list[tuple[StoredEntry, bytes | None]]
    ) -> projection.Outcome:
        if any(stored.written == poison for stored, _ in entries):
            raise RuntimeError("a bug that only this entry meets")
        return real(connection, entries)

    monkeypatch.setattr("central.stretches.projection.store", store)
    Projector(centre).catch_up()
    assert people(centre) == 49
    assert codes(centre) == ["not-projectable"]
    Projector(centre).catch_up()
    assert codes(centre) == ["not-projectable"]


def test_a_late_subscription_brings_what_was_and_an_early_one_what_comes(centre: Centre) -> None:
    administration.add_site(centre, OTHER_SITE, "TYT Tân Phú")
    pen = writing.Pen(1)
    write_people(pen, 0, 3)
    take(centre, pen)
    projector = Projector(centre)
    projector.catch_up()
    with centre.database.writing() as connection:
        wanted = [SubjectId(writing.person(number)) for number in (1, 77)]
        subscriptions.add(connection, OTHER_SITE, wanted)
        subscriptions.add(connection, OTHER_SITE, wanted)
    projector.catch_up()
    later = writing.Pen(2)
    write_people(later, 77, 79)
    later.write(writing.arrived(), writing.person(1))
    take(centre, later)
    projector.catch_up()
    with centre.database.reading() as connection:
        found = feed.read(connection, OTHER_SITE, 0, 100).entries
    theirs = [read_line(one).entry for one in found if read_line(one).entry.site == writing.SITE]
    assert [(str(one.about), one.kind) for one in theirs] == [
        (writing.person(1), "person.registered"),
        (writing.person(77), "person.registered"),
        (writing.person(1), "visit.arrived"),
    ]


def test_what_came_from_another_site_is_not_passed_back(centre: Centre) -> None:
    administration.add_site(centre, OTHER_SITE, "TYT Tân Phú")
    with centre.database.writing() as connection:
        for site in (writing.SITE, OTHER_SITE):
            subscriptions.add(connection, site, [SubjectId(writing.person(0))])
    pen = writing.Pen(1)
    write_people(pen, 0, 1)
    take(centre, pen)
    Projector(centre).catch_up()
    with centre.database.reading() as connection:
        heads = [sites.head(connection, site) for site in (writing.SITE, OTHER_SITE)]
    assert heads == [2, 2]
    assert people(centre) == 1


def test_the_projector_lets_desks_go_first_but_not_for_ever() -> None:
    traffic = Traffic()
    with traffic.pushing():
        assert not traffic.wait_for_quiet(0.05)
    assert traffic.wait_for_quiet(5)


def test_a_thread_projects_by_itself_and_ends_when_told(centre: Centre) -> None:
    projector = Projector(centre)
    projector.start()
    pen = writing.Pen(1)
    write_people(pen, 0, 5)
    take(centre, pen)
    centre.traffic.feed_grew(writing.SITE)
    seen = threading.Event()
    for _ in range(400):
        if people(centre) == 5:
            seen.set()
            break
        seen.wait(0.05)
    assert seen.is_set()
    projector.stop()
    assert not projector._thread.is_alive()


def test_progress_is_kept_per_site(centre: Centre) -> None:
    pen = writing.Pen(1)
    write_people(pen, 0, 4)
    take(centre, pen)
    Projector(centre).catch_up()
    with centre.database.reading() as connection:
        head = sites.head(connection, writing.SITE)
        query = select(tables.progress.c.position).where(tables.progress.c.site == writing.SITE)
        assert connection.execute(query).scalar_one() == head
