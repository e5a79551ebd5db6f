"""What the centre rules: documents of rules in force, and lots that were recalled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Table

from immunization.entries import RecallIssued, RulesIssued
from records import tables
from records.lines import Line

Rows = Iterator[tuple[Table, tuple[object, ...]]]


def document_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A document of rules: of all its versions the highest, of two alike the later one."""
    found: RulesIssued | None = None
    for line in lines:
        if isinstance(line.body, RulesIssued) and (
            found is None or line.body.version >= found.version
        ):
            found = line.body
    if found is not None:
        yield tables.rule_document, (subject, found.document, found.version, found.text)


def recall_rows(subject: str, lines: Sequence[Line]) -> Rows:
    """A lot that is recalled now, and why; none where the recall was lifted."""
    for line in reversed(lines):
        if isinstance(line.body, RecallIssued):
            body = line.body
            if not body.lifted:
                yield tables.recall, (subject, body.product, body.lot, body.reason)
            return
