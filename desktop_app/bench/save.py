"""What a nurse waits for after "save": from the call to the answer that stands on disk.

A dose is judged, written to the journal and projected in one transaction of the encrypted
database with ``synchronous=FULL``; beside it, in the same folder and by turns, one row goes
into a bare SQLCipher database with the same settings. The pages of another person are read
for each dose, as in life: nobody is injected twice.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from desk.desk import Desk
from desk.injection import DoseDraft
from desk.screening import Answers
from desktop_app.bench import ready_desk
from desktop_app.bench.figures import Figures, figure, median, milliseconds, percentile, say
from desktop_app.rehearsal.people import people as made_up
from immunization.entries import Vitals
from immunization.ids import PersonId
from local_db.connecting import connect

PEOPLE: Final = 100_000
RUNS: Final = 5
DOSES: Final = 300
"""Doses of a run: a busy desk's day."""

_ROW: Final = 400
"""Bytes of a bare row: as long as a dose's entry."""


def measure(people: int | None) -> Figures:
    """Measure the acknowledged dose."""
    return measured(people or PEOPLE, RUNS, DOSES)


def measured(people: int, runs: int, doses: int) -> Figures:
    """Measure so many runs of so many doses each."""
    halves, worst, bare_halves, bare_worst = [], [], [], []
    with (
        ready_desk.copy_with(people) as folder,
        ready_desk.opened(folder) as store,
        bare_commits(folder) as commit,
    ):
        desk = ready_desk.desk_of(store)
        guests = _guests(people)
        for run in range(runs):
            saved, bare = _run(desk, list(islice(guests, doses)), commit)
            halves.append(median(saved))
            worst.append(percentile(saved, 0.99))
            bare_halves.append(median(bare))
            bare_worst.append(percentile(bare, 0.99))
            say(f"save {run + 1}/{runs}: {halves[-1]:.2f} ms beside {bare_halves[-1]:.2f} ms")
    return {
        "save_p50": figure(median(halves), "ms", median(bare_halves)),
        "save_p99": figure(median(worst), "ms", median(bare_worst)),
    }


@contextmanager
def bare_commits(folder: Path) -> Iterator[Callable[[], None]]:
    """Give a call that commits one row to a bare encrypted database in a folder."""
    connection: Any = connect(folder / "bare.db", os.urandom(32))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, written BLOB)")
    row = (os.urandom(_ROW),)

    def commit() -> None:
        connection.execute("INSERT INTO row (written) VALUES (?)", row)

    try:
        yield commit
    finally:
        connection.close()


def _run(
    desk: Desk, guests: list[PersonId], commit: Callable[[], None]
) -> tuple[list[float], list[float]]:
    drafts = [_made_ready(desk, person) for person in guests]
    time.sleep(0.05)
    saved, bare = [], []
    for draft in drafts:
        bare.append(milliseconds(commit))
        saved.append(milliseconds(partial(_saved, desk, draft)))
    return saved, bare


def _saved(desk: Desk, draft: DoseDraft) -> None:
    desk.injection.save(draft).result()


def _made_ready(desk: Desk, person: PersonId) -> DoseDraft:
    """Receive and screen somebody; return the dose that the form then proposes."""
    desk.reception.arrive(desk.new_form(), person).result()
    measured = Vitals(temperature=36.6, pulse=72, systolic=118, diastolic=76)
    answers = Answers(desk.new_form(), person, vitals=measured, agreed=True)
    desk.screening.save(answers).result()
    form = desk.injection.open(person)
    return DoseDraft(
        form=form.form,
        person=person,
        lot=ready_desk.LOT_ID,
        dose_kind=form.dose_kind,
        number=form.number,
        volume=0.3,
        reason="Đã hỏi lại",
    )


def _guests(people: int) -> Iterator[PersonId]:
    """Yield adults of the register, who may have a dose."""
    for place, person in enumerate(made_up(people)):
        if "1966" < (person.birth or "") < "2006":
            yield ready_desk.subject_of(person, place)
