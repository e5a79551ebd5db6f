"""What the centre rules at the moment: its documents of rules, and the lots that it recalled.

It said so in the feed of every site. So the person side knows all that is projected, and the
feed of any one site the rest: a server need not have run since.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from central import sites
from central.tables import feed, progress
from central.writer import Saying, author_of
from immunization.entries import RecallIssued, RulesIssued
from immunization.ids import SubjectId
from records import tables
from records.lines import Line, StoredEntry, read_line

_Ruling = RulesIssued | RecallIssued


def sayings(connection: Connection) -> list[Saying]:
    """Return what to say to a site that was not there when it was ruled."""
    found = dict(_projected(connection))
    for line in _not_yet_projected(connection):
        about, body = line.entry.about, line.body
        match body:
            case RecallIssued(lifted=True):
                found.pop(about, None)
            case RecallIssued():
                found[about] = body
            case RulesIssued():
                known = found.get(about)
                if not isinstance(known, RulesIssued) or body.version >= known.version:
                    found[about] = body
            case _:
                pass
    return [Saying(about, body) for about, body in found.items()]


def documents(connection: Connection) -> list[RulesIssued]:
    """Return the documents of rules that were issued, each in its highest version."""
    return [one.body for one in sayings(connection) if isinstance(one.body, RulesIssued)]


def _projected(connection: Connection) -> Iterator[tuple[SubjectId, _Ruling]]:
    rule, recall = tables.rule_document.c, tables.recall.c
    query = select(rule.subject, rule.document, rule.version, rule.written)
    for subject, document, version, text in connection.execute(query):
        yield subject, RulesIssued(document=document, version=version, text=text)
    recalls = select(recall.subject, recall.product, recall.lot, recall.reason)
    for subject, product, lot, reason in connection.execute(recalls):
        yield subject, RecallIssued(product=product, lot=lot, reason=reason)


def _not_yet_projected(connection: Connection) -> Iterator[Line]:
    for site in sites.codes(connection)[:1]:
        done = select(func.coalesce(func.max(progress.c.position), 0)).where(
            progress.c.site == site
        )
        author = author_of(site)
        rows = connection.execute(
            select(feed.c.seq, feed.c.written)
            .where(feed.c.site == site, feed.c.position > done.scalar_subquery())
            .where(feed.c.device_id == author.device, feed.c.epoch == author.epoch)
            .order_by(feed.c.position)
        )
        for seq, written in rows:
            yield read_line(StoredEntry(author.device, author.epoch, seq, bytes(written)))
