"""The list under the field while somebody types two words of a name without its marks.

Measured is the whole use case: reading what was typed, the search, where the people found
stand today, the words of each row. Half of what is typed is as dense as names in Vietnam are
("nguyen t", a quarter of the country), half from the end of the name. Beside it stands the
least that any search must do in the same database: one walk down the index of names, and
one person read.
"""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any, Final

from desktop_app.bench import ready_desk
from desktop_app.bench.figures import Figures, figure, median, milliseconds, percentile, say
from desktop_app.rehearsal.people import people as made_up
from immunization.names import fold
from local_db.connecting import connect
from local_db.file_keys import FileKeys

PEOPLE: Final = 1_000_000
RUNS: Final = 5
TYPED: Final = 200
"""Texts of a run, each asked once: the second time it is in the cache."""

_OTHERS: Final = 7
"""The seed of the names that are typed: others than those of the register."""
_LEAST: Final = (
    "SELECT person_id, name, sex, birth, number, phone, address, commune FROM person "
    "WHERE folded >= ? ORDER BY folded LIMIT 1"
)


def measure(people: int | None) -> Figures:
    """Measure typing."""
    return measured(people or PEOPLE, RUNS, TYPED)


def measured(people: int, runs: int, typed: int) -> Figures:
    """Measure so many runs of so many texts each."""
    slow, least = [], []
    folder = ready_desk.folder_with(people)
    texts = two_words(runs * typed)
    bare: Any = connect(folder / "bantiem.db", FileKeys(folder).database_key())
    with ready_desk.opened(folder) as store:
        desk = ready_desk.desk_of(store)
        for run in range(runs):
            asked = texts[run * typed : (run + 1) * typed]
            took = [milliseconds(partial(desk.identify.suggest, text)) for text in asked]
            beside = [milliseconds(partial(bare.execute, _LEAST, (text,))) for text in asked]
            slow.append(percentile(took, 0.95))
            least.append(percentile(beside, 0.95))
            say(f"search {run + 1}/{runs}: p50 {median(took):.1f} ms, p95 {slow[-1]:.1f} ms")
    bare.close()
    return {"search_p95": figure(median(slow), "ms", median(least))}


def two_words(how_many: int) -> list[str]:
    """Return what people type: the beginnings of two words of a name, one to four letters each.

    By turns the first two words (surname first, "nguy t"), the middle and the given name
    ("hong v"), the given name before the surname ("van nguy").
    """
    dice = Random(_OTHERS)  # noqa: S311 (made-up people, no secret)
    texts = []
    for place, person in enumerate(made_up(how_many, seed=_OTHERS)):
        words = fold(person.name).split()
        pair = (words[:2], words[-2:], [words[-1], words[0]], words[:2])[place % 4]
        first, second = pair
        texts.append(f"{first[: dice.randint(2, 6)]} {second[: dice.randint(1, 4)]}")
    return texts
