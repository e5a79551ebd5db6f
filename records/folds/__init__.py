"""The state of a subject, folded from its entries in logical order.

Each fold is a pure function: the same entries give the same state and the same rows on
every node, in whatever order they arrived. A kind that a fold does not know is passed
over; it stays in the journal and counts after an upgrade.

To teach a fold a new kind: handle it in the subject's module, give it rows if a list or a
report needs them, and raise ``records.projection.VERSION``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Table

from records.folds import person_rows, rule_side, site_side, vaccine_side
from records.lines import Line

Row = tuple[object, ...]
Rows = Iterator[tuple[Table, Row]]
Fold = Callable[[str, Sequence[Line]], Rows]

# The first word of a kind says which fold an entry belongs to.
FOLDS: dict[str, Fold] = {
    "person": person_rows.rows,
    "visit": person_rows.rows,
    "screening": person_rows.rows,
    "declaration": person_rows.rows,
    "consent": person_rows.rows,
    "dose": person_rows.rows,
    "reaction": person_rows.rows,
    "observation": person_rows.rows,
    "lot": vaccine_side.lot_rows,
    "vial": vaccine_side.vial_rows,
    "temperature": vaccine_side.temperature_rows,
    "rules": rule_side.document_rows,
    "recall": rule_side.recall_rows,
    "staff": site_side.staff_rows,
    "device": site_side.device_rows,
    "site": site_side.site_rows,
    "epoch": site_side.epoch_rows,
    "entry": site_side.refusal_rows,
}


def fold_of(kind: str) -> Fold | None:
    """Return the fold that an entry of this kind belongs to, or None if it is from the future."""
    return FOLDS.get(kind.partition(".")[0])
