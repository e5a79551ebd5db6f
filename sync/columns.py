"""Entries as the columns of a page, and back."""

from __future__ import annotations

from collections.abc import Iterable

from immunization.entries import MAX_LAMPORT
from immunization.ids import DeviceId
from records.lines import StoredEntry
from sync.wire import Malformed, Page, Writer


def page_of(
    entries: Iterable[StoredEntry], *, time: int, after: int, until: int, head: int
) -> Page:
    """Return the page that holds these entries; ``until`` is the position after it."""
    numbers: dict[tuple[str, int], int] = {}
    last: list[int] = []
    writer: list[int] = []
    steps: list[int] = []
    written: list[bytes] = []
    for one in entries:
        number = numbers.setdefault((one.device, one.epoch), len(numbers))
        if number == len(last):
            last.append(0)
        writer.append(number)
        steps.append(one.seq - last[number])
        last[number] = one.seq
        written.append(one.written)
    return Page(
        time=time,
        after=after,
        next=until,
        head=head,
        writers=[Writer(device, epoch) for device, epoch in numbers],
        writer=writer,
        steps=steps,
        entries=written,
    )


def entries_of(page: Page) -> list[StoredEntry]:
    """Return the entries of a page; raises Malformed if its columns do not fit together."""
    if not len(page.entries) == len(page.writer) == len(page.steps):
        raise Malformed("columns of different lengths")
    last = [0] * len(page.writers)
    entries = []
    for number, step, written in zip(page.writer, page.steps, page.entries, strict=True):
        if number >= len(last):
            raise Malformed("a writer that is not named")
        last[number] += step
        if not 1 <= last[number] <= MAX_LAMPORT:
            raise Malformed("a sequence number out of range")
        writer = page.writers[number]
        entries.append(StoredEntry(DeviceId(writer.device), writer.epoch, last[number], written))
    return entries
