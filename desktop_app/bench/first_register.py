"""A new desk receives its site's register from the hub, over loopback, by the real client.

50,000 people, while a nurse looks for those who have come and receives them: from the start
of the round to its end. Then 1,000,000, the desk's process killed (kill -9) half-way and
started again: both times together, and never a person that was stored asked for again beyond
the page under way. Memory is the largest of the desk's process. Beside the times: entries of
that size into a bare SQLCipher table, 2,000 to a commit. The centre runs on SQLite, the hub as
it always does; each is a process of its own, and all share the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from central import administration, register, sites
from central.administration import Member
from desktop_app.bench import sync
from desktop_app.bench.centre_process import Served, served
from desktop_app.bench.figures import Figures, figure, say
from desktop_app.bench.hub_process import ServedHub, served_hub
from desktop_app.demo.story import LOGIN, PASSWORD, SITE
from desktop_app.rehearsal.people import people as made_up
from sync.limits import MAX_ENTRIES

SOME: Final = 50_000
MANY: Final = 1_000_000
_ENTRY: Final = bytes(range(256)) + bytes(157)
"""As long as an entry that registers somebody is on average."""
_MEGA: Final = 1e6

Told = dict[str, float]


@dataclass(frozen=True, slots=True)
class Received:
    """What it took: seconds, bytes of memory, and what a nurse waited for in milliseconds."""

    seconds: float
    bare: float
    rss: float
    save_p95: float
    save: float
    search: float


def measure(people: int | None) -> Figures:
    """Measure both; ``people`` stands for the million."""
    return measured(min(SOME, people or SOME), people or MANY)


def measured(some: int, many: int) -> Figures:
    """Measure two registers of so many people, the second with a cut."""
    small = _received(some, cut_at=None)
    large = _received(many, cut_at=0.5)
    return {
        "first_50k": figure(small.seconds, "s", small.bare),
        "first_50k_save_p95": figure(small.save_p95, "ms"),
        "first_50k_save_max": figure(small.save, "ms"),
        "first_50k_search_max": figure(small.search, "ms"),
        "first_1m": figure(large.seconds, "s", large.bare),
        "first_1m_save_p95": figure(large.save_p95, "ms"),
        "first_1m_save_max": figure(large.save, "ms"),
        "rss": figure(max(small.rss, large.rss) / _MEGA, "MB"),
    }


def _received(people: int, cut_at: float | None) -> Received:
    with _hub_with(people) as hub, sync.desk(hub, hub.url) as (store, _):
        folder = store.path.parent
        store.close()
        tolds, seconds = [], 0.0
        if cut_at is not None:
            cut, seconds = _until_cut(folder, cut_at)
            tolds.append(cut)
        told = _to_the_end(folder, tolds[0]["position"] if tolds else 0)
        tolds.append(told)
        bare = sync.into_sqlcipher(folder, [_ENTRY] * people)
    seconds += told["seconds"]
    rss = max(one["rss"] for one in tolds)
    say(
        f"first_register: {people:,} people in {seconds:.1f} s, bare {bare:.1f} s, "
        f"{rss / _MEGA:.0f} MB; longest of {told['saves']:.0f} saves {told['longest_save']:.0f} ms"
    )
    return Received(
        seconds, bare, rss, told["save_p95"], told["longest_save"], told["longest_search"]
    )


@contextmanager
def _hub_with(people: int) -> Iterator[ServedHub]:
    with served() as centre:
        head = _load(centre, people)
        with served_hub(centre) as hub:
            begun = time.monotonic()
            hub.wait_until_it_has(head)
            say(f"first_register: the hub has {people:,} after {time.monotonic() - begun:.0f} s")
            yield hub


def _load(centre: Served, people: int) -> int:
    """Load a nurse and so many people into the site's feed; return where it ends."""
    nurse = Member(LOGIN, "Lê Thị Mai Hoa", "nurse", PASSWORD, "ĐD.")
    administration.add_staff(centre.centre, SITE, nurse)
    register.load(centre.centre, SITE, made_up(people))
    with centre.centre.database.reading() as connection:
        return sites.head(connection, SITE)


def _until_cut(folder: Path, share: float) -> tuple[Told, float]:
    """Kill the desk when it has so much; return what it told last, and the seconds."""
    begun = time.perf_counter()
    with _desk(folder) as (process, lines):
        for told in lines:
            if told["position"] >= share * told["head"] > 0:
                process.kill()
                say(f"first_register: cut at {told['position']:,.0f} of {told['head']:,.0f}")
                return told, time.perf_counter() - begun
    raise AssertionError("the desk ended before it was cut")


def _to_the_end(folder: Path, stored: float) -> Told:
    """Let the desk receive what is left; what it tells must begin where it was and never go back.

    Raises AssertionError if not.
    """
    with _desk(folder) as (_, lines):
        for told in lines:
            if "seconds" in told:
                return told
            if told["position"] < stored or told["position"] > stored + 2 * MAX_ENTRIES + 1:
                raise AssertionError(f"at {told['position']:.0f} after {stored:.0f}")
            stored = told["position"]
    raise AssertionError("the desk did not come to its end")


@contextmanager
def _desk(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Iterator[Told]]]:
    words = [sys.executable, "-m", "desktop_app.bench.register_desk", str(folder)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout is not None  # noqa: S101 (a pipe was asked for)
        yield process, (json.loads(line) for line in process.stdout)
    finally:
        process.kill()
        process.communicate()
