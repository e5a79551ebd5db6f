"""Store entries and project them, in the caller's transaction.

A projection is the difference of two folds: what a subject's entries gave before, and
what they give now. Only rows that differ are written, so a dose touches a dose row and a
visit row and leaves the person alone. That the tables equal a rebuild is a property test.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, Table, delete, insert, select

from immunization.entries import UnreadableEntry
from immunization.ids import DeviceId, EntryId
from records import bulk, folds, tables
from records.lines import Line, StoredEntry, read_line

VERSION = 1
"""Raise it whenever a fold changes what it makes of entries already stored."""

_NAME = "all"
_PAGE = 500
_LINES_OF = "SELECT subject, device_id, epoch, seq, written FROM entry WHERE subject IN "

_NO_ROWS: frozenset[tuple[Table, folds.Row]] = frozenset()

Chained = tuple[StoredEntry, bytes | None]


class Outcome(Struct, frozen=True):
    """What a call to :func:`store` did: entries new here, subjects touched, what was unreadable."""

    new: tuple[Line, ...]
    subjects: frozenset[str]
    unreadable: tuple[StoredEntry, ...]

    @property
    def new_ids(self) -> tuple[EntryId, ...]:
        """The ids of the entries that were new."""
        return tuple(line.entry.id for line in self.new)


def store(
    connection: Connection,
    entries: Sequence[Chained],
    before: Mapping[str, Sequence[Line]] | None = None,
) -> Outcome:
    """Store entries that are not there yet and bring the tables up to date.

    ``entries`` are stored entries, each with its chain value, or None where the node does
    not keep the writer's chain. Storing one again does nothing. An entry whose envelope
    cannot be read has no subject: it is answered in ``unreadable`` and not stored here.
    ``before`` are all entries of their subjects, if the caller has read them already.
    """
    fresh: dict[tuple[str, str], tuple[Line, StoredEntry, bytes | None]] = {}
    unreadable = []
    for stored, chain in entries:
        try:
            line = read_line(stored)
        except UnreadableEntry:
            unreadable.append(stored)
        else:
            fresh.setdefault((line.entry.about, line.entry.id), (line, stored, chain))
    if before is None:
        before = lines_of(connection, {subject for subject, _ in fresh})
    for subject, known in before.items():
        for line in known:
            fresh.pop((subject, line.entry.id), None)
    if fresh:
        bulk.insert(connection, tables.entry, [_entry_row(*one) for one in fresh.values()])
        _project(connection, before, [line for line, _, _ in fresh.values()])
    return Outcome(
        new=tuple(line for line, _, _ in fresh.values()),
        subjects=frozenset(subject for subject, _ in fresh),
        unreadable=tuple(unreadable),
    )


def lines_of(connection: Connection, subjects: Iterable[str]) -> dict[str, list[Line]]:
    """Return all entries of some subjects, each subject's in logical order."""
    found: dict[str, list[Line]] = {}
    wanted = list(subjects)
    for start in range(0, len(wanted), _PAGE):
        page = wanted[start : start + _PAGE]
        marks = ", ".join("?" * len(page))
        rows = bulk.ask(connection, f"{_LINES_OF} ({marks})", tuple(page))
        for subject, device, epoch, seq, written in rows:
            line = read_line(StoredEntry(DeviceId(device), epoch, seq, written))
            found.setdefault(subject, []).append(line)
    for lines in found.values():
        lines.sort(key=_order)
    return found


def version(connection: Connection) -> int | None:
    """Return the version that the tables were projected with, or None if they never were."""
    query = select(tables.projection.c.version).where(tables.projection.c.name == _NAME)
    return connection.execute(query).scalar_one_or_none()


def mark_version(connection: Connection) -> None:
    """Write down that the tables are projected by this version."""
    connection.execute(delete(tables.projection).where(tables.projection.c.name == _NAME))
    connection.execute(insert(tables.projection).values(name=_NAME, version=VERSION))


def rebuild(connection: Connection, progress: Callable[[int], None] | None = None) -> int:
    """Empty the projected tables and fold every subject again; return how many there were."""
    for table in tables.PROJECTED:
        connection.execute(delete(table))
    done = 0
    for page in _subject_pages(connection):
        _project(connection, {}, [line for lines in page.values() for line in lines])
        done += len(page)
        if progress:
            progress(done)
    mark_version(connection)
    return done


def _subject_pages(connection: Connection) -> Iterator[dict[str, list[Line]]]:
    last = ""
    column = tables.entry.c.subject
    while True:
        query = select(column).where(column > last).group_by(column).order_by(column).limit(_PAGE)
        subjects = list(connection.execute(query).scalars())
        if not subjects:
            return
        last = subjects[-1]
        yield lines_of(connection, subjects)


def _project(
    connection: Connection, before: Mapping[str, Sequence[Line]], new: Sequence[Line]
) -> None:
    by_subject: dict[str, list[Line]] = defaultdict(list)
    for line in new:
        by_subject[line.entry.about].append(line)
    gone: dict[Table, list[folds.Row]] = defaultdict(list)
    come: dict[Table, list[folds.Row]] = defaultdict(list)
    for subject, lines in by_subject.items():
        old = before.get(subject, ())
        was = _rows(subject, old) if old else _NO_ROWS
        now = _rows(subject, sorted([*old, *lines], key=_order) if old or lines[1:] else lines)
        for table, row in was - now:
            gone[table].append(row)
        for table, row in now - was:
            come[table].append(row)
    for table, rows in gone.items():
        bulk.delete(connection, table, rows)
    for table, rows in come.items():
        bulk.insert(connection, table, rows)


def _rows(subject: str, lines: Sequence[Line]) -> set[tuple[Table, folds.Row]]:
    by_fold: dict[folds.Fold, list[Line]] = defaultdict(list)
    for line in lines:
        fold = folds.fold_of(line.entry.kind)
        if fold:
            by_fold[fold].append(line)
    return {row for fold, own in by_fold.items() for row in fold(subject, own)}


def _entry_row(line: Line, stored: StoredEntry, chain: bytes | None) -> folds.Row:
    entry = line.entry
    return (
        entry.about, entry.id, stored.device, stored.epoch, stored.seq,
        entry.kind, entry.lc, stored.written, chain,
    )  # fmt: skip


def _order(line: Line) -> tuple[int, str, str]:
    return line.order
